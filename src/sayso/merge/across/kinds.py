"""What kind of act words tell, and which kinds may be one happening."""

from collections.abc import Mapping
from enum import StrEnum

from sayso.model.lexicon import TriggerSense


class Kind(StrEnum):
    """A family of acts. HARM and DAMAGE are results that fit any act; VAGUE words ("incident") fit all."""

    BLAST = "blast"
    STRIKE = "strike"
    SHOOTING = "shooting"
    VIOLENCE = "violence"  # of a kind that the words leave open
    CLASH = "clash"
    EXCHANGE = "exchange"  # the fire of both sides, where a report tells each side's for itself
    MUTINY = "mutiny"
    WARNING = "warning"  # shots in the air
    HARM = "harm"
    DAMAGE = "damage"
    EXECUTION = "execution"
    DISPERSAL = "dispersal"
    LAUNCH = "launch"
    DRILL = "drill"
    VAGUE = "vague"
    PURSUIT = "pursuit"
    ARREST = "arrest"
    ABDUCTION = "abduction"
    ROADBLOCK = "roadblock"
    RELEASE = "release"
    PROTEST = "protest"
    VIOLATION = "violation"
    HELP = "help"
    CAPTURE = "capture"
    ACT = "act"  # "the incident", "it": of any kind at all
    EXPULSION = "expulsion"
    OTHER = "other"  # talk, demands, sanctions: one kind for each type of event


RESULTS = frozenset({Kind.HARM, Kind.DAMAGE})
# What words of force tell: any two of them may be one act, told more or less closely.
_FORCE = frozenset(
    {
        Kind.BLAST,
        Kind.STRIKE,
        Kind.SHOOTING,
        Kind.VIOLENCE,
        Kind.CLASH,
        Kind.HARM,
        Kind.DAMAGE,
        Kind.EXECUTION,
        Kind.DISPERSAL,
        Kind.MUTINY,
        Kind.VAGUE,
    }
)
_PAIRS = (
    frozenset({Kind.LAUNCH, Kind.STRIKE}),
    frozenset({Kind.LAUNCH, Kind.DRILL}),
    frozenset({Kind.LAUNCH, Kind.VIOLENCE}),
    frozenset({Kind.LAUNCH, Kind.DAMAGE}),
    frozenset({Kind.LAUNCH, Kind.VAGUE}),
    frozenset({Kind.LAUNCH, Kind.HARM}),
    frozenset({Kind.LAUNCH, Kind.SHOOTING}),
    frozenset({Kind.DRILL, Kind.DAMAGE}),
    frozenset({Kind.EXCHANGE, Kind.CLASH}),
    frozenset({Kind.ABDUCTION, Kind.ARREST}),
    frozenset({Kind.ABDUCTION, Kind.CAPTURE}),
    frozenset({Kind.CAPTURE, Kind.HARM}),
    frozenset({Kind.CAPTURE, Kind.DAMAGE}),
    frozenset({Kind.CAPTURE, Kind.CLASH}),
    frozenset({Kind.VIOLATION, Kind.VAGUE}),
    frozenset({Kind.DRILL, Kind.STRIKE}),
    frozenset({Kind.DRILL, Kind.VIOLENCE}),
    frozenset({Kind.DRILL, Kind.VAGUE}),
    frozenset({Kind.ABDUCTION, Kind.VAGUE}),
    frozenset({Kind.ABDUCTION, Kind.VIOLENCE}),
    frozenset({Kind.CAPTURE, Kind.VIOLENCE}),
    frozenset({Kind.CAPTURE, Kind.VAGUE}),
    frozenset({Kind.PURSUIT, Kind.HARM}),
    frozenset({Kind.PURSUIT, Kind.SHOOTING}),
)
# Two of these tell two acts: a car bomb is no volley, a blast no beheading.
_APART = (
    frozenset({Kind.EXECUTION, Kind.BLAST}),
    frozenset({Kind.EXECUTION, Kind.STRIKE}),
    frozenset({Kind.DISPERSAL, Kind.VAGUE}),
    frozenset({Kind.DISPERSAL, Kind.BLAST}),
    frozenset({Kind.DISPERSAL, Kind.STRIKE}),
)
_GROUPS: Mapping[str, Kind] = {
    "blast": Kind.BLAST,
    "strike": Kind.STRIKE,
    "chemical": Kind.STRIKE,
    "shooting": Kind.SHOOTING,
    "clash": Kind.CLASH,
    "harm": Kind.HARM,
    "killing": Kind.HARM,
    "destruction": Kind.DAMAGE,
    "attack": Kind.VAGUE,
    "arrest": Kind.ARREST,
    "abduction": Kind.ABDUCTION,
    "release": Kind.RELEASE,
    "protest": Kind.PROTEST,
    "walkout": Kind.VAGUE,
    "obstruct": Kind.ROADBLOCK,
    "siege": Kind.ROADBLOCK,
    "crowd": Kind.DISPERSAL,
    "test": Kind.LAUNCH,
    "violation": Kind.VIOLATION,
    "deploy": Kind.HELP,
    "capture": Kind.CAPTURE,
    "generic": Kind.VIOLENCE,
    "beating": Kind.HARM,
    "stabbing": Kind.HARM,
    "torture": Kind.HARM,
    "downing": Kind.DAMAGE,
    "riot": Kind.PROTEST,
    "assemble": Kind.PROTEST,
    "deport": Kind.EXPULSION,
    "expel": Kind.EXPULSION,
}
_MODES: Mapping[str, Kind] = {
    "explosives": Kind.BLAST,
    "suicide-attack": Kind.BLAST,
    "aerial": Kind.STRIKE,
    "drone": Kind.STRIKE,
    "heavy-weapons": Kind.STRIKE,
    "unconventional": Kind.STRIKE,
    "firearms": Kind.SHOOTING,
    "destroy": Kind.DAMAGE,
    "crowd-control": Kind.DISPERSAL,
    "arrest": Kind.ARREST,
    "abduct": Kind.ABDUCTION,
    "seize": Kind.CAPTURE,
    "ceasefire": Kind.VIOLATION,
    "weapons": Kind.LAUNCH,
    "release": Kind.RELEASE,
}
_TYPES: Mapping[str, Kind] = {
    "ASSAULT": Kind.VIOLENCE,
    "PROTEST": Kind.PROTEST,
    "MOBILIZE": Kind.HELP,
}
# Word sets of the lexicon, the one to ask first in front.
_SETS = (
    "pursuit",
    "arrest",
    "abduction",
    "roadblock",
    "expulsion",
    "release",
    "mutiny",
    "protest",
    "dispersal",
    "drill",
    "launch",
    "violation",
    "exchange",
    "execution",
    "help",
    "harm",
    "damage",
    "shooting",
    "blast",
    "strike",
    "violence",
    "act",
    "vague",
)


def kind_of_words(
    phrases: frozenset[str], sense: TriggerSense | None, words: Mapping[str, frozenset[str]]
) -> Kind:
    """The kind of act that a word or phrase tells; a plain sense of the lexicon goes before the lists.

    Args:
        phrases: The words as written and as lemmas, and the head alone.
        sense: What the lexicon says of it here; None where it says nothing.
        words: The word sets of the lexicon, `kind_*` among them.
    """
    if phrases & words["kind_exchange"]:
        return Kind.EXCHANGE
    of_sense = None if sense is None else _GROUPS.get(sense.group)
    if of_sense is not None and of_sense not in (Kind.VAGUE, Kind.VIOLENCE, Kind.HARM, Kind.ARREST):
        return of_sense
    for name in _SETS:
        if phrases & words[f"kind_{name}"]:
            return Kind(name)
    if of_sense is not None:
        return of_sense
    if sense is None:
        return Kind.ACT
    return Kind.VIOLENCE if sense.type == "ASSAULT" else Kind.OTHER


def kind_of_event(event_type: str, mode: str | None) -> Kind:
    """The kind of act that an event of a type and mode of PLOVER is."""
    if mode is not None and mode in _MODES and event_type not in ("RETREAT", "PROTEST"):
        return _MODES[mode]
    if event_type == "RETREAT" and mode == "release":
        return Kind.RELEASE
    if event_type == "PROTEST" and mode == "obstruct":
        return Kind.ROADBLOCK
    return _TYPES.get(event_type, Kind.OTHER)


def may_be_one(a: Kind, b: Kind) -> bool:
    """Whether words of two kinds may tell one act."""
    if a is b or Kind.ACT in (a, b):
        return True
    pair = frozenset({a, b})
    return (pair <= _FORCE and pair not in _APART) or pair in _PAIRS

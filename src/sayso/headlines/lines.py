"""One line for an event: who did what to whom, as far as the record holds it."""

import re
from dataclasses import dataclass, replace

from sayso.headlines.clauses import Clause
from sayso.headlines.forms import Voice, inflected
from sayso.headlines.naming import Named
from sayso.headlines.phrases import filled, phrase
from sayso.model.events import Modality

# Nouns that somebody "carries out"; of others a verb says more.
_CARRIED = re.compile(
    r"(?:attack|strike|raid|bombing|assault|ambush|airstrike|killing|massacre|execution|beheading|stabbing|"
    r"assassination|abduction|kidnapping|incursion|counter-?attack)(?:e?s)?$"
)
_EACH_OTHER = frozenset({"exchange", "trade", "clash"})
_CLASHES = frozenset({"clash", "clashes", "skirmish", "skirmishes", "clashed", "confrontation"})


@dataclass(frozen=True, slots=True)
class Deed:
    """What a line tells: a type, how real it is, who acts and who is hit, and the report's words for it.

    `fought` says that those who act do so against each other. `reportedly` that nobody who is named says so;
    `denier` says that it did not happen.
    """

    type: str
    mode: str | None
    modality: Modality
    actors: Named | None
    targets: Named | None
    clause: Clause | None = None
    fought: bool = False
    reportedly: bool = False
    denier: Named | None = None


def line(deed: Deed) -> str:
    """Who did what to whom; what did not happen is not told as if it had."""
    said = None if deed.clause is None or _is_mutual(deed) else _told(deed, deed.clause)
    return said or _called(deed)


def _is_mutual(deed: Deed) -> bool:
    """Whether those who act fight each other, and the words alone would not say so."""
    return deed.fought and (deed.clause is None or deed.clause.sense.words[0] not in _EACH_OTHER)


def _told(deed: Deed, clause: Clause) -> str | None:
    """The words of the report told again, None where they make no line."""
    if clause.sense.pos != "verb":
        return _noun(deed, clause)
    if clause.sense.subject == "target":
        return _undergone(deed, clause)
    if clause.own:
        return _own(deed, clause)
    if deed.type == "REQUEST":
        return None  # what was asked for is missing behind the verb
    if deed.type == "THREATEN" and clause.sense.type != deed.type:
        return _unreal(replace(deed, modality=Modality.THREATENED), clause)
    if deed.modality is not Modality.OCCURRED:
        return _unreal(deed, clause)
    adverb = "reportedly " if deed.reportedly else ""
    if deed.actors is not None:
        if clause.targets is None and clause.thing is None and not clause.acted:
            return None
        return f"{deed.actors.words} {adverb}{_verb(clause, Voice.PAST)}"
    return _passive(clause, adverb)


def _verb(clause: Clause, voice: Voice) -> str:
    """The verb with what it is done to: "shot down a jet", "fire rockets at a base"."""
    parts = (
        inflected(clause.sense.words, voice),
        clause.thing.words if clause.thing else "",
        clause.link if clause.targets else "",
        clause.targets.words if clause.targets else "",
    )
    return " ".join(filter(None, parts))


def _passive(clause: Clause, adverb: str) -> str | None:
    """What was done, where nobody is known to have done it."""
    done = inflected(clause.sense.words, Voice.PARTICIPLE)
    subject = clause.thing or (None if clause.link else clause.targets)
    if subject is None:
        return None
    behind = f" {clause.link} {clause.targets.words}" if clause.link and clause.targets else ""
    return f"{subject.words} {'were' if subject.many else 'was'} {adverb}{done}{behind}"


def _undergone(deed: Deed, clause: Clause) -> str | None:
    """ "Troops came under fire"."""
    if clause.targets is None or deed.modality is not Modality.OCCURRED:
        return None
    adverb = "reportedly " if deed.reportedly else ""
    role = next((word for word, role in clause.sense.prepositions.items() if role == "actor"), None)
    by = f" {role} {deed.actors.words}" if role and deed.actors else ""
    if deed.actors and not by:
        return None
    return f"{clause.targets.words} {adverb}{inflected(clause.sense.words, Voice.PAST)}{by}"


def _own(deed: Deed, clause: Clause) -> str | None:
    """ "The army was put on alert"."""
    if deed.actors is None or deed.modality is not Modality.OCCURRED:
        return None
    done = inflected(clause.sense.words, Voice.PARTICIPLE)
    return f"{deed.actors.words} {'were' if deed.actors.many else 'was'} {done}"


def _unreal(deed: Deed, clause: Clause) -> str | None:
    """What was planned, threatened, supposed or denied."""
    if clause.targets is None and clause.thing is None and not clause.acted:
        return None
    actors, base = deed.actors, _verb(clause, Voice.BASE)
    if actors is None:
        return None
    match deed.modality:
        case Modality.PLANNED:
            return f"{actors.words} {'plan' if actors.many else 'plans'} to {base}"
        case Modality.THREATENED:
            return f"{actors.words} threatened to {base}"
        case Modality.HYPOTHETICAL:
            return f"{actors.words} might {base}"
        case _:
            return f"{_denied(deed.denier)} that {actors.words} {_verb(clause, Voice.PAST)}"


def _denied(denier: Named | None) -> str:
    return "it is denied" if denier is None else f"{denier.words} {'deny' if denier.many else 'denies'}"


def _noun(deed: Deed, clause: Clause) -> str | None:
    """ "Air strike on a base", "X carried out an air strike on a base"; only of what happened."""
    if deed.type != "ASSAULT" or deed.modality is not Modality.OCCURRED:
        return None
    if deed.targets is not None and clause.targets is None:
        return None  # the words for its type name whom they hit
    upon = f" {clause.link} {clause.targets.words}" if clause.targets else ""
    if deed.actors is None:
        return f"{'reported ' if deed.reportedly else ''}{clause.words}{upon}"
    if not _CARRIED.search(clause.words):
        return None
    adverb = "reportedly " if deed.reportedly else ""
    return f"{deed.actors.words} {adverb}carried out {_article(clause.words)}{clause.words}{upon}"


def _article(noun: str) -> str:
    if noun.endswith("s") and not noun.endswith("ss"):
        return ""
    return "an " if noun[0] in "aeiou" else "a "


def _called(deed: Deed) -> str:
    """The same in the words for its type."""
    actors = deed.actors.words if deed.actors else ""
    targets = deed.targets.words if deed.targets else ""
    verb, noun = phrase(deed.type, deed.mode or "")
    by = f" by {actors}" if actors else ""
    match deed.modality:
        case Modality.THREATENED if deed.type != "THREATEN":
            return (
                f"{actors} threatened: {filled(noun, targets)}"
                if actors
                else f"threat: {filled(noun, targets)}"
            )
        case Modality.DENIED:
            return f"denied: {filled(noun, targets)}{by}"
        case Modality.HYPOTHETICAL:
            return f"only supposed: {filled(noun, targets)}{by}"
        case Modality.PLANNED:
            return f"planned: {filled(noun, targets)}{by}"
    if deed.fought:
        clash = deed.clause is not None and bool(_CLASHES & set(deed.clause.words.split()))
        return f"{actors} {'clashed' if clash else 'fought each other'}"
    if actors:
        return f"{actors} {'reportedly ' if deed.reportedly else ''}{filled(verb, targets)}"
    return f"{'reported ' if deed.reportedly else ''}{filled(noun, targets)}"

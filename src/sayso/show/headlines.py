"""One line for an event, in our words: who did what to whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.events import Event, Modality
from sayso.show.safe import safe

# PLOVER type and mode -> what somebody did, and what it is called. `{}` is whom it was done to;
# in brackets: left out where nobody is; after "|": said instead where nobody is.
PHRASES: dict[tuple[str, str], tuple[str, str]] = {
    ("AGREE", ""): ("agreed[ with {}]", "agreement[ with {}]"),
    ("CONSULT", ""): ("consulted {}|held talks", "talks[ with {}]"),
    ("CONSULT", "visit"): ("visited {}|made a visit", "visit[ to {}]"),
    ("CONSULT", "third-party"): ("mediated[ with {}]", "mediation[ with {}]"),
    ("CONSULT", "multilateral"): ("met {} and others|held a conference", "conference[ with {}]"),
    ("CONSULT", "phone"): ("telephoned[ {}]", "telephone call[ to {}]"),
    ("SUPPORT", ""): ("declared support[ for {}]", "declared support[ for {}]"),
    ("CONCEDE", ""): ("made concessions[ to {}]", "concessions[ to {}]"),
    ("COOPERATE", ""): ("worked together[ with {}]", "cooperation[ with {}]"),
    ("AID", ""): ("gave aid[ to {}]", "aid[ to {}]"),
    ("RETREAT", ""): ("gave way[ to {}]", "retreat[ before {}]"),
    ("RETREAT", "withdraw"): ("withdrew[, facing {}]", "withdrawal[, facing {}]"),
    ("RETREAT", "release"): ("released {}|released captives", "release[ of {}]"),
    ("RETREAT", "disarm"): ("laid down arms[ before {}]", "laying down of arms[ before {}]"),
    ("RETREAT", "ceasefire"): ("ceased fire[ with {}]", "ceasefire[ with {}]"),
    ("RETREAT", "access"): ("gave access[ to {}]", "access[ for {}]"),
    ("RETREAT", "resign"): ("resigned[, facing {}]", "resignation[, facing {}]"),
    ("REQUEST", ""): ("made a demand[ of {}]", "demand[ of {}]"),
    ("REQUEST", "assist"): ("asked[ {}] for help", "request for help[ to {}]"),
    ("REQUEST", "change"): ("asked[ {}] for a change", "demand for change[ to {}]"),
    ("REQUEST", "yield"): ("called on {} to give way|called for a stand-down", "call to give way[ to {}]"),
    ("REQUEST", "meet"): ("asked {} to meet|asked for a meeting", "request for a meeting[ to {}]"),
    ("ACCUSE", ""): ("accused {}|made an accusation", "accusation[ against {}]"),
    ("ACCUSE", "disapprove"): ("condemned {}|voiced condemnation", "condemnation[ of {}]"),
    ("ACCUSE", "investigate"): ("opened an inquiry[ into {}]", "inquiry[ into {}]"),
    ("REJECT", ""): ("refused {}|refused", "refusal[ to {}]"),
    ("REJECT", "assist"): ("refused help[ to {}]", "refusal of help[ to {}]"),
    ("REJECT", "change"): ("refused[ {}] a change", "refusal of change[ to {}]"),
    ("REJECT", "yield"): ("refused to give way[ to {}]", "refusal to give way[ to {}]"),
    ("REJECT", "meet"): ("refused to meet[ {}]", "refusal to meet[ {}]"),
    ("THREATEN", ""): ("threatened {}|made a threat", "threat[ to {}]"),
    ("THREATEN", "restrict"): ("threatened[ {}] with restrictions", "threat of restrictions[ to {}]"),
    ("THREATEN", "arrest"): ("threatened[ {}] with arrest", "threat of arrest[ to {}]"),
    ("THREATEN", "relations"): ("threatened to break[ with {}]", "threat to break[ with {}]"),
    ("THREATEN", "expel"): ("threatened[ {}] with expulsion", "threat of expulsion[ to {}]"),
    ("THREATEN", "territory"): ("threatened to take ground[ from {}]", "threat to take ground[ from {}]"),
    ("THREATEN", "violence"): ("threatened[ {}] with violence", "threat of violence[ to {}]"),
    ("PROTEST", ""): ("protested[ against {}]", "protest[ against {}]"),
    ("PROTEST", "demo"): ("demonstrated[ against {}]", "demonstration[ against {}]"),
    ("PROTEST", "riot"): ("rioted[ against {}]", "riot[ against {}]"),
    ("PROTEST", "strike"): ("went on strike[ against {}]", "strike[ against {}]"),
    ("PROTEST", "hunger"): ("went on hunger strike[ against {}]", "hunger strike[ against {}]"),
    ("PROTEST", "boycott"): ("boycotted {}|began a boycott", "boycott[ of {}]"),
    ("PROTEST", "obstruct"): ("put up a blockade[ against {}]", "blockade[ against {}]"),
    ("PROTEST", "vandalize"): ("damaged property[ of {}]", "damage to property[ of {}]"),
    ("SANCTION", ""): ("imposed sanctions[ on {}]", "sanctions[ on {}]"),
    ("SANCTION", "convict"): ("convicted {}|passed a sentence", "conviction[ of {}]"),
    ("SANCTION", "expel"): ("expelled {}|expelled people", "expulsion[ of {}]"),
    ("SANCTION", "withdraw"): ("withdrew[ from dealings with {}]", "withdrawal[ from dealings with {}]"),
    ("SANCTION", "discontinue"): ("broke off dealings[ with {}]", "end of dealings[ with {}]"),
    ("MOBILIZE", ""): ("showed force[ against {}]", "show of force[ against {}]"),
    ("MOBILIZE", "troops"): ("moved troops[ against {}]", "movement of troops[ against {}]"),
    ("MOBILIZE", "weapons"): ("readied weapons[ against {}]", "readying of weapons[ against {}]"),
    ("MOBILIZE", "police"): ("sent out police[ against {}]", "police sent out[ against {}]"),
    ("MOBILIZE", "militia"): ("raised militias[ against {}]", "raising of militias[ against {}]"),
    ("COERCE", ""): ("coerced {}|used coercion", "coercion[ of {}]"),
    ("COERCE", "seize"): ("seized ground or property[ from {}]", "seizure of ground or property[ from {}]"),
    ("COERCE", "restrict"): ("imposed restrictions[ on {}]", "restrictions[ on {}]"),
    ("COERCE", "censor"): ("censored {}|imposed censorship", "censorship[ of {}]"),
    ("COERCE", "curfew"): ("imposed a curfew[ on {}]", "curfew[ on {}]"),
    ("COERCE", "martial-law"): ("imposed martial law[ on {}]", "martial law[ on {}]"),
    ("COERCE", "arrest"): ("arrested {}|made arrests", "arrest[ of {}]"),
    ("COERCE", "deport"): ("deported {}|deported people", "deportation[ of {}]"),
    ("COERCE", "withhold"): ("withheld goods or services[ from {}]", "withholding of goods[ from {}]"),
    ("COERCE", "misinformation"): ("spread false news[ about {}]", "false news[ about {}]"),
    ("COERCE", "cyber"): ("attacked {} by computer|made a cyber attack", "cyber attack[ on {}]"),
    ("ASSAULT", ""): ("attacked {}|made an attack", "attack[ on {}]"),
    ("ASSAULT", "abduct"): ("abducted {}|abducted people", "abduction[ of {}]"),
    ("ASSAULT", "beat"): ("beat {}|beat people", "beating[ of {}]"),
    ("ASSAULT", "torture"): ("tortured {}|tortured people", "torture[ of {}]"),
    ("ASSAULT", "sexual"): ("committed sexual violence[ against {}]", "sexual violence[ against {}]"),
    ("ASSAULT", "targeted"): ("made a targeted attack[ on {}]", "targeted attack[ on {}]"),
    ("ASSAULT", "destroy"): ("destroyed property[ of {}]", "destruction[ of property of {}]"),
    ("ASSAULT", "primitive"): ("attacked[ {}] with simple weapons", "attack with simple weapons[ on {}]"),
    ("ASSAULT", "firearms"): ("shot at {}|opened fire", "shooting[ at {}]"),
    ("ASSAULT", "explosives"): ("bombed {}|set off explosives", "bombing[ of {}]"),
    ("ASSAULT", "suicide-attack"): ("made a suicide attack[ on {}]", "suicide attack[ on {}]"),
    ("ASSAULT", "aerial"): ("attacked[ {}] from the air", "attack from the air[ on {}]"),
    ("ASSAULT", "drone"): ("attacked[ {}] with drones", "drone attack[ on {}]"),
    ("ASSAULT", "heavy-weapons"): ("shelled {}|fired heavy weapons", "heavy weapons fired[ at {}]"),
    ("ASSAULT", "crowd-control"): ("used force on a crowd[ of {}]", "force used on a crowd[ of {}]"),
    ("ASSAULT", "unconventional"): (
        "attacked[ {}] with unconventional weapons",
        "attack with unconventional weapons[ on {}]",
    ),
}
_SUPPOSED = {Modality.DENIED: "Denied", Modality.HYPOTHETICAL: "Only supposed", Modality.PLANNED: "Planned"}


@dataclass(frozen=True, slots=True)
class Deed:
    """What a headline is made of: what happened, and the names of who acts and of who is hit."""

    type: str
    mode: str | None
    modality: Modality
    actors: tuple[str, ...]
    targets: tuple[str, ...]


def headline(event: Event) -> str:
    """Who did what to whom, in one line; what did not happen is not told as if it had."""
    return headline_of(
        Deed(
            event.type.value,
            event.mode.value if event.mode else None,
            event.modality.value,
            tuple(fact.value.name for fact in event.actors),
            tuple(fact.value.name for fact in event.targets),
        )
    )


def headline_of(deed: Deed) -> str:
    """The same of what a table holds of an event."""
    line = _line(deed)
    return line[:1].upper() + line[1:]


def fullest(events: Sequence[Event]) -> Event:
    """The event that tells most: the headline of an incident is that of this one."""
    return max(events, key=_told)


def _told(event: Event) -> tuple[int, int, int]:
    single = (event.mode, event.place, event.time)
    return (
        len(event.actors[:1]) + len(event.targets[:1]),
        sum(one is not None for one in single),
        len(event.tolls),
    )


def _line(deed: Deed) -> str:
    actors, targets = names(deed.actors), names(deed.targets)
    verb, noun = phrase(deed.type, deed.mode or "")
    if deed.modality is Modality.THREATENED and deed.type != "THREATEN":
        return f"{actors or 'Somebody'} threatened: {_fill(noun, targets)}"
    if deed.modality in _SUPPOSED:
        by = f" by {actors}" if actors else ""
        return f"{_SUPPOSED[deed.modality]}: {_fill(noun, targets)}{by}"
    if _fought(deed):
        return f"{actors} fought"
    if actors:
        return f"{actors} {_fill(verb, targets)}"
    return f"{_fill(noun, targets)}, by whom is not said"


def phrase(type_: str, mode: str) -> tuple[str, str]:
    """What somebody did and what it is called; an unknown mode is said with its type's words."""
    general = (f"did {safe(type_).lower()}[ to {{}}]", f"{safe(type_).lower()}[ of {{}}]")
    return PHRASES.get((type_, mode)) or PHRASES.get((type_, "")) or general


def names(given: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; each name once."""
    once = list(dict.fromkeys(map(safe, given)))
    return " and ".join(filter(None, (", ".join(once[:-1]), once[-1]))) if once else ""


def _fought(deed: Deed) -> bool:
    """Whether two sides fight each other: both act, and no third is the target."""
    actors, targets = set(deed.actors), set(deed.targets)
    return deed.type == "ASSAULT" and len(actors) > 1 and targets <= actors


def _fill(template: str, whom: str) -> str:
    full, _, alone = template.partition("|")
    if not whom and alone:
        return alone
    return re.sub(r"\[(.*?)\]", r"\1" if whom else "", full).replace("{}", whom)

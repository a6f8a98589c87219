"""Whether two tellings may be of one event: gates that forbid it, and evidence that speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.events import Location, PartyRef, PlacePrecision
from sayso.model.identity import Match, match
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact
from sayso.model.sphere import great_circle_km
from sayso.model.tellings import Telling

# Groups of senses that may tell one act of violence in other words.
_GENERIC = frozenset({"attack", "harm", "killing"})
_KIN = (
    frozenset({"strike", "blast", "destruction"}),
    frozenset({"shooting", "clash"}),
    frozenset({"beating", "stabbing", "crowd", "riot"}),
    frozenset({"protest", "riot", "obstruct"}),
    frozenset({"riot", "destruction"}),
    frozenset({"chemical", "strike"}),
    frozenset({"deploy", "alert"}),
    frozenset({"accuse", "condemn"}),
    frozenset({"siege", "capture"}),
)
_OF_STATES = frozenset({PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE})
_LEVEL = {Match.SAME: 2.0, Match.PART: 2.0, Match.OPEN: 1.0, Match.DIFFERENT: -1.0}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The score of a pair and its reasons; `forbidden` names the gate that closed, if one did."""

    score: float
    reasons: tuple[str, ...] = ()
    forbidden: str | None = None


def compare(a: Telling, b: Telling) -> Verdict:
    """How far `a` and `b` speak for being one event.

    Kind of act, modality, days and places gate; parties, object, weapons and figures score.
    Figures never gate: tolls of one attack differ.
    """
    gate = _gate(a, b)
    if gate is not None:
        return Verdict(0.0, forbidden=gate)
    actors = best_match([f.value for f in a.actors], [f.value for f in b.actors])
    targets = best_match([f.value for f in a.targets], [f.value for f in b.targets])
    if actors is Match.DIFFERENT or (actors is Match.OPEN and _are_opposed(a, b)):
        return Verdict(0.0, forbidden="actors differ")
    if targets is Match.DIFFERENT and _only_things(a, b):
        targets = None
    if targets is Match.DIFFERENT and not _may_name_another_object(a, b):
        return Verdict(0.0, forbidden="targets differ")
    signs = [
        ("actor", _LEVEL[actors] if actors is not None else 0.0),
        ("target", _LEVEL[targets] if targets is not None else 0.0),
        ("place", _same_place(a, b)),
        ("day", 1.0 if a.time and b.time else 0.0),
        ("word", 1.0 if a.sense.group == b.sense.group else 0.0),
        ("weapon", 1.0 if a.families & b.families else 0.0),
        ("figure", 1.5 if _same_toll(a, b) else 0.0),
    ]
    return Verdict(sum(score for _, score in signs), tuple(name for name, score in signs if score > 0))


def _are_opposed(a: Telling, b: Telling) -> bool:
    """Whether one report says of one act that a state's forces did it and of the other that "rebels" did.

    Two reports may call the same people "soldiers" and "gunmen"; one does not without a word.
    """
    kinds = [{f.value.kind for f in one.actors} for one in (a, b)]
    for one, (mine, other) in zip((a, b), (kinds, kinds[::-1]), strict=True):
        unnamed = all(fact.value.party is None for fact in one.actors)
        if unnamed and mine == {PartyKind.ARMED_GROUP} and other <= _OF_STATES:
            return True
    return False


def best_match(a: Sequence[PartyRef], b: Sequence[PartyRef]) -> Match | None:
    """The closest match between two lists of parties; None where one of them is empty."""
    order = (Match.SAME, Match.PART, Match.OPEN, Match.DIFFERENT)
    found = {match(x, y) for x in a for y in b}
    return next((level for level in order if level in found), None)


def same_kind(a: Telling, b: Telling) -> bool:
    """Whether the senses of two tellings may be of one act."""
    x, y = a.sense.group, b.sense.group
    if x == y:
        return a.sense.type == b.sense.type
    if "downing" in (x, y) and not (a.definite or b.definite or {x, y} & {"harm", "killing"}):
        return False  # to shoot an aircraft down is no other attack told again
    if a.sense.type != b.sense.type and "harm" not in (x, y) and "killing" not in (x, y):
        return any({x, y} <= kin for kin in _KIN)
    if {a.sense.type, b.sense.type} == {"ASSAULT"}:
        generic = bool({x, y} & _GENERIC) and "abduction" not in (x, y)
        return generic or any({x, y} <= kin for kin in _KIN)
    return any({x, y} <= kin for kin in _KIN)


def _gate(a: Telling, b: Telling) -> str | None:
    if not same_kind(a, b):
        return "another kind of act"
    if a.modality is not b.modality:
        return "another modality"
    if {_means(a), _means(b)} == {"aerial", "rocket"}:
        return "another means"
    if (
        a.time
        and b.time
        and (a.time.value.last < b.time.value.first or b.time.value.last < a.time.value.first)
    ):
        return "another day"
    if a.place and b.place and _same_place(a, b) < 0:
        return "another place"
    if _swapped(a, b):
        return "actor and target swapped"
    return None


def _means(telling: Telling) -> str | None:
    """ "Airstrike" or "rocket strikes": nouns that say by what, and are said of no other act."""
    if telling.sense.pos != "noun" or telling.sense.group != "strike":
        return None
    if telling.sense.mode == "aerial":
        return "aerial"
    grounded = {"rocket", "mortar", "artillery"} & set(telling.sense.words)
    return "rocket" if grounded else None


def _swapped(a: Telling, b: Telling) -> bool:
    if "clash" in (a.sense.group, b.sense.group):
        return False
    straight = best_match([f.value for f in a.actors], [f.value for f in b.actors])
    crossed = [
        best_match([f.value for f in x.actors], [f.value for f in y.targets]) for x, y in ((a, b), (b, a))
    ]
    same = (Match.SAME, Match.PART)
    return any(level in same for level in crossed) and straight not in same


def _only_things(a: Telling, b: Telling) -> bool:
    """Whether one side names only things: one act may hit, or a report may name, several."""
    return any(all(f.value.kind is PartyKind.OBJECT for f in one.targets) for one in (a, b))


def _may_name_another_object(a: Telling, b: Telling) -> bool:
    """ "Bombed the village" and "killed six people" name two things that one act hit."""
    return bool({a.sense.group, b.sense.group} & {"harm", "killing"}) and a.sense.group != b.sense.group


def _same_place(a: Telling, b: Telling) -> float:
    if a.place is None or b.place is None:
        return 0.0
    return place_agreement(a.place, b.place)


def place_agreement(a: Fact[Location], b: Fact[Location]) -> float:
    """1 for one place or one within the other, -1 for places apart, 0 where nothing is known."""
    x, y = a.value, b.value
    if x.name.casefold() == y.name.casefold():
        return 1.0
    if x.country and y.country and x.country != y.country:
        return -1.0
    if x.lat is None or y.lat is None or x.lon is None or y.lon is None:
        return 0.0
    if PlacePrecision.COUNTRY in (x.precision, y.precision):
        return 0.5
    apart = great_circle_km((x.lat, x.lon), (y.lat, y.lon))
    return 1.0 if apart <= (x.radius_km or 5.0) + (y.radius_km or 5.0) + 10.0 else -1.0


def _same_toll(a: Telling, b: Telling) -> bool:
    return any(
        x.value.kind == y.value.kind and x.value.low == y.value.low and x.value.low > 1
        for x in a.tolls
        for y in b.tolls
    )

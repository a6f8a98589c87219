"""What speaks for and against two events of two reports being one: each signal with its words."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from sayso.merge.across.identities import is_one_loss, same_craft, same_telling, same_victims
from sayso.merge.across.kinds import RESULTS, Kind, may_be_one
from sayso.merge.across.members import Dated, Member
from sayso.merge.across.places import folded, is_small, stand
from sayso.merge.compatibility import best_match
from sayso.model.decisions import Reason
from sayso.model.events import Modality, PartyRef
from sayso.model.identity import Match
from sayso.model.parties import PartyKind

Signal = Callable[[Member, Member], Reason | None]
# Weights; set on the open half of the recurring-events corpus (48 reports), by sayso evaluate incidents.
WEIGHTS: Mapping[str, float] = {
    "kind": 1.0,
    "kin": 0.3,
    "day": 3.0,
    "carried day": 2.8,
    "about day": 2.0,
    "some day": 1.0,
    "place": 2.5,
    "part of place": 1.2,
    "named there": 1.0,
    "other name": -2.5,
    "country": 0.5,
    "other country": -1.5,
    "perhaps other country": -0.5,
    "other soil": -2.5,
    "actor": 1.0,
    "other actor": -1.0,
    "target": 0.7,
    "figure": 0.7,
    "weapon": 0.5,
    "name": 1.0,
    "wording": 1.0,
    "reply": -0.7,
    "both reply": 0.7,
}
GATE = -10.0
_SAME = (Match.SAME, Match.PART)
_DAY = timedelta(days=1)
_CRAFT = frozenset({"aircraft", "helicopter", "drone"})
_AIR = frozenset({"aerial", "drone"})
_WEEKS = timedelta(days=14)


def apart(a: Member, b: Member) -> Reason | None:
    """Events that one report tells as two happenings stay two; so do two rows of one data set."""
    if a.row is not None and b.row is not None and a.row[0] == b.row[0] and a.row != b.row:
        return Reason("report", GATE, f"{a.row[0]} has them as two", gate=True)
    if a.report != b.report:
        return None
    if a.incident == b.incident:
        return Reason("report", -GATE, "one happening within the report")
    return Reason("report", GATE, "the report tells them as two", gate=True)


def kind(a: Member, b: Member) -> Reason | None:
    """Kinds of act: another kind forbids."""
    if a.many != b.many:
        return Reason("kind", GATE, "one act, and a series or total", gate=True)
    own_a, own_b = _own_kinds(a), _own_kinds(b)
    types = a.event.type.value, b.event.type.value
    if Kind.OTHER in own_a & own_b and types[0] != types[1]:
        return Reason("kind", GATE, f"{types[0]}, and {types[1]}", gate=True)
    taken = Kind.ABDUCTION in own_a ^ own_b and bool((a.kinds | b.kinds) & RESULTS)
    if taken or not any(may_be_one(x, y) for x in own_a for y in own_b):
        return Reason("kind", GATE, f"{_words(own_a)}, and {_words(own_b)}", gate=True)
    if Kind.CLASH in own_a ^ own_b and is_within(a, b) | is_within(b, a):
        return Reason("kind", GATE, "a battle, and one act within it", gate=True)
    shared = own_a & own_b - {Kind.VAGUE, Kind.VIOLENCE}
    if shared:
        return Reason("kind", WEIGHTS["kind"], f"both tell {_words(shared)}")
    return Reason("kind", WEIGHTS["kin"], "kinds of act that may be one")


def is_within(act: Member, battle: Member) -> bool:
    """Whether kinds allow that the first is one act of the second: an air strike of a battle."""
    if _own_kinds(battle) != {Kind.CLASH} or act.many:
        return False
    kinds = _own_kinds(act)
    from_air = bool(act.families & _CRAFT) or (act.event.mode is not None and act.event.mode.value in _AIR)
    return kinds <= {Kind.CAPTURE, Kind.BLAST} or (kinds == {Kind.STRIKE} and from_air)


def _own_kinds(member: Member) -> frozenset[Kind]:
    """The plainest kinds: those of acts before results, those that say much before those that say little."""
    acts = member.kinds - RESULTS or member.kinds
    return acts - {Kind.VAGUE, Kind.VIOLENCE} or acts


def modality(a: Member, b: Member) -> Reason | None:
    """A threat or plan is never the act; a denial is of the act that it denies."""
    happened = {Modality.OCCURRED, Modality.DENIED}
    x, y = a.event.modality.value, b.event.modality.value
    if x is y or {x, y} <= happened:
        return None
    return Reason("modality", GATE, f"one is {x.value}, the other {y.value}", gate=True)


def time(a: Member, b: Member) -> Reason | None:
    """Days: those that do not meet forbid, with a day to spare where the words of one do not say them."""
    if a.days is None or b.days is None:
        return None
    gap = max(a.days[0] - b.days[1], b.days[0] - a.days[1])
    how = {a.dated, b.dated}
    spare = 2 * _DAY if Dated.GUESSED in how else _DAY if Dated.CARRIED in how else 0 * _DAY
    if gap > spare:
        return Reason("time", GATE, f"{_days(a)}, and {_days(b)}", gate=True)
    if gap > timedelta():
        return Reason("time", 0.0, "a day apart, which no words say")
    long = max(a.days[1] - a.days[0], b.days[1] - b.days[0])
    if long > _WEEKS:
        return Reason("time", WEIGHTS["some day"], f"{_days(a)} and {_days(b)} meet")
    if long > 2 * _DAY or (a.many and b.many) or Dated.GUESSED in how:
        return Reason("time", WEIGHTS["about day"], f"{_days(a)} and {_days(b)} meet")
    if Dated.CARRIED in how:
        return Reason("time", WEIGHTS["carried day"], f"both told with {_days(a)}")
    return Reason("time", WEIGHTS["day"], f"both on {_days(a)}")


def place(a: Member, b: Member) -> Reason | None:
    """Places: two towns that the gazetteer knows as two forbid; names that it lacks only speak against."""
    found = stand(a.where, b.where)
    if found >= 1:
        return Reason("place", WEIGHTS["place"], f"both at {a.where.places[0].name}")
    if found > 0:
        return Reason("place", WEIGHTS["part of place"], "one place is in, or told with, the other")
    if found < 0:
        return _apart(a, b)
    if a.where.places and b.where.places:
        soil_a, soil_b = place_countries(a), place_countries(b)
        if soil_a and soil_b and not soil_a & soil_b:
            return Reason("place", WEIGHTS["other soil"], f"{_places(a)}, and {_places(b)}")
        if all(is_small(p) for m in (a, b) for p in m.where.places):
            return Reason("place", WEIGHTS["other name"], f"{_places(a)}, and {_places(b)}")
        return None
    for one, other in ((a, b), (b, a)):
        for spot in one.where.places:
            said = {word for word in folded(spot.name).split() if len(word) > 3}
            if said and said <= other.mentioned and is_small(spot):
                return Reason("place", WEIGHTS["named there"], f"the other report names {spot.name}")
    return None


def _apart(a: Member, b: Member) -> Reason:
    """Two places: they forbid, but for an aircraft, which is hit in one and falls in another."""
    if is_one_loss(a, b):
        return Reason("place", 0.0, f"{_places(a)}, and {_places(b)}: where it was hit, and where it fell")
    return Reason("place", GATE, f"{_places(a)}, and {_places(b)}", gate=True)


def country(a: Member, b: Member) -> Reason | None:
    """Countries: of places and parties, else of what the reports are about."""
    if not a.lands | a.countries or not b.lands | b.countries:
        return None
    shared = a.countries & b.countries
    if shared:
        return Reason("country", WEIGHTS["country"], f"both in {', '.join(sorted(shared))}")
    if (a.countries | a.lands) & (b.countries | b.lands):
        return Reason("country", 0.0, "reports of one country")
    sure = all(place_countries(m) for m in (a, b))
    return Reason(
        "country", WEIGHTS["other country" if sure else "perhaps other country"], "countries differ"
    )


def place_countries(member: Member) -> frozenset[str]:
    """The countries of the places where it is said to be."""
    return frozenset(p.country for p in member.where.places if p.country is not None)


def actors(a: Member, b: Member) -> Reason | None:
    """Who did it; the ones who were hit there cannot be those who acted here."""
    doers_a, doers_b = _parties(a, "actors"), _parties(b, "actors")
    level = best_match(doers_a, doers_b)
    if level in _SAME:
        return Reason("actors", WEIGHTS["actor"], f"both by {doers_a[0].name}")
    hit_a, hit_b = _parties(a, "targets"), _parties(b, "targets")
    if best_match(doers_a, hit_b) in _SAME or best_match(doers_b, hit_a) in _SAME:
        return Reason("actors", 3 * WEIGHTS["other actor"], "who acted in one was hit in the other")
    if level is Match.DIFFERENT and all(p.party for p in (*doers_a, *doers_b)):
        return Reason("actors", WEIGHTS["other actor"], f"{doers_a[0].name}, and {doers_b[0].name}")
    return None


def is_by_one(a: Member, b: Member) -> bool:
    """Whether one party did both, and not only one of its side."""
    return best_match(_parties(a, "actors"), _parties(b, "actors")) is Match.SAME


def targets(a: Member, b: Member) -> Reason | None:
    """Who or what was hit; accounts differ on it, so that it never speaks against."""
    known = [[p for p in _parties(m, "targets") if p.party or p.kind is PartyKind.PERSON] for m in (a, b)]
    if best_match(*known) is Match.SAME:
        return Reason("targets", WEIGHTS["target"], "the same was hit")
    things = _things(a) & _things(b)
    if things:
        return Reason("targets", WEIGHTS["target"], f"both hit {', '.join(sorted(things))}")
    return None


def _things(member: Member) -> frozenset[str]:
    """Words of the things that were hit, each said of it by more than one word: "pensions office"."""
    names = [p.name.casefold() for p in _parties(member, "targets") if p.kind is PartyKind.OBJECT]
    return frozenset(word for name in names if " " in name for word in name.split()[:-1] if len(word) > 3)


def figures(a: Member, b: Member) -> Reason | None:
    """Tolls: an equal one speaks for; another one says nothing, for tolls grow and differ."""
    for x in a.event.tolls:
        for y in b.event.tolls:
            if x.value.kind == y.value.kind and x.value.low == y.value.low > 1:
                return Reason("figures", WEIGHTS["figure"], f"both {x.value.low} {x.value.kind}")
    return None


def weapons(a: Member, b: Member) -> Reason | None:
    """Means."""
    shared = a.families & b.families
    return Reason("weapons", WEIGHTS["weapon"], f"both {_words(shared)}") if shared else None


def names(a: Member, b: Member) -> Reason | None:
    """Names in the sentences that are neither of places nor of who acted: victims, quarters, officials."""
    known = {word for m in (a, b) for p in m.where.places for word in p.name.casefold().split()}
    for one in (a, b):
        for party in (*_parties(one, "actors"), *_parties(one, "targets")):
            if party.kind is not PartyKind.PERSON:
                known |= set(party.name.casefold().split())
    shared = (a.names & b.names) - known - a.countries
    return Reason("names", WEIGHTS["name"], f"both name {', '.join(sorted(shared)[:3])}") if shared else None


def wording(a: Member, b: Member) -> Reason | None:
    """The share of words in common: too little to decide anything, enough to rank."""
    if not a.words or not b.words:
        return None
    share = len(a.words & b.words) / min(len(a.words), len(b.words))
    return Reason("wording", round(WEIGHTS["wording"] * min(share, 0.5), 2), f"{share:.0%} of the words")


def reply(a: Member, b: Member) -> Reason | None:
    """Fire, and the answer to it."""
    if a.reply == b.reply:
        return Reason("reply", WEIGHTS["both reply"], "both answer fire") if a.reply else None
    return Reason("reply", WEIGHTS["reply"], "fire, and the answer to fire")


SIGNALS: tuple[Signal, ...] = (
    apart,
    kind,
    modality,
    time,
    place,
    country,
    actors,
    targets,
    figures,
    weapons,
    names,
    reply,
    wording,
    same_victims,
    same_craft,
    same_telling,
)


def _parties(member: Member, role: str) -> list[PartyRef]:
    return [fact.value for fact in getattr(member.event, role)]


def _words(values: frozenset[Kind] | frozenset[str]) -> str:
    return ", ".join(sorted(str(value) for value in values))


def _places(member: Member) -> str:
    return ", ".join(place.name for place in member.where.places)


def _days(member: Member) -> str:
    if member.days is None:
        return "no day"
    first, last = member.days
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"

"""What the acts of two events say of being one: their kinds, who acted, who was hit, and by what."""

from collections.abc import Iterator

from sayso.merge.across.kinds import RESULTS, Kind, may_be_one
from sayso.merge.across.members import Member
from sayso.merge.across.signs import Sign
from sayso.merge.compatibility import best_match
from sayso.model.events import Modality, PartyRef
from sayso.model.identity import Match
from sayso.model.parties import PartyKind

_SAME = (Match.SAME, Match.PART)
_CRAFT = frozenset({"aircraft", "helicopter", "drone"})
_AIR = frozenset({"aerial", "drone"})
_PLAIN = frozenset({Kind.VAGUE, Kind.VIOLENCE, Kind.ACT})  # that say little or nothing of the kind
_FAR = 5  # a toll that is so many times another is not of the same act


def kind(a: Member, b: Member) -> Sign:
    """Kinds of act."""
    if a.many != b.many:
        return Sign("kind", "one and many", "one act, and a series or total")
    own_a, own_b = _own_kinds(a), _own_kinds(b)
    both = f"{_words(own_a)}, and {_words(own_b)}"
    types = a.event.type.value, b.event.type.value
    if Kind.OTHER in own_a & own_b and types[0] != types[1]:
        return Sign("kind", "other talk", f"{types[0]}, and {types[1]}")
    if Kind.CLASH in own_a ^ own_b and is_within(a, b) | is_within(b, a):
        return Sign("kind", "battle and act", "a battle, and one act within it")
    if not any(may_be_one(x, y) for x in own_a for y in own_b):
        loose = (own_a | own_b) & {*_PLAIN, *RESULTS}
        return Sign("kind", "loose kind" if loose else "other kind", both)
    shared = own_a & own_b - _PLAIN
    if shared:
        return Sign("kind", "kind", f"both tell {_words(shared)}")
    if (own_a | own_b) & _PLAIN:
        return Sign("kind", "open kind", "kinds of act that may be one")
    return Sign("kind", "kin", "kinds of act that may be one")


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
    return acts - _PLAIN or acts


def modality(a: Member, b: Member) -> Sign | None:
    """A threat or plan is never the act; a denial is of the act that it denies."""
    happened = {Modality.OCCURRED, Modality.DENIED}
    x, y = a.event.modality.value, b.event.modality.value
    if x is y or {x, y} <= happened:
        return None
    return Sign("modality", "other modality", f"one is {x.value}, the other {y.value}")


def actors(a: Member, b: Member) -> Sign | None:
    """Who did it; the ones who were hit there cannot be those who acted here."""
    doers_a, doers_b = _parties(a, "actors"), _parties(b, "actors")
    level = best_match(doers_a, doers_b)
    if level in _SAME:
        return Sign("actors", "actor", f"both by {doers_a[0].name}")
    hit_a, hit_b = _parties(a, "targets"), _parties(b, "targets")
    if best_match(doers_a, hit_b) in _SAME or best_match(doers_b, hit_a) in _SAME:
        return Sign("actors", "swapped", "who acted in one was hit in the other")
    if level is Match.DIFFERENT and all(p.party for p in (*doers_a, *doers_b)):
        return Sign("actors", "other actor", f"{doers_a[0].name}, and {doers_b[0].name}")
    return None


def is_by_one(a: Member, b: Member) -> bool:
    """Whether one party did both, and not only one of its side."""
    return best_match(_parties(a, "actors"), _parties(b, "actors")) is Match.SAME


def sides(a: Member, b: Member) -> Iterator[Sign]:
    """The countries of those who acted and of those who were hit; both may be told the other way round."""
    for role, what in (("actors", "acted"), ("targets", "were hit")):
        lands_a, lands_b = ({p.country for p in _parties(m, role)} - {None} for m in (a, b))
        if not lands_a or not lands_b:
            continue
        mark = f"{role} of one land" if lands_a & lands_b else f"{role} of two lands"
        yield Sign(
            "sides", mark, f"those who {what} are of {'one land' if lands_a & lands_b else 'two lands'}"
        )


def targets(a: Member, b: Member) -> Sign | None:
    """Who or what was hit; accounts differ on it, so that it never speaks against."""
    known = [[p for p in _parties(m, "targets") if p.party or p.kind is PartyKind.PERSON] for m in (a, b)]
    if best_match(*known) is Match.SAME:
        return Sign("targets", "target", "the same was hit")
    things = _things(a) & _things(b)
    if things:
        return Sign("targets", "thing", f"both hit {', '.join(sorted(things))}")
    return None


def _things(member: Member) -> frozenset[str]:
    """Words of the things that were hit, each said of it by more than one word: "pensions office"."""
    names = [p.name.casefold() for p in _parties(member, "targets") if p.kind is PartyKind.OBJECT]
    return frozenset(word for name in names if " " in name for word in name.split()[:-1] if len(word) > 3)


def figures(a: Member, b: Member) -> Sign | None:
    """Tolls: an equal one speaks for; others say little, for tolls grow and differ."""
    pairs = [(x.value, y.value) for x in a.event.tolls for y in b.event.tolls if x.value.kind == y.value.kind]
    for x, y in pairs:
        if x.low == y.low > 1:
            return Sign("figures", "figure", f"both {x.low} {x.kind}")
    ends = [(min(x.low, y.low), max(x.low, y.low), x.kind) for x, y in pairs if not (x.part or y.part)]
    if any(low * 2 >= high for low, high, _ in ends):
        return Sign("figures", "near figure", "tolls that are close")
    far = [f"{low} and {high} {what}" for low, high, what in ends if low * _FAR < high]
    return Sign("figures", "far figure", far[0]) if far else None


def weapons(a: Member, b: Member) -> Sign | None:
    """Means."""
    shared = a.families & b.families
    if shared:
        return Sign("weapons", "weapon", f"both {_words(shared)}")
    if a.families and b.families:
        return Sign("weapons", "other weapon", f"{_words(a.families)}, and {_words(b.families)}")
    return None


def reply(a: Member, b: Member) -> Sign | None:
    """Fire, and the answer to it."""
    if a.reply == b.reply:
        return Sign("reply", "both reply", "both answer fire") if a.reply else None
    return Sign("reply", "reply", "fire, and the answer to fire")


def parties(member: Member) -> list[PartyRef]:
    """All who acted or were hit."""
    return [*_parties(member, "actors"), *_parties(member, "targets")]


def _parties(member: Member, role: str) -> list[PartyRef]:
    return [fact.value for fact in getattr(member.event, role)]


def _words(values: frozenset[Kind] | frozenset[str]) -> str:
    return ", ".join(sorted(str(value) for value in values))

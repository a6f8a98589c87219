"""Comparing parties: equal, part of one another, or a description that may mean either."""

from enum import StrEnum
from functools import lru_cache

from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind

FORCES = frozenset({PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE, PartyKind.ARMED_GROUP, PartyKind.COALITION})


class Match(StrEnum):
    """How two references stand to each other."""

    SAME = "same"
    PART = "part"
    OPEN = "open"  # one only describes, and does not exclude the other
    DIFFERENT = "different"


def match(a: PartyRef, b: PartyRef) -> Match:
    """Whether two references may mean one party, from what is stated of both."""
    if a.party is not None and b.party is not None:
        if a.party == b.party:
            return Match.SAME
        return Match.PART if _linked(a, b) else Match.DIFFERENT
    if _words(a.name) == _words(b.name):
        return Match.SAME
    if _linked(a, b):
        return Match.PART
    if a.kind == b.kind and _last(a) == _last(b):
        return Match.OPEN
    return _described(a, b)


def _described(a: PartyRef, b: PartyRef) -> Match:
    """At least one of the two is no row of a table: what their kinds and countries allow."""
    if a.party is not None and b.party is not None:
        return Match.DIFFERENT
    if PartyKind.OBJECT in (a.kind, b.kind) or (a.country and b.country and a.country != b.country):
        return Match.DIFFERENT
    if {a.kind, b.kind} <= FORCES and (a.kind is b.kind or _is_bare(a) or _is_bare(b)):
        return Match.OPEN
    if {a.kind, b.kind} <= {PartyKind.CIVILIAN, PartyKind.UNNAMED}:
        return Match.OPEN
    return Match.DIFFERENT


def _is_bare(ref: PartyRef) -> bool:
    """A single common noun ("troops", "plane") says too little to be another party."""
    return ref.party is None and len(_words(ref.name).split()) == 1


def _linked(a: PartyRef, b: PartyRef) -> bool:
    sides_a, sides_b = {*a.sides, a.party} - {None}, {*b.sides, b.party} - {None}
    return bool(sides_a & sides_b)


def same_side(a: PartyRef, b: PartyRef) -> bool:
    """Whether the two are one party or one is part of the other."""
    return match(a, b) in (Match.SAME, Match.PART)


@lru_cache(maxsize=1024)
def _words(name: str) -> str:
    return " ".join(
        word for word in name.casefold().replace("-", " ").split() if word not in ("the", "a", "an")
    )


def _last(ref: PartyRef) -> str:
    words = _words(ref.name).split()
    return words[-1] if words else ""

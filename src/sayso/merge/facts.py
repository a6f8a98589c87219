"""The fields of an event from all its tellings: every account is kept, the plainest value is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model.events import Location, PartyRef, PlacePrecision, Toll, Weapon
from sayso.model.identity import Match, match
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.model.tellings import Telling

_SHARP = {
    PlacePrecision.SETTLEMENT: 0,
    PlacePrecision.CITY: 0,
    PlacePrecision.DISTRICT: 0,
    PlacePrecision.ZONE: 0,
    PlacePrecision.APPROXIMATE: 1,
    PlacePrecision.ADMIN1: 3,
    PlacePrecision.COUNTRY: 5,
}
# More words than one sentence has for one party.
_MANY = 150
_FORCES = frozenset({PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE})
# Mode of an assault by the families of its weapons, the first that fits.
_MODES = (
    ("drone", "drone"),
    ("aircraft", "aerial"),
    ("helicopter", "aerial"),
    ("artillery", "heavy-weapons"),
    ("rocket", "heavy-weapons"),
    ("missile", "heavy-weapons"),
    ("mortar", "heavy-weapons"),
    ("vehicle_bomb", "explosives"),
    ("ied", "explosives"),
    ("mine", "explosives"),
    ("grenade", "explosives"),
    ("bomb", "explosives"),
    ("explosive", "explosives"),
    ("firearm", "firearms"),
    ("blade", "primitive"),
)


def merged_parties(lists: Iterable[Sequence[Fact[PartyRef]]]) -> tuple[Fact[PartyRef], ...]:
    """One fact per party: spans of one party are joined, and "gunmen" gives way to a name that it may mean.

    Args:
        lists: The parties of each telling; two that one telling names are two.
    """
    kept: list[Fact[PartyRef]] = []
    for facts in lists:
        before = len(kept)
        for fact in facts:
            place = next(
                (i for i, old in enumerate(kept) if _may_join(old.value, fact.value, open_too=i < before)),
                None,
            )
            if place is None:
                kept.append(fact)
            else:
                kept[place] = _joined(kept[place], fact)
    return tuple(kept)


def _may_join(a: PartyRef, b: PartyRef, *, open_too: bool) -> bool:
    level = match(a, b)
    if open_too and {a.kind, b.kind} <= _FORCES and a.country is not None and a.country == b.country:
        return True  # "an army jet", "an Air Force fighter": one state's forces, named more or less closely
    return level is Match.SAME or (
        open_too and level is Match.OPEN and PartyKind.CIVILIAN not in (a.kind, b.kind)
    )


def _joined(a: Fact[PartyRef], b: Fact[PartyRef]) -> Fact[PartyRef]:
    value = b.value if _rank(b.value) > _rank(a.value) else a.value
    value = replace(
        value,  # "USA-backed forces" says of the SDF who backs them, wherever it stands
        backed_by=tuple(dict.fromkeys((*a.value.backed_by, *b.value.backed_by))),
        supports=tuple(dict.fromkeys((*a.value.supports, *b.value.supports))),
    )
    return Fact(value, _spans(a.evidence, b.evidence), a.rule if not a.evidence else None)


def _rank(ref: PartyRef) -> int:
    """A row of the party table before a party put together from words, and that before a description."""
    return 0 if ref.party is None else 1 if "/" in ref.party else 2


def _spans(before: tuple[Span, ...], more: tuple[Span, ...]) -> tuple[Span, ...]:
    # A report without an end may name one party ten thousand times. So many spans were joined here
    # before and are in order; what is told behind them is put behind them.
    if len(before) > _MANY and len(more) == 1:
        if before[-1] == more[0]:
            return before
        if before[-1].end <= more[0].start:
            return before + more
    return tuple(sorted({*before, *more}, key=lambda span: (span.start, span.end)))


def sharpest_place(tellings: Sequence[Telling]) -> Fact[Location] | None:
    """The place of the telling that says it most sharply and that a gazetteer knows.

    A place that the first telling names and no gazetteer knows stays: a gap is better than the
    point of what a later telling names.
    """
    first = next((t.place for t in tellings if t.place is not None), None)
    if first is not None and first.value.lat is None and first.value.precision is not PlacePrecision.COUNTRY:
        return first
    places = [t.place for t in tellings if t.place is not None]
    return min(places, key=_sharpness, default=None)


def _sharpness(place: Fact[Location]) -> tuple[bool, int]:
    precision = place.value.precision
    return (place.value.lat is None, _SHARP.get(precision, 4) if precision is not None else 4)


def merged_weapons(tellings: Sequence[Telling]) -> tuple[Fact[Weapon], ...]:
    """One entry per item, not per mention."""
    kept: dict[str, Fact[Weapon]] = {}
    for fact in (fact for telling in tellings for fact in telling.weapons):
        old = kept.get(fact.value.name)
        kept[fact.value.name] = fact if old is None else Fact(old.value, _spans(old.evidence, fact.evidence))
    return tuple(kept.values())


def merged_tolls(tellings: Sequence[Telling], sources: dict[Span, str | None]) -> tuple[Fact[Toll], ...]:
    """One entry per figure per source; the figure of the report's own voice gives way to a named source's."""
    kept: dict[tuple[object, ...], Fact[Toll]] = {}
    for fact in (fact for telling in tellings for fact in telling.tolls):
        value = _sourced(fact, sources)
        key = (value.kind, value.low, value.high, value.source, value.narrated)
        old = kept.get(key)
        kept[key] = Fact(value, fact.evidence if old is None else _spans(old.evidence, fact.evidence))
    named = {key[:3] for key, fact in kept.items() if not fact.value.narrated}
    return tuple(fact for key, fact in kept.items() if not (fact.value.narrated and key[:3] in named))


def _sourced(fact: Fact[Toll], sources: dict[Span, str | None]) -> Toll:
    value = fact.value
    span = fact.evidence[0]
    if span not in sources:
        return value
    return replace(value, source=sources[span], narrated=False)


def mode_of(main: Telling, tellings: Sequence[Telling], talk: str | None = None) -> tuple[str, Span] | None:
    """The mode that the plainest telling names, or another one, or that the weapons show.

    `talk` is the mode that the words behind a demand or refusal show.
    """
    if talk is not None and main.sense.type in ("REQUEST", "REJECT"):
        return talk, main.trigger
    for telling in (main, *tellings):
        if telling.sense.mode is not None and telling.sense.type == main.sense.type:
            return telling.sense.mode, telling.trigger
    if main.sense.type != "ASSAULT":
        return None
    if any("air force" in fact.value.name.casefold() for telling in tellings for fact in telling.actors):
        return "aerial", next(
            f.evidence[0] for t in tellings for f in t.actors if "air force" in f.value.name.casefold()
        )
    for family, mode in _MODES:
        for telling in tellings:
            if family in telling.families:
                return mode, telling.weapons[0].evidence[0]
    return None

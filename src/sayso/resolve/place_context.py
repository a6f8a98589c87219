"""What a whole report says of where it is: the countries it speaks of, and where most of it lies."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.model.mentions import PlaceMention
from sayso.model.places import LARGE, Place, PlaceKind, PlaceTable
from sayso.model.spans import Span
from sayso.resolve.sphere import km_between

AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.DISTRICT})
FOCUS_KM = 100.0
# What these lie in is a town before it is a province: "the X quarter of Baghdad".
PARTS_OF_TOWNS = frozenset({"quarter", "district", "site", "zone", "outskirts"})
# What may stand between the items of a list.
LINKS = frozenset({", ", " and ", ", and ", " or ", ", or ", " & ", "; "})
LEAST_VOTE = 1e-9  # less is what is left of sums of floats
# A country that has this share of the report's names is one that it speaks of.
COUNTRY_SHARE = 0.08
# Country and kind of a place: what the items of a list have in common.
Sort = tuple[str | None, PlaceKind]


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a whole report says of where it is.

    `votes` holds, for each name in lower case, the share of each country in what it may
    mean; the home countries of parties vote under "". `areas` are names of provinces
    that stand in the report. `only` is the country that all names lie in, None where
    there are several or none. `focus` is the place that most of the smaller ones lie
    around, None where they are scattered. `siblings` says, for a name in a list, how many
    of the other items may be of a country and kind. `outer` holds, for a name that says
    where the one before it lies ("Mokha, Yemen"), the ids of its places that hold one of
    that name; `chain` leads from a name to the one that says where it lies. `anchors` are
    names with one likely place; `as_areas` those that the report has as "X province".
    """

    votes: Mapping[str, Mapping[str, float]]
    areas: frozenset[str] = frozenset()
    only: str | None = None
    focus: Place | None = None
    siblings: Mapping[Span, Mapping[Sort, float]] = field(default_factory=dict)
    outer: Mapping[Span, frozenset[str]] = field(default_factory=dict)
    chain: Mapping[Span, Span] = field(default_factory=dict)
    anchors: Mapping[str, Place] = field(default_factory=dict)
    as_areas: frozenset[str] = frozenset()
    _sums: Mapping[str, float] = field(init=False, repr=False, compare=False)  # votes of each country

    def __post_init__(self) -> None:
        sums: dict[str, float] = defaultdict(float)
        for shares in self.votes.values():
            for country, share in shares.items():
                sums[country] += share
        object.__setattr__(self, "_sums", dict(sums))

    def share(self, country: str | None, name: str) -> float:
        """How much of the report, less the name itself, speaks of `country`: 0 to 1."""
        own = self.votes.get(name, {})
        total = sum(self._sums.values()) - sum(own.values())
        speaks = self._sums.get(country or "", 0.0) - own.get(country or "", 0.0)
        return max(0.0, speaks / total) if total > LEAST_VOTE else 0.0

    def is_silent(self, name: str) -> bool:
        """Whether the report names no place but this one; the homes of its parties do not count."""
        return all(other in (name, "") for other in self.votes)

    def countries(self, name: str) -> tuple[str, ...]:
        """The countries that the report, less the name itself, speaks of, in order of their codes."""
        seen = {country for other, shares in self.votes.items() if other != name for country in shares}
        return tuple(sorted(country for country in seen if self.share(country, name) >= COUNTRY_SHARE))

    def nearest_km(self, place: Place, name: str) -> float | None:
        """How far the nearest of the other names' places is; None without one."""
        away = [km_between(place, anchor) for other, anchor in self.anchors.items() if other != name]
        return min(away, default=None)


Chooser = Callable[[Sequence[Place], str, PlaceContext], Place | None]


def context(
    mentions: Iterable[PlaceMention],
    text: str,
    table: PlaceTable,
    home_countries: Collection[str],
    best: Chooser,
) -> PlaceContext:
    """The countries, lists and the focus of a report.

    Args:
        mentions: All its place phrases.
        text: The report's text.
        table: Where names are looked up.
        home_countries: ISO 3166 alpha-3 codes of its parties and of the outlet or dateline.
        best: Which of the places of a name is meant, as far as the countries tell.
    """
    mentions = tuple(mentions)
    spans = [span for mention in mentions for span in (mention.name, mention.within) if span is not None]
    found = {span.of(text).lower(): table.named(span.of(text)) for span in spans}
    votes = {name: _shares(places) for name, places in found.items() if places}
    if home_countries:
        votes[""] = dict.fromkeys(sorted(set(home_countries)), 0.5)
    areas = frozenset(n for n, places in found.items() if any(p.kind is PlaceKind.ADMIN1 for p in places))
    chain = {
        m.name: m.within for m in mentions if m.name is not None and m.within is not None and is_chained(m)
    }
    holders = {
        m.within: _holders(found[m.within.of(text).lower()], found[m.name.of(text).lower()])
        for m in mentions
        if m.name in chain and m.within is not None and m.area not in PARTS_OF_TOWNS
    }
    siblings = _siblings(mentions, text, found)
    told = frozenset(m.name.of(text).lower() for m in mentions if m.name and m.area in {"province", "region"})
    rough = PlaceContext(votes, areas, siblings=siblings, outer=holders, chain=chain, as_areas=told)
    chosen = {name: best(places, name, rough) for name, places in found.items()}
    anchors = {n: p for n, p in chosen.items() if p is not None and p.kind not in LARGE and p.lat is not None}
    countries = {place.country for place in chosen.values() if place is not None} - {None}
    # Only what a preposition attaches: a capital that speaks is no place where something happens.
    attached = [m.name.of(text).lower() for m in mentions if m.name is not None and m.preposition is not None]
    focus = _focus([place for name in attached if (place := chosen[name]) is not None])
    only = countries.pop() if len(countries) == 1 else None
    return replace(rough, only=only, focus=focus, anchors=anchors)


def is_chained(mention: PlaceMention) -> bool:
    """Whether the phrase names the larger area that its place lies in: "Mokha, Yemen"."""
    if mention.within is None or mention.relation in {"between", "border"}:
        return False
    return mention.relation != "direction" or mention.beside


def is_in(place: Place, area: Place) -> bool:
    """Whether a place lies in an area, as far as their rows tell."""
    if place.country != area.country or place.id == area.id:
        return False
    if area.kind is PlaceKind.COUNTRY:
        return True
    areas = {area.name.lower(), (area.admin1 or "-").lower()}
    return area.kind in AREAS and (place.admin1 or "").lower() in areas


def _holders(outer: Sequence[Place], inner: Sequence[Place]) -> frozenset[str]:
    """The ids of the places of `outer` that hold one of `inner`."""
    return frozenset(area.id for area in outer if any(is_in(place, area) for place in inner))


def _shares(places: Sequence[Place]) -> dict[str, float]:
    """What part of a name belongs to each country, by the size of its largest place there."""
    sizes: dict[str, float] = {}
    for place in places:
        if place.country is not None:
            size = math.sqrt(place.population + 1) * (10 if place.kind is PlaceKind.COUNTRY else 1)
            sizes[place.country] = max(size, sizes.get(place.country, 0.0))
    total = sum(sizes.values())
    return {country: size / total for country, size in sizes.items()}


def _siblings(
    mentions: Sequence[PlaceMention], text: str, found: Mapping[str, Sequence[Place]]
) -> dict[Span, dict[Sort, float]]:
    """For each name in a list, the share of the other items that may be of a country and kind."""
    siblings: dict[Span, dict[Sort, float]] = {}
    for items in _lists([m.name for m in mentions if m.name is not None], text):
        sorts = {span: {(p.country, p.kind) for p in found[span.of(text).lower()]} for span in items}
        counts: Counter[Sort] = Counter(sort for of_one in sorts.values() for sort in of_one)
        for span in items:
            others = {sort: n - (sort in sorts[span]) for sort, n in counts.items()}
            siblings[span] = {sort: n / (len(items) - 1) for sort, n in others.items() if n}
    return siblings


def _lists(names: Sequence[Span], text: str) -> list[list[Span]]:
    """Runs of three and more names with nothing but commas and "and" between them."""
    runs: dict[int, list[Span]] = defaultdict(list)
    number, last = 0, None
    for span in sorted(names):
        if last is None or text[last.end : span.start].replace("the ", "") not in LINKS:
            number += 1
        runs[number].append(span)
        last = span
    return [run for run in runs.values() if len(run) >= 3]


def _focus(chosen: Sequence[Place]) -> Place | None:
    """The place named most often, if most of the smaller places lie around it."""
    small = [place for place in chosen if place.kind not in LARGE and place.lat is not None]
    if not small:
        return None
    most = max(small, key=small.count)
    around = [place for place in small if km_between(most, place) <= FOCUS_KM]
    return most if len(around) * 3 >= len(small) * 2 else None

"""Where and when a report plays, as far as the names of its parties depend on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.model.mentions import PlaceMention
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.parties import Party, PartyKind, PartyTable
from sayso.model.places import Place, PlaceTable

_LONGEST = 4  # words of the longest name of a state that is looked for
_JOINTS = frozenset({"of", "and", "the", "-", "'s"})
_MISSIONS = frozenset({"embassy", "consulate", "ambassador"})
# A town this much larger than any other of its name is the one that is meant.
_LARGER, _LARGE = 10, 100_000


@dataclass(frozen=True, slots=True)
class Scene:
    """What a report tells of countries, whoever is meant.

    `countries` are ISO 3166 alpha-3 codes of the states that it names, by name, nationality
    or capital, and of the places whose name only one country has. `places` weighs every
    country that has a place of a name told, 1 where it alone does.
    """

    published: date | None = None
    countries: frozenset[str] = frozenset()
    places: Mapping[str, float] = field(default_factory=dict)
    heads: frozenset[int] = frozenset()  # of the names of places
    missions: frozenset[str] = frozenset()  # countries told by their embassies alone

    @property
    def only(self) -> str | None:
        """The one country told, None where there are several or none; "the French embassy" tells none."""
        own = self.countries - self.missions
        return next(iter(own)) if len(own) == 1 else None

    def weight(self, country: str | None) -> float:
        """How much speaks for that country: 0 nothing, 1 and more that it is told."""
        if country is None:
            return 0.0
        return float(country in self.countries) + self.places.get(country, 0.0)


def scene(
    parse: Parse,
    mentions: Sequence[PlaceMention],
    parties: PartyTable,
    places: PlaceTable,
    published: date | None,
) -> Scene:
    """The countries of a report: of its states, nationalities, capitals and places."""
    told, without = _states(parse, parties)
    missions = told - without
    weights: dict[str, float] = {}
    names = {m.name.of(parse.text) for m in mentions if m.name is not None}
    for name in sorted(names):
        if parties.named(name):
            continue  # "Congo" does not tell which Congo is meant
        shares = _shares(places.named(name))
        for country, share in shares.items():
            weights[country] = weights.get(country, 0.0) + share
            if share == 1:
                told.add(country)
                missions.discard(country)
    heads = frozenset(mention.head for mention in mentions if mention.name is not None)
    return Scene(published, frozenset(told), weights, heads, frozenset(missions))


def _shares(found: Iterable[Place]) -> dict[str, float]:
    """How likely a name means a place in each country; 1 where only one has it, or one by far the largest."""
    sizes: dict[str, int] = {}
    for place in found:
        if place.country is not None:
            sizes[place.country] = max(sizes.get(place.country, 0), place.population)
    if not sizes:
        return {}
    largest, *others = sorted(sizes.values(), reverse=True)
    if not others or (largest >= _LARGE and largest >= _LARGER * others[0]):
        return {max(sizes, key=lambda country: (sizes[country], country)): 1.0}
    return dict.fromkeys(sizes, round(1 / (2 * len(sizes)), 4))


def _states(parse: Parse, table: PartyTable) -> tuple[set[str], set[str]]:
    """The countries of states named outright, by nationality or by capital; and those without embassies."""
    seen: dict[str, bool] = {}  # whether a name has stood before the word for a mission only
    told: set[str] = set()
    without: set[str] = set()
    tokens = parse.tokens
    for token in tokens:
        if not token.text[:1].isupper() or parse.units[token.unit].kind is UnitKind.FURNITURE:
            continue
        for size in range(1, _LONGEST + 1):
            last = token.index + size - 1
            if last >= len(tokens) or not _goes_on(tokens[last], token):
                break
            text = parse.text[token.span.start : tokens[last].span.end]
            mission = last + 1 < len(tokens) and tokens[last + 1].lower in _MISSIONS
            only_missions = seen.get(text)
            if only_missions is None or (only_missions and not mission):
                countries = list(_of_name(text, table, alone=size == 1))
                told.update(countries if only_missions is None else ())
                without.update(() if mission else countries)
                seen[text] = mission
    return told, without


def _goes_on(token: Token, start: Token) -> bool:
    return token.unit == start.unit and (token.text[:1].isupper() or token.lower in _JOINTS)


def _of_name(text: str, table: PartyTable, *, alone: bool) -> Iterator[str]:
    rows = [*table.named(text), *(table.with_adjective(text) if alone else ()), *table.with_metonym(text)]
    states = {row.country for row in rows if _is_state(row)}
    if len(states) == 1:
        yield from (country for country in states if country is not None)


def _is_state(row: Party) -> bool:
    return row.kind is PartyKind.STATE and row.until is None

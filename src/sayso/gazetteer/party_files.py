"""The one reader of party files: rows, links and codes that ship, and a user's packs of all three."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sayso.errors import ResourceError
from sayso.gazetteer.tables import CsvRow, read_cells, read_rows
from sayso.model.parties import Link, Party, PartyKind, Relation, Scheme

ROW_COLUMNS = (
    "id", "name", "kind", "country", "aliases", "adjectives", "metonyms", "since", "until", "source",
)  # fmt: skip
LINK_COLUMNS = ("party", "relation", "other", "since", "until", "says", "source")
CODE_COLUMNS = ("party", "scheme", "value", "source")
KINDS = {kind.value: kind for kind in PartyKind}
RELATIONS = {relation.value: relation for relation in Relation}
SCHEMES = {scheme.value: scheme for scheme in Scheme}
# What a pack may have besides the columns of a row.
PACK_COLUMNS = (*RELATIONS, "says", "codes")

COUNTRY = re.compile(r"[A-Z]{3}")
FORMS = {
    Scheme.ISO_ALPHA_2: re.compile(r"[A-Z]{2}"),
    Scheme.ISO_ALPHA_3: re.compile(r"[A-Z]{3}"),
    Scheme.ISO_NUMERIC: re.compile(r"[0-9]{3}"),
    Scheme.CAMEO: re.compile(r"[A-Z]{3}(?:[A-Z]{3})*"),
    Scheme.PLOVER_COUNTRY: re.compile(r"[A-Z]{3}"),
    Scheme.PLOVER_SECTOR: re.compile(r"[A-Z]{3}"),
    Scheme.COW: re.compile(r"[1-9][0-9]{0,2}"),
    Scheme.GW: re.compile(r"[1-9][0-9]{0,2}"),
    Scheme.FIPS: re.compile(r"[A-Z]{2}"),
    Scheme.WIKIDATA: re.compile(r"Q[1-9][0-9]*"),
    Scheme.ACLED_INTER: re.compile(r"[0-8]"),
}
# Codes that name one party alone: two parties cannot share them.
UNIQUE = frozenset({Scheme.ISO_ALPHA_2, Scheme.ISO_ALPHA_3, Scheme.ISO_NUMERIC, Scheme.WIKIDATA})
CONTESTED = frozenset({Relation.BACKED_BY, Relation.OPPOSED_TO})
# Nothing is part of itself, and nothing comes after itself, over however many steps.
ACYCLIC = (Relation.PART_OF, Relation.SUCCESSOR_OF)
MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


class Code(NamedTuple):
    """A code of a party, where it was checked and where it stands."""

    value: str
    source: str
    where: str


@dataclass(slots=True)
class PartyFiles:
    """What was read so far: rows by id, links in the order of the files, codes by party and scheme."""

    rows: dict[str, CsvRow] = field(default_factory=dict)
    links: list[tuple[Link, str]] = field(default_factory=list)
    codes: dict[str, dict[str, Code]] = field(default_factory=dict)

    def add_shipped(self, folder: Path) -> None:
        """Read `rows/`, `links/` and `codes/` of `folder`.

        Raises:
            ResourceError: a file breaks its form; the message has file, line and what would be right.
        """
        for path in sorted(folder.glob("rows/*.csv")):
            _add_rows(self.rows, read_rows(path, ROW_COLUMNS))
        for path in sorted(folder.glob("links/*.csv")):
            self.links += ((_link(where, cells), where) for where, cells in read_cells(path, LINK_COLUMNS))
        for path in sorted(folder.glob("codes/*.csv")):
            for where, (party, scheme, value, source) in read_cells(path, CODE_COLUMNS):
                self._add_code(party, (scheme, value), source, where)

    def add_pack(self, path: Path) -> None:
        """Read a user's pack over what is there.

        A row whose id is known replaces that row. So do its links of a relation, and its
        codes, where the pack has that column; where it has none they stay.

        Raises:
            ResourceError: the file breaks its form.
        """
        rows = list(read_rows(path, ROW_COLUMNS, PACK_COLUMNS))
        new: dict[str, CsvRow] = {}
        _add_rows(new, rows)
        self.rows |= new
        columns = rows[0].cells if rows else {}
        told = {RELATIONS[column] for column in columns if column in RELATIONS}
        self.links = [
            (link, at) for link, at in self.links if link.party not in new or link.relation not in told
        ]
        for row in new.values():
            self.links += ((link, row.where) for link in _pack_links(row))
            if "codes" in columns:
                self.codes.pop(row.required("id"), None)
                for code in _pack_codes(row):
                    self._add_code(row.required("id"), code, row.cells["source"], row.where)

    def check(self) -> None:
        """Raise unless links and codes fit the rows and each other.

        Raises:
            ResourceError: an id is unknown, a link stands twice or closes a circle, or two
                parties have one code.
        """
        _check_links(self.links, self.rows)
        _check_codes(self.codes, self.rows)

    def parties(self) -> Iterator[Party]:
        """The parties, each with its CAMEO code and what checked links make it a part of.

        They come by kind and then as they stand in the files, so that the parties of one name
        stand in the same order whichever file a row is moved to.
        """
        part_of: dict[str, dict[str, None]] = {}
        for link, _ in self.links:
            if link.relation is Relation.PART_OF and link.checked:
                part_of.setdefault(link.party, {})[link.other] = None
        by_kind: dict[PartyKind, list[Party]] = {kind: [] for kind in PartyKind}
        for party, row in self.rows.items():
            cameo = self.codes.get(party, {}).get(Scheme.CAMEO)
            made = _party(row, cameo.value if cameo else None, tuple(part_of.get(party, ())))
            by_kind[made.kind].append(made)
        return chain.from_iterable(by_kind.values())

    def _add_code(self, party: str, code: tuple[str, str], source: str, where: str) -> None:
        name, value = code
        scheme = SCHEMES.get(name)
        if scheme is None:
            raise ResourceError(f"{where}: unknown scheme {name!r}; known: {', '.join(SCHEMES)}")
        if not FORMS[scheme].fullmatch(value):
            raise ResourceError(f"{where}: {name} {value!r}; must be {FORMS[scheme].pattern}")
        if not source:
            raise ResourceError(
                f"{where}: {name} {value!r} has no source; a code that is not checked stays out"
            )
        codes = self.codes.setdefault(party, {})
        if name in codes:
            raise ResourceError(f"{where}: {party!r} has a {name} code already at {codes[name].where}")
        codes[name] = Code(value, source, where)


def _add_rows(known: dict[str, CsvRow], rows: Iterator[CsvRow] | list[CsvRow]) -> None:
    for row in rows:
        party = row.required("id")
        if party in known:
            raise ResourceError(f"{row.where}: id {party!r} stands already at {known[party].where}")
        known[party] = row


def _party(row: CsvRow, code: str | None, part_of: tuple[str, ...]) -> Party:
    where, cells = row
    kind, country, since, until = cells["kind"], cells["country"], cells["since"], cells["until"]
    if kind not in KINDS:
        raise ResourceError(f"{where}: unknown kind {kind!r}; known: {', '.join(KINDS)}")
    if country and not COUNTRY.fullmatch(country):
        raise ResourceError(f"{where}: country {country!r}; must be ISO 3166 alpha-3 or empty")
    first, last = _period(where, since, until) if since or until else (None, None)
    return Party(
        cells["id"],
        row.required("name"),
        KINDS[kind],
        country or None,
        row.several("aliases"),
        row.several("adjectives") if cells["adjectives"] else (),
        row.several("metonyms") if cells["metonyms"] else (),
        code,
        part_of,
        first,
        last,
        cells["source"] or None,
    )


def _link(where: str, cells: list[str]) -> Link:
    party, name, other, since, until, says, source = cells
    if name not in RELATIONS:
        raise ResourceError(f"{where}: unknown relation {name!r}; known: {', '.join(RELATIONS)}")
    first, last = _period(where, since, until) if since or until else (None, None)
    link = Link(party, RELATIONS[name], other, first, last, says or None, source or None)
    _check_says(link, where)
    return link


def _pack_links(row: CsvRow) -> Iterator[Link]:
    """The links in the columns of a pack's row; they have its source and no dates of their own."""
    says = row.one("says") if "says" in row.cells else None
    for name, relation in RELATIONS.items():
        for other in row.several(name) if name in row.cells else ():
            contested = says if relation in CONTESTED else None
            link = Link(row.required("id"), relation, other, says=contested, source=row.one("source"))
            _check_says(link, row.where)
            yield link


def _pack_codes(row: CsvRow) -> Iterator[tuple[str, str]]:
    for code in row.several("codes"):
        scheme, equals, value = code.partition("=")
        if not equals:
            raise ResourceError(f"{row.where}: code {code!r}; must be scheme=value")
        yield scheme.strip(), value.strip()


def _check_says(link: Link, where: str) -> None:
    if link.relation in CONTESTED and link.says is None:
        raise ResourceError(
            f"{where}: {link.party!r} {link.relation} {link.other!r}: the column says must name who says so"
        )


def _check_links(links: list[tuple[Link, str]], rows: dict[str, CsvRow]) -> None:
    seen: dict[tuple[str, str, str, date | None], str] = {}
    graphs: dict[str, dict[str, list[str]]] = {relation: {} for relation in ACYCLIC}
    for link, where in links:
        for party in (link.party, link.other):
            if party not in rows:
                raise ResourceError(f"{where}: {link.relation} names {party!r}; no party has that id")
        if link.party == link.other:
            raise ResourceError(f"{where}: {link.party!r} is {link.relation} itself")
        key = (link.party, link.relation.value, link.other, link.since)
        if key in seen:
            raise ResourceError(f"{where}: the same link stands already at {seen[key]}")
        seen[key] = where
        if link.relation in graphs:
            graph = graphs[link.relation]
            circle = _way(graph, link.other, link.party)
            if circle:
                told = " -> ".join([link.party, *circle])
                raise ResourceError(f"{where}: {link.relation} goes round in a circle: {told}")
            graph.setdefault(link.party, []).append(link.other)


def _way(graph: dict[str, list[str]], start: str, end: str) -> tuple[str, ...]:
    """The ids from `start` to `end` along the links, empty where no way leads there."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] == end:
            return way
        for step in graph.get(way[-1], ()):
            if step not in seen:
                seen.add(step)
                ways.append((*way, step))
    return ()


def _check_codes(codes: dict[str, dict[str, Code]], rows: dict[str, CsvRow]) -> None:
    taken: dict[tuple[str, str], tuple[str, Code]] = {}
    for party, of_party in codes.items():
        for scheme, code in of_party.items():
            if party not in rows:
                raise ResourceError(f"{code.where}: {scheme} of {party!r}; no party has that id")
            if scheme in UNIQUE:
                first, other = taken.setdefault((scheme, code.value), (party, code))
                if first != party:
                    raise ResourceError(
                        f"{code.where}: {scheme} {code.value!r} is that of {first!r}, at {other.where}"
                    )


def _period(where: str, since: str, until: str) -> tuple[date | None, date | None]:
    first = _day(where, "since", since) if since else None
    last = _day(where, "until", until) if until else None
    if first is not None and last is not None and last < first:
        raise ResourceError(f"{where}: until {until!r} is before since {since!r}")
    return first, last


def _day(where: str, column: str, value: str) -> date:
    """The day of a cell; a year or month means its first day in `since` and its last in `until`."""
    try:
        return _date(value, last=column == "until")
    except ValueError:
        raise ResourceError(f"{where}: {column} {value!r}; must be a year, YYYY-MM or YYYY-MM-DD") from None


@lru_cache(maxsize=1024)
def _date(value: str, *, last: bool) -> date:
    """The cell's day; the same few years stand in thousands of cells."""
    short = MONTH.fullmatch(value)
    if short is None:
        return date.fromisoformat(value)
    year, month = int(short[1]), int(short[2] or (12 if last else 1))
    return date(year, month, monthrange(year, month)[1] if last else 1)

"""What a list says of all that is asked for: how many there are, by which values, in which months.

Over the whole base, of a country and of days these are sums of what the writer keeps. What else is asked is
counted where it is little; of what is much a list says only that it is.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, cast, func, select, type_coerce
from sqlalchemy.types import String

from sayso.model.filters import Filters
from sayso.model.listed import Overview
from sayso.store.sql import changes
from sayso.store.sql.conditions import of_incidents, one_of
from sayso.store.sql.counting import FACETS, said
from sayso.store.sql.faceting import Counts, Faceting
from sayso.store.sql.fitting import Fitting
from sayso.store.sql.reads import Check
from sayso.store.sql.search import searching
from sayso.store.sql.tables import facets, incidents, parties

# Fields that are kept over the whole base and counted live of little; `FACETS` are kept by country and month.
MORE = ("admin1", "party", "weapon", "outlet", "state", "unsure")
# Bounds of what a list reads to count: the slowest lists of a base of a million events are those just below.
LITTLE = 5_000  # incidents: below this every field is counted
_REPORTS = 10_000  # with the words searched for: above this nothing is counted
_BETWEEN = '"],["'
_FLAGS = ("disputed", "unsure")
_AS_IT_IS = String()  # as the driver gives it: making true and false of each costs as much as reading it
_COUNTED = ("country", "type", "grade", "disputed", "modality", "admin1", "state", "unsure")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is said of all that is asked for, and of what: rows of `incidents`.

    `rows` are all that are asked for, None where they were not all read; `more` are some of them, so many
    that a list only says that there are more, or none where their number is kept. Without either what is
    said depends on what cannot be told.
    """

    overview: Overview
    rows: Sequence[int] | None = None
    more: Sequence[int] | None = None

    def stands(self, connection: Connection, asked: Filters, page: Sequence[str] | None) -> Iterator[Check]:
        """By what to tell later whether it does, and with it its first page of some ids; None is another."""
        rows = self.rows
        if rows is None and self.more is not None and page is not None:
            shown = select(incidents.c.row).where(incidents.c.id.in_(page))
            rows = [*self.more, *connection.scalars(shown)]
        standing = None if rows is None else changes.standing(connection, asked, rows)
        if standing is None:
            return
        said = self.overview
        ids = [value for value, _ in said.facets.get("party", ())]
        yield standing
        yield lambda later: party_names(later, ids) == said.names
        if self.rows is None and said.total is not None:
            yield lambda later: Overviews(later).one_filter(asked) == said.total


class Overviews:
    """Counts by one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def overview(self, asked: Filters, most: int) -> Overview:
        """What is asked for as a whole; of each field the `most` frequent values."""
        return self.with_rows(asked, most).overview

    def with_rows(self, asked: Filters, most: int) -> "Counted":
        """The same, and what it was counted of."""
        where = of_incidents(asked, self._dialect)
        kept = Faceting(self._connection).kept(asked)
        number = 0 if kept is None else sum(kept["disputed"].values())
        if kept is not None and (asked == Filters() or number > LITTLE):
            if asked == Filters():
                self._add_kept(kept)
            return Counted(self._made(number, kept, most))
        alone = self.one_filter(asked)
        if alone is not None and alone > LITTLE:
            return Counted(Overview(alone, LITTLE), None, ())
        if asked == Filters(party=asked.party) and self._number_kept("party", asked.party) > LITTLE:
            return Counted(Overview(None, LITTLE))  # as many have the id; others may have the name
        if asked.text is not None and self._is_common(asked.text):
            return Counted(Overview(None))
        fitting = Fitting(self._connection)
        # An index has the number of killed: no incident is read to see that there are too many.
        if fitting.is_led(asked) or (asked.killed is not None and asked == Filters(killed=asked.killed)):
            led = fitting.rows(asked, LITTLE + 1)
            if len(led) > LITTLE:
                return Counted(Overview(None, LITTLE), None, led)
            where = [one_of(incidents.c.row, led, self._dialect)]
        found, rows = self._counted(where)
        if len(rows) > LITTLE:
            return Counted(Overview(None, LITTLE), None, rows)
        return Counted(self._made(len(rows), found, most), rows)

    def _made(self, total: int, counts: Counts, most: int) -> Overview:
        months = counts.pop("month", Counter())
        best = {
            name: sorted(found.items(), key=lambda one: (-one[1], one[0]))[:most]
            for name, found in counts.items()
        }
        names = party_names(self._connection, [value for value, _ in best.get("party", ())])
        return Overview(total, 0, best, dict(sorted(months.items())), names)

    def _add_kept(self, counts: Counts) -> None:
        own = facets.c
        rows = select(own.field, own.value, own.incidents).where(
            own.country == "", own.month == "", own.field.in_(MORE)
        )
        for field, value, number in self._connection.execute(rows):
            counts.setdefault(field, Counter())[value] = number

    def some(self, asked: Filters, most: int) -> list[int] | None:
        """The rows of all that are asked for, at most one more than `most`; None where that is too much."""
        if asked.text is not None and self._is_common(asked.text):
            return None
        return Fitting(self._connection).rows(asked, most + 1)

    def _is_common(self, words: str) -> bool:
        matching = searching(self._dialect).matching(words).limit(_REPORTS + 1).subquery()
        return (self._connection.scalar(select(func.count()).select_from(matching)) or 0) > _REPORTS

    def one_filter(self, asked: Filters) -> int | None:
        """The number that is kept of the only value that is asked for."""
        given = [(name, getattr(asked, name)) for name in (*FACETS, *MORE) if getattr(asked, name, None)]
        if len(given) != 1:
            return None
        name, value = given[0]
        if name == "party" or asked != Filters(**{name: value}):  # a party has an id and names
            return None
        return self._number_kept(name, value) or None

    def _number_kept(self, name: str, value: object) -> int:
        own = facets.c
        row = select(own.incidents).where(
            own.country == "", own.month == "", own.field == name, own.value == said(value)
        )
        return self._connection.scalar(row) or 0

    def _counted(self, where: Sequence[ColumnElement[bool]]) -> tuple[Counts, list[int]]:
        """All fields of incidents, each of which is read once, and their rows; of many nothing is counted."""
        counts: Counts = {name: Counter() for name in (*FACETS, *MORE, "month")}
        month = func.substr(cast(incidents.c.first_day, String), 1, 7)
        columns = [type_coerce(incidents.c[name], _AS_IT_IS) for name in _COUNTED]
        asked = select(incidents.c.row, incidents.c.facets, month, *columns).where(*where).limit(LITTLE + 1)
        found = self._connection.execute(asked).all()
        if not 0 < len(found) <= LITTLE:
            return counts, [one[0] for one in found]
        rows, several, months, *fields = zip(*found, strict=True)
        for name, values in zip(_COUNTED, fields, strict=True):
            counts[name].update(
                {_said(name, value): number for value, number in Counter(values).items() if value is not None}
            )
        for field, value, number in _pairs(several):
            counts[field][value] += number
        for one, number in Counter(months).items():
            if one is not None:
                counts["month"][one] += number
                counts["year"][one[:4]] += number
        return counts, list(rows)


def party_names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The names of parties by their ids, as the last record that has them calls them."""
    asked = select(parties.c.id, parties.c.name).where(parties.c.id.in_(ids))
    return dict(map(tuple, connection.execute(asked))) if ids else {}


def _pairs(several: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Each field and value of lists of pairs in JSON, with the number of lists that have it.

    The lists are taken apart as texts, since few pairs differ: `"],["` stands in no JSON string, whose own
    marks have a backslash before them.
    """
    inside = _BETWEEN.join(one[3:-3] for one in several if one != "[]")
    for pair, number in Counter(inside.split(_BETWEEN) if inside else ()).items():
        field, value = _pair(pair)
        yield field, value, number


@lru_cache(maxsize=20_000)  # parties, weapons, outlets and provinces come again and again
def _pair(inside: str) -> tuple[str, str]:
    field, value = json.loads(f'["{inside}"]')
    return field, value


def _said(name: str, value: object) -> str:
    return str(said(bool(value) if name in _FLAGS else value))

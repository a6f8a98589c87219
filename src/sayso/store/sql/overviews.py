"""What a list says of all that is asked for: how many there are, by which values, in which months.

Over the whole base, of a country and of days these are sums of what the writer keeps. What else is asked is
counted where it is little; of what is much a list says only that it is.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, cast, func, select, type_coerce
from sqlalchemy.types import String

from sayso.model.filters import Filters
from sayso.model.listed import Overview
from sayso.store.sql.conditions import of_incidents, one_of
from sayso.store.sql.counting import FACETS, said
from sayso.store.sql.faceting import Counts, Faceting
from sayso.store.sql.fitting import Fitting
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


class Overviews:
    """Counts by one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def overview(self, asked: Filters, most: int) -> Overview:
        """What is asked for as a whole; of each field the `most` frequent values."""
        return self.with_rows(asked, most)[0]

    def with_rows(self, asked: Filters, most: int) -> tuple[Overview, list[int] | None]:
        """The same, and the rows of `incidents` that are asked for: None where they were not all read."""
        where = of_incidents(asked, self._dialect)
        kept = Faceting(self._connection).kept(asked)
        number = 0 if kept is None else sum(kept["disputed"].values())
        if kept is not None and (asked == Filters() or number > LITTLE):
            if asked == Filters():
                self._add_kept(kept)
            return self._made(number, kept, most), None
        alone = self._one_filter(asked)
        if alone is not None and alone > LITTLE:
            return Overview(alone, LITTLE), None
        if asked == Filters(party=asked.party) and self._number_kept("party", asked.party) > LITTLE:
            return Overview(None, LITTLE), None  # as many have the id; others may have the name
        if asked.text is not None and self._is_common(asked.text):
            return Overview(None), None
        fitting = Fitting(self._connection)
        if fitting.is_led(asked):
            led = fitting.rows(asked, LITTLE + 1)
            if len(led) > LITTLE:
                return Overview(None, LITTLE), None
            where = [one_of(incidents.c.row, led, self._dialect)]
        found, rows = self._counted(where)
        if len(rows) > LITTLE:
            return Overview(None, LITTLE), None
        return self._made(len(rows), found, most), rows

    def _made(self, total: int, counts: Counts, most: int) -> Overview:
        months = counts.pop("month", Counter())
        best = {
            name: sorted(found.items(), key=lambda one: (-one[1], one[0]))[:most]
            for name, found in counts.items()
        }
        ids = [value for value, _ in best.get("party", ())]
        asked = select(parties.c.id, parties.c.name).where(parties.c.id.in_(ids))
        names: dict[str, str] = dict(map(tuple, self._connection.execute(asked))) if ids else {}
        return Overview(total, 0, best, dict(sorted(months.items())), names)

    def _add_kept(self, counts: Counts) -> None:
        own = facets.c
        rows = select(own.field, own.value, own.incidents).where(
            own.country == "", own.month == "", own.field.in_(MORE)
        )
        for field, value, number in self._connection.execute(rows):
            counts.setdefault(field, Counter())[value] = number

    def some(self, asked: Filters, most: int) -> int:
        """How many there are; one more than `most` where there are more, or too many to look at."""
        if asked.text is not None and self._is_common(asked.text):
            return most + 1
        return len(Fitting(self._connection).rows(asked, most + 1))

    def _is_common(self, words: str) -> bool:
        matching = searching(self._dialect).matching(words).limit(_REPORTS + 1).subquery()
        return (self._connection.scalar(select(func.count()).select_from(matching)) or 0) > _REPORTS

    def _one_filter(self, asked: Filters) -> int | None:
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


def _pairs(several: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Each field and value of lists of pairs in JSON, with the number of lists that have it.

    The lists are taken apart as texts, since few pairs differ: `"],["` stands in no JSON string, whose own
    marks have a backslash before them.
    """
    inside = _BETWEEN.join(one[3:-3] for one in several if one != "[]")
    for pair, number in Counter(inside.split(_BETWEEN) if inside else ()).items():
        field, value = json.loads(f'["{pair}"]')
        yield field, value, number


def _said(name: str, value: object) -> str:
    return str(said(bool(value) if name in _FLAGS else value))

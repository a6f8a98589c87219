"""Facets: how many incidents have each value of some fields, under what is asked.

Over the whole base, of a country and over months they are sums of what the writer keeps in `facets`; the days
at the two ends of a range that fill no month are counted live, and so is what else is asked.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from sayso.model.filters import Filters
from sayso.store.sql.conditions import of_incidents
from sayso.store.sql.counting import FACETS, counted_facets, said
from sayso.store.sql.tables import facets, incidents

Counts = dict[str, Counter[str]]
_MONTH = "month"
_ALWAYS = "disputed"  # a field of which every incident has one value


@dataclass(frozen=True, slots=True)
class _Months:
    """The months that lie in a range as a whole: the first day of the first, and the last day of the last."""

    first: date | None
    last: date | None


class Faceting:
    """Counts facets by one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facets(self, asked: Filters, most: int) -> dict[str, list[tuple[str, int]]]:
        """For each field of `FACETS` the values that most incidents have; of as many, by value."""
        where = of_incidents(asked, self._connection.dialect.name)
        counts = self._kept(asked, FACETS)
        if counts is None:
            counts = {name: Counter() for name in FACETS}
            self._count(counts, where)
        return {
            name: sorted(found.items(), key=lambda one: (-one[1], one[0]))[:most]
            for name, found in counts.items()
        }

    def kept(self, asked: Filters) -> Counts | None:
        """All counts of `FACETS` and of months, by what is kept; None where more must be counted."""
        return self._kept(asked, (*FACETS, _MONTH))

    def _kept(self, asked: Filters, names: Sequence[str]) -> Counts | None:
        months = _months(asked)
        if months is None:
            return None
        counts: Counts = {name: Counter() for name in names}
        self._add_up(counts, asked, months)
        for ends in _ends(asked, months):
            self._count(counts, ends)
        return counts

    def _count(self, counts: Counts, where: Sequence[ColumnElement[bool]]) -> None:
        for *values, number in self._connection.execute(counted_facets(where, tuple(counts))):
            for name, value in zip(counts, map(said, values), strict=True):
                if value is not None:
                    counts[name][value] += number

    def _add_up(self, counts: Counts, asked: Filters, months: _Months) -> None:
        own = facets.c
        within = [own.month > ""]
        if months.first is not None:
            within.append(own.month >= f"{months.first:%Y-%m}")
        if months.last is not None:
            within.append(own.month <= f"{months.last:%Y-%m}")
        there = [own.month == ""] if len(within) == 1 else within
        number = func.sum(own.incidents)
        rows = select(own.field, own.value, number).group_by(own.field, own.value)
        rows = rows.where(own.country == (asked.country or ""), own.field.in_(FACETS), *there)
        for name, value, found in self._connection.execute(rows):
            counts[name][value] += int(found)
        if _MONTH in counts:
            every = select(own.month, number).group_by(own.month)
            every = every.where(own.country == (asked.country or ""), own.field == _ALWAYS, *within)
            for month, found in self._connection.execute(every):
                counts[_MONTH][month] += int(found)


def _months(asked: Filters) -> _Months | None:
    """The whole months of what is asked; None where it has none, or more is asked than a country and days."""
    plain = Filters(country=asked.country, since=asked.since, until=asked.until)
    if asked != plain or asked.country == "":
        return None
    first, last = asked.since, asked.until
    if first is not None and first.day > 1:
        first = _end(first) + timedelta(days=1) if _end(first) < date.max else None
        if first is None:
            return None
    if last is not None and last != _end(last):
        if last < date(1, 2, 1):
            return None
        last = last.replace(day=1) - timedelta(days=1)
    if first is not None and last is not None and first > last:
        return None
    return _Months(first, last)


def _end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _ends(asked: Filters, months: _Months) -> Iterator[list[ColumnElement[bool]]]:
    """What the whole months lack: what began after the last of them, and what began before but lasted."""
    own = incidents.c
    country = [] if asked.country is None else [own.country == asked.country]
    if asked.until is not None and asked.until != months.last:
        yield [*country, own.first_day > months.last, own.first_day <= asked.until]
    if asked.since is not None:
        yield [*country, own.first_day < months.first, own.first_day >= asked.since]
        lasting = own.last_day > own.first_day  # as its index has it
        yield [*country, own.first_day < asked.since, own.last_day >= asked.since, lasting]

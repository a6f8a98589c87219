"""Incidents that fit, found in the way that reads least: from the few that a filter leaves, or in order.

Of a party that a tenth of all incidents have, a page is found soonest by reading incidents in their order and
looking at each; of one that ten have, by reading those ten. Either reads everything where the other reads
little, so it is counted before, up to a bound, how many a filter leaves.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sayso.model.filters import Area, Filters
from sayso.store.sql.conditions import of_each, of_incidents, ways
from sayso.store.sql.search import searching
from sayso.store.sql.tables import incidents

Condition = ColumnElement[bool]
# Reckoned, not measured one by one: of 700,000 incidents a filter that leaves FREQUENT, spread evenly, has
# some 85 among the latest LOOKED_AT, more than a page of 50.
FREQUENT, LOOKED_AT = 2_000, 30_000
_FEW = 50_000  # incidents that are read sooner than an index of places
_WIDE = 400.0  # square degrees


class Fitting:
    """Asks one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def rows(self, asked: Filters, most: int) -> Sequence[int]:
        """The rows of `incidents` that fit; of more than `most`, any `most`."""
        found = select(incidents.c.row)
        lead = self._lead(asked)
        if lead is not None:
            led = lead.subquery()
            row: ColumnElement[int] = next(iter(led.c))
            # SQLite would read all incidents first: it cannot where the other side is no bare column.
            found = found.join_from(led, incidents, incidents.c.row == row + 0).distinct()
            found = found.where(*of_each(asked, self._dialect, but=0))
        elif self._is_wide_but_few(asked):
            found = found.where(*of_each(asked, self._dialect))
        else:
            found = found.where(*of_incidents(asked, self._dialect))
        return self._connection.scalars(found.limit(most)).all()

    def is_led(self, asked: Filters) -> bool:
        """Whether `rows` is quicker than a question for incidents that fit."""
        return self._lead(asked) is not None or self._is_wide_but_few(asked)

    def _lead(self, asked: Filters) -> Select[int] | None:
        """What the only filter leaves: beside others its rows are read whole, in order, which costs less."""
        if asked.text is not None or asked.report is not None:
            return None
        found = ways(asked)
        if asked.area is None:
            alone = len(found) == 1 and len(of_each(asked, self._dialect)) == 1
            return found[0] if alone else None
        if found or not is_wide(asked.area) or self._is_wide_but_few(asked):
            return None
        return searching(self._dialect).boxed(asked.area, asked.since, asked.until)

    def _is_wide_but_few(self, asked: Filters) -> bool:
        """Whether an area is wide and what else is asked, columns alone, leaves few incidents."""
        rest = replace(asked, area=None)
        if asked.area is None or not is_wide(asked.area) or rest == Filters() or ways(rest):
            return False
        if asked.text is not None or asked.report is not None:
            return False
        some = select(incidents.c.row).where(*of_each(rest, self._dialect)).limit(_FEW)
        return (self._connection.scalar(select(func.count()).select_from(some.subquery())) or 0) < _FEW

    def _size(self, way: Select[int]) -> int:
        some = way.limit(FREQUENT + 1).subquery()
        return self._connection.scalar(select(func.count()).select_from(some)) or 0

    def one_by_one(self, asked: Filters) -> list[Condition] | None:
        """What to look at in each incident, where a page is soon found so; else None."""
        if asked.text is not None or asked.report is not None:
            return None
        found = ways(asked)
        if asked.area is not None and not is_wide(asked.area):
            return None
        if asked.area is None and not found:
            return None
        if any(self._size(one) <= FREQUENT for one in found):
            return None
        return of_each(asked, self._dialect)

    def back_to(self, until: date | None) -> date | None:
        """The day back to which there are `LOOKED_AT` incidents; None where there are fewer."""
        day = incidents.c.first_day
        some = select(day).where(day.is_not(None) if until is None else day <= until)
        return self._connection.scalar(some.order_by(day.desc()).offset(LOOKED_AT).limit(1))


def is_wide(area: Area) -> bool:
    """Whether many incidents are likely to lie there."""
    wide = area.east - area.west if area.west <= area.east else area.east - area.west + 360
    return wide * (area.north - area.south) >= _WIDE

"""Questions to a base: incidents, claims, counts and facets, page by page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, tuple_

from sayso.errors import WrongFilter
from sayso.model.events import Location, PlacePrecision
from sayso.model.filters import Filters, Sort
from sayso.model.kept import Spot
from sayso.store.sql.by_words import ByWords
from sayso.store.sql.conditions import of_claims, of_incidents, one_of, ways
from sayso.store.sql.counting import KEPT_ALONE, counted, said
from sayso.store.sql.faceting import Faceting
from sayso.store.sql.fitting import FREQUENT, Fitting
from sayso.store.sql.pages import Page, Place, opened, opened_pair, page
from sayso.store.sql.tables import claims, facets, incidents

Condition = ColumnElement[bool]
_NUMBERS: Mapping[Sort, ColumnElement[int]] = {
    Sort.LINES: incidents.c.lines,
    Sort.KILLED: incidents.c.killed_high,
    Sort.ADDED: incidents.c.row,
}
Order = tuple[ColumnElement[date], ColumnElement[str], bool]  # day, id, whether all that is asked has a day


# What a map needs of an incident, and the order of its incidents.
_SPOT_AT = (incidents.c.lat, incidents.c.lon)
_SPOT = (
    *(incidents.c[name] for name in ("id", "type", "mode", "first_day", "last_day", "disputed")),
    *(incidents.c[name] for name in ("place", "precision", "country")),
    *_SPOT_AT,
    *(incidents.c[name] for name in ("radius_km", "gazetteer")),
)
_LATEST = (incidents.c.first_day.desc().nulls_last(), incidents.c.id.desc())


class Asking:
    """Asks one connection; every answer is of what is committed at that moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def incidents(
        self,
        asked: Filters,
        *,
        limit: int = 50,
        after: str | None = None,
        sort: Sort = Sort.RELEVANCE,
        among: Sequence[int] | None = None,
    ) -> Page:
        """Ids of incidents in an order; what has no day, or no number, comes last.

        Args:
            asked: What must hold.
            limit: How many at most, 1 or more.
            after: Where the page before ended.
            sort: The order. By relevance the best match of the words comes first; where no words are asked
                for, the latest day. In any other a list is read to its end in pages that cost the same.
            among: The rows that fit, where they are known already; asked for by relevance they are not used.

        Raises:
            WrongFilter: `after` is of no page of this question, or words are asked for and there are none.
        """
        if asked.text is not None and sort is Sort.RELEVANCE:
            return ByWords(self._connection).incidents(asked, asked.text, _some(limit), after)
        fitting = Fitting(self._connection)
        each = None if among is not None else fitting.one_by_one(asked)
        own, dialect = incidents.c, self._dialect
        where = of_incidents(asked, dialect) if among is None else [one_of(own.row, among, dialect)]
        if sort is Sort.ADDED and asked == Filters(type=asked.type) and self._is_frequent(asked):
            # One by one from the last: by the index of types all of the type would be sorted first.
            where = [func.coalesce(own.type, "") == asked.type]
        if sort in _NUMBERS:
            return page(self._by_number(_NUMBERS[sort], where, _some(limit), after), limit)
        if each is not None and (soon := self._soon(asked, each, _some(limit), after)):
            return page(soon, limit)
        order = own.first_day, own.id, _in_days(asked)
        return page(self._by_day(order, where, _some(limit), after), limit)

    def _is_frequent(self, asked: Filters) -> bool:
        number = self._connection.scalar(
            select(facets.c.incidents).where(
                facets.c.country == "",
                facets.c.month == "",
                facets.c.field == "type",
                facets.c.value == (asked.type or ""),
            )
        )
        return (number or 0) > FREQUENT

    def undated(self, asked: Filters, *, limit: int) -> list[str]:
        """Ids of incidents without a day, the last first; none where days are asked for."""
        if _in_days(asked):
            return []
        where = incidents.c.first_day.is_(None), *of_incidents(asked, self._dialect)
        rows = select(incidents.c.id).where(*where).order_by(incidents.c.id.desc()).limit(_some(limit))
        return list(self._connection.scalars(rows))

    def claims(self, asked: Filters, *, limit: int = 50, after: str | None = None) -> Page:
        """Ids of claims: the latest first, those without a day last.

        Raises:
            WrongFilter: `after` is of no page of this question.
        """
        order = claims.c.day, claims.c.id, _in_days(asked)
        found: dict[str, date | None] = {}
        for where in of_claims(asked, self._dialect):
            found.update(self._by_day(order, where, _some(limit), after))
        ordered = sorted(found.items(), key=lambda one: (one[1] or date.min, one[0]), reverse=True)
        return page(ordered, limit)

    def total(self, asked: Filters) -> int:
        """How many incidents there are."""
        rows = select(func.count()).select_from(incidents).where(*of_incidents(asked, self._dialect))
        return self._connection.scalar(rows) or 0

    def spots(self, asked: Filters, *, limit: int) -> list[Spot]:
        """The latest incidents that are somewhere on a map, those without a day last."""
        there = _SPOT_AT[0].is_not(None)
        fitting = Fitting(self._connection)
        each = None if ways(asked) else fitting.one_by_one(asked)
        low = None if each is None else fitting.back_to(asked.until)
        if each is not None and low is not None:
            near = select(*_SPOT).where(there, incidents.c.first_day >= low, *each)
            latest = self._spots(near.order_by(*_LATEST).limit(limit))
            if len(latest) >= limit:
                return latest
        rows = select(*_SPOT).where(there, *of_incidents(asked, self._dialect))
        return self._spots(rows.order_by(*_LATEST).limit(limit))

    def _spots(self, rows: Select[Any]) -> list[Spot]:
        return [_spot(tuple(row)) for row in self._connection.execute(rows)]

    def count(self, by: Sequence[str], asked: Filters) -> list[tuple[tuple[str | None, ...], int]]:
        """How many incidents there are of each value of some fields, sorted by the values.

        An incident of several actors, outlets ... counts once under each of them, and under None only if it
        has none.

        Raises:
            UnknownName: nothing can be counted by such a field.
        """
        if asked == Filters() and (kept := self._kept(by)) is not None:
            return kept
        rows = counted(by, of_incidents(asked, self._dialect))
        found = [(tuple(said(v) for v in one[:-1]), int(one[-1])) for one in self._connection.execute(rows)]
        return sorted(found, key=lambda one: [(value is None, value or "") for value in one[0]])

    def _kept(self, by: Sequence[str]) -> list[tuple[tuple[str | None, ...], int]] | None:
        """The same of one field over the whole base, where the writer keeps it; else None.

        Of these fields an incident has one value, or none: those left over have none.
        """
        if len(by) != 1 or by[0] not in KEPT_ALONE:
            return None
        own = facets.c
        asked = select(own.field, own.value, own.incidents).where(
            own.country == "", own.month == "", own.field.in_((by[0], "disputed"))
        )
        found = {(field, value): number for field, value, number in self._connection.execute(asked)}
        every = sum(number for (field, _), number in found.items() if field == "disputed")
        made: list[tuple[tuple[str | None, ...], int]]
        made = sorted(((value,), number) for (field, value), number in found.items() if field == by[0])
        left = every - sum(number for _, number in made)
        return [*made, ((None,), left)] if left else made

    def facets(self, asked: Filters, *, most: int = 20) -> dict[str, list[tuple[str, int]]]:
        """For each field of `FACETS` the values that most incidents have; of as many, by value."""
        return Faceting(self._connection).facets(asked, most)

    def _soon(
        self, asked: Filters, each: Sequence[Condition], limit: int, after: str | None
    ) -> list[tuple[str, date | None]]:
        """One more than a page, where the incidents that come next have as many; else nothing."""
        last = None if after is None else opened(after)[0]
        if after is not None and last is None:
            return []
        low = Fitting(self._connection).back_to(
            min((day for day in (asked.until, last) if day), default=None)
        )
        if low is None:
            return []
        own = incidents.c
        found = self._by_day((own.first_day, own.id, True), [own.first_day >= low, *each], limit, after)
        return found if len(found) > limit else []

    def _by_day(
        self, order: Order, where: Sequence[Condition], limit: int, after: str | None
    ) -> list[tuple[str, date | None]]:
        """One more than a page: the latest first, of one day the last id first, then those without a day."""
        day, id_, dated = order
        place: Place | None = None if after is None else opened(after)
        found: list[tuple[str, date | None]] = []
        if place is None or place[0] is not None:
            rows = select(id_, day).where(day.is_not(None), *where)
            if place is not None:
                rows = rows.where(tuple_(day, id_) < tuple_(literal(place[0], day.type), literal(place[1])))
            rows = rows.order_by(day.desc(), id_.desc()).limit(limit + 1)
            found += [(name, when) for name, when in self._connection.execute(rows)]
        if len(found) <= limit and not dated:
            bare = select(id_).where(day.is_(None), *where)
            if place is not None and place[0] is None:
                bare = bare.where(id_ < place[1])
            rest = bare.order_by(id_.desc()).limit(limit + 1 - len(found))
            found += [(name, None) for name in self._connection.scalars(rest)]
        return found

    def _by_number(
        self, number: ColumnElement[int], where: Sequence[Condition], limit: int, after: str | None
    ) -> list[tuple[str, int | None]]:
        """One more than a page: the greatest first, of one number the last id first, then those without."""
        place = None if after is None else opened_pair(after)
        id_ = incidents.c.id
        found: list[tuple[str, int | None]] = []
        if place is None or place[0] is not None:
            rows = select(id_, number).where(number.is_not(None), *where)
            if place is not None:
                rows = rows.where(tuple_(number, id_) < tuple_(literal(place[0]), literal(place[1])))
            rows = rows.order_by(number.desc(), id_.desc()).limit(limit + 1)
            found += [(name, most) for name, most in self._connection.execute(rows)]
        if len(found) <= limit:
            bare = select(id_).where(number.is_(None), *where)
            if place is not None and place[0] is None:
                bare = bare.where(id_ < place[1])
            rest = bare.order_by(id_.desc()).limit(limit + 1 - len(found))
            found += [(name, None) for name in self._connection.scalars(rest)]
        return found


def _spot(row: tuple[Any, ...]) -> Spot:
    id_, kind, mode, first, last, disputed, name, precision, *where = row
    place = Location(name or "", None if precision is None else PlacePrecision(precision), *where)
    return Spot(id_, kind, mode, place, first, last, bool(disputed))


def _in_days(asked: Filters) -> bool:
    return asked.since is not None or asked.until is not None


def _some(limit: int) -> int:
    if limit < 1:
        raise WrongFilter(f"limit {limit}: a page has 1 row or more")
    return limit

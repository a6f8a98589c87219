"""Questions to a base: incidents, claims, counts and facets, page by page."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from sayso.errors import WrongFilter
from sayso.model.filters import Filters
from sayso.store.sql.asked_words import CLOSE, OPEN
from sayso.store.sql.conditions import is_plain, of_claims, of_incidents
from sayso.store.sql.counting import FACETS, counted
from sayso.store.sql.search import searching
from sayso.store.sql.tables import claims, events, facets, incidents, memberships

_STEP = 200  # reports that a search by words reads at a time
_MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Ids of incidents or of claims, in order; `after` asks for the next page, None on the last.

    `sentences` are, for a search by words, the sentence of its report that matches best, by the id of the
    incident.
    """

    ids: tuple[str, ...]
    after: str | None = None
    sentences: tuple[tuple[str, str], ...] = ()


class Asking:
    """Asks one connection; every answer is of what is committed at that moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def incidents(self, asked: Filters, *, limit: int = 50, after: str | None = None) -> Page:
        """Ids of incidents: the latest first, those without a day last; by words the best match first.

        Raises:
            WrongFilter: `after` is of no page of this question.
        """
        if asked.text is not None:
            return self._by_words(asked, asked.text, limit, after)
        own = incidents.c
        rows = select(own.id, own.first_day).where(*of_incidents(asked, self._dialect))
        if after is not None:
            rows = rows.where(_later(own.first_day, own.id, *_opened(after)))
        rows = rows.order_by(own.first_day.is_(None), own.first_day.desc(), own.id).limit(limit + 1)
        found = self._connection.execute(rows).all()
        return _page([(one.id, one.first_day) for one in found], limit)

    def claims(self, asked: Filters, *, limit: int = 50, after: str | None = None) -> Page:
        """Ids of claims: the latest first, those without a day last.

        Raises:
            WrongFilter: `after` is of no page of this question.
        """
        own = claims.c
        rows = select(own.id, own.day).where(*of_claims(asked, self._dialect))
        if after is not None:
            rows = rows.where(_later(own.day, own.id, *_opened(after)))
        rows = rows.order_by(own.day.is_(None), own.day.desc(), own.id).limit(limit + 1)
        return _page([(one.id, one.day) for one in self._connection.execute(rows)], limit)

    def total(self, asked: Filters) -> int:
        """How many incidents there are."""
        rows = select(func.count()).select_from(incidents).where(*of_incidents(asked, self._dialect))
        return self._connection.scalar(rows) or 0

    def count(self, by: Sequence[str], asked: Filters) -> list[tuple[tuple[str | None, ...], int]]:
        """How many incidents there are of each value of some fields, sorted by the values.

        An incident of several actors, outlets ... counts once under each of them.

        Raises:
            UnknownName: nothing can be counted by such a field.
        """
        rows = counted(by, of_incidents(asked, self._dialect))
        found = [(tuple(_said(v) for v in one[:-1]), int(one[-1])) for one in self._connection.execute(rows)]
        return sorted(found, key=lambda one: [(value is None, value or "") for value in one[0]])

    def facets(self, asked: Filters, *, most: int = 20) -> dict[str, list[tuple[str, int]]]:
        """For each field of `FACETS` the values that most incidents have; of as many, by value.

        Over the whole base they are read from the table that the writer keeps.
        """
        if is_plain(asked):
            return self._kept_facets(most)
        where = of_incidents(asked, self._dialect)
        found: dict[str, list[tuple[str, int]]] = {}
        for field in FACETS:
            several = self._connection.execute(counted([field], where))
            values = [(_said(one[0]), int(one[1])) for one in several]
            known = [(value, number) for value, number in values if value is not None]
            found[field] = sorted(known, key=lambda one: (-one[1], one[0]))[:most]
        return found

    def _kept_facets(self, most: int) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {field: [] for field in FACETS}
        for field in FACETS:
            own = facets.c
            rows = (
                select(own.value, own.incidents)
                .where(own.field == field, own.incidents > 0)
                .order_by(own.incidents.desc(), own.value)
                .limit(most)
            )
            found[field] = [(one.value, one.incidents) for one in self._connection.execute(rows)]
        return found

    # -- by words ------------------------------------------------------------------------------

    def _by_words(self, asked: Filters, words: str, limit: int, after: str | None) -> Page:
        """Incidents of the best reports, those of one report by their ids; `after` counts those before."""
        start = 0 if after is None else _opened_number(after)
        first = dict[str, int]()
        for report, ids in self._ranked(asked, words):
            for id_ in ids:
                first.setdefault(id_, report)
            if len(first) > start + limit:
                break
        found = dict(islice(first.items(), start, start + limit))
        more = len(first) > start + limit
        return Page(tuple(found), _closed(start + limit) if more else None, self._sentences(words, found))

    def _ranked(self, asked: Filters, words: str) -> Iterator[tuple[int, list[str]]]:
        """Reports with their incidents that fit, the best first; reports of none are there, too."""
        search = searching(self._dialect)
        others = of_incidents(replace(asked, text=None), self._dialect)
        for step in range(_MOST_STEPS):
            ranked = search.ranked(words, _STEP, step * _STEP)
            rows = list(self._connection.scalars(ranked))
            told = (
                select(events.c.report, incidents.c.id)
                .join_from(events, memberships, memberships.c.event == events.c.row)
                .join(incidents, incidents.c.row == memberships.c.incident)
                .where(events.c.report.in_(rows), *others)
                .distinct()
            )
            by_report: dict[int, list[str]] = {}
            for report, id_ in self._connection.execute(told):
                by_report.setdefault(report, []).append(id_)
            yield from ((row, sorted(by_report.get(row, ()))) for row in rows)
            if len(rows) < _STEP:
                return

    def _sentences(self, words: str, found: dict[str, int]) -> tuple[tuple[str, str], ...]:
        if not found:
            return ()
        marked = searching(self._dialect).marked(words, sorted(set(found.values())))
        shown = self._connection.execute(marked).all()
        best = {row: _best_sentence(text) for row, text in shown}
        return tuple((id_, best[row]) for id_, row in found.items() if best.get(row))


def _best_sentence(marked: str) -> str:
    """The sentence with most of the words found, the first of as many; words found stay marked."""
    sentences = [one for line in marked.split("\n") for one in _sentences_of(line)]
    return max(sentences, key=lambda one: len(set(_found(one))), default="").strip()


def _sentences_of(line: str) -> list[str]:
    ends = [i + 1 for i in range(len(line) - 1) if line[i] in ".!?" and line[i + 1] == " "]
    return [line[a:b] for a, b in zip([0, *ends], [*ends, len(line)], strict=True)]


def _found(sentence: str) -> list[str]:
    return [part.partition(CLOSE)[0].casefold() for part in sentence.split(OPEN)[1:]]


# -- pages -----------------------------------------------------------------------------------------


def _page(found: list[tuple[str, date | None]], limit: int) -> Page:
    ids = tuple(id_ for id_, _ in found[:limit])
    if len(found) <= limit:
        return Page(ids)
    last, day = found[limit - 1]
    return Page(ids, _closed([None if day is None else day.isoformat(), last]))


def _later(
    column: ColumnElement[Any], name: ColumnElement[str], day: date | None, id_: str
) -> ColumnElement[bool]:
    """What comes behind a row: the latest first, those without a day last."""
    if day is None:
        return and_(column.is_(None), name > id_)
    return or_(column < day, and_(column == day, name > id_), column.is_(None))


def _closed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")


def _opened(after: str) -> tuple[date | None, str]:
    """The day and id of the last row of the page before."""
    value = _read(after)
    if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
        day, id_ = value
        if day is None:
            return None, id_
        try:
            return date.fromisoformat(str(day)), id_
        except ValueError:
            pass
    raise _no_place(after)


def _opened_number(after: str) -> int:
    """How many came before."""
    value = _read(after)
    if not isinstance(value, int) or value < 0:
        raise _no_place(after)
    return value


def _read(after: str) -> object:
    try:
        value: object = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except ValueError:
        raise _no_place(after) from None
    return value


def _no_place(after: str) -> WrongFilter:
    return WrongFilter(f"{after!r} is no place between two pages; take the one that the page before gave")


def _said(value: object) -> str | None:
    """A value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)

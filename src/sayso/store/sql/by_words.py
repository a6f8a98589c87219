"""Incidents by words of their reports: the best report first, each with the sentence that matches best."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from sayso.model.filters import Filters
from sayso.store.sql.asked_words import CLOSE, OPEN
from sayso.store.sql.conditions import of_each
from sayso.store.sql.fitting import Fitting
from sayso.store.sql.pages import Page, closed, opened_number
from sayso.store.sql.search import searching
from sayso.store.sql.tables import events, incidents
from sayso.store.sql.worded import Worded, worded

# Of words that more reports have, so many that were added last are ranked; the others follow, the last first.
RANKED = 1_000
_FEW = 1_000  # incidents
_STEP = 50  # reports that are read at a time, twice as many each time
_LARGEST = 800
_END = re.compile(rf"[.!?][\"'”’)\]{CLOSE}]*\s+")


class ByWords:
    """Asks one connection for incidents by words."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name
        self._search = searching(self._dialect)

    def incidents(self, asked: Filters, words: str, limit: int, after: str | None) -> Page:
        """Incidents of the best reports, those of one report by their ids; `after` counts those before."""
        start = 0 if after is None else opened_number(after)
        said = worded(replace(asked, text=words), self._dialect)
        first = dict[str, int]()
        for report, ids in self._walked(asked, said):
            for id_ in ids:
                first.setdefault(id_, report)
            if len(first) > start + limit:
                break
        found = dict(islice(first.items(), start, start + limit))
        more = len(first) > start + limit
        return Page(tuple(found), closed(start + limit) if more else None, self._sentences(said.text, found))

    def _walked(self, asked: Filters, words: Worded) -> Iterator[tuple[int, list[str]]]:
        """Reports with their incidents that fit, the best first; reports of none are there, too."""
        rest = replace(asked, text=None)
        others = of_each(rest, self._dialect)
        few = self._few(rest) if others else None
        for rows in self._steps(words, few):
            told = (
                select(events.c.report, incidents.c.id)
                .join_from(events, incidents, incidents.c.row == events.c.incident)
                .where(events.c.report.in_(rows), *others)
                .distinct()
            )
            by_report: dict[int, list[str]] = {}
            for report, id_ in self._connection.execute(told):
                by_report.setdefault(report, []).append(id_)
            yield from ((row, sorted(by_report.get(row, ()))) for row in rows)

    def _few(self, others: Filters) -> Sequence[int] | None:
        """The reports of incidents that fit without the words, where they are few: those alone are ranked."""
        fit = Fitting(self._connection).rows(others, _FEW + 1)
        if len(fit) > _FEW:
            return None
        told = select(events.c.report).where(events.c.incident.in_(fit)).distinct().limit(RANKED + 1)
        found = self._connection.scalars(told).all()
        return found if len(found) <= RANKED else None

    def _steps(self, words: Worded, few: Sequence[int] | None) -> Iterator[Sequence[int]]:
        ranked = self._connection.scalars(self._search.ranked(words, RANKED, few)).all()
        step, at = _STEP, 0
        while at < len(ranked):
            yield ranked[at : at + step]
            step, at = min(2 * step, _LARGEST), at + step
        oldest = min(ranked) if few is None and len(ranked) == RANKED else None
        while oldest is not None:
            matching: Any = words.matching(self._dialect)
            row = matching.selected_columns[0]
            older = matching.where(row < oldest).order_by(row.desc()).limit(step)
            found = self._connection.scalars(older).all()
            yield found
            step, oldest = min(2 * step, _LARGEST), found[-1] if found else None

    def _sentences(self, words: str, found: dict[str, int]) -> tuple[tuple[str, str], ...]:
        if not found:
            return ()
        marked = self._search.marked(self._connection, words, sorted(set(found.values())))
        best = {row: best_sentence(lines) for row, lines in marked}
        return tuple((id_, best[row]) for id_, row in found.items() if best.get(row))


def best_sentence(marked: str) -> str:
    """The sentence of the text with most of the words found, the first of as many; else the title."""
    title, _, text = marked.partition("\n")
    best = max(_sentences_of(text), key=lambda one: len(_found(one)), default="")
    return (best if _found(best) or not _found(title) else title).strip()


def _sentences_of(text: str) -> Iterator[str]:
    for line in text.splitlines():
        start = 0
        for end in _END.finditer(line):
            yield line[start : end.end()]
            start = end.end()
        yield line[start:]


def _found(sentence: str) -> set[str]:
    return {part.partition(CLOSE)[0].casefold() for part in sentence.split(OPEN)[1:]}

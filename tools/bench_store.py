"""How long questions to a base take: 1,200 of a published mix, beside what their bare SQL takes.

The base is one that `tools/generate_base.py` made: words and incidents to ask for are drawn from it. Each
question is asked as a program asks it, through `Desk` or `Asking`, with its own transaction, and read to the
end of its first page; then its statements are run again by the driver alone and their rows fetched. With
`--load` four processes read and one writes for so many seconds: that adds reports to the base. Usage:
python -m tools.bench_store PLACE [--queries N] [--seed N] [--only KIND] [--load SECONDS] [--slowest N]
"""

import argparse
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from multiprocessing.queues import Queue
from random import Random
from time import perf_counter
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.exc import SQLAlchemyError

from sayso.desk import Desk
from sayso.errors import SaysoError
from sayso.model.edits import Proposal
from sayso.model.filters import Area, Filters
from sayso.model.kept import IncidentRecord
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.statements import Stance
from sayso.store.sql import computed, tables
from sayso.store.sql.asking import Asking
from sayso.store.sql.sqlstore import open_store
from tools.generate_base import REPORTS, World, vocabulary

READERS = 4
PAGE = 50
# Ranks of words: in a third of the reports or more, in 0.5 to 5 % of them, in fewer than 200 of 200,000.
COMMON, MEDIUM, RARE = (0, 40), (300, 3_000), (15_000, 45_000)
# Of each kind: its share of the questions, and what 95 of 100 may take, in milliseconds.
KINDS: dict[str, tuple[int, float | None]] = {
    "box and days": (300, 15),
    "medium words": (150, 60),
    "common words": (100, 300),
    "rare words": (50, 60),
    "words in a country": (50, 300),
    "facets, whole base": (50, 100),
    "facets, a country": (50, 100),
    "facets, days": (50, 100),
    "facets, country and days": (50, 100),
    "an incident": (100, 20),
    "an incident, by event": (100, 20),
    "page of a country": (75, None),
    "claims of a party": (75, None),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: an incident by its id, else a page or facets of what fits."""

    kind: str
    asked: Filters = field(default_factory=Filters)
    incident: str | None = None


class Nothing:
    """Gazetteers for a base of made-up places and parties."""

    def admin1(self, place: str) -> None:
        return None

    def party(self, name: str) -> None:
        return None

    def knows(self, field: str, name: str) -> bool:
        return True

    def party_ref(self, id_: str) -> None:
        return None

    def party_row(self, id_: str) -> None:
        return None

    def middle(self, place: str) -> None:
        return None

    def location(self, id_: str) -> None:
        return None

    def proposed(self, report: Report, words: Span, field: str) -> tuple[Proposal, ...]:
        return ()


@dataclass(slots=True)
class Times:
    """Milliseconds of questions of one kind, and of their bare SQL."""

    whole: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


class Questions:
    """Makes questions of a base; the same seed makes the same."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self._rng = Random(seed)
        self._words = vocabulary()
        self._desk = desk
        with desk.store.reading() as connection:
            self._incidents = connection.scalar(select(func.max(tables.incidents.c.row))) or 1
            self._events = connection.scalar(select(func.max(tables.events.c.row))) or 1

    def make(self, kind: str) -> Question:
        """A question of a kind."""
        if kind.startswith("an incident"):
            return Question(kind, incident=self._incident(by_event=kind.endswith("event"))["id"])
        made: dict[str, Callable[[], dict[str, Any]]] = {
            "box and days": lambda: {"area": self._box(), **self._range(1, 90)},
            "medium words": lambda: {"text": self._text(MEDIUM)},
            "common words": lambda: {"text": self._text(COMMON)},
            "rare words": lambda: {"text": self._text(RARE, 1)},
            "words in a country": lambda: {"text": self._text(MEDIUM, 1), "country": self._one("country")},
            "facets, whole base": dict,
            "facets, a country": lambda: {"country": self._one("country")},
            "facets, days": lambda: self._range(30, 366),
            "facets, country and days": lambda: {"country": self._one("country"), **self._range(30, 366)},
            "page of a country": lambda: {"country": self._one("country"), "type": self._one("type")},
            "claims of a party": lambda: {
                "claimant": self._party(),
                "stance": self._rng.choice(list(Stance)),
            },
        }
        return Question(kind, Filters(**made[kind]()))

    def mix(self, number: int, only: str | None = None) -> list[Question]:
        """So many questions, each kind by its share, in a random order."""
        shares = {kind: share for kind, (share, _) in KINDS.items() if only in (None, kind)}
        whole = sum(shares.values())
        made = [
            self.make(kind) for kind, share in shares.items() for _ in range(round(number * share / whole))
        ]
        self._rng.shuffle(made)
        return made

    def _incident(self, *, by_event: bool = False) -> dict[str, Any]:
        own = tables.incidents
        asked = select(*(column for column in own.c if column.name != "data"))
        if by_event:
            there = tables.events.c.row == self._rng.randint(1, self._events)
            asked = asked.join(tables.events, tables.events.c.incident == own.c.row).where(there)
        else:
            asked = asked.where(own.c.row == self._rng.randint(1, self._incidents))
        with self._desk.store.reading() as connection:
            return dict(connection.execute(asked).mappings().one())

    def _one(self, name: str) -> Any:
        """A value of a random incident: frequent ones are asked for often."""
        while True:
            value = self._incident()[name]
            if value is not None:
                return value

    def _party(self) -> str:
        parties = tables.event_parties.c
        with self._desk.store.reading() as connection:
            row = self._rng.randint(1, self._events)
            return str(connection.scalar(select(parties.party).where(parties.row == row)))

    def _box(self) -> Area:
        lat, lon, half = self._one("lat"), self._one("lon"), self._rng.uniform(0.25, 2)
        return Area(lat - half, lon - half, lat + half, lon + half)

    def _range(self, least: int, most: int) -> dict[str, date]:
        since: date = self._one("first_day")
        return {"since": since, "until": since + timedelta(days=self._rng.randint(least, most) - 1)}

    def _text(self, ranks: tuple[int, int], most: int = 2) -> str:
        words = self._words[slice(*ranks)]
        return " ".join(self._rng.sample(words, self._rng.randint(1, most)))


def answer(desk: Desk, question: Question) -> None:
    """Ask it."""
    if question.incident is not None:
        desk.incident(question.incident)
        return
    with desk.store.reading() as connection:
        asking = Asking(connection)
        if question.kind.startswith("facets"):
            asking.facets(question.asked)
        elif question.kind.startswith("claims"):
            asking.claims(question.asked, limit=PAGE)
        else:
            asking.incidents(question.asked, limit=PAGE)


# -- one after the other ---------------------------------------------------------------------------


@contextmanager
def recorded(desk: Desk) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are run meanwhile."""
    found: list[tuple[str, Any]] = []

    def _note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.startswith("BEGIN"):  # the driver is in a transaction when it runs them again
            found.append((statement, parameters))

    event.listen(desk.store.engines.reader, "before_cursor_execute", _note)
    try:
        yield found
    finally:
        event.remove(desk.store.engines.reader, "before_cursor_execute", _note)


def run_bare(desk: Desk, statements: Sequence[tuple[str, Any]]) -> float:
    """Milliseconds of statements by the driver alone."""
    with desk.store.reading() as connection:
        driver: Any = connection.connection.dbapi_connection
        start = perf_counter()
        for statement, parameters in statements:
            cursor = driver.cursor()
            cursor.execute(statement, parameters)
            cursor.fetchall()
            cursor.close()
        return 1000 * (perf_counter() - start)


def measured(
    desk: Desk, questions: Sequence[Question]
) -> tuple[dict[str, Times], list[tuple[float, Question]]]:
    """Times by kind, and each question with its own."""
    times: dict[str, Times] = {question.kind: Times() for question in questions}
    each = []
    for question in questions:
        with recorded(desk) as statements:
            start = perf_counter()
            answer(desk, question)
            took = 1000 * (perf_counter() - start)
        times[question.kind].whole.append(took)
        times[question.kind].bare.append(run_bare(desk, statements))
        each.append((took, question))
    return times, each


def at(values: Sequence[float], share: float) -> float:
    """The value that so large a share of all stay below."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def show(times: dict[str, Times]) -> None:
    """Print a table."""
    print("| question | asked | p50 | p95 | p99 | bare p50 | bare p95 | bare p99 | p95 may be |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for kind in (kind for kind in KINDS if kind in times):
        one, most = times[kind], KINDS[kind][1]
        figures = [at(values, share) for values in (one.whole, one.bare) for share in (0.5, 0.95, 0.99)]
        missed = " **" if most is not None and figures[1] > most else ""
        cells = " | ".join(f"{figure:.1f}" for figure in figures)
        print(f"| {kind} | {len(one.whole)} | {cells} | {most or '-'}{missed} |")


# -- four readers and a writer ---------------------------------------------------------------------


def _read(place: str, seed: int, until: float, out: "Queue[Any]") -> None:
    desk, found, errors = Desk(place, read_only=True, gazetteers=Nothing()), list[float](), Counter[str]()
    with desk:
        questions = Questions(desk, seed).mix(400)
        number = 0
        while (start := perf_counter()) < until:
            try:
                answer(desk, questions[number % len(questions)])
                found.append(1000 * (perf_counter() - start))
            except (SaysoError, SQLAlchemyError) as error:
                errors[repr(error)[:200]] += 1
            number += 1
    out.put(("read", found, errors))


def _write(place: str, until: float, out: "Queue[Any]") -> None:
    found, errors = list[float](), Counter[str]()
    with open_store(place) as store:
        for coded, records in _one_by_one(sum(1 for _ in store.reports())):
            start = perf_counter()
            if start > until:
                break
            try:
                with store.writing() as connection:
                    store.keep(coded)
                    computed.write(connection, computed.Worked(records))
                found.append(1000 * (perf_counter() - start))
            except (SaysoError, SQLAlchemyError) as error:
                errors[repr(error)[:200]] += 1
    out.put(("written", found, errors))


def _one_by_one(there: int) -> Iterator[tuple[Coded, list[IncidentRecord]]]:
    """New reports, each with the incidents of which it is the last report."""
    number = -(-there // REPORTS)
    world = World(1, number)
    while True:
        coded, records = world.chunk(number)
        by_last: dict[str, list[IncidentRecord]] = {}
        for record in records:
            by_last.setdefault(max(record.incident.reports), []).append(record)
        yield from ((one, by_last.get(one.report.id, [])) for one in coded)
        number += 1


def loaded(place: str, seconds: float) -> None:
    """Read and write at once, and print what came of it."""
    context = multiprocessing.get_context("spawn")
    out: Queue[Any] = context.Queue()
    start = perf_counter() + 15  # time to draw questions
    jobs = [
        context.Process(target=_read, args=(place, seed, start + seconds, out))
        for seed in range(2, 2 + READERS)
    ]
    jobs.append(context.Process(target=_write, args=(place, start + seconds, out)))
    for job in jobs:
        job.start()
    found: dict[str, list[float]] = {"read": [], "written": []}
    errors = Counter[str]()
    for _ in jobs:
        what, times, failed = out.get()
        found[what] += times
        errors += failed
    for job in jobs:
        job.join()
    for what, times in found.items():
        p50, p95, p99 = (at(times or [0.0], share) for share in (0.5, 0.95, 0.99))
        rate = len(times) / (seconds + 15)
        print(f"{what}: {len(times):,}, {rate:,.0f} a second; p50 {p50:.1f} ms, p95 {p95:.1f}, p99 {p99:.1f}")
    print(f"errors: {dict(errors) or 'none'}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(description="Times of questions to a made-up base.")
    parser.add_argument("place", help="a file, or postgresql://HOST/NAME")
    parser.add_argument("--queries", type=int, default=1_200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(KINDS))
    parser.add_argument("--load", type=float, default=0, metavar="SECONDS")
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="show so many slow questions")
    options = parser.parse_args(arguments)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    if options.load:
        loaded(options.place, options.load)
        return
    with Desk(options.place, read_only=True, gazetteers=Nothing()) as desk:
        times, each = measured(desk, Questions(desk, options.seed).mix(options.queries, options.only))
    show(times)
    for took, question in sorted(each, key=lambda one: -one[0])[: options.slowest]:
        print(f"{took:.0f} ms: {question}")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()

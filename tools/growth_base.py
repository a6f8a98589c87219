"""What adding a report to a base of 1,000, 10,000 and 100,000 reports costs, and what share of coding that
is.

The reports are made up and coded already, so that only joining is measured: wars of many years with about
forty reports a day on ten happenings, own texts, copies and new versions, boxes of outlets, three events a
report. With `--days` all of them fall into so many days: crowded keys; with `--stories` each day has so few
happenings: crowded incidents. Process CPU time of adding a report
and of working out the incidents of its events, memory of the process. With `--db` all of it is kept in a new
base (a path, or the address of an empty one) and adding is the whole of it: joined, written, committed.
Usage: python tools/growth_base.py [SIZE ...] [--days N] [--stories N] [--db PATH]
"""

import argparse
import json
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory
from time import process_time

from sayso.base import Added, Base
from sayso.base.wired import shipped_base, shipped_rules
from sayso.desk.joining import Joining
from sayso.model.events import (
    Event,
    Geometry,
    Interval,
    Location,
    Modality,
    PartyRef,
    PlacePrecision,
    TimeBasis,
    Toll,
)
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement
from sayso.store import MemoryStore
from sayso.store.sql.sqlstore import SqlStore, open_store

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT / "tests" / "gold" / "incidents" / "recurring" / "open" / "docs.jsonl"
SIZES = (1_000, 10_000, 100_000)
MEASURED = 400  # reports at the end of each size
A_DAY, STORIES = 40, 10  # reports of one day, and happenings that they tell
FIRST = date(2015, 1, 1)
WORDS, GRAMMAR, OUTLETS, PARTIES, PLACES, COUNTRIES = 20_000, 120, 200, 120, 2_000, 12
COPIES, VERSIONS = 0.15, 0.05  # shares of the reports
SHARE = 0.2  # joining may cost this share of coding
TIMES = 1.5  # the largest base may cost so many times what the smallest does
_SYLLABLES = (
    "ba",
    "de",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "ze",
    "kra",
    "sto",
    "len",
    "mar",
)
_TYPES = (("ASSAULT", "aerial"), ("ASSAULT", "explosives"), ("ASSAULT", "firearms"), ("COERCE", "arrest"))
_STOCK = (
    "officials told reporters on condition of anonymity because they were not allowed to speak in public",
    "there was no immediate claim of responsibility for the attack and the figures could not be verified",
    "the army did not immediately respond to a request for comment on the events of the day",
)


@dataclass(frozen=True, slots=True)
class Story:
    """One happening that several reports tell."""

    day: date
    place: Location
    actor: PartyRef
    target: PartyRef
    type: str
    mode: str
    dead: int


class World:
    """Made-up reports by their numbers; the same number gives the same report.

    Args:
        days: All reports fall into so many days; None has `A_DAY` of them on each day.
        size: How many reports there are to be.
        stories: How many happenings a day has; None has as many as its reports ask for.
    """

    def __init__(self, days: int | None, size: int, stories: int | None = None) -> None:
        self._a_day = A_DAY if days is None else max(1, size // days)
        self._stories = stories or max(STORIES, self._a_day // (A_DAY // STORIES))
        rng = Random(1)
        short = [f"{a}{b}{c}" for a in "aeiou" for b in "nlrstm" for c in "aeiou"][:GRAMMAR]
        long = ["".join(rng.choices(_SYLLABLES, k=rng.randint(3, 5))) for _ in range(WORDS - GRAMMAR)]
        self._words = [*short, *long]
        self._often = list(
            accumulate(1 / (rank + 2.7) for rank in range(WORDS))
        )  # as in texts: Zipf, Mandelbrot
        self._story = lru_cache(maxsize=4096)(self._made_story)

    def coded(self, number: int) -> Coded:
        """The record of one report."""
        rng = Random(number)
        kind, source = self._kind(number)
        text, stories = self._text(source)
        outlet = f"Outlet {(source if kind == 'version' else number) * 7 % OUTLETS}"
        if kind == "copy":
            text = text[: int(len(text) * rng.uniform(0.6, 1.0))]
        elif kind == "version":
            text = f"{text}\n\n{self._sentence(rng, [])}"
        text = f"{text}\n\nRead more from {outlet} and sign up for the letter of {outlet}."
        at = FIRST + timedelta(days=number // self._a_day)
        report = Report(text, f"r{number:07}", title=text[:60], outlet=outlet, published=at, language="en")
        return self._record(report, stories)

    def _kind(self, number: int) -> tuple[str, int]:
        """What a report is, and the number of the report that has its text."""
        rng = Random(-number)
        draw, back = rng.random(), number - rng.randint(1, 8)
        if back < 0 or draw > COPIES + VERSIONS or Random(-back).random() <= COPIES + VERSIONS:
            return "own", number
        return ("copy" if draw <= COPIES else "version"), back

    def _made_story(self, day: int, number: int) -> Story:
        rng = Random(f"{day} {number}")
        where, type_ = rng.randrange(PLACES), rng.choice(_TYPES)
        country = f"C{where % COUNTRIES:02}"
        name = self._words[GRAMMAR + where].capitalize()
        place = Location(
            name,
            PlacePrecision.CITY,
            country,
            (where * 37 % 1200) / 10 - 60,
            (where * 91 % 3000) / 10 - 150,
            5.0,
            f"place:{where}",
            geometry=Geometry.POINT,
        )
        actor, target = (self._party(country, rng.randrange(PARTIES // COUNTRIES)) for _ in range(2))
        on = FIRST + timedelta(days=day - rng.randrange(2))
        return Story(on, place, actor, target, *type_, rng.randrange(40))

    def _party(self, country: str, number: int) -> PartyRef:
        name = f"{self._words[-1 - number * COUNTRIES - int(country[1:])].capitalize()}"
        return PartyRef(name, PartyKind.ARMED_GROUP, f"{country}:{number}", country)

    def _text(self, number: int) -> tuple[str, tuple[tuple[Story, str], ...]]:
        """A text of its own, and what it tells with which sentence."""
        rng = Random(number + 1_000_000_007)
        day = number // self._a_day
        stories = [self._story(day, rng.randrange(self._stories)) for _ in range(3)]
        told = tuple((story, self._told(rng, story)) for story in dict.fromkeys(stories))
        lines = []
        for story, sentence in told:
            names = [story.actor.name, story.target.name, story.place.name]
            lines.append(f"{sentence} {self._sentence(rng, names)} {self._sentence(rng, [])}")
            lines.append(
                f'"{self._sentence(rng, [])}" the {story.actor.name} said. {self._sentence(rng, [])}'
            )
        lines.append(rng.choice(_STOCK).capitalize() + ".")
        return "\n\n".join(lines), told

    def _told(self, rng: Random, story: Story) -> str:
        """A sentence with the names of a story in words of its own: no three words in a row are shared."""
        one, two, three = rng.choices(self._words[GRAMMAR:], k=3)
        actor, target = story.actor.name, story.target.name
        return f"The {actor} {one} the {target} {two} in {story.place.name}, {three} {story.dead}."

    def _sentence(self, rng: Random, names: Sequence[str]) -> str:
        some = rng.choices(self._words, cum_weights=self._often, k=rng.randint(14, 24))
        for name in names:
            some.insert(rng.randrange(len(some)), name)
        return " ".join(some).capitalize() + "."

    def _record(self, report: Report, stories: Sequence[tuple[Story, str]]) -> Coded:
        events: list[Event] = []
        statements: list[Statement] = []
        claims: list[Claim] = []
        for number, (story, words) in enumerate(stories):
            start = report.text.find(words)
            if start < 0:  # the copy ends before it
                continue
            sentence = Span(start, start + len(words))
            events.append(_event(f"e{number}", story, sentence))
            source = Source(story.actor, sentence)
            statements.append(
                Statement(
                    f"s{number}",
                    source,
                    Basis.EXPLICIT,
                    Act.ASSERT,
                    "indirect",
                    (sentence,),
                    "said",
                    sentence,
                )
            )
            value = sentence.of(report.text)
            claims.append(
                Claim(
                    f"c{number}",
                    f"s{number}",
                    f"e{number}",
                    ClaimField.OCCURRENCE,
                    Stance.CLAIMS,
                    value,
                    sentence,
                )
            )
        return Coded(report, tuple(events), tuple(statements), tuple(claims))


def _event(name: str, story: Story, sentence: Span) -> Event:
    trigger = (Span(sentence.start + 4, sentence.start + 10),)
    interval = Interval(story.day, story.day, TimeBasis.EXPLICIT)
    return Event(
        name,
        trigger,
        Fact(story.type, trigger),
        Fact(Modality.OCCURRED, trigger),
        mode=Fact(story.mode, trigger),
        actors=(Fact(story.actor, trigger),),
        targets=(Fact(story.target, trigger),),
        place=Fact(story.place, trigger),
        time=Fact(interval, trigger),
        tolls=(Fact(Toll("killed", story.dead, story.dead, None), trigger),),
        incident=f"i{name}",
    )


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds of one report, pairs judged, and MB of the process."""

    size: int
    added: float
    viewed: float
    judged: float
    memory: float

    @property
    def whole(self) -> float:
        """Adding, and working out the incidents that its events are of."""
        return self.added + self.viewed


class InMemory:
    """A base that is forgotten."""

    def __init__(self) -> None:
        self._base = Base(MemoryStore(), shipped_rules())

    def add(self, coded: Coded) -> Added:
        """Join a report."""
        return self._base.add(coded)

    def view(self, events: Sequence[str]) -> None:
        """Work out the incidents of events."""
        for key in events:
            self._base.incident_of(key)


class Kept:
    """A base in a database, as the desk has it."""

    def __init__(self, store: SqlStore) -> None:
        self._joining = Joining(store, lambda one: shipped_base(one, "sayso"), lambda _: None)

    def add(self, coded: Coded) -> Added:
        """Join a report, and write it and its incidents."""
        with self._joining.writing() as step:
            return step.base.add(coded)

    def view(self, events: Sequence[str]) -> None:
        """Incidents are worked out with each report."""


def grown(
    sizes: Sequence[int], days: int | None, stories: int | None = None, base: InMemory | Kept | None = None
) -> Iterator[Cost]:
    """The cost of a report at the end of each size, in one base that grows."""
    base, world, number = base or InMemory(), World(days, max(sizes), stories), 0
    for size in sizes:
        while number < size - MEASURED:
            base.add(world.coded(number))
            number += 1
        added, viewed, judged = [], [], []
        while number < size:
            coded = world.coded(number)
            before = process_time()
            answer = base.add(coded)
            between = process_time()
            base.view(answer.events)
            viewed.append(process_time() - between)
            added.append(between - before)
            judged.append(answer.judged)
            number += 1
        yield Cost(size, 1000 * mean(added), 1000 * mean(viewed), mean(judged), _memory())


def shared(path: Path) -> tuple[float, float, float]:
    """CPU milliseconds of coding a report of a file, of joining it in memory, of joining and writing it."""
    from sayso.pipeline import default_coder

    coder, spent = default_coder(), [0.0, 0.0, 0.0]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with TemporaryDirectory() as folder, open_store(Path(folder) / "sayso.db") as store:
        joined, kept = InMemory(), Kept(store)
        for row in rows:
            report = Report.from_text(
                row["text"],
                title=row["title"],
                published=row["published"],
                outlet=row["outlet"],
                id=row["doc_id"],
            )
            moments = [process_time()]
            coded = coder.code(report)
            moments.append(process_time())
            joined.view(joined.add(coded).events)
            moments.append(process_time())
            kept.add(coded)
            moments.append(process_time())
            spent = [one + end - start for one, (start, end) in zip(spent, pairwise(moments), strict=True)]
    coding, joining, keeping = (1000 * one / len(rows) for one in spent)
    return coding, joining, keeping


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(description="Cost of adding a report to bases of several sizes.")
    parser.add_argument(
        "sizes", nargs="*", type=int, default=SIZES, metavar="SIZE", help="default: 1000 10000 100000"
    )
    parser.add_argument("--days", type=int, help="all reports fall into so many days; default: 40 a day")
    parser.add_argument("--stories", type=int, help="happenings of a day; default: a quarter of the reports")
    parser.add_argument("--no-coding", action="store_true", help="leave out the share of coding")
    parser.add_argument("--db", metavar="PATH", help="keep all in a new base at this place")
    options = parser.parse_args(arguments)
    if options.db is None:
        _print(grown(sorted(options.sizes), options.days, options.stories))
    else:
        with open_store(options.db) as store:
            if next(store.reports(), None) is not None:
                parser.error(f"{options.db} holds reports already")
            _print(grown(sorted(options.sizes), options.days, options.stories, Kept(store)))
    if not options.no_coding:
        coding, joining, keeping = shared(REAL)
        print(
            f"coding {coding:.1f} ms a report, joining {joining:.1f}: "
            f"{joining / coding:.0%} (asked: at most {SHARE:.0%}); "
            f"joining and writing to SQLite {keeping:.1f}: {keeping / coding:.0%}"
        )


def _print(costs: Iterator[Cost]) -> None:
    print(f"{'reports':>9}{'ms a report':>13}{'adding':>9}{'incidents':>11}{'pairs':>8}{'MB':>8}{'times':>7}")
    first = None
    for cost in costs:
        first = first or cost
        print(
            f"{cost.size:>9,}{cost.whole:>13.2f}{cost.added:>9.2f}{cost.viewed:>11.2f}{cost.judged:>8.1f}"
            f"{cost.memory:>8.0f}{cost.whole / first.whole:>7.2f}",
            flush=True,
        )
    print(f"asked: at most {TIMES} times")


if __name__ == "__main__":
    main()

"""What a web page costs from its HTML to events in a base, beside trafilatura and spaCy's default pipeline.

Both read the same pages in one run and take turns; process CPU time, one thread, so that the ratio holds on a
busy computer and the milliseconds do not. The pages are made up around our own open texts (made_pages.py).
Then other news with and without the relevance filter, made up or, with `--packages`, real (ABC, in gensim:
docs/relevance.md), near-copies of one text, two processes beside one, the memory of a worker, and the cost of
the N-th report.
Usage: python -m tools.bench_whole [--rounds N] [--packages FOLDER] [--rules] [--copies N] [--nth N]
"""

import argparse
import multiprocessing
import os
import resource
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from tools.bench import MEMORY, PUBLISHED, THREADS, items_in, middle, take_turns
from tools.made_pages import other_news, page

if TYPE_CHECKING:
    from sayso.desk import Desk
    from sayso.model.record import Coded
    from sayso.model.report import Report
    from sayso.pipeline import Coder

ROOT = Path(__file__).resolve().parents[1]
OPEN = ("tests/gold/dev", "tests/gold/tune", "tests/gold/incidents/seed", "tests/data/seed/seed.txt")
READ, PARSE, FILTER, STORE = "read", "parse", "filter", "store"
FASTER = 1.5  # times as fast as trafilatura and spaCy's default pipeline alone
TWO = 1.8  # times as fast as one process, that is what two are
NTH = 1.2  # times the cost of the first reports, that is the most the N-th may cost
OTHER = (
    4  # pages of other news for each of ours in the mix: less than any archive has, so that a run is short
)
EVENTS = 7  # at most, in the text of which near-copies are made
WARM = "Rebels killed four soldiers in an ambush near Gossi, Mali, on Monday, the army said."
Spent = dict[str, float]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as bytes; `own` where a report of a conflict is its article."""

    name: str
    html: bytes
    own: bool


def our_pages() -> list[Page]:
    """A page around each of our open texts."""
    items = items_in(ROOT / name for name in OPEN)
    return [_page(f"own{n}", item.data.decode(), own=True) for n, item in enumerate(items)]


def other_pages(count: int) -> list[Page]:
    """Pages of made-up news of other things."""
    return [_page(f"other{n}", other_news(n), own=False) for n in range(count)]


def real_pages(packages: Path, count: int) -> list[Page]:
    """Pages of real news that a person has found out of scope; SystemExit where there are too few."""
    from tools.relevance_data import ABC, LABELS, NO, abc_items, read_labels

    known = read_labels(LABELS)
    found = [text for id_, _, _, text in abc_items(packages / ABC) if known.get(id_) == NO]
    if len(found) < count:
        raise SystemExit(f"{packages / ABC}: {len(found)} items of other news; {count} are needed")
    return [_page(f"other{n}", _in_paragraphs(text), own=False) for n, text in enumerate(found[:count])]


def _in_paragraphs(text: str) -> str:
    """A paragraph a sentence: the items stand on one line each."""
    return "\n\n".join(f"{part.rstrip('.')}." for part in text.split(". "))


def _page(name: str, text: str, *, own: bool) -> Page:
    return Page(name, page(text, f"https://courier.example/{name}", str(PUBLISHED)), own)


# -- ours ------------------------------------------------------------------------------------------


class Ours:
    """Reads pages, codes them and keeps them in a base; `spent` is the CPU time of each step.

    Args:
        coder: What codes.
        filtered: Whether the relevance filter decides what is coded.
    """

    def __init__(self, coder: "Coder", *, filtered: bool = False) -> None:
        self._coder = coder
        self._filter = None
        if filtered:
            from sayso.relevance import load_filter

            self._filter = load_filter()
        self.spent: Spent = {}
        self.kept = 0

    def run(self, pages: Iterable[Page], base: "Desk", dated: date | None = None) -> None:
        """Read, code and keep the pages, as `sayso add` does; as if published on a day, if one is given."""
        start, before = process_time(), sum(self.spent.values())
        for outcome in base.add_all(self._coded(pages, dated)):
            if outcome.message is not None:
                raise SystemExit(f"{outcome.report}: {outcome.message}")
        elsewhere = sum(self.spent.values()) - before
        self._add(STORE, process_time() - start - elsewhere)

    def _coded(self, pages: Iterable[Page], dated: date | None) -> "Iterator[Coded]":
        """The records of the pages that are kept."""
        for one in pages:
            start = process_time()
            report = _read(one, dated)
            self._add(READ, process_time() - start)
            if self._filter is not None:
                start = process_time()
                keeps = self._filter.keeps(report.title or "", report.text)
                self._add(FILTER, process_time() - start)
                if not keeps:
                    continue
            self.kept += 1
            coded, stages = self._coder.timed(report)
            for stage, seconds in stages.items():
                self._add(stage, seconds)
            yield coded

    def _add(self, step: str, seconds: float) -> None:
        self.spent[step] = self.spent.get(step, 0.0) + seconds


def _read(one: Page, dated: date | None) -> "Report":
    from sayso.model.report import Report
    from sayso.read import read_bytes

    found = [report for report in read_bytes(one.html, name=f"{one.name}.html") if isinstance(report, Report)]
    if len(found) != 1:
        raise SystemExit(f"{one.name}: not one report: {found}")
    return found[0] if dated is None else replace(found[0], published=dated)


def into_new_base(coder: "Coder", pages: Sequence[Page], *, filtered: bool = False) -> Ours:
    """What it costs to bring pages into a base of their own; making it is not counted."""
    with TemporaryDirectory() as folder, opened(Path(folder) / "sayso.db", coder) as base:
        ours = Ours(coder, filtered=filtered)
        ours.run(pages, base)
        return ours


def spent(coder: "Coder", pages: Sequence[Page], *, filtered: bool = False) -> Spent:
    """The CPU seconds of each step."""
    return into_new_base(coder, pages, filtered=filtered).spent


def opened(path: Path, coder: "Coder") -> "Desk":
    """A base that has had one report already: the first waits for tables of places."""
    from sayso.desk import Desk
    from sayso.model.report import Report

    base = Desk(path)
    base.add(coder.code(Report.from_text(WARM, published=str(PUBLISHED - timedelta(days=400)))))
    return base


# -- theirs ----------------------------------------------------------------------------------------


def theirs() -> Callable[[Sequence[Page]], Spent]:
    """The text of pages by trafilatura, without comments as ours, and spaCy's default pipeline over it."""
    import spacy
    import trafilatura

    from sayso.parse.models import find_model

    nlp = spacy.load(find_model())

    def run(pages: Sequence[Page]) -> Spent:
        start = process_time()
        texts = [trafilatura.extract(one.html, include_comments=False) or "" for one in pages]
        between = process_time()
        for text in texts:
            nlp(text)
        return {"trafilatura": between - start, "spaCy": process_time() - between}

    return run


# -- what is printed -------------------------------------------------------------------------------


def compared(
    name: str, run: Callable[[], Spent], other: Callable[[], Spent], pages: int, rounds: int
) -> None:
    """Both in turns, and how many times as fast ours is."""
    both: tuple[list[Spent], list[Spent]] = ([], [])
    take_turns(lambda: both[0].append(run()), lambda: both[1].append(other()), rounds)
    ours, against = ([sum(spent.values()) for spent in side] for side in both)
    times = [b / a for a, b in zip(ours, against, strict=True)]
    kept = "kept" if statistics.median(times) >= FASTER else "MISSED"
    print(f"{name}, {pages} pages, documents a CPU second:")
    print(f"  sayso, HTML to base: {_rate(ours, pages)}   {_shares(both[0])}")
    print(f"  trafilatura + spaCy: {_rate(against, pages)}   {_shares(both[1])}")
    print(f"  times as fast:       {middle(times)}; target >= {FASTER}: {kept}")
    least = [(one[READ] + one.get(PARSE, 0.0)) / sum(two.values()) for one, two in zip(*both, strict=True)]
    print(f"  our reading and parse alone take {middle(least)} of what the other side takes")


def _rate(seconds: Sequence[float], pages: int) -> str:
    return middle(pages / one for one in seconds)


def _shares(rounds: Sequence[Mapping[str, float]]) -> str:
    medians = {name: statistics.median(one.get(name, 0.0) for one in rounds) for name in rounds[0]}
    whole = sum(medians.values())
    return ", ".join(f"{name} {seconds / whole:.0%}" for name, seconds in medians.items())


def workers_line(coder: "Coder", pages: Sequence[Page]) -> str:
    """Two processes beside one, by the clock: forked from one that has loaded all, with half the pages each.

    On processors that are not idle this says how idle they were.
    """
    rates, memory = {}, 0.0
    for count in (1, 2):
        context = multiprocessing.get_context("fork")
        start = perf_counter()
        shares = [pages[number::count] for number in range(count)]
        with context.Pool(count, _hold, (coder,)) as pool:
            peaks = pool.map(_work, shares, chunksize=1)
        rates[count] = len(pages) / (perf_counter() - start)
        memory = max(memory, *peaks)
    times = rates[2] / rates[1]
    kept = "kept" if times >= TWO else "MISSED"
    held = "kept" if memory <= MEMORY else "MISSED"
    return (
        f"two processes: {times:.2f} times one ({rates[2]:.1f} and {rates[1]:.1f} pages a second, "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors); target >= {TWO}: {kept}\n"
        f"memory of a worker: {memory:.0f} MB at its peak; target <= {MEMORY} MB: {held}"
    )


_HELD: "list[Coder]" = []  # of a forked worker: it shares what its parent has loaded


def _hold(coder: "Coder") -> None:
    _HELD.append(coder)


def _work(pages: Sequence[Page]) -> float:
    for one in pages:
        _HELD[-1].code(_read(one, None))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def copies_lines(coder: "Coder", count: int) -> Iterator[str]:
    """What near-copies of one text cost to keep, added one by one; six words of each are other ones."""
    from sayso.model.report import Report

    coded = [coder.code(_read(one, None)) for one in our_pages()]
    text = max(
        (one for one in coded if len(one.events) <= EVENTS), key=lambda one: len(one.events)
    ).report.text
    dice, spent = Random(1), list[tuple[float, int]]()
    with TemporaryDirectory() as folder, opened(Path(folder) / "sayso.db", coder) as base:
        for number in range(count):
            words = text.split(" ")
            for at in dice.sample(range(len(words)), 6):
                words[at] = dice.choice(("blue", "market", "harbour", "north", "river", "plain"))
            report = Report.from_text(" ".join(words), published=str(PUBLISHED), outlet=f"Outlet {number}")
            copy = coder.code(report)
            start = process_time()
            outcome = base.add(copy)
            spent.append((process_time() - start, len(outcome.incidents)))
            if number + 1 in (10, *range(30, count + 1, 30)):
                last = spent[-5:]
                seconds = 1000 * statistics.median(one for one, _ in last)
                incidents = statistics.median(one for _, one in last)
                yield f"near-copy {number + 1}: {seconds:.0f} ms CPU, {incidents:.0f} incidents written"


def nth_line(coder: "Coder", pages: Sequence[Page], nth: int) -> str:
    """The cost of pages that come after so many reports, beside the same pages in a base of their own.

    The reports before them are those of tools/growth_base.py, joined one by one, and the pages are dated like
    the last of them.
    """
    from tools.growth_base import A_DAY, FIRST, World

    last = FIRST + timedelta(days=nth // A_DAY)
    costs = []
    for before in (0, nth):
        with TemporaryDirectory() as folder, opened(Path(folder) / "sayso.db", coder) as base:
            world = World(None, nth)
            for number in range(before):
                base.add(world.coded(number))
            ours = Ours(coder)
            ours.run(pages, base, last)
            costs.append((sum(ours.spent.values()) / len(pages), ours.spent[STORE] / len(pages)))
    (first, kept_first), (late, kept_late) = costs
    verdict = "kept" if late / first <= NTH else "MISSED"
    return (
        f"report {nth:,}: {1000 * late:.1f} ms CPU, the first {1000 * first:.1f}: {late / first:.2f} times; "
        f"target <= {NTH}: {verdict} (keeping alone {1000 * kept_late:.1f} and {1000 * kept_first:.1f})"
    )


def measure(
    rounds: int, nth: int, copies: int, packages: Path | None = None, *, learned_too: bool = True
) -> None:
    """Print the whole report; by rules alone, unless the weights have a say, too."""
    from sayso.pipeline import Coder, settle

    own = our_pages()
    few = own[::3]
    others = OTHER * len(few)
    mixed = [*few, *(other_pages(others) if packages is None else real_pages(packages, others))]
    size = statistics.mean(len(one.html) for one in own) / 1000
    rules, their = Coder(learned=False), theirs()
    learned = Coder() if learned_too else rules
    print(f"{len(own)} pages of {size:.0f} kB around our open texts; load {os.getloadavg()[0]:.1f}")
    coders = {"rules": rules} | ({"learned weights": learned} if learned.versions != rules.versions else {})
    their(few)
    for coder in coders.values():  # tables and caches are filled before the clock runs
        spent(coder, few, filtered=True)
        settle()
    mix = f"one in {OTHER + 1} in scope, the others {'made up' if packages is None else 'real'}"
    for name, coder in coders.items():
        compared(f"all in scope, {name}", partial(spent, coder, own), partial(their, own), len(own), rounds)
        for filtered in (False, True):
            what = f"{mix}, {'with' if filtered else 'without'} the relevance filter, {name}"
            ours = partial(spent, coder, mixed, filtered=filtered)
            compared(what, ours, partial(their, mixed), len(mixed), rounds)
    kept = into_new_base(rules, mixed, filtered=True).kept
    print(f"of the {len(mixed)} pages of the mix the filter keeps {kept}; {len(few)} are in scope")
    for line in copies_lines(rules, copies):
        print(line)
    print(workers_line(learned, own * 3))
    if nth:
        print(nth_line(learned, own, nth))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(
        description="Cost of a page from HTML to a base, beside trafilatura and spaCy."
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--nth", type=int, default=10_000, help="0: leave it out; default: 10000")
    parser.add_argument("--copies", type=int, default=60, help="near-copies of one text; default: 60")
    parser.add_argument("--packages", type=Path, help="a folder in which gensim 4.4.0 lies unpacked")
    parser.add_argument("--rules", action="store_true", help="measure by rules alone, a third of the time")
    options = parser.parse_args(arguments)
    os.environ.update(dict.fromkeys(THREADS, "1"))  # before spaCy and NumPy read them
    measure(options.rounds, options.nth, options.copies, options.packages, learned_too=not options.rules)


if __name__ == "__main__":
    main()

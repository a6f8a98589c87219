"""`sayso bulk`: a whole archive into a folder of Parquet files."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.show import words
from sayso.show.cli.engines import LOCAL, add_engine, engine_of, number, wrong_engine
from sayso.show.cli.settings import Settings
from sayso.show.cli.stages import read_options, wanted
from sayso.show.cli.streams import Problems

if TYPE_CHECKING:
    from sayso.bulk import State

_TIMEOUT, _MEMORY, _PART = 120, 2000, 200
_EVERY = 10.0  # seconds between two lines, where no terminal is
WRONG_FLAGS = 2


def add_bulk(
    bulk: argparse.ArgumentParser, said: Callable[[argparse.ArgumentParser], argparse._ArgumentGroup]
) -> None:
    """Give a parser the options of `sayso bulk`."""
    bulk.description = (
        "Code whole archives on many processes into a folder; the same command goes on after any stop."
    )
    bulk.add_argument("inputs", nargs="+", metavar="INPUT", help="file or folder")
    bulk.add_argument("out", metavar="OUT", help="folder of the run; new, or of an earlier run")
    said(bulk)
    bulk.add_argument(
        "--relevant", action="store_true", help="keep only what may tell of an event; the rest is listed"
    )
    run = bulk.add_argument_group("how it runs")
    add_engine(run, LOCAL, "processes here (default), or a Dask cluster")
    run.add_argument(
        "--memory",
        metavar="MB",
        type=number,
        default=_MEMORY,
        help=f"local: of a worker; default: {_MEMORY}",
    )
    run.add_argument(
        "--timeout", metavar="S", type=number, default=_TIMEOUT, help=f"of a document; default: {_TIMEOUT}"
    )
    run.add_argument(
        "--part-size", metavar="N", type=number, default=_PART, help=f"documents of a part; default: {_PART}"
    )
    run.add_argument("--quiet", action="store_true", help="no progress")


def bulk(args: argparse.Namespace, settings: Settings) -> int:
    """Run it; 1 if a document gave no record, 2 for wrong flags."""
    from sayso.bulk import Job, run

    problems = Problems()
    wrong = wrong_engine(args)
    if wrong is not None:
        problems.tell(wrong)
        return WRONG_FLAGS
    job = Job(
        root=args.out,
        options=read_options(wanted(args)),
        party_packs=tuple(str(pack.absolute()) for pack in settings.party_packs),
        place_packs=tuple(str(pack.absolute()) for pack in settings.place_packs),
        relevant=args.relevant,
        timeout=float(args.timeout),
        memory=args.memory,
    )
    with _watching(quiet=args.quiet) as watch:
        state = run(args.inputs, job, engine_of(args), size=args.part_size, watch=watch)
    _tell(state, args.out, problems)
    return int(state.dead > 0)


def _tell(state: "State", out: str, problems: Problems) -> None:
    for message in state.skipped:
        problems.tell(message)
    if state.dead:
        problems.tell(
            f"{words.counted(state.dead, 'document')} gave no record; see {out}/dead, each with the reason"
        )
    if state.replaced:
        problems.tell(f"{words.counted(state.replaced, 'part')} of earlier runs moved to {out}/old")
    left = f", {state.left:,} left out (listed in {out}/left)" if state.left else ""
    before = f"; {state.before:,} of the documents were done before" if state.before else ""
    sys.stdout.write(
        f"{words.counted(state.rows, 'report')} coded in {words.counted(state.parts_done, 'part')}"
        f"{left}, {state.dead:,} dead letters{before}\n"
    )


# -- progress --------------------------------------------------------------------------------------


def line(what: str, state: "State") -> str:
    """How far a run is, in one line: `reading` its input for the plan, or coding it."""
    if what == "reading":
        return f"{words.counted(state.documents, 'document')} found"
    left = state.left_seconds
    parts = [f"{state.now:,} of {state.documents:,} documents"]
    if state.rate:
        parts.append(f"{state.rate:,.1f} a second")
    if left is not None:
        parts.append(f"{_span(left)} left")
    if state.dead:
        parts.append(f"{state.dead:,} dead letters")
    if state.died:
        parts.append(f"{words.counted(state.died, 'worker')} died")
    return ", ".join(parts)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours:,} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


@contextmanager
def _watching(*, quiet: bool) -> "Iterator[Callable[[str, State], None]]":
    if quiet:
        yield lambda _what, _state: None
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        with _bar() as watch:
            yield watch


class Lines:
    """A plain line now and then: for logs."""

    def __init__(self, every: float = _EVERY) -> None:
        self._every = every
        self._last = time.monotonic()

    def __call__(self, what: str, state: "State") -> None:
        """Told often; says something seldom."""
        if time.monotonic() - self._last >= self._every:
            self._last = time.monotonic()
            sys.stderr.write(f"sayso: {line(what, state)}\n")
            sys.stderr.flush()


@contextmanager
def _bar() -> "Iterator[Callable[[str, State], None]]":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(file=sys.stderr, markup=False, highlight=False)
    columns = (BarColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)

        def watch(what: str, state: "State") -> None:
            total = state.documents if what == "coding" else None
            bar.update(task, description=line(what, state), completed=state.now, total=total)

        yield watch

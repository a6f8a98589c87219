"""`sayso bulk`: a whole archive into a folder of Parquet files."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.show import words
from sayso.show.cli.settings import Settings
from sayso.show.cli.stages import read_options, wanted
from sayso.show.cli.streams import Problems

if TYPE_CHECKING:
    from sayso.bulk import State
    from sayso.bulk.engine import Engine

LOCAL, DASK = "local", "dask"
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
    run.add_argument(
        "--engine", choices=(LOCAL, DASK), default=LOCAL, help="processes here (default), or a Dask cluster"
    )
    run.add_argument("--scheduler", metavar="ADDRESS", help="dask: of its scheduler, tcp://HOST:8786")
    run.add_argument("--workers", metavar="N", type=_number, help="local: processes; default: one a core")
    run.add_argument(
        "--memory",
        metavar="MB",
        type=_number,
        default=_MEMORY,
        help=f"local: of a worker; default: {_MEMORY}",
    )
    run.add_argument(
        "--timeout", metavar="S", type=_number, default=_TIMEOUT, help=f"of a document; default: {_TIMEOUT}"
    )
    run.add_argument(
        "--part-size", metavar="N", type=_number, default=_PART, help=f"documents of a part; default: {_PART}"
    )
    run.add_argument("--quiet", action="store_true", help="no progress")


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


def bulk(args: argparse.Namespace, settings: Settings) -> int:
    """Run it; 1 if a document gave no record, 2 for wrong flags."""
    from sayso.bulk import Job, run

    problems = Problems()
    if (args.engine == DASK) != (args.scheduler is not None):
        problems.tell("--engine dask and --scheduler ADDRESS belong together")
        return WRONG_FLAGS
    if args.engine == DASK and args.workers is not None:
        problems.tell("--workers is of the local engine; on a cluster its own workers do it")
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
        state = run(args.inputs, job, _engine(args), size=args.part_size, watch=watch)
    _tell(state, args.out, problems)
    return int(state.dead > 0)


def _engine(args: argparse.Namespace) -> "Engine":
    if args.engine == DASK:
        from sayso.bulk.cluster import Cluster

        return Cluster(args.scheduler)
    from sayso.bulk import Local

    return Local(args.workers)


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

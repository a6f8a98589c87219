"""Where output goes: the terminal, a pipe, a folder; problems to standard error, one line each."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeVar

from sayso.errors import SaysoError
from sayso.export import Exporter
from sayso.model.record import Coded
from sayso.show.cli.stages import Problem
from sayso.show.safe import file_name, safe
from sayso.store.interface import Progress as Telling
from sayso.store.interface import silent

T = TypeVar("T")


@dataclass(slots=True)
class Problems:
    """Tells each problem as it comes, and remembers whether a report failed."""

    failed: bool = False

    def tell(self, message: str) -> None:
        """One line that begins with the program's name; what a file put into it cannot break it."""
        # Looked up anew each time: a progress bar puts itself in its place, to stay below the lines.
        sys.stderr.write(f"sayso: {safe(message)}\n")

    def sift(self, items: Iterable[Coded | Problem]) -> Iterator[Coded]:
        """The records; problems are told, and those that are no mere skip count as failed."""
        for item in items:
            if isinstance(item, Coded):
                yield item
            else:
                self.failed = self.failed or item.kind != "skipped"
                self.tell(item.message)


def plain_output(out: TextIO) -> None:
    """Make `out` write UTF-8 and "\\n" whatever the system's habits: the same bytes everywhere."""
    reconfigure = getattr(out, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write_folder(records: Iterable[Coded], exporter: Exporter, folder: Path) -> int:
    """One file per report, named by its id; returns how many.

    An id that comes twice gets a number, so that nothing is overwritten within one run.

    Raises:
        SaysoError: the folder or a file in it cannot be written.
    """
    taken: dict[str, int] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for coded in records:
            name = file_name(coded.report.id)
            taken[name.casefold()] = again = taken.get(name.casefold(), 0) + 1
            path = folder / (f"{name}{exporter.suffix}" if again == 1 else f"{name}~{again}{exporter.suffix}")
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
                exporter.write([coded], out)
    except OSError as error:
        raise SaysoError(f"{error.filename or folder}: cannot be written: {error.strerror}") from error
    return sum(taken.values())


def progress(items: Iterable[Coded | Problem]) -> Iterator[Coded | Problem]:
    """The items; a line on standard error counts records from the second one on, and goes away at the end."""
    return counting(items, "reports", lambda item: isinstance(item, Coded))


def counting(items: Iterable[T], what: str, counts: Callable[[T], bool] = lambda _: True) -> Iterator[T]:
    """The items; a line on standard error counts them from the second one on, and goes away at the end."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(file=sys.stderr, markup=False, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None, visible=False)
        number = 0
        for item in items:
            number += counts(item)
            bar.update(task, description=f"{number} {what}", visible=number > 1)
            yield item


@contextmanager
def telling(*, quiet: bool = False) -> Iterator[Telling]:
    """What long work tells its progress to: a line on standard error that goes away at the end.

    Where nobody looks (no terminal, or `quiet`) nothing is shown.
    """
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(file=sys.stderr, markup=False, highlight=False)
    columns = (BarColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)

        def tell(what: str, done: int, total: int | None) -> None:
            of = "" if total is None else f" of {total:,}"
            bar.update(task, description=f"{done:,}{of} {what}", completed=done, total=total)

        yield tell

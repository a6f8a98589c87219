"""What a fault is tried on, and what is written down of it."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from sayso.desk import Desk
from tools.faults import servers
from tools.faults.script import script

REPORTS = 12  # of the base that most faults are tried on
SQLITE, POSTGRES = "SQLite", "PostgreSQL"


@dataclass(slots=True)
class Outcome:
    """What came of some faults: how many, how much was committed and looked for, and what is wrong, in words.

    `told` are those that the program said in words, and after which it told how to go on.
    """

    hits: int = 0
    committed: int = 0
    told: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Site:
    """A folder, and the database in which bases are made; `chance` is the one thing that is random."""

    folder: Path
    database: str
    chance: Random

    def sub(self, name: str) -> "Site":
        """The same in a folder below, which is made anew."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return Site(path, self.database, self.chance)

    def base(self, name: str = "base") -> str:
        """Where a new base may be made."""
        if self.database == SQLITE:
            return str(self.folder / f"{name}.db")
        return servers.running().database()

    def filled(self, name: str = "base") -> str:
        """A base with reports and decisions."""
        return self.copied(_filled(self.database), name)

    def copied(self, source: str, name: str) -> str:
        """A copy of a base that nobody has open."""
        if self.database == SQLITE:
            return str(shutil.copy(source, self.folder / f"{name}.db"))
        return servers.running().copied(source)


@cache
def _filled(database: str) -> str:
    made = servers.scratch() / "filled.db"
    where = str(made) if database == SQLITE else servers.running().database()
    with Desk(where) as desk:
        for _ in script(desk, REPORTS):
            pass
    return where


def committed(where: str) -> set[tuple[str, str]]:
    """All that a base holds: whoever read it may have seen it."""
    with Desk(where, read_only=True) as desk:
        return {*(("report", name) for name in desk.reports()), *(("decision", one.id) for one in desk.log())}


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault.

    Args:
        name: What is done, to what.
        group: What kinds are shown together.
        held: What must hold after it.
        rounds: How many rounds a campaign has.
        try_: One round.
        database: Where it is tried.
        parts: So many faults one round has, at least; for the sample of the tests and the count.
    """

    name: str
    group: str
    held: str
    rounds: int
    try_: Callable[[Site], Outcome]
    database: str = SQLITE


def tried(fault: Fault, seed: int, folder: Path) -> Outcome:
    """One round of a fault, in a folder of its own that goes away again."""
    with _emptied(folder / "round") as at:
        return fault.try_(Site(at, fault.database, Random(f"{fault.name} {seed}")))


@contextmanager
def _emptied(folder: Path) -> Iterator[Path]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def first(wrong: Sequence[str], most: int = 5) -> list[str]:
    """Not more than some."""
    return list(wrong[:most])

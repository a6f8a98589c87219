"""What a fault is tried on, and what is written down of it."""

import shutil
from collections.abc import Callable
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
        try_: One round.
        rounds: How many rounds a campaign has.
        database: Where it is tried; "" where none is.
    """

    name: str
    group: str
    try_: Callable[[Site], Outcome]
    rounds: int
    database: str = SQLITE

    @property
    def title(self) -> str:
        """What it is called among all."""
        name = f"{self.group}: {self.name}"
        return f"{name}, {self.database}" if self.database else name


def tried(fault: Fault, seed: int) -> Outcome:
    """One round of a fault, in a folder of its own that goes away again."""
    at = servers.scratch() / f"round-{seed}"
    if fault.database:
        _filled(fault.database)  # before: it stays
    at.mkdir()
    at.chmod(0o755)
    try:
        return fault.try_(Site(at, fault.database, Random(f"{fault.title} {seed}")))
    finally:
        shutil.rmtree(at, ignore_errors=True)
        if fault.database == POSTGRES:
            servers.running().keep(_filled(POSTGRES))

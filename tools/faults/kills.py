"""A process that writes a base is killed: what it said to have committed is there, and stands there once."""

import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sayso.errors import SaysoError
from sayso.store.sql import checking
from sayso.store.sql.sqlstore import open_store
from tools.faults.work import working, world

_LONGEST = 2.5  # seconds after its first commit in which the writer is killed


@dataclass(frozen=True, slots=True)
class Kill:
    """What one kill left: how much was committed by then in all, and what is wrong, in words."""

    seed: int
    reports: int
    decisions: int
    wrong: tuple[str, ...]


class Killed:
    """One base, whose writers are killed one after the other."""

    def __init__(self, where: str | Path) -> None:
        self._where = where
        self._done: dict[str, set[str]] = {"report": set(), "decision": set(), "rebuilt": set()}

    def kill(self, seed: int) -> Kill:
        """Let a process write, kill it at a random moment, and look at what is left."""
        chance = Random(seed)
        command = [sys.executable, "-m", "tools.faults.kills", str(self._where), str(seed)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(chance.random() ** 2 * _LONGEST)
            writer.send_signal(signal.SIGKILL)
            for line in (first, *writer.stdout):
                what, _, name = line.rstrip("\n").partition(" ")
                if line.endswith("\n") and what in self._done:
                    self._done[what].add(name)
        wrong = tuple(self._wrong())
        return Kill(seed, len(self._done["report"]), len(self._done["decision"]), wrong)

    def _wrong(self) -> list[str]:
        try:
            with open_store(self._where) as store, store.reading() as connection:
                there, log = list(store.reports()), {one.id for one in store.log()}
                found = checking.problems(connection)
        except SaysoError as error:
            return [f"the base does not open: {error}"]
        lost = sorted(self._done["report"] - set(there)) + sorted(self._done["decision"] - log)
        if len(there) != len(set(there)):
            found.append("a report is there twice")
        return [*found, *(f"{name} was committed and is lost" for name in lost)]


def main(arguments: list[str]) -> None:
    """Write without end, and say what was committed."""
    where, seed = arguments
    with open_store(where) as store:
        for what, name in working(store, int(seed), world().coded):
            sys.stdout.write(f"{what} {name}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])

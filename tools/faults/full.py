"""A disk that is full: a file system of its own with too little room; it is told, and nothing is lost."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tools.faults.killing import Work, to_the_end
from tools.faults.rounds import Outcome, Site

FILLED = 6  # times of one round
LARGE = 256 << 20
_ROOM = (3.0, 5.3)  # bytes that are left: powers of ten


def round_of(work: Callable[[Site], Work], times: int = FILLED) -> Callable[[Site], Outcome]:
    """A round of some work on full disks."""
    return partial(_round, work, times)


def _round(work: Callable[[Site], Work], times: int, site: Site) -> Outcome:
    calm, outcome = work(site.sub("calm")), Outcome()
    _, outcome.wrong = to_the_end(calm, 0)
    with disk(site.sub("full").folder) as folder:
        here = work(Site(folder, site.database, site.chance))
        for number in range(times):
            here.renew()
            resize(folder, used(folder) + int(10 ** site.chance.uniform(*_ROOM)))
            child = here.begin(number)
            code = child.ended()
            resize(folder, LARGE)
            if code != 0:
                outcome.hits += 1
                outcome.told += any(line.startswith("sayso:") for line in child.lines())
            outcome.wrong += [*child.astray(), *here.after(number)]
        here.renew()
        outcome.wrong += [*to_the_end(here, times)[1], *here.after(times), *here.done(calm)]
        outcome.committed = len(here.committed)
    if outcome.told < outcome.hits:
        outcome.wrong.append(f"{outcome.hits - outcome.told} times nothing was told in words")
    return outcome


@contextmanager
def disk(folder: Path) -> Iterator[Path]:
    """A file system of its own in a folder, as long as it is needed."""
    _run("mount", "-t", "tmpfs", "-o", f"size={LARGE}", "faults", str(folder))
    try:
        yield folder
    finally:
        _run("umount", "-l", str(folder))


def used(folder: Path) -> int:
    """Bytes that are taken."""
    found = os.statvfs(folder)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def resize(folder: Path, size: int) -> None:
    """Give a file system another size; what is there stays."""
    _run("mount", "-o", f"remount,size={size}", str(folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)

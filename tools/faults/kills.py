"""Processes that write a base without end are killed: what they said to have committed is there, once."""

from pathlib import Path

from tools.faults import jobs
from tools.faults.children import Child
from tools.faults.rounds import Outcome, Site
from tools.faults.states import held

KILLS = 20  # of the writers of one base
_LONGEST = 0.6  # seconds after its first commit in which a writer is killed


def writers(site: Site, kills: int = KILLS) -> Outcome:
    """One base, whose writers are killed one after the other: they add, decide and rebuild."""
    where, outcome = site.base(), Outcome()
    done: set[tuple[str, str]] = set()
    for number in range(kills):
        child = Child(jobs.writing, (where, site.chance.randrange(1 << 30)), Path(site.folder / "out"))
        child.wait_for("committed")
        outcome.hits += child.killed_after(site.chance.random() ** 2 * _LONGEST)
        done |= {one for one in child.committed() if one[0] != "rebuilt"}
        outcome.wrong += [*child.astray(), *held(where, done, whole=number == kills - 1)]
    outcome.committed = len(done)
    return outcome

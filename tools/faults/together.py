"""Two writers, a rebuild and a reader at one base, at once; and a clock that jumps."""

from tools.faults import jobs
from tools.faults.children import Child
from tools.faults.rounds import REPORTS, Outcome, Site, committed
from tools.faults.states import differing, held, state_of

_EACH = 10  # reports that each of two writers adds


def writers(site: Site) -> Outcome:
    """Two add and decide, one makes everything anew, one asks: each is served, and nothing is lost."""
    where, outcome = site.filled(), Outcome()
    done = committed(where)
    some = [
        Child(jobs.adding, (where, REPORTS + (at + 1) * _EACH, REPORTS + at * _EACH), site.folder / f"{at}")
        for at in range(2)
    ]
    some.append(Child(jobs.command, ("rebuild", "--db", where, "--quiet"), site.folder / "rebuild"))
    some.append(Child(jobs.command, ("incidents", "--db", where), site.folder / "incidents"))
    for child in some:
        if child.ended() != 0:
            outcome.wrong.append(f"one of several ended with {child.lines()[-1:]}")
        done |= child.committed()
        outcome.wrong += child.astray()
    outcome.hits, outcome.committed = len(some), len(done)
    names = {name for what, name in done if what == "report"}
    if len(names) != REPORTS + 2 * _EACH:
        outcome.wrong.append(f"{len(names)} reports were acknowledged, {REPORTS + 2 * _EACH} were added")
    outcome.wrong += held(where, done, whole=True)
    return outcome


def clocks(site: Site) -> Outcome:
    """The clock jumps by years, forward and back, from one reading to the next."""
    bases, outcome = [site.filled("calm"), site.filled("jumping")], Outcome()
    done = committed(bases[1])
    for where, job in zip(bases, (jobs.adding, jobs.adding_by_a_jumping_clock), strict=True):
        child = Child(job, (where, REPORTS + _EACH), site.folder / "out")
        if child.ended() != 0:
            outcome.wrong.append(f"it ended with {child.lines()[-1:]}")
        outcome.wrong += child.astray()
    outcome.hits = sum(line.startswith("jumped") for line in child.lines())
    done |= child.committed()
    outcome.wrong += held(bases[1], done, whole=True)
    outcome.wrong += differing(state_of(bases[1]), state_of(bases[0]), "beside a steady clock")
    outcome.committed = len(done)
    return outcome

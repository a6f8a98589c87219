"""SIGKILL at a random moment of whatever writes: a base, a file beside it, or a folder."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import partial

from sayso.export.releases import check_release
from sayso.store.sql import redacting, schema
from sayso.store.sql.sqlstore import open_store
from tools.faults import jobs
from tools.faults.children import BEGUN, Child
from tools.faults.rounds import REPORTS, Outcome, Site, committed
from tools.faults.states import State, differing, held, state_of

KILLS = 20  # of one round
_TRIES = 2  # for each kill: a process may have ended before
FORMAT = "ged"  # of those with files beside them one that does not bear the moment
TOTAL = 24  # reports that an adder adds


class Work(ABC):
    """Something that is done with a base and may be killed; it is told that it is done by its exit code 0."""

    share = 1.0  # of the time that it takes undisturbed a kill comes within this share

    def __init__(self, site: Site) -> None:
        self.site = site
        self.where = site.filled()
        self.before = state_of(self.where)
        self.committed = committed(self.where)

    @abstractmethod
    def argv(self, number: int) -> Sequence[str]:
        """The command that is run the `number`th time."""

    def renew(self) -> None:  # noqa: B027  # most have nothing to make ready
        """Make all ready for the next run, where the last one came to its end."""

    def begin(self, number: int) -> Child:
        """Begin it."""
        return Child(jobs.command, tuple(self.argv(number)), self.site.folder / "out")

    def after(self, number: int) -> list[str]:
        """What is wrong after a run that was killed, or ended."""
        return [*held(self.where, self.committed), *self.left(number)]

    def left(self, number: int) -> list[str]:
        """What is wrong of what only this work leaves; of most the base is as it was."""
        return differing(state_of(self.where), self.before, "the base was changed")

    def done(self, calm: "Work") -> list[str]:
        """What is wrong at the end, beside an undisturbed run."""
        wrong = differing(state_of(self.where), state_of(calm.where), "beside an undisturbed run")
        return [*wrong, *held(self.where, self.committed, whole=True)]


def killed(work: Callable[[Site], Work], site: Site, kills: int = KILLS) -> Outcome:
    """Do it undisturbed, then kill it again and again, then do it to the end."""
    calm, outcome = work(site.sub("calm")), Outcome()
    lasted, wrong = to_the_end(calm, 0)
    here = work(site.sub("killed"))
    number = 0
    while outcome.hits < kills and number < kills * _TRIES:
        here.renew()
        child = here.begin(number)
        if child.wait_for(BEGUN):
            outcome.hits += child.killed_after(site.chance.random() * lasted * here.share)
        wrong += [*child.astray(), *here.after(number)]
        number += 1
    here.renew()
    wrong += to_the_end(here, number)[1]
    wrong += [*here.after(number), *here.done(calm)]
    outcome.committed, outcome.wrong = len(here.committed), wrong
    return outcome


def to_the_end(work: Work, number: int) -> tuple[float, list[str]]:
    """How long it took from its beginning, and what is wrong."""
    child = work.begin(number)
    begun = child.wait_for(BEGUN)
    since = time.monotonic()
    code = child.ended()
    lasted = time.monotonic() - since
    said = child.lines()[-2:]
    wrong = [] if code == 0 and begun else [f"undisturbed it ended with {code}: {said}"]
    return lasted, [*wrong, *child.astray()]


# -- what is killed ----------------------------------------------------------------------------------


class Adding(Work):
    """Reports are added and decided on, one by one."""

    share = 2.0 / KILLS

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._child: Child | None = None

    def argv(self, number: int) -> Sequence[str]:
        return ()

    def begin(self, number: int) -> Child:
        self._child = Child(jobs.adding, (self.where, REPORTS + TOTAL), self.site.folder / "out")
        return self._child

    def left(self, number: int) -> list[str]:
        return []

    def after(self, number: int) -> list[str]:
        assert self._child is not None
        self.committed |= self._child.committed()
        return super().after(number)


class Exporting(Work):
    """Incidents are written to a file with others beside it."""

    name = "out.csv"

    def argv(self, number: int) -> Sequence[str]:
        return ("export", FORMAT, "--db", self.where, "-o", str(self.site.folder / self.name))

    def files(self) -> dict[str, bytes]:
        """What lies there under the names that were asked for."""
        stem = self.name.partition(".")[0]
        found = sorted(self.site.folder.glob(f"{stem}.*"))
        return {path.name: path.read_bytes() for path in found if not path.name.endswith(".part")}

    def done(self, calm: Work) -> list[str]:
        assert isinstance(calm, Exporting)
        wrong = super().done(calm)
        if self.files() != calm.files():
            wrong.append("the files are not those of an undisturbed run")
        return [*wrong, *(f"{path.name} is left" for path in self.site.folder.glob("*.part"))]

    def left(self, number: int) -> list[str]:
        wrong = super().left(number)
        for name, data in self.files().items():
            if not data.endswith(b"\n"):
                wrong.append(f"{name} is torn")
        return wrong


class Releasing(Work):
    """A release is written."""

    def argv(self, number: int) -> Sequence[str]:
        out = str(self.site.folder / f"release-{number}")
        return ("release", "one", "--db", self.where, "--out", out, "--formats", "acled,geojson,json")

    def left(self, number: int) -> list[str]:
        folder = self.site.folder / f"release-{number}"
        return [*super().left(number), *(check_release(folder) if folder.exists() else [])]


class BackingUp(Work):
    """A backup is written."""

    def argv(self, number: int) -> Sequence[str]:
        return ("backup", str(self.site.folder / f"backup-{number}.db"), "--db", self.where, "--quiet")

    def left(self, number: int) -> list[str]:
        path = self.site.folder / f"backup-{number}.db"
        wrong = super().left(number)
        if path.exists():
            wrong += differing(state_of(path), self.before, "the backup")
            wrong += held(path, self.committed)
        return wrong


class Restoring(Work):
    """A backup takes the place of what a base holds."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._other = site.copied(self.where, "other")
        child = Child(jobs.adding, (self._other, REPORTS + 4), site.folder / "other-out")
        assert child.ended() == 0
        self.backup = str(site.folder / "backup.db")
        assert (
            Child(jobs.command, ("backup", self.backup, "--db", self.where), site.folder / "o").ended() == 0
        )
        self._number = 0
        self.should: tuple[State, State] = (self.before, state_of(self._other))
        self.committed_before = self.committed
        self.renew()

    def renew(self) -> None:
        self._number += 1
        self.where = self.site.copied(self._other, f"to-{self._number}")

    def argv(self, number: int) -> Sequence[str]:
        return ("restore", self.backup, "--db", self.where, "--replace", "--quiet")

    def left(self, number: int) -> list[str]:
        there = state_of(self.where)
        after, before = self.should
        return [] if there in (after, before) else differing(there, after, "neither as before nor as after")


class Rebuilding(Work):
    """Everything is made anew."""

    def argv(self, number: int) -> Sequence[str]:
        return ("rebuild", "--db", self.where, "--quiet")


class Checking(Work):
    """A base is checked; what was made for it goes away with the next check."""

    def argv(self, number: int) -> Sequence[str]:
        return (str(self.site.folder), "check", "--db", self.where, "--quiet")

    def begin(self, number: int) -> Child:
        return Child(jobs.command_in, tuple(self.argv(number)), self.site.folder / "out")

    def done(self, calm: Work) -> list[str]:
        left = [path.name for path in self.site.folder.glob("sayso-check-*")]
        return [*super().done(calm), *(f"{name} is left" for name in left)]


class Recoding(Work):
    """Reports are coded anew by another version."""

    share = 2.0 / KILLS

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._source = site.copied(self.where, "source")
        self._number = 0
        self._done: set[tuple[str, str]] = set()
        self._child: Child | None = None

    def renew(self) -> None:
        if len(self._done) >= REPORTS:  # nothing is left to do, and a fault would meet nothing
            self._number += 1
            self.where = self.site.copied(self._source, f"recoded-{self._number}")
            self._done.clear()

    def argv(self, number: int) -> Sequence[str]:
        return ()

    def begin(self, number: int) -> Child:
        self._child = Child(jobs.recoding, (self.where,), self.site.folder / "out")
        return self._child

    def left(self, number: int) -> list[str]:
        assert self._child is not None
        self._done |= self._child.committed()
        with open_store(self.where, read_only=True) as store:
            there = {name: store.machine(name) for _, name in self._done}
        lost = [name for name, one in there.items() if one is None or one.versions != jobs.AGAIN]
        return [f"that {name} was coded anew is lost" for name in sorted(lost)]


class Redacting(Work):
    """Words are erased in the base, a backup and an export; what was cut short is finished by `rebuild`."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._source = site.copied(self.where, "source")
        self._number = 0
        with open_store(self.where, read_only=True) as store:
            coded = store.record("r0000003")
        assert coded is not None
        self.words = min(one for one in coded.report.text.split() if one.isalpha() and len(one) > 8)

    def renew(self) -> None:
        self._number += 1
        self.where = self.site.copied(self._source, f"redacted-{self._number}")

    def argv(self, number: int) -> Sequence[str]:
        return ("redact", "--words", self.words, "--author", "ann", "--why", "asked", "--db", self.where)

    def left(self, number: int) -> list[str]:
        """Either all of it stands there, or nothing."""
        with open_store(self.where, read_only=True) as store:
            texts = [coded.report.text.casefold() for coded in store.records(store.reports())]
        with_it = sum(self.words.casefold() in text for text in texts)
        there = state_of(self.where)
        if with_it and there != self.before:
            return differing(there, self.before, "half redacted")
        return []

    def after(self, number: int) -> list[str]:
        wrong = held(self.where, self.committed)
        if wrong == [redacting.STILL_THERE]:
            repair = Child(jobs.command, ("rebuild", "--db", self.where, "--quiet"), self.site.folder / "fix")
            wrong = [] if repair.ended() == 0 else repair.lines()
            wrong += held(self.where, self.committed)
        return [*wrong, *self.left(number)]


class Upgrading(Work):
    """A base of an earlier version of the tables is brought up."""

    def __init__(self, site: Site, version: str) -> None:
        super().__init__(site)
        self._version = version
        self._older = site.copied(self.where, "older")
        with open_store(self._older) as store:
            schema.migrate(store.engines, version)
        self._number = 0
        self.renew()

    def renew(self) -> None:
        self._number += 1
        self.where = self.site.copied(self._older, f"up-{self._number}")

    def argv(self, number: int) -> Sequence[str]:
        return ("rebuild", "--upgrade", "--db", self.where, "--quiet")

    def after(self, number: int) -> list[str]:
        """It is of the one version or of the other; what was brought up and not made anew is, then."""
        repair = Child(jobs.command, tuple(self.argv(number)), self.site.folder / "fix")
        if repair.ended() != 0:
            return [f"it cannot be finished: {repair.lines()[-1:]}"]
        return [*held(self.where, self.committed), *self.left(number)]


def round_of(work: Callable[[Site], Work], kills: int = KILLS) -> Callable[[Site], Outcome]:
    """A round of kills of some work."""
    return partial(_round, work, kills)


def _round(work: Callable[[Site], Work], kills: int, site: Site) -> Outcome:
    return killed(work, site, kills)

"""What comes from elsewhere is killed or has no room: imports, bulk runs and their loading, accounts."""

import csv
import json
import time
from collections.abc import Sequence
from datetime import date, timedelta

from sayso.errors import SaysoError
from sayso.show.web.accounts import LEFT, Accounts, Role
from tests.bulk.runs import written
from tools.faults import jobs
from tools.faults.children import Child
from tools.faults.killing import Work
from tools.faults.rounds import Site, committed
from tools.faults.script import made_up

ROWS = 240  # of a data set that is imported
PAGES = 450  # of a bulk run: more than two transactions of those that load it
_AGAIN = 4  # runs after which a base is begun anew: else it would be complete, and a kill meet nothing
_GED = (
    "id", "type_of_violence", "side_a", "side_b", "where_coordinates", "where_prec", "latitude",
    "longitude", "date_start", "date_end", "best", "high", "low",
)  # fmt: skip
_DAY = date(2014, 5, 14)


class Growing(Work):
    """A base takes in what it can; what was once seen in it stays."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._source = site.copied(self.where, "source")
        self._number = 0

    def renew(self) -> None:
        self._number += 1
        if self._number % _AGAIN == 0:
            self.where = self.site.copied(self._source, f"anew-{self._number}")
            self.committed = committed(self.where)

    def left(self, number: int) -> list[str]:
        self.committed |= committed(self.where)
        return []


class Importing(Growing):
    """Rows of another data set become records."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._table = site.folder / "ged.csv"
        with self._table.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(_GED)
            table.writerows(_row(number) for number in range(ROWS))

    def argv(self, number: int) -> Sequence[str]:
        return ("import", "ged", str(self._table), "--source", "rows of a test", "--db", self.where)


def _row(number: int) -> tuple[object, ...]:
    at, day = 12 + number % 40 / 10, _DAY + timedelta(days=number // 3)
    sides = ("Government of Mali", "JNIM") if number % 2 else ("JNIM", "Civilians")
    return (number + 1, 1 if number % 2 else 3, *sides, f"Place {number % 40}", 1, at, -at / 3, day, day,
            number % 7, number % 7 + 2, number % 7)  # fmt: skip


class Bulking(Work):
    """Reports are coded by many processes into a folder."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._texts = site.folder / "texts.jsonl"
        made = [made_up().coded(number).report for number in range(PAGES)]
        rows = ({"id": one.id, "text": one.text, "published": str(one.published)} for one in made)
        self._texts.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        self.out = site.folder / "OUT-0"
        self._ended = False

    def renew(self) -> None:
        if self._ended:
            self.out = self.out.with_name(f"OUT-{int(self.out.name[4:]) + 1}")
            self._ended = False

    def argv(self, number: int) -> Sequence[str]:
        return ()

    def begin(self, number: int) -> Child:
        return Child(jobs.bulking, (str(self._texts), str(self.out)), self.site.folder / "out")

    def left(self, number: int) -> list[str]:
        self._ended = len([*self.out.glob("ledger/*.json")]) * jobs.PART >= PAGES
        return super().left(number)

    def done(self, calm: Work) -> list[str]:
        assert isinstance(calm, Bulking)
        wrong = super().done(calm)
        if written(self.out) != written(calm.out):
            wrong.append("the files are not those of an undisturbed run")
        return [*wrong, *(f"{path.name} is left" for path in self.out.glob("flight/*"))]


class Loading(Growing):
    """The folder of a bulk run goes into a base."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        run = Bulking(site.sub("bulk"))
        assert run.begin(0).ended() == 0
        self._out = run.out

    def argv(self, number: int) -> Sequence[str]:
        return ("add", str(self._out), "--db", self.where, "--quiet")


class Accounting(Work):
    """People who may log in are named and removed, one after the other."""

    NAMES = tuple(f"coder {number}" for number in range(40))

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.path = site.folder / "accounts.json"

    def argv(self, number: int) -> Sequence[str]:
        return ()

    def begin(self, number: int) -> Child:
        return Child(jobs.accounting, (str(self.path), self.NAMES), self.site.folder / "out")

    def left(self, number: int) -> list[str]:
        """All that are there have been written whole: none is named whom nobody made."""
        if not self.path.exists():
            return super().left(number)
        try:
            names = dict(Accounts(self.path).names())
        except SaysoError as error:
            return [f"the file of accounts cannot be read: {error}"]
        wrong = [f"{name} is there as {role}" for name, role in names.items() if role is not Role.CODER]
        if self.path.stat().st_mode & 0o077:
            wrong.append("others may read the file of accounts")
        return [*super().left(number), *wrong]

    def done(self, calm: Work) -> list[str]:
        names = sorted(Accounts(self.path).names())
        wrong = [] if names == sorted(self.NAMES) else [f"of {len(self.NAMES)} names there are {names}"]
        now = time.time()
        rest = [one for one in self.path.parent.glob(".accounts*") if now - one.stat().st_mtime > 2 * LEFT]
        return [*super().done(calm), *wrong, *(f"{path.name} is left" for path in rest)]

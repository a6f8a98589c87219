"""What runs in the processes that are disturbed. Each says `begun` when its work begins."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from argon2 import PasswordHasher

from sayso.bulk import Job, Local, run
from sayso.bulk.working import Kit, makers_of, refuse_others
from sayso.desk import Desk
from sayso.errors import SaysoError
from sayso.fetch import Archive, Fetcher, Policy
from sayso.fetch import Options as FetchOptions
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.read import ReadOptions
from sayso.show.cli.main import main
from sayso.show.cli.settings import settings
from sayso.show.cli.stages import Pipeline
from sayso.show.cli.watching import DeskKeeper
from sayso.show.web.accounts import Accounts, Role
from sayso.store.sql import sqlstore
from sayso.store.sql.sqlstore import open_store
from sayso.watch import Plan, Source, State, Watcher, Work
from tools.faults.children import BEGUN, say
from tools.faults.script import made_up, script
from tools.faults.work import working

AGAIN = (Version("sayso", "another"),)
PART = 20  # documents of a part of a bulk run


@cache
def stages() -> Pipeline:
    """What codes, loaded once for all processes that are forked after."""
    return Pipeline(settings())


def adding(where: str, total: int, first: int = 0) -> int:
    """Reports are added and decided on."""
    try:
        with Desk(where) as desk:
            say(BEGUN)
            for what, name in script(desk, total, first):
                say("committed", what, name)
    except SaysoError as error:
        say("sayso:", error)
        return 1
    return 0


def adding_by_a_jumping_clock(where: str, total: int) -> int:
    """The same, while the clock jumps by up to ten years each time that it is read."""
    chance = Random(total)

    class Jumping(datetime):
        """A clock that nobody can rely on."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Jumping":
            say("jumped")
            return super().now(tz) + timedelta(days=chance.randrange(-3650, 3650))

    sqlstore.datetime = Jumping  # type: ignore[attr-defined]  # where a base reads the clock
    return adding(where, total)


def command(*argv: str) -> int:
    """`sayso` with these arguments."""
    say(BEGUN)
    return main(argv, stages())


def command_in(folder: str, *argv: str) -> int:
    """The same, with another folder for what goes away again."""
    tempfile.tempdir = folder
    return command(*argv)


class Again:
    """Codes the made-up reports under the name of another version."""

    def code(self, items: Iterable[Report]) -> Iterator[Coded]:
        for report in items:
            coded = made_up().coded(int(report.id.removeprefix("r")))
            yield replace(coded, report=report, versions=AGAIN)

    def versions(self) -> Sequence[Version]:
        return AGAIN


def recoding(where: str) -> int:
    """Everything is coded anew; as with `sayso recode`, what fails is told and holds up nothing else.

    Told once: these lines go to the disk that may be full.
    """
    failed = None
    try:
        with Desk(where, coding=Again()) as desk:
            say(BEGUN)
            for one in desk.recode():
                if one.failed is None:
                    say("committed", "recoded", one.report)
                else:
                    failed = one.failed
    except SaysoError as error:
        failed = str(error)
    if failed is not None:
        say("sayso:", failed)
    return int(failed is not None)


def writing(where: str, seed: int) -> None:
    """Reports are added, decided on and made anew, without end."""
    with open_store(where) as store:
        for what, name in working(store, seed, made_up().coded):
            say("committed", what, name)


def watching(folder: str, home: str, where: str) -> int:
    """A feed is watched until all of it was read."""
    path = Path(folder)
    policy = Policy.of([home.removeprefix("http://")])
    fetcher = Fetcher(FetchOptions(policy, gap=0.0, robots=False))
    plan = Plan((Source(f"{home}/rss.xml", every=60, recheck=()),))
    with State(path / "watch.db") as state, Desk(where, coding=stages()) as desk:
        archive = Archive(path / "captures")
        work = Work(fetcher, state, DeskKeeper(desk, lambda _: None), archive)
        say(BEGUN)
        Watcher(plan, work, lambda _: None).run(once=True)
        archive.close()
    return 0


def watching_told(folder: str, home: str, where: str) -> int:
    """The same, with errors told as `sayso` tells them."""
    try:
        return watching(folder, home, where)
    except (SaysoError, OSError) as error:
        say("sayso:", error)
        return 1


def command_as(user: int, home: str, *argv: str) -> int:
    """`sayso` as a user without rights, whose own folder is another."""
    os.environ["SAYSO_HOME"] = home
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    return command(*argv)


class MadeUp:
    """Codes the made-up reports by their numbers, for what is about keeping them and not about coding."""

    versions = (Version("made-up", "1"),)

    def code(self, report: Report) -> Coded:
        coded = made_up().coded(int(report.id.removeprefix("r")))
        return replace(coded, report=report, versions=self.versions)


def made_up_kit(job: Job) -> Kit:
    """What a worker of a bulk run works with, loaded in no time."""
    coder: Any = MadeUp()
    kit = Kit(coder, None, makers_of(coder.versions))
    refuse_others(kit.makers, job.makers)
    return kit


def bulking(texts: str, out: str) -> int:
    """A bulk run on two processes."""
    say(BEGUN)
    try:
        run([texts], Job(out, ReadOptions()), Local(2), size=PART, load=made_up_kit)
    except (SaysoError, OSError) as error:  # as `sayso` tells both
        say("sayso:", error)
        return 1
    return 0


def accounting(path: str, names: Sequence[str]) -> int:
    """People are given accounts, one after the other; every third is given one again."""
    accounts = Accounts(Path(path), hasher=PasswordHasher(time_cost=1, memory_cost=64))
    say(BEGUN)
    try:
        for number, name in enumerate(names):
            accounts.put(name, Role.CODER, "a password of many letters")
            accounts.new_token(names[number // 3], 7)
            say("named", name)
    except (SaysoError, OSError) as error:
        say("sayso:", error)
        return 1
    return 0

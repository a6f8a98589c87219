"""Web addresses among what a command is told to read, and what fetching needs to know."""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from sayso.fetch import Archive, Clock, Fetcher, Options, Policy, RealClock, agent
from sayso.model.report import Report
from sayso.show.cli.settings import Settings
from sayso.show.cli.stages import Problem, Stages, Wanted, wanted
from sayso.show.cli.streams import Problems
from sayso.store.sql.engines import address
from sayso.watch import Happening, Kept, Plan, Source, State, Watcher, What, Work, addresses_in, is_web
from sayso.watch.happenings import PROBLEMS


@dataclass(frozen=True, slots=True)
class Unread:
    """An address that gave no report."""

    message: str
    kind: str = "failed"


class _Collector:
    """Takes the reports of what is read, for others to keep."""

    def __init__(self) -> None:
        self.waiting: list[Report | Problem] = []

    def keep(self, report: Report) -> Kept:
        self.waiting.append(report)
        return Kept(new=True)


def read(
    args: argparse.Namespace, stages: Stages, settings: Settings, problems: Problems
) -> Iterator[Report | Problem]:
    """The reports of files and folders, then those of web addresses: pages, and what feeds and sitemaps list.

    Raises:
        SaysoError: the flags are wrong, or an address may not be asked for.
    """
    web = [path for path in args.paths if is_web(path)]
    files = [path for path in args.paths if not is_web(path)]
    if args.addresses:
        web += [one for file in files for one in addresses_in(file)]
        files = []
    parts: list[Iterable[Report | Problem]] = [stages.read(files, wanted(args))] if files else []
    if web:
        parts.append(_fetched(web, args, settings, problems))
    return chain.from_iterable(parts)


def asks(args: argparse.Namespace) -> bool:
    """Whether any web address is asked for."""
    return args.addresses or any(map(is_web, args.paths))


def fetcher(allow: Iterable[str], contact: str | None, clock: Clock) -> Fetcher:
    """What asks for addresses, by what a person allowed.

    Raises:
        AddressRefused: one of the hosts is none.
    """
    return Fetcher(Options(Policy.of(allow), agent=agent(contact)), clock)


def captures(args: argparse.Namespace, settings: Settings) -> Path:
    """Where captures are kept: the folder that was named, else one beside the base."""
    if args.archive is not None:
        return Path(args.archive)
    base = base_file(args, settings)
    return base.with_name(f"{base.stem}-captures")


def base_file(args: argparse.Namespace, settings: Settings) -> Path:
    """The base's file; of one on a server a name in the user's folder that stands for it."""
    where = args.db or settings.home / "sayso.db"
    found = address(where)
    return found.path if found.path is not None else settings.home / f"{found.url.database or 'base'}.db"


def _fetched(
    web: list[str], args: argparse.Namespace, settings: Settings, problems: Problems
) -> Iterator[Report | Problem]:
    said, clock, made = wanted(args), RealClock(), _Collector()
    usual = Source("", outlet=said.outlet, language=said.language, recheck=())
    plan = Plan(tuple(replace(usual, address=one) for one in dict.fromkeys(web)))
    asking = fetcher(args.allow, None, clock)

    def tell(happened: Happening) -> None:
        if happened.what in PROBLEMS:
            made.waiting.append(Unread(happened.message or happened.address))
        elif happened.what is What.LISTED:
            problems.tell(f"{happened.address}: {happened.message}")

    # Here, where it is about the flags; the rest happens as it is read.
    archive, state = Archive(captures(args, settings), clock), State(None, clock)
    watcher = Watcher(plan, Work(asking, state, made, archive), tell)
    return _steps(watcher, made, state, archive, said)


def _steps(
    watcher: Watcher, made: _Collector, state: State, archive: Archive, said: Wanted
) -> Iterator[Report | Problem]:
    with state:
        for _ in watcher.steps(once=True):
            for one in made.waiting:
                if isinstance(one, Report) and said.published is not None:
                    yield replace(one, published=said.published, published_at=None)
                else:
                    yield one
            made.waiting.clear()
        archive.close()

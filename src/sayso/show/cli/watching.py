"""`sayso watch`: sources followed into a base, until somebody stops it."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from sayso.desk import Desk
from sayso.fetch import Archive, Fetcher, RealClock
from sayso.model.report import Report
from sayso.show import logs
from sayso.show.cli import fetching, watch_telling
from sayso.show.cli.settings import Settings
from sayso.show.safe import safe
from sayso.watch import At, Kept, Plan, State, Watcher, What, Work, load_plan, seconds

Leaving = Callable[[Report], str | None]


class DeskKeeper:
    """Keeps reports in a desk; `leaving` says why one is left out, or None."""

    def __init__(self, desk: Desk, leaving: Leaving) -> None:
        self._desk = desk
        self._leaving = leaving

    def keep(self, report: Report) -> Kept:
        """Code a report and keep it; one that is there keeps its first capture."""
        why = self._leaving(report)
        if why is not None:
            return Kept(new=False, left=why)
        there = self._desk.store.machine(report.id)
        if there is not None and there.report.text == report.text:
            return Kept(new=False)
        outcome = self._desk.add(report)
        return Kept(new=True, incidents=len(outcome.incidents))


def run_watch(args: argparse.Namespace, settings: Settings, opened: Callable[[], Desk]) -> int:
    """Watch until a signal, or `--once`; 1: with `--once` something could not be read.

    Raises:
        SaysoError: the sources, the state or the base are not as they should be.
    """
    plan = load_plan(
        args.sources, every=None if args.every is None else seconds(args.every), allow=args.allow
    )
    base = fetching.base_file(args, settings)
    file = Path(args.state) if args.state is not None else base.with_name(f"{base.name}.watch")
    if args.status:
        return _status(plan, file)
    clock = RealClock()
    asking = fetching.fetcher(plan.allow, args.contact or plan.contact, clock)
    if args.log == "json":
        logs.set_up(args.log, "warning" if args.quiet else "info")
    log = watch_telling.Logged() if args.log == "json" else watch_telling.Log(clock, quiet=args.quiet)
    archive = Archive(fetching.captures(args, settings), clock)
    with opened() as desk, State(file, clock) as state, _stopping(clock):
        desk.archived(archive.folder)
        keeper = DeskKeeper(desk, _relevant() if args.relevant else lambda _: None)
        watcher = Watcher(plan, Work(asking, state, keeper, archive), log.tell)
        count = _counting(args, log, state, asking)
        count()
        for _ in watcher.steps(lambda: clock.stopped, once=args.once):
            count()
        count()
        archive.close()
    log.end(f"{log.summary()}{'; stopped' if clock.stopped else ''}")
    return int(args.once and bool(log.counts[What.FAILED] or log.counts[What.LATER]))


def _counting(
    args: argparse.Namespace, log: watch_telling.Log, state: State, asking: Fetcher
) -> Callable[[], None]:
    """What writes the counts, where that was asked for."""
    if args.metrics is None:
        return lambda: None
    from sayso.show.cli.watch_counting import Counts

    counts = Counts(Path(args.metrics), log.warn)
    return lambda: counts.write(log.counts, state, asking.requests)


@contextmanager
def _stopping(clock: RealClock) -> Iterator[None]:
    """Have SIGTERM and SIGINT end the watch after what is under way; a second one ends it at once."""
    usual = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def stop(number: int, _: FrameType | None) -> None:
        clock.stop()
        signal.signal(number, usual[signal.Signals(number)] or signal.SIG_DFL)

    try:
        for number in usual:
            signal.signal(number, stop)
        yield
    finally:
        for number, before in usual.items():
            signal.signal(number, before or signal.SIG_DFL)


def _relevant() -> Leaving:
    from sayso.relevance import load_filter
    from sayso.show.cli.relevant import judge

    by = load_filter()

    def leaving(report: Report) -> str | None:
        judged = judge(by, report)
        return None if judged.keeps else f"not relevant ({judged.score:.3f}): {report.title or report.id}"

    return leaving


def _status(plan: Plan, file: Path) -> int:
    """How far each source is, and what was withdrawn."""
    if not file.exists():
        sys.stdout.write(f"nothing was watched yet: there is no {safe(str(file))}\n")
        return 0
    with State(file, read_only=True) as state:
        counts = state.count()
        for row in state.sources():
            if row.parent is not None:
                continue
            told = ", ".join(
                f"{number:,} {name}" for name, number in sorted(counts.get(row.address, {}).items())
            )
            due = (
                "not watched now"
                if row.due is None
                else f"due in {max(row.due - state.now(), 0) / 60:.0f} min"
            )
            sys.stdout.write(
                f"{safe(row.address)}: {row.kind or 'not read yet'}; {told or 'no article'}; {due}\n"
            )
            if row.told is not None:
                sys.stdout.write(f"    {row.fails} failed readings: {safe(row.told)}\n")
        for at in (At.WITHDRAWN, At.FAILED, At.REFUSED):
            for item in state.at(at):
                report = f" (report {item.report})" if item.report else ""
                sys.stdout.write(f"{at.value}: {safe(item.address)}{safe(report)}: {safe(item.why or '')}\n")
    return 0

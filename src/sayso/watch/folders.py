"""Folders that reports are put into."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.errors import SaysoError
from sayso.model.report import Report, text_id
from sayso.read import Failure, find_files, read_paths
from sayso.watch.happenings import Happening, What
from sayso.watch.listings import Entry
from sayso.watch.plan import Source
from sayso.watch.reading import digest_of, options_of
from sayso.watch.rows import At, Item, Listed
from sayso.watch.state import State
from sayso.watch.visiting import Keeper

_LARGE = 100_000_000  # bytes; of larger files size and time say whether they changed


@dataclass(frozen=True, slots=True)
class _Read:
    """What became of the reports of one file."""

    last: str | None
    incidents: int
    wrong: tuple[str, ...]
    left: tuple[str, ...]
    number: int


class Folders:
    """Reads what is new or changed in folders; a file is known by its path, size and time of change."""

    def __init__(self, state: State, keeper: Keeper) -> None:
        self._state = state
        self._keeper = keeper

    def list(self, source: Source) -> Listed:
        """Note what is new and what has changed."""
        found = [one for one in find_files([source.address]) if isinstance(one, Path)]
        entries = []
        for path in found:
            try:
                known = path.stat()
            except OSError:  # gone since it was listed
                continue
            entries.append(Entry(str(path), mark=f"{known.st_size} {known.st_mtime_ns}"))
        return self._state.listed(source.address, entries, most=len(entries), first=False)

    def read(self, item: Item, source: Source) -> Happening | None:
        """Read a file that is due."""
        path = Path(item.address)
        try:
            large = path.stat().st_size > _LARGE
            digest = item.mark if large else digest_of(path.read_bytes())
        except OSError as error:
            self._end(item, At.FAILED, str(error.strerror))
            return Happening(What.FAILED, item.address, f"cannot be read: {error.strerror}")
        if digest == item.digest:
            self._end(item, At.READ, None)
            return None
        done = self._each(item, source)
        state = At.FAILED if done.wrong and len(done.wrong) == done.number else At.READ
        why = "; ".join(done.wrong[:3]) or None
        report = done.last if done.number == 1 else None
        self._end(replace(item, digest=digest, report=report or item.report), state, why)
        if state is At.FAILED:
            return Happening(What.FAILED, item.address, why or "")
        if done.left and len(done.left) == done.number:
            return Happening(What.LEFT_OUT, item.address, done.left[0])
        what = What.READ if item.digest is None else What.REVISED
        told = [f"{done.number} reports"] if done.number != 1 else []
        told += [f"{len(done.left)} left out"] if done.left else []
        told += [why] if why else []
        return Happening(what, item.address, "; ".join(told), report, done.incidents)

    def _each(self, item: Item, source: Source) -> _Read:
        last, incidents, number, wrong, left = None, 0, 0, list[str](), list[str]()
        for one in self._reports(item, source):
            number += 1
            if isinstance(one, Failure):
                wrong.append(one.message)
                continue
            try:
                kept = self._keeper.keep(one)
            except SaysoError as error:
                wrong.append(str(error))
                continue
            last, incidents = one.id, incidents + kept.incidents
            left += [] if kept.left is None else [kept.left]
        return _Read(last, incidents, tuple(wrong), tuple(left), number)

    def _reports(self, item: Item, source: Source) -> Iterator[Report | Failure]:
        """The reports of a file; the one report of a file that has changed is a version of what it was."""
        found = list(_first(read_paths([item.address], options_of(source)), 2))
        if len(found) != 1 or not isinstance(found[0], Report) or item.report is None:
            yield from read_paths([item.address], options_of(source))
            return
        again = found[0]
        # The stem of the file names its first version already.
        yield replace(again, id=f"{again.id}-{text_id(again.text)[2:10]}", revises=item.report)

    def _end(self, item: Item, state: At, why: str | None) -> None:
        now = self._state.now()
        self._state.write(
            replace(item, state=state, due=None, tries=0, first=item.first or now, visited=now, why=why)
        )


def _first(items: Iterator[Report | Failure], number: int) -> Iterator[Report | Failure]:
    for _, one in zip(range(number), items, strict=False):
        yield one

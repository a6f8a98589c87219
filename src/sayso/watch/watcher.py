"""What is due, one thing after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sayso.errors import FetchError, TryLater
from sayso.fetch import Answer, Archive, Fetcher, Limits, host_of, unpacked
from sayso.watch.folders import Folders
from sayso.watch.happenings import Happening, What
from sayso.watch.listings import Entry, Listing, kind_of, read_feed, read_sitemap
from sayso.watch.plan import Kind, Plan, Source
from sayso.watch.reading import digest_of
from sayso.watch.rows import Item, Listed, SourceRow
from sayso.watch.state import State
from sayso.watch.visiting import Keeper, Kept, Visitor, refuse_others

__all__ = ["Keeper", "Kept", "Watcher", "Work"]

_LONGEST_SLEEP = 900.0
_PATIENCE = 60.0  # seconds that `once` waits for the turn of a host
_DEEPEST = 2  # indexes of sitemaps that list indexes


@dataclass(frozen=True, slots=True)
class Work:
    """What a watcher works with; without an archive nothing is captured."""

    fetcher: Fetcher
    state: State
    keeper: Keeper
    archive: Archive | None = None


class Watcher:
    """Reads what is due of a plan, and tells what happens.

    Args:
        plan: What is watched.
        work: What with.
        tell: Gets each happening.
    """

    def __init__(self, plan: Plan, work: Work, tell: Callable[[Happening], None]) -> None:
        self._plan = {_plain(work.fetcher, one): one for one in plan.sources}
        self._fetcher, self._state, self._archive = work.fetcher, work.state, work.archive
        self._visitor = Visitor(work.fetcher, work.archive, work.state, work.keeper)
        self._folders = Folders(work.state, work.keeper)
        self._tell = tell

    def run(self, stopped: Callable[[], bool] = lambda: False, *, once: bool = False) -> None:
        """Watch until `stopped`, or `once`: until all that is due now was read.

        What is under way when somebody stops it is finished first.
        """
        for _ in self.steps(stopped, once=once):
            pass

    def steps(self, stopped: Callable[[], bool] = lambda: False, *, once: bool = False) -> Iterator[None]:
        """The same, with a pause after each thing that was done, before anything is waited for."""
        clock = self._fetcher.clock
        self._state.register(self._plan, at_once=once)
        while not stopped():
            wait = self.step()
            if once and (wait is None or wait > 0) and not self._waits_for_turn():
                return
            yield
            wait = _LONGEST_SLEEP if wait is None else wait
            if wait > 0:
                clock.sleep(min(wait, _LONGEST_SLEEP))

    def step(self) -> float | None:
        """Do the next thing that is due; 0, or the seconds until there is one, None for never."""
        sources = [row for row in self._state.due_sources() if self._source(row) is not None]
        for row in sorted(sources, key=lambda one: self._ready(one.address)):
            if self._ready(row.address) > 0:
                break
            self._read_source(row)
            return 0.0
        items = self._state.due()
        for item in items:
            if self._ready(item.address) == 0:
                self._read_item(item)
                return 0.0
        return self._wait(sources, items)

    def _wait(self, sources: list[SourceRow], items: list[Item]) -> float | None:
        """The seconds until something is due whose host may be asked."""
        turns = [self._ready(one) for one in (*(s.address for s in sources), *(i.address for i in items))]
        if turns:
            return max(min(turns), 0.01)
        due = self._state.next_due(self._plan)
        return None if due is None else max(due - self._state.now(), 0.01)

    def _waits_for_turn(self) -> bool:
        """Whether something is due, and only its host has to be waited for, not for long."""
        rows = [row.address for row in self._state.due_sources() if self._source(row) is not None]
        rows += [item.address for item in self._state.due()]
        return any(self._ready(address) <= _PATIENCE for address in rows)

    def _ready(self, address: str) -> float:
        host = host_of(address)
        return 0.0 if host is None else self._fetcher.pacing.ready(host)

    def _source(self, row: SourceRow) -> Source | None:
        """The source of the plan that a row belongs to; a sitemap belongs to that of its index."""
        return self._plan.get(row.parent or row.address)

    # -- articles ----------------------------------------------------------------------------------

    def _read_item(self, item: Item) -> None:
        source = self._plan[item.source]
        folder = source.kind is Kind.FOLDER
        happened = (self._folders.read if folder else self._visitor.visit)(item, source)
        if happened is not None:
            self._tell(happened)

    # -- sources -----------------------------------------------------------------------------------

    def _read_source(self, row: SourceRow) -> None:
        source = self._plan[row.parent or row.address]
        try:
            if source.kind is Kind.FOLDER:
                self._came(row, source, self._folders.list(source), "")
            elif source.kind is Kind.PAGE or row.kind == Kind.PAGE or self._is_article(row, source):
                self._page(row, source)
            else:
                self._listing(row, source)
        except FetchError as error:
            after = error.after if isinstance(error, TryLater) else None
            wait = max(self._visitor.wait(row.fails, after), min(source.every, 3600.0))
            self._state.broke(row.address, str(error), self._state.now() + wait)
            self._tell(Happening(What.LATER, row.address, f"{error}; again in {wait / 60:.0f} min"))

    def _is_article(self, row: SourceRow, source: Source) -> bool:
        """Whether what nobody said the kind of is known as an article of another source."""
        return row.kind is None and source.kind is None and self._state.item(row.address) is not None

    def _page(self, row: SourceRow, source: Source, answer: Answer | None = None) -> None:
        """A page that is a source itself: due as an article each time, or read if it was asked for."""
        self._state.listed(row.address, [Entry(row.address)], most=1, first=True)
        item = self._state.look_again(row.address)
        self._state.came(replace(row, kind=Kind.PAGE), self._next(row, source))
        if answer is not None and item is not None:
            happened = self._visitor.take(item, source, lambda: answer)
            if happened is not None:
                self._tell(happened)

    def _listing(self, row: SourceRow, source: Source) -> None:
        policy = self._fetcher.options.policy
        answer = self._fetcher.fetch(
            row.address,
            etag=row.etag,
            modified=row.modified,
            may=None if row.parent is None else (lambda target: refuse_others(target, source, policy)),
        )
        if answer.status == 304:
            self._state.came(row, self._next(row, source))
            return
        if answer.status != 200:
            raise FetchError(f"{answer.address}: status {answer.status}")
        data = _plain_body(answer, self._fetcher.options.limits)
        kind = source.kind or (Kind(row.kind) if row.kind else kind_of(data))
        if kind is Kind.PAGE:
            self._page(row, source, answer)
            return
        digest = digest_of(data)
        fresh = replace(row, kind=kind, etag=answer.etag, modified=answer.modified, digest=digest)
        if digest == row.digest:  # a server without ETags
            self._state.came(fresh, self._next(row, source))
            return
        if self._archive is not None:
            self._archive.keep(answer)
        listing = _listed(data, answer, kind)
        self._take(fresh, source, listing)

    def _take(self, row: SourceRow, source: Source, listing: Listing) -> None:
        if listing.maps and self._depth(row) < _DEEPEST:
            maps = [one for one in map(self._written, listing.maps) if one is not None]
            self._state.maps(row.parent or row.address, maps)
        entries = [one for one in map(self._written, listing.entries) if one is not None]
        home = row.parent or row.address
        listed = self._state.listed(home, entries, most=source.most, first=self._is_first(row))
        wrong = len(listing.entries) - len(entries)
        told = [f"{len(listing.maps)} sitemaps"] if listing.maps else []
        told += [f"{wrong} without an address that may be asked"] if wrong else []
        told += [f"{listing.more:,} more than are read at once"] if listing.more else []
        told += [f"is broken: {listing.broken}"] if listing.broken else []
        # What waits is found at the next reading, which must not take the list for unchanged.
        again = replace(row, etag=None, modified=None, digest=None) if listed.waiting else row
        self._came(again, source, listed, "; ".join(told))

    def _came(self, row: SourceRow, source: Source, listed: Listed, told: str) -> None:
        self._state.came(row, self._next(row, source))
        counts = (
            ("new", listed.new),
            ("changed", listed.changed),
            ("waiting for the next reading", listed.waiting),
            ("older, passed over", listed.passed),
        )
        words = [f"{number:,} {word}" for word, number in counts if number]
        if words or told:
            message = "; ".join(part for part in (", ".join(words) or "nothing new", told) if part)
            self._tell(Happening(What.LISTED, row.address, message))

    def _is_first(self, row: SourceRow) -> bool:
        """Whether it is the first reading of a source, its sitemaps included."""
        home = None if row.parent is None else self._state.source(row.parent)
        return row.readings == 0 and (home is None or home.readings <= 1)

    def _depth(self, row: SourceRow) -> int:
        return 1 if row.parent is None else 2

    def _next(self, row: SourceRow, source: Source) -> float | None:
        """When a source is due again; a sitemap of an index, when that says so."""
        return None if row.parent is not None else self._state.now() + source.every

    def _written(self, entry: Entry) -> Entry | None:
        """An entry with its address in the one form; None where it may never be asked."""
        try:
            return replace(entry, address=self._fetcher.target(entry.address).address)
        except FetchError:
            return None


def _listed(data: bytes, answer: Answer, kind: Kind) -> Listing:
    found = kind_of(data)
    if found is Kind.PAGE and kind is Kind.FEED:
        raise FetchError(f"{answer.address}: is a web page now, and was a feed; nothing of it is read")
    if kind is Kind.FEED:
        return read_feed(data, answer.address, answer.last.header("Content-Type") or "")
    return read_sitemap(data, answer.address)


def _plain_body(answer: Answer, limits: Limits) -> bytes:
    """The body, unpacked where the file itself is packed: sitemap.xml.gz."""
    if answer.body[:2] != b"\x1f\x8b":
        return answer.body
    return unpacked(answer.body, answer.address, limits)


def _plain(fetcher: Fetcher, source: Source) -> str:
    """The address of a source in the one form.

    Raises:
        AddressRefused: it may never be asked.
    """
    return source.address if source.kind is Kind.FOLDER else fetcher.target(source.address).address

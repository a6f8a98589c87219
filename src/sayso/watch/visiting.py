"""One article: asked for, archived, read, kept; and looked at again for changes."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from sayso.errors import AddressRefused, FetchError, ReadError, SaysoError, TryLater
from sayso.fetch import Answer, Archive, Fetcher, Policy, Target, host_of, same_site
from sayso.model.report import Report
from sayso.read import Failure
from sayso.watch.happenings import Happening, What
from sayso.watch.plan import Source
from sayso.watch.reading import digest_of, report_of, reports_of
from sayso.watch.rows import At, Item
from sayso.watch.state import State

_FIRST_WAIT = 300.0  # seconds after a first failure; doubled with each further one
_LONGEST_WAIT = 86_400.0
_MOST_TRIES = 8
_SURE_TRIES = 3  # of what will hardly change: no page, forbidden
_SEEN_GONE = 2  # looks at an article that is not found until it counts as withdrawn; servers err
_AGAIN = 3600.0


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a report: `new` False: the base had it; `left`: why the filter left it out."""

    new: bool
    incidents: int = 0
    left: str | None = None


class Keeper(Protocol):
    """Where reports go: a base."""

    def keep(self, report: Report) -> Kept:
        """Code a report and keep it, durably.

        Raises:
            SaysoError: it cannot be kept.
        """


Tell = Callable[[Happening], None]


class Visitor:
    """Visits articles of sources; what became of each is in the state before the next one."""

    def __init__(self, fetcher: Fetcher, archive: Archive | None, state: State, keeper: Keeper) -> None:
        self._fetcher = fetcher
        self._archive = archive
        self._state = state
        self._keeper = keeper
        self.random = random.Random()

    def visit(self, item: Item, source: Source) -> Happening | None:
        """Ask for an article that is due; what happened, None where it is as it was."""

        def answer() -> Answer:
            return self._fetcher.fetch(
                item.address,
                etag=item.etag if item.digest else None,
                modified=item.modified if item.digest else None,
                may=lambda target: refuse_others(target, source, self._fetcher.options.policy),
            )

        return self.take(item, source, answer)

    def take(self, item: Item, source: Source, answering: Callable[[], Answer]) -> Happening | None:
        """Read what an article's address answers; what happened, None where it is as it was."""
        try:
            answer = answering()
            if answer.status == 304:
                return self._same(item, source)
            if answer.status in (404, 410):
                return self._gone(item, answer)
            return self._came(item, answer, source)
        except AddressRefused as error:
            return self._ended(item, At.REFUSED, What.REFUSED, str(error))
        except TryLater as error:
            return self._later(item, str(error), error.after, _MOST_TRIES)
        except FetchError as error:
            return self._later(item, str(error), None, _SURE_TRIES)
        except ReadError as error:  # it was fetched; it has to change before it is worth another look
            return self._ended(item, At.FAILED, What.FAILED, str(error))

    def wait(self, fails: int, after: float | None) -> float:
        """Seconds until the next try: doubled with each failure, spread, never less than asked for."""
        wait = min(_FIRST_WAIT * 2.0 ** min(fails, 20), _LONGEST_WAIT)
        return max(wait * self.random.uniform(0.8, 1.2), after or 0.0)

    # -- what came ---------------------------------------------------------------------------------

    def _came(self, item: Item, answer: Answer, source: Source) -> Happening | None:
        capture = None if self._archive is None else self._archive.keep(answer)
        others = reports_of(answer, capture, source)
        if others is not None:
            done = [self._each(one) for one in others]
            return self._several(item, answer, done, source)
        if answer.address != item.address and not self._state.alias(answer.address, item):
            return self._ended(item, At.SAME, None, f"is {answer.address}")
        report = report_of(answer, capture, item, source)
        digest = digest_of(f"{report.title}\n{report.text}")
        fresh = replace(item, etag=answer.etag, modified=answer.modified)
        if digest == item.digest:
            return self._same(fresh, source)
        try:
            kept = self._keeper.keep(report)
        except SaysoError as error:
            return self._later(item, f"{answer.address}: {error}", None, _MOST_TRIES)
        what = What.READ if item.digest is None else What.REVISED
        if kept.left is not None:
            what = What.LEFT_OUT
        state = At.LEFT if kept.left is not None else At.READ
        self._done(replace(fresh, digest=digest, report=report.id, same=0, why=kept.left), source, state)
        return Happening(what, item.address, kept.left or "", report.id, kept.incidents)

    def _each(self, one: Report | Failure) -> str | None:
        """Keep one of several reports; what is wrong with it."""
        if isinstance(one, Failure):
            return one.message
        try:
            self._keeper.keep(one)
        except SaysoError as error:
            return str(error)
        return None

    def _several(
        self, item: Item, answer: Answer, done: list[str | None], source: Source
    ) -> Happening | None:
        wrong = [one for one in done if one is not None]
        fresh = replace(item, etag=answer.etag, modified=answer.modified, digest=digest_of(answer.body))
        if fresh.digest == item.digest:
            return self._same(fresh, source)
        if not done or len(wrong) == len(done):
            return self._ended(fresh, At.FAILED, What.FAILED, wrong[0] if wrong else "holds no report")
        self._done(fresh, source, At.READ)
        message = f"{len(done) - len(wrong)} reports" + (
            f", {len(wrong)} failed: {wrong[0]}" if wrong else ""
        )
        return Happening(What.READ if item.digest is None else What.REVISED, item.address, message)

    def _same(self, item: Item, source: Source) -> Happening | None:
        back = item.state is At.WITHDRAWN
        state = At.LEFT if item.state is At.LEFT else At.READ
        self._done(replace(item, same=item.same + 1), source, state)
        return Happening(What.BACK, item.address, report=item.report) if back else None

    def _done(self, item: Item, source: Source, state: At) -> None:
        now = self._state.now()
        first = now if item.first is None else item.first
        later = [first + wait for wait in source.recheck if first + wait > now]
        self._state.write(
            replace(
                item,
                state=state,
                first=first,
                visited=now,
                tries=0,
                gone=0,
                due=min(later, default=None) if state is At.READ else None,
            )
        )

    def _gone(self, item: Item, answer: Answer) -> Happening | None:
        if self._archive is not None:
            self._archive.keep(answer)
        status = f"status {answer.status}"
        if item.digest is None:
            return self._later(item, f"{answer.address}: {status}", None, _SURE_TRIES)
        if item.state is At.WITHDRAWN:
            self._state.write(replace(item, due=None))
            return None
        gone, now = item.gone + 1, self._state.now()
        if answer.status == 404 and gone < _SEEN_GONE:
            self._state.write(replace(item, gone=gone, due=now + _AGAIN, visited=now))
            return None
        # Once more, later: some come back.
        self._state.write(
            replace(item, state=At.WITHDRAWN, gone=gone, due=now + _LONGEST_WAIT, visited=now, why=status)
        )
        return Happening(What.WITHDRAWN, item.address, status, item.report)

    # -- what did not ------------------------------------------------------------------------------

    def _later(self, item: Item, why: str, after: float | None, most: int) -> Happening | None:
        tries = item.tries + 1
        if tries >= most:
            return self._ended(item, At.FAILED, What.FAILED, f"{why}; given up after {tries} tries")
        wait = self.wait(item.tries, after)
        self._state.write(replace(item, tries=tries, due=self._state.now() + wait, why=why))
        return Happening(What.LATER, item.address, f"{why}; again in {_spoken(wait)}", item.report)

    def _ended(self, item: Item, state: At, what: What | None, why: str) -> Happening | None:
        # A report that is in the base stays read, whatever became of its page since.
        state = item.state if item.report is not None and item.state in (At.READ, At.WITHDRAWN) else state
        self._state.write(replace(item, state=state, due=None, why=why, visited=self._state.now()))
        return None if what is None else Happening(what, item.address, why, item.report)


def refuse_others(target: Target, source: Source, policy: Policy) -> None:
    """See that an article is of its source's own site, or of one that the source names.

    A host that is allowed by name is asked for sources of its own alone, whatever they name.

    Raises:
        AddressRefused: it is not.
    """
    home = host_of(source.address)
    if home is not None and same_site(home, target.host):
        return
    if policy.lists(target) or not ("*" in source.hosts or target.host in source.hosts):
        raise AddressRefused(
            f"{target.address}: is of another site than {source.address}; "
            f'to read it, give the source hosts = ["{target.host}"]'
        )


def _spoken(wait: float) -> str:
    if wait < 120:
        return f"{wait:.0f} s"
    return f"{wait / 60:.0f} min" if wait < 7200 else f"{wait / 3600:.1f} h"

"""Reports into a base as they come, several to a transaction: what has come out is committed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from typing import TypeVar

from sayso.desk.coding import Problem
from sayso.desk.outcomes import Outcome, Result
from sayso.errors import SaysoError
from sayso.model.record import Coded
from sayso.model.report import Report

AT_ONCE = 32  # reports of one transaction; incidents that several of them tell are worked out once for all
SECONDS = 5.0  # the longest that one waits for others, where they come slowly
Item = TypeVar("Item", bound=Report | Coded | Problem)


def added(
    items: Iterable[Item],
    prepare: Callable[[Item], Coded | Outcome],
    keep: Callable[[Sequence[Coded]], Sequence[Outcome]],
) -> Iterator[Outcome]:
    """What came of each, in order.

    Args:
        items: What comes; a report that comes again is kept after it was kept before.
        prepare: Makes a record of one, or says why there is none to keep.
        keep: Keeps records by one transaction; what came of each, in order.
    """
    waiting: list[Coded | Outcome] = []
    names: set[str] = set()
    since = monotonic()
    source = iter(items)
    while True:
        try:
            item = next(source)
        except StopIteration:
            break
        except SaysoError:  # what was read before is kept
            yield from _kept(waiting, keep)
            raise
        if _name(item) and _name(item) in names:
            yield from _kept(waiting, keep)
            waiting, names = [], set()
        if not waiting:
            since = monotonic()
        names.add(_name(item))
        try:
            waiting.append(prepare(item))
        except SaysoError as error:
            waiting.append(Outcome(_name(item), Result.FAILED, message=str(error)))
        if len(waiting) >= AT_ONCE or monotonic() - since > SECONDS:
            yield from _kept(waiting, keep)
            waiting, names = [], set()
    yield from _kept(waiting, keep)


def _kept(
    waiting: Sequence[Coded | Outcome], keep: Callable[[Sequence[Coded]], Sequence[Outcome]]
) -> Iterator[Outcome]:
    records = [one for one in waiting if isinstance(one, Coded)]
    outcomes = iter(keep(records) if records else ())
    yield from (one if isinstance(one, Outcome) else next(outcomes) for one in waiting)


def _name(item: Report | Coded | Problem) -> str:
    """The id of a report; of what is none, nothing."""
    return item.report.id if isinstance(item, Coded) else item.id if isinstance(item, Report) else ""

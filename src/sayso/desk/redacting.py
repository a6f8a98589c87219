"""Redaction: a report, or words in every report, erased by an authorised decision."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sayso.base.wired import ShippedBase
from sayso.desk.joining import Joining
from sayso.desk.outcomes import Redacted
from sayso.errors import DecisionError, StoreError
from sayso.model.record import Coded
from sayso.store.interface import Progress, silent
from sayso.store.sql import names, redacting
from sayso.store.sql.blocking import blocked, pattern
from sayso.store.sql.sqlstore import SqlStore, open_store


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be erased, by whose decision, and why: either a report, by its id, or words."""

    report: str | None
    words: str | None
    author: str
    why: str
    progress: Progress = silent


def redact(store: SqlStore, joining: Joining, order: Order, backups: Sequence[Path] = ()) -> Redacted:
    """Erase in one transaction, then overwrite what the files still hold of it; then the same in backups."""
    _check(order)
    for path in backups:  # before anything is erased: all of it, or nothing
        open_store(path).close()
    reports = _erased(store, joining, order)
    held = [path for path in backups if _in_backup(path, joining, order)]
    return Redacted(tuple(reports), tuple(map(str, held)))


def _check(order: Order) -> None:
    if not order.author.strip() or not order.why.strip():
        raise DecisionError("a redaction needs the name of who decided it, and why")
    if (order.report is None) == (order.words is None):
        raise DecisionError("name a report or words to erase: one of the two")
    if order.words is not None and not order.words.strip():
        raise DecisionError("name the words to erase")


def _erased(store: SqlStore, joining: Joining, order: Order) -> list[str]:
    reports = _report(store, joining, order) if order.report is not None else _words(store, joining, order)
    redacting.overwrite(store)
    joining.forget()
    return reports


def _in_backup(path: Path, joining: Joining, order: Order) -> bool:
    """Erase it in a backup; whether it was there. In any case its log says so: see `moving.restore`."""
    with open_store(path, admin1=joining.admin1) as store:
        try:
            _erased(store, joining.over(store), order)
        except _NotThere:
            with store.writing() as connection:
                redacting.write_down(connection, order.report, 0, order.author, _why(order), _now())
            return False
        return True


class _NotThere(StoreError):
    """What is to be erased stands nowhere."""


def _report(store: SqlStore, joining: Joining, order: Order) -> list[str]:
    name = order.report or ""
    if store.record(name) is None:
        raise _NotThere(f"there is no report {name!r}")
    with joining.writing() as step:
        told = names.told_by(step.connection, name)
        step.base.remove(name, store.erase)
        redacting.detach(step.connection, name)
        names.tell_again(step.connection, told, joining.admin1)
        redacting.forget_edits(step.connection, name)
        redacting.write_down(step.connection, name, 1, order.author, order.why, _now())
    store.forget()
    return [name]


def _words(store: SqlStore, joining: Joining, order: Order) -> list[str]:
    found = pattern(order.words or "")
    with joining.writing() as step:
        reports = list(redacting.holders(step.connection, found, order.progress))
        reasons = redacting.in_reasons(step.connection, found)
        if not reports and not reasons:
            raise _NotThere(f"no report holds {order.words!r}; nothing was changed")
        for done, name in enumerate(reports, start=1):
            order.progress("reports blocked", done, len(reports))
            _block(step.base, name, lambda report: redacting.block(store, report, found))
            redacting.detach(step.connection, name)
        redacting.beside(step.connection, found)
        redacting.write_down(step.connection, None, len(reports), order.author, _why(order), _now())
    store.forget()
    return reports


def _why(order: Order) -> str:
    """The reason that is kept: it must not say what was erased."""
    return order.why if order.words is None else blocked(pattern(order.words), order.why)


def _block(base: ShippedBase, name: str, block: Callable[[str], Coded]) -> None:
    """Take a report out, put blocks into it, and take it in again."""
    left: list[Coded] = []
    base.remove(name, lambda report: left.append(block(report)))
    base.add(left[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

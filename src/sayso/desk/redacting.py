"""Redaction: a report, or words in every report, erased by an authorised decision."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sayso.base.wired import ShippedBase
from sayso.desk import scratch
from sayso.desk.joining import Joining, Step
from sayso.errors import DecisionError, StoreError
from sayso.model.record import Coded
from sayso.store.interface import Progress, silent
from sayso.store.sql import mentioned, redacting, remembering, seals
from sayso.store.sql.blocking import Found, blocked, found_as
from sayso.store.sql.remembering import Taken
from sayso.store.sql.seals import Seal
from sayso.store.sql.sqlstore import SqlStore, open_store


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be erased, by whose decision, and why: either a report, by its id, or words."""

    report: str | None
    words: str | None
    author: str
    why: str
    progress: Progress = silent


@dataclass(frozen=True, slots=True)
class Erasing:
    """What is to be erased, and where: the words, or what reports; and the seal that stays of it."""

    seal: Seal
    found: Found | None
    reports: Callable[[SqlStore], Sequence[str]]
    progress: Progress = silent


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: of which reports, in which of the backups that were named; and the seal of it."""

    seal: Seal
    reports: tuple[str, ...]
    backups: tuple[str, ...]


class NotThere(StoreError):
    """What is to be erased stands nowhere."""


def redact(store: SqlStore, joining: Joining, order: Order, backups: Sequence[Path] = ()) -> Erased:
    """Erase in one transaction, then overwrite what the files still hold of it; then the same in backups."""
    _check(order)
    for path in backups:  # before anything is erased: all of it, or nothing
        open_store(path).close()
    wanted = _erasing(order)
    with joining.writing() as step:
        reports = erase(store, step, wanted)
        if not reports and wanted.found is None:
            raise NotThere(f"there is no report {order.report!r}")
        if not reports and not step.reasons:
            raise NotThere(f"no report holds {order.words!r}; nothing was changed")
        remembering.expect(step.connection, wanted.seal.id)
    overwrite(store, joining)
    scratch.sweep()  # a check that was killed has left what was erased
    held = [path for path in backups if in_backup(path, joining, wanted)]
    return Erased(wanted.seal, tuple(reports), tuple(map(str, held)))


def _check(order: Order) -> None:
    if not order.author.strip() or not order.why.strip():
        raise DecisionError("a redaction needs the name of who decided it, and why")
    if (order.report is None) == (order.words is None):
        raise DecisionError("name a report or words to erase: one of the two")
    if order.words is not None and not order.words.strip():
        raise DecisionError("name the words to erase")
    if order.words is not None and found_as(order.words)(order.author):
        raise DecisionError("the words to erase are in the name of who decides it, which is kept")


def _erasing(order: Order) -> Erasing:
    if order.report is not None:
        name = order.report
        seal = seals.of_report(name, order.author, order.why)
        return Erasing(seal, None, lambda store: [] if store.record(name) is None else [name])
    words = order.words or ""
    found = found_as(words)
    # The reason that is kept must not say what was erased.
    return Erasing(
        seals.of_words(words, order.author, blocked(found, order.why)),
        found,
        lambda store: _holding(store, found, order.progress),
        order.progress,
    )


def of_seal(seal: Seal) -> Erasing:
    """The same by what is known of a redaction in another base, or in this one later."""
    if seal.length is None:
        return Erasing(seal, None, lambda store: [name for name in store.reports() if seal.is_of(name)])
    found = seals.found_by([seal])
    return Erasing(seal, found, lambda store: _holding(store, found))


def _holding(store: SqlStore, found: Found, progress: Progress = silent) -> list[str]:
    with store.reading() as connection:
        return list(redacting.holders(connection, found, progress))


def erase(store: SqlStore, step: Step, wanted: Erasing) -> Sequence[str]:
    """Erase it within a transaction, and write that down; the ids of the reports that held it."""
    reports = wanted.reports(store)
    found = wanted.found
    remembering.take(step.connection, wanted.seal.id, _captures(store, reports, whole=found is None))
    for done, name in enumerate(reports, start=1):
        if found is None:
            told = mentioned.told_by(step.connection, name)
            step.base.remove(name, store.erase)
            mentioned.tell_again(step.connection, told, step.admin1)
            redacting.forget_edits(step.connection, name)
        else:
            _block(step.base, name, partial(redacting.block, store, found=found))
        redacting.detach(step.connection, name)
        wanted.progress("reports erased", done, len(reports))
    if found is not None:
        step.reasons += redacting.in_reasons(step.connection, found)
        redacting.beside(step.connection, found)
    erased = reports[0] if found is None and reports else None
    redacting.write_down(step.connection, wanted.seal, len(reports), now(), erased)
    store.forget()
    return reports


def _captures(store: SqlStore, reports: Sequence[str], *, whole: bool) -> Taken:
    """The captures of reports; of those that go as a whole all that was fetched from their addresses."""
    records = filter(None, map(store.record, reports))
    found = [one.report.capture for one in records if one.report.capture is not None]
    addresses = {one.address for one in found if whole and one.address is not None}
    return Taken(frozenset(one.record for one in found), frozenset(addresses))


def obey(
    store: SqlStore, joining: Joining, orders: Sequence[Seal], *, inside: bool = False
) -> dict[str, Sequence[str]]:
    """Erase what other bases have erased; the reports that held it, by the seals that were new here.

    `inside` a larger transaction the files are left to be overwritten after it.
    """
    done: dict[str, Sequence[str]] = {}
    with joining.writing() as step:
        known = redacting.obeyed(step.connection)
        for seal in orders:
            if seal.id not in known and seal.id not in done:
                done[seal.id] = erase(store, step, of_seal(seal))
                remembering.expect(step.connection, seal.id)
    if done and not inside:
        overwrite(store, joining)
    return done


def overwrite(store: SqlStore, joining: Joining) -> None:
    """Leave nothing of what was erased in the files."""
    try:
        redacting.overwrite(store)
    finally:
        joining.forget()


def in_backup(path: Path, joining: Joining, wanted: Erasing) -> bool:
    """Erase it in a backup; whether it was there. In any case its log says so: see `moving.restore`."""
    with open_store(path, create=False, admin1=joining.admin1) as store:
        with store.reading() as connection:
            if wanted.seal.id in redacting.obeyed(connection):  # it was named, and reached so
                return False
        over = joining.over(store)
        with over.writing() as step:
            reports = erase(store, step, wanted)
            if wanted.found is not None:
                remembering.conceal(step.connection, wanted.found)
            held = bool(reports or step.reasons)
        overwrite(store, over)
        return held


def _block(base: ShippedBase, name: str, block: Callable[[str], Coded]) -> None:
    """Take a report out, put blocks into it, and take it in again."""
    left: list[Coded] = []
    base.remove(name, lambda report: left.append(block(report)))
    base.add(left[0])


def now() -> str:
    """The moment, ISO 8601 with a zone."""
    return datetime.now(UTC).isoformat(timespec="seconds")

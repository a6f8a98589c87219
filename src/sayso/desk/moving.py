"""A base as a whole: made anew, copied away and taken back."""

from collections.abc import Mapping
from pathlib import Path

from sayso.base.wired import ShippedBase
from sayso.desk import checking
from sayso.desk.corrections import Corrections
from sayso.desk.joining import Joining
from sayso.errors import StoreError
from sayso.store.interface import Progress, silent
from sayso.store.sql import copying, rebuilding, redacting
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.sqlstore import SqlStore, open_store


def rebuild(corrections: Corrections, joining: Joining, admin1: Admin1, progress: Progress = silent) -> int:
    """Make everything anew from records and decisions, in one transaction; the number of incidents."""
    store = corrections.store
    with store.writing() as connection:
        corrections.again(store.keep)
        left = redacting.is_left(connection)
        made = _anew(store, joining, admin1, progress)
    if left:
        redacting.overwrite(store)
    return made


def _anew(store: SqlStore, joining: Joining, admin1: Admin1, progress: Progress) -> int:
    with store.writing() as connection:
        total = rebuilding.number(connection)

        def fill(base: ShippedBase) -> None:
            for done, coded in enumerate(rebuilding.current(connection), start=1):
                base.add(coded)
                progress("reports joined", done, total)

        rebuilding.empty(connection)
        store.forget()
        return joining.rebuild(rebuilding.Anew(store, admin1), fill, connection, progress)


def backup(store: SqlStore, path: Path, progress: Progress = silent) -> Path:
    """Write a base to a new file; the file."""
    copying.backup(store, path, progress)
    return path


def restore(
    store: SqlStore,
    path: Path,
    joining: Joining,
    admin1: Admin1,
    *,
    replace: bool,
    progress: Progress = silent,
) -> None:
    """Take over everything from a backup.

    What another version of sayso worked out over its reports is made anew, for it cannot be checked.

    Raises:
        StoreError: it is no base, or one that `check` finds something wrong with; or this one holds reports
            and is not to be replaced.
    """
    with open_store(path, read_only=True) as source:
        _refuse_wrong(source, joining.over(source), admin1, progress)
        with store.reading() as connection:
            if not replace and not copying.is_empty(connection):
                raise StoreError(
                    f"{store.engines.at} holds reports or decisions already; say that it is to be "
                    "replaced, or restore to a new base. Nothing was changed"
                )
        _check_redactions(source, store)
        with store.writing() as connection:
            copying.copy_base(source, store, progress)
            if checking.other_version(connection, joining) is not None:
                Corrections(store).again(store.keep)
                _anew(store, joining, admin1, progress)


def _refuse_wrong(source: SqlStore, joining: Joining, admin1: Admin1, progress: Progress) -> None:
    with source.reading() as connection:
        older = checking.other_version(connection, joining)
    wrong = [one for one in checking.check(source, joining, admin1, progress=progress) if one != older]
    if wrong:
        more = f" (and {len(wrong) - 1} problems more: `sayso check`)" if len(wrong) > 1 else ""
        raise StoreError(f"{source.engines.at} is damaged: {wrong[0]}{more}; nothing was changed")


def _check_redactions(source: SqlStore, store: SqlStore) -> None:
    """Refuse a backup that may bring back what was erased since it was made."""
    with source.reading() as connection:
        done = {_order(one) for one in redacting.written(connection)}
    with store.reading() as connection:
        for one in redacting.written(connection):
            if _order(one) not in done:
                what = f"report {one['report']}" if one["report"] is not None else "words"
                raise StoreError(
                    f"{source.engines.at} is older than the redaction of {what} by {one['author']} "
                    f"({one['why']}): redact it first, by the same author and for the same reason, or "
                    "restore it to a new base. Nothing was changed"
                )


def _order(redaction: Mapping[str, object]) -> tuple[object, ...]:
    return redaction["report"], redaction["author"], redaction["why"]

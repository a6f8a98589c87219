"""A base as a whole: made anew, copied away and taken back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.base.wired import ShippedBase
from sayso.desk import checking
from sayso.desk import redacting as erasing
from sayso.desk.corrections import Corrections
from sayso.desk.joining import Joining
from sayso.errors import StoreError
from sayso.store.interface import Progress, silent
from sayso.store.sql import copying, rebuilding, redacting, remembering
from sayso.store.sql.seals import Seal
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.sqlstore import SqlStore, open_store


def rebuild(corrections: Corrections, joining: Joining, admin1: Admin1, progress: Progress = silent) -> int:
    """Make everything anew from records and decisions, in one transaction; the number of incidents."""
    store = corrections.store
    with store.writing() as connection:
        left = redacting.is_left(connection)
        made = _anew(corrections, joining, admin1, progress)
    if left:
        redacting.overwrite(store)
    return made


def _anew(corrections: Corrections, joining: Joining, admin1: Admin1, progress: Progress) -> int:
    store = corrections.store
    with store.writing() as connection:
        corrections.again(store.keep)
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
    joining: Joining,
    path: Path,
    *,
    replace: bool,
    orders: Sequence[Seal] = (),
    progress: Progress = silent,
) -> Mapping[str, Sequence[str]]:
    """Take over everything from a backup, and erase in it what the base, or one of `orders`, has erased.

    What another version of sayso worked out over its reports is made anew, for it cannot be checked.

    Returns:
        The reports that held it, by the seals.

    Raises:
        StoreError: it is no base, or one that `check` finds something wrong with; or this one holds reports
            and is not to be replaced.
    """
    with open_store(path, read_only=True) as source:
        _refuse_wrong(source, joining.over(source), progress)
        with source.reading() as connection:
            theirs = redacting.written(connection)
        with joining.replacing(), store.writing() as connection:
            if not replace and not copying.is_empty(connection):
                raise StoreError(
                    f"{store.engines.at} holds reports or decisions already; say that it is to be "
                    "replaced, or restore to a new base. Nothing was changed"
                )
            _check_unsealed(redacting.written(connection), theirs, path)
            known = [*redacting.obeyed(connection).values(), *orders]
            places = remembering.rows(connection)
            copying.copy_base(source, store, progress)
            remembering.put_back(connection, places)
            if checking.other_version(connection, joining) is not None:
                _anew(Corrections(store), joining, joining.admin1, progress)
            obeyed = erasing.obey(store, joining, known, inside=True)
        if obeyed:
            erasing.overwrite(store, joining)
    return obeyed


def _refuse_wrong(source: SqlStore, joining: Joining, progress: Progress) -> None:
    with source.reading() as connection:
        older = checking.other_version(connection, joining)
    found = checking.check(source, joining, joining.admin1, progress=progress)
    wrong = [one for one in found if one != older]
    if wrong:
        more = f" (and {len(wrong) - 1} problems more: `sayso check`)" if len(wrong) > 1 else ""
        raise StoreError(f"{source.engines.at} is damaged: {wrong[0]}{more}; nothing was changed")


def _check_unsealed(
    ours: Sequence[Mapping[str, object]], theirs: Sequence[Mapping[str, object]], path: Path
) -> None:
    """Refuse a backup that may bring back what was erased by a redaction of which no seal is left."""
    done = {_order(one) for one in theirs}
    for one in ours:
        if one["digest"] is None and _order(one) not in done:
            what = f"report {one['report']}" if one["report"] is not None else "words"
            raise StoreError(
                f"{path} is older than the redaction of {what} by {one['author']} ({one['why']}), which an "
                "older sayso made: redact it first, by the same author and for the same reason, or restore "
                "it to a new base. Nothing was changed"
            )


def _order(redaction: Mapping[str, object]) -> tuple[object, ...]:
    return redaction["report"], redaction["author"], redaction["why"]

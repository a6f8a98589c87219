"""A base held against one that is made anew of its records and decisions, in a file that goes away again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sayso.base.wired import ShippedBase
from sayso.desk import scratch
from sayso.desk.corrections import Corrections
from sayso.desk.joining import Joining
from sayso.errors import SaysoError
from sayso.store.interface import Progress, silent
from sayso.store.sql import checking, comparing, comparing_indexes, computed, mentioned, rebuilding, redacting
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.sqlstore import SqlStore, open_store
from sayso.store.sql.telling import RESTORE


def check(
    store: SqlStore, joining: Joining, admin1: Admin1, *, quick: bool = False, progress: Progress = silent
) -> list[str]:
    """What is wrong with a base, in words; nothing of it is changed.

    Args:
        store: The base.
        joining: What works out what is computed.
        admin1: The name of the first-order area of a place.
        quick: Look at what came in and at whether the rest fits together, without making it anew.
        progress: Told how far it is.
    """
    with store.reading() as connection:
        left = [redacting.STILL_THERE] if redacting.is_left(connection) else []
        if quick:
            return [*checking.problems(connection), *left]
        wrong = checking.given(connection, progress)
        older = None if wrong else other_version(connection, joining)
        if older is not None:
            wrong = [*checking.problems(connection), older]
        if not wrong:
            wrong = list(_corrected(store, connection))
        if not wrong:
            wrong = list(_compared(connection, joining, admin1, progress))
        return [*wrong, *left]


def remedy(store: SqlStore) -> str:
    """How a base in which `check` found something is put right, in words."""
    with store.reading() as connection:
        given = checking.given(connection)
    if given:
        return f"what came in is damaged: {RESTORE}"
    return "what is made of records and decisions is wrong, they are whole: `sayso rebuild` makes it anew"


def other_version(connection: Any, joining: Joining) -> str | None:
    """That another sayso worked out what is computed: then it may differ, and nothing is wrong with that."""
    signed, own = computed.signed(connection), joining.author()
    if signed in (None, own):
        return None
    return (
        f"what is worked out over reports was by {signed}, this is {own}: it cannot be compared "
        "until it is made anew (`sayso rebuild`)"
    )


def _corrected(store: SqlStore, connection: Any) -> Iterator[str]:
    """Records that are not what the decisions of persons make of the machine's."""
    corrections = Corrections(store)
    for report in sorted({*corrections.reports(), *checking.corrected(connection)}):
        machine = store.machine(report)
        if machine is None:
            continue
        made = corrections.made(machine).coded if corrections.of(report) else machine
        if store.record(report) != (machine if made.decisions is None else made):
            yield f"records of report {report}: the corrected one is not what the decisions of persons make"


def _compared(connection: Any, joining: Joining, admin1: Admin1, progress: Progress) -> Iterator[str]:
    try:
        known = mentioned.provinces(connection, admin1)
        with _anew(connection, joining, known, progress) as made:
            yield from _differences(connection, made, known, progress)
    except SaysoError as error:
        yield f"it cannot be made anew: {error}"


def _differences(connection: Any, made: SqlStore, admin1: Admin1, progress: Progress) -> Iterator[str]:
    with made.reading() as should:
        steps = [*comparing.MADE, *comparing.NAMES]
        for done, table in enumerate(steps):
            progress("tables compared", done, len(steps) + 1)
            if table in comparing.NAMES:
                yield from mentioned.compared(connection, should, table, admin1)
            else:
                yield from comparing.compared(connection, should, table)
        progress("tables compared", len(steps), len(steps) + 1)
        yield from comparing_indexes.compared(connection, should)


@contextmanager
def _anew(connection: Any, joining: Joining, admin1: Admin1, progress: Progress) -> Iterator[SqlStore]:
    """A base of what another has of records and decisions."""
    with (
        scratch.folder() as folder,
        open_store(folder / "anew.db", admin1=admin1) as made,
    ):
        with made.writing() as to:
            rebuilding.take_over(connection, to)
            total = rebuilding.number(connection)

            def fill(base: ShippedBase) -> None:
                for done, coded in enumerate(rebuilding.current(connection), start=1):
                    base.add(coded)
                    progress("reports joined", done, total)

            joining.over(made, admin1).rebuild(made, fill, to, progress)
            rebuilding.take_over_tombstones(connection, to)
        yield made

"""The base as a whole: made anew, checked, copied away, taken back, and what is erased of it."""

from collections.abc import Sequence
from pathlib import Path

from sayso.desk import moving, redacting
from sayso.desk.joining import Joining
from sayso.desk.outcomes import Redacted
from sayso.store.sql import checking
from sayso.store.sql import redacting as erased
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.sqlstore import SqlStore


class Keeping:
    """What a `Desk` does with its base as a whole."""

    _store: SqlStore
    _joining: Joining
    _admin1: Admin1

    def rebuild(self) -> int:
        """Make everything anew from records and decisions; the number of incidents. The state is the same."""
        return moving.rebuild(self._store, self._joining, self._admin1)

    def check(self) -> list[str]:
        """What is wrong with the base, in words; nothing is changed."""
        with self._store.reading() as connection:
            left = [erased.STILL_THERE] if erased.is_left(connection) else []
            return [*checking.problems(connection), *left]

    def backup(self, path: str | Path) -> Path:
        """Write the whole base, as it is now, to a new file of SQLite, whatever database it is kept in.

        Raises:
            StoreError: the file is there already, or cannot be written.
        """
        return moving.backup(self._store, Path(path))

    def restore(self, path: str | Path, *, replace: bool = False) -> None:
        """Take over everything from a backup, all or nothing.

        Raises:
            StoreError: it is no base, or a damaged one; or this one holds reports and is not to be replaced.
        """
        moving.restore(self._store, Path(path), replace=replace)
        self._joining.forget()

    def redact(
        self,
        *,
        report: str | None = None,
        words: str | None = None,
        author: str,
        why: str,
        backups: Sequence[str | Path] = (),
    ) -> Redacted:
        """Erase a report, or words wherever they stand, in every coding and in all that was made of them.

        This is the one thing that is not undone. A report leaves a tombstone, and cannot be added again;
        words leave blocks of their length, so that offsets stay. Who decided it, and why, is kept.

        Args:
            report: The id of the report.
            words: In whatever case and spacing.
            author: Who decided it.
            why: On what grounds.
            backups: Files of `backup` in which it is erased, too, where they hold it.

        Raises:
            StoreError: there is no such report, or the words stand nowhere.
        """
        order = redacting.Order(report, words, author, why)
        return redacting.redact(self._store, self._joining, order, [Path(path) for path in backups])

    def redactions(self) -> list[dict[str, object]]:
        """What was erased: when, by whom and why, and in how many reports; never what it was."""
        with self._store.reading() as connection:
            return erased.written(connection)

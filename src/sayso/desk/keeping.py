"""The base as a whole: made anew, checked, copied away, taken back, and what is erased of it."""

from collections.abc import Sequence
from pathlib import Path

from sayso.desk import checking, moving, redacting
from sayso.desk.corrections import Corrections
from sayso.desk.joining import Joining
from sayso.desk.outcomes import Redacted
from sayso.store.interface import Progress, silent
from sayso.store.sql import redacting as erased
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.sqlstore import SqlStore


class Keeping:
    """What a `Desk` does with its base as a whole."""

    _store: SqlStore
    _joining: Joining
    _corrections: Corrections
    _admin1: Admin1

    def rebuild(self, *, progress: Progress = silent) -> int:
        """Make everything anew from records and decisions; the number of incidents. The state is the same.

        Args:
            progress: Told as it goes on what is done, how many, and of how many; so in all that follows.
        """
        return moving.rebuild(self._corrections, self._joining, self._admin1, progress)

    def check(self, *, quick: bool = False, progress: Progress = silent) -> list[str]:
        """What is wrong with the base, in words; nothing is changed.

        Each record is looked at, and everything that is made of records and decisions is made anew in a file
        of its own and compared with what stands in the base, row by row.

        Args:
            quick: Make nothing anew: look only at whether what stands there fits together.
            progress: Told how far it is.
        """
        return checking.check(self._store, self._joining, self._admin1, quick=quick, progress=progress)

    def backup(self, path: str | Path, *, progress: Progress = silent) -> Path:
        """Write the whole base, as it is now, to a new file of SQLite, whatever database it is kept in.

        Raises:
            StoreError: the file is there already, or cannot be written.
        """
        return moving.backup(self._store, Path(path), progress)

    def restore(self, path: str | Path, *, replace: bool = False, progress: Progress = silent) -> None:
        """Take over everything from a backup, all or nothing.

        Raises:
            StoreError: it is no base, or `check` finds something wrong with it; or this one holds reports and
                is not to be replaced.
        """
        moving.restore(
            self._store, Path(path), self._joining, self._admin1, replace=replace, progress=progress
        )
        self._joining.forget()

    def redact(
        self,
        *,
        report: str | None = None,
        words: str | None = None,
        author: str,
        why: str,
        backups: Sequence[str | Path] = (),
        progress: Progress = silent,
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
            progress: Told how far it is.

        Raises:
            StoreError: there is no such report, or the words stand nowhere.
        """
        order = redacting.Order(report, words, author, why, progress)
        return redacting.redact(self._store, self._joining, order, [Path(path) for path in backups])

    def redactions(self) -> list[dict[str, object]]:
        """What was erased: when, by whom and why, and in how many reports; never what it was."""
        with self._store.reading() as connection:
            return erased.written(connection)

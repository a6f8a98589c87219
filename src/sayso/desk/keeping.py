"""The base as a whole: made anew, checked, copied away, taken back, and what is erased of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as replaced
from functools import partial
from pathlib import Path

from sayso.desk import checking, moving, redacting
from sayso.desk.corrections import Corrections
from sayso.desk.joining import Joining
from sayso.desk.outcomes import Redacted
from sayso.errors import StoreError
from sayso.model.filters import Filters
from sayso.model.kept import IncidentRecord
from sayso.store.interface import Progress, silent
from sayso.store.sql import redacting as erased
from sayso.store.sql import remembering, seals
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.sqlstore import SqlStore


class Keeping:
    """What a `Desk` does with its base as a whole."""

    _store: SqlStore
    _joining: Joining
    _corrections: Corrections
    _admin1: Admin1

    def found(
        self, asked: Filters, *, limit: int | None = None, ranked: bool = True
    ) -> Iterator[tuple[IncidentRecord, str | None]]:
        """See `Desk.found`."""
        raise NotImplementedError

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

    def remedy(self) -> str:
        """How a base in which `check` has found something is put right, in words."""
        return checking.remedy(self._store)

    def asked_for(self, asked: Filters) -> Iterator[IncidentRecord]:
        """The incidents that are asked for, in the order of days."""
        return (record for record, _ in self.found(asked, ranked=False))

    def backup(self, path: str | Path, *, progress: Progress = silent) -> Path:
        """Write the whole base, as it is now, to a new file of SQLite, whatever database it is kept in.

        The base remembers it, unless it is open for reading only: a redaction goes after it.

        Raises:
            StoreError: the file is there already, or cannot be written.
        """
        from sayso.desk.writing import backup_to

        return backup_to(self._store, Path(path), partial(moving.backup, progress=progress))

    def restore(
        self,
        path: str | Path,
        *,
        replace: bool = False,
        redactions: str | Path | None = None,
        progress: Progress = silent,
    ) -> Redacted:
        """Take over everything from a backup, all or nothing, and erase what was erased since.

        Args:
            path: What `backup` wrote.
            replace: In the place of all that the base holds.
            redactions: A file of `orders`: what another base has erased.
            progress: Told how far it is.

        Raises:
            StoreError: it is no base, or `check` finds something wrong with it; or this one holds reports and
                is not to be replaced.
        """
        orders = [] if redactions is None else _orders(Path(redactions))
        done = moving.restore(
            self._store, self._joining, Path(path), replace=replace, orders=orders, progress=progress
        )
        return self._reached(done)

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
        words leave blocks of their length, so that offsets stay, and leave them in reports that come later.
        Who decided it, and why, is kept. Files that the base was written to are written anew; what could
        not be reached is named.

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
        done = redacting.redact(self._store, self._joining, order, [Path(path) for path in backups])
        return replaced(self._reached({done.seal.id: done.reports}), backups=done.backups)

    def obey(self, redactions: str | Path) -> Redacted:
        """Erase what another base has erased, by a file of its `orders`, and keep it out from now on.

        Raises:
            StoreError: it is no such file.
        """
        return self._reached(redacting.obey(self._store, self._joining, _orders(Path(redactions))))

    def orders(self, path: str | Path) -> int:
        """Write a file by which others erase the same, without saying what; the number of redactions."""
        with self._store.reading() as connection:
            known = list(erased.obeyed(connection).values())
        try:
            Path(path).write_text(seals.written(known), encoding="utf-8", newline="\n")
        except OSError as error:
            raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
        return len(known)

    def archived(self, folder: str | Path) -> None:
        """Remember a folder in which what was fetched is kept (WARC files): a redaction goes after it."""
        with self._store.writing() as connection:
            remembering.archived(connection, str(Path(folder).absolute()), redacting.now())

    def redactions(self) -> list[dict[str, object]]:
        """What was erased: when, by whom and why, and in how many reports; never what it was.

        `open` are files that it has not reached, each with the reason.
        """
        with self._store.reading() as connection:
            left = remembering.open_files(connection)
            return [
                {
                    **{name: one[name] for name in ("id", "report", "reports", "author", "why", "made_at")},
                    "of": "report" if one["report"] is not None or one["length"] is None else "words",
                    "open": [{"path": path, "why": why} for path, why in left.get(one["id"], ())],
                }
                for one in erased.written(connection)
            ]

    def reach(self) -> Redacted:
        """Look again at the files that redactions have not reached."""
        return self._reached(None)

    def seen_to(self, path: str | Path) -> None:
        """Say that a person has seen to a file that is open: nobody asks for it any more.

        Raises:
            UnknownName: no such file is open.
        """
        from sayso.desk.reaching import done

        done(self._store, str(path))

    def _reached(self, changed: Mapping[str, Sequence[str]] | None) -> Redacted:
        from sayso.desk.reaching import Reaching

        reports = sorted({name for names in (changed or {}).values() for name in names})
        if changed == {}:
            return Redacted()
        rewritten, left = Reaching(self._store, self._joining, self.asked_for).reach(changed)
        return Redacted(tuple(reports), (), rewritten, left)


def _orders(path: Path) -> list[seals.Seal]:
    try:
        return seals.read(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error

"""What a redaction reaches of the files that a base was written to; the rest a person must see to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sayso.desk import redacting, writing
from sayso.desk.joining import Joining
from sayso.desk.outcomes import Open
from sayso.desk.redacting import of_seal
from sayso.errors import SaysoError, UnknownName
from sayso.export.releases import MANIFEST, check_release
from sayso.export.texts import texts_in
from sayso.fetch.erasing import Stored, erase
from sayso.store.sql import remembering
from sayso.store.sql.blocking import BLOCK, Found
from sayso.store.sql.redacting import obeyed
from sayso.store.sql.remembering import BACKUP, CAPTURES, EXPORT, PENDING, Written, short
from sayso.store.sql.seals import Seal
from sayso.store.sql.sqlstore import SqlStore


class Reaching:
    """Goes after what a base was written to.

    Args:
        store: The base, of which what is to be reached is erased.
        joining: Makes bases over backups.
        records: Gives the incidents that are asked for.
    """

    def __init__(self, store: SqlStore, joining: Joining, records: writing.Records) -> None:
        self._store, self._joining, self._records = store, joining, records

    def reach(
        self, changed: Mapping[str, Sequence[str]] | None = None
    ) -> tuple[tuple[str, ...], tuple[Open, ...]]:
        """Write anew what holds what was erased; the paths of that, and what is still open.

        Args:
            changed: The reports that redactions have changed, by the ids of these; None looks again at what
                they did not reach before.
        """
        with self._store.reading() as connection:
            todo = remembering.unreached(connection)
            places = {one.row: one for one in remembering.remembered(connection)}
            seals = obeyed(connection)
        rewritten: dict[str, None] = {}
        left: dict[str, Open] = {}
        for id_, row, before in todo:
            if changed is not None and id_ not in changed:
                continue
            place, sure = places[row], before != PENDING
            names = () if changed is None else changed[id_]
            held, why = self._reached(place, seals[id_], names, sure=sure)
            with self._store.writing() as connection:
                remembering.reached(connection, id_, row, why)
            if why is not None:
                left[place.path] = Open(place.path, why)
            elif held:
                rewritten[place.path] = None
        self._conceal(seals[id_] for id_, _, _ in todo)
        return tuple(rewritten), tuple(left.values())

    def _conceal(self, seals: Iterable[Seal]) -> None:
        for seal in {one.id: one for one in seals}.values():
            found = of_seal(seal).found
            if found is not None:
                with self._store.writing() as connection:
                    remembering.conceal(connection, found)
        self._store.settle()

    def _reached(
        self, place: Written, seal: Seal, names: Sequence[str], *, sure: bool
    ) -> tuple[bool, str | None]:
        """Whether something was erased, and what is still to be done by hand."""
        wanted = of_seal(seal)
        try:
            if place.kind == BACKUP:
                if not Path(place.path).is_file():
                    return False, "it is not there: it was moved, renamed or deleted"
                return redacting.in_backup(Path(place.path), self._joining, wanted), None
            if place.kind == CAPTURES:
                return self._out_of_captures(place, seal, wanted.found)
            lost = _lost(place)
            if lost is not None:
                return False, lost
            held = sure or any(short(name) in place.reports for name in names)
            if not held and not _holds(place, wanted.found):
                return False, None
            return self._again(place, seal, wanted.found)
        except (SaysoError, OSError) as error:
            return False, str(error)

    def _out_of_captures(self, place: Written, seal: Seal, found: Found | None) -> tuple[bool, str | None]:
        folder, wanted = Path(place.path), remembering.to_take(place, seal.id)
        if not folder.is_dir():
            return False, "it is not there: it was moved, renamed or deleted"
        with self._store.reading() as connection:
            kept = remembering.captured(connection)

        def is_wanted(one: Stored) -> bool:
            if one.id in wanted.records or (one.address in wanted.addresses and one.id not in kept):
                return True
            return found is not None and bool(found(one.text()))

        gone, busy = erase(folder, is_wanted, seal.id, datetime.now(UTC))
        if busy:
            return gone > 0, f"{', '.join(busy)}: another process writes there; stop it first"
        with self._store.writing() as connection:
            remembering.taken(connection, place.row, seal.id)
        return gone > 0, None

    def _again(self, place: Written, seal: Seal, found: Found | None) -> tuple[bool, str | None]:
        changed = _changed(place)
        if changed is not None:
            return False, f"it was changed since it was written ({changed}), and is left as it is"
        if self._asked_for_it(place, found):
            return False, "its filters hold what is erased, or may; delete it, or write it by other filters"
        why = {"id": seal.id, "made_at": redacting.now(), "author": seal.author, "why": seal.why}
        writing.again(self._store, self._records, place, why)
        if _holds(place, found):
            return False, "it was written anew, and still holds what was erased"
        return True, None

    def _asked_for_it(self, place: Written, found: Found | None) -> bool:
        """Whether the filters cannot be asked again; words of reports may be a part of what was erased."""
        asked = place.plan["asked"]
        if found is not None and "text" in asked:
            with self._store.writing() as connection:
                remembering.hide_text(connection, place.row)
            return True
        return any(BLOCK in value or (found is not None and found(value)) for value in asked.values())


def _files(place: Written) -> list[Path]:
    path = Path(place.path)
    if place.kind == EXPORT:
        return [path.with_name(name) for name in place.files or ()]
    return sorted(one for one in path.rglob("*") if one.is_file())


def _lost(place: Written) -> str | None:
    """Why it cannot be looked at."""
    if place.files is None:
        return "it was begun and never finished: see whether it, or a .part of it, is there"
    path = Path(place.path)
    wanted = [path / MANIFEST] if place.kind != EXPORT else _files(place)
    gone = [one.name for one in wanted if not one.is_file()]
    return f"{', '.join(gone)}: not there: moved, renamed or deleted" if gone else None


def _holds(place: Written, found: Found | None) -> bool:
    return found is not None and any(found(text) for path in _files(place) for text in texts_in(path))


def _changed(place: Written) -> str | None:
    """What of it is not as it was written."""
    if place.kind != EXPORT:
        return next(iter(check_release(Path(place.path))), None)
    path = Path(place.path)
    other = (n for n, sha in (place.files or {}).items() if writing.digest(path.with_name(n)) != sha)
    return next(other, None)


def done(store: SqlStore, path: str) -> None:
    """A person has seen to a file: it is not asked for any more.

    Raises:
        UnknownName: no such file is open.
    """
    with store.writing() as connection:
        open_ = {row for _, row, _ in remembering.unreached(connection)}
        places = [one for one in remembering.remembered(connection) if one.row in open_]
        found = [one for one in places if one.path in (path, str(Path(path).absolute()))]
        if not found:
            raise UnknownName("open file", path, [one.path for one in places] or ["none is open"])
        for one in found:
            remembering.drop(connection, one.row)

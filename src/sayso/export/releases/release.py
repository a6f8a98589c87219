"""A folder with a data set as it was on one day: written once, and never changed."""

import csv
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError, SaysoError
from sayso.export import EXPORTERS
from sayso.export.csv_safe import CsvRows, unsafe
from sayso.export.exporter import Options
from sayso.export.lines import dumps
from sayso.export.releases.difference import Change, Changed, Index, counts, difference, index_of
from sayso.export.releases.licences import licence_notes
from sayso.export.sinks import FileSink
from sayso.model.kept import IncidentRecord
from sayso.model.record import Version

SCHEMA = "sayso-release/1"
MANIFEST, INDEX, DIFFERENCE, GONE, LICENCE = (
    "manifest.json", "index.csv", "difference.csv", "gone.csv", "LICENCE.txt",
)  # fmt: skip
DATA = "incidents"  # what the main file of each format is called
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release is to be.

    `formats` are names of exporters, `filters` those that its records were asked for by, as words, `made_at`
    the moment that it bears. `sayso` is the version that writes it, `previous` the folder of the last one.
    `licence` are the words of who publishes it about the coding itself. `redacted` are the redactions for
    which it is written anew, each with the SHA-256 of the manifest that it takes the place of.
    """

    name: str
    formats: tuple[str, ...]
    made_at: datetime
    sayso: str
    filters: Mapping[str, str] = field(default_factory=dict)
    previous: Path | None = None
    licence: str | None = None
    redacted: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """What was written: the folder, its manifest, and what differs from the last release."""

    folder: Path
    manifest: Mapping[str, Any]
    changes: tuple[Changed, ...]


def write_release(
    records: Callable[[], Iterable[IncidentRecord]], folder: Path, plan: Plan, how: Options
) -> Release:
    """Write a release, whole or not at all.

    Args:
        records: Gives the incidents anew for each format, the same each time: memory holds none of them.
        folder: Where; nothing may be there.
        plan: What it is to be.
        how: Tables, and what the caller chooses of formats.

    Raises:
        SaysoError: something is there already, the records changed meanwhile, or a file cannot be written.
        ResourceError: the last release is none, or a format needs what is not installed.
    """
    if folder.exists():
        raise SaysoError(f"{folder} is there already; a release is never written over: name another one")
    old = {} if plan.previous is None else _read_index(plan.previous)
    part = folder.with_name(folder.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        written = _Writing(part, plan, replace(how, made_at=plan.made_at)).write(records, old)
        part.replace(folder)
    except OSError as error:
        raise SaysoError(f"{error.filename or folder}: cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return replace(written, folder=folder)


def check_release(folder: Path) -> list[str]:
    """What of a release is missing, or is not what its manifest says, in words.

    Raises:
        ResourceError: there is no manifest.
    """
    wrong = []
    for one in _manifest(folder)["files"]:
        path = folder / one["path"]
        if not path.is_file():
            wrong.append(f"{one['path']} is missing")
        elif _sha256(path) != one["sha256"]:
            wrong.append(f"{one['path']} is not as it was written: its SHA-256 is another")
    return wrong


def replace_release(
    records: Callable[[], Iterable[IncidentRecord]],
    folder: Path,
    plan: Plan,
    how: Options,
    why: Mapping[str, str],
) -> Release:
    """Write a release anew in the place of itself, because of a redaction: whole, or it stays as it is.

    Only incidents with an event that was in it come into it again; they stand as they are known today.

    Raises:
        SaysoError: a file cannot be written, or the records changed meanwhile.
        ResourceError: the last release is not there as it was.
    """
    manifest = _manifest(folder)
    replaced = {**why, "replaces": _sha256(folder / MANIFEST)}
    plan = replace(plan, redacted=(*manifest.get("redacted", ()), replaced))
    events = {row[1] for row in _table(folder / INDEX)}
    fresh, old = (folder.with_name(f"{folder.name}.{end}") for end in ("redacted", "replaced"))
    made = write_release(
        lambda: (one for one in records() if events.intersection(one.incident.members)), fresh, plan, how
    )
    try:
        folder.replace(old)
        fresh.replace(folder)
        shutil.rmtree(old)
    except OSError as error:
        raise SaysoError(f"{error.filename or folder}: cannot be replaced: {error.strerror}") from error
    return replace(made, folder=folder)


class _Writing:
    """Writes the files of one release below a folder."""

    def __init__(self, folder: Path, plan: Plan, how: Options) -> None:
        self._folder, self._plan, self._how = folder, plan, how
        self._index: dict[str, Index] | None = None
        self._reports: set[str] = set()
        self._claims = 0
        self._runs: dict[Version, None] = {}

    def write(self, records: Callable[[], Iterable[IncidentRecord]], old: Mapping[str, Index]) -> Release:
        losses = {}
        for name in self._plan.formats:
            exporter = EXPORTERS[name]
            (self._folder / name).mkdir()
            with FileSink(self._folder / name / f"{DATA}{exporter.suffix}", exporter.suffix) as sink:
                losses[name] = str(exporter.write(self._indexed(records()), sink, self._how))
        index = self._index or {}
        changes = tuple(difference(old, index)) if self._plan.previous is not None else ()
        self._write_tables(index, changes)
        notes = licence_notes(self._plan.formats, self._plan.licence)
        (self._folder / LICENCE).write_text(notes, encoding="utf-8", newline="\n")
        manifest = self._manifest(index, losses, changes)
        (self._folder / MANIFEST).write_text(dumps(manifest, indent=1) + "\n", encoding="utf-8", newline="\n")
        return Release(self._folder, manifest, changes)

    def _indexed(self, records: Iterable[IncidentRecord]) -> Iterator[IncidentRecord]:
        """The records as they come; all formats must see the same ones."""
        seen: dict[str, Index] = {}
        for record in records:
            seen[record.incident.id] = index_of(record)
            if self._index is None:
                self._count(record)
            yield record
        if self._index is not None and seen != self._index:
            raise SaysoError("the incidents changed while the release was written; nothing is kept of it")
        self._index = seen

    def _count(self, record: IncidentRecord) -> None:
        for told in record.told:
            self._reports.add(told.coded.report.id)
            self._claims += sum(claim.event == told.event.id for claim in told.coded.claims)
            self._runs.update(dict.fromkeys(told.coded.versions))

    def _write_tables(self, index: Mapping[str, Index], changes: Iterable[Changed]) -> None:
        with FileSink(self._folder / INDEX) as sink:
            rows = CsvRows(sink.text(""))
            rows.write(("incident_id", "event", "sha256"))
            for name, one in index.items():
                for key in one.members:
                    rows.write((name, key, one.sha256))
        with FileSink(self._folder / DIFFERENCE) as sink:
            rows = CsvRows(sink.text(""))
            rows.write(("change", "old_id", "new_ids"))
            for change in changes:
                rows.write((change.change, change.old, ";".join(change.new)))
        with FileSink(self._folder / GONE) as sink:
            rows = CsvRows(sink.text(""))
            rows.write(("old_id", "new_ids", "change", "release", "time"))
            for row in self._gone(changes):
                rows.write(row)

    def _gone(self, changes: Iterable[Changed]) -> Iterator[tuple[str, ...]]:
        """The ids that no longer stand for what they stood for: of all releases so far, the oldest first."""
        if self._plan.previous is not None:
            yield from (tuple(row) for row in _table(self._plan.previous / GONE))
        for one in changes:
            if one.old is not None and one.change is not Change.CHANGED:
                time = self._plan.made_at.isoformat()
                yield (one.old, ";".join(one.new), one.change.value, self._plan.name, time)

    def _manifest(
        self, index: Mapping[str, Index], losses: Mapping[str, str], changes: tuple[Changed, ...]
    ) -> dict[str, Any]:
        previous = self._plan.previous
        return {
            "schema": SCHEMA,
            "name": self._plan.name,
            "made_at": self._plan.made_at.isoformat(),
            "sayso": self._plan.sayso,
            "runs": [
                {"name": one.name, "version": one.version, **({"sha256": one.sha256} if one.sha256 else {})}
                for one in sorted(self._runs, key=lambda one: (one.name, one.version, one.sha256 or ""))
            ],
            "filters": dict(self._plan.filters),
            **({"redacted": [dict(one) for one in self._plan.redacted]} if self._plan.redacted else {}),
            "counts": {
                "incidents": len(index),
                "events": sum(len(one.members) for one in index.values()),
                "reports": len(self._reports),
                "claims": self._claims,
            },
            "formats": [{"name": name, "loss": loss} for name, loss in losses.items()],
            "previous": None
            if previous is None
            else {"name": _manifest(previous)["name"], "sha256": _sha256(previous / MANIFEST)},
            "difference": None if previous is None else counts(changes),
            "licences": LICENCE,
            "files": [
                {
                    "path": path.relative_to(self._folder).as_posix(),
                    "bytes": path.stat().st_size,
                    "sha256": _sha256(path),
                }
                for path in sorted(self._folder.rglob("*"))
                if path.is_file()
            ],
        }


def _manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / MANIFEST
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise ResourceError(f"{path}: {error}; the folder of a release is expected") from error
    if not isinstance(read, dict) or read.get("schema") != SCHEMA:
        raise ResourceError(f"{path} is no manifest of a release of the form {SCHEMA!r}")
    return read


def _read_index(folder: Path) -> dict[str, Index]:
    """The incidents of a release, which must be as they were written."""
    wrong = check_release(folder)
    if wrong:
        raise ResourceError(f"{folder}: {wrong[0]}; the last release must be whole")
    found: dict[str, Index] = {}
    for name, key, sha256 in _table(folder / INDEX):
        known = found.get(name, Index((), sha256))
        found[name] = Index((*known.members, key), sha256)
    return found


def _table(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        yield from ([unsafe(cell) for cell in row] for row in rows)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()

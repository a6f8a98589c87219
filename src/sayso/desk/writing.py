"""Exports and releases into files, which the base remembers."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sayso.desk.asking import filters, said
from sayso.desk.redacting import now
from sayso.errors import StoreError
from sayso.export import EXPORTERS, Loss, Options
from sayso.export.releases import Plan, Release, replace_release, write_release
from sayso.export.sinks import FileSink
from sayso.export.tables import ShippedTables
from sayso.gazetteer import load_parties
from sayso.model.filters import Filters
from sayso.model.kept import IncidentRecord
from sayso.ontology import load_ontology
from sayso.store.sql import remembering
from sayso.store.sql.remembering import BACKUP, EXPORT, RELEASE, Written
from sayso.store.sql.sqlstore import SqlStore

Records = Callable[[Filters], Iterable[IncidentRecord]]
_CHOSEN = ("raw", "numbers", "hxl")


@dataclass(slots=True)
class Noted:
    """What is said of files when they are written: their digests, and the reports in them."""

    files: dict[str, str] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)

    def noting(self, records: Iterable[IncidentRecord]) -> Iterator[IncidentRecord]:
        """The records as they come."""
        for record in records:
            self.reports.update(record.incident.reports)
            yield record


def options(made_at: datetime | None, party_packs: Sequence[Path] = ()) -> Options:
    """Options with the tables that ship, and a user's packs of parties."""
    tables = _tables() if not party_packs else ShippedTables(load_parties(party_packs), load_ontology())
    return Options(tables, made_at=made_at)


@cache
def _tables() -> ShippedTables:
    """The tables that ship: they do not change, and reading them takes a third of a second."""
    return ShippedTables(load_parties(), load_ontology())


@contextmanager
def noted(store: SqlStore, kind: str, path: Path, plan: Mapping[str, Any]) -> Iterator[Noted]:
    """Remember what is written, from before it is begun; nothing, where the base can only be read."""
    made, row = Noted(), None
    if store.engines.writer is not None:
        with store.writing() as connection:
            row = remembering.begin(connection, kind, str(path.absolute()), plan, now())
    done = False
    try:
        yield made
        done = True
    finally:
        if row is not None and not done:
            with suppress(StoreError), store.writing() as connection:
                remembering.drop(connection, row)
    if row is not None:
        _finish(store, row, made)


def _finish(store: SqlStore, row: int, made: Noted) -> None:
    with store.writing() as connection:
        remembering.finish(connection, row, made.files, made.reports)


def export_to(store: SqlStore, records: Iterable[IncidentRecord], path: Path, name: str, how: "How") -> Loss:
    """Write incidents in a format to a file with others beside it, and remember it."""
    with noted(store, EXPORT, path, {"format": name, **how.plan()}) as made:
        return _export(records, path, name, how.options, made)


def _export(records: Iterable[IncidentRecord], path: Path, name: str, how: Options, made: Noted) -> Loss:
    with FileSink(path, EXPORTERS[name].suffix) as sink:
        loss = EXPORTERS[name].write(made.noting(records), sink, how)
        paths = sink.paths
    made.files = {one.name: digest(one) for one in paths}
    return loss


def release_to(store: SqlStore, records: Records, folder: Path, plan: Plan, how: "How") -> Release:
    """Write a release, and remember it."""
    previous = None if plan.previous is None else str(plan.previous.absolute())
    told = {
        "name": plan.name,
        "formats": list(plan.formats),
        "made_at": plan.made_at.isoformat(),
        "sayso": plan.sayso,
        "previous": previous,
        "licence": plan.licence,
        **how.plan(),
    }
    asked = filters(**plan.filters)
    with noted(store, RELEASE, folder, told) as made:
        return write_release(lambda: made.noting(records(asked)), folder, plan, how.options)


@dataclass(frozen=True, slots=True)
class How:
    """What was asked for and chosen, so that it can be asked for and chosen again."""

    options: Options
    asked: Mapping[str, str]
    packs: tuple[Path, ...] = ()

    def plan(self) -> dict[str, Any]:
        """What is kept of it."""
        packs = [str(path.absolute()) for path in self.packs]
        chosen = {name: getattr(self.options, name) for name in _CHOSEN}
        return {"asked": dict(self.asked), "packs": packs, **chosen}


def how_of(asked: Filters, how: Options, packs: Sequence[Path] = ()) -> How:
    """What was asked for and chosen."""
    return How(how, said(asked), tuple(packs))


def again(store: SqlStore, records: Records, place: Written, why: Mapping[str, str]) -> None:
    """Write an export or a release anew where it stands, as it was asked for, from what is known today."""
    plan, path, made = place.plan, Path(place.path), Noted()
    how = options(datetime.fromisoformat(now()), [Path(pack) for pack in plan["packs"]])
    how = replace(how, **{name: plan[name] for name in _CHOSEN})
    asked = filters(**plan["asked"])
    if place.kind == EXPORT:
        _export(records(asked), path, plan["format"], how, made)
    else:
        release = Plan(
            plan["name"],
            tuple(plan["formats"]),
            datetime.fromisoformat(plan["made_at"]),
            plan["sayso"],
            plan["asked"],
            None if plan["previous"] is None else Path(plan["previous"]),
            plan["licence"],
        )
        replace_release(lambda: made.noting(records(asked)), path, release, how, why)
    _finish(store, place.row, made)


def backup_to(store: SqlStore, path: Path, write: Callable[[SqlStore, Path], Path]) -> Path:
    """Write a backup, and remember it."""
    with noted(store, BACKUP, path, {}):
        return write(store, path)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

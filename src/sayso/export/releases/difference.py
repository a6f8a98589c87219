"""What became of the incidents of one release in the next one, by the events that they are made of."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.export.lines import dumps
from sayso.export.views import Spread
from sayso.model.kept import IncidentRecord


class Change(StrEnum):
    """What became of an incident."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"  # none of its events is there any more
    MERGED = "merged"  # all that is left of it is in one other
    SPLIT = "split"  # its events are in several now
    RENAMED = "renamed"  # the same events and perhaps earlier ones, by which the id is made


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of the difference; `old` is None of what was added, `new` empty of what was withdrawn."""

    change: Change
    old: str | None
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """One incident of a release: its events by key, and the SHA-256 of all that is known of it."""

    members: tuple[str, ...]
    sha256: str


def index_of(record: IncidentRecord) -> Index:
    """What the next release compares by."""
    rows = [(name, {**row, "text": None}) for name, row in Spread().rows(record)]
    told = dumps([[name, {column: _plain(cell) for column, cell in row.items()}] for name, row in rows])
    return Index(record.incident.members, hashlib.sha256(told.encode()).hexdigest())


def difference(old: Mapping[str, Index], new: Mapping[str, Index]) -> list[Changed]:
    """Every incident that is not the same in both, by old id, then what is new, by id."""
    return sorted(
        (*_of_old(old, new), *_of_new(old, new)), key=lambda one: (one.old is None, one.old or one.new[0])
    )


def _of_old(old: Mapping[str, Index], new: Mapping[str, Index]) -> Iterator[Changed]:
    now = _incident_of(new)
    before = _incident_of(old)
    for name, one in old.items():
        places = {now[key] for key in one.members if key in now}
        into = tuple(sorted(places, key=lambda place: (place != name, place)))
        if not into:
            yield Changed(Change.WITHDRAWN, name, ())
        elif len(into) > 1:
            yield Changed(Change.SPLIT, name, into)
        elif into[0] != name:
            others = {before[key] for key in new[into[0]].members if key in before} - {name}
            alone = into[0] not in old and not others
            yield Changed(Change.RENAMED if alone else Change.MERGED, name, into)
        elif new[name].sha256 != one.sha256:
            yield Changed(Change.CHANGED, name, into)


def _of_new(old: Mapping[str, Index], new: Mapping[str, Index]) -> Iterator[Changed]:
    before = _incident_of(old)
    for name, one in new.items():
        if name not in old and not any(key in before for key in one.members):
            yield Changed(Change.ADDED, None, (name,))


def _incident_of(incidents: Mapping[str, Index]) -> dict[str, str]:
    return {key: name for name, one in incidents.items() for key in one.members}


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def counts(changes: Iterable[Changed]) -> dict[str, int]:
    """How many there are of each change."""
    found = dict.fromkeys((change.value for change in Change), 0)
    for one in changes:
        found[one.change] += 1
    return found

"""Ids of incidents, each made of the key of an event, back to their events."""

from collections.abc import Iterable, Iterator
from typing import Generic

from sayso.base.machine import Machine
from sayso.base.rules import F, M
from sayso.model.decisions import event_key, incident_id, report_of
from sayso.store import Shelf, Store


class Names(Generic[M, F]):
    """Finds the event of which an id is made, also by a trigger that was its best one in an earlier coding.

    Made when an id is first asked for, since most bases are read as a whole; records are read only for an id
    that is of no event's key.
    """

    def __init__(self, store: Store, machine: Machine[M, F]) -> None:
        self._store = store
        self._machine = machine
        self._keys: dict[str, str] | None = None
        self._earlier: dict[str, str] | None = None

    def key(self, id_: str) -> str | None:
        """The event of an id; None where there is none."""
        if self._keys is None:
            self._keys = {incident_id([key]): key for key in self._store.names(Shelf.EVENTS)}
        if id_ not in self._keys and self._earlier is None:
            self._earlier = {}
            for report in dict.fromkeys(map(report_of, self._store.names(Shelf.EVENTS))):
                self._earlier.update((incident_id([other]), key) for other, key in self._others(report))
        return self._keys.get(id_) or (self._earlier or {}).get(id_)

    def change(self, gone: Iterable[str], report: str | None) -> None:
        """Take note that a report has come, or has other events than before; None: that one has gone."""
        lost = set(gone)
        for keys in (self._keys, self._earlier):
            if keys is not None and lost:
                for id_ in [id_ for id_, key in keys.items() if key in lost]:
                    del keys[id_]
        if report is None:
            return
        if self._keys is not None:
            self._keys.update((incident_id([key]), key) for key in self._machine.members(report))
        if self._earlier is not None:
            self._earlier.update((incident_id([other]), key) for other, key in self._others(report))

    def _others(self, report: str) -> Iterator[tuple[str, str]]:
        """The keys of events by their other triggers; of two events with one key the first comes last."""
        members = list(self._machine.members(report).items())
        for key, member in reversed(members):
            for span in member.event.triggers[1:]:
                yield event_key(report, span.start), key

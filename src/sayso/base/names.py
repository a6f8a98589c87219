"""Ids of incidents, each made of the key of an event, back to their events."""

from collections.abc import Iterable, Iterator
from typing import Generic

from sayso.base.machine import Machine
from sayso.base.rules import F, M
from sayso.model.decisions import event_key, incident_id, report_of
from sayso.store import Shelf, Store


class Names(Generic[M, F]):
    """Finds the event of which an id is made, also by a trigger that was its best one in an earlier coding.

    Made when an id is first asked for, since most bases are read as a whole.
    """

    def __init__(self, store: Store, machine: Machine[M, F]) -> None:
        self._store = store
        self._machine = machine
        self._keys: dict[str, str] | None = None

    def key(self, id_: str) -> str | None:
        """The event of an id; None where there is none."""
        if self._keys is None:
            self._keys = {}
            for report in dict.fromkeys(map(report_of, self._store.names(Shelf.EVENTS))):
                self._learn(report)
        return self._keys.get(id_)

    def change(self, gone: Iterable[str], report: str) -> None:
        """Take note that a report has come, or has other events than before."""
        if self._keys is None:
            return
        lost = set(gone)
        if lost:
            self._keys = {id_: key for id_, key in self._keys.items() if key not in lost}
        self._learn(report)

    def _learn(self, report: str) -> None:
        keys = self._keys if self._keys is not None else {}
        members = self._machine.members(report)
        keys.update((incident_id([other]), key) for other, key in self._others(report))
        keys.update((incident_id([key]), key) for key in members)

    def _others(self, report: str) -> Iterator[tuple[str, str]]:
        """The keys of events by their other triggers; of two events with one key the first comes last."""
        members = list(self._machine.members(report).items())
        for key, member in reversed(members):
            for span in member.event.triggers[1:]:
                yield event_key(report, span.start), key

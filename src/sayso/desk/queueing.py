"""What is to be reviewed next, and who is at work on what."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from sayso.base import Conflict
from sayso.desk.joining import Joining
from sayso.errors import DecisionError, UnknownName
from sayso.model.decisions import place_of
from sayso.model.tasks import Assignment, QueueReason, Task
from sayso.store.sql import queueing
from sayso.store.sql.sqlstore import SqlStore


class Queueing:
    """What a `Desk` asks people to look at."""

    _store: SqlStore
    _joining: Joining

    def conflicts(self) -> tuple[Conflict, ...]:
        raise NotImplementedError

    def queue(self, limit: int = 50, *, coder: str | None = None) -> list[Task]:
        """What is to be looked at, the first first, and why.

        Conflicts come first, then what is disputed, then what the machine is unsure of, then one in twenty of
        those that it is sure of, always the same ones. For a `coder` what is assigned to be coded blind comes
        before all, and what another is at work on is left out.
        """
        with self._store.reading() as connection:
            assigned: dict[str, list[Assignment]] = {}
            for one in queueing.assignments(connection):
                assigned.setdefault(one.incident, []).append(one)
            found = dict[str, Task]()
            for task in (*self._second(assigned, coder), *self._conflicting(limit)):
                found.setdefault(task.incident, task)
            for task in queueing.tasks(connection, limit):
                found.setdefault(task.incident, task)
            some = [task for task in found.values() if _is_free(assigned.get(task.incident, []), coder, task)]
            states = queueing.states(connection, [task.incident for task in some[:limit]])
        return [
            replace(task, state=states[task.incident], assigned=tuple(assigned.get(task.incident, ())))
            for task in some[:limit]
        ]

    def assign(self, incident: str, coder: str, *, blind: bool = False) -> None:
        """Write down that a coder is at work on an incident: a soft lock, outside of the log.

        Raises:
            UnknownName: there is no such incident.
            DecisionError: the coder has no name.
        """
        if not coder.strip():
            raise DecisionError("who is at work on it needs a name")
        with self._joining.writing() as step:
            members = step.base.incident(incident).members
            moment = datetime.now(UTC).isoformat(timespec="microseconds")  # which tells one from another
            queueing.assign(step.connection, members, coder, moment, blind=blind)

    def release(self, incident: str, coder: str) -> None:
        """Take that back.

        Raises:
            UnknownName: there is no such incident, or it is not assigned to this coder.
        """
        with self._joining.writing() as step:
            members = list(step.base.incident(incident).members)
            if not queueing.release(step.connection, members, coder):
                known = [
                    one.coder for one in queueing.assignments(step.connection) if one.incident == incident
                ]
                raise UnknownName(f"coder at work on {incident}", coder, known)

    def blind_reports(self, coder: str) -> frozenset[str]:
        """The reports that a coder codes blind: those of the incidents assigned so, until adjudicated."""
        with self._store.reading() as connection:
            return queueing.unseen_by(connection, coder)

    def assignments(self) -> list[Assignment]:
        """Who is at work on which incident, the first to begin first."""
        with self._store.reading() as connection:
            return queueing.assignments(connection)

    def _second(self, assigned: dict[str, list[Assignment]], coder: str | None) -> Iterator[Task]:
        for id_, some in assigned.items():
            if any(one.blind and one.coder == coder for one in some):
                yield Task(id_, QueueReason.SECOND, "assigned to you, to be coded blind", 1.0)

    def _conflicting(self, limit: int) -> Iterator[Task]:
        """The incidents of conflicts of which something is left, each with what the first of them says."""
        with self._joining.reading() as base:
            seen = set[str]()
            for one in self.conflicts():
                for key in (one.decision.a, one.decision.b):
                    if place_of(key)[1] < 0 or len(seen) >= limit:
                        continue
                    try:
                        id_ = base.incident_of(key).id
                    except UnknownName:
                        continue
                    if id_ not in seen:
                        seen.add(id_)
                        text = f"{one.decision.author} decided {one.decision.subject}: {one.why}"
                        yield Task(id_, QueueReason.CONFLICT, text, 1.0 if one.holds else 2.0)


def _is_free(assigned: list[Assignment], coder: str | None, task: Task) -> bool:
    """Whether nobody else is openly at work on it."""
    if coder is None or task.why is QueueReason.SECOND:
        return True
    return all(one.coder == coder or one.blind for one in assigned)

"""What a person decides on, by the names that readers see: events, incidents, claims and statements."""

from collections.abc import Callable
from dataclasses import dataclass

from sayso.desk.joining import Step
from sayso.errors import DecisionError, UnknownName
from sayso.model.decisions import place_of, report_of
from sayso.model.edits import claim_key, statement_key
from sayso.model.events import Event
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.model.statements import Claim, Statement
from sayso.review.finding import claim_at, event_at, key_of, keys_of_claims, statement_at
from sayso.store.sql.sqlstore import SqlStore


@dataclass(frozen=True, slots=True)
class Thing:
    """An event, a claim or a statement of a record, under the name that the log has for it.

    `key` is that of the event, or the id of the report of a statement; `part` that of a claim or statement.
    `machine` is the machine's own record, where it is at hand.
    """

    key: str
    coded: Coded
    event: Event | None = None
    claim: Claim | None = None
    statement: Statement | None = None
    part: str | None = None
    machine: Coded | None = None

    def of_event(self) -> Event:
        """The event."""
        assert self.event is not None
        return self.event

    def of_claim(self) -> Claim:
        """The claim."""
        assert self.claim is not None
        return self.claim

    def of_statement(self) -> Statement:
        """The statement."""
        assert self.statement is not None
        return self.statement

    def anchors(self) -> tuple[Span, ...]:
        """Words by which it is found again."""
        if self.claim is not None:
            return (self.claim.evidence,)
        return self.statement.content if self.statement is not None else self.of_event().triggers

    def machines_event(self) -> Event | None:
        """The event as the machine has it."""
        if self.machine is None or self.event is None:
            return None
        return event_at(self.machine.report.id, self.machine.events, self.key, self.event.triggers)

    def machines_claim(self) -> Claim | None:
        """The claim as the machine has it."""
        if self.machine is None or self.claim is None or self.part is None:
            return None
        one = self.machine
        names = keys_of_claims(one.report.id, one.events, one.statements, one.claims)
        return claim_at(one.claims, names, self.part, (self.claim.evidence,))

    def machines_statement(self) -> Statement | None:
        """The statement as the machine has it."""
        if self.machine is None or self.statement is None or self.part is None:
            return None
        one = self.machine
        return statement_at(one.report.id, one.statements, self.part, self.statement.content)


class Objects:
    """Finds things in the records that one person sees.

    Args:
        step: The transaction.
        store: Where the machine's records are.
        see: The record of a report; None where there is none.
    """

    def __init__(self, step: Step, store: SqlStore, see: Callable[[str], Coded | None]) -> None:
        self._step = step
        self._store = store
        self._see = see

    def report(self, name: str) -> Coded:
        """A report.

        Raises:
            UnknownName: there is none.
        """
        found = self._see(name)
        if found is None:
            raise UnknownName("report", name, ["the ids that `reports` gives"])
        return found

    def all(self, name: str) -> list[Thing]:
        """The things of a name: the events of an incident, or the one thing.

        Raises:
            UnknownName: there is nothing of this name.
        """
        if name.startswith("i-") and "#" not in name and "@" not in name:
            members = self._step.base.incident(name).members
            return [self.event(key) for key in members]
        return [self.one(name)]

    def one(self, name: str) -> Thing:
        """An event, a claim or a statement."""
        local = name.rpartition("#")[2] if "#" in name else ""
        if local[:1] == "c" and local[1:].isdecimal():
            return self.claim(name)
        if local[:1] == "s" and local[1:].isdecimal():
            return self.statement(name)
        return self.event(name)

    def event(self, name: str) -> Thing:
        """The event of a key."""
        if place_of(name)[1] < 0:
            raise UnknownName("event", name, ["REPORT@START, START being where its best trigger begins"])
        coded = self.report(report_of(name))
        found = event_at(coded.report.id, coded.events, name)
        if found is None:
            raise UnknownName("event", name, [key_of(coded.report.id, one) for one in coded.events])
        machine = self._store.machine(coded.report.id)
        return Thing(key_of(coded.report.id, found), coded, event=found, machine=machine)

    def claim(self, name: str) -> Thing:
        """A claim by its id, REPORT#c7."""
        report, _, local = name.rpartition("#")
        coded = self.report(report)
        for one in coded.claims:
            if one.id == local:
                event = next(other for other in coded.events if other.id == one.event)
                said = next(other for other in coded.statements if other.id == one.statement)
                machine = self._store.machine(report)
                key = claim_key(
                    statement_key(report, said), event.triggers[0].start, self._machines(one, machine)
                )
                return Thing(key_of(report, event), coded, claim=one, part=key, machine=machine)
        raise UnknownName("claim", name, [f"{report}#{one.id}" for one in coded.claims])

    def statement(self, name: str) -> Thing:
        """A statement by its id, REPORT#s3."""
        report, _, local = name.rpartition("#")
        coded = self.report(report)
        for one in coded.statements:
            if one.id == local:
                if not one.content:
                    raise DecisionError(f"{name} has no words that it could be found by again")
                key = statement_key(report, one)
                return Thing(report, coded, statement=one, part=key, machine=self._store.machine(report))
        raise UnknownName("statement", name, [f"{report}#{one.id}" for one in coded.statements])

    def _machines(self, claim: Claim, machine: Coded | None) -> Claim:
        """The claim with the stance that the machine gave it, which is part of its key; persons change it."""
        there = () if machine is None else machine.claims
        return next((one for one in there if one.id == claim.id), claim)

"""The machine's record and the decisions of persons on it make the record that everything else rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.model.decisions import CODING, Decision, Subject, place_of
from sayso.model.edits import NOTHING, STANCE, WHOLE, Content, Edit, EventField
from sayso.model.events import Event
from sayso.model.ontology import Ontology
from sayso.model.record import Coded
from sayso.model.statements import Basis, Claim, Stance, Statement
from sayso.review.fields import held, put
from sayso.review.finding import claim_at, event_at, keys_of_claims, numbered, says_same, statement_at
from sayso.review.mending import mended


@dataclass(frozen=True, slots=True)
class Astray:
    """A decision that a new coding of its report stands against, or to which nothing there answers.

    It `holds` where it counts all the same.
    """

    decision: Decision
    why: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrected record, and the decisions that no longer go without saying."""

    coded: Coded
    astray: tuple[Astray, ...] = ()


def corrected(
    machine: Coded, decisions: Sequence[Decision], ontology: Ontology, *, asserted: bool = False
) -> Corrected:
    """The record with what persons decided: the same decisions and machine's record give the same record.

    Args:
        machine: What the machine made of the report; it is not changed.
        decisions: Those in force, in the order of the log; others than on this report do nothing.
        ontology: What types and modes there are, and their codes.
        asserted: What is accepted counts as if it had been put there, be it what another person put there:
            for the view of one coder.
    """
    some = [one for one in decisions if one.subject in CODING and one.edit is not None]
    return _Applying(machine, some, ontology, asserted).done() if some else Corrected(machine)


@dataclass(frozen=True, slots=True)
class _Stand:
    """What stands of one field by the last decision on it: what the machine had then, and what it has now."""

    decision: Decision
    then: Content
    now: Content
    stands: Content
    name: str


@dataclass(slots=True)
class _Applying:
    machine: Coded
    decisions: Sequence[Decision]
    ontology: Ontology
    asserted: bool
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    astray: list[Astray] = field(default_factory=list)
    stands: dict[tuple[str, str], _Stand] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)  # keys of events on which something was decided
    first: dict[str, Stance] = field(default_factory=dict)  # of claims whose stance was changed, what it was

    @property
    def report(self) -> str:
        """The id of the report."""
        return self.machine.report.id

    def done(self) -> Corrected:
        """All of it."""
        self.events, self.statements = list(self.machine.events), list(self.machine.statements)
        self.claims = list(self.machine.claims)
        self.named = {one.a for one in self.decisions} - {self.report}
        for decision in self.decisions:
            self._restore(decision, _edit(decision))
        for decision in self.decisions:
            edit = _edit(decision)
            if edit.part is None:
                self._on_event(decision, edit)
            elif decision.a == self.report:
                self._on_statement(decision, edit)
            else:
                self._on_claim(decision, edit)
        astray = sorted((*self.astray, *self._against()), key=lambda one: one.decision.number)
        if not self.used:
            return Corrected(self.machine, tuple(astray))
        coded = mended(
            replace(
                self.machine,
                events=tuple(sorted(self.events, key=lambda one: self._order(one))),
                statements=tuple(self.statements),
                claims=tuple(self.claims),
                decisions=tuple(dict.fromkeys(self.used)),
            ),
            self.machine,
            self.ontology,
        )
        return Corrected(coded, tuple(astray))

    def _order(self, event: Event) -> tuple[int, int]:
        """Events of the machine in its order, and behind them those of persons by their place."""
        return (1, event.triggers[0].start) if event.id in self.added else (0, 0)

    # -- events --------------------------------------------------------------------------------

    def _find(self, decision: Decision, edit: Edit) -> Event | None:
        return event_at(self.report, self.events, decision.a, edit.anchors, self.named)

    def _restore(self, decision: Decision, edit: Edit) -> None:
        """Put in what a person added, and what a person accepted as a whole and the machine tells no more."""
        event = edit.after.event
        if event is None or edit.part is not None or self._find(decision, edit) is not None:
            return
        if decision.subject is Subject.ACCEPT:
            self.astray.append(Astray(decision, "the machine tells it no more; it stands", holds=True))
        self.used.append(decision.id)
        self._insert(event)

    def _insert(self, event: Event) -> None:
        name = numbered("e", (one.id for one in (*self.machine.events, *self.events)))
        self.added.add(name)
        self.events.append(replace(event, id=name, incident=None, accounts=()))

    def _on_event(self, decision: Decision, edit: Edit) -> None:
        event = self._find(decision, edit)
        if event is None:
            if decision.subject is not Subject.DROP:
                self._lose(decision, f"no event is told at {_where(decision.a)} any more")
            return
        if decision.subject is Subject.DROP:
            self._drop(decision, edit, event)
        elif decision.subject is Subject.ADD:
            self._overlay(decision, event, edit)
        elif decision.b == WHOLE:
            self._accept(decision, event, edit)
        else:
            name = EventField(decision.b)
            if decision.subject is not Subject.ACCEPT or self._counts(edit):
                self._put(decision, event, name, edit.after)
            self._note(decision, event, name, edit)

    def _drop(self, decision: Decision, edit: Edit, event: Event) -> None:
        before = edit.of_machine.event
        if before is not None and event.id not in self.added and before.type.value != event.type.value:
            why = f"dropped as {before.type.value}; the machine tells {event.type.value} there now"
            self.astray.append(Astray(decision, why, holds=True))
        self.events.remove(event)
        self.used.append(decision.id)

    def _overlay(self, decision: Decision, event: Event, edit: Edit) -> None:
        """Where the machine tells now what a person had added: what the person set of it stands."""
        if event.id in self.added or edit.after.event is None:
            return
        for name in EventField:
            mine = held(edit.after.event, name)
            if not mine.is_empty:
                self._put(decision, event, name, mine)
                self._note(decision, event, name, Edit(NOTHING, mine))
                event = self._same(event)

    def _accept(self, decision: Decision, event: Event, edit: Edit) -> None:
        """Each field that was the machine's own when it was accepted stands as it was then."""
        then, before = edit.of_machine.event, edit.before.event
        if then is None or before is None:
            return
        for name in EventField:
            value, machines = held(before, name), held(then, name)
            if self.asserted or value.says() == machines.says():
                self._put(decision, event, name, value)
                event = self._same(event)
            self._note(decision, event, name, Edit(value, value, machines))

    def _same(self, event: Event) -> Event:
        return next(one for one in self.events if one.id == event.id)

    def _counts(self, edit: Edit) -> bool:
        """Whether what was accepted is put there; a person's agreement with another changes nothing."""
        return self.asserted or edit.before.says() == edit.of_machine.says()

    def _put(self, decision: Decision, event: Event, name: EventField, content: Content) -> None:
        if held(event, name).says() == content.says() and decision.subject is Subject.ACCEPT:
            return
        made = put(event, name, content, self.ontology)
        self.used.append(decision.id)
        self.events[self.events.index(event)] = made

    def _note(self, decision: Decision, event: Event, name: EventField, edit: Edit) -> None:
        """Remember what stands of a field, to be held against what the machine has now."""
        own = next((one for one in self.machine.events if one.id == event.id), None)
        if own is not None and event.id not in self.added:
            stand = _Stand(decision, edit.of_machine, held(own, name), edit.after, name)
            self.stands[event.id, name] = stand

    # -- statements and claims -----------------------------------------------------------------

    def _on_statement(self, decision: Decision, edit: Edit) -> None:
        one = statement_at(self.report, self.statements, edit.part or "", edit.anchors)
        if one is None:
            self._lose(decision, "no statement is made in those words any more")
            return
        if decision.subject is Subject.DROP:
            self.statements.remove(one)
            self.used.append(decision.id)
            return
        self._note_statement(decision, one, edit)
        if decision.subject is Subject.ACCEPT and (not self._counts(edit) or decision.b == WHOLE):
            return
        if edit.after.says() != Content(source=one.source).says() or decision.subject is not Subject.ACCEPT:
            basis = Basis.NONE if edit.after.source is None else Basis.EXPLICIT
            self.statements[self.statements.index(one)] = replace(
                one, source=edit.after.source, basis=basis, candidates=()
            )
            self.used.append(decision.id)

    def _note_statement(self, decision: Decision, one: Statement, edit: Edit) -> None:
        own = next((other for other in self.machine.statements if other.id == one.id), None)
        if own is not None and decision.b != WHOLE:
            now = Content(source=own.source)
            self.stands[one.id, decision.b] = _Stand(
                decision, edit.of_machine, now, edit.after, "the source of a statement"
            )

    def _on_claim(self, decision: Decision, edit: Edit) -> None:
        if decision.subject is Subject.ADD:
            self._add_claim(decision, edit)
            return
        there = self._whole_claims()
        first = [replace(one, stance=self.first.get(one.id, one.stance)) for one in there]
        names = keys_of_claims(self.report, self.events, self.statements, first)
        one = claim_at(there, names, edit.part or "", edit.anchors)
        if one is None:
            if decision.subject is not Subject.DROP:
                self._lose(decision, "no such claim is made any more")
            return
        if decision.subject is Subject.DROP:
            self.claims.remove(one)
            self.used.append(decision.id)
            return
        own = next((other for other in self.machine.claims if other.id == one.id), None)
        stance = edit.after.stance
        if stance is None:
            return
        if own is not None:
            now = Content(stance=own.stance)
            self.stands[one.id, STANCE] = _Stand(
                decision, edit.of_machine, now, edit.after, "the stance of a claim"
            )
        if stance is not one.stance and (decision.subject is not Subject.ACCEPT or self._counts(edit)):
            self.first.setdefault(one.id, one.stance)
            self.claims[self.claims.index(one)] = replace(one, stance=stance)
            self.used.append(decision.id)

    def _whole_claims(self) -> list[Claim]:
        """The claims whose event and statement are there."""
        events = {one.id for one in self.events}
        statements = {one.id for one in self.statements}
        return [one for one in self.claims if one.event in events and one.statement in statements]

    def _add_claim(self, decision: Decision, edit: Edit) -> None:
        event = self._find(decision, edit)
        said = edit.after.statement
        claim = edit.after.claim
        if event is None or said is None or claim is None:
            self._lose(decision, f"no event is told at {_where(decision.a)} any more")
            return
        key = (edit.part or "").partition("/")[0]
        statement = statement_at(self.report, self.statements, key, said.content)
        if statement is None:
            self._lose(decision, "no statement is made in those words any more")
            return
        name = numbered("c", (one.id for one in (*self.machine.claims, *self.claims)))
        made = replace(claim, id=name, statement=statement.id, event=event.id)
        if not any(says_same(one, made) for one in self.claims):
            self.claims.append(made)
        self.used.append(decision.id)

    # -- what stands against it ----------------------------------------------------------------

    def _lose(self, decision: Decision, why: str) -> None:
        self.astray.append(Astray(decision, why, holds=False))

    def _against(self) -> Iterator[Astray]:
        """Decisions whose field the machine codes otherwise than when they were made, each once."""
        found: dict[str, list[_Stand]] = {}
        for stand in self.stands.values():
            now = stand.now.says()
            if now not in (stand.then.says(), stand.stands.says()):
                found.setdefault(stand.decision.id, []).append(stand)
        for stands in found.values():
            names = ", ".join(dict.fromkeys(one.name for one in stands))
            why = f"the machine codes {names} otherwise now; what {stands[0].decision.author} decided stands"
            yield Astray(stands[0].decision, why, holds=True)


def _edit(decision: Decision) -> Edit:
    assert decision.edit is not None  # others are left out before
    return decision.edit


def _where(key: str) -> str:
    return f"character {place_of(key)[1]}"

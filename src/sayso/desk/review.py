"""What persons decide on what reports were coded as: rows of the log, none of which is ever changed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.desk.corrections import Corrections, of_reports, ontology
from sayso.desk.joining import Joining, Step
from sayso.desk.objects import Objects, Thing
from sayso.desk.values import Rows, Values
from sayso.errors import DecisionError, UnknownName
from sayso.model.decisions import Decision, Judgement, Reason, Subject, event_key
from sayso.model.edits import (
    CHOSEN,
    JUDGEMENT,
    SOURCE,
    STANCE,
    WHOLE,
    Author,
    Coder,
    Content,
    Edit,
    EventField,
    NewClaim,
    ReviewState,
    claim_key,
    coder,
    statement_key,
)
from sayso.model.events import Event, Modality
from sayso.model.record import Coded
from sayso.model.spans import Fact, Span
from sayso.model.statements import Claim, Source, Stance
from sayso.review import held
from sayso.review.finding import says_same
from sayso.store.sql.codec import run_id
from sayso.store.sql.sqlstore import SqlStore

_CODER = "judgement"  # the signal of a person's reason


class Review:
    """Writes decisions on the coding of reports, and keeps the corrected records in step.

    Args:
        store: Where all is kept.
        joining: The base over it.
        corrections: The corrected records.
        rows: Parties and places by their ids.
    """

    def __init__(self, store: SqlStore, joining: Joining, corrections: Corrections, rows: Rows) -> None:
        self._store = store
        self._joining = joining
        self._corrections = corrections
        self._values = Values(ontology(), rows)

    # -- whole things and fields -----------------------------------------------------------------

    def accept(self, name: str, field: str | None, author: Author, reason: str) -> tuple[Decision, ...]:
        """Say that a thing, or one field of it, stands as it is."""
        with self._joining.writing() as step:
            things = self._objects(step, author).all(name)
            made = [_said(Subject.ACCEPT, one, *_as_it_is(one, field)) for one in things]
            return self._write(step, made, author, reason)

    def correct(
        self, name: str, field: str, value: object, evidence: Sequence[Span], author: Author, reason: str
    ) -> Decision:
        """Put another value into a field of an event."""
        with self._joining.writing() as step:
            thing = self._objects(step, author).event(name)
            event, which = thing.of_event(), _field(field)
            _check(thing.coded, evidence)
            content = self._values.content(event, which, value, evidence)
            _check_words(thing.coded, content, reason)
            edit = _edit(thing, held(event, which), content, evidence)
            edit = replace(edit, machine=_machines(thing, which, edit.before))
            return self._write(step, [_said(Subject.CORRECT, thing, which.value, edit)], author, reason)[0]

    def clear(self, name: str, field: str, author: Author, reason: str) -> Decision:
        """Say that the report does not give a field of an event."""
        which = _field(field)
        if which in (EventField.TYPE, EventField.MODALITY):
            raise DecisionError(f"an event without a {which} is none; correct it, or drop the event")
        with self._joining.writing() as step:
            thing = self._objects(step, author).event(name)
            before = held(thing.of_event(), which)
            if before.is_empty:
                raise DecisionError(f"{thing.key} has no {which}; there is nothing to clear")
            edit = replace(_edit(thing, before, Content()), machine=_machines(thing, which, before))
            return self._write(step, [_said(Subject.CLEAR, thing, which.value, edit)], author, reason)[0]

    def drop(self, name: str, author: Author, reason: str) -> Decision:
        """Take an event, a claim or a statement out of what a report is coded as."""
        with self._joining.writing() as step:
            thing = self._objects(step, author).one(name)
            before = Content(event=thing.event, claim=thing.claim, statement=thing.statement)
            edit = _edit(thing, before, Content())
            return self._write(step, [_said(Subject.DROP, thing, WHOLE, edit)], author, reason)[0]

    def add_event(self, report: str, trigger: Span, type_: str, author: Author, reason: str) -> Decision:
        """Add an event that the machine did not find."""
        with self._joining.writing() as step:
            coded = self._objects(step, author).report(report)
            _check(coded, [trigger])
            there = [one for one in coded.events if any(span.overlaps(trigger) for span in one.triggers[:1])]
            if there:
                key = event_key(report, there[0].triggers[0].start)
                raise DecisionError(
                    f"{trigger.of(coded.report.text)!r} tells {key} already; correct that one"
                )
            kinds = ontology().types
            if type_ not in kinds:
                raise UnknownName("type", type_, sorted(kinds))
            modality = Fact(Modality.OCCURRED, (trigger,), CHOSEN)
            made = Event("e0", (trigger,), Fact(type_, (trigger,), CHOSEN), modality)
            thing = Thing(event_key(report, trigger.start), coded, event=made)
            edit = _edit(thing, Content(), Content(event=made), [trigger])
            return self._write(step, [_said(Subject.ADD, thing, WHOLE, edit)], author, reason)[0]

    # -- statements and claims -------------------------------------------------------------------

    def add_claim(self, name: str, statement: str, new: NewClaim, author: Author, reason: str) -> Decision:
        """Add what a statement says of a field of an event."""
        with self._joining.writing() as step:
            objects = self._objects(step, author)
            thing, said = objects.event(name), objects.statement(statement)
            if thing.coded.report.id != said.coded.report.id:
                raise DecisionError(f"{name} and {statement} are of two reports")
            _check(thing.coded, [new.evidence])
            event, telling = thing.of_event(), said.of_statement()
            words = new.evidence.of(thing.coded.report.text)
            made = Claim("c0", telling.id, event.id, new.field, new.stance, words, new.evidence)
            if any(says_same(one, made) for one in thing.coded.claims):
                raise DecisionError(f"{statement} says that of {name} already")
            key = statement_key(thing.coded.report.id, telling)
            edit = replace(
                _edit(thing, Content(), Content(claim=made, statement=telling), [new.evidence]),
                part=claim_key(key, event.triggers[0].start, made),
            )
            return self._write(step, [_said(Subject.ADD, thing, new.field.value, edit)], author, reason)[0]

    def set_stance(self, name: str, stance: Stance, author: Author, reason: str) -> Decision:
        """Say how a claim's source stands to it."""
        with self._joining.writing() as step:
            thing = self._objects(step, author).claim(name)
            before, after = Content(stance=thing.of_claim().stance), Content(stance=Stance(stance))
            edit = replace(_edit(thing, before, after), machine=_machines_stance(thing, before))
            return self._write(step, [_said(Subject.CORRECT, thing, STANCE, edit)], author, reason)[0]

    def reattribute(self, name: str, source: Source | None, author: Author, reason: str) -> Decision:
        """Say whose a statement is: nobody's whom the text names, with None."""
        with self._joining.writing() as step:
            thing = self._objects(step, author).statement(name)
            if thing.of_statement().own_voice:
                raise DecisionError(f"{name} is the report's own voice, which has no other source")
            if source is not None:
                _check(thing.coded, [] if source.span is None else [source.span])
                if source.span is None and not reason.strip():
                    raise DecisionError("a source without words of the report needs a reason")
            before, after = Content(source=thing.of_statement().source), Content(source=source)
            edit = replace(_edit(thing, before, after), machine=_machines_source(thing, before))
            subject = Subject.CLEAR if source is None else Subject.CORRECT
            return self._write(step, [_said(subject, thing, SOURCE, edit)], author, reason)[0]

    # -- about them ------------------------------------------------------------------------------

    def note(self, name: str, text: str, author: Author) -> Decision:
        """Write a note on a thing."""
        if not text.strip():
            raise DecisionError("a note needs words")
        with self._joining.writing() as step:
            thing = self._objects(step, author).all(name)[0]
            edit = replace(_edit(thing, Content(), Content()), text=text.strip())
            return self._write(step, [_said(Subject.NOTE, thing, "note", edit)], author, "")[0]

    def set_state(self, incident: str, state: ReviewState, author: Author, reason: str) -> Decision:
        """Say how far the review of an incident is."""
        with self._joining.writing() as step:
            thing = self._objects(step, author).all(incident)[0]
            edit = _edit(thing, Content(), Content())
            made = _said(Subject.STATE, thing, ReviewState(state).value, edit)
            return self._write(step, [made], author, reason)[0]

    def undone(self, step: Step, decisions: Sequence[Decision]) -> None:
        """Bring the corrected records in step with decisions that were taken back."""
        self._corrections.renew(step, of_reports(decisions))

    def view(self, report: str, author: str) -> Coded:
        """What a report is coded as for one coder: the machine's record with that coder's own decisions."""
        machine = self._store.machine(report)
        if machine is None:
            raise UnknownName("report", report, ["the ids that `reports` gives"])
        return self._corrections.made(machine, author).coded

    # -- writing ---------------------------------------------------------------------------------

    def _objects(self, step: Step, author: Author) -> Objects:
        """What names stand for: for a blind coder in the record that this coder sees."""
        blind = isinstance(author, Coder) and author.blind
        see = (lambda report: self.view(report, coder(author).name)) if blind else self._store.record
        return Objects(step, self._store, see)

    def _write(
        self, step: Step, made: Iterable[Decision], author: Author, reason: str
    ) -> tuple[Decision, ...]:
        who = coder(author)
        reasons = (Reason(_CODER, 0.0, reason.strip()),) if reason.strip() else ()
        entries = [
            replace(
                one,
                author=who.name,
                role=who.role,
                reasons=reasons,
                edit=one.edit if one.edit is None else replace(one.edit, blind=who.blind),
            )
            for one in made
        ]
        written = step.base.review(entries)
        if not who.blind:
            self._corrections.renew(step, of_reports([one for one in written if one.subject in _CHANGING]))
        return written


_CHANGING = frozenset({Subject.ACCEPT, Subject.CORRECT, Subject.CLEAR, Subject.ADD, Subject.DROP})


def _said(subject: Subject, thing: Thing, field: str, edit: Edit) -> Decision:
    return Decision(subject, thing.key, field, Judgement.SAME, "", person=True, edit=edit)


def _edit(thing: Thing, before: Content, after: Content, evidence: Sequence[Span] = ()) -> Edit:
    return Edit(
        before,
        after,
        evidence=tuple(evidence),
        anchors=thing.anchors(),
        part=thing.part,
        run=run_id(thing.coded.versions),
    )


def _as_it_is(thing: Thing, field: str | None) -> tuple[str, Edit]:
    """What is accepted: the field, and the edit that changes nothing."""
    if thing.claim is not None:
        before = Content(stance=thing.claim.stance)
        edit = replace(_edit(thing, before, before), machine=_machines_stance(thing, before))
        return STANCE, edit
    if thing.statement is not None:
        before = Content(source=thing.statement.source)
        return SOURCE, replace(_edit(thing, before, before), machine=_machines_source(thing, before))
    event = thing.of_event()
    if field is None:
        before = Content(event=event)
        own = thing.machines_event()
        machine = None if own in (None, event) else Content(event=own)
        return WHOLE, replace(_edit(thing, before, before), machine=machine)
    which = _field(field)
    before = held(event, which)
    return which.value, replace(_edit(thing, before, before), machine=_machines(thing, which, before))


def _machines(thing: Thing, field: EventField, before: Content) -> Content | None:
    """What the machine has in the field, where that is not what stands there."""
    own = thing.machines_event()
    now = None if own is None else held(own, field)
    return None if now is None or now == before else now


def _machines_stance(thing: Thing, before: Content) -> Content | None:
    own = thing.machines_claim()
    now = None if own is None else Content(stance=own.stance)
    return None if now is None or now == before else now


def _machines_source(thing: Thing, before: Content) -> Content | None:
    own = thing.machines_statement()
    now = None if own is None else Content(source=own.source)
    return None if now is None or now == before else now


def _field(name: str) -> EventField:
    try:
        return EventField(name)
    except ValueError:
        raise UnknownName("field", name, [one.value for one in EventField]) from None


def _check(coded: Coded, evidence: Iterable[Span]) -> None:
    """That spans lie in the text."""
    for span in evidence:
        if span.end > len(coded.report.text):
            raise DecisionError(
                f"characters {span.start} to {span.end} are not in report {coded.report.id!r}, which has "
                f"{len(coded.report.text)}"
            )


def _check_words(coded: Coded, content: Content, reason: str) -> None:
    """That each value has words of the report, or a reason."""
    facts = [content.code, content.modality, content.place, content.time]
    every = [one for one in (*facts, *content.parties, *content.weapons, *content.tolls) if one is not None]
    for fact in every:
        _check(coded, fact.evidence)
        if fact.rule == JUDGEMENT and not reason.strip():
            raise DecisionError("a value without words of the report needs a reason: it is a judgement")

"""What persons decide, as a desk offers it."""

from collections.abc import Iterable, Sequence

from sayso.base import Conflict
from sayso.desk import agreeing
from sayso.desk.coding import Gazetteers
from sayso.desk.corrections import Corrections
from sayso.desk.joining import Joining, Step
from sayso.desk.queueing import Queueing
from sayso.desk.review import Review
from sayso.errors import DecisionError, UnknownName
from sayso.evaluate.agreement import Agreements, agreements
from sayso.model.decisions import Decision, Judgement, Subject, coded_report
from sayso.model.edits import Author, NewClaim, Proposal, ReviewState
from sayso.model.events import PartyRef
from sayso.model.incidents import Grade
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.model.statements import Source, Stance
from sayso.store.sql import chain, reading
from sayso.store.sql.log import decision_called, decisions_on
from sayso.store.sql.sqlstore import SqlStore


class Reviewer(Queueing):
    """The part of `Desk` by which persons decide; all of it is written to the log, and undone by `undo`.

    A `thing` is an event (REPORT@START), an incident, which stands for its events, a claim (REPORT#c7) or a
    statement (REPORT#s3). An `author` is a name, or a `Coder` with a role; what a blind one decides counts in
    that coder's own `view` alone. Each method raises `UnknownName` where nothing has such a name, and
    `DecisionError` where the decision makes no sense: then nothing was written.
    """

    _store: SqlStore
    _joining: Joining
    _corrections: Corrections
    _review: Review
    _gazetteers: Gazetteers
    _unseen: frozenset[str] = frozenset()  # reports of which nothing is said here, see `BlindDesk`

    # -- on the coding of reports ------------------------------------------------------------------

    def accept(
        self,
        thing: str,
        field: str | None = None,
        *,
        author: Author,
        reason: str = "",
    ) -> tuple[Decision, ...]:
        """Say that a thing, or one field of an event, stands as it is; one decision for each event."""
        return self._review.accept(thing, field, author, reason)

    def correct(
        self,
        event: str,
        field: str,
        value: object,
        *,
        evidence: Iterable[Span] = (),
        author: Author,
        reason: str = "",
    ) -> Decision:
        """Put another value into a field of an event (`EventField`), in the place of all that it held.

        Args:
            event: Its key.
            field: "type", "actors", "killed", ...
            value: As the field has it (`PartyRef`, `Location`, ...), the id of a party or place, a day,
                (first, last), a number of people, (low, high); of what may be several a list; a `Fact` with
                its own evidence.
            evidence: The words of the report that say it; without any, `reason` says why it is so.
            author: Who decides.
            reason: Why.
        """
        return self._review.correct(event, field, value, tuple(evidence), author, reason)

    def clear(self, event: str, field: str, *, author: Author, reason: str = "") -> Decision:
        """Say that the report does not give a field of an event."""
        return self._review.clear(event, field, author, reason)

    def drop(self, thing: str, *, author: Author, reason: str = "") -> Decision:
        """Take an event, a claim or a statement out of what its report is coded as."""
        return self._review.drop(thing, author, reason)

    def add_event(
        self,
        report: str,
        trigger: Span,
        event_type: str,
        *,
        author: Author,
        reason: str = "",
    ) -> Decision:
        """Add an event that the machine did not find, told at `trigger`; its fields are corrected then."""
        return self._review.add_event(report, trigger, event_type, author, reason)

    def add_claim(
        self, event: str, statement: str, claim: NewClaim, *, author: Author, reason: str = ""
    ) -> Decision:
        """Add what a statement says of a field of an event."""
        return self._review.add_claim(event, statement, claim, author, reason)

    def set_stance(self, claim: str, stance: Stance, *, author: Author, reason: str = "") -> Decision:
        """Say how the source of a claim stands to it."""
        return self._review.set_stance(claim, stance, author, reason)

    def reattribute(
        self, statement: str, source: Source | PartyRef | Span | None, *, author: Author, reason: str = ""
    ) -> Decision:
        """Say whose a statement is: words of the report, a party, or None where the text names nobody.

        What words mean the coder says that codes the reports, see `proposed`.
        """
        if isinstance(source, Span):
            source = self._source_at(statement.rpartition("#")[0], source)
        elif isinstance(source, PartyRef):
            source = Source(source, None)
        return self._review.reattribute(statement, source, author, reason)

    def note(self, thing: str, text: str, *, author: Author) -> Decision:
        """Write a note on a thing."""
        return self._review.note(thing, text, author)

    def set_state(self, incident: str, state: ReviewState, *, author: Author, reason: str = "") -> Decision:
        """Say how far the review of an incident is; it stays with the incident's first event."""
        return self._review.set_state(incident, state, author, reason)

    # -- on pairs ----------------------------------------------------------------------------------

    def merge(self, a: str, b: str, author: Author) -> tuple[Decision, ...]:
        """Make two incidents one, see `Base.merge`."""
        with self._joining.writing() as step:
            return step.base.merge(self._event_of(step, a), self._event_of(step, b), author)

    def split(self, incident: str, events: Sequence[str], author: Author) -> tuple[Decision, ...]:
        """Take events out of an incident, by their keys, see `Base.split`."""
        with self._joining.writing() as step:
            return step.base.split(self._event_of(step, incident), events, author)

    def mark(self, subject: Subject, a: str, b: str, judgement: Judgement, author: Author) -> Decision:
        """Decide on two events or two reports, see `Base.mark`."""
        with self._joining.writing() as step:
            return step.base.mark(subject, a, b, judgement, author)

    def grade(self, incident: str, grade: Grade, author: Author, why: str = "") -> Decision:
        """Give an incident a grade of one's own, beside the derived one, see `Base.assess`."""
        with self._joining.writing() as step:
            return step.base.assess(self._event_of(step, incident), Grade(grade), author, why)

    # -- on all ------------------------------------------------------------------------------------

    def undo(self, decision: str, author: Author) -> tuple[Decision, ...]:
        """Take back a decision, with all of its act, see `Base.undo`."""
        with self._joining.writing() as step:
            undone = step.base.undo(decision, author)
            self._review.undone(step, undone)
            return undone

    def replay(self, log: Sequence[Decision]) -> int:
        """Write the log of another base of the same reports into this one, and work everything out by it.

        Returns:
            The number of incidents.

        Raises:
            DecisionError: this base has decisions of its own.
        """
        if self._store.log():
            raise DecisionError("a log is replayed into a base without decisions; this one has some")
        with self._joining.writing():
            self._store.append(log)
        self._joining.forget()
        return self.rebuild()

    def rebuild(self) -> int:
        raise NotImplementedError

    def log(self, about: str | None = None) -> Sequence[Decision]:
        """Every decision that a person made, undone ones too; of one event or report those on it alone."""
        log = self._store.log()
        if about is None:
            return log
        return [one for one in log if about in (one.a, one.b, coded_report(one))]

    def log_of(self, things: Iterable[str]) -> list[Decision]:
        """The decisions that name any of these events or reports, in the order of the log.

        Of a long log no more is read than these.
        """
        with self._store.reading() as connection:
            return decisions_on(connection, things)

    def decision(self, id_: str) -> Decision:
        """A decision by its id.

        Raises:
            UnknownName: no person made it.
        """
        with self._store.reading() as connection:
            found = decision_called(connection, id_)
        if found is None:
            raise UnknownName("decision", id_, ["the ids that the log gives"])
        return found

    def head(self) -> tuple[int, str]:
        """How many decisions the log has, and the hash of the last: by it is seen what was cut off."""
        with self._store.reading() as connection:
            return chain.head(connection)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Where the machine alone would overrule a person, and decisions that no longer fit."""
        with self._joining.reading() as base:
            found = [*base.conflicts(), *self._corrections.conflicts()]
        return tuple(sorted(found, key=lambda one: one.decision.number))

    # -- asking ------------------------------------------------------------------------------------

    def machine(self, report: str) -> Coded:
        """What the machine made of a report, whatever persons have corrected of it.

        Raises:
            UnknownName: there is no such report.
        """
        found = self._store.machine(report)
        if found is None:
            raise UnknownName("report", report, ["the ids that `reports` gives"])
        return found

    def view(self, report: str, coder: str) -> Coded:
        """What a report is coded as for one coder: the machine's record with that coder's own decisions."""
        return self._review.view(report, coder)

    def agreement(self) -> Agreements:
        """How far coders agree on the events that two or more coded; editors adjudicate and are none."""
        with self._store.reading() as connection:
            incidents = reading.incidents_of(connection, {one.a for one in self._store.log()})
            found = list(agreeing.units(self._corrections, incidents, self._unseen))
        return agreements(found, agreeing.LEVELS)

    def _event_of(self, step: Step, incident: str) -> str:
        """An event of an incident, found without reading all others; an id of old is left to the base."""
        found = reading.viewed(step.connection, [incident])
        return found[incident].incident.members[0] if incident in found else incident

    def proposed(self, report: str, words: Span, field: str) -> tuple[Proposal, ...]:
        """What words of a report may stand for in a field of an event, or as the "source" of a statement.

        The best first; nothing is kept: a value is put there by `correct`.

        Raises:
            UnknownName: there is no such report or field.
        """
        return self._gazetteers.proposed(self.machine(report).report, words, field)

    def _source_at(self, report: str, words: Span) -> Source:
        found = self.proposed(report, words, "source")
        if not found:
            said = words.of(self.machine(report).report.text)
            raise DecisionError(f"nobody is meant by {said!r}, as far as can be told; hand over a PartyRef")
        party = found[0].value.value
        assert isinstance(party, PartyRef)
        return Source(party, words)

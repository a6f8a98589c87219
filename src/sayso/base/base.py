"""A base of coded reports: which of them are one text, versions of one report, and about one incident."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic

from sayso.base.changes import Changed, Changes, Joining
from sayso.base.conflicts import Conflict, conflicts
from sayso.base.doubts import doubts
from sayso.base.entries import contradiction, pin, said
from sayso.base.groups import Copies, Happenings, Versions
from sayso.base.kept import incident_record, nowhere
from sayso.base.machine import Machine, Touched, Widths
from sayso.base.names import Names
from sayso.base.persons import Persons
from sayso.base.redirects import redirects
from sayso.base.rules import F, M, Rules
from sayso.base.standing import Standing, numbered
from sayso.base.views import Views
from sayso.errors import DecisionError, StoreError, UnknownName
from sayso.merge.summing import Admin1
from sayso.model.decisions import Decision, Judgement, Reason, Subject, incident_id, place_of
from sayso.model.edits import Author, coder
from sayso.model.incidents import Family, Grade, MergedIncident, Revision
from sayso.model.kept import IncidentRecord, Told
from sayso.model.record import Coded
from sayso.model.report import Note
from sayso.store import Store

_GRADES = frozenset(grade.value for grade in Grade)


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a report did.

    `new` is False where the same record was there already: then nothing changed. `events` are the keys of its
    events, `near` those of other reports with which one of them was found to be one or perhaps one. `judged`
    is how many pairs were compared.
    """

    report: str
    new: bool
    events: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    judged: int = 0
    notes: tuple[Note, ...] = ()


class Base(Generic[M, F]):
    """Joins coded reports.

    Everything but the log of persons is computed from the reports that are there: any order of adding them
    gives the same incidents, families and revisions. What a person decided is never overruled; `conflicts`
    says where the machine, asked alone, would.

    Args:
        store: Where it is kept. A store that another base has filled by the same rules goes on as it is.
        rules: What it decides by.
        author: The name under which the machine decides: "sayso" and its version.
        today: For notes on reports dated later; None looks for none.
        widths: How many neighbours are compared with; for tests.
    """

    def __init__(
        self,
        store: Store,
        rules: Rules[M, F],
        author: str = "sayso",
        *,
        today: date | None = None,
        widths: Widths | None = None,
    ) -> None:
        self._store = store
        self._today = today
        self.author = author
        self._machine = Machine(store, rules, author, widths or Widths())
        self._persons = Persons(Standing(store.log()), self._resolve)
        self.wrote = False  # whether what is at hand goes beyond what was there before
        self._happenings = Happenings(store, rules, self._machine, self._asked)
        self._copies = Copies(store, rules, self._machine, self._asked)
        self._versions = Versions(store, rules, self._asked)
        self._views = Views(rules, self._happenings, self._copies, self._versions, self._asked)
        self._names = Names(store, self._machine)
        self._changes = Changes(Joining(store, self._machine, self._happenings, self._copies, self._versions))

    # -- reports -------------------------------------------------------------------------------

    def add(self, coded: Coded) -> Added:
        """Take in a report, or the same report coded anew. Adding the same twice changes nothing.

        Raises:
            StoreError: another text has this id.
        """
        report = coded.report
        old = self._store.record(report.id)
        if old is not None and old.report.text != report.text:
            raise StoreError(
                f"report {report.id!r} is there with another text; nothing was changed. "
                "A new version needs an id of its own, and says with `revises` which report it replaces"
            )
        notes = tuple(doubts(report, self._store, self._today))
        if old == coded:
            return Added(report.id, new=False, events=tuple(self._machine.members(report.id)), notes=notes)
        self.wrote = True
        touched = self._machine.add(coded, old)
        if (persons := self._persons.read_again(report.id)) is not None:
            self._use(persons)
        self._touch(touched)
        self._names.change(touched.gone, report.id)
        self._changes.added(touched, report.id)
        events = tuple(self._machine.members(report.id))
        near = touched.names[Subject.MEMBERSHIP] - {*events, *touched.gone}
        return Added(
            report.id, new=True, events=events, near=tuple(sorted(near)), judged=touched.judged, notes=notes
        )

    def remove(self, report: str, erase: Callable[[str], object]) -> None:
        """Take a report out, to be redacted; `erase` takes it out of the store when nothing needs it more.

        Raises:
            StoreError: there is no such report.
        """
        old = self._store.record(report)
        if old is None:
            raise StoreError(f"there is no report {report!r}")
        self.wrote = True
        touched = self._machine.remove(old)
        erase(report)
        self._machine.forget(report)
        self._use(Persons(Standing(self._store.log()), self._resolve))
        self._touch(touched)
        self._names.change(touched.gone, None)
        self._changes.added(touched, report)

    # -- incidents -----------------------------------------------------------------------------

    def incidents(self) -> tuple[MergedIncident, ...]:
        """All incidents, sorted by id."""
        return tuple(sorted(map(self._views.of, self._happenings.all()), key=lambda one: one.id))

    def incident(self, id_: str) -> MergedIncident:
        """One incident, by its id, or by one that it had before something joined it.

        Of an incident that persons have split this is the part with its first event: `current` names all.

        Raises:
            UnknownName: no incident has or had this id.
        """
        return self._views.of(self._happenings.group(self._key(id_)))

    def incident_of(self, key: str) -> MergedIncident:
        """The incident that an event is of.

        Raises:
            UnknownName: there is no such event.
        """
        there = self._resolve(Subject.MEMBERSHIP, key)
        if there is None:
            raise UnknownName("event", key, ["REPORT@START, START being where its best trigger begins"])
        return self._views.of(self._happenings.group(there))

    def current(self, id_: str) -> tuple[str, ...]:
        """The ids that an id stands for now: one after a merge, several after a split.

        Raises:
            UnknownName: no incident has or had this id.
        """
        return self.redirects().get(id_) or (incident_id(self._happenings.group(self._key(id_))),)

    def redirects(self) -> dict[str, tuple[str, ...]]:
        """The ids that persons' merges and splits have changed, and the ids that stand for each now."""
        return redirects(
            self._store.log(), lambda key: self._resolve(Subject.MEMBERSHIP, key), self._happenings.group
        )

    def changed(self) -> Changed:
        """What may differ since this was last asked; all that is there, of what was added since it opened."""
        return self._changes.take(self._persons)

    def record(self, members: Sequence[str], admin1: Admin1 = nowhere) -> IncidentRecord:
        """The incident of these members, with its events, its row, and what persons decided about it."""
        incident = self._views.of(members)
        told = [Told(key, *self._happenings.told(key)) for key in incident.members]
        about = self._persons.about({*incident.members, *incident.reports})
        log = self._store.log() if about else ()
        return incident_record(incident, told, [log[number - 1] for number in about], admin1)

    def family(self, report: str) -> Family:
        """The family of a report; alone in it, if nobody has its text."""
        return self._copies.family(report)

    def versions(self, report: str) -> tuple[Revision, ...]:
        """The pairs of following versions of the report that one is a version of."""
        return self._versions.parts.of(report).revisions

    def families(self) -> tuple[Family, ...]:
        """Reports of one text, each family of two or more once; sorted by their reports."""
        found = {self._copies.family(report) for report in self._store.reports()}
        return tuple(sorted((one for one in found if len(one.reports) > 1), key=lambda one: one.reports))

    def revisions(self) -> tuple[Revision, ...]:
        """Each pair of following versions of a report, sorted; with what changed from one to the next."""
        found = {one for report in self._store.reports() for one in self._versions.parts.of(report).revisions}
        return tuple(sorted(found, key=lambda one: (one.earlier, one.later)))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Where the machine alone would overrule a person, and persons' decisions that no longer fit."""
        return conflicts(self._persons, self._machine, self._happenings)

    # -- decisions of persons ------------------------------------------------------------------

    def log(self) -> tuple[Decision, ...]:
        """Every decision that a person made, undone ones too."""
        return tuple(self._store.log())

    def merge(self, a: str, b: str, author: Author) -> tuple[Decision, ...]:
        """Make two incidents one; the decisions that were written, one act.

        Raises:
            UnknownName: no incident has such an id.
            DecisionError: they are one already, or persons hold members of them apart.
        """
        one, other = (self._happenings.group(self._key(id_)) for id_ in (a, b))
        if one == other:
            raise DecisionError(f"{a} and {b} are one incident already: {incident_id(one)}")
        first, second = (min(members, key=place_of) for members in (one, other))
        entries = [said(Subject.MEMBERSHIP, first, second, Judgement.SAME, author)]
        return self._act(entries, author, ({*one, *other},))

    def split(self, incident: str, keys: Sequence[str], author: Author) -> tuple[Decision, ...]:
        """Take events out of an incident, into one of their own; the decisions that were written, one act.

        Raises:
            UnknownName: no incident has this id.
            DecisionError: the keys are not some, and not all, of its events; or persons hold the parts
            together.
        """
        members = self._happenings.group(self._key(incident))
        out = {self._resolve(Subject.MEMBERSHIP, key) or key for key in keys}
        rest = set(members) - out
        if not out or not rest or out - set(members):
            asked = ", ".join(sorted(out - set(members)) or sorted(out)) or "nothing"
            raise DecisionError(
                f"cannot take {asked} out of {incident}; name some, and not all, of {', '.join(members)}"
            )
        entries = [
            said(Subject.MEMBERSHIP, a, b, Judgement.DIFFERENT, author)
            for a in sorted(out, key=place_of)
            for b in sorted(rest, key=place_of)
        ]
        return self._act(entries, author, (out, rest))

    def mark(self, subject: Subject, a: str, b: str, judgement: Judgement, author: Author) -> Decision:
        """Decide on two events, two reports, or (GRADE) an event and the grade of its incident.

        Returns what is in force already where somebody has decided the same.

        Raises:
            DecisionError: one of the two is not there, or other persons' decisions exclude it.
        """
        one, other = self._resolve(subject, a), self._resolve(subject, b)
        lost = [name for name, there in ((a, one), (b, other)) if there is None]
        if one is None or other is None or one == other:
            what = f"there is no {' and no '.join(map(repr, lost))}" if lost else f"{a!r} is {b!r}"
            raise DecisionError(f"nothing to decide: {what}")
        entry = said(subject, one, other, judgement, author)
        there = self._persons.of(subject, one, other)
        if there is not None and (there.judgement, there.a) == (judgement, entry.a):
            return there
        return self._act([entry], author, ())[0]

    def assess(self, incident: str, grade: Grade, author: Author, why: str = "") -> Decision:
        """Give an incident a grade of one's own, which stands beside the derived one; the decision on it.

        Raises:
            UnknownName: no incident has this id.
        """
        first = self._happenings.group(self._key(incident))[0]
        entry = said(Subject.GRADE, first, grade.value, Judgement.SAME, author)
        return self._act(
            [replace(entry, reasons=(Reason("assessment", 0.0, why),) if why else ())], author, ()
        )[0]

    def undo(self, decision_id: str, author: Author) -> tuple[Decision, ...]:
        """Take back a decision and all of its act; an undo is taken back the same way.

        Raises:
            DecisionError: no person made it, it is undone already, or what it would restore is excluded by
                decisions made since.
        """
        return self._act(self._persons.standing.undoing(decision_id, author), author, ())

    def _act(
        self, entries: Sequence[Decision], author: Author, wholes: tuple[set[str], ...]
    ) -> tuple[Decision, ...]:
        """Write one act. Where a whole of it would fall apart, its pieces are said to be the same, too."""
        if not coder(author).name.strip():
            raise DecisionError("a decision needs the name of its author")
        # The moment is set here: what is worked out with an entry must be what is worked out of the log.
        before, entries = self._persons, self._stamped(entries)
        try:
            self._try(entries, before)
            for whole in wholes:
                self._hold_together(entries, whole, before)
        except DecisionError:
            self._use(before)
            raise
        written = numbered(before.standing, entries)
        self.wrote = True
        self._store.append(written)
        return written

    def review(self, entries: Sequence[Decision]) -> tuple[Decision, ...]:
        """Write decisions on the coding of reports, one act: whoever calls adds the corrected records then.

        Raises:
            DecisionError: they have no author.
        """
        if not all(one.author.strip() for one in entries):
            raise DecisionError("a decision needs the name of its author")
        written = numbered(self._persons.standing, self._stamped(entries))
        self.wrote = True
        self._store.append(written)
        for one in written:
            self._persons.standing.add(one)
        keys = (self._resolve(Subject.MEMBERSHIP, one.a) for one in written if "@" in one.a)
        self._changes.reviewed({key for key in keys if key is not None})
        return written

    def _stamped(self, entries: Sequence[Decision]) -> list[Decision]:
        return [replace(one, at=moment) for moment in (self._store.now(),) for one in entries]

    def _hold_together(self, entries: list[Decision], whole: set[str], before: Persons) -> None:
        """Say of the pieces that events fall into that they are one; if that is not enough, of each event."""
        first = min(whole, key=place_of)
        for others in (self._happenings.pieces(whole)[1:], sorted(whole - {first}, key=place_of)):
            if len(self._happenings.pieces(whole)) > 1:
                there = {one.pair for one in entries}
                pins = (pin(entries[0], first, other) for other in others)
                entries += [one for one in pins if one.pair not in there]
                self._try(entries, before)

    def _try(self, entries: Sequence[Decision], before: Persons) -> None:
        """Let decisions count that are not written yet.

        Raises:
            DecisionError: they contradict others, or make others do so.
        """
        for entry in entries:
            if entry.undoes is None and (against := before.against(entry)):
                raise DecisionError(contradiction(entry, against))
        known = {one.id for one, _ in before.set_aside}
        trial = before.plus(numbered(before.standing, entries))
        for one, against in trial.set_aside:
            if one.id not in known:
                raise DecisionError(contradiction(one, against))
        self._use(trial)

    def _touch(self, touched: Touched) -> None:
        self._happenings.touch(touched)
        self._copies.parts.touch(touched.names[Subject.COPY])
        self._versions.parts.touch(touched.names[Subject.REVISION])

    def _use(self, persons: Persons) -> None:
        before, self._persons = self._persons, persons
        self._happenings.parts.touch(persons.differing(before, Subject.MEMBERSHIP))
        self._copies.parts.touch(persons.differing(before, Subject.COPY))
        self._versions.parts.touch(persons.differing(before, Subject.REVISION))
        self._changes.decided(before, persons)

    # -- names ---------------------------------------------------------------------------------

    def _asked(self) -> Persons:
        return self._persons

    def _key(self, id_: str) -> str:
        """An event of the incident that has or had an id; the key of an event names its incident, too."""
        key = self._resolve(Subject.MEMBERSHIP, id_) if "@" in id_ else self._names.key(id_)
        if key is None:
            raise UnknownName("incident", id_, ["the ids that `incidents` gives, and those they had before"])
        return key

    def _resolve(self, subject: Subject, name: str) -> str | None:
        """What a name in the log means today; None where nothing is there any more."""
        if subject in (Subject.COPY, Subject.REVISION):
            return None if self._store.record(name) is None else name
        if subject is Subject.GRADE and name in _GRADES:
            return name
        report, start = place_of(name)
        if self._store.record(report) is None:
            return None
        members = self._machine.members(report)
        if name in members:
            return name
        told = [(span, key) for key, member in members.items() for span in member.event.triggers]
        exact = [key for span, key in told if span.start == start]
        around = [key for span, key in told if span.start <= start < span.end]
        return next(iter([*exact, *around]), None)

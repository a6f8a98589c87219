"""What a base says may have changed is all that has."""

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.base import Base, Changed, Widths
from sayso.errors import DecisionError
from sayso.model.decisions import Judgement, Subject
from sayso.model.incidents import Grade, Revision
from sayso.model.kept import IncidentRecord
from sayso.model.record import Coded
from sayso.store import MemoryStore
from tests.base.small import RULES, Toy, base, coded
from tests.base.test_base import NARROW, REPORTS, everything, reports_of


class Kept:
    """What somebody has who writes down only what is said to have changed."""

    def __init__(self) -> None:
        self.incidents: dict[str, IncidentRecord] = {}
        self.families: dict[str, object] = {}
        self.revisions: dict[tuple[str, str], Revision] = {}

    def follow(self, made: Toy, changed: Changed) -> None:
        keys = {*changed.gone, *(key for members in changed.incidents for key in members)}
        for id_ in [one.incident.id for one in self.incidents.values() if keys & set(one.incident.members)]:
            del self.incidents[id_]
        for members in changed.incidents:
            record = made.record(members)
            self.incidents[record.incident.id] = record
        for at in [at for at in self.revisions if set(at) & set(changed.reports)]:
            del self.revisions[at]
        for report in changed.reports:
            self.families[report] = made.family(report)
            self.revisions.update(((one.earlier, one.later), one) for one in made.versions(report))

    def lose(self, report: str) -> None:
        """A report is no more."""
        self.families.pop(report, None)
        for at in [at for at in self.revisions if report in at]:
            del self.revisions[at]


def anew(made: Toy, reports: Iterable[Coded]) -> Kept:
    """All that there is."""
    kept = Kept()
    for one in made.incidents():
        kept.incidents[one.id] = made.record(one.members)
    for report in reports:
        kept.families[report.report.id] = made.family(report.report.id)
    kept.revisions = {(one.earlier, one.later): one for one in made.revisions()}
    return kept


def decide(made: Toy, data: st.DataObject) -> None:
    """Let a person do something, if it may be done."""
    incidents = made.incidents()
    if not incidents:
        return
    act = data.draw(st.sampled_from(["merge", "split", "copy", "revision", "part", "mark", "grade", "undo"]))
    one = data.draw(st.sampled_from(incidents))
    other = data.draw(st.sampled_from(incidents))
    keys, reports = (one.members[0], other.members[-1]), (one.reports[0], other.reports[-1])
    judgement = data.draw(st.sampled_from(Judgement))
    marks = {
        "copy": (Subject.COPY, *reports),
        "revision": (Subject.REVISION, *reports),
        "part": (Subject.PART, *keys),
        "mark": (Subject.MEMBERSHIP, *keys),
    }
    try:
        if act == "merge":
            made.merge(one.id, other.id, "ann")
        elif act == "split":
            made.split(one.id, one.members[:1], "ann")
        elif act == "grade":
            made.mark(Subject.GRADE, keys[0], Grade.FAIR.value, Judgement.SAME, "ann")
        elif act in marks:
            made.mark(*marks[act], judgement, "ann")
        elif made.log():
            made.undo(data.draw(st.sampled_from(made.log())).id, "ben")
    except DecisionError:
        return


@pytest.fixture(params=[48, 3])
def all_pairs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of more events are worked on in another way: some must grow beyond that, and shrink again."""
    monkeypatch.setattr("sayso.base.groups.ALL_PAIRS", request.param)


@pytest.mark.usefixtures("all_pairs")
@pytest.mark.parametrize("reopened", [False, True])
@pytest.mark.parametrize("widths", [None, NARROW])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=REPORTS, data=st.data())
def test_writing_down_what_changed_leaves_what_all_anew_gives(
    reopened: bool,
    widths: Widths | None,
    rows: list[tuple[list[str], str | None, str | None, int]],
    data: st.DataObject,
) -> None:
    store, kept, there = MemoryStore(), Kept(), dict[str, Coded]()
    made: Toy = Base(store, RULES, "toy 1", widths=widths)
    for one in reports_of(rows):
        there[one.report.id] = one
        steps: list[Coded] = [one]
        again: bool = data.draw(st.booleans())
        if one.events and again:  # coded anew, with an event less, another outlet
            fewer = Coded(coded(one.report.id, one.report.text, outlet="Herald").report, one.events[1:])
            steps.append(fewer)
            there[one.report.id] = fewer
        for step in steps:
            made.add(step)
            kept.follow(made, made.changed())
            if reopened:
                made = Base(store, RULES, "toy 1", widths=widths)
        if len(there) > 2 and data.draw(st.integers(0, 3)) == 3:
            gone = data.draw(st.sampled_from(sorted(there)))
            made.remove(gone, store._records.pop)
            del there[gone]
            kept.lose(gone)
            kept.follow(made, made.changed())
            if reopened:
                made = Base(store, RULES, "toy 1", widths=widths)
        if data.draw(st.booleans()):
            decide(made, data)
            kept.follow(made, made.changed())
            if reopened:
                made = Base(store, RULES, "toy 1", widths=widths)
    told = anew(Base(store, RULES, "toy 1", widths=widths), there.values())
    assert kept.incidents == told.incidents
    everything_again = everything(base(*there.values(), widths=widths, log=made.log()))
    assert everything(made) == everything_again
    assert kept.families == told.families
    assert kept.revisions == told.revisions


def test_nothing_is_said_twice() -> None:
    made: Toy = Base(MemoryStore(), RULES, "toy 1")
    made.add(coded("a", "raid.1.X"))
    assert made.changed() == Changed((("a@0",),), (), ("a",))
    assert made.changed() == Changed()
    made.add(coded("b", "blast.2.Y"))
    assert made.changed() == Changed((("b@0",),), (), ("b",))


def test_a_grade_that_a_person_gave_is_the_last_one_and_marks_its_incident_as_reviewed() -> None:
    made: Toy = Base(MemoryStore(), RULES, "toy 1")
    made.add(coded("a", "raid.1.X"))
    made.add(coded("b", "raid.1.X"))
    made.changed()
    for grade in (Grade.WEAK, Grade.FAIR):
        made.mark(Subject.GRADE, "a@0", grade.value, Judgement.SAME, "ann")
    (members,) = made.changed().incidents
    record = made.record(members)
    assert (record.assessed, record.reviewed, len(record.decisions)) == (Grade.FAIR, True, 2)
    made.undo(made.log()[1].id, "ann")
    assert made.record(made.changed().incidents[0]).assessed is Grade.WEAK


def test_one_more_copy_changes_only_the_incidents_that_it_tells() -> None:
    copies = [coded(f"r{n:02}", f"a b c d e f kind{n}.1.place{n}", outlet=f"Outlet {n}") for n in range(9)]
    made = base(*copies[:8])
    made.changed()
    made.add(copies[8])
    changed = made.changed()
    assert len(made.family("r00").reports) == len(changed.reports) == 9
    assert changed.incidents == (("r08@12",),)

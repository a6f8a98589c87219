"""What a base makes of toy reports: a function of the set of reports and of what persons decided."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.base import Base, Widths
from sayso.errors import DecisionError, StoreError, UnknownName
from sayso.model.decisions import Decision, Judgement, Subject, incident_id
from sayso.model.incidents import Grade
from sayso.model.record import Coded
from sayso.store import MemoryStore
from tests.base.small import RULES, Toy, base, coded, groups_of

SAME, DIFFERENT, UNSURE = Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE
MEMBERSHIP = Subject.MEMBERSHIP
NARROW = Widths(events=1, texts=1, addresses=1)

WORDS = st.sampled_from(
    [f"raid.{day}.{place}" for day in "12?" for place in "XY?"]
    + ["blast.1.X", "#box", "#foot", "the", "wire"]
)
REPORTS = st.lists(
    st.tuples(
        st.lists(WORDS, min_size=1, max_size=4),
        st.sampled_from([None, "Herald", "Gazette"]),
        st.sampled_from([None, "r0", "r1"]),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=7,
)


def reports_of(rows: Sequence[tuple[list[str], str | None, str | None, int]]) -> list[Coded]:
    return [
        coded(f"r{number}", " ".join(words), outlet=outlet, revises=revises, published=date(2024, 5, day))
        for number, (words, outlet, revises, day) in enumerate(rows)
    ]


def everything(made: Toy) -> tuple[object, ...]:
    return made.incidents(), made.families(), made.revisions(), made.conflicts(), made.redirects()


# -- order ---------------------------------------------------------------------------------


@pytest.mark.parametrize("widths", [None, NARROW])
@given(data=st.data(), rows=REPORTS)
def test_any_order_of_adding_gives_the_same(
    widths: Widths | None, data: st.DataObject, rows: list[tuple[list[str], str | None, str | None, int]]
) -> None:
    reports = reports_of(rows)
    other = data.draw(st.permutations(reports))
    assert everything(base(*reports, widths=widths)) == everything(base(*other, widths=widths))


@pytest.mark.parametrize("widths", [None, NARROW])
@given(rows=REPORTS)
def test_asking_in_between_changes_nothing(
    widths: Widths | None, rows: list[tuple[list[str], str | None, str | None, int]]
) -> None:
    reports = reports_of(rows)
    asked = base(widths=widths)
    for one in reports:
        asked.add(one)
        everything(asked)
    assert everything(asked) == everything(base(*reports, widths=widths))


@pytest.mark.parametrize("widths", [None, NARROW])
@given(data=st.data(), rows=REPORTS)
def test_coding_a_report_anew_leaves_what_coding_it_so_at_once_had_given(
    widths: Widths | None, data: st.DataObject, rows: list[tuple[list[str], str | None, str | None, int]]
) -> None:
    reports = reports_of(rows)
    which = data.draw(st.sampled_from(reports))
    # Another run of the coder found other events, and somebody has put the outlet and the day right.
    kept = data.draw(st.lists(st.sampled_from(which.events), unique=True)) if which.events else []
    fewer = Coded(which.report, tuple(event for event in which.events if event in kept))
    right = coded(which.report.id, which.report.text, outlet="Herald", published=date(2024, 5, 9))
    for first, second in ((fewer, which), (which, right), (fewer, right)):
        made = base(*(first if one is which else one for one in reports), widths=widths)
        everything(made)
        made.add(second)
        assert everything(made) == everything(
            base(*(second if one is which else one for one in reports), widths=widths)
        )


@given(rows=REPORTS)
def test_adding_a_report_twice_changes_nothing(
    rows: list[tuple[list[str], str | None, str | None, int]],
) -> None:
    reports = reports_of(rows)
    made = base(*reports)
    before = everything(made)
    again = [made.add(one) for one in reports_of(rows)]
    assert [one.new for one in again] == [False] * len(reports)
    assert everything(made) == before


@given(rows=REPORTS)
def test_a_store_that_is_opened_again_goes_on(
    rows: list[tuple[list[str], str | None, str | None, int]],
) -> None:
    reports, store = reports_of(rows), MemoryStore()
    for one in reports:
        Base(store, RULES, "toy 1").add(one)
    assert everything(Base(store, RULES, "toy 1")) == everything(base(*reports))


def test_a_line_that_has_become_furniture_is_taken_from_the_reports_before() -> None:
    reports = [
        coded(f"r{day}", f"#a #b #c word{day}", outlet="Herald", published=date(2024, 5, day))
        for day in (1, 2, 3)
    ]
    assert [len(base(*reports[:n]).families()) for n in (1, 2, 3)] == [0, 1, 0]
    elsewhere = coded("r9", "#a #b #c word9", outlet="Gazette")
    assert [one.reports for one in base(*reports, elsewhere).families()] == []


def test_a_crowded_key_still_joins_what_is_one() -> None:
    many = [coded(f"r{n:03}", f"raid.{n % 7}.X{n % 7}") for n in range(140)]
    assert [len(one) for one in groups_of(base(*many, widths=Widths(events=3)))] == [20] * 7


# -- decisions of persons ------------------------------------------------------------------

THREE = (coded("a", "raid.1.X"), coded("b", "raid.1.X"), coded("c", "raid.2.X"))


def test_merging_joins_all_events_of_both_and_undoing_it_parts_them() -> None:
    made = base(*THREE)
    before = everything(made)
    one, other = (made.incident_of(key).id for key in ("a@0", "c@0"))
    written = made.merge(one, other, "ann")
    assert groups_of(made) == [["a@0", "b@0", "c@0"]]
    assert {decision.author for decision in written} == {"ann"}
    made.undo(written[0].id, "ben")
    assert everything(made) == before


def test_splitting_takes_events_out_and_undoing_it_puts_them_back() -> None:
    made = base(*THREE, coded("d", "raid.1.X"), coded("e", "raid.1.X"))
    before = everything(made)
    incident = made.incident_of("a@0").id
    written = made.split(incident, ["b@0", "d@0"], "ann")
    assert groups_of(made) == [["a@0", "e@0"], ["b@0", "d@0"], ["c@0"]]
    assert len({decision.act for decision in written}) == 1
    made.undo(written[-1].id, "ann")
    assert everything(made) == before


@given(rows=REPORTS, data=st.data())
def test_a_merge_or_a_split_holds_and_undoing_it_is_identity(
    rows: list[tuple[list[str], str | None, str | None, int]], data: st.DataObject
) -> None:
    made = base(*reports_of(rows))
    before, found = everything(made), made.incidents()
    for one in found[:3]:
        if len(one.members) > 1:
            some = data.draw(st.lists(st.sampled_from(one.members[:-1]), min_size=1, unique=True))
            written = made.split(one.id, some, "ann")
            parts = sorted([sorted(some), sorted(set(one.members) - set(some))])
            assert [group for group in groups_of(made) if set(group) & set(one.members)] == [
                sorted(part, key=lambda key: (key[:2], int(key[3:]))) for part in parts
            ]
        elif len(found) > 1:
            other = data.draw(st.sampled_from([two for two in found if two.id != one.id]))
            written = made.merge(one.id, other.id, "ann")
            assert set(made.incident(one.id).members) == {*one.members, *other.members}
        else:
            continue
        undone = made.undo(written[0].id, "ann")
        assert everything(made) == before
        made.undo(undone[0].id, "ann")
        again = everything(made)
        made.undo(made.log()[-1].id, "ann")
        assert again != before
        assert everything(made) == before


@given(rows=REPORTS, data=st.data())
def test_what_persons_hold_apart_is_never_together_and_decisions_are_kept_by_any_order(
    rows: list[tuple[list[str], str | None, str | None, int]], data: st.DataObject
) -> None:
    reports = reports_of(rows)
    made = base(*reports)
    keys = sorted(key for one in made.incidents() for key in one.members)
    pairs = st.tuples(
        st.sampled_from(keys), st.sampled_from(keys), st.sampled_from([SAME, DIFFERENT, UNSURE])
    )
    asked = data.draw(st.lists(pairs, max_size=5)) if keys else []
    for a, b, judgement in asked:
        try:
            made.mark(MEMBERSHIP, a, b, judgement, "ann")
        except DecisionError:
            continue
    result = everything(made)
    for said in made.log():
        together = said.b in made.incident_of(said.a).members
        assert together or said.judgement is not SAME
        assert not together or said.judgement is not DIFFERENT
    again = base(*data.draw(st.permutations(reports)), log=made.log())
    assert everything(again) == result


def test_a_split_survives_coding_its_reports_anew() -> None:
    made = base(coded("a", "the raid.1.X raid.1.X"), coded("b", "raid.1.X"))
    made.split(made.incident_of("b@0").id, ["b@0"], "ann")
    before = groups_of(made)
    first, second = made._store.record("a").events  # type: ignore[union-attr]  # it was just added
    one = Coded(made._store.record("a").report, (first,))  # type: ignore[union-attr]  # as above
    joined = (*second.triggers, *first.triggers)
    anew = Coded(one.report, (type(first)("e0", joined, first.type, first.modality),))
    made.add(anew)
    assert before == [["a@4", "a@13"], ["b@0"]]
    assert groups_of(made) == [["a@13"], ["b@0"]]
    made.add(coded("c", "raid.1.X"))
    assert groups_of(made) in ([["a@13", "c@0"], ["b@0"]], [["a@13"], ["b@0", "c@0"]])


def test_what_contradicts_other_persons_is_refused_and_nothing_is_written() -> None:
    made = base(*THREE)
    first = made.mark(MEMBERSHIP, "a@0", "b@0", SAME, "ann")
    made.mark(MEMBERSHIP, "b@0", "c@0", SAME, "ben")
    before = everything(made)
    with pytest.raises(
        DecisionError, match=rf"{first.id} \(ann: a@0 and b@0 same\), d-\w+ \(ben: b@0 and c@0"
    ):
        made.mark(MEMBERSHIP, "a@0", "c@0", DIFFERENT, "cid")
    assert len(made.log()) == 2
    assert everything(made) == before
    made.undo(first.id, "cid")
    made.mark(MEMBERSHIP, "a@0", "c@0", DIFFERENT, "cid")
    assert groups_of(made) == [["a@0"], ["b@0", "c@0"]]


def test_an_undo_is_undone_unless_decisions_made_since_exclude_it() -> None:
    made = base(*THREE)
    written = made.mark(MEMBERSHIP, "a@0", "c@0", SAME, "ann")
    joined = groups_of(made)
    (undone,) = made.undo(written.id, "ben")
    with pytest.raises(DecisionError, match=f"undone already, by ben \\({undone.id}\\)"):
        made.undo(written.id, "cid")
    (restored,) = made.undo(undone.id, "cid")
    assert groups_of(made) == joined
    made.undo(restored.id, "ben")
    made.mark(MEMBERSHIP, "a@0", "c@0", DIFFERENT, "ben")
    with pytest.raises(DecisionError, match="cannot be same for ann"):
        made.undo(made.log()[-2].id, "ann")
    assert groups_of(made) == [["a@0", "b@0"], ["c@0"]]


@pytest.mark.parametrize(
    ("ask", "error", "told"),
    [
        (lambda made: made.merge("i-no", "i-no", "ann"), UnknownName, "unknown incident 'i-no'"),
        (
            lambda made: made.merge(of(made, "a@0"), of(made, "b@0"), "ann"),
            DecisionError,
            "one incident already",
        ),
        (lambda made: made.split(of(made, "a@0"), ["c@0"], "ann"), DecisionError, "cannot take c@0 out"),
        (
            lambda made: made.split(of(made, "a@0"), [], "ann"),
            DecisionError,
            "name some, and not all, of a@0, b@0",
        ),
        (lambda made: made.split(of(made, "a@0"), ["a@0", "b@0"], "ann"), DecisionError, "not all"),
        (lambda made: made.mark(MEMBERSHIP, "a@0", "q@7", SAME, "ann"), DecisionError, "no 'q@7'"),
        (lambda made: made.mark(MEMBERSHIP, "a@0", "a@3", SAME, "ann"), DecisionError, "'a@0' is 'a@3'"),
        (lambda made: made.mark(MEMBERSHIP, "a@0", "c@0", SAME, " "), DecisionError, "name of its author"),
        (lambda made: made.undo("d-0", "ann"), DecisionError, "no person decided 'd-0'"),
        (lambda made: made.incident_of("q@7"), UnknownName, "unknown event 'q@7'"),
    ],
)
def test_what_makes_no_sense_is_told(ask: Callable[[Toy], object], error: type[Exception], told: str) -> None:
    made = base(*THREE)
    with pytest.raises(error, match=told):
        ask(made)
    assert made.log() == ()


def of(made: Toy, key: str) -> str:
    return made.incident_of(key).id


def test_the_same_decision_again_is_the_one_that_is_there() -> None:
    made = base(*THREE)
    first = made.mark(MEMBERSHIP, "c@0", "a@0", SAME, "ann")
    assert made.mark(MEMBERSHIP, "a@0", "c@0", SAME, "ben") == first
    assert made.log() == (first,)


def test_ids_that_a_merge_or_a_split_has_changed_lead_on() -> None:
    made = base(*THREE)
    first, second = of(made, "a@0"), of(made, "c@0")
    made.merge(first, second, "ann")
    assert made.redirects() == {second: (first,)}
    assert made.incident(second).id == first
    made.undo(made.log()[0].id, "ann")
    assert made.redirects() == {}
    made.split(first, ["a@0"], "ann")
    assert made.redirects() == {first: tuple(sorted((incident_id(["a@0"]), incident_id(["b@0"]))))}
    assert made.current(first) == made.redirects()[first]


def test_an_id_stays_good_when_an_earlier_key_joins() -> None:
    made = base(coded("m", "raid.1.X"))
    (before,) = made.incidents()
    made.add(coded("a", "raid.1.X"))
    (after,) = made.incidents()
    assert after.id != before.id
    assert made.incident(before.id) == after
    assert made.current(before.id) == (after.id,)


def test_it_is_said_where_the_machine_would_overrule_a_person() -> None:
    made = base(*THREE, coded("d", "raid.1.?"))
    made.mark(MEMBERSHIP, "a@0", "b@0", DIFFERENT, "ann")
    made.mark(MEMBERSHIP, "a@0", "c@0", SAME, "ben")
    made.mark(MEMBERSHIP, "b@0", "d@0", SAME, "cid")
    assert [(one.decision.author, one.against[0].judgement, one.holds) for one in made.conflicts()] == [
        ("ann", SAME, True),
        ("ben", DIFFERENT, True),
    ]
    assert (
        made.conflicts()[1].why
        == "ben has them as same, the machine as different: day 1 and 2; place X and X"
    )


def test_persons_decide_on_copies_and_versions_too() -> None:
    made = base(coded("a", "one two three", outlet="Herald"), coded("b", "four five six", outlet="Herald"))
    made.mark(Subject.COPY, "a", "b", SAME, "ann")
    made.mark(Subject.REVISION, "b", "a", SAME, "ann")
    assert [one.reports for one in made.families()] == [("a", "b")]
    assert [(one.earlier, one.later) for one in made.revisions()] == [("a", "b")]
    with pytest.raises(DecisionError, match="undo what is wrong"):
        made.mark(Subject.REVISION, "a", "b", SAME, "ben")
    assert [one.why for one in made.conflicts()] == [
        "ann has them as same, the machine as different",
        "ann has them as same, the machine as different",
    ]


def test_a_persons_grade_stands_beside_the_derived_one_and_is_undone_like_any_decision() -> None:
    made = base(*THREE)
    one, before = made.incidents()[0], everything(made)
    made.assess(one.id, Grade.WEAK, "ann")
    made.assess(one.id, Grade.FAIR, "ann", "two hospitals have the names")
    last = made.assess(one.id, Grade.FAIR, "ben")
    now = made.incident(one.id)
    assert [(said.grade, said.author, said.why) for said in now.assessed] == [
        (Grade.FAIR, "ann", "two hospitals have the names"),
        (Grade.FAIR, "ben", None),
    ]
    assert now.assessed[1].decision == last.id
    assert (now.graded, made.conflicts()) == (one.graded, before[3])
    assert base(*THREE[::-1], log=made.log()).incidents() == made.incidents()
    for said in reversed(made.log()):
        made.undo(said.id, "ann")
    assert everything(made) == before
    with pytest.raises(UnknownName):
        made.assess("i-0", Grade.FAIR, "ann")


# -- odd input -----------------------------------------------------------------------------


def test_an_id_that_is_taken_by_another_text_is_refused() -> None:
    made = base(*THREE)
    before = everything(made)
    with pytest.raises(
        StoreError, match=r"report 'a' is there with another text.*needs an id of its own.*`revises`"
    ):
        made.add(coded("a", "raid.3.Y"))
    assert everything(made) == before


def test_a_date_in_the_future_is_noted() -> None:
    made = base()
    added = made.add(coded("a", "raid.1.X", published=date(2031, 1, 1)))
    assert [(note.kind, note.message) for note in added.notes] == [
        ("future-date", "dated 2031-01-01, later than today (2024-06-01); taken as it is")
    ]
    assert groups_of(made) == [["a@0"]]


@pytest.mark.parametrize("order", sorted(permutations("abc")))
def test_a_loop_of_revisions_is_noted_and_joins_no_more_than_the_versions(order: tuple[str, ...]) -> None:
    before = {"a": "c", "b": "a", "c": "b"}
    made = base()
    added = [made.add(coded(name, f"raid.1.X {name}", revises=before[name])) for name in order]
    assert [[note.kind for note in one.notes] for one in added] == [[], [], ["revision-loop"]]
    assert [(one.earlier, one.later) for one in made.revisions()] == [("a", "b"), ("b", "c")]


def test_a_report_that_revises_itself_or_one_that_is_not_there_is_taken_in() -> None:
    made = base()
    assert [note.kind for note in made.add(coded("a", "raid.1.X", revises="a")).notes] == ["revision-loop"]
    assert made.add(coded("b", "raid.2.X", revises="gone")).notes == ()
    assert made.revisions() == ()


def test_decisions_on_what_is_not_there_wait_for_it() -> None:
    made = base(*THREE)
    made.mark(MEMBERSHIP, "a@0", "c@0", SAME, "ann")
    log = made.log()
    early = base(log=log)
    assert [(one.decision, one.holds, one.why) for one in early.conflicts()] == [
        (log[0], False, "what it is about is not there")
    ]
    for one in reversed(THREE):
        early.add(one)
    assert everything(early) == everything(made)


def test_a_log_with_a_gap_is_refused() -> None:
    with pytest.raises(StoreError, match="has number 3; the next is 1"):
        MemoryStore().append([Decision(MEMBERSHIP, "a@0", "b@0", SAME, "ann", person=True, number=3)])


def test_sides_that_a_new_coding_makes_one_event_are_told() -> None:
    made = base(coded("a", "raid.1.X raid.1.X"))
    made.mark(MEMBERSHIP, "a@0", "a@9", DIFFERENT, "ann")
    first, second = made._store.record("a").events  # type: ignore[union-attr]  # it was just added
    one = type(first)("e0", (*first.triggers, *second.triggers), first.type, first.modality)
    made.add(Coded(made._store.record("a").report, (one,)))  # type: ignore[union-attr]  # as above
    assert groups_of(made) == [["a@0"]]
    assert [(one.holds, one.why) for one in made.conflicts()] == [
        (False, "both sides are one event since the report was coded anew")
    ]

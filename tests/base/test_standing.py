"""Which entries of a log count: told entry by entry as by reading the whole log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.base.standing import Standing, effective, numbered
from sayso.errors import DecisionError
from sayso.model.decisions import Decision, Judgement, Subject

_KINDS = (Subject.MEMBERSHIP, Subject.CORRECT, Subject.NOTE, Subject.GRADE)
# Of each entry its kind, its report, and which of those before it it undoes, if any.
_ENTRIES = st.lists(
    st.tuples(st.sampled_from(_KINDS), st.integers(0, 2), st.none() | st.integers(0, 30)), max_size=40
)


def made(entries: list[tuple[Subject, int, int | None]]) -> list[Decision]:
    log: list[Decision] = []
    for number, (subject, report, back) in enumerate(entries, start=1):
        undone = None if back is None or not log else log[back % len(log)]
        new = Decision(subject, f"r{report}@4", "type", Judgement.SAME, "ana", number=number, act=number)
        if undone is not None:
            new = Decision(
                undone.subject, undone.a, "type", Judgement.SAME, "ben", undoes=undone.id, number=number
            )
        log.append(new)
    return log


def counting(standing: Standing) -> list[Decision]:
    reviews = [
        one
        for report in ("r0", "r1", "r2")
        for some in standing.reviews(report).values()
        for one in some.values()
    ]
    return sorted([*standing.pairs(), *reviews], key=lambda one: one.number)


@given(_ENTRIES)
def test_what_counts_is_the_same_entry_by_entry_as_over_the_whole_log(
    entries: list[tuple[Subject, int, int | None]],
) -> None:
    log = made(entries)
    whole = sorted((one for one in effective(log) if one.undoes is None), key=lambda one: one.number)
    assert counting(Standing(log)) == whole


@given(_ENTRIES, st.integers(0, 40))
def test_more_entries_leave_alone_what_they_were_added_to(
    entries: list[tuple[Subject, int, int | None]], first: int
) -> None:
    log = made(entries)
    before = Standing(log[:first])
    after = before.plus(log[first:])
    assert counting(before) == counting(Standing(log[:first]))
    assert counting(after) == counting(Standing(log))
    assert (len(before), len(after)) == (len(log[:first]), len(log))


def test_an_undo_of_an_undo_takes_back_the_undo_and_a_second_undo_is_refused() -> None:
    said = Decision(Subject.MEMBERSHIP, "r0@4", "r1@4", Judgement.SAME, "ana", number=1, act=1)
    standing = Standing([said])
    (back,) = standing.undoing(said.id, "ben")
    undone = standing.plus([back])
    assert (list(undone.pairs()), back.number, back.author) == ([], 2, "ben")
    with pytest.raises(DecisionError, match=f"is undone already, by ben \\({back.id}\\)"):
        undone.undoing(said.id, "ana")
    assert list(undone.plus(undone.undoing(back.id, "ana")).pairs()) == [said]


def test_entries_are_numbered_on_from_the_log_as_one_act() -> None:
    said = Decision(Subject.MEMBERSHIP, "r0@4", "r1@4", Judgement.SAME, "ana")
    assert [(one.number, one.act) for one in numbered(range(7), [said, said])] == [(8, 8), (9, 8)]

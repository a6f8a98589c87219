"""Groups of members under constraints."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.across import groups
from sayso.model.decisions import Decision, Judgement, Reason
from tests.merge.across.by_hand import decided, member, scored

NAMES = "abcdef"
EVERY = [member(name) for name in NAMES]


def names(found: list[tuple[str, ...]]) -> list[str]:
    """Groups as letters: ["ab", "c"]."""
    return ["".join(key[0] for key in keys) for keys in found]


def test_what_scores_well_is_joined_and_the_rest_is_alone() -> None:
    assert names(groups(EVERY[:3], [scored("a", "b", 5.0)])) == ["ab", "c"]


def test_two_nights_are_not_chained_through_a_report_of_both() -> None:
    links = [scored("a", "b", 4.0), scored("b", "c", 4.0), scored("a", "c", -3.0)]
    assert names(groups(EVERY[:3], links)) == ["ab", "c"]


def test_a_gate_between_two_keeps_their_groups_apart() -> None:
    links = [scored("a", "b", 5.0), scored("b", "c", 9.0), scored("a", "c", -9.0, gate=True)]
    assert names(groups(EVERY[:3], links)) == ["a", "bc"]


def test_a_person_may_join_what_the_machine_keeps_apart() -> None:
    found = groups(EVERY[:2], [scored("a", "b", -9.0, gate=True), decided("a", "b", Judgement.SAME)])
    assert names(found) == ["ab"]


def test_a_person_may_split_what_the_machine_joins() -> None:
    found = groups(EVERY[:2], [scored("a", "b", 9.0), decided("a", "b", Judgement.DIFFERENT)])
    assert names(found) == ["a", "b"]


def test_of_two_words_of_persons_the_later_counts() -> None:
    first = decided("a", "b", Judgement.SAME, number=1)
    second = decided("a", "b", Judgement.DIFFERENT, number=2)
    assert names(groups(EVERY[:2], [second, first])) == ["a", "b"]


def test_a_person_cannot_join_three_of_which_two_are_apart() -> None:
    said = [
        decided("a", "b", Judgement.DIFFERENT, number=1),
        decided("a", "c", Judgement.SAME, number=2),
        decided("b", "c", Judgement.SAME, number=3),
    ]
    assert names(groups(EVERY[:3], said)) == ["ac", "b"]


def test_one_happening_of_a_report_stays_together_and_two_stay_apart() -> None:
    one = member("a")
    together, other = replace(one, key="a@1"), replace(one, key="a@2", incident="e2")
    assert groups([one, together, other], []) == [("a@0", "a@1"), ("a@2",)]


@pytest.mark.parametrize(
    ("loose", "day", "expected"),
    [(True, False, ["abc"]), (True, True, ["ac", "b"]), (False, False, ["ac", "b"])],
)
def test_what_weights_alone_put_apart_in_a_report_a_third_may_join(
    loose: bool, day: bool, expected: list[str]
) -> None:
    one, third = replace(member("a"), loose=loose), member("c")
    other = replace(one, key="b@0", incident="e2")
    two = Reason("report", -10.0, "the report tells them as two", gate=True)
    reasons = (two, Reason("time", -10.0, "another day", gate=True)) if day else (two,)
    apart = replace(scored("a", "b", -5.0), reasons=reasons)
    found = groups([one, other, third], [apart, scored("a", "c", 9.5), scored("b", "c", 9.0)])
    assert names(found) == expected


def test_a_person_may_split_a_happening_of_one_report() -> None:
    one = member("a")
    other = replace(one, key="a@1")
    said = replace(decided("a", "b", Judgement.DIFFERENT), a="a@0", b="a@1")
    assert groups([one, other], [said]) == [("a@0",), ("a@1",)]


@st.composite
def decisions(draw: st.DrawFn) -> list[Decision]:
    pairs = [(a, b) for a in NAMES for b in NAMES if a < b]
    found = []
    for number, (a, b) in enumerate(pairs, start=1):
        if draw(st.booleans()):
            found.append(
                scored(a, b, draw(st.sampled_from([-9.0, 1.0, 3.0, 4.0, 6.0])), gate=draw(st.booleans()))
            )
        if draw(st.integers(0, 5)) == 0:
            found.append(decided(a, b, draw(st.sampled_from(list(Judgement))), number=number))
    return found


@given(st.data())
def test_any_order_gives_the_same_groups(data: st.DataObject) -> None:
    found = data.draw(decisions())
    order, shuffled = data.draw(st.permutations(EVERY)), data.draw(st.permutations(found))
    assert groups(order, shuffled) == groups(EVERY, found)


@given(decisions())
def test_every_member_is_in_one_group_and_nobodys_no_is_overruled(found: list[Decision]) -> None:
    made = groups(EVERY, found)
    assert sorted(key for keys in made for key in keys) == sorted(one.key for one in EVERY)
    apart = [d for d in found if d.person and d.judgement is Judgement.DIFFERENT]
    assert [d for d in apart if any({d.a, d.b} <= set(keys) for keys in made)] == []
    gates = [d for d in found if any(reason.gate for reason in d.reasons)]
    said = {frozenset((d.a, d.b)) for d in found if d.person and d.judgement is Judgement.SAME}
    if not said:
        assert [d for d in gates if any({d.a, d.b} <= set(keys) for keys in made)] == []

"""Marks nest, cross and cover whole paragraphs: no character of the text is lost or doubled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.spans import Span
from sayso.show.web.views.marked import Mark, Stretch, paragraphs

TEXT = "A jet fell.\n\nWashington said it had bombed allies, and Damascus denied it.\nNobody was hurt."


def text_of(one: Stretch) -> str:
    return one.text if one.mark is None else "".join(text_of(each) for each in one.inside)


def marks_of(one: Stretch, start: int) -> list[tuple[Mark, bool, int, int]]:
    found, at = [], start
    for each in one.inside:
        found += marks_of(each, at)
        at += len(text_of(each))
    return found + ([(one.mark, one.begins, start, at)] if one.mark is not None else [])


def mark(start: int, end: int) -> Mark:
    return Mark(Span(start, end), f"e-{start}-{end}")


def test_a_text_without_marks_is_its_paragraphs() -> None:
    assert [[text_of(one) for one in each.stretches] for each in paragraphs(TEXT, [])] == [
        ["A jet fell."],
        ["Washington said it had bombed allies, and Damascus denied it."],
        ["Nobody was hurt."],
    ]


def test_no_text_has_no_paragraphs() -> None:
    assert paragraphs("", []) == ()
    assert paragraphs("\n \n", []) == ()


def test_what_crosses_is_cut_and_begins_once() -> None:
    (first,) = paragraphs("one two three", [mark(0, 7), mark(4, 13)])
    assert [text_of(one) for one in first.stretches] == ["one two", " three"]
    assert [one.begins for one in first.stretches] == [True, False]
    assert [text_of(one) for one in first.stretches[0].inside] == ["one ", "two"]


def test_two_marks_of_one_stretch_are_one_with_the_side_of_the_one_that_has_a_side() -> None:
    (first,) = paragraphs(
        "one two", [Mark(Span(0, 3), "e", label="who"), Mark(Span(0, 3), "e", "side-2", "said by A")]
    )
    assert first.stretches[0].mark == Mark(Span(0, 3), "e", "side-2", "said by A, who")


def test_a_long_report_shows_what_is_marked_and_says_how_much_is_left_out() -> None:
    text = "\n".join(f"Paragraph {number} of a long report." for number in range(100))
    at = text.index("Paragraph 50 ")
    found = paragraphs(text, [mark(at, at + 9)], most=200)
    assert [each.skipped for each in found] == [0, 48, 0, 0, 48]
    assert found[2].stretches[0].mark is not None


def test_a_paragraph_of_a_million_characters_is_broken() -> None:
    found = paragraphs("x" * 1_000_000, [mark(999_990, 1_000_000)], most=10_000)
    assert sum(len(text_of(one)) for each in found for one in each.stretches) < 10_000


@given(
    st.text(alphabet="ab \n\t", max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=8),
)
def test_marks_lose_and_double_nothing(text: str, given_spans: list[tuple[int, int]]) -> None:
    marks = [
        mark(start, min(start + length, len(text))) for start, length in given_spans if start < len(text)
    ]
    found = paragraphs(text, marks)
    whole = ["".join(text_of(one) for one in each.stretches) for each in found]
    assert whole == [line.strip() for line in text.splitlines() if line.strip()]
    begun = [
        m.anchor for each in found for s in each.stretches for m, begins, _, _ in marks_of(s, 0) if begins
    ]
    assert len(begun) == len(set(begun))


@pytest.mark.parametrize("most", [None, 0, 10])
def test_any_bound_keeps_the_first_paragraph(most: int | None) -> None:
    assert text_of(paragraphs(TEXT, [], most=most)[0].stretches[0]) == "A jet fell."

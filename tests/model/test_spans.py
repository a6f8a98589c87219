import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import SpanError
from sayso.model.spans import Fact, Span

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 3), (0, 0)])
def test_a_span_without_text_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(SpanError, match=f"^no text between {start} and {end}$"):
        Span(start, end)


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("A jet fell.", Span(2, 5), "jet"),
        ("\U0001f6a8 jet", Span(2, 5), "jet"),
        ("cafe\u0301 hit", Span(0, 5), "cafe\u0301"),
        ("a\r\nb", Span(3, 4), "b"),
    ],
)
def test_a_span_counts_code_points_of_the_text(text: str, span: Span, words: str) -> None:
    assert span.of(text) == words


@given(SPANS, SPANS)
def test_spans_overlap_where_they_share_a_character_and_cover_where_they_share_all(a: Span, b: Span) -> None:
    here, there = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert a.overlaps(b) == b.overlaps(a) == bool(here & there)
    assert a.covers(b) == (there <= here)


def test_spans_stand_in_text_order() -> None:
    assert sorted([Span(4, 5), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(4, 5)]


def test_a_fact_needs_evidence_or_a_rule() -> None:
    with pytest.raises(SpanError, match=r"^no evidence for 'Raqqa' and no rule$"):
        Fact("Raqqa", ())
    assert Fact("Raqqa", (), "the only place told").rule == "the only place told"
    assert Fact(0, (Span(0, 1),)).value == 0

"""Words, windows and rows: what training and scoring must agree on."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.relevance.features import SIZE, STEP, WINDOW, codes, rows, stems, windows, words


def test_words_are_lower_case_and_a_number_is_nought() -> None:
    assert words("Rebels shot 14 soldiers in Ja'din's No. 2 camp") == (
        ["rebels", "shot", "0", "soldiers", "in", "ja", "din", "s", "no", "0", "camp"]
    )


def test_a_word_has_the_same_code_in_every_process() -> None:
    assert codes(["rebels", "été"]) == [2039334714, 1154575572]
    assert stems(["rebels", "rebelled"])[0] == stems(["rebels", "rebelled"])[1]


def test_a_short_text_is_one_window_and_no_text_is_none() -> None:
    assert list(windows(0)) == []
    assert list(windows(7)) == [(0, 7)]
    assert list(windows(WINDOW)) == [(0, WINDOW)]
    assert list(windows(WINDOW + 1)) == [(0, WINDOW), (1, WINDOW + 1)]


@given(st.integers(min_value=1, max_value=2000))
def test_every_word_is_in_a_window_and_every_stretch_of_a_step_whole_in_one(length: int) -> None:
    spans = list(windows(length))
    assert spans[0][0] == 0
    assert spans[-1][1] == length
    assert all(later[0] - earlier[0] <= STEP for earlier, later in pairwise(spans))
    assert {end - start for start, end in spans} == {min(length, WINDOW)}


@given(st.text(max_size=300))
def test_rows_are_rows_of_the_table_whatever_the_text(text: str) -> None:
    listed = words(text)
    assert all(0 <= row < SIZE for row in rows(codes(listed), stems(listed)))

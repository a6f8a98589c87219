import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.lines import edges_off, paragraphs


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        ([["Head 1", "a", "1"], ["Head 2", "b", "2"], ["Head 3", "c", "3"]], [["a"], ["b"], ["c"]]),
        ([["a", "- 7 -"], ["b", "- 8 -"]], [["a"], ["b"]]),
        ([["a", "Page 1 of 2"], ["b", "Page 2 of 2"]], [["a"], ["b"]]),
        ([["", "a", "", "1", ""]], [["a"]]),
        ([["a", "2017"]], [["a", "2017"]]),
        (
            [["It began in", "2017"], ["and went on until", "2021"]],
            [["It began in", "2017"], ["and went on until", "2021"]],
        ),
        ([["Head", "a"], ["Head", "b"]], [["Head", "a"], ["Head", "b"]]),
        ([[], ["a"]], [[], ["a"]]),
        ([], []),
    ],
)
def test_only_what_repeats_or_counts_up_at_the_edges_goes(
    pages: list[list[str]], kept: list[list[str]]
) -> None:
    assert edges_off(pages) == kept


LONG = "The governor said that the town had been quiet for nine months before"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([LONG, "the attack."], [f"{LONG} the attack."]),
        ([LONG, "the attack.", LONG, "dawn."], [f"{LONG} the attack.", f"{LONG} dawn."]),
        ([LONG, "", "the attack"], [LONG, "the attack"]),
        (["Shelling kills two", LONG, "the attack."], ["Shelling kills two", f"{LONG} the attack."]),
        ([LONG + " check-", "point fell."], [f"{LONG} checkpoint fell."]),
        ([LONG + " pro-", "government units."], [f"{LONG} pro-government units."]),
        ([LONG + " cease-", "fire; the cease-fire held"], [f"{LONG} cease-fire; the cease-fire held"]),
        ([LONG + " pro-", "vince fell; the province"], [f"{LONG} province fell; the province"]),
        ([LONG + " al-", "Rastan fell."], [f"{LONG} al-Rastan fell."]),
        ([LONG + " US-", "backed units."], [f"{LONG} US-backed units."]),
        ([LONG + " in 2012-", "2013."], [f"{LONG} in 2012-2013."]),
        ([LONG + " -", "twice."], [f"{LONG} - twice."]),
        ([], []),
        (["", ""], []),
    ],
)
def test_lines_become_paragraphs_and_broken_words_whole(lines: list[str], expected: list[str]) -> None:
    assert paragraphs([lines]) == expected


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert paragraphs([[LONG], ["the attack."]]) == [f"{LONG} the attack."]


@given(st.lists(st.lists(st.text("ab1-. ", max_size=8), max_size=6), max_size=6))
def test_no_character_is_lost_but_blanks_and_hyphens(pages: list[list[str]]) -> None:
    stripped = [[" ".join(line.split()) for line in page] for page in pages]
    before = "".join("".join(page) for page in stripped)
    after = "".join(paragraphs(stripped))
    assert after.replace(" ", "").replace("-", "") == before.replace(" ", "").replace("-", "")

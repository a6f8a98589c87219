import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.revisions.sentences import align, contained, cut
from tests.merge.revisions.making import span

LEAD = "Shells fell on the market of Gao on Monday and killed three traders, the mayor said."
HILL = "The market lies below the hill from which the town was shelled last year."
ROAD = "Lorries could not pass the bridge until the evening."


def sentences(text: str) -> list[str]:
    return [one.of(text) for one in cut(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEAD} {HILL}", [LEAD, HILL]),
        ("Gao shelled\n\nIt was Gen. Ba who spoke.", ["Gao shelled", "It was Gen. Ba who spoke."]),
        (
            "At 5.30 a.m. on Friday J. Diarra fled. He is safe.",
            ["At 5.30 a.m. on Friday J. Diarra fled.", "He is safe."],
        ),
        ('"We fled." So she said!', ['"We fled."', "So she said!"]),
        ("***\n\n- - -", []),
        ("", []),
    ],
)
def test_a_text_is_cut_at_its_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_list_without_a_stop_is_cut_where_it_grows_too_long() -> None:
    assert max(map(len, sentences("word " * 5000))) <= 2_000


def test_equal_sentences_are_kept_wherever_they_stand() -> None:
    both = align(f"{LEAD} {HILL} {ROAD}", f"{ROAD}\n\n{LEAD} {HILL}")
    assert (both.added, both.dropped, both.edited) == ((), (), ())
    assert both.stands(span(f"{LEAD} {HILL} {ROAD}", "three traders"))


def test_an_edited_sentence_keeps_its_words_and_shows_what_came() -> None:
    later = LEAD.replace("three", "nine").replace("on Monday", "on Monday at noon")
    both = align(f"{LEAD} {HILL}", f"{later} {HILL}")
    assert [(a.of(LEAD), b.of(later)) for a, b in both.edited] == [(LEAD, later)]
    assert (both.added, both.dropped) == ((), ())
    assert both.stands(span(LEAD, "killed"))
    assert not both.stands(span(LEAD, "three traders"))
    assert not both.stands(span(later, "at noon"), later=True)


def test_sentences_that_came_and_went_are_told() -> None:
    earlier, later = f"{LEAD} {ROAD}", f"{LEAD} {HILL}"
    both = align(earlier, later)
    assert [one.of(later) for one in both.added] == [HILL]
    assert [one.of(earlier) for one in both.dropped] == [ROAD]


def test_two_sentences_that_became_one_are_not_lost() -> None:
    earlier = f"{LEAD} The army said that it had not fired on the town at all."
    later = LEAD.replace(", the mayor said.", ", and the army said that it had not fired on the town at all.")
    assert align(earlier, later).stands(span(earlier, "had not fired on the town"))


def test_nothing_is_kept_in_a_sentence_that_only_quotes() -> None:
    earlier = "Rebels shelled the market of Gao on Monday."
    later = "We withdraw our report that rebels shelled the market of Gao on Monday."
    assert align(earlier, later).stands(span(earlier, "Rebels shelled"))
    assert align(earlier, later, [span(later, later)]).dropped != ()


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [(LEAD, f"{HILL} {LEAD}", 1.0), (LEAD, ROAD, 0.0), ("Gao falls", "Gao falls", 1.0), ("", LEAD, 0.0)],
)
def test_the_shorter_text_says_how_much_is_contained(a: str, b: str, share: float) -> None:
    assert contained(a, b) == contained(b, a) == share


WORDS = st.lists(
    st.sampled_from("gao market shells fell. rebels army said. on Monday three nine the".split())
)
TEXTS = WORDS.map(" ".join)


@given(TEXTS, TEXTS)
def test_words_are_kept_on_both_sides_or_on_none(a: str, b: str) -> None:
    both, back = align(a, b), align(b, a)
    assert all(both.earlier.words[i].text == both.later.words[j].text for i, j in both.partner.items())
    assert len(both.added) + len(both.dropped) == 0 or a != b
    assert contained(a, b) == contained(b, a)
    assert [one.text for one in back.earlier.words] == [one.text for one in both.later.words]


@given(TEXTS)
def test_a_text_beside_itself_has_lost_nothing(text: str) -> None:
    both = align(text, text)
    assert (both.added, both.dropped, both.edited) == ((), (), ())

"""A seal finds what its words find, and says none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.sql import seals
from sayso.store.sql.blocking import found_as

# Among them long s, Kelvin's K, both odd i, three sigmas, a blank that does not break, Arabic, private use.
LETTERS = st.sampled_from(
    "aAsSkKiI\u017f\u212a\u0131\u0130\u00df\u03c3\u03c2\u03a3-'. \t\n\u00a0\u0639\u0645\ue000_7"
)
ALI = "\u0639\u0644\u064a \u062d\u0633\u0646"
WORDS = st.text(LETTERS, min_size=1, max_size=4).filter(lambda text: bool(text.strip()))


@given(words=WORDS, text=st.text(LETTERS, max_size=30))
def test_a_seal_finds_what_its_words_find(words: str, text: str) -> None:
    sealed = seals.found_by([seals.of_words(words, "ann", "x")])
    assert sealed(text) == found_as(words)(text)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("Ja'far Ali", "JA'FAR\n  ALI fled; Ja'far Alim stayed", ["JA'FAR\n  ALI"]),
        (ALI, f"\u0642\u0627\u0644 {ALI}.", [ALI]),
        ("al-Asad", "(Al-Asad) and al-Asads", ["Al-Asad"]),
        ("ann", "Hannah, Ann, ann_", ["Ann"]),
        ("x", "", []),
    ],
)
def test_whole_words_are_found_in_any_case_and_spacing(words: str, text: str, found: list[str]) -> None:
    sealed = seals.found_by([seals.of_words(words, "ann", "x")])
    assert [text[start:end] for start, end in sealed(text)] == found


def test_of_several_seals_the_longer_words_are_found_first() -> None:
    sealed = seals.found_by([seals.of_words(words, "ann", "x") for words in ("Ann", "Ann Lee", "Lee Roy")])
    assert sealed("Ann Lee Roy, Lee Roy, Ann") == [(0, 7), (13, 20), (22, 25)]


def test_a_seal_knows_its_report_and_no_other_and_is_read_as_it_was_written() -> None:
    one, words = seals.of_report("r1", "ann", "x"), seals.of_words("Ann Lee", "ben", "y")
    assert [one.is_of("r1"), one.is_of("r2"), words.is_of("Ann Lee")] == [True, False, False]
    assert one.id != seals.of_report("r1", "ann", "x").id, "each has a salt of its own"
    told = seals.written([one, words])
    assert seals.read(told, "here") == [one, words]
    assert "r1" not in told.replace(one.salt, "").replace(one.digest, "").replace(one.id, "")
    assert "Lee" not in told

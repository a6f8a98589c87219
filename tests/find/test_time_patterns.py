import pytest

from sayso.find.time_patterns import FOUR, PATTERNS, SHORT, compiled, keys_of, word_sets
from sayso.lang import load

SETS = word_sets(load("en"))


def test_words_are_known_by_their_parts() -> None:
    assert keys_of(["mid-2015", "o'clock", "sunday"]) == {"mid", "2015", FOUR, "o", "clock", "sunday"}
    assert keys_of(["1990s", "17"]) == {"1990s", SHORT, "17"}


def test_every_pattern_says_what_it_needs() -> None:
    patterns, _ = compiled(SETS)
    assert [pattern.kind for pattern in patterns] == [kind for kind, _, _ in PATTERNS]
    assert all(pattern.needs for pattern in patterns)


@pytest.mark.parametrize(
    "phrase",
    [
        "14 March 2015",
        "14/03/2015",
        "mid-2015",
        "1990s",
        "New Year's Eve",
        "two days ago",
        "the week before last",
    ],
)
def test_a_phrase_has_a_word_that_one_of_its_patterns_needs(phrase: str) -> None:
    patterns, _ = compiled(SETS)
    keys = keys_of(phrase.lower().split())
    tried = [p.kind for p in patterns if not p.needs.isdisjoint(keys) and p.regex.fullmatch(phrase)]
    assert tried

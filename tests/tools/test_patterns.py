"""The search for patterns that explode: the texts that it makes, and what it calls growth."""

import re

import pytest

from tools import patterns
from tools.patterns import Found, Growth


def found(pattern: str, *methods: str) -> Found:
    return Found(re.compile(pattern), "a.py", 1, methods or ("search",))


@pytest.mark.parametrize(
    ("pattern", "pumped"),
    [(r"x(?:ab)+y", "ab"), (r"(?:\d{1,2},\s*)*-", "1,"), (r"[^x]*x", "a"), (r"(?:cat|dog)*z", "cat")],
)
def test_a_repetition_is_pumped_with_what_it_takes(pattern: str, pumped: str) -> None:
    assert pumped in {one for _, one, _ in patterns.texts(re.compile(pattern))}


@pytest.mark.parametrize(
    ("seconds", "grows"),
    [
        ((0.01, 0.04, 0.16), True),  # the square
        ((0.05, 0.10, 0.20), False),
        ((0.0001, 0.0004, 0.0016), False),  # too little to tell
        ((2.0, 0.0, 0.0), True),  # given up
    ],
)
def test_growth_is_more_than_three_times_for_twice_the_text(
    seconds: tuple[float, float, float], *, grows: bool
) -> None:
    assert Growth(found("a"), "search", "", seconds).grows is grows


def test_a_pattern_that_never_ends_is_given_up_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "ENDED", 0.05)
    monkeypatch.setattr(patterns, "SIZE", 60)
    worst = patterns.worst(found(r"(?:a+)+b", "match"))
    assert worst is not None
    assert max(worst.seconds) >= 0.05


def test_the_uses_of_a_pattern_are_read_from_its_module(tmp_path: object) -> None:
    uses = patterns._methods(patterns.SOURCE / "export" / "csv_safe.py")
    assert {method for methods in uses.values() for method in methods} == {"match", "fullmatch", "sub"}

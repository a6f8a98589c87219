import pytest

from sayso.merge.copies.fingerprints import fingerprint
from sayso.merge.copies.judging import copy_decision
from sayso.merge.copies.shingles import LONGEST, MOST, SHORTEST, normal
from sayso.model.decisions import Judgement
from sayso.model.report import Report
from tests.merge.copies.texts import CREDITED_BY, STATEMENT, WIRE, at, only, text_of


def test_words_keep_their_places_and_credits_are_left_out() -> None:
    text = text_of(WIRE)
    assert text.wire == "Reuters"
    assert text.forms[:4] == ("rebel", "gunboats", "sank", "a")
    assert [normal(span.of(WIRE)) for span in text.spans] == list(text.forms)


def test_units_are_sentences_that_cover_all_words_once() -> None:
    text = text_of(WIRE)
    assert [unit.first for unit in text.units[1:]] == [unit.last for unit in text.units[:-1]]
    assert (text.units[0].first, text.units[-1].last) == (0, len(text.forms))
    sizes = [unit.last - unit.first for unit in text.units]
    assert SHORTEST <= min(sizes) <= max(sizes) <= LONGEST
    assert text.units[-1].paragraph == 4


@pytest.mark.parametrize(
    ("written", "form"),
    [("Côte", "cote"), ("People's", "peoples"), ("People’s", "peoples"), ("ＵＮ", "un"), ("1,000", "1,000")],
)
def test_spellings_of_one_word_are_one(written: str, form: str) -> None:
    assert normal(written) == form


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (STATEMENT, True),
        (STATEMENT.replace('"', "'"), True),
        (STATEMENT.replace('"', ""), False),
        (STATEMENT.replace('"', "“", 1).replace('"', "”"), True),
        (
            '"We saw them," he said, and the others, who had been at the well, said no word.',
            False,
        ),
        (
            "The sailors' union hasn't met since May, and the dockers' hasn't, nor 'anybody else'.",
            False,
        ),
    ],
)
def test_statements_quoted_at_length_are_known(text: str, quoted: bool) -> None:
    assert bool(text_of(text).quoted) == quoted


@pytest.mark.parametrize(
    ("moment", "other", "sign"),
    [
        ("1990-02-11", "1990-02-12", -1),
        ("1990-02-11", "1990-02-11T09:00", 0),
        ("1990-02-11T23:30+02:00", "1990-02-11T21:40+00:00", -1),
    ],
)
def test_moments_are_compared_as_far_as_both_say(moment: str, other: str, sign: int) -> None:
    a, b = (at(WIRE, name, when).moment for name, when in (("a", moment), ("b", other)))
    assert a is not None
    assert b is not None
    size = min(len(a), len(b))
    assert (a[:size] > b[:size]) - (a[:size] < b[:size]) == sign


LONG = " ".join(f"w{number % 977} x{number % 1009} and." for number in range(10_000))


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        "word " * 30_000,
        "A. " * 20_000,
        "\n" * 100_000 + "end",
        " " * 100_000 + "(AFP) -",
        "'" * 60_000 + '"' * 60_000,
        "one two three four\n" * 6_000,
        "A" * 100_000,
    ],
)
def test_texts_of_hostile_size_are_compared(text: str) -> None:
    a, b = text_of(text, "a"), text_of(f"{text} {only(WIRE, 0)}", "b")
    assert len(a.keys) <= MOST
    assert copy_decision(a, b, "sayso").judgement in Judgement


def test_a_fingerprint_of_nothing_is_empty() -> None:
    assert fingerprint(Report(text="", id="a"), CREDITED_BY).forms == ()

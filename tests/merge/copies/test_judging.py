import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.copies.judging import CANDIDATE_KEYS, copy_decision, copy_link
from sayso.model.decisions import Judgement, Subject
from tests.merge.copies.texts import OTHER, OWN, REPLACED, STATEMENT, WIRE, at, only, paragraphs, text_of

SAME, DIFFERENT, UNSURE = Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE
BULLETIN = """In the past day bandits opened fire on our outposts {times} times, the Ministry of Defence said.

In the {first} district they used mortars against the village of {village}, and a house burned down.

Sergeant {name} was wounded at {clock} and taken to the hospital in {town}. All fire was returned."""
FIRST = BULLETIN.format(
    times=41, first="Chyrak", village="Tolma", name="Anvar Sobir", clock="22:10", town="Oksu"
)
SECOND = BULLETIN.format(
    times=57, first="Vakhan", village="Meshed", name="Rustam Pulod", clock="03:45", town="Zarang"
)


def spun(text: str) -> str:
    """As machines spoil a text: blanks before marks, figures for words, hyphens torn apart."""
    return text.replace(",", " ,").replace(".", " .").replace(" three ", " 3 ").replace('"', ' " ')


@pytest.mark.parametrize(
    ("how", "copy"),
    [
        ("the same text", WIRE),
        ("shortened to its first two paragraphs", only(WIRE, 0, 1)),
        ("the middle cut out", only(WIRE, 0, 1, 4)),
        ("paragraphs in another order", only(WIRE, 3, 0, 2, 4, 1)),
        ("another head", "Ships burned again in the north.\n\n" + only(WIRE, 1, 2, 3, 4)),
        ("no dateline, no credit", WIRE.replace("MASSAWA, Feb 11 (Reuters) - ", "")),
        ("two words in five replaced", REPLACED),
        ("spoiled by a machine", spun(WIRE)),
        ("set in capitals", WIRE.upper()),
        ("paragraphs of its own between", "\n\n".join((only(WIRE, 0, 1), only(OWN, 0), only(WIRE, 2, 3)))),
    ],
)
def test_a_text_that_was_made_from_another_is_found(how: str, copy: str) -> None:
    a, b = text_of(WIRE, "wire"), text_of(copy, "copy")
    assert copy_decision(a, b, "sayso").judgement is SAME, how
    assert len(set(a.keys) & set(b.keys)) >= CANDIDATE_KEYS


@pytest.mark.parametrize(
    ("how", "one", "other"),
    [
        ("one story told by two", WIRE, OTHER),
        ("nothing in common", WIRE, OWN),
        (
            "one statement that both quote",
            f"{only(OWN, 0, 1)}\n\n{STATEMENT}",
            f"{STATEMENT}\n\n{only(OTHER, 0)}",
        ),
        (
            "a statement announced by a colon, without marks",
            f"{only(OWN, 0, 1)}\n\nThe general read out this text to the press at noon:\n\n{STATEMENT[1:]}",
            f"{only(OTHER, 0)}\n\nHis answer to all the questions was as follows here:\n\n{STATEMENT[1:]}",
        ),
        ("bulletins of two days", FIRST, SECOND),
        ("no words", WIRE, "--- ***"),
        ("no words at all", "...", "---"),
    ],
)
def test_what_only_looks_alike_is_told_apart(how: str, one: str, other: str) -> None:
    assert copy_decision(text_of(one, "a"), text_of(other, "b"), "sayso").judgement is DIFFERENT, how


def test_a_bulletin_in_another_paper_is_a_copy_of_its_own_day_alone() -> None:
    paper = text_of("Night on the border.\n\n" + FIRST, "paper")
    assert copy_decision(text_of(FIRST, "a"), paper, "sayso").judgement is SAME
    assert copy_decision(text_of(SECOND, "b"), paper, "sayso").judgement is DIFFERENT


def test_a_decision_says_why_in_words() -> None:
    found = copy_decision(text_of(SECOND, "b"), text_of(FIRST, "a"), "sayso 1")
    assert (found.subject, found.a, found.b, found.author) == (Subject.COPY, "a", "b", "sayso 1")
    assert found.score == round(sum(reason.score for reason in found.reasons), 2)
    told = {reason.signal: reason.why for reason in found.reasons}
    assert "stand in the other report in the same order" in told["share"]
    assert "figures and names are others" in told["figures"]


def test_an_outlets_text_of_another_day_must_share_more() -> None:
    half = f"{only(WIRE, 0, 1, 2)}\n\n{only(OWN, 0, 1, 2, 3)}"
    first, second = at(WIRE, "a", "1990-02-11", "Harbour Post"), at(half, "b", "1990-02-14", "Harbour Post")
    elsewhere = at(half, "b", "1990-02-14", "Hill Gazette")
    series = [r.signal for r in copy_decision(first, second, "sayso").reasons]
    assert "series" in series
    assert "series" not in [r.signal for r in copy_decision(first, elsewhere, "sayso").reasons]


def test_a_later_report_that_is_mostly_its_own_is_no_copy_of_what_it_prints_in_part() -> None:
    weekly = f"{only(WIRE, 0, 1, 2)}\n\n{OWN}\n\n{OTHER}"
    wire, later = at(WIRE, "wire", "1990-02-11"), at(weekly, "weekly", "1990-02-18")
    assert copy_decision(wire, later, "sayso").judgement is not SAME
    assert "own text" in [reason.signal for reason in copy_decision(wire, later, "sayso").reasons]


def test_half_a_report_from_a_wire_makes_it_one_of_the_family_and_a_fifth_does_not() -> None:
    wire = at(WIRE, "wire", "1990-02-11T08:00")
    more = at(f"{only(WIRE, 0, 1, 2, 3)}\n\n{OWN}", "more", "1990-02-11T12:00")
    less = at(f"{only(WIRE, 0)}\n\n{OWN}\n\n{OTHER}", "less", "1990-02-11T12:00")
    assert copy_decision(wire, more, "sayso").judgement is SAME
    assert copy_decision(wire, less, "sayso").judgement is DIFFERENT


def test_the_later_text_is_the_copy_and_the_stretches_taken_are_shown() -> None:
    partial = f"{only(OWN, 0)}\n\n{only(WIRE, 1, 2, 3)}"
    early, late = at(WIRE, "z", "1990-02-11T08:00"), at(partial, "a", "1990-02-11T09:30")
    link = copy_link(late, early)
    assert (link.copy, link.source, link.sure) == ("a", "z", True)
    assert [span.of(partial)[:9] for span in link.spans] == ["Fishermen"]
    assert link.spans[0].of(partial).endswith("commented on the broadcast")
    assert link.shares[0] > 0.7
    assert copy_link(early, late) == link


@pytest.mark.parametrize(
    ("one", "other", "copy", "sure"),
    [
        (("1990-02-11T08:00", WIRE), ("1990-02-11T09:00", WIRE), "b", True),
        (("1990-02-12", WIRE), ("1990-02-11T09:00", WIRE), "a", True),
        (
            ("1990-02-11", WIRE),
            ("1990-02-11T09:00", only(WIRE, 0, 1)),
            "b",
            False,
        ),  # who knows when
        (("1990-02-11", WIRE), ("1990-02-11", WIRE.replace("(Reuters) ", "")), "b", False),  # credits nobody
        (("1990-02-12", WIRE), ("1990-02-11", only(WIRE, 0, 1)), "b", False),  # cut from a later one
    ],
)
def test_who_copied_whom_as_far_as_times_and_texts_allow(
    one: tuple[str, str], other: tuple[str, str], copy: str, sure: bool
) -> None:
    link = copy_link(at(one[1], "a", one[0]), at(other[1], "b", other[0]))
    assert (link.copy, link.sure) == (copy, sure)


TEXTS = [WIRE, OTHER, OWN, REPLACED, FIRST, SECOND, only(WIRE, 0, 1), f"{STATEMENT}\n\n{only(OWN, 1, 2)}"]


def test_the_decision_does_not_depend_on_which_comes_first() -> None:
    for (i, one), (j, other) in permutations(enumerate(TEXTS), 2):
        a, b = text_of(one, f"r{i}"), text_of(other, f"r{j}")
        assert copy_decision(a, b, "sayso") == copy_decision(b, a, "sayso")
        assert copy_decision(a, b, "sayso").reasons == copy_decision(b, a, "sayso").reasons


@given(st.text(max_size=300))
def test_a_text_with_words_is_a_copy_of_itself(text: str) -> None:
    a, b = text_of(text, "a"), text_of(text, "b")
    assert (copy_decision(a, b, "sayso").judgement is SAME) == bool(a.forms)


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.integers(0, 99))
def test_blanks_and_capitals_make_no_copy_and_undo_none(one: str, other: str, seed: int) -> None:
    chance = random.Random(seed)
    blanks = "".join(c * chance.choice((1, 1, 3)) if c == " " else c for c in other)
    plain = copy_decision(text_of(one, "a"), text_of(other, "b"), "sayso")
    assert copy_decision(text_of(one, "a"), text_of(blanks, "b"), "sayso") == plain
    assert copy_decision(text_of(one, "a"), text_of(one.swapcase(), "b"), "sayso").judgement is SAME


@pytest.mark.parametrize("copy", [only(WIRE, 4, 3, 2, 1, 0), REPLACED, paragraphs(WIRE)[0]])
def test_spans_of_a_link_quote_the_copy(copy: str) -> None:
    link = copy_link(at(WIRE, "a", "1990-02-11"), at(copy, "b", "1990-02-12"))
    assert link.copy == "b"
    assert [span for span in link.spans if not 0 <= span.start < span.end <= len(copy)] == []
    assert sum(span.end - span.start for span in link.spans) > 0.6 * len(copy)

from datetime import date

import pytest

from sayso.model.events import Interval, Modality, PartyCandidate, PartyRef, PlacePrecision, TimeBasis, Toll
from sayso.model.parties import PartyKind
from sayso.model.statements import ClaimField, Stance
from sayso.show import words


def test_every_stance_field_modality_and_precision_has_words() -> None:
    assert set(words.STANCES) == set(Stance)
    assert set(words.FIELDS) == set(ClaimField)
    assert set(words.MODALITIES) == set(Modality)
    assert set(words.PRECISIONS) == set(PlacePrecision)


@pytest.mark.parametrize(
    ("first", "last", "clock", "said"),
    [
        (date(2017, 6, 18), date(2017, 6, 18), None, "Sunday 18 June 2017"),
        (date(2017, 6, 18), date(2017, 6, 18), "02:30", "Sunday 18 June 2017, 02:30"),
        (date(2017, 6, 17), date(2017, 6, 18), None, "17 to 18 June 2017"),
        (date(2016, 12, 31), date(2017, 1, 1), None, "31 December 2016 to 1 January 2017"),
    ],
)
def test_days_are_said_in_full(first: date, last: date, clock: str | None, said: str) -> None:
    assert words.days(Interval(first, last, TimeBasis.EXPLICIT, clock)) == said


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        ("PT2H", "2 hours"),
        ("-PT?H", "some hours"),
        ("P1D", "1 day"),
        ("P1DT30M", "1 day 30 minutes"),
        ("P3W", "3 weeks"),
        ("soon", ""),
        ("", ""),
    ],
)
def test_a_duration_is_said_or_nothing_is(offset: str, said: str) -> None:
    assert words.duration(offset) == said


@pytest.mark.parametrize(
    ("toll", "said"),
    [
        (Toll("killed", 3, 3, None), "3 killed, in the report's own voice"),
        (Toll("killed", 3, 5, "soldiers", "Aria"), "3 to 5 killed (soldiers), according to Aria"),
        (Toll("wounded", 1, None, None, narrated=False), "at least 1 wounded, no source named"),
        (Toll("killed", 0, 0, None), "nobody killed, in the report's own voice"),
    ],
)
def test_a_toll_says_how_many_and_who_says_so(toll: Toll, said: str) -> None:
    assert words.figure(toll) == said


def test_a_party_that_is_not_settled_says_who_it_may_be() -> None:
    both = (PartyCandidate("Aria"), PartyCandidate("Bund"))
    ref = PartyRef("the forces", PartyKind.UNNAMED, candidates=both)
    assert words.party(ref) == "the forces (perhaps Aria or Bund)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("we will", "“we will”"),
        ('"we will"', '"we will"'),
        ("“we will”", "“we will”"),
        ('"show of force", it said', '“"show of force", it said”'),
        ("x" * 700, "“" + "x" * 600 + "” […]"),
    ],
)
def test_words_stand_in_quotation_marks_once(text: str, shown: str) -> None:
    assert words.quoted(text) == shown

"""Filters from words: what is understood, and what is refused with what would have been right."""

from datetime import date
from typing import Any

import pytest

from sayso.desk.asking import NAMES, filters
from sayso.errors import UnknownName, WrongFilter
from sayso.model.events import Modality
from sayso.model.filters import Area, Filters
from sayso.model.incidents import Grade
from sayso.model.statements import ClaimField, Stance


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, Filters()),
        (
            {"since": "2017-06-01", "until": date(2017, 6, 30)},
            Filters(since=date(2017, 6, 1), until=date(2017, 6, 30)),
        ),
        ({"since": "2024-02", "until": "2024-02"}, Filters(since=date(2024, 2, 1), until=date(2024, 2, 29))),
        ({"since": "2024", "until": "2024"}, Filters(since=date(2024, 1, 1), until=date(2024, 12, 31))),
        ({"area": "34,35.5,37,42"}, Filters(area=Area(34, 35.5, 37, 42))),
        ({"area": (-10, 170, 10, -170)}, Filters(area=Area(-10, 170, 10, -170))),
        ({"country": "sy"}, Filters(country="SYR")),
        ({"place": " SY-RA ", "text": None}, Filters(place="SY-RA")),
        (
            {"claimant": "Damascus", "stance": "denies", "field": "OCCURRENCE"},
            Filters(claimant="Damascus", stance=Stance.DENIES, field=ClaimField.OCCURRENCE),
        ),
        ({"modality": Modality.DENIED, "grade": "fair"}, Filters(modality=Modality.DENIED, grade=Grade.FAIR)),
        ({"grade": "confirmed"}, Filters(grade=Grade.CONFIRMED)),
        ({"type": "assault", "killed": "0"}, Filters(type="ASSAULT", killed=0)),
        (
            {"disputed": True, "unsure": "no", "reviewed": "Yes"},
            Filters(disputed=True, unsure=False, reviewed=True),
        ),
        ({"confidence": "0.5", "wounded": 3}, Filters(confidence=0.5, wounded=3)),
    ],
)
def test_words_become_filters(asked: dict[str, Any], found: Filters) -> None:
    assert filters(**asked) == found


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ({"claimer": "x"}, UnknownName, "unknown filter 'claimer'; known: since, .*claimant"),
        ({"xyz": None}, UnknownName, "unknown filter 'xyz'; known: since, until, area, place, country"),
        ({"since": "2017-07-01", "until": "2017-06"}, WrongFilter, "since 2017-07-01 is later than until"),
        ({"since": "June"}, WrongFilter, "since 'June' is no day; write YYYY-MM-DD, YYYY-MM or YYYY"),
        ({"since": "2017-13"}, WrongFilter, "no day"),
        ({"until": 2017.5}, WrongFilter, "no day"),
        ({"area": "1,2,3"}, WrongFilter, "area '1,2,3' is no box; write SOUTH,WEST,NORTH,EAST"),
        ({"area": "10,0,5,3"}, WrongFilter, "its south 10.0 lies north of its north 5.0"),
        ({"area": "0,0,95,3"}, WrongFilter, "lies off the earth"),
        ({"area": "0,0,nan,3"}, WrongFilter, "no box"),
        ({"area": 7}, WrongFilter, "no box"),
        ({"country": "Atlantis"}, WrongFilter, "no ISO 3166 code"),
        ({"type": "WAR"}, UnknownName, "unknown type 'WAR'; known: .*ASSAULT.*PROTEST"),
        ({"mode": "aeriel"}, UnknownName, "unknown mode 'aeriel'; known: .*demo"),
        ({"stance": "lies"}, UnknownName, "unknown stance 'lies'; known: asserts, claims, alleges, denies"),
        ({"field": "colour"}, UnknownName, "unknown field 'colour'; known: occurrence, actor"),
        ({"killed": "-1"}, WrongFilter, "killed '-1' is no number of people"),
        ({"killed": True}, WrongFilter, "no number of people"),
        ({"confidence": "80%"}, WrongFilter, "write a number from 0 to 1"),
        ({"disputed": "perhaps"}, WrongFilter, "disputed 'perhaps'; write yes or no"),
        ({"text": "  "}, WrongFilter, "text '  ' is no text to look for"),
    ],
)
def test_what_makes_no_sense_is_refused(asked: dict[str, Any], error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        filters(**asked)


def test_every_filter_has_a_name_of_its_own() -> None:
    assert len(NAMES) == len(set(NAMES)) == 28

"""Rows of lists, the ways to narrow one down, and bars."""

from datetime import date

import pytest

from sayso.model.events import Modality
from sayso.model.listed import Listed, Overview
from sayso.model.statements import ClaimField
from sayso.show.web.asked import asked
from sayso.show.web.views.histogram import histogram
from sayso.show.web.views.lists import total
from sayso.show.web.views.narrowing import chips, facets
from sayso.show.web.views.rows import CLOSE, OPEN, Around, Part, days, hurt, parts, row, where

ONE = Listed("i-0123456789abcdef", "ASSAULT", "aerial", Modality.OCCURRED, "US bombed Syrian army")


def named(code: str | None) -> str | None:
    """Names of one country."""
    return "Syria" if code == "SYR" else None


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "no day given"),
        (date(2017, 6, 18), date(2017, 6, 18), "18 Jun 2017"),
        (date(2017, 6, 17), date(2017, 6, 18), "17–18 Jun 2017"),
        (date(2017, 5, 28), date(2017, 6, 2), "28 May – 2 Jun 2017"),
        (date(2016, 12, 30), date(2017, 1, 2), "30 Dec 2016 – 2 Jan 2017"),
        (date(2017, 6, 1), date(2017, 6, 30), "Jun 2017"),
        (date(2017, 1, 1), date(2017, 12, 31), "2017"),
    ],
)
def test_days_claim_no_more_than_is_known(first: date | None, last: date | None, said: str) -> None:
    assert days(first, last) == said


@pytest.mark.parametrize(
    ("killed", "wounded", "said"),
    [
        (None, None, ""),
        ((0, 0), None, "nobody killed"),
        ((3, 5), (1_200, 1_200), "3 to 5 killed, 1,200 wounded"),
    ],
)
def test_no_figure_is_not_none(
    killed: tuple[int, int] | None, wounded: tuple[int, int] | None, said: str
) -> None:
    one = Listed("i-0", "ASSAULT", None, Modality.OCCURRED, killed=killed, wounded=wounded)
    assert hurt(one) == said


def test_a_place_is_told_once() -> None:
    one = Listed("i-0", "ASSAULT", None, Modality.OCCURRED, place="Syria", country="SYR")
    assert where(one, named) == "Syria"


def test_a_row_says_on_what_accounts_differ_and_hides_no_direction() -> None:
    one = Listed(
        ONE.id, "ASSAULT", None, Modality.OCCURRED, "\u202eevil" + "x" * 900, reports=9, lines=2,
        disputed=True, fields=(ClaimField.ACTOR,),
    )  # fmt: skip
    made = row(one, Around(named))
    assert (made.reports, made.lines, made.disputed) == (
        "9 reports",
        "2 account lines",
        "disputed: who did it",
    )
    assert "\u202e" not in made.headline
    assert len(made.headline) == 300


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("", ()),
        ("no mark", (Part("no mark"),)),
        (f"a {OPEN}tank{CLOSE} came", (Part("a "), Part("tank", found=True), Part(" came"))),
        (f"{OPEN}دمشق{CLOSE}\u202e", (Part("دمشق", found=True),)),
        (f"{OPEN}cut", (Part("cut", found=True),)),
        (f"a{CLOSE}b", (Part("ab"),)),
    ],
)
def test_parts_of_a_sentence(marked: str, expected: tuple[Part, ...]) -> None:
    assert parts(marked) == expected


def test_a_sentence_without_end_is_cut_around_what_was_found() -> None:
    found = parts("x " * 1_000_000 + f"{OPEN}tank{CLOSE}" + " y" * 1_000_000)
    assert [one.text for one in found if one.found] == ["tank"]
    assert sum(len(one.text) for one in found) < 450
    assert (found[0].text, found[-1].text) == ("…", "…")


def test_facets_lead_on_and_back() -> None:
    counted = {
        "type": [("ASSAULT", 2), ("COERCE", 1)],
        "year": [("2017", 3)],
        "party": [("SYR", 3), ("x:1", 1)],
    }
    overview = Overview(3, 0, counted, {}, {"SYR": "Syria"})
    made = {
        one.label: one.options for one in facets(asked([("type", "ASSAULT"), ("q", "jet")]), overview, named)
    }
    assert [(one.label, one.number, one.href, one.active) for one in made["What happened"]] == [
        ("Assault", 2, "/incidents?q=jet", True),
        ("Coerce", 1, "/incidents?q=jet&type=COERCE", False),
    ]
    assert [one.label for one in made["Party"]] == ["Syria", "x:1"]
    assert "Year" not in made  # all are of one year: it divides nothing


def test_chips_take_one_filter_away() -> None:
    made = chips(asked([("q", "jet"), ("disputed", "1"), ("country", "SYR"), ("sort", "lines")]), named, {})
    assert [(one.label, one.href) for one in made] == [
        ("Words: jet", "/incidents?country=SYR&disputed=yes&sort=lines"),
        ("Country: Syria", "/incidents?q=jet&disputed=yes&sort=lines"),
        ("Disputed", "/incidents?q=jet&country=SYR&sort=lines"),
    ]


@pytest.mark.parametrize(
    ("overview", "said"),
    [
        (Overview(1), "1 incident"),
        (Overview(12_345), "12,345 incidents"),
        (Overview(None, 10_000), "more than 10,000 incidents"),
        (Overview(None), "very many incidents"),
    ],
)
def test_a_total_is_exact_or_says_that_it_is_not(overview: Overview, said: str) -> None:
    assert total(overview, 50) == said


def test_bars_fill_months_between_and_stay_in_their_box() -> None:
    made = histogram({"2016-12": 8, "2017-03": 2})
    assert made is not None
    assert [(one.x, one.y, one.height) for one in made.bars] == [
        (0, 0.0, 100.0), (1, 100.0, 0.0), (2, 100.0, 0.0), (3, 75.0, 25.0),
    ]  # fmt: skip
    assert made.said == "Incidents by month, December 2016 to March 2017; most in December 2016: 8"


@pytest.mark.parametrize(
    "months", [None, {}, {"2017-06": 50}, {"2017-06": 1, "2017-07": 1}, {"0017-06": 9, "9999-07": 9}]
)
def test_no_bars_where_they_say_nothing(months: dict[str, int] | None) -> None:
    assert histogram(months) is None


def test_many_months_are_drawn_as_years() -> None:
    made = histogram({"1990-01": 5, "2020-12": 5})
    assert made is not None
    assert (made.unit, len(made.bars), made.first, made.last) == ("year", 31, "1990", "2020")

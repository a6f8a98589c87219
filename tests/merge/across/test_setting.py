"""Hours, sites and figures that sentences say, and what days and leads of two events make of a pair."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.merge.across import Dated, Member, decide
from sayso.merge.across.hours import hours, meeting
from sayso.merge.across.signals import signs
from sayso.merge.across.things import numbers, sites
from sayso.model.decisions import Judgement
from tests.merge.across.by_hand import AUTHOR, member


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("It went off at 9:25 a.m. by the gate.", "It came about nine in the morning.", 1.0),
        ("It went off at 14:10.", "The blast came at two in the afternoon.", 1.0),
        ("They came before dawn.", "It began at 5:15 a.m. there.", 0.5),
        ("They fired in the evening.", "They fired at midday.", -1.0),
        ("It was about nine men.", "They fired at midday.", None),
    ],
)
def test_hours_meet(a: str, b: str, how: float | None) -> None:
    assert meeting(hours([a]), hours([b])) == how
    assert meeting(hours([b]), hours([a])) == how


def test_figures_are_neither_days_nor_years_nor_hours() -> None:
    found = numbers(
        ["On 14 May 2011 at 10:45 some 1,200 men with 57 mules crossed at kilometre 220; May 16."]
    )
    assert found == {1200, 57, 220}


def test_words_for_one_thing_are_one_site() -> None:
    assert sites(["A lorry burned."]) == sites(["Two trucks were lost."]) != sites(["The mosque fell."])


def _marks(a: Member, b: Member) -> set[str]:
    return {sign.mark for sign in signs(a, b)}


def test_a_report_tells_nothing_of_the_days_after_it() -> None:
    a, b = member("a", day=4, place="Kara"), replace(member("b", place="Kara"), published=date(2015, 6, 3))
    assert "not yet" in _marks(a, b)
    assert decide(a, b, AUTHOR).judgement is Judgement.DIFFERENT


def test_a_night_is_of_two_days() -> None:
    a, b = member("a", day=4, place="Kara"), member("b", day=5, place="Kara")
    assert "next day" in _marks(a, b)
    assert "next day, at night" in _marks(replace(a, hours=hours(["It came at 23:30."])), b)


def test_a_day_that_no_words_say_only_speaks_against_it() -> None:
    a, b = member("a", day=4, place="Kara"), replace(member("b", day=9, place="Kara"), dated=Dated.CARRIED)
    assert [reason for reason in decide(a, b, AUTHOR).reasons if reason.gate] == []


def test_both_leads_of_one_day_speak_for_it() -> None:
    a, b = replace(member("a", day=4), lead=True), replace(member("b", day=4), lead=True)
    assert "leads" in _marks(a, b)
    assert "one lead" in _marks(a, replace(b, lead=False))


def test_a_date_of_another_year_may_be_the_same_day_in_a_late_report() -> None:
    a = member("a", day=4, place="Kara")
    days = (date(2019, 6, 4), date(2019, 6, 4))
    late = replace(member("b", place="Kara"), days=days, dated=Dated.SAID, published=date(2020, 2, 1))
    assert "date of another year" in _marks(a, late)
    assert "not yet" in _marks(a, replace(late, published=date(2019, 6, 6)))  # news of that year
    assert "not yet" in _marks(a, replace(late, days=(date(2019, 6, 5), date(2019, 6, 5))))


def test_days_of_the_passage_forbid_nothing_and_weigh_less() -> None:
    a, b = member("a", day=4), replace(member("b", day=4), dated=Dated.FRAMED)
    assert "framed day" in _marks(a, b)
    assert {"next day, framed", "other day, framed"} & _marks(a, replace(b, days=(date(2015, 6, 8),) * 2))
    assert "next day, framed" in _marks(member("a", day=5), b)

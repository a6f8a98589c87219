"""Acts of a battle: linked to it as parts, never joined with it."""

from dataclasses import replace

from sayso.merge.across import decide, part
from sayso.merge.across.kinds import Kind
from sayso.model.decisions import Judgement, Subject
from tests.merge.across.by_hand import AUTHOR, member

BATTLE = member("a", Kind.CLASH, 4, "Kara")
RAID = replace(member("b", Kind.STRIKE, 4, "Kara"), families=frozenset({"aircraft"}))


def test_an_air_strike_is_a_part_of_its_battle_and_not_the_same() -> None:
    found = part(BATTLE, RAID, AUTHOR)
    assert found is not None
    assert (found.subject, found.a, found.b) == (Subject.PART, RAID.key, BATTLE.key)
    assert found.judgement is Judgement.SAME
    assert found == part(RAID, BATTLE, AUTHOR)
    assert decide(BATTLE, RAID, AUTHOR).judgement is Judgement.DIFFERENT


def test_the_capture_that_ended_a_battle_is_a_part_of_it() -> None:
    assert part(member("b", Kind.CAPTURE, 4, "Kara"), BATTLE, AUTHOR) is not None


def test_acts_of_other_days_and_places_are_no_part() -> None:
    assert part(BATTLE, replace(RAID, days=member("c", day=6).days), AUTHOR) is None
    assert part(BATTLE, replace(RAID, where=member("c", place="Bela").where), AUTHOR) is None


def test_what_no_words_date_or_place_is_no_part() -> None:
    assert part(member("a", Kind.CLASH, place="Kara"), RAID, AUTHOR) is None
    assert part(member("a", Kind.CLASH, 4), RAID, AUTHOR) is None


def test_guns_are_the_battle_itself() -> None:
    assert part(BATTLE, member("b", Kind.STRIKE, 4, "Kara"), AUTHOR) is None

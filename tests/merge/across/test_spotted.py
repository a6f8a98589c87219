"""Members at marked words, and what is decided of those of two reports. The reports are ours."""

import pytest

from sayso.merge.across import Dated, decide, joined
from sayso.model.decisions import Judgement
from tests.merge.across.by_hand import AUTHOR
from tests.merge.across.marked import read

pytestmark = pytest.mark.model
NIGHT = "Artillery {shelled|a} Luhansk on Monday night, {killing|a} two people, the mayor said."


@pytest.mark.parametrize(
    ("other", "judgement", "signal"),
    [
        # One act from two sides, with another target and toll.
        (
            "Our gunners {hit|a} a barracks in Luhansk on Monday, leaving nine soldiers {dead|a}.",
            Judgement.SAME,
            "place",
        ),
        # The same gunners on another day.
        (
            "Artillery {shelled|a} Luhansk on Saturday night, {killing|a} one person.",
            Judgement.DIFFERENT,
            "time",
        ),
        # The same day in a neighbouring town.
        ("Artillery {shelled|a} Donetsk on Monday, {wounding|a} three people.", Judgement.DIFFERENT, "place"),
        # An arrest there.
        ("Police {arrested|a} two men in Luhansk on Monday.", Judgement.DIFFERENT, "kind"),
        # All that was fired in a month.
        ("Luhansk has been {shelled|a} 60 times since May.", Judgement.DIFFERENT, "kind"),
        # A look back in a later report, by its day.
        ("Luhansk was quiet on Tuesday after the {shelling|a} of the 8th.", Judgement.SAME, "time"),
    ],
)
def test_two_reports_are_compared(other: str, judgement: Judgement, signal: str) -> None:
    one, two = read(NIGHT, name="r1")[0][2], read(other, name="r2", outlet="River Gazette")[0][2]
    decision = decide(one, two, AUTHOR)
    assert (decision.judgement, signal in [r.signal for r in decision.reasons]) == (judgement, True)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # A people's village, however the parser takes its name.
        ("Armed men {attacked|a} the Dinka village of Panlou Da on Monday.", ["Panlou Da"]),
        # Where word was sent from.
        ("A protest over the {salvo|a} went out through the embassy in Brussels.", []),
        # Who speaks of it, and where.
        ("Whatever the clinic at Narok says, nobody {died|a}.", []),
        # Where fire came from is not where it fell.
        ("Homes near Horlivka were {shelled|a} from the direction of Avdiivka.", ["Horlivka"]),
        # A heading whose bracket and colon are one token.
        ("10 April, Nalu (Sharda): artillery {strike|a}.", ["Nalu"]),
    ],
)
def test_the_place_is_where_it_was(text: str, places: list[str]) -> None:
    [(_, _, found)] = read(text)
    assert [place.name for place in found.where.places] == places


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # A verb that only says that it was.
        ("The {massacre|a} took place on Sunday just before dawn.", (7, 7)),
        # Who died later dates nothing else.
        ("4 June, Marawi: bomb on a bus. 12 {dead|a}, two more {died|a} in a hospital on Sunday.", (4, 4)),
    ],
)
def test_the_day_is_when_it_was(text: str, days: tuple[int, int]) -> None:
    found = read(text)[0][2]
    assert found.days is not None
    assert (found.days[0].day, found.days[1].day) == days


def test_a_look_back_without_a_day_is_of_weeks() -> None:
    text = (
        "Rebels {seized|a} nine men at Ilovo on Monday. Of the 27 men {abducted|b} in Gama some are missing."
    )
    back = read(text)[1][2]
    assert back.days is not None
    assert (back.days[1] - back.days[0]).days == 28


def test_clocks_of_greenwich_are_put_on_the_day_of_the_place() -> None:
    [(_, _, member)] = read("One missile was {launched|a} near Sapporo at 21:10 GMT on 7 June.")
    assert member.days is not None
    assert [day.day for day in member.days] == [8, 8]


def test_the_order_of_reports_does_not_matter() -> None:
    texts = [NIGHT, "Luhansk was {hit|a} on Monday.", "Artillery {shelled|a} Luhansk on Saturday."]
    members = [read(text, name=f"r{n}")[0][2] for n, text in enumerate(texts)]
    forward, backward = joined(members, AUTHOR), joined(members[::-1], AUTHOR)
    assert forward == backward
    assert [len(keys) for keys in forward.incidents] == [2, 1]


def test_words_that_no_table_has_are_told_too() -> None:
    [(word, _, member)] = read("Something {zorped|a} in Luhansk on Monday.")
    assert (word, member.event.place is not None) == ("zorped", True)


@pytest.mark.parametrize(
    ("text", "days", "dated"),
    [
        # The one day of its sentence, where its own clause has none.
        (
            "Shops opened on Monday and nobody was {shot|a}, the mayor wrote.",
            ("2015-06-08", "2015-06-08"),
            Dated.FRAMED,
        ),
        # The day told last before it.
        (
            "It was quiet on Saturday.\n\nHe spoke of an {ambush|a}.",
            ("2015-06-06", "2015-06-06"),
            Dated.FRAMED,
        ),
        # A look back from there: no day, but the weeks before.
        (
            "It was quiet on Saturday.\n\nThey moved after an {ambush|a}.",
            ("2015-05-09", "2015-06-06"),
            Dated.GUESSED,
        ),
        # Nothing is said.
        ("He spoke of an {ambush|a}.", ("2015-06-08", "2015-06-10"), Dated.GUESSED),
        # What a court looks at is not of the day on which it sat.
        (
            "A man was jailed on Tuesday for the {murder|a} of a farmer.",
            ("2015-05-12", "2015-06-09"),
            Dated.GUESSED,
        ),
        # Hours after is the same day.
        (
            "Jets bombed a tank on Saturday, hours after {shells|a} fell on a depot.",
            ("2015-06-06", "2015-06-06"),
            Dated.SAID,
        ),
    ],
)
def test_what_its_words_do_not_date_is_told_with_its_passage(
    text: str, days: tuple[str, str], dated: Dated
) -> None:
    member = read(text)[0][2]
    assert member.days is not None
    assert ((member.days[0].isoformat(), member.days[1].isoformat()), member.dated) == (days, dated)

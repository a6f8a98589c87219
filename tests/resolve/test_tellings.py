"""Triggers with all that stands around them."""

from datetime import date

import pytest

from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.tellings import Resolved
from sayso.resolve import resolve
from tests.coding import coding, label

pytestmark = pytest.mark.model

SUNDAY = "2024-05-12"
MONDAY = "2024-05-13"
TUESDAY = "2024-05-14"


def where(text: str, words: str) -> str | None:
    """The words of the place of one trigger."""
    place = coding(text).telling(words).place
    return None if place is None else place.evidence[0].of(text)


def when(text: str, words: str) -> str | None:
    """The first day of the time of one trigger, and the last where it is another."""
    time = coding(text).telling(words).time
    if time is None:
        return None
    first, last = time.value.first.isoformat(), time.value.last.isoformat()
    return first if first == last else f"{first} to {last}"


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Rebels attacked a camp on Sunday.", "attacked", SUNDAY),
        ("Rebels attacked a camp on Sunday and burned a farm on Monday.", "attacked", SUNDAY),
        ("Rebels attacked a camp on Sunday and burned a farm on Monday.", "burned", MONDAY),
        ("Rebels attacked a camp, a colonel said on Tuesday.", "attacked", None),
        ("A colonel said on Tuesday in Geneva that rebels attacked a camp.", "attacked", None),
        ("A colonel said on Tuesday that rebels attacked a camp on Sunday.", "attacked", SUNDAY),
        ("Rebels attacked a camp on Sunday, killing two guards.", "killing", SUNDAY),
        ("Rebels attacked a camp on Monday after soldiers killed a chief on Sunday.", "killed", SUNDAY),
        ("Rebels attacked a camp on Monday after soldiers killed a chief on Sunday.", "attacked", MONDAY),
        ("Rebels attacked a camp on Tuesday, a day after soldiers killed a chief.", "killed", MONDAY),
        ("Rebels attacked a camp on Monday, a day before soldiers killed a chief.", "killed", TUESDAY),
        ("Rebels attacked a camp from Sunday to Monday.", "attacked", f"{SUNDAY} to {MONDAY}"),
        ("Rebels attacked a camp on the eve of Christmas.", "attacked", "2023-12-24"),
        ("The 5 May Brigade attacked a camp.", "attacked", None),
        ("On Sunday, rebels attacked a camp.", "attacked", SUNDAY),
        ("Sunday's attack killed two guards.", "attack", SUNDAY),
        ("An attack on Sunday killed two guards.", "attack", SUNDAY),
        ("Rebels have attacked camps for months.", "attacked", None),
        ("Rebels attacked a camp.", "attacked", None),
        ("Soldiers arrested on Sunday were shot on Monday.", "shot", MONDAY),
        ("Soldiers arrested on Sunday were shot on Monday.", "arrested", SUNDAY),
    ],
)
def test_a_day_belongs_to_its_act_and_not_to_the_saying(
    sentence: str, words: str, expected: str | None
) -> None:
    assert when(sentence, words) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Rebels attacked a convoy near Bunia.", "attacked", "Bunia"),
        ("In Bunia, rebels attacked a convoy.", "attacked", "Bunia"),
        ("Rebels attacked a convoy, a colonel said in Geneva.", "attacked", None),
        ("A colonel said on Tuesday in Geneva that rebels attacked a convoy.", "attacked", None),
        ("A colonel said in Geneva that rebels attacked a convoy in Bunia.", "attacked", "Bunia"),
        ("Rebels captured Goma.", "captured", "Goma"),
        ("Rebels captured the town of Kidal.", "captured", "town of Kidal"),
        ("Rebels attacked a convoy in Bunia, killing two drivers.", "killing", "Bunia"),
        ("Rebels attacked a convoy.", "attacked", None),
        ("Rebels attacked a convoy in the region.", "attacked", None),
        ("Protesters marched against Russia.", "marched", None),
        ("An attack in Bunia killed two drivers.", "attack", "Bunia"),
        pytest.param(
            "The army carried out air strikes on a village in Sagaing that killed eleven.",
            "air strikes",
            "Sagaing",
            marks=pytest.mark.xfail(reason="#2: the nearer trigger is in a clause", strict=True),
        ),
        ("Troops withdrew from Kidal on Sunday.", "withdrew", "Kidal"),
        ("Gunmen from Chad attacked a bus in Birao.", "attacked", "Birao"),
    ],
)
def test_a_place_belongs_to_its_act_and_not_to_the_saying(
    sentence: str, words: str, expected: str | None
) -> None:
    assert where(sentence, words) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "weapons", "tolls"),
    [
        ("Rebels killed 12 villagers with machetes.", "killed", ["machete"], ["killed 12"]),
        ("A car bomb exploded in Mogadishu, killing five.", "exploded", ["car bomb"], []),
        ("Rebels fired rockets at a base.", "fired", ["rocket"], []),
        ("Clashes left at least six dead.", "Clashes", [], ["killed 6+"]),
        ("Rebels attacked a base.", "attacked", [], []),
        ("An attack hit a base. At least nine people were killed.", "killed", [], ["killed 9+"]),
    ],
)
def test_weapons_and_figures_stand_with_their_act(
    sentence: str, words: str, weapons: list[str], tolls: list[str]
) -> None:
    telling = coding(sentence).telling(words)
    counted = [f"{t.value.kind} {t.value.low}{'+' if t.value.high is None else ''}" for t in telling.tolls]
    assert ([fact.value.name for fact in telling.weapons], counted) == (weapons, tolls)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Rebels hit a base. The attack lasted an hour.", "attack", True),
        ("An attack lasted an hour.", "attack", False),
        ("These clashes go on.", "clashes", True),
        ("Rebels attacked a base.", "attacked", False),
    ],
)
def test_a_definite_act_points_back(text: str, words: str, expected: bool) -> None:
    assert coding(text).telling(words).definite is expected


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Rebels attacked a base.", "attacked", "occurred"),
        ("The army will attack the base.", "attack", "planned"),
        ("The army threatened the village.", "threatened", "threatened"),
        ("The army did not attack the base.", "attack", "denied"),
        ("The rebels might attack the base.", "attack", "hypothetical"),
        ("Unions march against the tax next Friday.", "march", "planned"),
    ],
)
def test_a_telling_has_the_modality_of_its_words_and_of_its_day(
    sentence: str, words: str, expected: str
) -> None:
    assert str(coding(sentence).telling(words).modality) == expected


def test_two_hours_later_orders_and_does_not_date() -> None:
    text = "Rebels attacked a base. Two hours later, soldiers shelled a village."
    telling = coding(text).telling("shelled")
    assert ([one.span.of(text) for one in telling.order], telling.time) == (["Two hours later"], None)


def test_two_hours_later_takes_the_day_told_before() -> None:
    text = "Rebels attacked a base on Sunday. Two hours later, soldiers shelled a village."
    assert when(text, "shelled") == SUNDAY


def test_without_a_date_of_publication_a_weekday_dates_nothing() -> None:
    found = coding("Rebels attacked a base on Sunday.", published=None)
    assert found.telling("attacked").time is None


def test_a_full_date_needs_no_publication() -> None:
    found = coding("Rebels attacked a base on 3 March 2021.", published=None)
    time = found.telling("attacked").time
    assert time is not None
    assert (time.value.first, time.value.last, time.value.basis) == (
        date(2021, 3, 3),
        date(2021, 3, 3),
        "explicit",
    )


def test_tellings_come_in_text_order_with_their_senses() -> None:
    found = coding("Rebels shelled Bunia on Sunday. Police arrested four men on Monday.")
    told = [(t.index, found.words(t), label(t.sense), t.sentence) for t in found.resolved.tellings]
    assert told == [
        (0, "shelled", "ASSAULT/heavy-weapons", 0),
        (1, "arrested", "COERCE/arrest", 1),
    ]


def test_a_text_without_an_event_has_no_tellings() -> None:
    assert coding("The harvest was good.").resolved.tellings == ()


def test_an_empty_parse_resolves_to_nothing() -> None:
    tables = coding("The harvest was good.").tables
    assert resolve(Parse("", (), (), (), (), ()), Mentions(), None, tables) == Resolved()

"""Tellings to events, by hand and in whole reports. The reports are ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.clusters import cluster
from sayso.model.tellings import Telling
from tests.merge.hand import GUNMEN, HAMAS, ISRAEL, SYRIA, groups, one_word_paragraphs, telling
from tests.merge.readable import Happening, events


@pytest.mark.parametrize(
    ("story", "told", "expected"),
    [
        (
            "one actor and target, told twice",
            [telling(0, actors=(HAMAS,), targets=(ISRAEL,)), telling(1, actors=(HAMAS,), targets=(ISRAEL,))],
            [[0, 1]],
        ),
        (
            "one actor on two days",
            [telling(0, actors=(HAMAS,), day="2024-05-13"), telling(1, actors=(HAMAS,), day="2024-05-14")],
            [[0], [1]],
        ),
        (
            "two actors",
            [telling(0, actors=(HAMAS,)), telling(1, actors=(ISRAEL,)), telling(2, actors=(SYRIA,))],
            [[0], [1], [2]],
        ),
        (
            "'the attack' points at the attack before it",
            [telling(0, actors=(HAMAS,), targets=(ISRAEL,)), telling(1, definite=True)],
            [[0, 1]],
        ),
        (
            "'the kidnapping' does not point at a raid",
            [telling(0, actors=(HAMAS,), targets=(ISRAEL,)), telling(1, "abduction", definite=True)],
            [[0], [1]],
        ),
        (
            "a bare actor alone is too little",
            [telling(0, actors=(GUNMEN,)), telling(1, actors=(GUNMEN,), toll=5)],
            [[0, 1]],
        ),
        ("nothing told", [], []),
    ],
)
def test_tellings_become_events(story: str, told: list[Telling], expected: list[list[int]]) -> None:
    assert (story, groups(cluster(one_word_paragraphs(len(told)), told, set()))) == (story, expected)


def test_the_headline_and_the_lead_need_less_to_be_one_event() -> None:
    told = [telling(0, "strike", targets=(HAMAS,)), telling(1, "attack", targets=(HAMAS,))]
    assert groups(cluster(one_word_paragraphs(2, headline=True), told, set())) == [[0, 1]]
    assert groups(cluster(one_word_paragraphs(2), told, set())) == [[0], [1]]


def test_what_the_text_puts_one_after_the_other_is_two_events() -> None:
    told = [telling(0, actors=(HAMAS,), targets=(ISRAEL,)), telling(1, actors=(HAMAS,), targets=(ISRAEL,))]
    assert groups(cluster(one_word_paragraphs(2), told, {(1, 0)})) == [[0], [1]]


ROLES = st.lists(st.sampled_from([HAMAS, ISRAEL, SYRIA, GUNMEN]), max_size=1).map(tuple)
TOLD = st.lists(
    st.tuples(st.sampled_from(["attack", "strike", "killing"]), ROLES, ROLES, st.booleans()),
    min_size=1,
    max_size=7,
)


def made(rows: list[tuple[str, tuple[object, ...], tuple[object, ...], bool]]) -> list[Telling]:
    return [
        telling(i, group, actors=actors, targets=targets, definite=definite)
        for i, (group, actors, targets, definite) in enumerate(rows)
    ]


@given(TOLD, st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1])))
def test_ordered_tellings_are_never_one_event(
    rows: list[tuple[str, tuple[object, ...], tuple[object, ...], bool]], apart: set[tuple[int, int]]
) -> None:
    found = groups(cluster(one_word_paragraphs(len(rows)), made(rows), apart))
    together = {(a, b) for members in found for a in members for b in members}
    assert together & apart == set()


@given(TOLD)
def test_every_telling_is_in_one_event(
    rows: list[tuple[str, tuple[object, ...], tuple[object, ...], bool]],
) -> None:
    found = groups(cluster(one_word_paragraphs(len(rows)), made(rows), set()))
    assert sorted(index for members in found for index in members) == list(range(len(rows)))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen kill 9 in attack on bus in Balochistan\n\n"
            "Gunmen attacked a bus in Pakistan's Balochistan province on Sunday, killing nine people, "
            "officials said."
            "\n\nThe attack took place near the town of Noshki.",
            [("ASSAULT", "Gunmen", "kill + attack + attacked + killing + attack")],
        ),
        (
            "Air strike hits market in Hajjah, killing 12\n\n"
            "A Saudi air strike hit a market in the Yemeni province of Hajjah on Monday, killing at least 12 "
            "people, "
            "medics said.\n\nThe strike came as traders were opening their stalls.",
            [("ASSAULT", "Saudi Arabia", "Air strike + killing + air strike + killing + strike")],
        ),
    ],
)
def test_headline_and_lead_tell_one_event(text: str, expected: list[Happening]) -> None:
    assert events(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A roadside bomb exploded near a military convoy in Mandera, wounding six soldiers.",
            [("ASSAULT", "", "exploded + wounding")],
        ),
        (
            "A bomb exploded in a mosque in Peshawar on Friday, killing 30 worshippers. The bombing was the "
            "worst in "
            "the city for years.",
            [("ASSAULT", "", "exploded + killing + bombing")],
        ),
        (
            "A suicide bomber killed 14 people outside a mosque in Kabul on Friday.",
            [("ASSAULT", "suicide bomber", "killed")],
        ),
        (
            "Rebels killed 14 soldiers in an ambush near Gao on Monday. The army sent troops to Gao after "
            "the attack.",
            [("ASSAULT", "Rebels", "killed + ambush + attack"), ("MOBILIZE", "army", "sent")],
        ),
        pytest.param(
            "Gunmen shot dead a police officer in Basra on Monday. The officer was shot as he left his "
            "house.",
            [("ASSAULT", "Gunmen", "shot dead + shot")],
            marks=pytest.mark.xfail(reason="#2: 'the officer' does not yet point back at an officer"),
        ),
        pytest.param(
            "Following an ambush that killed four soldiers near Tillaberi, the army raided two villages.",
            [("ASSAULT", "", "ambush + killed"), ("ASSAULT", "army", "raided")],
            marks=pytest.mark.xfail(
                reason="#2: an act noun without a party is dropped before its result joins it"
            ),
        ),
    ],
)
def test_an_act_its_result_and_what_points_back_are_one_event(text: str, expected: list[Happening]) -> None:
    assert events(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Boko Haram fighters attacked a village near Maiduguri on Monday, killing eight people.\n\n"
            "On Wednesday the group attacked an army base at Monguno.",
            [("ASSAULT", "Boko Haram", "attacked + killing"), ("ASSAULT", "Boko Haram", "attacked")],
        ),
        (
            "Al-Shabaab fired mortars at the airport in Mogadishu on Monday.\n\n"
            "On Tuesday al-Shabaab fired mortars at a hotel in Mogadishu.",
            [("ASSAULT", "al-Shabaab", "fired"), ("ASSAULT", "al-Shabaab", "fired")],
        ),
        (
            "Syrian warplanes bombed rebel positions near Idlib on Monday. A day later the air force bombed "
            "them again, "
            "killing four fighters.",
            [("ASSAULT", "Syrian Air Force", "bombed"), ("ASSAULT", "Syrian Air Force", "bombed + killing")],
        ),
        (
            "Rebels in Myanmar attacked a police station in Loikaw. The rebels also attacked a prison in "
            "Mandalay.",
            [("ASSAULT", "Rebels", "attacked"), ("ASSAULT", "rebels", "attacked")],
        ),
    ],
)
def test_two_attacks_by_one_actor_on_other_days_or_places_stay_two(
    text: str, expected: list[Happening]
) -> None:
    assert events(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rebels attacked the barracks. The army attacked the rebels.",
            [("ASSAULT", "rebels", "attacked"), ("ASSAULT", "army", "attacked")],
        ),
        (
            "Armenian soldiers shelled an Azerbaijani village on Friday. Azerbaijani soldiers shelled an "
            "Armenian "
            "village on Friday.",
            [("ASSAULT", "Armenian soldiers", "shelled"), ("ASSAULT", "Azerbaijani soldiers", "shelled")],
        ),
    ],
)
def test_swapped_actor_and_target_are_two_events(text: str, expected: list[Happening]) -> None:
    assert events(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Residents said the army had bombed a clinic in Pinlebu. The army denied that it had bombed the "
            "clinic.",
            [("ASSAULT", "army", "bombed + bombed")],
        ),
        (
            "Ethiopian troops shelled the town of Mekelle, killing five people, the Tigrayan authorities "
            "said. Addis "
            "Ababa denied shelling the town.",
            [("ASSAULT", "Ethiopian National Defense Force", "shelled + killing + shelling")],
        ),
        (
            "The militia said it had not attacked the village of Olu. The army said the militia attacked the "
            "village "
            "of Olu on Sunday.",
            [("ASSAULT", "militia", "attacked + attacked")],
        ),
    ],
)
def test_a_denied_act_is_the_alleged_one(text: str, expected: list[Happening]) -> None:
    assert events(text) == expected

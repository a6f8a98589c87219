"""Ranges of people hurt over account lines: nothing is added, everybody keeps his number."""

import pytest

from sayso.merge.lines.counts import Count, read
from sayso.merge.lines.figures import figures
from tests.merge.lines.hand import ARMY, FRONT, POLICE, Says, found, record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seven people were killed and 19 hurt", [("killed", "7"), ("wounded", "19")]),
        ("At least 18 people died", [("killed", "at least 18")]),
        ("up to 40 people were killed", [("killed", "up to 40")]),
        ("The number of dead has risen to 17, among them two children", [("killed", "17")]),
        ("At least 17 people, two of them children, were killed", [("killed", "at least 17")]),
        ("Seven more corpses bring Tuesday's dead to 71", [("killed", "71")]),
        ("Four missiles killed a herdsman", []),
        ("Twenty-eight people lost their lives", [("killed", "28")]),
        ("The toll of 1994 was never counted", []),
        ("Nobody was hurt", []),
    ],
)
def test_a_figure_is_read_as_its_words_leave_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(kind, count.words) for kind, count in read(text)] == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Count(18, None), Count(20, 20), False),
        (Count(18, None), Count(17, 17), True),
        (Count(0, 40), Count(12, 12), False),
        (Count(0, 40), Count(41, None), True),
        (Count(9, 9), Count(17, 17), True),
    ],
)
def test_open_figures_exclude_only_what_they_rule_out(a: Count, b: Count, expected: bool) -> None:
    assert (a.excludes(b), b.excludes(a)) == (expected, expected)


def test_the_range_has_the_least_the_greatest_and_what_most_lines_say() -> None:
    reports = (
        record(
            "a",
            "Police said the attack killed nine people.",
            Says("Police", "the attack killed nine people", who=POLICE),
        ),
        record(
            "b",
            "The army said the attack killed at least 12 people.",
            Says("The army", "the attack killed at least 12 people", who=ARMY),
        ),
        record(
            "c",
            "The Front said its attack killed 12 people, four of them officers.",
            Says("The Front", "its attack killed 12 people, four of them officers", who=FRONT),
        ),
    )
    (killed,) = figures(found(*reports))
    assert (killed.kind, killed.low, killed.best, killed.high) == ("killed", 9, 12, 12)
    assert [(one.party, one.value) for one in killed.said] == [
        ("Police", "9"),
        ("army", "at least 12"),
        ("Free Valley Front", "12"),
    ]


def test_a_copy_is_no_second_voice_for_a_number() -> None:
    wire = record(
        "a", "Police said the attack killed nine.", Says("Police", "the attack killed nine", who=POLICE)
    )
    copy = record(
        "b", "Police said the attack killed nine.", Says("Police", "the attack killed nine", who=POLICE)
    )
    (killed,) = figures(found(wire, copy, families={"b": "a"}))
    assert len(killed.said) == 1

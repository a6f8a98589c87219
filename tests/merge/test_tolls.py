import pytest

import sayso

Row = tuple[str, str, int, str | None]
pytestmark = pytest.mark.model


def figures(text: str) -> list[Row]:
    """Trigger, kind, lowest figure and source of each toll."""
    coded = sayso.code(sayso.Report.from_text(text, published="2024-06-19"))
    return [
        (event.triggers[0].of(text), fact.value.kind, fact.value.low, fact.value.source)
        for event in coded.events
        for fact in event.tolls
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels shelled the town of Goma on Friday. Nobody was hurt.",
            [("shelled", "wounded", 0, None)],
        ),
        (
            "Gunmen attacked a mosque in Kano on Friday. Nine worshippers died.",
            [("attacked", "killed", 9, None)],
        ),
        (
            "Rebels captured the town of Goma on Friday. Nine soldiers died.",
            [("captured", "killed", 9, None)],
        ),
        (
            "Gunmen attacked a mosque in Kano on Friday, killing 27 people, six of them boys, police said.",
            [("attacked", "killed", 27, "police"), ("attacked", "killed", 6, "police")],
        ),
    ],
)
def test_a_figure_hangs_on_the_act_that_caused_it(
    text: str, expected: list[tuple[str, str, int, str | None]]
) -> None:
    assert figures(text) == expected


def test_deaths_by_arms_are_an_event_where_no_act_is_told() -> None:
    text = "Rebels laid mines. Seven farmers died from rebel bullets near Goma, police said."
    assert figures(text) == [("died", "killed", 7, "police")]


@pytest.mark.parametrize(
    "text",
    [
        "Seven farmers died on Friday in a bus crash near Goma.",
        "Seven farmers died of cholera near Goma, where rebels have a missile.",
    ],
)
def test_deaths_by_mishap_are_none(text: str) -> None:
    assert figures(text) == []

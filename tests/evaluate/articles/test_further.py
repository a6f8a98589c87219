import copy
from typing import Any

import pytest

from sayso.evaluate.articles.documents import document
from sayso.evaluate.articles.further import PLACE, SILENT, TYPE, count_further
from sayso.evaluate.tally import Measures, Tally
from tests.evaluate.golds import Json, event, made_up, span


def figures(gold: Json, predicted: Json) -> dict[str, Measures]:
    tally = Tally()
    count_further(document(gold, "gold"), document(predicted, "predicted"), tally)
    return {name: figure.values() for name, figure in tally}


def test_gold_against_itself_is_right() -> None:
    assert figures(made_up(), made_up()) == {TYPE: {"acc": 1.0, "n": 3}, PLACE: {"acc": 1.0, "n": 1}}
    assert figures({"events": []}, {"events": []}) == {SILENT: {"acc": 1.0, "n": 1}}


def test_an_event_in_a_text_without_one_breaks_the_silence() -> None:
    assert figures({"events": []}, {"events": [event("x", 1)]}) == {SILENT: {"acc": 0.0, "n": 1}}


def test_types_are_asked_where_the_trigger_was_found() -> None:
    """Of three required events one is told with another type, and one is not found."""
    predicted = made_up()
    predicted["events"][1]["plover"] = {"type": "COERCE", "mode": None}
    del predicted["events"][2]
    assert figures(made_up(), predicted)[TYPE] == {"acc": 0.5, "n": 2}


@pytest.mark.parametrize(
    ("gold", "given", "right"),
    [
        ({}, {"lat": 35.1}, True),
        ({}, {"lat": 35.5}, False),
        ({"precision": "admin1"}, {"lat": 35.5}, True),
        ({"precision": "admin1"}, {"lat": 38.0}, False),
        ({"precision": "country"}, {"lat": None, "lon": None}, True),
        ({"precision": "country"}, {"country": "YYY"}, False),
        ({}, {"lat": None, "lon": None}, False),
    ],
)
def test_a_place_is_asked_for_as_exactly_as_the_gold_means_it(gold: Json, given: Json, right: Any) -> None:
    wanted, predicted = made_up(), copy.deepcopy(made_up())
    wanted["events"][0]["place"].update(gold)
    predicted["events"][0]["place"].update(given)
    assert figures(wanted, predicted)[PLACE] == {"acc": float(right), "n": 1}
    predicted["events"][0]["place"] = {"span": span(40), "name": "Ardel"}
    assert figures(wanted, predicted)[PLACE]["acc"] == 0.0

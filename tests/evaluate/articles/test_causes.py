"""Each kind of damage to a right prediction is told as what it is."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from sayso.evaluate.articles.causes import document_misses
from sayso.evaluate.articles.documents import document
from tests.evaluate.golds import Json, event, golds, made_up, span

TEXT = "x" * 95 + "They [raided it at dawn. " + "y" * 400


def causes(gold: Json, predicted: Json) -> list[str]:
    found = document_misses("a", document(gold, "gold"), document(predicted, "predicted"))
    return [miss.cause for miss in found]


def damaged(damage: Callable[[Json], Any]) -> list[str]:
    """What is told of a prediction that was right until `damage` was done to its first event."""
    predicted = copy.deepcopy(made_up())
    damage(predicted["events"][0])
    return causes(made_up(), predicted)


@pytest.mark.parametrize("gold", golds().values(), ids=list(golds()))
def test_of_the_gold_itself_nothing_is_wrong(gold: Json) -> None:
    assert causes(gold, gold) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"actors": []}, ["actor: missing"]),
        ({"actors": [{"name": "Police", "spans": [span(900)]}]}, ["actor: somebody else"]),
        (
            {"actors": [{"name": "Rebels", "spans": [span(20)]}, {"name": "Police", "spans": [span(900)]}]},
            ["actor: right, and one too many"],
        ),
        ({"targets": []}, ["target: missing"]),
        ({"place": None}, ["place: missing"]),
        ({"place": {"name": "Ardel", "span": span(40)}}, ["place: its words in no gazetteer"]),
        ({"place": {"name": "Ardel", "country": "YYY"}}, ["place: another country"]),
        ({"place": {"name": "Ardel", "country": "XXX"}}, ["place: no pin"]),
        (
            {"place": {"name": "Ardel", "country": "XXX", "lat": 36.0, "lon": 38.0}},
            ["place: pin off by 25 to 161 km"],
        ),
        (
            {"place": {"name": "Ardel", "country": "XXX", "lat": 45.0, "lon": 38.0}},
            ["place: pin off by more than 161 km"],
        ),
        ({"time": None}, ["date: missing"]),
        ({"time": {"start": "2020-02-02", "end": "2020-02-02"}}, ["date: another"]),
        ({"weapons": []}, ["weapon: missing"]),
        ({"weapons": [{"name": "tank", "span": span(900)}]}, ["weapon: missing", "weapon: invented"]),
        ({"casualties": []}, ["toll: missing: killed"]),
        ({"casualties": [{"kind": "killed", "min": 9, "max": 9}]}, ["toll: another number: killed"]),
        (
            {"casualties": [{"kind": "wounded", "min": 3, "max": 3}]},
            ["toll: missing: killed", "toll: invented: wounded"],
        ),
        ({"modality": "planned"}, ["modality: planned for occurred"]),
        ({"plover": {"type": "ASSAULT", "mode": "aerial"}}, ["mode: aerial for heavy-weapons"]),
        ({"acled": None}, ["ACLED: none for Shelling/artillery/missile attack"]),
    ],
)
def test_a_wrong_field_has_its_cause(changes: Json, told: list[str]) -> None:
    assert damaged(lambda one: one.update(changes)) == told


def test_what_the_gold_leaves_empty_is_invented() -> None:
    predicted = made_up()
    place, time = predicted["events"][0]["place"], predicted["events"][0]["time"]
    nobody = [{"name": "Army", "spans": [span(30)]}]
    predicted["events"][2].update({"place": place, "time": time, "targets": nobody})
    assert causes(made_up(), predicted) == [
        "target: invented, the text names nobody",
        "place: invented, the text gives none",
        "date: invented, the text gives none",
    ]


def test_an_event_that_is_not_found_says_what_stands_there() -> None:
    predicted = made_up()
    gone = predicted["events"].pop(2)
    assert causes(made_up(), predicted) == ["event not found: no trigger there: ACCUSE"]
    predicted["events"][1]["other_triggers"] = [gone["trigger"]]
    assert causes(made_up(), predicted) == ["event not found: told inside another event: ACCUSE"]


def test_another_type_is_both_not_found_and_invented() -> None:
    assert damaged(lambda one: one.update({"plover": {"type": "COERCE", "mode": None}})) == [
        "event not found: another type given: COERCE for ASSAULT",
        "event invented: another type given: COERCE for ASSAULT",
    ]


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        (event("x", 100), "duplicate of one that was found: ASSAULT"),
        (
            event("x", 400, plover={"type": "AID", "mode": None}),
            "an optional event with another type: AID",
        ),
        (event("x", 450, plover={"type": "AID", "mode": None}), "beside an event of the gold: AID"),
        (event("x", 5000, plover={"type": "AID", "mode": None}), "far from any event of the gold: AID"),
    ],
)
def test_an_invented_event_says_where_it_came_from(extra: Json, told: str) -> None:
    predicted = made_up()
    predicted["events"].append(extra)
    assert causes(made_up(), predicted) == [f"event invented: {told}"]


def test_in_a_text_without_events_each_one_is_invented() -> None:
    assert causes({"events": []}, {"events": [event("x", 5)]}) == [
        "event invented: in a text without events: ASSAULT"
    ]


def test_an_example_shows_the_trigger_in_its_words_or_its_offsets() -> None:
    text = "At dawn the rebels raided the village of Ardel, the army said."
    gold = {"events": [event("e1", text.index("raided"), trigger=span(text.index("raided"), 6))]}
    (found,) = document_misses("a", document(gold, "gold"), document({}, "none"), text)
    assert found.example == "dawn the rebels [raided] the village of Ardel, the army"
    (found,) = document_misses("a", document(gold, "gold"), document({}, "none"))
    assert (found.where, found.example) == ("a", "19 to 25")

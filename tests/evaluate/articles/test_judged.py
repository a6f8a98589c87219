from collections.abc import Iterable

import pytest

from sayso.evaluate.articles.documents import document
from sayso.evaluate.articles.judged import confidence_of, judged, reliability
from sayso.merge.confidence import BIAS, FIELDS, confident
from tests.evaluate.golds import Json, event, golds, made_up, span
from tests.export.coded import seed


def wrong(gold: Json, predicted: Json) -> list[tuple[str, int, int]]:
    found = judged(document(gold, "gold"), document(predicted, "predicted"))
    return [(one.field, one.event, one.item) for one in found if not one.right]


@pytest.mark.parametrize("gold", golds().values(), ids=list(golds()))
def test_of_the_gold_itself_everything_is_right(gold: Json) -> None:
    assert wrong(gold, gold) == []


def test_of_an_invented_event_only_the_type_is_judged() -> None:
    predicted = {"events": [*made_up()["events"], event("x", 5000, actors=[{"name": "Army", "spans": []}])]}
    assert wrong(made_up(), predicted) == [("type", 4, 0)]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"modality": "planned"}, [("modality", 0)]),
        (
            {"actors": [{"name": "Rebels", "spans": []}, {"name": "Police", "spans": [span(900)]}]},
            [("actor", 1)],
        ),
        ({"place": {"name": "Ardel", "country": "XXX", "lat": 45.0, "lon": 38.0}}, [("place", 0)]),
        ({"place": {"name": "Ardel", "country": "XXX"}}, []),
        ({"place": {"name": "Ardel", "country": "YYY"}}, [("place", 0)]),
        ({"time": {"start": "2020-02-02", "end": "2020-02-02"}}, [("time", 0)]),
        ({"weapons": [{"name": "tank", "span": span(900)}]}, [("weapon", 0)]),
        ({"casualties": [{"kind": "killed", "min": 9, "max": 9}]}, [("toll", 0)]),
        ({"plover": {"type": "ASSAULT", "mode": "aerial"}}, [("mode", 0)]),
        ({"actors": [], "place": None, "time": None, "weapons": [], "casualties": [], "acled": None}, []),
    ],
)
def test_what_is_wrong_is_judged_wrong_and_what_is_missing_not_at_all(
    changes: Json, fields: Iterable[tuple[str, int]]
) -> None:
    predicted = made_up()
    predicted["events"][0].update(changes)
    assert wrong(made_up(), predicted) == [(field, 0, item) for field, item in fields]


def test_each_judgement_meets_the_confidence_of_its_value() -> None:
    gold = document(made_up(), "gold")
    events = confident(seed().events[:4], {field: {BIAS: 0.0} for field in FIELDS})
    assert confidence_of(events[0], "type", 0) == 0.5
    assert confidence_of(seed().events[0], "type", 0) is None
    bare = document(
        {"events": [event(f"e{n}", start) for n, start in enumerate((100, 200, 5000), start=1)]}, "bare"
    )
    tables = {table.field: table for table in reliability([(gold, bare, events)])}
    assert (tables["type"].count, tables["type"].bins[0].accuracy) == (3, 2 / 3)
    assert tables["modality"].count == 2

"""The benchmark of place names, against figures worked out by hand and by the public scorer's definitions."""

import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.places import (
    PlaceNames,
    PlacesDocument,
    Toponym,
    read_documents,
    read_toponyms,
    score_places,
    write_toponyms,
)
from sayso.evaluate.tally import Measures

TEXT = "Shells hit Goma and Sake in Congo, Reuters said."
GOMA = Toponym(11, 15, "CITY", -1.68, 29.22, "216281")
SAKE = Toponym(20, 24, "CITY", -1.57, 29.05)
CONGO = Toponym(28, 33, "COUNTRY", -2.5, 23.5, "203312")
GOLD = (GOMA, SAKE, CONGO)


def figures(
    predicted: list[Toponym], gold: tuple[Toponym, ...] = GOLD, drop: frozenset[str] = frozenset()
) -> dict[str, Measures]:
    """Each figure of one document by name."""
    scores = score_places([PlacesDocument("d", TEXT, gold)], {"d": predicted}, drop)
    return {name: figure.values() for name, figure in scores.total}


def test_gold_against_itself_is_right_in_everything() -> None:
    found = figures(list(GOLD))
    assert {name: values["f1"] for name, values in found.items() if "f1" in values} == {
        "recognition, exact": 1.0,
        "recognition, overlap": 1.0,
        "end to end, 161 km": 1.0,
    }
    assert {name: values["acc"] for name, values in found.items() if "acc" in values} == {
        "strict, 161 km": 1.0,
        "answered, of those found": 1.0,
        "right of the answered, 161 km": 1.0,
        "right of the answered, 25 km": 1.0,
        "countries by code": 1.0,
    }


def test_a_worked_example() -> None:
    predicted = [
        Toponym(11, 15, lat=-1.68, lon=29.22, id="216281", probability=0.9),  # right
        Toponym(16, 24, lat=0.5, lon=25.2, probability=0.8),  # overlaps Sake, far away
        Toponym(28, 33),  # found, left open
        Toponym(35, 42, lat=51.5, lon=0.0, probability=0.4),  # no place
    ]
    found = figures(predicted)
    assert found["recognition, exact"] == {"p": 0.5, "r": 0.6667, "f1": 0.5714, "n_gold": 3, "n_pred": 4}
    assert found["recognition, overlap"] == {"p": 0.75, "r": 1.0, "f1": 0.8571, "n_gold": 3, "n_pred": 4}
    assert found["end to end, 161 km"] == {"p": 0.3333, "r": 0.3333, "f1": 0.3333, "n_gold": 3, "n_pred": 3}
    assert found["strict, 161 km"] == {"acc": 0.3333, "n": 3}
    assert found["answered, of those found"] == {"acc": 0.6667, "n": 3}
    assert found["right of the answered, 161 km"] == {"acc": 0.5, "n": 2}
    assert found["wrong by over 100 km, of the sure"] == {"acc": 0.5, "n": 2}
    assert found["countries by code"] == {"acc": 0.0, "n": 1}


def test_types_that_are_dropped_are_neither_found_nor_missed() -> None:
    predicted = [GOMA, Toponym(28, 33, lat=50.0, lon=5.0)]
    found = figures(predicted, drop=frozenset({"COUNTRY"}))
    assert found["recognition, overlap"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "n_gold": 2, "n_pred": 1}
    assert found["end to end, 161 km"]["p"] == 1.0


def test_a_prediction_on_gold_without_a_point_is_neither_right_nor_wrong() -> None:
    open_gold = (Toponym(11, 15, "POI"), SAKE)
    found = figures([Toponym(11, 15, lat=1.0, lon=1.0), SAKE], open_gold)
    assert found["end to end, 161 km"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "n_gold": 1, "n_pred": 1}


def test_an_identical_span_wins_before_a_longer_one() -> None:
    near = Toponym(11, 24, lat=0.0, lon=0.0)
    assert figures([near, GOMA], (GOMA,))["end to end, 161 km"]["r"] == 1.0


def test_files_are_read_as_they_are_written(tmp_path: Path) -> None:
    gold, said = tmp_path / "gold.jsonl", tmp_path / "said.jsonl"
    row = {"start": 11, "end": 15, "type": "CITY", "lat": -1.68, "lon": 29.22, "geonames_id": "216281"}
    lines = [
        {"doc_id": "d", "text": TEXT, "toponyms": [row]},
        {"doc_id": "e", "text": "Nothing."},
    ]
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    write_toponyms([{"doc_id": "d", "toponyms": [row]}], said)
    assert read_documents(gold) == [PlacesDocument("d", TEXT, (GOMA,)), PlacesDocument("e", "Nothing.", None)]
    assert read_toponyms(said) == {"d": (GOMA,)}
    scores = PlaceNames().score(gold, said)
    assert list(scores.documents) == ["d"]
    assert scores.missing == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "Expecting property name"),
        ('{"doc_id": "d"}', "KeyError"),
        ('{"doc_id": "d", "text": "x", "toponyms": [{"start": 0}]}', "KeyError"),
        ('{"doc_id": "d", "text": "x", "toponyms": [{"start": "a", "end": 3}]}', "invalid literal"),
    ],
)
def test_a_line_that_is_not_of_the_form_is_told_with_file_and_number(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc_id": "a", "text": "x"}\n' + line, encoding="utf-8")
    with pytest.raises(ResourceError, match=rf"gold\.jsonl:2: not of the form .*{reason}"):
        read_documents(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="cannot be read"):
        read_toponyms(tmp_path / "none.jsonl")

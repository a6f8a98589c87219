"""The benchmark of phrases of space: one made-up table, right and wrong answers."""

from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.spaces import (
    Area,
    Spaces,
    faults,
    predicted_spaces,
    score_spaces,
    space_rows,
    write_spaces,
)

TABLE = """
[[case]]
text = "Shells fell 20 km east of Gao."
phrase = "20 km east of Gao"
anchor_near = [16.27, -0.04]
anchor_km = 20
relation = "direction"
direction = "east"
distance_km = 20
geometry = "sector"
country = "MLI"
centre_near = [16.27, 0.14]
within_km = 10
[[case]]
text = "Gunmen came to Kafr Nowhere."
phrase = "Kafr Nowhere"
abstain = true
[[case]]
text = "Paris said that it regrets the raid."
phrase = "Paris"
not_place = true
"""
RIGHT = Area(16.27, 0.15, "MLI", "sector", "direction", "east", 20.5, (16.26, -0.05))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "spaces.toml"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_right_answer_has_no_fault_and_each_wrong_field_is_named(table: Path) -> None:
    first, open_name, speaker = space_rows(table)
    assert faults(first, RIGHT) == ()
    assert faults(first, Area()) == (
        "centre", "anchor", "relation", "direction", "geometry", "country", "distance",
    )  # fmt: skip
    assert faults(open_name, Area()) == ()
    assert faults(open_name, Area(lat=1.0, lon=1.0)) == ("has a point",)
    assert faults(speaker, Area(lat=48.9, lon=2.4)) == ()
    assert faults(speaker, Area(is_place=True)) == ("is the place of an event",)


def test_predictions_are_read_as_they_are_written_and_scored(table: Path, tmp_path: Path) -> None:
    kept = tmp_path / "said.jsonl"
    write_spaces([(1, Area(lat=16.27, lon=0.15)), (2, Area()), (3, Area())], kept)
    assert predicted_spaces(kept)[1] == Area(lat=16.27, lon=0.15)
    total = {name: figure.values() for name, figure in Spaces().score(table, kept).total}
    assert total["phrases right"] == {"acc": 0.6667, "n": 3}
    assert total["area right"] == {"acc": 0.0, "n": 1}
    assert total["area has a point"] == {"acc": 1.0, "n": 1}


def test_a_row_without_an_answer_is_told(table: Path) -> None:
    assert score_spaces(space_rows(table), {1: RIGHT}).missing == ("row 2", "row 3")


@pytest.mark.parametrize("text", ["", "[[case]]\ntext = 'a'\nphrase = 'b'", "x ="])
def test_a_table_that_is_not_of_the_form_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"t\.toml"):
        space_rows(path)

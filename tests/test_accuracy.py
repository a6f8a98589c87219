"""The quality gate: no figure on the corpora that rules are built on falls below its floor."""

from pathlib import Path

import pytest

from sayso.pipeline import default_coder
from tools.floors import (
    CORPORA,
    TABLES,
    Gate,
    below,
    corpus_sha256,
    floor,
    measured,
    measured_table,
    read_gates,
    refreshed,
    written,
)


@pytest.mark.model
@pytest.mark.parametrize("corpus", list(CORPORA))
def test_no_figure_falls_below_its_floor(corpus: str) -> None:
    floors = read_gates()[corpus].floors
    assert below(measured(CORPORA[corpus], default_coder()), floors) == []
    assert len(floors) > 20


@pytest.mark.model
@pytest.mark.parametrize("kind", list(TABLES))
def test_no_figure_of_a_table_falls_below_its_floor(kind: str) -> None:
    floors = read_gates()[kind].floors
    assert below(measured_table(kind), floors) == []
    assert len(floors) >= 3


@pytest.mark.parametrize("corpus", [*CORPORA, *TABLES])
def test_the_floors_are_of_the_corpus_as_it_lies_there(corpus: str) -> None:
    assert read_gates()[corpus].sha256 == corpus_sha256((CORPORA | TABLES)[corpus])


def test_neither_sealed_nor_public_texts_are_gated() -> None:
    gold = Path(__file__).parent / "gold"
    assert list(CORPORA.values()) == [gold / "dev", gold.parent / "data" / "seed"]
    assert all(path.stem == "dev" or path.parent.name == "open" for path in TABLES.values())


def test_a_changed_name_or_byte_changes_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Shells fell.", encoding="utf-8")
    first = corpus_sha256(tmp_path)
    (tmp_path / "notes.md").write_text("no part of it", encoding="utf-8")
    assert corpus_sha256(tmp_path) == first
    (tmp_path / "a.txt").write_text("Shells fell!", encoding="utf-8")
    second = corpus_sha256(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert len({first, second, corpus_sha256(tmp_path)}) == 3


@pytest.mark.parametrize(
    ("value", "least"), [(0.824, 0.80), (0.82, 0.80), (0.8199, 0.79), (1.0, 0.98), (0.01, 0.0), (0.0, 0.0)]
)
def test_a_floor_is_the_figure_less_a_margin_rounded_down(value: float, least: float) -> None:
    assert floor(value) == least


@pytest.mark.parametrize(
    ("values", "old", "allowed", "expected"),
    [
        ({"events": 0.9}, {}, False, {"events": 0.88}),
        ({"events": 0.9}, {"events": 0.5}, False, {"events": 0.88}),
        ({"events": 0.5}, {"events": 0.88}, False, {"events": 0.88}),
        ({"events": 0.5}, {"events": 0.88}, True, {"events": 0.48}),
        ({"events": 0.89}, {"events": 0.88}, True, {"events": 0.88}),
        ({}, {"events": 0.88}, False, {"events": 0.88}),
        ({}, {"events": 0.88}, True, {}),
    ],
)
def test_a_floor_is_lowered_only_where_that_is_allowed(
    values: dict[str, float], old: dict[str, float], allowed: bool, expected: dict[str, float]
) -> None:
    assert refreshed(values, old, allow_regression=allowed) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"events": 0.88}, []),
        ({"events": 0.8799, "weapons": 0.1}, ["events: 0.880 is below 0.88"]),
        ({"weapons": 1.0}, ["events: no longer measured, floor 0.88"]),
    ],
)
def test_a_figure_below_its_floor_or_gone_is_told(values: dict[str, float], expected: list[str]) -> None:
    assert below(values, {"events": 0.88}) == expected


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    gates = {"dev": Gate("abc", {"events (type + trigger/arguments)": 0.8}), "seed": Gate("def", {})}
    (tmp_path / "floors.toml").write_text(written(gates), encoding="utf-8")
    assert read_gates(tmp_path / "floors.toml") == gates
    assert read_gates(tmp_path / "missing.toml") == {}

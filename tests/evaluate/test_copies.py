import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS
from sayso.evaluate.copies import (
    PAIRS,
    Answer,
    as_row,
    read_families,
    read_reports,
    score_copies,
    wrong_pairs,
)

ROWS = [
    {"id": "a", "text": "one two three four five six", "family": "F", "kind": "original"},
    {"id": "b", "text": "one two three four five six", "family": "F", "kind": "credit", "copy_of": "a"},
    {"id": "c", "text": "uno dos tres cuatro cinco", "family": "F", "published": "2001-05-06T07:00"},
    {"id": "d", "text": "nothing of the kind at all", "family": "G", "kind": "same-story"},
]


def gold(folder: Path) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")
    return path


def test_pairs_sources_and_kinds_are_scored_beside_raw_shingles(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    answers = {"a": Answer("x"), "b": Answer("x", "a"), "c": Answer("y"), "d": Answer("y")}
    out.write_text("".join(f"{json.dumps(as_row(*one))}\n" for one in answers.items()), encoding="utf-8")
    assert read_families(out) == answers
    figures = {
        name: figure.values() for name, figure in BENCHMARKS["copies"].score(gold(tmp_path), out).total
    }
    assert (figures[PAIRS]["p"], figures[PAIRS]["r"]) == (0.5, 0.3333)
    for baseline in ("Jaccard of 5-shingles >= .7", "containment of 5-shingles >= .5"):
        found = figures[f"{PAIRS}: {baseline}"]
        assert (found["p"], found["r"]) == (1.0, 0.3333)
    assert figures["source of a copy named"]["acc"] == 1
    assert figures["left alone: same-story"]["acc"] == 0
    assert figures["its family found: original"]["acc"] == 0.5


def test_wrong_pairs_are_told_and_what_was_not_answered_is_missing(tmp_path: Path) -> None:
    rows = read_reports(gold(tmp_path))
    answers = {"a": Answer("x"), "c": Answer("x"), "d": Answer("x")}
    told = [(what, one.id, other.id) for what, one, other in wrong_pairs(rows, answers)]
    assert told == [
        ("missed", "a", "b"),
        ("invented", "a", "d"),
        ("missed", "b", "c"),
        ("invented", "c", "d"),
    ]
    assert score_copies(rows, answers).missing == ("b",)


@pytest.mark.parametrize("line", ['{"id": "a"}', '{"id": "a", "text": "x", "published": "soon"}', "[1]"])
def test_a_line_that_is_not_of_the_form_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"gold\.jsonl:1: not of the form"):
        read_reports(path)

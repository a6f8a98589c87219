"""Spans of organisations, places and persons against gold, and the mapping of both."""

import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS
from sayso.evaluate.entities import Marked, ReportRow, beside, read_reports, score_entities, trimmed

TEXT = "The army of Aria met Bo Li in Aria's port."
#       0   4       12   17  21    30    37


def report(text: str = TEXT) -> ReportRow:
    return ReportRow("a", text)


def marked(words: str, kind: str, text: str = TEXT, nth: int = 1) -> Marked:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Marked(start, start + len(words), kind)


def figures(gold: list[Marked], said: list[Marked]) -> dict[str, tuple[float, float]]:
    total = score_entities([report()], {"a": gold}, {"a": said}).total
    return {name: (figure.values().get("p", -1), figure.values().get("r", -1)) for name, figure in total}


def test_gold_against_itself_is_right(tmp_path: Path) -> None:
    gold = [marked("The army of Aria", "Organisation"), marked("Bo Li", "Person"), marked("Aria", "Location")]
    rows = [{"doc_id": "a", "start": m.start, "end": m.end, "type": m.type} for m in gold]
    (tmp_path / "entities.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "reports.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    scores = BENCHMARKS["entities"].score(tmp_path, tmp_path / "entities.jsonl")
    assert {figure.values()["f1"] for _, figure in scores.total} == {1.0}
    assert len(scores.total.figures) == 6
    assert read_reports(tmp_path) == [report()]


def test_a_score_counted_by_hand() -> None:
    gold = [marked("army of Aria", "Organisation"), marked("Aria", "Nationality"), marked("Bo Li", "Person")]
    said = [
        marked("The army", "Organisation"),  # overlaps the first gold one only
        marked("Aria", "ORG"),  # exact
        marked("Li in", "PERSON"),  # overlaps
    ]
    assert figures(gold, said) == {
        "organisation (exact)": (0.5, 0.5),
        "location (exact)": (1.0, 1.0),
        "person (exact)": (0.0, 0.0),
        "organisation (overlap)": (1.0, 1.0),
        "location (overlap)": (1.0, 1.0),
        "person (overlap)": (1.0, 1.0),
    }


@pytest.mark.parametrize(
    ("gold", "organisations", "places"),
    [
        ([marked("Aria", "Organisation")], (1.0, 1.0), (1.0, 1.0)),
        ([marked("Aria", "Location")], (0.0, 1.0), (1.0, 1.0)),
        ([], (1.0, 1.0), (0.0, 1.0)),
    ],
)
def test_what_is_called_state_or_place_counts_where_it_fits_and_else_as_a_place(
    gold: list[Marked], organisations: tuple[float, float], places: tuple[float, float]
) -> None:
    found = figures(gold, [marked("Aria", "GPE")])
    assert found["location (exact)"] == places
    assert found["organisation (exact)"][0] in (organisations[0], 1.0)


@pytest.mark.parametrize(
    ("words", "left"),
    [("The army", "army"), ("Aria's", "Aria"), (" port", "port"), ("The ", "The"), ("Bo Li", "Bo Li")],
)
def test_articles_owners_and_blanks_are_stripped(words: str, left: str) -> None:
    start, end = trimmed(TEXT, marked(words, "ORG"))
    assert TEXT[start:end] == left


def test_equal_spans_count_once() -> None:
    gold = [marked("The army", "Organisation"), marked("army", "Organisation")]
    assert score_entities([report()], {"a": gold}, {}).total.figures["organisation (exact)"].sums()[3] == 1


def test_a_peer_stands_beside() -> None:
    gold = {"a": [marked("Bo Li", "Person")]}
    ours, theirs = score_entities([report()], gold, gold), score_entities([report()], gold, {}, "spaCy: ")
    both = beside(ours, theirs).total.figures
    assert (both["person (exact)"].values()["f1"], both["spaCy: person (exact)"].values()["f1"]) == (1.0, 0.0)


@pytest.mark.parametrize("line", ["no json", '{"id": "a"}', "[]"])
def test_a_broken_line_is_refused_with_its_place(line: str, tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text(f'{{"id": "b", "text": "x"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ResourceError, match=r"reports\.jsonl:2"):
        read_reports(tmp_path)

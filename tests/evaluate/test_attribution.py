import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS, Scores
from sayso.evaluate.attribution import (
    Attribution,
    Document,
    Spans,
    predicted_attributions,
    read_documents,
    score_attributions,
    write_attributions,
)

TEXT = 'The mayor said the bridge is gone. "We saw no soldiers there," Ali said. It was reportedly mined.'


def at(words: str) -> Spans:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def said(source: str, cue: str, content: str) -> Attribution:
    return Attribution(at(source) if source else (), at(cue), at(content))


MAYOR = said("The mayor", "said", "the bridge is gone")
ALI = said("Ali", "Ali said", "We saw no soldiers there")
MINED = said("", "reportedly", "It was reportedly mined")
GOLD = Document("d", TEXT, (MAYOR, ALI, MINED))


def figures(*ours: Attribution, gold: Document = GOLD) -> Scores:
    return score_attributions([gold], {"d": list(ours)})


def values(scores: Scores, name: str) -> tuple[float, float, float]:
    found = dict(scores.total)[name].values()
    return found["p"], found["r"], found["f1"]


def test_gold_against_itself_is_right_in_every_figure() -> None:
    total = figures(*(GOLD.attributions or ())).total
    measures = [v for _, figure in total for k, v in figure.values().items() if k in ("p", "r", "f1", "acc")]
    assert len(measures) == 3 * 13 + 2  # no content of the gold is quoted in part
    assert set(measures) == {1.0}


def test_a_link_needs_source_and_content_of_the_same_statement() -> None:
    swapped = (
        said("Ali", "said", "the bridge is gone"),
        said("The mayor", "Ali said", "We saw no soldiers there"),
    )
    scores = figures(*swapped)
    assert values(scores, "linked source-content") == (0.0, 0.0, 0.0)
    assert values(scores, "source: words") == (1.0, 1.0, 1.0)
    assert values(scores, "cue and content") == (1.0, 0.6667, 0.8)


@pytest.mark.parametrize(
    ("content", "right"),
    [
        ("We saw no soldiers there", 1.0),
        ("no soldiers there", 1.0),  # three of the five words
        ("soldiers there", 0.0),  # two of the five
        ('the bridge is gone. "We saw no soldiers there', 1.0),  # five of nine
        ('said the bridge is gone. "We saw no soldiers there', 1.0),  # five of ten
        ('mayor said the bridge is gone. "We saw no soldiers there', 0.0),
    ],
)
def test_half_of_the_words_must_be_shared_both_ways(content: str, right: float) -> None:
    scores = figures(said("Ali", "Ali said", content), gold=Document("d", TEXT, (ALI,)))
    assert values(scores, "linked source-content")[2] == right


def test_a_prediction_said_twice_is_right_once() -> None:
    assert values(figures(MAYOR, MAYOR), "linked source-content") == (0.5, 0.5, 0.5)


def test_what_nobody_is_named_for_counts_by_itself() -> None:
    scores = figures(MINED, said("", "said", "the bridge is gone"))
    assert values(scores, "without a source") == (0.5, 1.0, 0.6667)
    assert values(scores, "linked source-content") == (0.0, 0.0, 0.0)


def test_recall_is_told_apart_by_the_marks_around_the_content() -> None:
    total = dict(figures(ALI).total)
    assert total["recall of direct speech"].values() == {"acc": 1.0, "n": 1}
    assert total["recall of indirect speech"].values() == {"acc": 0.0, "n": 1}
    assert total["recall of mixed speech"].values() == {"n": 0}


def test_furniture_counts_on_neither_side() -> None:
    gold = Document("d", TEXT, (MAYOR,), discarded=at('"We saw no soldiers there," Ali said'))
    assert values(figures(MAYOR, ALI, gold=gold), "linked source-content") == (1.0, 1.0, 1.0)


def test_the_largest_matching_is_found() -> None:
    """The first fits both statements of the gold, and the second only the one that the first comes to."""
    one, two = said("Ali", "Ali said", "saw no soldiers there"), said("Ali", "Ali said", "We saw no")
    gold = Document("d", TEXT, (two, said("Ali", "Ali said", "soldiers there")))
    assert values(figures(one, two, gold=gold), "linked source-content") == (1.0, 1.0, 1.0)


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def gold_row(**more: object) -> dict[str, object]:
    return {"doc_id": "d", "text": TEXT, "attributions": [MAYOR.as_json(), ALI.as_json()], **more}


def test_what_is_written_reads_back_and_is_scored(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", gold_row(publication_date="2024-05-15", discard_spans=[]))
    write_attributions([("d", [MAYOR, MINED])], tmp_path / "out.jsonl")
    assert predicted_attributions(tmp_path / "out.jsonl") == {"d": [MAYOR, MINED]}
    assert read_documents(gold)[0].published == "2024-05-15"
    scores = BENCHMARKS["attribution"].score(gold, tmp_path / "out.jsonl")
    assert values(scores, "linked source-content") == (1.0, 0.5, 0.6667)


def test_without_gold_there_is_nothing_to_score(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", {"doc_id": "d", "text": TEXT})
    documents = read_documents(gold)
    assert documents[0].attributions is None
    assert score_attributions(documents, {"d": [MAYOR]}).documents == {}


@pytest.mark.parametrize(
    "row",
    [
        {"doc_id": "d"},
        {"doc_id": "d", "text": TEXT, "attributions": [{"source_spans": [[1]]}]},
        "no object",
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, row: object) -> None:
    path = lines(tmp_path / "gold.jsonl", gold_row(), row)
    with pytest.raises(ResourceError, match=r"gold\.jsonl: line 2 is not of the form"):
        read_documents(path)


def test_a_prediction_outside_of_the_text_is_refused() -> None:
    with pytest.raises(ResourceError, match=r"d: span \[0, 1000\]"):
        figures(Attribution(content=((0, 1000),)))


def test_a_prediction_for_no_document_is_refused() -> None:
    with pytest.raises(ResourceError, match="'x', which is no document"):
        score_attributions([GOLD], {"x": []})

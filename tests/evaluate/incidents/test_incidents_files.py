import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS
from sayso.evaluate.incidents.files import chosen, read_documents, read_mentions


def written(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_gold_against_itself_is_perfect_and_everything_alone_is_not(tmp_path: Path) -> None:
    rows = [{"id": name, "cluster": cluster} for name, cluster in (("a", 1), ("b", 1), ("c", 2))]
    gold = written(tmp_path / "gold.jsonl", *rows)
    figures = {name: figure.values() for name, figure in BENCHMARKS["incidents"].score(gold, gold).total}
    assert figures["predictions: CoNLL"] == {"f1": 1.0}
    assert figures["all alone: pairwise"] == {"p": 1.0, "r": 0.0, "f1": 0.0}
    assert figures["all alone: B3"] == {"p": 1.0, "r": 0.6667, "f1": 0.8}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            {"id": "m", "doc_id": "x", "start": 0, "end": 1},
            "m.jsonl:1: not of the form: doc_id 'x' is not",
        ),
        ({"id": "m", "doc_id": "d", "start": 3, "end": 3}, "write 0 <= start < end <= 4"),
        ({"doc_id": "d", "start": 0, "end": 1}, "no 'id'"),
    ],
)
def test_a_bad_mention_is_told_with_its_line(tmp_path: Path, row: dict[str, object], told: str) -> None:
    documents = read_documents(written(tmp_path / "d.jsonl", {"doc_id": "d", "text": "Shot"}))
    with pytest.raises(ResourceError) as error:
        read_mentions(written(tmp_path / "m.jsonl", row), documents)
    assert told in str(error.value)


def test_filters_take_values_and_anything(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "text": "x", "split": "dev"},
        {"id": "b", "text": "y", "split": None},
    ]
    documents = read_documents(written(tmp_path / "d.jsonl", *rows)).values()
    assert [one.id for one in chosen(documents, ["split=DEV"])] == ["a"]
    assert [one.id for one in chosen(documents, ["split=*"])] == ["a"]
    with pytest.raises(ResourceError, match="no line has that"):
        chosen(documents, ["split=test"])
    with pytest.raises(ResourceError, match="write FIELD=VALUE"):
        chosen(documents, ["split"])

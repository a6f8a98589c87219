import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.relations import (
    QUADS,
    Answer,
    Relations,
    read_pairs,
    read_relations,
    relation_row,
    score_relations,
)

ROOTS = list(QUADS)


def row(number: int, root: str | None, **fields: Any) -> dict[str, Any]:
    gold = {} if root is None else {
        "gold_root": root, "gold_penta": QUADS[root], "gold_binary": int(QUADS[root] > 2),
    }  # fmt: skip
    spans = {"source_spans_in_demarked": [[0, 6]], "target_spans_in_demarked": [[14, 18]]}
    return {"uid": number, "sentence": f"Rebels struck army {number}.", **spans, **gold, **fields}


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in rows), encoding="utf-8")
    return path


def published(gold: list[Any], given: list[Any]) -> tuple[float, float]:
    """Micro and macro F1 as the published scorer of Zero-Shot-PLOVER counts them."""
    labels = sorted(set(gold) | {one for one in given if one is not None})
    right, false, missed = Counter[Any](), Counter[Any](), Counter[Any]()
    for a, b in zip(gold, given, strict=True):
        right[a] += a == b
        false[b] += a != b
        missed[a] += a != b
    each = []
    for one in labels:
        p = right[one] / (right[one] + false[one]) if right[one] + false[one] else 0.0
        r = right[one] / (right[one] + missed[one]) if right[one] + missed[one] else 0.0
        each.append(2 * p * r / (p + r) if p + r else 0.0)
    return sum(right.values()) / len(gold), sum(each) / len(each)


@pytest.mark.parametrize("seed", range(3))
def test_figures_are_those_of_the_published_definitions(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    rows = [row(uid, random.choice(ROOTS)) for uid in range(120)]
    said = [one["gold_root"] if random.random() < 0.6 else random.choice([*ROOTS, None]) for one in rows]
    gold = written(tmp_path / "gold.jsonl", rows)
    answers = written(tmp_path / "pred.jsonl", [{"uid": uid, "root": root} for uid, root in enumerate(said)])
    figures = {name: figure.values() for name, figure in Relations().score(gold, answers).total}
    quads = [None if root is None else QUADS[root] for root in said]
    levels: dict[str, tuple[list[Any], list[Any]]] = {
        "root": ([one["gold_root"] for one in rows], said),
        "quad": ([one["gold_penta"] for one in rows], quads),
        "binary": ([one["gold_binary"] for one in rows], [None if q is None else int(q > 2) for q in quads]),
    }
    for level, (right, given) in levels.items():
        micro, macro = published(right, given)
        assert figures[f"{level}: accuracy (micro F1)"]["acc"] == round(micro, 4)
        assert figures[f"{level}: macro F1"]["f1"] == round(macro, 4)


def test_gold_against_itself_is_right(tmp_path: Path) -> None:
    rows = [row(uid, root) for uid, root in enumerate(ROOTS)]
    gold = written(tmp_path / "gold.jsonl", rows)
    pred = written(
        tmp_path / "pred.jsonl",
        [{"uid": one["uid"], "root": one["gold_root"], "penta": one["gold_penta"]} for one in rows],
    )
    scores = Relations().score(gold, pred)
    found = {m: v for _, f in scores.total for m, v in f.values().items() if m in {"p", "r", "f1", "acc"}}
    assert found == {"acc": 1.0, "f1": 1.0, "p": 1.0, "r": 1.0}
    assert (scores.misses, scores.missing) == ((), ())
    assert scores.confusions[0].as_json() == {root: {root: 1} for root in sorted(ROOTS)}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({"root": "fight"}, Answer("ASSAULT", "4", "1")),
        ({"root": "CONCEDE"}, Answer("YIELD", "2", "0")),
        ({"root": "AID", "penta": 3}, Answer("AID", "3", "1")),
        ({"root": None, "penta": None}, Answer()),
        ({"root": "NONE"}, Answer()),
        ({"binary": 0}, Answer(None, None, "0")),
    ],
)
def test_other_names_and_levels_that_follow_are_read(
    tmp_path: Path, said: dict[str, Any], read: Answer
) -> None:
    assert read_relations(written(tmp_path / "p.jsonl", [{"uid": 7, **said}])) == {"7": read}


def test_only_what_the_gold_has_is_asked(tmp_path: Path) -> None:
    binary = {"gold_root": None, "gold_penta": None, "gold_binary": 1}
    rows = [row(1, None, **binary), row(2, None)]
    scores = score_relations(
        read_pairs(written(tmp_path / "gold.jsonl", rows)), {"1": Answer.of("ASSAULT"), "2": Answer()}
    )
    assert [name for name, _ in scores.total] == [
        "binary: accuracy (micro F1)", "binary: macro F1", "binary: weighted F1", "binary 1",
    ]  # fmt: skip
    assert list(scores.documents) == ["1"]


def test_pairs_of_one_sentence_are_one_document(tmp_path: Path) -> None:
    rows = [row(uid, "ASSAULT", sentence=text) for uid, text in ((1, "Rebels struck army."), (2, "x" * 20))]
    rows.append(row(3, "AID", sentence="Rebels struck army."))
    scores = score_relations(read_pairs(written(tmp_path / "gold.jsonl", rows)), {})
    assert list(scores.documents) == ["1+3", "2"]
    assert scores.missing == ("uid 1", "uid 2", "uid 3")


def test_a_pair_may_lack_a_span_and_marks_do_for_spans(tmp_path: Path) -> None:
    marked = {"uid": "x", "marked_sentence": "<t>Army</t> hit by <s>rebels</s>."}
    rows = [row(1, None, target_spans_in_demarked=[]), marked]
    first, second = read_pairs(written(tmp_path / "gold.jsonl", rows))
    assert (first.source, first.target) == ((0, 6), None)
    assert (second.sentence, second.source, second.target) == ("Army hit by rebels.", (12, 18), (0, 4))
    assert second.shown == "[T Army] hit by [S rebels]."
    assert relation_row(first, "AID", 2) == {"uid": 1, "root": "AID", "penta": 2}
    assert relation_row(second, None, None) == {"uid": "x", "root": None, "penta": None}


def test_misses_say_what_was_given_and_whether_the_side_is_right(tmp_path: Path) -> None:
    rows = read_pairs(written(tmp_path / "gold.jsonl", [row(n, "AID") for n in range(3)]))
    given = {"0": Answer.of("ASSAULT"), "1": Answer.of("YIELD"), "2": Answer()}
    assert [(miss.cause, miss.where) for miss in score_relations(rows, given).misses] == [
        ("root: AID given ASSAULT, conflict and cooperation mixed up", "uid 0"),
        ("root: AID given YIELD", "uid 1"),
        ("root: AID given no answer", "uid 2"),
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"uid": None}, "uid is None"),
        ({"sentence": ""}, "sentence is ''"),
        ({"source_spans_in_demarked": [[0, 99]]}, "source [0, 99] is outside"),
        ({"source_spans_in_demarked": [[3, 3]]}, "source [3, 3] is outside of the sentence, or empty"),
        ({"source_spans_in_demarked": [["a", 3]]}, "invalid literal"),
        ({"source_spans_in_demarked": [[14, 18]]}, "source and target are both [14, 18]"),
        ({"gold_penta": 7}, "quad class 7"),
        ({"gold_binary": 2}, "binary 2"),
        ({"gold_root": 3}, "gold_root is 3"),
    ],
)
def test_malformed_gold_is_named(tmp_path: Path, fields: dict[str, Any], told: str) -> None:
    with pytest.raises(ResourceError) as caught:
        read_pairs(written(tmp_path / "gold.jsonl", [row(1, "AID"), row(2, "AID", **fields)]))
    assert "gold.jsonl:2" in str(caught.value)
    assert told in str(caught.value)


def test_a_uid_that_comes_twice_or_is_not_asked_is_refused(tmp_path: Path) -> None:
    twice = written(tmp_path / "twice.jsonl", [row(1, "AID"), row(1, "AID")])
    with pytest.raises(ResourceError, match="'1' comes twice"):
        read_pairs(twice)
    gold = written(tmp_path / "gold.jsonl", [row(1, "AID")])
    with pytest.raises(ResourceError, match="'9', which is not in the gold"):
        Relations().score(gold, written(tmp_path / "pred.jsonl", [{"uid": 9, "root": "AID"}]))

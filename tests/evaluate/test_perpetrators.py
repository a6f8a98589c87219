import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.organisations import same_organisation
from sayso.evaluate.perpetrators import (
    Confidence,
    Document,
    Organisation,
    Perpetrators,
    gold_organisations,
    paired,
    read_documents,
    read_predictions,
    score_perpetrators,
    write_predictions,
)

FACT, CLAIMED, ACCUSED, POLICE, POSSIBLE = (
    Confidence.FACT,
    Confidence.CLAIMED,
    Confidence.ACCUSED,
    Confidence.BY_AUTHORITIES,
    Confidence.POSSIBLE,
)


def template(names: str, confidence: str) -> dict[str, list[str]]:
    return {"PERP: ORGANIZATION ID": [names], "PERP: ORGANIZATION CONFIDENCE": [confidence]}


def said(name: str, confidence: Confidence) -> Organisation:
    return Organisation((name,), (confidence,))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (["FREE VALLEY ARMY"], ["Free Valley Army"], True),
        (["THE FREE VALLEY ARMY GUERRILLAS"], ["Free Valley Army"], True),
        (["FVA", "OTHER"], ["Free Valley Army"], True),
        (["SHINING RIVER"], ["Shining River cell of the north"], True),
        (["ARMY"], ["Ruritanian Army"], True),
        (["ARMY"], ["Army of National Liberation"], False),
        (["ARMED FORCES"], ["Ruritanian Armed Forces"], True),
        (["RURITANIAN ARMY"], ["Ruritanian Air Force"], False),
        (["FREE VALLEY ARMY"], ["River Guard"], False),
        ([""], ["the"], False),
    ],
)
def test_names_of_one_organisation_are_told_from_others(a: list[str], b: list[str], same: bool) -> None:
    assert same_organisation(a, b) is same
    assert same_organisation(b, a) is same


def test_gold_is_each_organisation_with_each_confidence_once() -> None:
    templates = [
        template('"FREE VALLEY ARMY" / "FVA"', 'REPORTED AS FACT: "FREE VALLEY ARMY" / "FVA"'),
        template('"FVA"', 'REPORTED AS FACT: "FVA"'),
        template('"FVA"', 'POSSIBLE / SUSPECTED OR ACCUSED: "FVA"'),
        template('? "RIVER GUARD"', 'CLAIMED OR ADMITTED: "RIVER GUARD"'),
        template('"HILL GUARD"', '? (POSSIBLE / ACQUITTED): "HILL GUARD"'),
        template("-", "-"),
        template("*", "*"),
    ]
    assert gold_organisations(templates) == (
        Organisation(("FREE VALLEY ARMY", "FVA"), (FACT,)),
        Organisation(("FVA",), (POSSIBLE, ACCUSED)),
        Organisation(("RIVER GUARD",), (CLAIMED,), required=False),
        Organisation(("HILL GUARD",), (POSSIBLE,), required=False),
    )


def test_of_equal_pairings_the_one_with_more_right_confidences_counts() -> None:
    gold = [said("FVA", FACT), said("FVA", CLAIMED)]
    assert paired(gold, [said("FVA", CLAIMED)]) == [(1, 0)]
    assert paired(gold, [said("FVA", CLAIMED), said("FVA", FACT)]) == [(0, 1), (1, 0)]
    assert paired(gold, []) == []


def test_the_figures_of_two_documents_by_hand() -> None:
    """Found are FVA (fact, right), the army (accused, called fact); missed is the River Guard.

    The optional Hill Guard was predicted: no gain, no loss. The Lake Guard is one too many.
    """
    documents = [
        Document("a", "x", (said("FVA", FACT), said("River Guard", CLAIMED))),
        Document(
            "b",
            "y",
            (said("Ruritanian Army", ACCUSED), Organisation(("Hill Guard",), (POSSIBLE,), required=False)),
        ),
        Document("c", "z", None),
    ]
    answers = {
        "a": [said("FVA", FACT)],
        "b": [said("army", FACT), said("Hill Guard", CLAIMED), said("Lake Guard", FACT)],
    }
    total = {name: figure.values() for name, figure in score_perpetrators(documents, answers).total}
    assert total["organisations"] == {"p": 0.6667, "r": 0.6667, "f1": 0.6667, "n_gold": 3, "n_pred": 3}
    assert total["confidence of those found"] == {"acc": 0.5, "n": 2}
    assert total[f"{FACT} given {FACT}"] == {"acc": 1.0, "n": 1}
    assert total[f"{ACCUSED} given {FACT}"] == {"acc": 1.0, "n": 1}
    assert total[f"{ACCUSED} given {ACCUSED}"] == {"acc": 0.0, "n": 1}


def test_gold_against_itself_is_right_and_files_read_as_written(tmp_path: Path) -> None:
    rows = [
        {
            "docid": "D-1",
            "raw_text": "D-1 (HEADING)\n\n   REBELS ATTACKED.",
            "templates": [template('"FVA"', 'POSSIBLE: "FVA"')],
        },
        {"docid": "D-2", "text": "Nothing.", "templates": []},
    ]
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    documents = read_documents(gold)
    assert [(one.id, one.text) for one in documents] == [("D-1", "   REBELS ATTACKED."), ("D-2", "Nothing.")]
    write_predictions(out, {one.id: one.gold or () for one in documents})
    assert read_predictions(out) == {"D-1": [said("FVA", POSSIBLE)], "D-2": []}
    total = {name: figure.values() for name, figure in Perpetrators().score(gold, out).total}
    assert total["organisations"]["f1"] == total["confidence of those found"]["acc"] == 1.0


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"docid": "a"}',
        '{"docid": "a", "organisations": [{"names": ["x"], "confidence": "SURE"}]}',
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"x\.jsonl:2"):
        read_predictions(path)
    with pytest.raises(ResourceError):
        read_documents(tmp_path / "missing.jsonl")

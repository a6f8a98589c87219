import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.templates.benchmark import Templates
from sayso.evaluate.templates.files import read_documents, read_predictions, write_predictions
from sayso.evaluate.templates.slots import Slot, Template

BOMBING = {
    "incident_type": "bombing",
    "PerpInd": [[["two men", 12], ["men", 16]]],
    "PerpOrg": [],
    "Target": [[]],
    "Victim": [],
    "Weapon": [[["a bomb", 30]]],
}
READ = Template("bombing", dict.fromkeys(Slot, ()) | {
    Slot.INDIVIDUAL: (("two men", "men"),),
    Slot.WEAPON: (("a bomb",),),
})  # fmt: skip


def gold_file(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_documents_have_their_text_without_the_heading_and_equal_templates_once(tmp_path: Path) -> None:
    path = gold_file(
        tmp_path,
        {
            "docid": "D-1",
            "split": "dev",
            "raw_text": "D-1 (X)\n\nMEN BOMBED IT.",
            "gtt_gold": [BOMBING, BOMBING],
        },
        {"docid": "D-2", "split": "tst1", "text": "Nothing."},
    )
    one, two = read_documents(path)
    assert (one.id, one.text, one.split, one.gold) == ("D-1", "MEN BOMBED IT.", "dev", (READ,))
    assert (two.text, two.gold) == ("Nothing.", None)
    assert [document.id for document in read_documents(path, "tst1")] == ["D-2"]
    with pytest.raises(ResourceError, match="no document of the split 'tst9'; known: dev, tst1"):
        read_documents(path, "tst9")


def test_predictions_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_predictions(tmp_path / "out.jsonl", {"D-1": [READ], "D-2": []})
    assert read_predictions(tmp_path / "out.jsonl") == {"D-1": (READ,), "D-2": ()}


@pytest.mark.parametrize(
    "templates",
    [
        "x",
        [{"incident_type": ""}],
        [{"incident_type": ["attack"]}],
        [{"incident_type": "attack", "Weapon": ["x"]}],
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, templates: object) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text("\n" + json.dumps({"docid": "D-1", "templates": templates}), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"said\.jsonl:2: not of the form"):
        read_predictions(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="not a readable file"):
        read_documents(tmp_path / "none.jsonl")


def test_predictions_of_any_coder_are_scored(tmp_path: Path) -> None:
    path = gold_file(
        tmp_path,
        {"docid": "D-1", "text": "Men bombed it.", "gtt_gold": [BOMBING]},
        {"docid": "D-2", "text": "Nothing.", "gtt_gold": []},
        {"docid": "D-3", "text": "Unknown."},
    )
    write_predictions(tmp_path / "out.jsonl", {"D-1": [READ]})
    scores = Templates().score(path, tmp_path / "out.jsonl")
    assert dict(scores.total)["micro average"].values() == {
        "p": 1.0,
        "r": 1.0,
        "f1": 1.0,
        "n_gold": 3,
        "n_pred": 3,
    }
    assert scores.missing == ("D-2",)

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.templates.evidence import Rivals, Rows, Scored, type_row
from sayso.evaluate.templates.filling import fill, score
from sayso.evaluate.templates.slots import Slot
from sayso.evaluate.templates.weights import FILE, Linear, Trees, Weights, load_weights
from tests.evaluate.templates.trees import parsed
from tests.lang.parses import parse_of

PARSE = parsed(
    "Masked/JJ rebels/NNS bombed/VBD the/DT mill/NN .",
    masked=("rebels", "amod"),
    rebels=("bombed", "nsubj"),
    mill=("bombed", "dobj"),
)
NEVER, ALWAYS = Trees(-5.0, ()), Trees(5.0, ())
OWN = 1  # the number of a row that is the phrase's own score
BY_OWN = Trees(0.0, [([(OWN, 0.0, -1, -2)], [-5.0, 5.0])])


def linear(width: int, base: float = -6.0, **weights: dict[int, float]) -> Linear:
    return Linear([base] * width, {name.replace("_", "="): [*row.items()] for name, row in weights.items()})


def weights(slots: list[Trees] | None = None, types: list[Trees] | None = None) -> Weights:
    return Weights(
        document=linear(6),
        sentence=linear(6),
        phrase=linear(5, text_rebels={0: 9.0}, text_mill={2: 8.0}),
        place=linear(5, text_rebels={0: 9.0}, text_mill={2: 8.0}),
        filler=linear(6),
        types=types or [NEVER, ALWAYS, NEVER, NEVER, NEVER],
        slots=slots or [BY_OWN] * 5,
        classes={},
        type_least=0.3,
        filler_least=0.3,
    )


def test_phrases_above_the_thresholds_fill_the_template_of_a_likely_type() -> None:
    (template,) = fill(PARSE, weights())
    assert template.type == "bombing"
    assert {slot.value: template.of(slot) for slot in Slot} == {
        "PerpInd": (("rebels",),),
        "PerpOrg": (),
        "Target": (("mill",),),
        "Victim": (),
        "Weapon": (),
    }


def test_of_phrases_that_share_a_word_only_the_likeliest_fills() -> None:
    (template,) = fill(PARSE, weights(slots=[Trees(5.0, [([(OWN, 0.0, -1, -2)], [0.0, 1.0])])] * 5))
    assert template.of(Slot.INDIVIDUAL)[0] == ("rebels",)
    assert ("masked rebels",) not in template.of(Slot.INDIVIDUAL)


def test_no_likely_type_is_no_template() -> None:
    assert fill(PARSE, weights(types=[NEVER] * 5)) == []
    assert fill(parse_of("."), weights(types=[NEVER] * 5)) == []


def test_rows_are_as_long_for_every_phrase() -> None:
    scored = score(PARSE, weights())
    rows = Rows(scored, {0: 0.5})
    lengths = {len(rows.row(number, role, 2)) for number in range(len(scored.phrases)) for role in range(5)}
    assert (len(lengths), len(type_row(scored))) == (1, 57)
    assert type_row(Scored([0.5] * 6, (), ()))[:6] == [0.0] * 6
    assert [sorted(one) for one in Rivals.among(scored.phrases).of] == [[1], [0], []]


def written(**changed: Any) -> dict[str, Any]:
    table: dict[str, Any] = {
        name: {"base": [0] * n, "weights": {}}
        for name, n in [("document", 6), ("sentence", 6), ("phrase", 5)]
    }
    table |= {
        "place": {"base": [0] * 5, "weights": {"a=b": [0, -125]}},
        "filler": {"base": [0] * 6, "weights": {}},
    }
    trees = {"base": 0, "trees": [[[[1, 0.5, -1, -2]], [-1, 1]]]}
    rest = {"types": [trees] * 5, "slots": [trees] * 5, "classes": {}, "type_least": 0.3, "filler_least": 0.3}
    return {**table, **rest, **changed}


def test_weights_are_read_from_hundredths(tmp_path: Path) -> None:
    (tmp_path / "weights.json").write_text(json.dumps(written()), encoding="utf-8")
    read = load_weights(tmp_path / "weights.json")
    assert read is not None
    assert read.place.scores(["a=b", "unknown"]) == [-1.25, 0, 0, 0, 0]
    assert [read.slots[0].score([0.0, number]) for number in (0.5, 0.6)] == [-1, 1]
    assert load_weights(tmp_path / "none.json") is None


@pytest.mark.parametrize(
    "changed",
    [
        {"phrase": {"base": [0], "weights": {}}},
        {"phrase": {"base": [0] * 5, "weights": {"a": [5, 1]}}},
        {"phrase": {"base": [0] * 5, "weights": {"a": [1]}}},
        {"slots": []},
        {"types": [{"base": 0, "trees": [[[[1, 0.5, 0, -1]], [1]]]}] * 5},
        {"types": [{"base": 0, "trees": [[[[1, 0.5, -1, -3]], [1, 2]]]}] * 5},
        {"type_least": "x"},
    ],
)
def test_broken_weights_are_named(tmp_path: Path, changed: dict[str, Any]) -> None:
    (tmp_path / "weights.json").write_text(json.dumps(written(**changed)), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"weights\.json: no weights of templates"):
        load_weights(tmp_path / "weights.json")


def test_the_shipped_weights_hold_no_text_that_could_be_read_back() -> None:
    """Names of weights are single words, pairs, and phrases of four or more documents: never a sentence."""
    read = load_weights()
    assert read is not None
    data = json.loads(FILE.read_text(encoding="utf-8"))
    assert data["rare"] >= 4
    names = {
        n
        for table in (read.document, read.sentence, read.phrase, read.place, read.filler)
        for n in table.weights
    }
    longest = max(names, key=lambda name: len(name.split()))
    assert len(longest.split()) <= 12, longest

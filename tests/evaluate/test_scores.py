import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS
from sayso.evaluate.articles.further import PLACE, TYPE
from sayso.evaluate.scores import DUPLICATES
from tests.evaluate.golds import made_up, reference


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    for stem in ("01-raid", "02-raid"):
        (folder / f"{stem}.gold.json").write_text(json.dumps(made_up()), encoding="utf-8")
    return folder


@pytest.fixture
def predicted(tmp_path: Path) -> Path:
    folder = tmp_path / "predicted"
    folder.mkdir()
    half = {**made_up(), "events": made_up()["events"][1:]}
    (folder / "01-raid.json").write_text(json.dumps(half), encoding="utf-8")
    return folder


# The others are held to it in tests of their own: test_entities, test_parties.
def test_gold_against_itself_has_full_marks(gold: Path) -> None:
    scores = BENCHMARKS["articles"].score(gold, gold)
    values = [v for _, f in scores.total for m, v in f.values().items() if m in {"p", "r", "f1", "acc"}]
    assert len(values) > 60
    assert set(values) == {1.0}


def test_json_holds_the_figures_of_the_script_and_intervals_in_total_only(
    gold: Path, predicted: Path
) -> None:
    report = json.loads(BENCHMARKS["articles"].score(gold, predicted).as_json())
    found, _ = reference()(made_up(), json.loads((predicted / "01-raid.json").read_text(encoding="utf-8")))
    further = {TYPE, PLACE}
    ours = {name: values for name, values in report["docs"]["01-raid"].items() if name not in further}
    assert ours == found.out()
    assert report["missing"] == ["02-raid"]
    events = report["total"]["events (type + trigger/arguments)"]
    assert (events["n_gold"], events["n_pred"], events["r"], events["r_ci"]) == (6, 2, 0.3333, [0.0, 0.6667])
    assert report["total"][DUPLICATES] == 0
    assert not any(key.endswith("_ci") for figure in report["docs"]["01-raid"].values() for key in figure)


def test_lines_say_what_the_brackets_are(gold: Path, predicted: Path) -> None:
    lines = list(BENCHMARKS["articles"].score(gold, predicted).lines(per_document=True))
    assert any(line.startswith("events (untyped)") and "r=0.333 [0.000 to 0.667]" in line for line in lines)
    assert "[low to high]: 95 % interval over 2 documents drawn with replacement" in lines
    assert "## 02-raid" in lines


def test_an_article_without_annotations_is_not_scored(gold: Path, predicted: Path) -> None:
    (gold / "03-new.gold.json").write_text('{"title": "New"}', encoding="utf-8")
    scores = BENCHMARKS["articles"].score(gold, predicted)
    assert (list(scores.documents), scores.missing) == (["01-raid", "02-raid"], ("02-raid",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "holds a list"),
        ("{", "not a readable JSON file"),
        ('{"schema": "other/1"}', "schema 'other/1' is not one of sayso-annotation/1"),
        ('{"events": [3]}', "not of the form sayso-annotation/1"),
        ('{"events": 3}', "not of the form sayso-annotation/1"),
        ('{"events": [{"actors": "US"}]}', "not of the form sayso-annotation/1"),
        ('{"events": [{"trigger": {"start": "3", "end": 5}}]}', "a span from '3' to 5"),
        ('{"events": [{"place": {"lat": "north"}}]}', "'north' is no number of degrees"),
    ],
)
def test_a_prediction_of_another_form_is_named_and_refused(
    gold: Path, predicted: Path, text: str, told: str
) -> None:
    (predicted / "01-raid.json").write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        BENCHMARKS["articles"].score(gold, predicted)
    assert "01-raid.json" in str(caught.value)
    assert told in str(caught.value)


def test_a_folder_that_is_not_there_is_named(gold: Path, tmp_path: Path) -> None:
    for pair in ((gold, tmp_path / "none"), (tmp_path / "none", gold)):
        with pytest.raises(ResourceError, match="none"):
            BENCHMARKS["articles"].score(*pair)

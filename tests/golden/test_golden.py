"""Whole reports through the whole pipeline: any change of the record shows as a difference to review."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.export import to_record
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.pipeline import default_coder

HERE = Path(__file__).parent
SEED = HERE.parent / "data" / "seed" / "seed.txt"
DEV = HERE.parent / "gold" / "dev"
TEXTS = {path.stem: path for path in [SEED, *sorted(DEV.glob("*.txt"))]}


def day(path: Path) -> str:
    """The day of publication that the annotators had."""
    published: str = json.loads(path.with_suffix(".gold.json").read_bytes())["published"]
    return published


def coded(name: str) -> Coded:
    text = TEXTS[name].read_bytes().decode()
    return default_coder().code(Report.from_text(text, published=day(TEXTS[name]), id=name))


def shown(one: Coded) -> str:
    """The record without the text, whose hash stands in it, and without versions, which change with every "
    "release."""
    record = dict(to_record(replace(one, versions=())))
    record["report"] = {key: value for key, value in to_record(one)["report"].items() if key != "text"}
    del record["versions"]
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.model
@pytest.mark.parametrize("name", TEXTS)
def test_a_report_is_coded_as_reviewed(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(HERE / f"{name}.json", shown(coded(name)))


def test_every_golden_file_is_of_a_report() -> None:
    assert sorted(path.stem for path in HERE.glob("*.json")) == sorted(TEXTS)


def test_the_seed_is_coded_as_of_its_day() -> None:
    assert (len(TEXTS), day(SEED)) == (31, "2017-06-19")

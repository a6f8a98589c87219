import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.evaluate.perpetrators import Confidence, Organisation, read_predictions
from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind
from sayso.model.record import Coded, Responsibility, Standing
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.show.cli.main import main
from sayso.show.cli.scoring_perpetrators import organisations
from sayso.show.cli.stages import Problem
from tests.show.cli.fakes import FakeStages

FVA = PartyRef("Free Valley Army", PartyKind.ARMED_GROUP, "fva")


def row(party: PartyRef, standing: Standing, first: int, last: int) -> Responsibility:
    return Responsibility("e1", Fact(party, (Span(first, last),)), standing)


def test_an_organisation_has_its_names_and_the_most_marked_word() -> None:
    text = "FVA REBELS AND GUERRILLAS FOUGHT; THE FVA IS ACCUSED."
    coded = Coded(
        Report.from_text(text),
        responsibilities=(
            row(FVA, Standing.STATED, 0, 10),
            row(PartyRef("guerrillas", PartyKind.ARMED_GROUP), Standing.STATED, 15, 25),
            row(FVA, Standing.ACCUSED, 38, 41),
            row(PartyRef("John Roe", PartyKind.PERSON), Standing.STATED, 0, 3),
            row(PartyRef("army", PartyKind.ARMED_FORCE), Standing.POSSIBLE, 0, 3),
        ),
    )
    assert organisations(coded) == [
        Organisation(("Free Valley Army", "FVA REBELS", "FVA"), (Confidence.ACCUSED,)),
        Organisation(("army", "FVA"), (Confidence.POSSIBLE,)),
    ]


class Naming(FakeStages):
    """Every report names one army, outright."""

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        named = (Responsibility("e1", Fact(FVA, (Span(0, 2),)), Standing.STATED),)
        for item in super().code(items):
            yield replace(item, responsibilities=named) if isinstance(item, Coded) else item


def test_sayso_names_the_organisations_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    slots = {
        "PERP: ORGANIZATION ID": ['"FVA"'],
        "PERP: ORGANIZATION CONFIDENCE": ['REPORTED AS FACT: "FVA"'],
    }
    gold.write_text(
        json.dumps({"docid": "a", "text": "FVA rebels attacked.", "templates": [slots]}), encoding="utf-8"
    )
    assert main(["evaluate", "perpetrators", str(gold), "--predictions", str(out)], Naming()) == 0
    assert "confidence of those found" in capsys.readouterr().out
    assert read_predictions(out) == {"a": [Organisation(("Free Valley Army", "FV"), (Confidence.FACT,))]}


def test_without_templates_it_only_predicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text('{"docid": "a", "text": "FVA rebels attacked."}', encoding="utf-8")
    assert main(["evaluate", "perpetrators", str(gold), "--predictions", str(out)], Naming()) == 0
    assert capsys.readouterr().out == ""
    assert list(read_predictions(out)) == ["a"]

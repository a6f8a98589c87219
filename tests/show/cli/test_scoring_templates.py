import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.evaluate.templates.files import read_predictions
from sayso.evaluate.templates.slots import Slot
from sayso.model.events import Event, Modality, PartyRef, Weapon
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.show.cli.main import main
from sayso.show.cli.stages import Problem
from tests.show.cli.fakes import FakeStages

TEXT = "FVA men blew up the mill of John Roe with dynamite."


def fact(kind: PartyKind, words: str) -> Fact[PartyRef]:
    return Fact(PartyRef(words, kind), (span(words),))


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


BLAST = Event(
    "e1",
    (span("blew"),),
    Fact("ASSAULT", (span("blew"),)),
    Fact(Modality.OCCURRED, (span("blew"),)),
    mode=Fact("explosives", (span("blew"),)),
    actors=(fact(PartyKind.ARMED_GROUP, "FVA"), fact(PartyKind.UNNAMED, "men")),
    targets=(fact(PartyKind.OBJECT, "mill"), fact(PartyKind.PERSON, "John Roe")),
    weapons=(Fact(Weapon("dynamite", "weapon"), (span("dynamite"),)),),
)


class Coding(FakeStages):
    """Every report tells one bombing."""

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        for item in super().code(items):
            yield replace(item, events=(BLAST,)) if isinstance(item, Coded) else item


def test_sayso_fills_the_templates_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    template = {"incident_type": "bombing", "PerpInd": [[["men", 4]]], "Victim": [[["john roe", 28]]]}
    rows = [
        {"docid": "a", "split": "one", "text": TEXT, "gtt_gold": [template]},
        {"docid": "b", "split": "two", "text": TEXT, "gtt_gold": []},
    ]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    args = ["evaluate", "templates", str(gold), "--split", "one", "--predictions", str(out)]
    assert main([*args, "--rules"], Coding()) == 0
    told = capsys.readouterr()
    assert "p=0.500 r=1.000 f1=0.667" in told.out.replace("  ", " ")
    assert told.err == "sayso: templates are filled by rules\n"
    ((name, (said,)),) = read_predictions(out).items()
    assert (name, said.type) == ("a", "bombing")
    assert {slot.value: said.of(slot) for slot in Slot} == {
        "PerpInd": (("men",),),
        "PerpOrg": (("FVA",),),
        "Target": (("mill",),),
        "Victim": (("John Roe",),),
        "Weapon": (("dynamite",),),
    }


def test_the_shipped_weights_fill_them_without_an_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps({"docid": "a", "text": "The committee met in the library."}), encoding="utf-8")
    assert main(["evaluate", "templates", str(gold), "--predictions", str(out)], Coding()) == 0
    assert (capsys.readouterr().err, read_predictions(out)) == ("", {"a": ()})

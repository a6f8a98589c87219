import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.evaluate.attribution import Attribution, predicted_attributions
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis, Statement
from sayso.show.cli.main import main
from sayso.show.cli.scoring_attribution import attributions
from tests.export.coded import seed
from tests.show.cli.fakes import FakeStages

TEXT = 'Ali said the mayor told him that the bridge is gone. It was "a very bad day for all of us".'


def one(content: str, cue: str | None = None, frame: str = "clause") -> Statement:
    return Statement(
        "s", None, Basis.NONE, Act.ASSERT, "indirect", (span(content),), frame, span(cue) if cue else None
    )


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_of_nested_statements_the_outer_is_given_and_the_reports_own_voice_is_not() -> None:
    outer = one("the mayor told him that the bridge is gone", "said")
    coded = replace(
        seed(),
        report=Report.from_text(TEXT),
        statements=(
            one("the bridge is gone", "told"),
            outer,
            one("a very bad day for all of us"),
            one("It was", frame="author"),
        ),
    )
    assert [a.content for a in attributions(coded)] == [
        ((outer.content[0].start, outer.content[0].end),),
        ((TEXT.index("a very"), TEXT.index("a very") + 28),),
    ]


def test_sayso_codes_the_documents_itself_and_keeps_its_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    rows = [{"doc_id": "d", "text": seed().report.text, "publication_date": "2017-06-19"}]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["evaluate", "attribution", str(gold), "--predictions", str(out)], FakeStages()) == 0
    assert "no attributions; only predicted" in capsys.readouterr().err
    found = predicted_attributions(out)
    assert list(found) == ["d"]
    assert all(isinstance(a, Attribution) and a.content for a in found["d"])

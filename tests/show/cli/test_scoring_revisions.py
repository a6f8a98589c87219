import json
from pathlib import Path

import pytest

from sayso.show.cli.main import main
from tests.show.cli.fakes import FakeStages

TAIL = " The road to the coast was closed, and lorries with flour waited on both banks until dark."
VERSIONS = [
    {"id": "a1", "text": f"Rebels shelled Tal on Monday, the army said.{TAIL} This story will be updated."},
    {"id": "a2", "text": f"Gunmen shelled Tal on Monday, the army said.{TAIL}"},
]
GOLD = {
    "id": "a",
    "versions": [
        {**one, "outlet": "Delta Post", "published": f"2021-03-01T1{n}:00"} for n, one in enumerate(VERSIONS)
    ],
    "changes": [
        {"from": "a1", "to": "a2", "field": "actor", "change": "changed", "before": "Rebels"}
        | {"after": "Gunmen", "words_in": "a2", "start": 0, "end": 6}
    ],
    "open": ["a1"],
}


class Silent(FakeStages):
    """Codes nothing: every report has the events of no text."""

    def code(self, items):  # type: ignore[no-untyped-def]  # as the class above
        from sayso.model.record import Coded
        from sayso.model.report import Report

        return (Coded(item) if isinstance(item, Report) else item for item in items)


def test_sayso_finds_chains_and_changes_itself_and_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps(GOLD), encoding="utf-8")
    flags = ["--per-doc", "--predictions", str(out)]
    assert main(["evaluate", "revisions", str(gold), *flags], Silent()) == 0
    printed = capsys.readouterr()
    assert "pairs of versions, without url and guid             p=1.000" in printed.out
    assert "open versions                                       p=1.000" in printed.out
    assert "a1 > a2 missed actor changed: 'Rebels' to 'Gunmen'" in printed.err
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["chain"], row["place"], row["open"]) for row in rows] == [
        ("a1", "a1", 0, True),
        ("a2", "a1", 1, False),
    ]

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.evaluate.disputes import Party, Predicted, read_disputes
from sayso.show.cli.main import main
from sayso.show.cli.scoring_disputes import predicted
from tests.export.coded import seed
from tests.show.cli.fakes import FakeStages

GOLD = """
[[case]]
title = "Mission"
text = "US shoots down Syrian Air Force fighter. A US warplane shot down a Syrian army jet."
[[case.dispute]]
field = "target"
account = [{name = "residents", words = "US"}, {voice = true, words = "jet"}]
"""


def test_sayso_codes_the_reports_itself_and_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, out = tmp_path / "gold.toml", tmp_path / "out.jsonl"
    gold.write_text(GOLD, encoding="utf-8")
    flags = ["--per-doc", "--predictions", str(out)]
    assert main(["evaluate", "disputes", str(gold), *flags], FakeStages()) == 0
    printed = capsys.readouterr()
    assert "disputes + field" in printed.out
    assert "001 Mission: missed target: 'US' / 'jet'" in printed.err
    assert "001 Mission: invented target: United States " in printed.err
    assert [[one.field for one in found] for found in read_disputes(out).values()] == [["target", "motive"]]


def test_a_side_is_told_with_who_says_it() -> None:
    coded = seed()
    sides = coded.disputes[0].sides
    linked = replace(coded.disputes[0], sides=(replace(sides[0], statement=coded.statements[0].id), sides[1]))
    found = predicted(replace(coded, disputes=(linked,)))
    source = coded.statements[0].source
    assert source is not None
    assert found == [
        Predicted(
            "target",
            (
                Party(
                    sides[0].span.start,
                    sides[0].span.end,
                    source.party.party,
                    source.party.name,
                    source.span.of(coded.report.text) if source.span else None,
                ),
                Party(sides[1].span.start, sides[1].span.end, None, sides[1].party),
            ),
        )
    ]

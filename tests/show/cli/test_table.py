import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from sayso.model.events import PartyCandidate
from sayso.model.record import Coded
from sayso.model.report import Note, Report
from sayso.show.cli.look import Look
from sayso.show.cli.table import Table
from tests.export.coded import coded_from, gold_paths, seed

HERE = Path(__file__).parent
ESCAPE = "\x1b"


def shown(*coded: Coded, look: Look | None = None) -> str:
    out = io.StringIO()
    assert Table(look or Look(80)).write(coded, out) == len(coded)
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_the_seed_reads_as_it_was_agreed_to_read(golden: Callable[[Path, str], None], width: int) -> None:
    golden(HERE / f"seed-{width}.txt", shown(seed(), look=Look(width)))


@pytest.mark.parametrize("path", gold_paths(), ids=lambda path: path.name)
@pytest.mark.parametrize("width", [20, 40, 71, 72, 80, 120, 300])
def test_no_line_is_wider_than_the_page_or_ends_in_blanks(path: Path, width: int) -> None:
    lines = shown(coded_from(path), look=Look(width)).splitlines()
    assert len(lines) >= 2
    assert [line for line in lines if cell_len(line) > min(max(width, 40), 120)] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_page_without_style_has_no_escapes_and_the_same_words_as_one_with() -> None:
    plain = shown(seed())
    assert ESCAPE not in plain
    bold = shown(seed(), look=Look(80, styled=True))
    colored = shown(seed(), look=Look(80, styled=True, colored=True))
    assert f"{ESCAPE}[1m" in bold
    assert f"{ESCAPE}[1;36m" not in bold
    assert f"{ESCAPE}[1;36m" in colored


def test_hostile_text_is_shown_as_text() -> None:
    evil = "[bold red]\x1b[31mEVIL[/]\x1b]0;title\x07\u202e:smile:[link=http://x]"
    coded = seed()
    party = replace(coded.events[0].actors[0].value, name=evil, candidates=(PartyCandidate(evil),))
    event = replace(
        coded.events[0], id=evil, actors=(replace(coded.events[0].actors[0], value=party),), incident=evil
    )
    report = replace(coded.report, title=evil, outlet=evil, text=(evil * 100)[: len(coded.report.text)])
    text = shown(replace(coded, report=report, events=(event,), notes=(Note(evil, evil),)), look=Look(120))
    assert not set(text) & set("\x1b\x07\u202e")
    assert text.startswith("[bold red][31mEVIL[/]]0;title:smile:[link=http://x]\n")


def test_a_report_without_events_says_so() -> None:
    report = Report.from_text("Rain fell.", id="rain")
    assert shown(Coded(report)) == "rain\nno outlet given · no date given · no event found\n"


def test_what_is_not_in_the_text_is_said_to_be_missing() -> None:
    coded = seed()
    bare = replace(coded.events[0], actors=(), targets=(), place=None, time=None)
    text = shown(replace(coded, events=(bare,), claims=(), disputes=(), temporal_relations=()))
    for line in (
        "who      nobody named",
        "whom     nobody named",
        "where    no place given",
        "when     not said",
    ):
        assert f"    {line}\n" in text


def test_each_account_stands_under_its_speaker_and_the_report_speaks_last() -> None:
    text = shown(seed(), look=Look(120))
    second = text[text.index("\ne2  ") : text.index("\ne3  ")]
    order = ["United States\n", "alleges what happened", "Syria\n", "denies who was the target"]
    order += ["The report, in its own voice\n", "says what happened"]
    places = [second.rindex(words) for words in order]
    assert places == sorted(places)
    assert "No speaker named\n      alleges who acts together" in text


def test_two_sides_stand_beside_each_other_where_there_is_room() -> None:
    assert "United States                        │ Syria\n" in shown(seed(), look=Look(80))
    narrow = shown(seed(), look=Look(60))
    assert "│" not in narrow
    assert "    Syria\n      mission against Islamic State militants\n" in narrow


def test_a_reader_that_goes_away_is_told_to_the_caller() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    out = open(writer, "w", encoding="utf-8", buffering=1)  # noqa: PTH123, SIM115 (a descriptor; closing it fails)
    with pytest.raises(BrokenPipeError):
        Table(Look(80)).write([seed()], out)
    with pytest.raises(BrokenPipeError):
        out.close()


def test_reports_are_parted_by_empty_lines() -> None:
    assert "\n\n\nUS shoots down Syrian Air Force fighter\n" in shown(seed(), seed())

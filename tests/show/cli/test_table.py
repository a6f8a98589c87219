import io
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from sayso.model.events import PartyCandidate
from sayso.model.record import ClaimRelation, Coded, RelationKind
from sayso.model.report import Capture, Note, Report
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis, Candidate, ClaimField, Source
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


def test_who_speaks_relays_and_may_have_spoken_is_shown_as_text() -> None:
    evil = "[red]\x1b[31mEVIL[/]\x1b]0;title\x07\u202e:smile:\u2066"
    coded = seed()
    names = {
        one.id: replace(one.source.party, name=f"{evil}{one.source.party.name}")
        for one in coded.statements
        if one.source is not None
    }
    first = next(iter(names.values()))
    statements = tuple(
        replace(
            one,
            source=replace(one.source, party=names[one.id]) if one.source is not None else None,
            via=(Source(replace(first, name=f"{evil} relay"), None),),
            candidates=() if one.source is not None else (Candidate(replace(first, name=evil), 1.0, evil),),
        )
        for one in coded.statements
    )
    disputes = tuple(
        replace(
            one, reason=evil, sides=tuple(replace(side, party=evil, value=evil * 2) for side in one.sides)
        )
        for one in coded.disputes
    )
    relations = tuple(replace(one, reason=evil) for one in coded.relations)
    report = replace(coded.report, text=(evil * 100)[: len(coded.report.text)])
    record = replace(
        coded,
        report=report,
        statements=statements,
        disputes=disputes,
        relations=relations,
        notes=(Note("x", evil, Span(0, 30)),),
    )
    text = shown(record, look=Look(120))
    assert not set(text) & set("\x1b\x07\u202e\u2066")
    assert text.count("[red][31mEVIL[/]]0;title:smile:") > 10
    assert "EVIL[/]]0;title:smile: relay" in " ".join(text.split())
    assert set(shown(record, look=Look(120, styled=True)).split(ESCAPE)[1][:2]) == {"[", "1"}


def test_a_report_without_events_says_so() -> None:
    report = Report.from_text("Rain fell.", id="rain")
    assert shown(Coded(report)) == "rain\nno outlet given · no date given · no event found\n"


def test_the_archived_capture_stands_at_the_top() -> None:
    capture = Capture("urn:uuid:1", "sha1:AB", None, datetime(2021, 5, 2, 10), "a.warc.gz", 812)
    report = replace(Report.from_text("Rain fell.", id="rain"), capture=capture)
    assert shown(Coded(report), look=Look(120)).splitlines()[2] == (
        "archived capture: urn:uuid:1 of 2 May 2021, 10:00 in a.warc.gz at byte 812, payload sha1:AB"
    )
    bare = replace(report, capture=Capture("urn:uuid:1"))
    assert shown(Coded(bare)).splitlines()[2] == "archived capture: urn:uuid:1"


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


def test_each_field_stands_with_who_says_what_of_it_the_disputed_ones_first() -> None:
    text = shown(seed(), look=Look(120))
    second = text[text.index("\ne2  ") : text.index("\ne3  ")]
    order = [
        "Who was the target: disputed\n",
        "What happened: one side only\n",
        "United States       alleges",
    ]
    places = [second.index(words) for words in order]
    assert places == sorted(places)
    assert "The report          says" in second
    assert re.search(r"Who acts together: one side only\n +No speaker named +alleges", text)


def test_a_dispute_is_told_once_and_counted_at_the_top() -> None:
    text = shown(seed(), look=Look(120))
    assert "14 events · 2 disputes\n" in text
    assert text.count("the reason why: disputed\n".capitalize()) == 1


def test_two_sides_stand_beside_each_other_where_there_is_room() -> None:
    assert "United States                       │ Syria\n" in shown(seed(), look=Look(80))
    narrow = shown(seed(), look=Look(60))
    assert "│" not in narrow
    assert "      Syria\n        mission against Islamic State militants\n" in narrow


def test_who_declines_is_silent_and_denies_nothing() -> None:
    coded = seed()
    here = Span(0, 2)
    asked = replace(coded.statements[0], id="s99", act=Act.DECLINE, cue=here, content=(Span(3, 9),))
    text = shown(replace(coded, statements=(*coded.statements, asked)))
    assert "Silent, which denies nothing\n    United States                 “US shoots”\n" in text


def test_a_sentence_that_takes_a_partys_word_says_so() -> None:
    coded = seed()
    own = {s.id for s in coded.statements if s.basis is Basis.AUTHOR}
    second = [c for c in coded.claims if c.event == "e2" and c.field is ClaimField.OCCURRENCE]
    voice = next(c for c in second if c.statement in own)
    others = [c for c in second if c.statement not in own]
    repeats = ClaimRelation(voice.id, others[0].id, RelationKind.REPEATS, "why")
    assert "told as a fact; " in " ".join(shown(replace(coded, relations=(repeats,))).split())


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

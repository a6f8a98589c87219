"""Laws 1 to 4 of the record (DESIGN.md 3), on whole reports that are broken in every way we know.

Law 5 is about what is stored; its tests stand with the store.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.export import REPORT_EXPORTERS, to_record
from sayso.export.annotation import NARRATOR
from sayso.model.events import Location, Toll
from sayso.model.record import Coded, Side
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Basis, Claim, Source, Statement
from sayso.pipeline import Coder, code_all

pytestmark = pytest.mark.model

PUBLISHED = "2021-03-09"
SENTENCES = (
    "Army shells kill nine in Kafr Nabl",
    "Government artillery killed nine civilians in Kafr Nabl on Monday, the White Helmets said.",
    "The defence ministry denied that its guns had fired, and blamed the rebels for the attack.",
    '"We did not shell the town," a spokesman for the ministry said. "The terrorists did."',
    "“They came at dawn and ‘shouted at us to leave’,” said Umm Khaled, 41, a mother of three.",
    "At least 12 soldiers and two gunmen were killed when fighters ambushed a convoy near Gossi, Mali.",
    "Neither side gave a toll; a doctor who gave no name counted 23 bodies and at least 40 wounded.",
    "Two hours earlier, a Russian Su-25 jet had dropped bombs on positions of the Free Syrian Army.",
    "If the United States strikes again, Tehran will answer with missiles, General Karimi warned.",
    "Police fired tear gas at protesters in Juliaca, Peru, and arrested 17 of them on 8 March.",
    "M23 rebels claimed responsibility for the capture of Bunyakiri; Kinshasa said that it held the town.",
    "According to Reuters, Israel reportedly plans a raid on Rafah, which Washington has urged it to drop.",
    "No one was hurt, the ISIL (ISIS) news agency Amaq claimed in a statement that could not be verified.",
    "The rebels' leader, who fled in the '90s, said he would sign the ceasefire tomorrow.",
    "RAQQA, Syria (AP) - Kurdish forces freed 30 hostages held by the group since last Friday.",
    "Editor's note: This story will be updated.",
)
MARKS = ('"', "'", "“", "”", "‘", "’", "„", "«", "»", '""', "'\"")
BLANKS = ("\r\n", "\u00a0", "\t", "\n", "\n\n", "\u2028", "\u3000", "\x85", "\x0b")
ODD = (
    "\U0001f1f8\U0001f1fe",
    "\U0001f6a8",
    "e\u0301",
    "\u0301",
    "\u200b",
    "\u200f",
    "\ufeff",
    "\u00ad",
    "\x00",
    "\ud83d",
)
NOISE = (
    ", ",
    "; ",
    "(",
    ")",
    "- ",
    " — ",
    "...",
    "1,",
    "0 ",
    "$",
    "the the ",
    "and ",
    "said ",
    "of of ",
    "killed ",
    "not ",
)


@st.composite
def broken_texts(draw: st.DrawFn) -> str:
    """Sentences in any order, some of them twice, with pieces put in and stretches cut out."""
    said = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7))
    gaps = st.sampled_from((" ", " ", "\n\n", "\n\n", "\r\n\r\n", "\n", "\u00a0", ""))
    text = "".join(sentence + draw(gaps) for sentence in said)
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.sampled_from((0, 0, 0, 1, 7, 60))))
        piece = draw(st.sampled_from((*MARKS, *BLANKS, *ODD, *NOISE, "")))
        text = text[:at] + piece + text[until:]
    if draw(st.integers(0, 3)) == 0:
        for mark in draw(st.sampled_from(('"', "“", "”", '"“”‘’', "."))):
            text = text.replace(mark, "")
    return text


def report_of(text: str) -> Report:
    return Report.from_text(text, published=PUBLISHED, language="en")


def written(coded: Coded) -> list[str]:
    """The record in every format, character for character."""
    outs = []
    for exporter in REPORT_EXPORTERS.values():
        out = io.StringIO()
        exporter.write([coded], out)
        outs.append(out.getvalue())
    return outs


def nouns(value: object) -> Iterator[Any]:
    """Every noun in a record, and every noun inside it."""
    if isinstance(value, tuple):
        for item in value:
            yield from nouns(item)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from nouns(getattr(value, field.name))


def values(row: object) -> Iterator[object]:
    """Every value of a JSON record."""
    yield row
    for inner in row.values() if isinstance(row, dict) else row if isinstance(row, list) else ():
        yield from values(inner)


def misquotes(coded: Coded) -> list[object]:
    """What stands in the record as quoted, and does not stand so in the text."""
    text = coded.report.text
    found: list[object] = []
    for noun in nouns(coded):
        if isinstance(noun, Span) and noun.end > len(text):
            found.append(noun)
        # A value is the words of its span on one line; the span keeps the characters.
        if isinstance(noun, Claim) and noun.value != " ".join(noun.evidence.of(text).split()):
            found.append(noun)
        if isinstance(noun, Side) and noun.value != " ".join(noun.span.of(text).split()):
            found.append(noun)
    for row in (to_record(coded), sayso.to_annotation(coded)):
        quoted = [v for v in values(row) if isinstance(v, dict) and {"start", "end", "text"} <= v.keys()]
        found += [
            v for v in quoted if not isinstance(v["start"], str) and text[v["start"] : v["end"]] != v["text"]
        ]
    return found


def unsupported(coded: Coded) -> list[object]:
    """Facts without evidence and rule, sources without basis and place, bases without source."""
    found: list[object] = []
    for noun in nouns(coded):
        if isinstance(noun, Fact) and not noun.evidence and not noun.rule:
            found.append(noun)
        if isinstance(noun, Statement):
            sourceless = noun.basis in (Basis.NONE, Basis.AUTHOR)
            if (noun.source is None) != sourceless or not noun.content:
                found.append(noun)
        if isinstance(noun, Source) and noun.span is None:
            found.append(noun)
    return found


def blanks_for_missing(coded: Coded) -> list[object]:
    """Values that only say that there is none: "", "unknown", null island, a toll of 0 without words."""
    found: list[object] = []
    record, annotation = to_record(coded), sayso.to_annotation(coded)
    outside = {**record, "report": {**record["report"], "text": "-"}}
    for value in (*values(outside), *values(annotation)):
        if isinstance(value, str) and value.strip().lower() in ("", "unknown", "n/a", "null", "nan"):
            found.append(value)
    found += [value for value in values(record) if value is None]
    for noun in nouns(coded):
        if isinstance(noun, Location) and noun.lat == 0 and noun.lon == 0:
            found.append(noun)
        if (
            isinstance(noun, Fact)
            and isinstance(noun.value, Toll)
            and noun.value.high == 0
            and not noun.evidence
        ):
            found.append(noun)
        if isinstance(noun, Toll) and (noun.low < 0 or (noun.high is not None and noun.high < noun.low)):
            found.append(noun)
    return found


def dangling(coded: Coded) -> list[object]:
    """Ids that name nothing in the record, and ids that name two things."""
    events = [event.id for event in coded.events]
    said = [statement.id for statement in coded.statements]
    claims = [claim.id for claim in coded.claims]
    incidents = [incident.id for incident in coded.incidents]
    found: list[object] = [ids for ids in (events, said, claims, incidents) if len(ids) != len(set(ids))]
    found += [c for c in coded.claims if c.event not in events or c.statement not in said]
    found += [i for i in coded.incidents if not set(i.events) <= set(events)]
    found += [e for e in coded.events if e.incident is not None and e.incident not in incidents]
    found += [a for a in coded.accounts if a.incident not in incidents or not set(a.claims) <= set(claims)]
    found += [d for d in coded.disputes if d.incident is not None and d.incident not in incidents]
    found += [d for d in coded.disputes if not set(d.events) <= set(events)]
    found += [r for r in coded.temporal_relations if not {r.a, r.b, *r.alternatives} <= set(events)]
    found += [s for s in coded.statements if not {s.parent, s.contrast} - {None} <= set(said)]
    return found


def check_laws(coded: Coded) -> None:
    assert misquotes(coded) == []
    assert unsupported(coded) == []
    assert blanks_for_missing(coded) == []
    assert dangling(coded) == []


@settings(max_examples=70)
@given(broken_texts())
def test_a_broken_report_keeps_the_laws_and_gives_the_same_record_twice(text: str) -> None:
    report = report_of(text)
    coded = sayso.code(report)
    assert coded.report == report
    check_laws(coded)
    assert written(sayso.code(report_of(text))) == written(coded)


@settings(max_examples=15)
@given(st.text(st.characters(codec=None), max_size=80))
def test_characters_without_any_sense_keep_the_laws(text: str) -> None:
    coded = sayso.code(report_of(text))
    assert coded.report.text == text
    check_laws(coded)


WHOLE = "\n\n".join(SENTENCES)
BROKEN = (
    WHOLE,
    WHOLE.replace(" ", "\u00a0").replace("\n", "\r\n"),
    WHOLE.replace('"', "").replace("”", ""),
    WHOLE.replace('"', '""').replace("“", "„«"),
    WHOLE.replace("e", "e\u0301").replace("S", "\U0001f6a8S"),
    WHOLE.replace("\n\n", "\n"),
    WHOLE.replace("\n\n", " "),
    "\n\n".join(sentence[len(sentence) // 2 :] + sentence[: len(sentence) // 3] for sentence in SENTENCES),
    "\n\n".join(reversed(SENTENCES * 2)),
    WHOLE.replace(".", "").replace(",", ""),
    WHOLE.upper(),
    WHOLE.lower(),
    WHOLE[::-1],
    "\n".join(WHOLE.split()),
)


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_whole_report_broken_in_one_way_keeps_the_laws(text: str) -> None:
    check_laws(sayso.code(report_of(text)))


def test_the_reports_that_the_laws_are_tested_on_tell_something() -> None:
    coded = sayso.code(report_of(WHOLE))
    found = (coded.events, coded.statements, coded.claims, coded.incidents, coded.notes)
    assert [len(part) > 0 for part in found] == [True] * 5
    assert {statement.basis for statement in coded.statements} >= {Basis.EXPLICIT, Basis.AUTHOR}
    assert NARRATOR in json.dumps(sayso.to_annotation(coded))


CODES_ALL = """
import sys, json
from sayso.model.report import Report
from sayso.pipeline import code_all
from tests.test_laws import report_of, written
texts = json.load(sys.stdin)
json.dump([written(coded) for coded in code_all(map(report_of, texts))], sys.stdout)
"""


def elsewhere(texts: list[str], hash_seed: str) -> list[list[str]]:
    """The records that another process makes, in which strings have other hashes."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", CODES_ALL],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    records: list[list[str]] = json.loads(done.stdout)
    return records


@pytest.fixture(scope="session")
def alone() -> list[list[str]]:
    """The record of each broken report, coded by itself."""
    return [written(sayso.code(report_of(text))) for text in BROKEN]


def test_another_process_with_other_hashes_and_another_order_makes_the_same_records(
    alone: list[list[str]],
) -> None:
    here = os.environ.get("PYTHONHASHSEED", "random")
    there = elsewhere([*reversed(BROKEN)], "4711" if here != "4711" else "1")
    assert [*reversed(there)] == alone


def test_a_record_does_not_depend_on_the_reports_coded_before_it(alone: list[list[str]]) -> None:
    fresh = Coder()
    assert [written(fresh.code(report_of(text))) for text in (*BROKEN[5:], *BROKEN[:2])] == alone[5:] + alone[
        :2
    ]


def test_a_batch_gives_what_each_report_gives_alone_and_in_its_order(alone: list[list[str]]) -> None:
    batch = [coded for coded in code_all(map(report_of, BROKEN)) if isinstance(coded, Coded)]
    assert [coded.report.text for coded in batch] == list(BROKEN)
    assert [written(coded) for coded in batch] == alone


def test_notes_quote_what_was_not_understood() -> None:
    text = 'The army said: "We did not fire.\n\nRebels fled." Two men died.\n\nEditor\'s note: more soon.'
    coded = sayso.code(report_of(text))
    assert [(note.kind, note.span.of(text)) for note in coded.notes if note.span][:3] == [
        ("unclosed-quotation", '"We did not fire.'),
        ("stray-quotation-mark", '"'),
        ("furniture", "Editor's note: more soon."),
    ]

"""The form `sayso-incidents/1`: every key is named in its page, and what is not known has none."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from sayso.export.incidents import Joined, to_incidents, write_incidents
from sayso.model.decisions import Decision, Judgement, Reason, Subject
from sayso.model.incidents import (
    AccountLine,
    Agreement,
    Assessed,
    Change,
    ChangeKind,
    CopyLink,
    FactField,
    Family,
    FieldView,
    Figure,
    Grade,
    Graded,
    MergedIncident,
    Quoted,
    Revision,
    Said,
)
from sayso.model.record import Coded
from sayso.model.report import Capture, Note, Report
from sayso.model.spans import Span
from sayso.model.statements import ClaimField, Stance

PAGE = Path(__file__).parents[2] / "docs" / "merging.md"
FIRST = Report(
    "Two died.",
    "a",
    title="Blast",
    outlet="Herald",
    published=date(2024, 5, 1),
    url="https://x.example/1",
    capture=Capture("urn:uuid:1", at=datetime(2024, 5, 2, 10), offset=0),
)
LATER = Report("Three died. A third of them fell.", "b")
WORDS = Quoted("a", Span(0, 3), "Two")
SAID = Said(ClaimField.CASUALTIES, "2 killed", "Herald", Stance.ASSERTS, (WORDS,), ("a@4",), outlet=True)
DECISION = Decision(
    Subject.MEMBERSHIP,
    "a@4",
    "b@6",
    Judgement.SAME,
    "ann",
    4.0,
    (Reason("time", 1.0, "one day"),),
    undoes="d-1",
)
JOINED = Joined(
    reports={"b": Coded(LATER), "a": Coded(FIRST)},
    incidents=[
        MergedIncident(
            "i-1",
            ("a@4", "b@6"),
            ("a", "b"),
            fields=(FieldView(ClaimField.CASUALTIES, Agreement.ONE_SIDE, (SAID,)),),
            figures=(Figure("killed", 2, 3, 3, (SAID,)),),
            lines=(AccountLine("Herald", WORDS, ("a",), outlet=True),),
            parties=1,
            graded=Graded(Grade.WEAK, "one line"),
            assessed=(Assessed(Grade.FAIR, "ann", "d-2", "seen"),),
            decisions=(DECISION,),
        )
    ],
    families=[
        Family(("a", "b"), (CopyLink("b", "a", (0.5, 1.0), sure=True, spans=(Span(0, 5),)),), "a", "AFP")
    ],
    revisions=[
        Revision(
            "a",
            "b",
            added=(Span(12, 33),),
            dropped=(Span(0, 9),),
            changes=(Change(FactField.KILLED, ChangeKind.CHANGED, "2", "3", WORDS, ("a@4",), "other words"),),
            edited=((Span(0, 9), Span(0, 11)),),
        )
    ],
    notes=[("b", Note("future-date", "dated 2031-01-01"))],
)


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)


def test_every_key_is_named_in_the_page() -> None:
    named = set(re.findall(r"`([^`\n]+)`", PAGE.read_text(encoding="utf-8")))
    found = set(keys(to_incidents(JOINED)))
    assert len(found) > 40
    assert found - named - {"start", "end", "text"} == set()


def test_what_is_not_known_has_no_key_and_sentences_are_quoted() -> None:
    out = io.StringIO()
    write_incidents(JOINED, out)
    record = json.loads(out.getvalue())
    assert record["reports"] == [
        {
            "id": "a",
            "title": "Blast",
            "outlet": "Herald",
            "url": "https://x.example/1",
            "published": "2024-05-01",
            "capture": {"record": "urn:uuid:1", "at": "2024-05-02T10:00:00", "offset": 0},
        },
        {"id": "b"},
    ]
    assert record["revisions"][0]["edited"] == [
        {
            "before": {"start": 0, "end": 9, "text": "Two died."},
            "after": {"start": 0, "end": 11, "text": "Three died."},
        }
    ]
    assert record["incidents"][0]["decisions"][0]["id"] == DECISION.id
    assert record["incidents"][0]["unsure"] == []

"""The page of `sayso merge`, on records made by hand."""

import io
from dataclasses import replace

from sayso.export.incidents import Joined
from sayso.model.decisions import event_key
from sayso.model.incidents import (
    AccountLine,
    Agreement,
    Assessed,
    FieldView,
    Grade,
    Graded,
    MergedIncident,
    Quoted,
    Said,
)
from sayso.model.report import Capture
from sayso.model.spans import Span
from sayso.model.statements import ClaimField, Stance
from sayso.show.cli.incidents import write_joined
from sayso.show.cli.look import Look
from tests.merge.lines.hand import record

FIRST = record("a", "The mayor said smugglers were behind the attack.")
WORDS = Quoted("a", Span(4, 9), "mayor")
BLAME = Said(ClaimField.RESPONSIBILITY, "smugglers", "mayor", Stance.ALLEGES, (WORDS,), ("a@40",))
KEY = event_key("a", FIRST.events[0].triggers[0].start)
STANDS = MergedIncident(
    "i-1",
    (KEY,),
    ("a",),
    fields=(FieldView(ClaimField.RESPONSIBILITY, Agreement.ONE_SIDE, (BLAME,)),),
    lines=(AccountLine("mayor", WORDS, ("a",)),),
    parties=1,
    graded=Graded(Grade.WEAK, "mayor alone attests it"),
)


def page(incident: MergedIncident) -> str:
    out = io.StringIO()
    write_joined(Joined({"a": FIRST}, [incident]), out, Look(width=100))
    return " ".join(out.getvalue().split())


def test_what_was_retracted_is_shown_as_such_and_counted_apart() -> None:
    gone = replace(
        STANDS,
        fields=(FieldView(ClaimField.RESPONSIBILITY, Agreement.NOT_SAID, (replace(BLAME, retracted=True),)),),
        lines=(replace(STANDS.lines[0], retracted=True),),
        parties=0,
        graded=None,
    )
    assert "accounts 1 account line of 1 party - mayor" in page(STANDS)
    assert "retracted" not in page(STANDS)
    assert "accounts 0 account lines of 0 parties, 1 retracted - mayor" in page(gone)
    assert "smugglers (mayor alleges, retracted)" in page(gone)
    assert "retracted by a later version" in page(gone)


def test_the_grade_that_a_person_gives_stands_beside_the_derived_one() -> None:
    assessed = (
        Assessed(Grade.FAIR, "ann", "d-1", "the hospital has the names"),
        Assessed(Grade.WEAK, "ben", "d-2"),
    )
    shown = page(replace(STANDS, assessed=assessed))
    assert "grade weak: mayor alone attests it" in shown
    assert "assessed fair, by ann: the hospital has the names assessed weak, by ben" in shown


def test_the_archived_captures_of_its_reports_are_named() -> None:
    archived = replace(FIRST, report=replace(FIRST.report, capture=Capture("urn:uuid:1", file="a.warc")))
    out = io.StringIO()
    write_joined(Joined({"a": archived}, [STANDS]), out, Look(width=100))
    assert "archived a: urn:uuid:1 in a.warc" in " ".join(out.getvalue().split())
    assert "archived" not in page(STANDS)

"""What coders decide: each form of the review is one entry of the log."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from sayso.model.decisions import Judgement, Subject
from sayso.model.edits import TOLLS, EventField, ReviewState
from sayso.model.incidents import Grade
from sayso.model.spans import Span
from sayso.model.statements import Stance
from sayso.show.web import links
from sayso.show.web.accounts import Role
from sayso.show.web.cases import ACase, among, field_of, told_of
from sayso.show.web.coders import ACoder
from sayso.show.web.rendering import TheDesk
from sayso.show.web.views.chosen import chosen

router = APIRouter()
Words = Annotated[str, Field(max_length=2_000)]
Text = Annotated[str, Form(max_length=2_000)]

_EDITED = frozenset({ReviewState.ADJUDICATED, ReviewState.PUBLISHED})  # states that an editor alone changes


class Correction(BaseModel):
    """Another value of a field: `choice` is the number of a proposal, `value` what was written instead."""

    event: Words
    field: Words
    at: Words = ""
    choice: Words = ""
    value: Words = ""
    reason: Words = ""


class Speaking(BaseModel):
    """Whose a statement is, by words of the report; without words, nobody is named."""

    statement: Words
    words: Words = ""
    at: Words = ""
    reason: Words = ""


class Pair(BaseModel):
    """Whether a report is a copy, or a later version, of another."""

    kind: Words
    a: Words
    b: Words
    same: Words


@router.post("/review/{name}/correct")
def correct(case: ACase, given: Annotated[Correction, Form()]) -> Response:
    """Put another value: one that was proposed for the words, or one that the coder wrote."""
    told = told_of(case.record.told, given.event)
    span, problem = chosen(told.coded.report.text, "", given.at)
    if given.at and span is None:
        raise HTTPException(400, problem)
    value = _value(case, given, told.coded.report.id, span)
    evidence = () if span is None else (span,)
    made = case.desk.correct(
        given.event, given.field, value, evidence=evidence, author=case.who, reason=given.reason
    )
    return case.back(made.id, given.event)


def _value(case: ACase, given: Correction, report: str, span: Span | None) -> object:
    if not given.choice or span is None:
        return _written(field_of(given.field), given.value)
    proposals = case.desk.proposed(report, span, given.field)
    if not given.choice.isdecimal() or not int(given.choice) < len(proposals):
        raise HTTPException(400, "this value is not proposed for these words any more")
    return proposals[int(given.choice)].value.value


@router.post("/review/{name}/accept")
def accept(case: ACase, event: Text = "", field: Text = "") -> Response:
    """Say that a field, an event or a whole incident stands as it is."""
    made = case.desk.accept(
        case.own(event) if event else case.record.incident.id, field or None, author=case.who
    )
    return case.back(made[-1].id, event)


@router.post("/review/{name}/clear")
def clear(case: ACase, event: Text, field: Text, reason: Text = "") -> Response:
    """Say that the report does not give a field."""
    return case.back(case.desk.clear(case.own(event), field, author=case.who, reason=reason).id, event)


@router.post("/review/{name}/drop")
def drop(case: ACase, thing: Text, reason: Text = "") -> Response:
    """Say that the report does not tell an event, or does not make a claim or a statement."""
    made = case.desk.drop(case.own(thing), author=case.who, reason=reason)
    others = [one.key for one in case.record.told if one.key != thing]
    return case.back(made.id, others[0]) if others else RedirectResponse("/review", status_code=303)


@router.post("/review/{name}/stance")
def stance(case: ACase, claim: Text, stance: Text) -> Response:
    """Set how the source of a claim stands to it."""
    return case.back(
        case.desk.set_stance(case.own(claim), among(Stance, "stance", stance), author=case.who).id
    )


@router.post("/review/{name}/speaker")
def speaker(case: ACase, given: Annotated[Speaking, Form()]) -> Response:
    """Say whose a statement is."""
    span: Span | None = None
    if given.words.strip() or given.at:
        text = case.desk.report(case.own(given.statement).rpartition("#")[0]).report.text
        span, problem = chosen(text, given.words, given.at)
        if span is None:
            raise HTTPException(400, problem)
    made = case.desk.reattribute(case.own(given.statement), span, author=case.who, reason=given.reason)
    return case.back(made.id)


@router.post("/review/{name}/merge")
def merge(case: ACase, other: Text) -> Response:
    """Make another incident one with this."""
    asked = links.incident_id(other.strip().rsplit("/", 1)[-1])
    if asked is None:
        raise HTTPException(400, f"{other!r} is no id of an incident")
    return case.back(case.desk.merge(case.record.incident.id, asked, case.openly)[0].id)


@router.post("/review/{name}/split")
def split(case: ACase, events: Annotated[list[str] | None, Form()] = None) -> Response:
    """Take events out of this incident."""
    if not events:
        raise HTTPException(400, "choose the events that are about something else")
    left = [one.key for one in case.record.told if one.key not in events]
    made = case.desk.split(case.record.incident.id, events, case.openly)
    return case.back(made[0].id, left[0] if left else "")


@router.post("/review/{name}/mark")
def mark(case: ACase, given: Annotated[Pair, Form()]) -> Response:
    """Say that a report is, or is not, a copy or a later version of another."""
    subject = among(Subject, "kind", given.kind)
    if subject not in (Subject.COPY, Subject.REVISION):
        raise HTTPException(400, "a report is marked as a copy or as a revision")
    judgement = Judgement.SAME if given.same == "yes" else Judgement.DIFFERENT
    return case.back(case.desk.mark(subject, given.a, given.b, judgement, case.openly).id)


@router.post("/review/{name}/note")
def note(case: ACase, text: Text) -> Response:
    """Leave a remark."""
    return case.back(case.desk.note(case.record.incident.id, text, author=case.openly).id)


@router.post("/review/{name}/state")
def state(case: ACase, state: Text, reason: Text = "") -> Response:
    """Set how far the review of this incident is; an editor alone adjudicates and publishes."""
    wanted = among(ReviewState, "state", state)
    for one in (wanted, case.record.state):
        if one in _EDITED and not case.coder.role.may(Role.EDITOR):
            raise HTTPException(403, f"only an editor sets {one.value}, or another state after it")
    made = case.desk.set_state(case.record.incident.id, wanted, author=case.openly, reason=reason)
    return case.back(made.id)


@router.post("/review/{name}/grade")
def grade(case: ACase, grade: Text, reason: Text = "") -> Response:
    """Give a grade of one's own beside the derived one."""
    wanted = among(Grade, "grade", grade)
    return case.back(case.desk.grade(case.record.incident.id, wanted, case.openly, reason).id)


@router.post("/review/{name}/assign")
def assign(case: ACase, blind: Text = "", release: Text = "") -> Response:
    """Say that one is at work on an incident, blind or not, or no more."""
    incident = case.record.incident.id
    if release:
        case.desk.release(incident, case.coder.name)
    else:
        case.desk.assign(incident, case.coder.name, blind=bool(blind))
    return RedirectResponse(links.review(incident), status_code=303)


@router.post("/undo")
def undo(desk: TheDesk, coder: ACoder, decision: Text, to: Text = "/review") -> Response:
    """Take a decision back, with all of its act; what another decided only an editor takes back."""
    if desk.decision(decision).author != coder.name and not coder.role.may(Role.EDITOR):
        raise HTTPException(403, "only an editor takes back what another decided")
    desk.undo(decision, coder.author)
    return RedirectResponse(links.own(to, "/review"), status_code=303)


def _written(field: EventField, value: str) -> object:
    """A value that a coder wrote: a code, an id, a day, two days, a number or two."""
    said = value.strip()
    if not said:
        raise HTTPException(400, "choose a value, or write one")
    parts = [part.strip() for part in said.split(" to ")]
    if len(parts) > 2:
        raise HTTPException(400, f"{value!r}: write one value, or two with “to” between them")
    if field is EventField.TIME:
        return parts[0] if len(parts) == 1 else (parts[0], parts[1])
    if field in TOLLS:
        if not all(part.isdecimal() and len(part) < 10 for part in parts):
            raise HTTPException(400, f"{value!r} is no number of people; write 3, or 3 to 5")
        numbers = [int(part) for part in parts]
        return numbers[0] if len(numbers) == 1 else (numbers[0], numbers[1])
    return said

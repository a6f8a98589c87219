"""The queue, the coding screen and the history of an incident."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sayso.desk import Desk
from sayso.model.decisions import Decision
from sayso.model.edits import ReviewState
from sayso.model.events import Event
from sayso.model.incidents import Grade
from sayso.model.kept import Told
from sayso.model.statements import Stance
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.cases import ACase, field_of, history_of, is_blind, record_of, told_of, view_of
from sayso.show.web.coders import TheCoder
from sayso.show.web.rendering import TheDesk, page
from sayso.show.web.views.chosen import chosen
from sayso.show.web.views.coding import LABELS, Views, choices, coding_events, coding_report, entries
from sayso.show.web.views.evidence import reports_of

router = APIRouter()
_TASKS = 50


@router.get("/review")
def queue(request: Request, desk: TheDesk, coder: TheCoder) -> HTMLResponse:
    """What is to be looked at, and why."""
    tasks = desk.queue(limit=_TASKS, coder=coder.name if coder else None)
    rows = desk.rows([task.incident for task in tasks])
    return page(request, "queue.html", tasks=tasks, rows=rows)


@router.get("/review/{name}")
def screen(request: Request, desk: TheDesk, coder: TheCoder, name: str, done: str = "") -> Response:
    """The coding screen of an incident."""
    record = record_of(desk, name)
    if links.incident_id(name) != record.incident.id:
        return RedirectResponse(links.review(record.incident.id), status_code=308)
    told, history = record.told, history_of(desk, record, coder)
    return page(
        request,
        "coding.html",
        record=record,
        headline_=safe(record.summary.headline),
        events=coding_events(told, history, _views(desk, told, history)),
        reports=[coding_report(coded, told) for coded in reports_of(record).values()],
        states=list(ReviewState),
        grades=list(Grade),
        stances=list(Stance),
        blind=is_blind(desk, record),
        done=done if any(entry.id == done for entry in history) else "",
    )


@router.get("/review/{name}/next")
def following(desk: TheDesk, coder: TheCoder, name: str) -> Response:
    """The task after this one: looked for when it is asked for, and not by every screen."""
    tasks = [one.incident for one in desk.queue(limit=_TASKS, coder=coder.name if coder else None)]
    incident = links.incident_id(name)
    after = tasks[tasks.index(incident) + 1 :] if incident in tasks else tasks
    return RedirectResponse(links.review(after[0]) if after else "/review", status_code=303)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field of an event, and words that may say it: written, or by their place."""

    event: str
    field: str
    words: str = ""
    at: str = ""


@router.get("/review/{name}/correct")
def propose(request: Request, case: ACase, wanted: Annotated[Wanted, Depends()]) -> Response:
    """What the words chosen may stand for in a field, to choose from."""
    told, field = told_of(case.record.told, wanted.event), field_of(wanted.field)
    text = told.coded.report.text
    span, problem = chosen(text, wanted.words, wanted.at)
    found = case.desk.proposed(told.coded.report.id, span, field.value) if span is not None else ()
    return page(
        request,
        "proposals.html",
        record=case.record,
        told=told,
        field=field.value,
        label=LABELS[field],
        span=span,
        words_chosen=span.of(text) if span else wanted.words,
        problem=problem,
        found=choices(found),
        report=coding_report(told.coded, case.record.told, span),
    )


@router.get("/i/{name}/history")
def history(request: Request, desk: TheDesk, coder: TheCoder, name: str) -> HTMLResponse:
    """Every decision about an incident, the last first."""
    record = record_of(desk, name)
    log = history_of(desk, record, coder)
    return page(
        request,
        "history.html",
        record=record,
        headline_=safe(record.summary.headline),
        entries=entries(log, {one.key: record.incident.id for one in record.told}),
    )


def _views(desk: Desk, told: Sequence[Told], history: Sequence[Decision]) -> Views:
    """What coders who code blind made of each event, for the editor who adjudicates; see `history_of`."""
    coders = dict.fromkeys(entry.author for entry in history if entry.edit is not None and entry.edit.blind)
    made: dict[str, dict[str, Event]] = {}
    for coder in coders:
        seen = view_of(desk, told, coder)
        made[coder] = {one.key: one.event for one in seen}
    return made

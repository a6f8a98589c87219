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
from sayso.model.kept import IncidentRecord, Told
from sayso.model.statements import Stance
from sayso.show.headlines import fullest, headline
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.cases import ACase, field_of, history_of, is_blind, own_view, record_of, told_of
from sayso.show.web.coders import TheCoder, WebCoder
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
    blind = is_blind(desk, record.incident.id, coder)
    told = _seen(desk, record, coder)
    history = history_of(desk, record, coder)
    log = [entry for entry in history if not blind or _is_by(entry, coder)]
    seen = {one.coded.report.id: one.coded for one in told}
    return page(
        request,
        "coding.html",
        record=record,
        headline_=_called(record, told),
        events=coding_events(told, log, _views(desk, told, history)),
        reports=[coding_report(seen.get(id_, coded), told) for id_, coded in reports_of(record).items()],
        states=list(ReviewState),
        grades=list(Grade),
        stances=list(Stance),
        blind=blind,
        done=done if any(entry.id == done for entry in history) else "",
        following=_following(desk, record.incident.id, coder),
    )


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
    told, field = told_of(case.told, wanted.event), field_of(wanted.field)
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
        report=coding_report(told.coded, case.told, span),
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
        headline_=_called(record, _seen(desk, record, coder)),
        entries=entries(log, {one.key: record.incident.id for one in record.told}),
    )


def _seen(desk: Desk, record: IncidentRecord, coder: WebCoder | None) -> tuple[Told, ...]:
    """The events as a coder may see them."""
    blind = coder is not None and is_blind(desk, record.incident.id, coder)
    return own_view(desk, record.told, coder.name) if coder is not None and blind else record.told


def _called(record: IncidentRecord, told: Sequence[Told]) -> str:
    """The headline; of a view of one's own without what others decided."""
    if told == record.told:
        return safe(record.summary.headline)
    best = fullest([one.event for one in told])
    return headline(best, next(one.coded for one in told if one.event is best))


def _is_by(entry: Decision, coder: WebCoder | None) -> bool:
    return coder is not None and entry.author == coder.name


def _views(desk: Desk, told: Sequence[Told], history: Sequence[Decision]) -> Views:
    """What coders who code blind made of each event, for the editor who adjudicates; see `history_of`."""
    coders = dict.fromkeys(entry.author for entry in history if entry.edit is not None and entry.edit.blind)
    made: dict[str, dict[str, Event]] = {}
    for coder in coders:
        seen = own_view(desk, told, coder)
        made[coder] = {one.key: one.event for one in seen}
    return made


def _following(desk: Desk, incident: str, coder: WebCoder | None) -> str:
    """The address of the task after this one."""
    tasks = [one.incident for one in desk.queue(limit=_TASKS, coder=coder.name if coder else None)]
    after = tasks[tasks.index(incident) + 1 :] if incident in tasks else tasks
    return links.review(after[0]) if after else "/review"

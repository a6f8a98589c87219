"""The coding screen: the events of an incident field by field, its statements, and what can be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.model.decisions import Decision, Subject
from sayso.model.edits import TOLLS, WHOLE, Content, EventField, Proposal
from sayso.model.events import Event
from sayso.model.kept import Told
from sayso.model.record import Coded
from sayso.model.spans import Fact, Span
from sayso.model.statements import Basis
from sayso.show import words
from sayso.show.headlines import headline
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.views.card import value_words
from sayso.show.web.views.marked import Mark, Paragraph, paragraphs

LABELS = {
    EventField.TYPE: "Type",
    EventField.MODE: "Mode",
    EventField.MODALITY: "Happened?",
    EventField.ACTORS: "Who did it",
    EventField.TARGETS: "To whom",
    EventField.PLACE: "Where",
    EventField.TIME: "When",
    EventField.WEAPONS: "Weapon",
    EventField.KILLED: "Killed",
    EventField.WOUNDED: "Wounded",
    EventField.CAPTURED: "Captured",
    EventField.MISSING: "Missing",
    EventField.DISPLACED: "Displaced",
}
# Fields that are always on the screen; the others where there is a value.
_ALWAYS = frozenset(
    {EventField.TYPE, EventField.ACTORS, EventField.TARGETS, EventField.PLACE, EventField.TIME}
    | {EventField.KILLED, EventField.WOUNDED}
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of a field: `made` says how it came there, where no words of the report say it."""

    text: str
    words: str
    address: str
    made: str = ""


@dataclass(frozen=True, slots=True)
class CodingField:
    """A field of an event on the screen; `by` is who accepted or corrected it, with the word for that.

    `blind` are the coders who coded the event blind, each with what he has in this field.
    """

    name: str
    label: str
    values: tuple[Shown, ...]
    by: str = ""
    blind: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CodingEvent:
    """An event on the screen; `others` are fields that hold nothing and can be filled."""

    key: str
    report: str
    headline: str
    accepted: str
    fields: tuple[CodingField, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CodingStatement:
    """A statement about an event of the incident, and its claims: (name, field, stance, words)."""

    name: str
    speaker: str
    basis: str
    words: str
    address: str
    claims: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CodingReport:
    """A report on the screen."""

    id: str
    title: str
    language: str | None
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[CodingStatement, ...]


# What coders who code blind made of events: by the coder's name, then by the event's key.
Views = Mapping[str, Mapping[str, Event]]


def coding_events(
    told: Sequence[Told], log: Sequence[Decision], views: Views | None = None
) -> tuple[CodingEvent, ...]:
    """The events of an incident, with what persons decided on each field.

    Args:
        told: The events as they are shown.
        log: What was decided on them.
        views: What coders who code blind made of them, for an editor to choose from.
    """
    return tuple(_event(one, [entry for entry in log if entry.a == one.key], views or {}) for one in told)


def _event(told: Told, log: Sequence[Decision], views: Views) -> CodingEvent:
    undone = {entry.undoes for entry in log if entry.undoes}
    decided: dict[str, str] = {}
    for entry in log:
        if entry.id in undone or entry.edit is None or (entry.edit.blind and views):
            continue
        if entry.subject in _VERBS:
            decided[entry.b] = f"{_VERBS[entry.subject]} by {safe(entry.author)}"
    shown, others = [], []
    for field in EventField:
        values = tuple(_values(told, field))
        if values or field in _ALWAYS or field in decided:
            by = decided.get(field.value, decided.get(WHOLE, ""))
            blind = tuple(_blind(told.key, field, views))
            shown.append(CodingField(field.value, LABELS[field], values, by, blind))
        else:
            others.append((field.value, LABELS[field]))
    return CodingEvent(
        told.key,
        told.coded.report.id,
        headline(told.event, told.coded),
        decided.get(WHOLE, ""),
        tuple(shown),
        tuple(others),
    )


def _blind(key: str, field: EventField, views: Views) -> Iterator[tuple[str, str]]:
    for coder, events in views.items():
        if key in events:
            said = "; ".join(value_words(fact.value) for fact in _facts(events[key], field))
            yield safe(coder), said or "not said"


_VERBS = {Subject.ACCEPT: "accepted", Subject.CORRECT: "corrected", Subject.CLEAR: "cleared"}


def _values(told: Told, field: EventField) -> Iterator[Shown]:
    text = told.coded.report.text
    for fact in _facts(told.event, field):
        span = fact.evidence[0] if fact.evidence else None
        yield Shown(
            value_words(fact.value),
            safe(span.of(text)) if span else "",
            f"#e-{span.start}-{span.end}" if span else "",
            safe(fact.rule) if fact.rule else "",
        )


def _facts(event: Event, field: EventField) -> Sequence[Fact[Any]]:
    if field in TOLLS:
        return [fact for fact in event.tolls if fact.value.kind == field.value]
    value = getattr(event, field.value)
    if value is None:
        return []
    return value if isinstance(value, tuple) else [value]


def content_words(content: Content) -> str:
    """What a field held or holds, in words; "nothing" where it was cleared."""
    facts: tuple[Fact[Any], ...] = (*content.parties, *content.weapons, *content.tolls)
    single = (content.code, content.modality, content.place, content.time)
    said = [value_words(fact.value) for fact in (*facts, *(one for one in single if one is not None))]
    if content.stance is not None:
        said.append(words.STANCES[content.stance])
    if content.source is not None:
        said.append(words.party(content.source.party))
    if content.event is not None:
        said.append(headline(content.event, None))
    if content.claim is not None:
        said.append(safe(content.claim.value))
    if content.statement is not None:
        said.append("a statement")
    return "; ".join(said) or "nothing"


def coding_report(coded: Coded, told: Sequence[Told], chosen: Span | None = None) -> CodingReport:
    """A report with the words that its events rest on marked, and the statements that are about them."""
    events = {one.event.id for one in told if one.coded.report.id == coded.report.id}
    marks = [
        Mark(span, f"e-{span.start}-{span.end}", "side-0", LABELS[field])
        for one in told
        if one.coded.report.id == coded.report.id
        for field in EventField
        for fact in _facts(one.event, field)
        for span in fact.evidence
    ]
    statements = tuple(_statements(coded, events))
    marks += [
        Mark(span, f"e-{span.start}-{span.end}", "side-1" if one.source else "nobody", "said")
        for one in coded.statements
        if not one.own_voice
        for span in one.content
    ]
    if chosen is not None:
        marks.append(Mark(chosen, "chosen", "side-2", "chosen"))
    report = coded.report
    title = safe((report.title or report.text.partition("\n")[0])[:1000])[:200]
    return CodingReport(report.id, title, report.language, paragraphs(report.text, marks), statements)


def _statements(coded: Coded, events: set[str]) -> Iterator[CodingStatement]:
    text = coded.report.text
    for one in coded.statements:
        claims = [claim for claim in coded.claims if claim.statement == one.id and claim.event in events]
        if one.own_voice or not claims:
            continue
        first = one.content[0]
        yield CodingStatement(
            f"{coded.report.id}#{one.id}",
            safe(one.source.party.name) if one.source else "no speaker named",
            "" if one.basis is Basis.EXPLICIT else one.basis.value.replace("_", " "),
            safe(first.of(text)),
            f"#e-{first.start}-{first.end}",
            tuple(
                (
                    f"{coded.report.id}#{claim.id}",
                    words.FIELDS[claim.field],
                    claim.stance.value,
                    safe(claim.value),
                )
                for claim in claims
            ),
        )


def choices(found: Sequence[Proposal]) -> tuple[tuple[str, str], ...]:
    """What the words chosen may stand for: the value in words, and how it was found."""
    return tuple((value_words(one.value.value), safe(one.why)) for one in found)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log, in words."""

    id: str
    number: int
    at: str
    who: str
    what: str
    about: str
    address: str
    before: str = ""
    after: str = ""
    reason: str = ""
    undone: bool = False
    undoes: str = ""


def entries(log: Sequence[Decision], about: Mapping[str, str]) -> tuple[Entry, ...]:
    """The log, the last entry first; `about` are the incidents of events, by their keys."""
    undone = {one.undoes for one in log if one.undoes}
    return tuple(_entry(one, undone, about) for one in reversed(log))


def _entry(one: Decision, undone: set[str], about: Mapping[str, str]) -> Entry:
    edit = one.edit
    incident = about.get(one.a)
    field = "" if one.b in ("", WHOLE) or edit is None else f" {one.b}"
    what = "undid a decision" if one.undoes else f"{_SAID.get(one.subject, one.subject.value)}{field}"
    if edit is None and not one.undoes:
        what = f"{one.judgement.value}: {one.subject.value} of {safe(one.b)}"
    role = f", {safe(one.role)}" if one.role else ""
    changed = edit is not None and not one.undoes and one.subject not in (Subject.NOTE, Subject.STATE)
    return Entry(
        one.id,
        one.number,
        (one.at or "")[:16].replace("T", " "),
        f"{safe(one.author)}{role}",
        what,
        safe(one.a),
        links.incident(incident) if incident else "",
        content_words(edit.before) if changed and edit is not None else "",
        content_words(edit.after) if changed and edit is not None else "",
        "; ".join(
            [*(safe(why.why) for why in one.reasons), *([safe(edit.text)] if edit and edit.text else [])]
        ),
        one.id in undone,
        one.undoes or "",
    )


_SAID = {
    Subject.ACCEPT: "accepted",
    Subject.CORRECT: "corrected",
    Subject.CLEAR: "cleared",
    Subject.ADD: "added",
    Subject.DROP: "dropped",
    Subject.NOTE: "noted",
    Subject.STATE: "set the state",
}

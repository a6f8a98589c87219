"""One incident as a page tells it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.model.decisions import event_key
from sayso.model.kept import Copied, IncidentRecord
from sayso.model.record import Coded, TemporalRelation
from sayso.model.report import Note
from sayso.show import words
from sayso.show.headlines import headline
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.views import accounts, card
from sayso.show.web.views.evidence import Evidence, Evidences, reports_of
from sayso.show.web.views.marked import Mark, Paragraph, paragraphs
from sayso.show.web.views.naming import byline, called, entitled
from sayso.show.web.views.rows import Named
from sayso.show.web.views.sides import Side, side_of, sides

_UNDATED = "Undated"
_SHOWN = 24_000  # code points of one report beside an incident; its own page has all
_REPORTS = 12  # that are shown whole beside an incident; the others are linked
# What a report says of itself that a reader of the incident must know.
_TOLD = frozenset({"open-story", "correction", "retraction", "killed", "rights"})


@dataclass(frozen=True, slots=True)
class Step:
    """Something told before, at or after this incident, by the words that say so."""

    when: str
    headline: str
    address: str
    evidence: Evidence
    offset: str = ""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report beside the incident."""

    id: str
    letter: str
    title: str
    by: str
    address: str
    url: str | None
    language: str | None
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class CopyView:
    """A report that was taken from another, in words."""

    report: str
    address: str
    said: str


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """All that the page of an incident says."""

    id: str
    address: str
    headline: str
    where: str
    when: str
    pills: tuple[tuple[str, str], ...]  # words and class
    rows: tuple[card.Row, ...]
    contradictions: tuple[accounts.Contradiction, ...]
    columns: tuple[accounts.Column, ...]
    fields: tuple[accounts.FieldRow, ...]
    silent: tuple[str, ...]
    steps: tuple[Step, ...]
    lines: tuple[accounts.Line, ...]
    parties: int
    grade: str
    why: str
    assessed: tuple[str, ...]
    copies: tuple[CopyView, ...]
    reports: tuple[ReportView, ...]
    others: tuple[tuple[str, str], ...]  # reports that are only linked
    unsure: tuple[tuple[str, str], ...]

    @property
    def dated(self) -> bool:
        """Whether it is known when it was."""
        return self.when != _UNDATED


def incident_page(
    record: IncidentRecord,
    country_name: Named,
    copies: Sequence[Copied] = (),
    incident_of: Mapping[str, str] | None = None,
) -> IncidentPage:
    """The page of an incident.

    Args:
        record: The incident.
        country_name: What a country is called, by its code.
        copies: The families of copies that its reports are in.
        incident_of: The incident of each event that its reports order in time, by the keys of events.
    """
    found = Evidences(reports_of(record), _REPORTS)
    speaking = sides(record)
    said = safe(record.summary.headline)
    rows = card.card(record, found)
    disputes = accounts.contradictions(record, speaking, found)
    columns = accounts.columns(record, speaking, found)
    fields, silent = accounts.field_rows(record, columns)
    lines = accounts.lines(record, speaking, found)
    steps = tuple(_steps(record, found, incident_of or {}))
    shown = list(found.reports)[:_REPORTS]
    return IncidentPage(
        id=record.incident.id,
        address=links.incident(record.incident.id, said),
        headline=said,
        where=_place(record, country_name),
        when=_day(record),
        pills=tuple(_pills(record, len(speaking), disputes)),
        rows=rows,
        contradictions=disputes,
        columns=columns,
        fields=fields,
        silent=silent,
        steps=steps,
        lines=lines,
        parties=record.incident.parties,
        grade=record.incident.graded.grade.value if record.incident.graded else "",
        why=safe(record.incident.graded.why) if record.incident.graded else "",
        assessed=tuple(f"{one.grade.value}, by {safe(one.author)}" for one in record.incident.assessed),
        copies=tuple(_copies(copies, found)),
        reports=tuple(_report(found, id_, speaking) for id_ in shown),
        others=tuple(
            (entitled(found.reports[id_]), links.report(id_)) for id_ in list(found.reports)[_REPORTS:]
        ),
        unsure=tuple((id_, links.incident(id_)) for id_ in record.incident.unsure),
    )


def _place(record: IncidentRecord, country_name: Named) -> str:
    place = record.summary.place
    if place is None:
        return "No place is told"
    parts = [safe(place.name), safe(record.summary.admin1 or "")]
    if place.country:
        parts.append(country_name(place.country) or place.country)
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _day(record: IncidentRecord) -> str:
    first, last = record.summary.first_day, record.summary.last_day
    if first is None or last is None:
        return _UNDATED
    return words.day(first) if first == last else f"{words.day(first)} to {words.day(last)}"


def _pills(
    record: IncidentRecord, speaking: int, disputes: Sequence[accounts.Contradiction]
) -> Iterator[tuple[str, str]]:
    """What a reader must know at once; reports and account lines are two numbers and never one."""
    fields = list(dict.fromkeys(one.field for one in disputes))
    if fields:
        yield "Disputed: " + ", ".join(fields), "disputed"
    elif record.summary.disputed:
        yield "Disputed", "disputed"
    yield words.counted(len(record.incident.reports), "report"), ""
    standing = sum(not line.retracted for line in record.incident.lines)
    yield words.counted(standing, "independent account line"), ""
    yield (words.counted(speaking, "side") + " quoted" if speaking else "nobody quoted"), ""
    yield ("reviewed by a person" if record.reviewed else "machine-coded, not reviewed"), ""


def _steps(record: IncidentRecord, found: Evidences, incident_of: Mapping[str, str]) -> Iterator[Step]:
    """What the reports put before and after this incident, without clocks."""
    own = {one.event.id for one in record.told}
    seen = set[tuple[str, str]]()
    for coded in found.reports.values():
        events = {event.id: event for event in coded.events}
        here = {one.event.id for one in record.told if one.coded is coded} or own
        for relation in coded.temporal_relations:
            other = relation.b if relation.a in here else relation.a
            if (relation.a in here) == (relation.b in here) or other not in events:
                continue
            event = events[other]
            key = event_key(coded.report.id, event.triggers[0].start)
            id_ = incident_of.get(key)
            when = _when(relation, later=relation.a in here)
            if id_ == record.incident.id or (when, key) in seen:
                continue
            seen.add((when, key))
            link = found.link(coded.report.id, relation.span, label="order", back="order")
            offset = words.duration(relation.offset) if relation.offset else ""
            said = headline(event, coded)
            yield Step(when, said, links.incident(id_, said) if id_ else "", link, offset)


def _when(relation: TemporalRelation, *, later: bool) -> str:
    """Whether the other event is before or after this incident; `later`: this one is the relation's first."""
    after = relation.type == "AFTER"
    return "before" if after == later else "after"


def ordered(record: IncidentRecord) -> list[str]:
    """Keys of the events that the reports of an incident put before or after others."""
    return [
        event_key(coded.report.id, event.triggers[0].start)
        for coded in reports_of(record).values()
        for event in coded.events
        if any(event.id in (relation.a, relation.b) for relation in coded.temporal_relations)
    ]


def _report(found: Evidences, id_: str, speaking: Sequence[Side]) -> ReportView:
    report = found.reports[id_].report
    marks = [*found.marks.get(id_, ()), *_statements(found.reports[id_], speaking)]
    return ReportView(
        id=id_,
        letter=found.letter(id_) if len(found.reports) > 1 else "",
        title=safe((report.title or report.text.partition("\n")[0])[:1000])[:300],
        by=byline(found.reports[id_]),
        address=links.report(id_),
        url=web_address(report.url),
        language=report.language,
        paragraphs=paragraphs(report.text, marks, most=_SHOWN),
        notes=tuple(note for note in report.notes + found.reports[id_].notes if note.kind in _TOLD),
    )


def _statements(coded: Coded, speaking: Sequence[Side]) -> Iterator[Mark]:
    """The other words that the sides of the incident say in a report, so that a reader hears all of them."""
    for one in coded.statements:
        if one.own_voice:
            continue
        source = one.source
        name = source.span.of(coded.report.text) if source is not None and source.span is not None else None
        side = side_of(speaking, name) or side_of(speaking, source.party.name if source else None)
        if side is None and source is not None:
            continue
        look = f"side-{side.number}" if side else "nobody"
        said = f"said by {side.name}" if side else "said by nobody named"
        for span in one.content:
            yield Mark(span, links.evidence(coded.report.id, span.start, span.end), look, said)


def web_address(url: str | None) -> str | None:
    """The address, if it is one of a web page: another kind could do something when it is followed."""
    return url if url is not None and url.startswith(("https://", "http://")) else None


def _copies(copies: Sequence[Copied], found: Evidences) -> Iterator[CopyView]:
    for one in copies:
        if one.source is None:
            continue
        taken = "taken from" if one.sure else "taken from, or the other way round,"
        yield CopyView(
            called(one.report, found), links.report(one.report), f"{taken} {called(one.source, found)}"
        )

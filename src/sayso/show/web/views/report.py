"""One report as a page tells it: its text with every mark, what it tells, its versions and its copies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.model.decisions import event_key
from sayso.model.incidents import Revision
from sayso.model.kept import Copied
from sayso.model.record import Coded
from sayso.model.report import Note
from sayso.model.spans import Span
from sayso.model.statements import Basis, Statement
from sayso.show import words
from sayso.show.headlines import headline
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.views.incident import web_address
from sayso.show.web.views.marked import Mark, Paragraph, paragraphs
from sayso.show.web.views.naming import byline
from sayso.show.web.views.sides import COLOURS

_SHOWN = 200_000  # code points; a longer report shows the paragraphs that say something


@dataclass(frozen=True, slots=True)
class EventView:
    """An event that a report tells, and the incident that it is of."""

    headline: str
    address: str
    place: str
    when: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a report, how often, and in which colour."""

    name: str
    look: str
    statements: int
    page: str | None


@dataclass(frozen=True, slots=True)
class VersionView:
    """What changed from one version to the next: `facts` are (field, what was done, before, after)."""

    earlier: tuple[str, str]
    later: tuple[str, str]
    facts: tuple[tuple[str, str, str, str], ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    edited: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the page of a report says."""

    id: str
    title: str
    by: str
    url: str | None
    capture: str | None  # where the page that it was read from lies archived
    language: str | None
    origin: str | None
    paragraphs: tuple[Paragraph, ...]
    events: tuple[EventView, ...]
    speakers: tuple[Speaker, ...]
    notes: tuple[Note, ...]
    versions: tuple[VersionView, ...]
    copies: tuple[tuple[str, str, str], ...]  # report, its page, what is known of it


def report_page(
    coded: Coded,
    incident_of: Mapping[str, str],
    texts: Mapping[str, Coded],
    revisions: Sequence[Revision] = (),
    copies: Sequence[Copied] = (),
    at: Span | None = None,
) -> ReportPage:
    """The page of a report.

    Args:
        coded: The report as it is coded.
        incident_of: The incident of each of its events, by their keys.
        texts: The reports of its versions, by their ids.
        revisions: The pairs of versions that it is in.
        copies: The family of copies that it is in.
        at: Words that somebody linked to, to be marked besides.
    """
    report = coded.report
    looks = _looks(coded.statements)
    marks = [
        *_marks(coded, looks),
        *([Mark(at, f"e-{at.start}-{at.end}", label="linked to", wanted=True)] if at else ()),
    ]
    return ReportPage(
        id=report.id,
        title=safe((report.title or report.text.partition("\n")[0])[:1000])[:300],
        by=byline(coded),
        url=web_address(report.url),
        capture=safe(words.capture(report.capture)) if report.capture else None,
        language=report.language,
        origin=report.origin,
        paragraphs=paragraphs(report.text, marks, most=_SHOWN),
        events=tuple(_events(coded, incident_of)),
        speakers=tuple(_speakers(coded.statements, looks)),
        notes=(*report.notes, *coded.notes),
        versions=tuple(_version(one, texts) for one in revisions if {one.earlier, one.later} <= set(texts)),
        copies=tuple(_copy(one) for one in copies if one.report != report.id or one.source is not None),
    )


def _name(statement: Statement) -> str | None:
    if statement.own_voice or statement.source is None:
        return None
    return statement.source.party.name


def _looks(statements: Sequence[Statement]) -> dict[str, str]:
    """A colour for each speaker, in the order in which they speak; from the first again after the last."""
    names = dict.fromkeys(name for one in statements if (name := _name(one)) is not None)
    return {name: f"side-{number % COLOURS + 1}" for number, name in enumerate(names)}


def _marks(coded: Coded, looks: Mapping[str, str]) -> Iterator[Mark]:
    for event in coded.events:
        for span in event.triggers:
            label = f"{event.type.value}: {words.MODALITIES[event.modality.value]}"
            yield Mark(span, f"e-{span.start}-{span.end}", "side-0", label, wanted=True)
    for one in coded.statements:
        name = _name(one)
        if one.own_voice or (name is None and one.basis is not Basis.NONE):
            continue
        look, who = (looks[name], f"said by {safe(name)}") if name else ("nobody", "no speaker named")
        for span in one.content:
            yield Mark(span, f"e-{span.start}-{span.end}", look, who)


def _events(coded: Coded, incident_of: Mapping[str, str]) -> Iterator[EventView]:
    for event in coded.events:
        first = event.triggers[0]
        id_, said = incident_of.get(event_key(coded.report.id, first.start)), headline(event, coded)
        yield EventView(
            headline=said,
            address=links.incident(id_, said) if id_ else "",
            place=safe(event.place.value.name) if event.place else "",
            when=words.days(event.time.value) if event.time else "",
            anchor=f"#e-{first.start}-{first.end}",
        )


def _speakers(statements: Sequence[Statement], looks: Mapping[str, str]) -> Iterator[Speaker]:
    for name, look in looks.items():
        said = [one for one in statements if _name(one) == name]
        source = said[0].source
        page = links.party(source.party.party) if source is not None and source.party.party else None
        yield Speaker(safe(name), look, len(said), page)
    nobody = sum(one.basis is Basis.NONE and not one.own_voice for one in statements)
    if nobody:
        yield Speaker("No speaker named", "nobody", nobody, None)


def _version(one: Revision, texts: Mapping[str, Coded]) -> VersionView:
    earlier, later = texts[one.earlier], texts[one.later]
    before, after = earlier.report.text, later.report.text
    return VersionView(
        earlier=(_called(earlier), links.report(one.earlier)),
        later=(_called(later), links.report(one.later)),
        facts=tuple(
            (each.field.value, each.kind.value, safe(each.before or ""), safe(each.after or ""))
            for each in one.changes
        ),
        added=tuple(safe(span.of(after)) for span in one.added),
        dropped=tuple(safe(span.of(before)) for span in one.dropped),
        edited=tuple((safe(was.of(before)), safe(now.of(after))) for was, now in one.edited),
    )


def _called(coded: Coded) -> str:
    moment = coded.report.published_at
    clock = f", {moment:%H:%M}" if moment else ""
    return f"{byline(coded)}{clock}"


def _copy(one: Copied) -> tuple[str, str, str]:
    if one.source is None:
        return safe(one.report), links.report(one.report), "the first, as far as is known"
    sure = "taken from" if one.sure else "taken from, or the other way round,"
    return safe(one.report), links.report(one.report), f"{sure} {safe(one.source)}"

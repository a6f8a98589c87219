"""The format `table`: a record for people who read it."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.text import Text

from sayso.model.events import Event
from sayso.model.record import Coded, Dispute, Incident, TemporalRelation
from sayso.model.report import Note
from sayso.model.standings import is_about
from sayso.show import words
from sayso.show.cli.accounts import Accounts
from sayso.show.cli.facts import Facts
from sayso.show.cli.look import Look
from sayso.show.cli.page import Page
from sayso.show.headlines import headline
from sayso.show.safe import safe


class Table:
    """The exporter for a terminal; `look` says how wide, and whether with colour."""

    name = "table"
    suffix = ".txt"

    def __init__(self, look: Look) -> None:
        self._look = look

    def write(self, coded: Iterable[Coded], out: TextIO) -> int:
        page = Page(out, self._look)
        number = 0
        for number, one in enumerate(coded, start=1):
            if number > 1:
                page.gap()
                page.gap()
            write_report(page, one)
        return number


def write_report(page: Page, coded: Coded) -> None:
    """One report: what it tells, incident by incident, then the order, then what was not understood."""
    _head(page, coded)
    disputes = list(coded.disputes)
    for incident, events in _incidents(coded):
        page.gap()
        page.rule()
        _incident(page, coded, incident, events)
        disputes = [dispute for dispute in disputes if not is_about(dispute, events)]
    _other_disputes(page, coded, disputes)
    Accounts(page, coded).silence()
    _order(page, coded)
    _notes(page, coded)


def _other_disputes(page: Page, coded: Coded, disputes: list[Dispute]) -> None:
    """What is disputed of no event that was coded."""
    for dispute in disputes:
        page.gap()
        page.rule()
        title = Text("In dispute: ", style="bold yellow").append(words.FIELDS[dispute.field])
        page.text(title, indent=4)
        Accounts(page, coded).dispute(dispute)


def _head(page: Page, coded: Coded) -> None:
    report = coded.report
    page.text(Text(safe(report.title or report.id), style="bold"))
    when = words.day(report.published) if report.published else "no date given"
    count = len(coded.events)
    told = "no event found" if not count else "1 event" if count == 1 else f"{count} events"
    head = [safe(report.outlet or "no outlet given"), when, told, *_in_dispute(coded)]
    page.text(Text(" · ".join(head), style="dim"))
    if report.capture is not None:
        page.text(Text(f"archived capture: {safe(words.capture(report.capture))}", style="dim"))


def _in_dispute(coded: Coded) -> list[str]:
    count = len(coded.disputes)
    return [] if not count else ["1 dispute" if count == 1 else f"{count} disputes"]


def _incidents(coded: Coded) -> Iterator[tuple[Incident | None, list[Event]]]:
    """Each incident with its events, in the order in which the text comes to them."""
    known = {incident.id: incident for incident in coded.incidents}
    groups: dict[str, list[Event]] = {}
    for event in coded.events:
        # An event in no incident stands alone, under a key that no incident has.
        groups.setdefault(f"in {event.incident}" if event.incident else f"alone {event.id}", []).append(event)
    for events in groups.values():
        yield known.get(events[0].incident or ""), events


def _incident(page: Page, coded: Coded, incident: Incident | None, events: list[Event]) -> None:
    if len(events) > 1:
        sure = incident is None or incident.certain
        count = f"told as {len(events)} events"
        page.text(Text(f"One incident, {count}" if sure else f"Perhaps one incident, {count}", style="dim"))
    facts = Facts(coded)
    for i, event in enumerate(events):
        if i:
            page.gap()
        page.field(Text(safe(event.id), style="dim"), Text(headline(event, coded), style="bold"), width=4)
        for label, value in facts.fields(event):
            page.field(Text(label, style="dim"), value, indent=4)
    Accounts(page, coded).of_events(events)


def _order(page: Page, coded: Coded) -> None:
    if not coded.temporal_relations:
        return
    page.gap()
    page.rule()
    page.text(Text("Order of events, as the text gives it", style="bold"))
    for relation in coded.temporal_relations:
        page.field(Text(safe(relation.a)), _relation(relation, coded.report.text), indent=4, width=5)


def _relation(relation: TemporalRelation, text: str) -> Text:
    offset = words.duration(relation.offset) if relation.offset else ""
    said = " ".join(filter(None, (offset, safe(relation.type).lower(), safe(relation.b))))
    if relation.alternatives:
        said += f" (or {', '.join(map(safe, relation.alternatives))})"
    return Text(f"{said}  ").append(words.quoted(relation.span.of(text)), style="italic")


def _notes(page: Page, coded: Coded) -> None:
    notes: list[Note] = list(dict.fromkeys((*coded.report.notes, *coded.notes)))
    if not notes:
        return
    page.gap()
    page.rule()
    page.text(Text("Not understood, or good to know", style="bold"))
    for note in notes:
        said = Text(safe(note.message))
        if note.span is not None:
            said.append("  ").append(words.quoted(note.span.of(coded.report.text)), style="italic")
        page.field(Text("-"), said, indent=4, width=2)

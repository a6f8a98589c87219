"""Incidents over reports on a page: what happened, by whose word, and what the accounts come to."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO, TypeVar

from rich.text import Text

from sayso.export.incidents import Joined
from sayso.model.decisions import event_key, report_of
from sayso.model.incidents import (
    AccountLine,
    Agreement,
    Family,
    FieldView,
    Figure,
    MergedIncident,
    Revision,
    Said,
)
from sayso.model.kept import Told
from sayso.show import words
from sayso.show.cli.look import Look
from sayso.show.cli.page import Page
from sayso.show.headlines import fullest, headline_of, names
from sayso.show.safe import safe

_STYLES = {
    Agreement.AGREED: "green",
    Agreement.DISPUTED: "bold yellow",
    Agreement.ONE_SIDE: "cyan",
    Agreement.NOT_SAID: "dim",
}
_LABEL = 12  # cells for the label of a field, indented by two; a longer one stands on a line of its own
T = TypeVar("T")
_QUOTE = 160  # code points of a line's words


def write_joined(joined: Joined, out: TextIO, look: Look) -> None:
    """All incidents, those of most reports first, then copies, versions and notes."""
    page = Page(out, look)
    several = sum(len(one.reports) > 1 for one in joined.incidents)
    counts = (
        words.counted(len(joined.reports), "report"),
        f"{words.counted(len(joined.incidents), 'incident')}, {several} of several reports",
        words.counted(len(joined.families), "family of copies", "families of copies"),
        words.counted(len(joined.revisions), "new version"),
    )
    page.text(Text(" · ".join(counts), style="dim"))
    written = _Incidents(page, joined)
    for one in sorted(joined.incidents, key=lambda one: (-len(one.reports), one.id)):
        page.gap()
        page.rule()
        written.write(one)
    _write_families(page, joined.families)
    _write_revisions(page, joined.revisions)
    for report, note in joined.notes:
        page.gap()
        page.text(Text(f"{safe(report)}: {safe(note.message)}", style="yellow"))


class _Incidents:
    """Writes incidents of one set of reports."""

    def __init__(self, page: Page, joined: Joined) -> None:
        self._page = page
        self._reports = joined.reports
        self._events = {
            event_key(coded.report.id, event.triggers[0].start): event
            for coded in joined.reports.values()
            for event in coded.events
        }

    def write(self, one: MergedIncident) -> None:
        """One incident: headline, where, when, reports, fields, figures, lines, grade, and what is open."""
        events = [self._events[key] for key in one.members]
        best = fullest(events)
        told = [Told(key, self._reports[report_of(key)], self._events[key]) for key in one.members]
        self._page.text(Text(headline_of(told, one), style="bold"))
        self._field("id", Text(safe(one.id), style="dim"))
        if (where := _first(event.place for event in (best, *events))) is not None:
            self._field("where", Text(safe(where.value.name)))
        if (when := _first(event.time for event in (best, *events))) is not None:
            self._field("when", Text(words.days(when.value)))
        self._field("told by", Text(names([self._report(report) for report in one.reports])))
        for view in one.fields:
            if view.agreement is not Agreement.NOT_SAID or any(said.retracted for said in view.said):
                self._view(view)
        for figure in one.figures:
            self._field(safe(figure.kind), _figure(figure))
        self._lines(one)
        if one.graded is not None:
            self._field("grade", Text(f"{one.graded.grade.value}: {safe(one.graded.why)}"))
        for said in one.assessed:
            why = f": {safe(said.why)}" if said.why else ""
            self._field("assessed", Text(f"{said.grade.value}, by {safe(said.author)}{why}"))
        if one.unsure:
            self._field("perhaps", Text(f"the same as {' or '.join(map(safe, one.unsure))}", style="yellow"))
        for part, whole in one.parts:
            self._field("part", Text(f"{safe(part)} is a part of {safe(whole)}"))
        self._captures(one.reports)

    def _captures(self, reports: Iterable[str]) -> None:
        for report in reports:
            if (capture := self._reports[report].report.capture) is not None:
                self._field("archived", Text(f"{safe(report)}: {safe(words.capture(capture))}", style="dim"))

    def _report(self, report: str) -> str:
        said = self._reports[report].report
        by = said.outlet or said.title or report
        return f"{by} ({words.day(said.published)})" if said.published is not None else by

    def _view(self, view: FieldView) -> None:
        value = Text(f"{view.agreement.value}: ", style=_STYLES[view.agreement])
        value.append("; ".join(map(_said, view.said)), style="not bold default")
        self._field(words.FIELDS[view.field], value)

    def _lines(self, one: MergedIncident) -> None:
        stand = sum(not line.retracted for line in one.lines)
        lines, parties = words.counted(stand, "account line"), words.counted(one.parties, "party", "parties")
        back = f", {len(one.lines) - stand:,} retracted" if stand < len(one.lines) else ""
        if one.lines:
            self._field("accounts", Text(f"{lines} of {parties}{back}"))
        for line in one.lines:
            self._page.field(Text("-"), _line(line), indent=_LABEL, width=2)

    def _field(self, label: str, value: Text) -> None:
        self._page.field(Text(label, style="dim"), value, indent=2, width=_LABEL - 2)


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _said(said: Said) -> str:
    who = said.party or "nobody named"
    back = ", retracted" if said.retracted else ""
    return f"{safe(said.value)} ({safe(who)} {words.STANCES[said.stance]}{back})"


def _figure(figure: Figure) -> Text:
    value = Text(
        f"{figure.low} to {figure.high}, best {figure.best}" if figure.low != figure.high else str(figure.low)
    )
    return value.append("  " + "; ".join(map(_said, figure.said)), style="dim") if figure.said else value


def _line(line: AccountLine) -> Text:
    who = safe(line.party) if line.party else words.OWN_VOICE if line.outlet else words.NOBODY
    shown = Text(who, style="bold").append(": ", style="not bold")
    shown.append(words.quoted(line.words.text, _QUOTE), style="italic")
    if line.retracted:
        shown.append("  retracted by a later version", style="yellow")
    return shown.append(f"  in {names(line.reports)}", style="dim")


def _write_families(page: Page, families: Sequence[Family]) -> None:
    for one in families:
        page.gap()
        page.rule()
        wire = f", a text of {safe(one.wire)}" if one.wire else ""
        page.text(Text(f"Copies of one text{wire}: {names(one.reports)}", style="bold"))
        for link in one.links:
            sure = "was taken from" if link.sure else "or the other way round was taken from"
            shares = f"{link.shares[0]:.0%} of it stand there"
            page.field(Text("-"), Text(f"{safe(link.copy)} {sure} {safe(link.source)}: {shares}"), 2, 2)


def _write_revisions(page: Page, revisions: Sequence[Revision]) -> None:
    for one in revisions:
        page.gap()
        page.rule()
        page.text(Text(f"{safe(one.later)} is a new version of {safe(one.earlier)}", style="bold"))
        for line in _changes(one):
            page.field(Text("-"), Text(line), 2, 2)


def _changes(one: Revision) -> Iterator[str]:
    if not (one.added or one.dropped or one.changes or one.edited):
        yield "nothing was changed"
    if one.added or one.dropped or one.edited:
        edited = f", {len(one.edited)} changed" if one.edited else ""
        yield f"{words.counted(len(one.added), 'sentence')} added, {len(one.dropped)} dropped{edited}"
    for change in one.changes:
        values = " to ".join(safe(value) for value in (change.before, change.after) if value is not None)
        yield f"{change.field.value} {change.kind.value}: {values}"

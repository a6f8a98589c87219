"""Lists of what a base holds: incidents, claims and counts, a few lines each."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.text import Text

from sayso.model.kept import ClaimRecord, IncidentRecord, Summary
from sayso.show import words
from sayso.show.cli.look import Look
from sayso.show.cli.page import Page
from sayso.show.headlines import headline
from sayso.show.safe import safe

_QUOTE = 160


def write_incidents(
    found: Iterable[tuple[IncidentRecord, str | None]], out: TextIO, look: Look, limit: int
) -> int:
    """Each incident with its day, place, toll and standing, as they come; how many there were."""
    page = Page(out, look)
    number = 0
    for number, (record, sentence) in enumerate(found, start=1):
        if number > 1:
            page.gap()
        page.text(Text(safe(record.summary.headline), style="bold"))
        page.text(Text(" · ".join(_facts(record.summary)), style=""), indent=4)
        standing = Text(" · ".join(_standing(record)), style="dim")
        if record.summary.disputed:
            standing.append(" · disputed", style="bold yellow")
        if record.reviewed:
            standing.append(" · reviewed", style="green")
        page.text(standing, indent=4)
        if sentence:
            page.text(Text(words.quoted(sentence, _QUOTE), style="italic"), indent=4)
    _end(page, number, limit, "incident", "incidents")
    return number


def write_claims(found: Iterable[ClaimRecord], out: TextIO, look: Look, limit: int) -> int:
    """Each claim: who stands how to what, in which words, of which incident; how many there were."""
    page = Page(out, look)
    number = 0
    for number, record in enumerate(found, start=1):
        if number > 1:
            page.gap()
        claim, report = record.claim, record.coded.report
        said = words.OWN_VOICE if record.statement.own_voice else words.NOBODY
        who = safe(record.claimant) if record.claimant else said
        line = Text(who, style="bold").append(f" {words.STANCES[claim.stance]} ", style="not bold")
        page.text(line.append(f"{words.FIELDS[claim.field]}: ").append(words.quoted(claim.value, _QUOTE)))
        event = next(one for one in record.coded.events if one.id == claim.event)
        page.text(Text(headline(event, record.coded)), indent=4)
        when = [words.day(report.published)] if report.published is not None else []
        by = [safe(report.outlet or report.title or report.id), *when, safe(record.incident or "")]
        page.text(Text(" · ".join(filter(None, by)), style="dim"), indent=4)
    _end(page, number, limit, "claim", "claims")
    return number


def write_counts(by: Sequence[str], rows: Sequence[tuple[tuple[str | None, ...], int]], out: TextIO) -> None:
    """A table: the values of the fields, and how many incidents have them."""
    cells = [(*by, "incidents")]
    cells += [(*(safe(value) if value is not None else "-" for value in row), f"{n:,}") for row, n in rows]
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
    for row in cells:
        last = row[-1].rjust(widths[-1])
        line = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        out.write("  ".join([*line, last]).rstrip() + "\n")


def _facts(row: Summary) -> list[str]:
    place = [] if row.place is None else [safe(row.place.name)]
    if row.admin1 and row.admin1 not in place:
        place.append(safe(row.admin1))
    if row.country:
        place.append(row.country)
    tolls = [
        f"{_figure(figures)} {kind}"
        for kind, figures in (("killed", row.killed), ("wounded", row.wounded))
        if figures is not None
    ]
    return [_days(row), ", ".join(place) or "no place given", *tolls]


def _days(row: Summary) -> str:
    if row.first_day is None or row.last_day is None:
        return "no day given"
    if row.first_day == row.last_day:
        return words.day(row.first_day)
    return f"{words.day(row.first_day)} to {words.day(row.last_day)}"


def _figure(figures: tuple[int, int, int]) -> str:
    low, best, high = figures
    return str(low) if low == high else f"{low} to {high}, best {best},"


def _standing(record: IncidentRecord) -> list[str]:
    incident = record.incident
    found = [
        safe(incident.id),
        words.counted(len(incident.reports), "report"),
        f"{words.counted(len(incident.lines), 'account line')} of "
        f"{words.counted(incident.parties, 'party', 'parties')}",
    ]
    if incident.graded is not None:
        found.append(incident.graded.grade.value)
    if record.assessed is not None:
        found.append(f"{record.assessed.value} by a person")
    if incident.unsure:
        found.append(f"perhaps the same as {words.counted(len(incident.unsure), 'other')}")
    return found


def _end(page: Page, number: int, limit: int, one: str, several: str) -> None:
    if number:
        page.gap()
    more = "; there may be more: --limit" if number == limit else ""
    page.text(Text(f"{words.counted(number, one, several)}{more}", style="dim"))

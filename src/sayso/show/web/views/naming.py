"""What a report is called on pages: by its outlet and day, by its letter among others, by its title."""

from sayso.model.record import Coded
from sayso.show import words
from sayso.show.safe import safe
from sayso.show.web.views.evidence import Evidences


def byline(coded: Coded) -> str:
    """Outlet and day, as far as they are known."""
    report = coded.report
    day = words.day(report.published) if report.published else "undated"
    return " · ".join([safe(report.outlet[:400])[:120] if report.outlet else "outlet not known", day])


def entitled(coded: Coded) -> str:
    """Its title, else its id, with outlet and day: for a report that is only linked."""
    return f"{safe((coded.report.title or coded.report.id)[:400])[:120]}, {byline(coded)}"


def called(report: str, found: Evidences) -> str:
    """A report beside an incident: its letter, where there are several, with outlet and day."""
    coded = found.reports.get(report)
    if coded is None:
        return safe(report)
    letter = f"{found.letter(report)} " if len(found.reports) > 1 else ""
    return f"{letter}{byline(coded)}"

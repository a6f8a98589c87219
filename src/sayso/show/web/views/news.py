"""What is new in a base, for its first page."""

from dataclasses import dataclass

from sayso.model.incidents import ChangeKind
from sayso.model.listed import Corrected, Decided, News
from sayso.show.web import links
from sayso.show.web.views.rows import Around, Row, clipped, row

# What persons decide, by what the log calls it.
_DECISIONS = {
    ("membership", "same"): "joined reports to it",
    ("membership", "different"): "took a report out of it",
    ("membership", "unsure"): "left open what belongs to it",
    ("part", "same"): "made it a part of another",
    ("copy", "same"): "marked a report as a copy",
    ("copy", "different"): "marked a report as no copy",
    ("revision", "same"): "marked a report as a later version",
    ("revision", "different"): "marked a report as no version of another",
    ("grade", "same"): "graded it",
}
# What they do to its coding; the field follows.
_CODINGS = {"correct": "corrected:", "clear": "cleared:", "add": "added:", "drop": "dropped:"}


@dataclass(frozen=True, slots=True)
class Correction:
    """A row, what was corrected, by whom, and where that stands."""

    row: Row
    said: str
    by: str
    href: str
    moment: str = ""


@dataclass(frozen=True, slots=True)
class NewsView:
    """What the first page says; its numbers stand apart, since no two of them are of one kind."""

    numbers: tuple[tuple[str, str], ...]  # number, of what
    added: tuple[Row, ...]
    disputed: tuple[tuple[Row, str], ...]  # and the day on which it became so
    corrected: tuple[Correction, ...]


def news_of(found: News, around: Around) -> NewsView:
    """The first page of a base."""
    numbers = (
        (found.incidents, "incident"),
        (found.lines, "account line"),
        (found.reports, "report"),
    )
    return NewsView(
        tuple((f"{number:,}", what if number == 1 else what + "s") for number, what in numbers),
        tuple(row(one, around) for one in found.added),
        tuple((row(one, around), found.since.get(one.id, "")[:10]) for one in found.disputed),
        (
            *(_decided(one, around) for one in found.decided),
            *(_corrected(one, around) for one in found.corrected),
        ),
    )


def _decided(one: Decided, around: Around) -> Correction:
    shown = row(one.incident, around)
    known = _DECISIONS.get((one.subject, one.judgement))
    coded = _CODINGS.get(one.subject)
    said = known or (f"{coded} {clipped(one.about, 60)}" if coded else "decided on it")
    return Correction(shown, said, clipped(one.author, 80), f"{shown.href}/history", one.made_at[:10])


def _corrected(one: Corrected, around: Around) -> Correction:
    change = one.change
    shown = row(one.incident, around)
    if change.kind is ChangeKind.RETRACTED or not change.after:
        said = f"took back the {change.field.value}: {clipped(change.before or '', 120)}"
    else:
        before = f"{clipped(change.before, 80)} became " if change.before else ""
        said = f"changed the {change.field.value}: {before}{clipped(change.after, 120)}"
    at = change.evidence.span
    href = links.report(change.evidence.report, at.start, at.end)
    return Correction(shown, said, f"report {clipped(one.report, 80)}", href)

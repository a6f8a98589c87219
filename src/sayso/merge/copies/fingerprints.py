"""What is kept of a report in order to find and to judge its copies."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sayso.merge.copies.boilerplate import boilerplate_spans
from sayso.merge.copies.credits import credit_lines, wire
from sayso.merge.copies.shingles import Unit, Word, quoted_spans, sample, units, words
from sayso.model.crediting import CreditWords
from sayso.model.report import Report
from sayso.model.spans import Span

_STOP = re.compile(r"[.!?\n]")
STATEMENT = 25  # words of a quotation that may be a communique: many reports print it, each for itself


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A report's own words: without what its outlet always prints, and without credit lines.

    `forms` and `spans` are the words and where they stand in the text, `units` the stretches of them that are
    aligned, `quoted` those units (by number) that lie in a statement quoted at length, `specific` the words
    (by number) that are figures or parts of names. `keys` are for looking up candidates. `moment` is the time
    of publication in ISO form, a day where no more is known; `wire` the agency that is credited.
    """

    report: str
    outlet: str | None
    moment: str | None
    wire: str | None
    forms: tuple[str, ...]
    spans: tuple[Span, ...]
    units: tuple[Unit, ...]
    quoted: frozenset[int]
    specific: frozenset[int]
    keys: tuple[int, ...]


def fingerprint(
    report: Report, credited_by: CreditWords, boilerplate: frozenset[str] = frozenset()
) -> Fingerprint:
    """A report as it is compared; `boilerplate` are the keys of its outlet's recurring lines."""
    credited = credit_lines(report.text, credited_by)
    dropped = [*(one.span for one in credited), *boilerplate_spans(report.text, boilerplate)]
    own = _outside(words(report.text), dropped)
    cut = units(report.text, own)
    forms = tuple(word.form for word in own)
    return Fingerprint(
        report=report.id,
        outlet=report.outlet,
        moment=_moment(report.published_at or report.published),
        wire=wire(credited),
        forms=forms,
        spans=tuple(Span(word.start, word.end) for word in own),
        units=cut,
        quoted=_quoted(report.text, own, cut),
        specific=frozenset(_specific(report.text, own, cut)),
        keys=sample(forms, cut),
    )


def _moment(published: date | None) -> str | None:
    if isinstance(published, datetime) and published.tzinfo is not None:
        published = published.astimezone(UTC).replace(tzinfo=None)
    return published.isoformat() if published is not None else None


def _outside(found: Iterable[Word], dropped: Iterable[Span]) -> list[Word]:
    """The words that are in none of the spans; both are sorted here by where they begin."""
    kept, edges, furthest = [], sorted(dropped), 0
    number = 0
    for word in found:
        while number < len(edges) and edges[number].start < word.end:
            furthest = max(furthest, edges[number].end)
            number += 1
        if word.start >= furthest:
            kept.append(word)
    return kept


def _quoted(text: str, own: Sequence[Word], cut: Sequence[Unit]) -> frozenset[int]:
    """The units that lie in quotations by more than half, where a paragraph quotes at length."""
    starts = [word.start for word in own]
    of_paragraph: dict[int, list[range]] = defaultdict(list)
    for number, span in quoted_spans(text):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        of_paragraph[number].append(range(first, last))
    inside = bytearray(len(own))
    for several in of_paragraph.values():
        if sum(map(len, several)) >= STATEMENT:
            for one in several:
                inside[one.start : one.stop] = b"\x01" * len(one)
    return frozenset(
        number
        for number, unit in enumerate(cut)
        if 2 * sum(inside[unit.first : unit.last]) > unit.last - unit.first
    )


def _specific(text: str, own: Sequence[Word], cut: Iterable[Unit]) -> Iterator[int]:
    """Words with a digit, and words in capitals where not most words have them and no sentence begins."""
    for unit in cut:
        several = range(unit.first, unit.last)
        figures = [number for number in several if own[number].form[0].isdigit()]
        names = [
            number
            for number in several[1:]
            if text[own[number].start].isupper()
            and not _STOP.search(text, own[number - 1].end, own[number].start)
        ]
        yield from figures
        if 2 * len(names) <= len(several):
            yield from names

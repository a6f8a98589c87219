"""What an outlet prints in many reports: boxes, notices, standing background, the frame of a bulletin.

The caller keeps, for each outlet, how each line recurs (`Recurrence`), and hands over the keys that do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.merge.copies.shingles import Word, words
from sayso.model.report import Report
from sayso.model.spans import Span

DAYS = 3  # versions of one report lie within two days nearly always; what an outlet repeats does not
REPORTS = 10  # nor has one report so many versions
_FRAME = 5  # words that a sentence must have besides its names and figures to be the frame of a bulletin
_LIST = 12  # words of a line in a list of links
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…](?!\s|$)[^.!?…\n]*)*[.!?…]*")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often one outlet has printed one line: the first days on which, and in how many reports.

    Adding is commutative, so that the order in which reports arrive makes no difference.
    """

    days: tuple[str, ...] = ()
    reports: int = 0

    def with_report(self, report: Report) -> "Recurrence":
        """After one more report that holds the line; no report may be counted twice."""
        day = report.published.isoformat()[:10] if report.published else f"? {report.url or report.title}"
        return Recurrence(tuple(sorted({*self.days, day})[:DAYS]), self.reports + 1)

    @property
    def recurs(self) -> bool:
        """Whether it is boilerplate: versions of one report alone do not make it so."""
        return len(self.days) >= DAYS or self.reports >= REPORTS


def line_keys(report: Report) -> frozenset[str]:
    """The names under which an outlet's lines are counted: each line, and the frame of each sentence."""
    lines = list(_lines(report.text))
    frames = {frame for line, _ in lines for _, frame in _frames(report.text, line)}
    return frozenset({key for _, key in lines} | frames)


def boilerplate_spans(text: str, keys: frozenset[str]) -> tuple[Span, ...]:
    """Where the lines and sentences stand that are boilerplate, in text order.

    Short lines between two such lines are of the same box: a list of links that changes from day to day.
    """
    if not keys:
        return ()
    found: list[Span] = []
    between: list[Span] | None = None  # lines since the last one that recurs, while they look like a list
    for line, key in _lines(text):
        if key in keys:
            found += [*(between or ()), line]
            between = []
            continue
        found += (sentence for sentence, frame in _frames(text, line) if frame in keys)
        between = [*between, line] if between is not None and _in_list(text, line) else None
    return tuple(sorted(set(found)))


def _in_list(text: str, line: Span) -> bool:
    shown = line.of(text).rstrip()
    return len(shown.split()) <= _LIST and not shown.endswith((".", "!", "?", '"', "”"))


def _lines(text: str) -> Iterator[tuple[Span, str]]:
    """Every line that has words, with its key."""
    for found in re.finditer(r"[^\n]+", text):
        key = " ".join(word.form for word in words(found[0]))
        if key:
            yield Span(found.start(), found.end()), key


def _frames(text: str, line: Span) -> Iterator[tuple[Span, str]]:
    """Every sentence of a line with its names and figures left open, where enough else remains."""
    for sentence in _SENTENCE.finditer(text, line.start, line.end):
        shown = [_open(sentence[0], word, number) for number, word in enumerate(words(sentence[0]))]
        if sum(form != "#" for form in shown) >= _FRAME:
            yield Span(sentence.start(), sentence.end()), "# " + " ".join(shown)


def _open(sentence: str, word: Word, number: int) -> str:
    written = sentence[word.start : word.end]
    name = number > 0 and written[:1].isupper()
    return "#" if name or written[:1].isdigit() else word.form

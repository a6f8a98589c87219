"""What a report says of itself: that more will follow, that something was wrong, that nobody may use it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sayso.merge.revisions.sentences import sentences
from sayso.merge.revisions.wordings import ENGLISH, Wordings
from sayso.model.report import Report
from sayso.model.spans import Span

_SHORT = 16  # words of a sentence that announces a later version
QUOTATION = re.compile(r"[\"“«][^\"”»]*[\"”»]?")


class NoticeKind(StrEnum):
    """What a sentence of a report says of the report."""

    OPEN = "open"  # a later version is announced
    CORRECTION = "correction"  # something was wrong, or was said otherwise in an earlier version
    WITHDRAWAL = "withdrawal"  # somebody takes back what he said: the editor, or a source
    SUPERSEDED = "superseded"  # reminds of what was said before
    KILL = "kill"  # the report must not be used


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that speaks of the report or of what it said."""

    kind: NoticeKind
    span: Span


@dataclass(frozen=True, slots=True)
class Signs:
    """What a report says of itself, in text order; `kill` where it withdraws itself or an earlier report."""

    notices: tuple[Notice, ...]
    kill: bool

    @property
    def open(self) -> bool:
        """Whether it announces a later version."""
        return not self.kill and any(one.kind is NoticeKind.OPEN for one in self.notices)

    @property
    def corrects(self) -> bool:
        """Whether it speaks of an earlier version."""
        return self.kill or any(
            one.kind in (NoticeKind.CORRECTION, NoticeKind.WITHDRAWAL) for one in self.notices
        )


def signs(report: Report) -> Signs:
    """The notices of a report; a headline may say that it is killed."""
    return _signs(report.title or "", report.text)


@lru_cache(maxsize=64)  # each pair and each order of versions asks again
def _signs(title: str, text: str) -> Signs:
    found = tuple(_notices(text, ENGLISH))
    headed = any(ENGLISH.kill.search(plain_words(line)) for line in (title, _first_line(text)))
    kills = sum(one.kind is NoticeKind.KILL for one in found)
    # "Please do not use this report" may stand in a quotation of somebody else's report: one such
    # sentence below an ordinary headline is not enough.
    return Signs(found, headed or kills > 1)


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0]


def _notices(text: str, words: Wordings) -> Iterator[Notice]:
    labelled = 0  # where the paragraph of an editor's note ends
    corrected = -1  # where the last sentence ends, if it corrects
    for span in sentences(text):
        # What somebody is quoted with is no word of the editor's.
        plain = plain_words(QUOTATION.sub(" ", span.of(text)))
        follows = corrected >= 0 and "\n" not in text[corrected : span.start]
        noted = span.start < labelled or (follows and bool(words.wrong.search(plain)))
        kind = _kind(plain, words, noted=noted)
        corrected = span.end if kind is NoticeKind.CORRECTION else -1
        if kind is NoticeKind.CORRECTION and words.label.search(plain):
            end = text.find("\n", span.end)
            labelled = end if end >= 0 else len(text)
        if kind is not None:
            yield Notice(kind, span)


def _kind(plain: str, words: Wordings, *, noted: bool) -> NoticeKind | None:
    if words.kill.search(plain):
        return NoticeKind.KILL
    count = len(plain.split())
    if count <= _SHORT and words.open.search(plain):
        return NoticeKind.OPEN
    if words.taken_back.search(plain):
        return NoticeKind.WITHDRAWAL
    earlier = words.earlier.search(plain)
    if words.label.search(plain) or noted or (earlier and (words.wrong.search(plain) or count <= 2 * _SHORT)):
        return NoticeKind.CORRECTION
    return NoticeKind.SUPERSEDED if words.superseded.search(plain) else None


def plain_words(text: str) -> str:
    """Small letters, one blank between words, straight apostrophes."""
    return " ".join(text.casefold().replace("’", "'").split())

"""Texts with marked words, "{hit|a} a post", through the coder; for `-m model` tests only."""

import re
from functools import cache

from sayso.merge.across import Member
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.pipeline import Coder

_MARK = re.compile(r"\{([^|{}]+)\|([^|{}]+)\}")


@cache
def _coder() -> Coder:
    return Coder(learned=False)


def unmarked(text: str) -> tuple[str, list[tuple[Span, str]]]:
    """The text without its marks, and the marked stretches with their names."""
    plain, marks, at = "", [], 0
    for hit in _MARK.finditer(text):
        plain += text[at : hit.start()]
        marks.append((Span(len(plain), len(plain) + len(hit.group(1))), hit.group(2)))
        plain, at = plain + hit.group(1), hit.end()
    return plain + text[at:], marks


def read(
    text: str, published: str = "2015-06-10", name: str = "r1", outlet: str = "Valley Post"
) -> list[tuple[str, str, Member]]:
    """Each marked word with its name and its member, in text order."""
    plain, marks = unmarked(text)
    report = Report.from_text(plain, published=published, outlet=outlet, language="en", id=name)
    members = _coder().members_at(report, [span for span, _ in marks])
    return [(span.of(plain), mark, member) for (span, mark), member in zip(marks, members, strict=True)]


def grouped(text: str, published: str = "2015-06-10") -> list[list[str]]:
    """The marked words, those of one event together, in text order."""
    found: dict[str, list[str]] = {}
    for word, _, member in read(text, published):
        found.setdefault(member.key, []).append(word)
    return list(found.values())


def wanted(text: str) -> list[list[str]]:
    """The marked words, those of one name together, in text order."""
    plain, marks = unmarked(text)
    found: dict[str, list[str]] = {}
    for span, mark in marks:
        found.setdefault(mark, []).append(span.of(plain))
    return list(found.values())

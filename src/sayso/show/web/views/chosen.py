"""Words that a coder chose in a report: by their place, or by writing them."""

import re

from sayso.model.spans import Span

_AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def chosen(text: str, words: str, at: str) -> tuple[Span | None, str]:
    """The stretch of a text that is meant, or what is wrong.

    Args:
        text: The report.
        words: As they stand there, in whatever case and spacing.
        at: START-END in code points; it goes before `words`.
    """
    place = _AT.fullmatch(at.strip())
    if place is not None:
        start, end = int(place[1]), int(place[2])
        if start < end <= len(text):
            return _trimmed(text, start, end), ""
        return None, f"the report has no characters {at}"
    parts = words.split()
    if not parts:
        return None, "select words of the report, or write them"
    found = list(re.finditer(r"\s+".join(map(re.escape, parts)), text, re.IGNORECASE))
    if not found:
        return None, f"“{' '.join(parts)}” does not stand in the report"
    return Span(*found[0].span()), ""


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Without the blanks that a selection takes with it."""
    inside = text[start:end]
    first = start + len(inside) - len(inside.lstrip())
    last = end - len(inside) + len(inside.rstrip())
    return Span(first, last) if first < last else None

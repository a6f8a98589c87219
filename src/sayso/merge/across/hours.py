"""Hours of the day that sentences say: "at 9:25 a.m.", "shortly before nine in the morning", "overnight"."""

import re
from collections.abc import Iterable, Iterator

Minutes = tuple[int, int]  # first and last minute of the day; those of a night go beyond midnight
_DAY = 24 * 60
_HALF = _DAY // 2
_NUMBERS = {
    word: number + 1
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split()
    )
}  # fmt: skip
_SPELT = "|".join(_NUMBERS)
_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d|[.,]\d)\s*(?P<half>[ap]\.?\s?m\b)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"\b(?P<hour>1[0-2]|[1-9]|{_SPELT})\s*(?P<half>[ap]\.?\s?m\b)", re.IGNORECASE)
_COUNTED = "people|men|women|days|weeks|months|years|hours|minutes|other|of"
_SAID = re.compile(
    r"\b(?:at|around|about|before|after|until|since|past|from)\s+(?:half past\s+)?"
    rf"(?P<hour>1[0-2]|[1-9]|{_SPELT})(?:\s+o['’]clock)?(?=[\s,.;)](?!\s*(?:{_COUNTED})\b))",
    re.IGNORECASE,
)
# Parts of the day, in hours; a night belongs to the evening before it and to the morning after it.
_PARTS = (
    (r"dawn|daybreak|sunrise|wee hours|small hours|early hours", (0, 7)),
    (r"morning", (4, 12)),
    (r"noon|midday|lunchtime", (11, 14)),
    (r"afternoon", (12, 18)),
    (r"evening|dusk|sunset|nightfall", (16, 23)),
    (r"midnight", (22, 26)),
    (r"overnight|nights?", (18, 30)),
)
_PART = [(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), (a * 60, b * 60)) for words, (a, b) in _PARTS]
_SPARE = 45  # minutes by which two tellings of one act are off
CLOSE = 60  # a stretch up to this is a clock time


def hours(sentences: Iterable[str]) -> frozenset[Minutes]:
    """The stretches of the day that sentences say, clock times before parts of the day."""
    return frozenset(found for sentence in sentences for found in _of(sentence))


def meeting(a: frozenset[Minutes], b: frozenset[Minutes]) -> float | None:
    """1 where two clock times meet, 0.5 where parts of the day do, -1 where none do; None: unknown."""
    if not a or not b:
        return None
    close = [(x, y) for x in a for y in b if _is_clock(x) and _is_clock(y)]
    if any(_meet(x, y) for x, y in close):
        return 1.0
    wide = [(x, y) for x in a for y in b if not (_is_clock(x) and _is_clock(y))]
    if any(_meet(x, y) for x, y in wide):
        return 0.5 if not close else None
    return -1.0


def _is_clock(stretch: Minutes) -> bool:
    return stretch[1] - stretch[0] <= CLOSE


def _meet(x: Minutes, y: Minutes) -> bool:
    return any(x[0] + turn <= y[1] + _SPARE and y[0] <= x[1] + turn + _SPARE for turn in (-_DAY, 0, _DAY))


def _of(sentence: str) -> Iterator[Minutes]:
    taken: list[tuple[int, int]] = []
    for pattern in (_CLOCK, _PLAIN, _SAID):
        for hit in pattern.finditer(sentence):
            at = hit.start("hour")
            if any(start <= at < end for start, end in taken):
                continue
            minute = _minute(hit.groupdict(), sentence)
            if minute is not None:
                taken.append((hit.start("hour"), hit.end("hour" if pattern is _SAID else 0)))
                yield (minute - 15, minute + 15)
    if not taken:
        yield from (stretch for pattern, stretch in _PART if pattern.search(sentence))


def _minute(found: dict[str, str | None], sentence: str) -> int | None:
    said, half = (found["hour"] or "").lower(), (found.get("half") or "").lower()
    hour = _NUMBERS.get(said, 0) or int(said)
    minutes = int(found.get("minute") or 0)
    if hour > 12 or (found.get("minute") and not half and len(said) == 2):
        return hour * 60 + minutes
    if half:
        return (hour % 12 + (12 if half.startswith("p") else 0)) * 60 + minutes
    parts = [stretch for pattern, stretch in _PART if pattern.search(sentence)]
    both = [(hour % 12) * 60 + minutes, (hour % 12) * 60 + minutes + _HALF]
    fits = [m for m in both if any(_meet((m, m), part) for part in parts)]
    return fits[0] if len(fits) == 1 or (fits and len(parts) == 1) else None

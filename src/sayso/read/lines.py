"""Lines of printed pages back to paragraphs: furniture off, words and lines joined."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

# A header stands on at least so many pages, and on more than half of them.
_MIN_PAGES = 3
_NUMBER = re.compile(r"(?:page )?\W{0,3}(\d{1,4})(?: ?(?:/|of) ?\d{1,4})?\W{0,3}", re.I)
_ENDS = re.compile("[.!?:。؟\u06d4][\"'”’»)\\]]*$")
# A line that ends a sentence well before the margin ends the paragraph. Not tuned on a corpus: 0.8 of
# the long lines keeps the raggedness of unjustified print (about 0.85 and more) inside the paragraph.
_SHORT = 0.8
_BROKEN = re.compile(r"(?<!\w)(\w+)-$")
# First parts of compounds that keep their hyphen where no other line says how the word is written.
_PREFIXES = frozenset(
    (
        "al",
        "anti",
        "cross",
        "counter",
        "el",
        "ex",
        "multi",
        "non",
        "pan",
        "post",
        "pre",
        "pro",
        "self",
        "un",
        "us",
    )
)


def edges_off(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without blank edges, repeated first and last lines, and page numbers."""
    trimmed = [_trim(page) for page in pages]
    numbered = _numbering(trimmed)
    result = []
    for index, page in enumerate(trimmed):
        result.append(
            _trim([line for place, line in enumerate(page) if not _is_number(place, page, index, numbered)])
        )
    for edge in (0, -1):
        repeated = _repeated([page[edge] for page in result if page])
        result = [_without(page, edge, repeated) for page in result]
    return result


def _trim(lines: Iterable[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _edge_number(line: str) -> int | None:
    found = _NUMBER.fullmatch(line.strip())
    return int(found[1]) if found else None


def _numbering(pages: Sequence[Sequence[str]]) -> int | None:
    """Page number minus index, where the numbers at the edges of pages count up; or None."""
    offsets: Counter[int] = Counter()
    for index, page in enumerate(pages):
        found = {_edge_number(line) for line in (*page[:1], *page[-1:])}
        offsets.update(number - index for number in found if number is not None)
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count > 1 or (len(pages) == 1 and offset == 1) else None


def _is_number(place: int, page: Sequence[str], index: int, offset: int | None) -> bool:
    at_edge = place in (0, len(page) - 1)
    return offset is not None and at_edge and _edge_number(page[place]) == index + offset


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line).casefold()


def _repeated(lines: Sequence[str]) -> frozenset[str]:
    counts = Counter(_key(line) for line in lines)
    needed = max(_MIN_PAGES, len(lines) // 2 + 1)
    return frozenset(key for key, count in counts.items() if count >= needed)


def _without(page: list[str], edge: int, repeated: frozenset[str]) -> list[str]:
    if not page or _key(page[edge]) not in repeated:
        return page
    return _trim(page[1:] if edge == 0 else page[:-1])


def paragraphs(pages: Sequence[Sequence[str]]) -> list[str]:
    """The paragraphs that the lines of all pages make.

    A blank line ends one, and so does a sentence that ends well before the margin. A page
    does not. A first line much shorter than the rest is a headline.
    """
    lines = [line for page in pages for line in page]
    margin = _margin(lines)
    words = frozenset(re.findall(r"[\w-]+", " ".join(lines).lower()))
    blocks: list[str] = []
    current = ""
    for line in (*lines, ""):
        current = _join(current, line, words) if current and line else current or line
        if (
            not line
            or (len(line) < _SHORT * margin and _ENDS.search(line))
            or _is_headline(line, blocks, margin)
        ):
            if current:
                blocks.append(current)
            current = ""
    return blocks


def _is_headline(line: str, blocks: Sequence[str], margin: int) -> bool:
    return not blocks and len(line) < _SHORT * margin and line[-1:].isalnum()


def _margin(lines: Iterable[str]) -> int:
    """How long a full line is: nine of ten are not longer."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _join(before: str, line: str, words: frozenset[str]) -> str:
    """Two lines of one paragraph; a word that was broken at the line end becomes whole again."""
    broken = _BROKEN.search(before[-80:])
    following = re.match(r"\w+", line)
    if broken is None or following is None:
        return f"{before} {line}"
    first, second = broken[1].lower(), following[0].lower()
    if f"{first}-{second}" in words or not following[0][:1].islower() or not broken[1].isalpha():
        return before + line
    kept = f"{first}{second}" not in words and (first in _PREFIXES or broken[1].isupper())
    return before + line if kept else before[:-1] + line

"""Text of a report, made harmless for a terminal and for a file name."""

import re
import unicodedata

# Joiners and marks of direction for one letter, without which Persian, Hindi or Arabic breaks;
# the overrides and isolates, which can make a line read backwards, are not among them.
_KEPT = {"\u200c", "\u200d", "\u200e", "\u200f"}
_HEAPED = {"Mn", "Me"}
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_LONGEST_NAME = 120
_MARKS = 6  # on one letter: no script needs more, and a heap of them covers the lines around it


def safe(text: str) -> str:
    """`text` on one line, without control, escape and override characters, and without heaps of marks.

    Runs of blanks and line ends become one blank.
    """
    flat = " ".join(text.split())
    if flat.isascii() and flat.isprintable():
        return flat
    kept = "".join(c for c in flat if c in _KEPT or unicodedata.category(c) not in _DROPPED)
    return _few_marks(kept)


def _few_marks(text: str) -> str:
    """The text without the marks and joiners that are heaped on one letter."""
    made, heap = list[str](), 0
    for char in text:
        heap = heap + 1 if char in _KEPT or unicodedata.category(char) in _HEAPED else 0
        if heap <= _MARKS:
            made.append(char)
    return "".join(made)


def file_name(report_id: str) -> str:
    """A file name made of a report's id: it names no folder and is hidden nowhere."""
    name = re.sub(r"[^\w.-]+", "_", safe(report_id)).strip("._")
    return name[:_LONGEST_NAME] or "report"

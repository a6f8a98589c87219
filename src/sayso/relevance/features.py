"""A text as windows of hashed words and pairs of words: what training and scoring share.

A long report may tell one killing in its ninth paragraph. So it is not scored as a whole but in
windows of words that overlap by half: an event stands whole in at least one of them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

BITS = 17
SIZE = 1 << BITS  # rows of the table of weights
WINDOW = 60  # words: two or three sentences of news; chosen by tools/train_relevance.py --windows
STEP = WINDOW // 2
_MASK = SIZE - 1
_MIX = 0x9E3779B1  # odd, so that it keeps every bit: the golden ratio of 32 bits
_WORD = re.compile(r"[^\W\d_]+|\d+")


def words(text: str) -> list[str]:
    """The words of a text in lower case; a number is "0", for its value says nothing of scope."""
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(text.lower())]


def codes(listed: Sequence[str]) -> list[int]:
    """A number for each word, the same in every process and on every machine."""
    return [crc32(word.encode("utf-8", "surrogatepass")) for word in listed]


def pair(first: int, second: int) -> int:
    """The row of two words that follow each other, from their codes."""
    return (first * _MIX + second) & _MASK


def rows(coded: Sequence[int]) -> list[int]:
    """The rows of a stretch of words: of each word, then of each pair."""
    single = [code & _MASK for code in coded]
    single += [(a * _MIX + b) & _MASK for a, b in pairwise(coded)]
    return single


def windows(length: int) -> Iterator[tuple[int, int]]:
    """Start and end of each window of a text of so many words, in order; none of an empty text.

    The last one reaches the end and is moved back rather than cut short.
    """
    if not length:
        return
    last = max(0, length - WINDOW)
    for start in range(0, last, STEP):
        yield start, start + WINDOW
    yield last, length

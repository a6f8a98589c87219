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
WINDOW = 36  # words: a long sentence or two; of 36 and 60, 36 left out 4 points more at a recall of 0.99
STEP = WINDOW // 2
STEM = 5  # letters of a beginning
_MASK = SIZE - 1
_SALT = 7  # so that a short word and its own beginning have two rows
_MIX = 0x9E3779B1  # odd, so that it keeps every bit: the golden ratio of 32 bits
_WORD = re.compile(r"[^\W\d_]+|\d+")


def words(text: str) -> list[str]:
    """The words of a text in lower case; a number is "0", for its value says nothing of scope."""
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(text.lower())]


def codes(listed: Sequence[str]) -> list[int]:
    """A number for each word, the same in every process and on every machine."""
    return [crc32(word.encode("utf-8", "surrogatepass")) for word in listed]


def stems(listed: Sequence[str]) -> list[int]:
    """A number for the beginning of each word: "abducted" and "abductions" have one in common."""
    return [crc32(word[:STEM].encode("utf-8", "surrogatepass"), _SALT) for word in listed]


def row(code: int) -> int:
    """The row of a word or a beginning, from its code."""
    return code & _MASK


def pair(first: int, second: int) -> int:
    """The row of two words that follow each other, from their codes."""
    return (first * _MIX + second) & _MASK


def rows(coded: Sequence[int], begun: Sequence[int]) -> set[int]:
    """The different rows of a stretch of words: of words, beginnings and pairs."""
    found = {code & _MASK for code in coded}
    found.update([code & _MASK for code in begun])
    found.update([(a * _MIX + b) & _MASK for a, b in pairwise(coded)])  # `pair`, without a call for each
    return found


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

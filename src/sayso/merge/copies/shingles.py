"""The words of a text with their places, units to align, and a small sample of hashed shingles."""

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sayso.model.spans import Span

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(r"[.!?…。؟।][\"'”’»)\]]*(?=\s|$)")
_SINGLE = re.compile(r"(?P<opens>(?<!\w)[‘'](?=\w))|(?P<closes>(?<=[\w.,!?])['’](?!\w))")
_BLANK, _LINE = re.compile(r"\n[ \t\r\f\v]*\n"), re.compile(r"\n")
SHORTEST, LONGEST = 8, 40  # words of a unit: a shorter sentence joins its neighbour, a longer one is cut
# A word of up to three letters is mostly grammar, in English and in most languages that part words with
# spaces. Independent reports of one story share grammar, names and numbers; copies share the rest.
LIGHT = 0.4
# Words of a run, which share of the runs is taken, and the most of one text. `tools/copy_candidates.py`
# measures them: runs of two words bring ten times as many candidates, every fourth run loses families.
RUN, EVERY, MOST = 3, 2, 1024
BRIEF = 60  # words of a text whose runs are all taken
_OFTEN_SEEN = 1 << 15  # words that are remembered: most of a text stand in every other


class Word(NamedTuple):
    """One word: its normal form, and where it stands. A tuple, for a text has very many."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of words that is aligned as one: indexes of its first word and after its last.

    `paragraph` counts the paragraphs of the text from 0.
    """

    first: int
    last: int
    paragraph: int


def words(text: str) -> list[Word]:
    """The words in text order; case, accents, apostrophes and the width of letters make no difference."""
    return [Word(normal(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


@lru_cache(maxsize=_OFTEN_SEEN)
def normal(word: str) -> str:
    """One word as it is compared."""
    if word.isascii():
        return word.lower().replace("'", "")
    folded = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("'", "").replace("’", "")


@lru_cache(maxsize=_OFTEN_SEEN)
def weight(form: str) -> float:
    """What a shared word is worth as evidence."""
    return 1.0 if len(form) > 3 or telling(form) else LIGHT


@lru_cache(maxsize=_OFTEN_SEEN)
def telling(form: str) -> bool:
    """Whether a word says something by itself: a long one, a number, a sign of a script without spaces."""
    return len(form) > 3 or form[0].isdigit() or form[0] >= "\u3040"


def units(text: str, found: Sequence[Word]) -> tuple[Unit, ...]:
    """Sentences of 8 to 40 words, as far as there are so many: none crosses a paragraph's end."""
    cut: list[Unit] = []
    for first, last, paragraph in _sentences(text, found):
        if cut and cut[-1].paragraph == paragraph and _short(cut[-1], last - first):
            first = cut.pop().first
        cut.extend(_parts(first, last, paragraph))
    return tuple(cut)


def _parts(first: int, last: int, paragraph: int) -> Iterator[Unit]:
    """The stretch in as few parts of about one size as there must be."""
    count = -(-(last - first) // LONGEST)
    edges = [first + (last - first) * part // count for part in range(count + 1)]
    yield from (Unit(*edge, paragraph) for edge in pairwise(edges))


def _short(before: Unit, size: int) -> bool:
    return min(before.last - before.first, size) < SHORTEST


def _sentences(text: str, found: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    breaks = _breaks(text)
    first = paragraph = 0
    for number, word in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else len(text)
        gap = text[word.end : following]
        ends = breaks.search(gap) is not None
        if ends or number + 1 == len(found) or "\n" in gap or _STOP.search(gap):
            yield first, number + 1, paragraph
            first = number + 1
            paragraph += ends


def _breaks(text: str) -> re.Pattern[str]:
    """What parts paragraphs: empty lines, or, in a text without any, the ends of lines."""
    return _BLANK if _BLANK.search(text) else _LINE


def quoted_spans(text: str) -> Iterator[tuple[int, Span]]:
    """What stands between quotation marks, and a paragraph that a colon before it announces.

    Each with the number of its paragraph. A mark that is not closed quotes up to the end of its paragraph, as
    a statement of several paragraphs does.
    """
    start, announced = 0, False
    for number, paragraph in enumerate(_breaks(text).split(text)):
        start = text.index(paragraph, start) if paragraph else start
        if paragraph.strip() and announced:
            yield number, Span(start, start + len(paragraph))
        else:
            for first, last in (*_between_double(paragraph), *_between_single(paragraph)):
                yield number, Span(start + first, start + last)
        announced = paragraph.rstrip().endswith(":") and len(paragraph.split()) >= SHORTEST
        start += len(paragraph)


def _between_double(paragraph: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in re.finditer(r"[“„«\"][^”»\"]*[”»\"]?", paragraph))


def _between_single(paragraph: str) -> Iterator[tuple[int, int]]:
    """Between single marks, as British papers have them; an apostrophe after a letter opens nothing."""
    first: int | None = None
    for found in _SINGLE.finditer(paragraph):
        if found.lastgroup == "opens":
            first = found.start() if first is None else first
        elif first is not None:
            yield first, found.end()
            first = None


def sample(forms: Sequence[str], cut: Sequence[Unit]) -> tuple[int, ...]:
    """Hashes of some runs of three telling words, sorted: texts that share such runs share some of them.

    Which runs are taken depends on their own words alone, so that two texts take the same ones. Of a short
    text all are taken, of a very long one the smallest hashes are kept.
    """
    every = 1 if len(forms) < BRIEF else EVERY
    taken = set()
    for unit in cut:
        run = [form for form in forms[unit.first : unit.last] if telling(form)]
        for at in range(len(run) - RUN + 1):
            number = zlib.crc32("\x1f".join(run[at : at + RUN]).encode("utf-8", "surrogatepass"))
            if number % every == 0:
                taken.add(number)
    return tuple(sorted(taken)[:MOST])

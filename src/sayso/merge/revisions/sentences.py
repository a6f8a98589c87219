"""Which sentences of two versions of a text are one sentence, and which of its words both have."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from sayso.merge.revisions.wordings import ENGLISH
from sayso.model.spans import Span

_WORD = re.compile(r"\d[\d.,:]*\d|\b[ap]\.m\b|\w+(?:['’]\w+)*", re.IGNORECASE)
_END = re.compile(r"(?<![.!?…。؟۔।])[.!?…。؟۔।]+[\"'”’»)\]]*(?=\s|$)")
_PARAGRAPH = re.compile(r"[^\n]+")
# Share of words that two sentences must have in common to be one sentence that was edited. Half of the
# words is what the lead of a story keeps when its first alarm becomes a report; set on the open chains
# of tests/gold/incidents/revisions, re-run `sayso evaluate revisions`.
_EDITED = 0.45
_COMMON = 4  # words in common at least; of very short sentences all
_RUN = 4  # words in a row that stand in both texts, wherever: the same words, moved
_LONGEST = 2_000  # characters of what is compared as one sentence; lists without a stop are cut
_RARE = 20  # sentences with a word; what more have says nothing of which is which


class Word(NamedTuple):
    """One word in small letters, where it stands, and the index of its sentence."""

    text: str
    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in sentences and words."""

    text: str
    sentences: tuple[Span, ...]
    words: tuple[Word, ...]

    def within(self, span: Span) -> range:
        """Indexes of the words that share a character with a span."""
        first = bisect_right(self.words, span.start, key=lambda word: word.span.end)
        return range(first, bisect_left(self.words, span.end, lo=first, key=lambda word: word.span.start))

    def around(self, span: Span) -> int | None:
        """The index of the sentence in which a span begins."""
        at = bisect_right(self.sentences, span.start, key=lambda one: one.start) - 1
        return at if at >= 0 and span.start < self.sentences[at].end else None


@lru_cache(maxsize=16)
def cut(text: str) -> Cut:
    """The sentences of a text and their words; a line without any word is no sentence."""
    return _cut(text)


def plain(text: str) -> str:
    """The words of a line, one blank between them. It does not push what is remembered of texts out."""
    return " ".join(word.text for word in _cut(text).words)


def _cut(text: str) -> Cut:
    spans: list[Span] = []
    found: list[Word] = []
    for span in _sentences(text):
        inside = [
            Word(match[0].casefold().replace("’", "'"), Span(match.start(), match.end()), len(spans))
            for match in _WORD.finditer(text, span.start, span.end)
        ]
        if inside:
            spans.append(span)
            found += inside
    return Cut(text, tuple(spans), tuple(found))


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text as `cut` has them."""
    return (span for span in _sentences(text) if _WORD.search(text, span.start, span.end))


def _sentences(text: str) -> Iterator[Span]:
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        for end in _END.finditer(text, start, paragraph.end()):
            if _goes_on(text, end.start(), end.end()):
                continue
            yield from _trimmed(text, start, end.end())
            start = end.end()
        yield from _trimmed(text, start, paragraph.end())


def _goes_on(text: str, stop: int, after: int) -> bool:
    """Whether a full stop ends an abbreviation and not the sentence: "Gen. X", "J. Doe", "a.m. on"."""
    following = text[after : after + 2].lstrip()
    if following[:1].islower():
        return True
    before = re.search(r"(\w+)$", text[max(0, stop - 12) : stop])
    if before is None or text[stop : stop + 1] != ".":
        return False
    word = before[1]
    return word.casefold() in ENGLISH.titles or (len(word) == 1 and word.isalpha() and word.isupper())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        middle = blank if blank > start else start + _LONGEST
        yield from _trimmed(text, start, middle)
        start = middle
    inner = text[start:end]
    if stripped := inner.strip():
        at = start + len(inner) - len(inner.lstrip())
        yield Span(at, at + len(stripped))


def contained(a: str, b: str, size: int = 5) -> float:
    """The share of the runs of `size` words of the one text that stand in the other, whichever is more.

    Of texts of fewer words than that the words themselves are asked for.
    """
    runs = [_runs(cut(text).words, size) for text in (a, b)]
    if not all(runs):
        runs = [_runs(cut(text).words, 1) for text in (a, b)]
    least = min(map(len, runs))
    return round(len(runs[0] & runs[1]) / least, 4) if least else 0.0


def _runs(words: Sequence[Word], size: int) -> set[tuple[str, ...]]:
    texts = tuple(word.text for word in words)
    return {texts[at : at + size] for at in range(len(texts) - size + 1)}


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two texts side by side.

    `pairs` are indexes of sentences that are one, as they are or edited. `kept` are indexes of
    words of the earlier and of the later text that stand in the other one at the same place of
    their sentence, or in a run of words that was moved; `partner` leads from a word of the
    earlier text to the same word of the later one.
    """

    earlier: Cut
    later: Cut
    pairs: tuple[tuple[int, int], ...]
    kept: tuple[frozenset[int], frozenset[int]]
    partner: dict[int, int]

    def stands(self, span: Span, *, later: bool = False) -> bool:
        """Whether all words of a span of the earlier text are in the later one, or the other way round."""
        text = self.later if later else self.earlier
        return all(at in self.kept[later] for at in text.within(span))

    @property
    def added(self) -> tuple[Span, ...]:
        """Sentences of the later text that the earlier one lacks."""
        return self._alone(self.later, self.kept[1], {j for _, j in self.pairs})

    @property
    def dropped(self) -> tuple[Span, ...]:
        """Sentences of the earlier text that the later one lacks."""
        return self._alone(self.earlier, self.kept[0], {i for i, _ in self.pairs})

    @property
    def edited(self) -> tuple[tuple[Span, Span], ...]:
        """Sentences that both have in other words."""
        both = ((self.earlier.sentences[i], self.later.sentences[j]) for i, j in self.pairs)
        return tuple((a, b) for a, b in both if not (self.stands(a) and self.stands(b, later=True)))

    def _alone(self, text: Cut, kept: frozenset[int], paired: set[int]) -> tuple[Span, ...]:
        spans = (span for at, span in enumerate(text.sentences) if at not in paired)
        return tuple(span for span in spans if not all(at in kept for at in text.within(span)))


def align(earlier: str, later: str, apart: Sequence[Span] = ()) -> Aligned:
    """Sentences and words of two versions, side by side.

    Args:
        earlier: The text of the earlier version.
        later: The text of the later version.
        apart: Sentences of the later text that only quote what was said: nothing is kept in them.
    """
    a, b = cut(earlier), cut(later)
    hidden = {at for span in apart if (at := b.around(span)) is not None}
    pairs = _pairs(a, b, hidden)
    kept_a, kept_b, partner = _kept(a, b, pairs, hidden)
    return Aligned(a, b, tuple(sorted(pairs)), (frozenset(kept_a), frozenset(kept_b)), partner)


def _pairs(a: Cut, b: Cut, hidden: set[int]) -> list[tuple[int, int]]:
    """Sentences that are equal, then those that share most of their words, each used once."""
    texts_a, texts_b = _by_sentence(a), _by_sentence(b)
    equal: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, words in enumerate(texts_a):
        equal[words].append(i)
    found: list[tuple[int, int]] = []
    for j, words in enumerate(texts_b):
        if j not in hidden and equal[words]:
            found.append((equal[words].pop(0), j))
    free_a = set(range(len(texts_a))) - {i for i, _ in found}
    free_b = set(range(len(texts_b))) - {j for _, j in found} - hidden
    ranked = sorted(_likeness(texts_a, texts_b, free_a, free_b))
    for _, _, i, j in ranked:
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            found.append((i, j))
    return found


def _by_sentence(text: Cut) -> list[tuple[str, ...]]:
    rows: list[list[str]] = [[] for _ in text.sentences]
    for word in text.words:
        rows[word.sentence].append(word.text)
    return [tuple(row) for row in rows]


def _likeness(
    texts_a: Sequence[tuple[str, ...]], texts_b: Sequence[tuple[str, ...]], free_a: set[int], free_b: set[int]
) -> Iterator[tuple[float, int, int, int]]:
    """Pairs of sentences that may be one: minus their likeness, the distance of their places, and both."""
    holding: dict[str, list[int]] = defaultdict(list)
    for i in sorted(free_a):
        for word in sorted(set(texts_a[i])):
            holding[word].append(i)
    for j in sorted(free_b):
        words = texts_b[j]
        seen = {
            i for word in set(words) if len(holding.get(word, ())) <= _RARE for i in holding.get(word, ())
        }
        for i in seen:
            common = sum((Counter(words) & Counter(texts_a[i])).values())
            likeness = 2 * common / (len(words) + len(texts_a[i]))
            if likeness >= _EDITED and common >= min(_COMMON, len(words), len(texts_a[i])):
                yield -round(likeness, 4), abs(i - j), i, j


def _kept(
    a: Cut, b: Cut, pairs: Sequence[tuple[int, int]], hidden: set[int]
) -> tuple[set[int], set[int], dict[int, int]]:
    """Words of both that the other has: in sentences that are one, and in runs that were moved."""
    places_a, places_b = _places(a), _places(b)
    partner: dict[int, int] = {}
    texts_a, texts_b = (tuple(word.text for word in text.words) for text in (a, b))
    for i, j in pairs:
        left, right = places_a[i], places_b[j]
        one, other = ([texts[n] for n in there] for texts, there in ((texts_a, left), (texts_b, right)))
        if one == other:
            partner |= zip(left, right, strict=True)
            continue
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        for x, y, size in matcher.get_matching_blocks():
            partner |= {left[x + n]: right[y + n] for n in range(size)}
    kept_a, kept_b = set(partner), set(partner.values())
    visible = [n for n, word in enumerate(b.words) if word.sentence not in hidden]
    moved: dict[tuple[str, ...], int] = {}
    for n in range(len(visible) - _RUN + 1):
        moved.setdefault(tuple([texts_b[m] for m in visible[n : n + _RUN]]), n)
    for n in range(len(texts_a) - _RUN + 1):
        at = moved.get(texts_a[n : n + _RUN])
        if at is not None:
            kept_a |= set(range(n, n + _RUN))
            kept_b |= set(visible[at : at + _RUN])
            for m in range(_RUN):
                partner.setdefault(n + m, visible[at + m])
    return kept_a, kept_b, partner


def _places(text: Cut) -> list[list[int]]:
    rows: list[list[int]] = [[] for _ in text.sentences]
    for at, word in enumerate(text.words):
        rows[word.sentence].append(at)
    return rows

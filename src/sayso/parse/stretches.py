"""Cutting what is endless: a report, a paragraph, a sentence of more words than any report of news has.

Time and memory then grow with the length of a text and not with its square. No text is rewritten; what is
cut, or left, is told in a note. Normal reports are not touched: of 4,120 sentences of news and reference
prose the longest had 96 words, the longest of 802 paragraphs 1,558.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

# What is coded of one report: half a million characters is a novel. The words are counted too, for a
# text of brackets has as many as it has characters; they bound the time (25 seconds of parsing).
CODED_CHARS = 500_000
CODED_TOKENS = 150_000
# The longest sentence, and the longest stretch that the parser reads at once. Its memory grows with the
# stretch, 12 KB a word; a sentence bounds all that compares the words of a sentence with each other.
MAX_SENTENCE = 300
MAX_STRETCH = 4_000
# More characters without a blank than any word or address has.
_MAX_RUN = 500
_LONG_RUN = re.compile(rf"\S{{{_MAX_RUN + 1}}}")
_PIECE = re.compile(rf"\S{{1,{_MAX_RUN}}}\s*|\s+")
_STOPS = frozenset(".!?")
_PAUSES = _STOPS | frozenset(",;:)—–")
# Where a text may be cut, the best first: between paragraphs, between sentences, between words.
_ENDS = tuple(map(re.compile, (r"\n[^\S\n]*\n", r"[.!?][\"'”’»)]*\s", r"\s")))


def coded_end(text: str) -> int:
    """Where the part of a text ends that is coded: behind a paragraph, a sentence or a word."""
    if len(text) <= CODED_CHARS:
        return len(text)
    start = CODED_CHARS - CODED_CHARS // 10
    for pattern in _ENDS:
        ends = [match.end() for match in pattern.finditer(text, start, CODED_CHARS)]
        if ends:
            return ends[-1]
    return CODED_CHARS


def tokenised(nlp: Language, text: str) -> Doc:
    """The words of `text`, cut in stretches where it has too many characters without a blank.

    spaCy takes marks off the end of such a run one by one and reads all of it each time:
    20,000 brackets cost it 40 seconds.
    """
    if not _LONG_RUN.search(text):
        return nlp.make_doc(text)
    pieces = [word for piece in _PIECE.findall(text) for word in nlp.make_doc(piece)]
    return Doc(nlp.vocab, [word.text for word in pieces], [bool(word.whitespace_) for word in pieces])


def stretches(doc: Doc, most: int) -> list[tuple[int, Doc]]:
    """The first `most` words of a doc in parts that the parser reads at once, each with its first character.

    One part, the doc itself, where it has no more than `MAX_STRETCH` words; else each ends
    with a sentence where one does in its second half.
    """
    if len(doc) <= min(most, MAX_STRETCH):
        return [(0, doc)]
    words = list(doc[:most])
    return [(part[0].idx, _doc_of(part)) for part in _parts(words, MAX_STRETCH, _STOPS)]


def sentence_parts(words: Sequence[SpacyToken]) -> Iterator[Sequence[SpacyToken]]:
    """The words of a sentence, in parts of at most `MAX_SENTENCE` that end with a pause where one does."""
    return _parts(words, MAX_SENTENCE, _PAUSES)


def _parts(words: Sequence[SpacyToken], most: int, marks: frozenset[str]) -> Iterator[Sequence[SpacyToken]]:
    first = 0
    while len(words) - first > most:
        behind = range(first + most, first + most // 2, -1)
        end = next((i for i in behind if words[i - 1].text in marks), first + most)
        yield words[first:end]
        first = end
    if first < len(words):
        yield words[first:]


def _doc_of(words: Sequence[SpacyToken]) -> Doc:
    return Doc(words[0].vocab, [word.text for word in words], [bool(word.whitespace_) for word in words])

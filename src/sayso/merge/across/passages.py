"""Marks of where words stand to what was told before: how far, in which paragraph, and told with what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.merge.across.kinds import Kind
from sayso.merge.across.thread import Thread
from sayso.merge.across.told import Told
from sayso.model.parse import Parse

_NAMES = frozenset({"NNP", "NNPS"})
_WORDS = frozenset({"NN", "NNS", "VBD", "VBN", "JJ"})
_LETTERS = 4  # of the shortest word that counts
_NEAR = 3  # sentences
_MOST_WORDS, _MOST_NAMES, _MOST_TOLD = 3, 2, 6  # more of them are not told apart


@dataclass(frozen=True, slots=True)
class Content:
    """The lemmas in sentences (lower case): words, names, and figures as written."""

    words: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Passages:
    """The marks of one report; `form` is how words are put, as `Marks.form` says it."""

    parse: Parse
    _known: dict[frozenset[int], Content] = field(default_factory=dict)

    def of(self, group: Sequence[Told], thread: Thread, form: str) -> Iterator[str]:
        """The marks of words that may go on with a thread."""
        here = group[0].telling.sentence
        away = min(abs(here - one.telling.sentence) for one in thread.told)
        far = str(away) if away < 2 else "few" if away <= _NEAR else "far"
        yield f"sentences: {far}"
        yield f"sentences: {far}: {form}"
        if self._unit(here) in {self._unit(one.telling.sentence) for one in thread.told}:
            yield "paragraph"
            yield f"paragraph: {form}"
        else:
            yield "other paragraph"
        yield from _open(group, "open")
        if all(one.kind is Kind.ACT for one in thread.told):
            yield "of an open act"
        if away > 0:
            yield from self._shared(here, thread)

    def new(self, group: Sequence[Told], threads: Sequence[Thread], form: str) -> Iterator[str]:
        """The marks of words that may tell a new event."""
        here = group[0].telling.sentence
        told = {one.telling.sentence for thread in threads for one in thread.told}
        if self._unit(here) not in map(self._unit, told):
            yield "new: paragraph"
            yield f"new: paragraph: {form}"
        if here not in told:
            yield "new: sentence"
            yield f"new: sentence: {form}"
        yield from _open(group, "new: open")
        yield from (f"new: {kind}" for kind in sorted({one.kind for one in group}))
        yield f"new: of {min(len(threads), _MOST_TOLD)}"

    def _unit(self, sentence: int) -> int:
        return self.parse.sentences[sentence].unit

    def _shared(self, here: int, thread: Thread) -> Iterator[str]:
        """What its sentence and those of the thread have in common."""
        mine = self._content([here])
        theirs = self._content(one.telling.sentence for one in thread.told)
        yield f"words in common: {min(len(mine.words & theirs.words), _MOST_WORDS)}"
        yield f"names in common: {min(len(mine.names & theirs.names), _MOST_NAMES)}"
        if mine.figures and theirs.figures:
            yield "figure" if mine.figures & theirs.figures else "other figure"

    def _content(self, sentences: Iterable[int]) -> Content:
        numbers = frozenset(sentences)
        known = self._known.get(numbers)
        if known is None:
            found = [self.parse.sentences[number] for number in numbers]
            tokens = [token for one in found for token in self.parse.tokens[one.first : one.last]]
            known = self._known[numbers] = Content(
                frozenset(t.lemma.lower() for t in tokens if t.tag in _WORDS and len(t.lemma) >= _LETTERS),
                frozenset(t.lemma.lower() for t in tokens if t.tag in _NAMES),
                frozenset(t.lower for t in tokens if t.tag == "CD"),
            )
        return known


def _open(group: Sequence[Told], name: str) -> Iterator[str]:
    """Whether a word is of no kind that the lexicon knows: it may be anything, and often is its own event."""
    found = [one.noun for one in group if one.kind is Kind.ACT]
    if found:
        yield f"{name} noun" if any(found) else f"{name} verb"

"""The clauses around marked words: what stands over them, in front of them, and inside of others."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sayso.model.events import Interval
from sayso.model.mentions import TimeMention
from sayso.model.parse import Parse, Sentence, Token
from sayso.model.spans import Span
from sayso.model.spotted import Spotted
from sayso.model.trees import ancestors, is_verb, span_of, subtree

HEADING = 16  # tokens of the longest line without a verb that heads an entry


class Clauses:
    """The clauses of the marked words of one report; `marked` are their tokens."""

    def __init__(self, spotted: Spotted, words: Mapping[str, frozenset[str]]) -> None:
        self.spotted = spotted
        self.parse: Parse = spotted.parse
        self.marked: Collection[int] = {telling.token for telling in spotted.tellings}
        self.dying = words["kind_dying"]
        self._times: dict[int, list[tuple[TimeMention, Interval | None]]] = {}
        for time, days in spotted.times:
            self._times.setdefault(self.parse.tokens[time.token].sentence, []).append((time, days))

    def times(self, sentence: int) -> Sequence[tuple[TimeMention, Interval | None]]:
        """The time phrases of a sentence with their days."""
        return self._times.get(sentence, ())

    def above(self, index: int) -> int | None:
        """The nearest verb or marked word over a token."""
        for above in ancestors(self.parse, index):
            if is_verb(self.parse.tokens[above]) or above in self.marked:
                return above
        return None

    def is_taken(self, token: Token, evidence: Sequence[Span]) -> bool:
        """Whether a phrase stands inside that of another marked noun: "hours after Friday's blast"."""
        for other in self.marked:
            word = self.parse.tokens[other]
            if other == token.index or word.sentence != token.sentence:
                continue
            if is_verb(word) and (
                word.lemma not in self.dying or token.index not in ancestors(self.parse, other)
            ):
                continue
            inside = subtree(self.parse, other)
            span = span_of(self.parse, inside)
            if token.index not in inside and any(span.covers(one) for one in evidence):
                return True
        return False

    def is_outside(self, token: Token, evidence: Sequence[Span]) -> bool:
        """Whether a phrase stands outside of the clause that looks back."""
        inside = subtree(self.parse, token.index)
        span = span_of(self.parse, inside)
        return not any(span.covers(one) for one in evidence)

    def is_beyond(self, token: Token, evidence: Sequence[Span]) -> bool:
        """ "The man killed in the raid was buried in X": a participle takes nothing from outside of it."""
        noun = self.parse.tokens[token.head]
        if token.tag != "VBN" or token.dep != "acl" or noun.index in self.marked:
            return False
        return self.is_outside(token, evidence)

    def unmarked_before(self, sentence: Sentence) -> Iterator[Sentence]:
        """The sentences of its paragraph just before one, the nearest first, up to one with a marked word."""
        first = self.parse.units[sentence.unit].first
        for number in range(sentence.index - 1, first - 1, -1):
            one = self.parse.sentences[number]
            if any(one.first <= token < one.last for token in self.marked):
                return
            yield one

    def heads(self, sentence: Sentence, token: Token) -> Iterator[tuple[int, int]]:
        """What stands before the colon of a line, and the lines without a verb that open the paragraph.

        The nearest first: a paragraph may hold several entries.
        """
        found, opening = [], True
        for number in range(self.parse.units[sentence.unit].first, sentence.index + 1):
            one = self.parse.sentences[number]
            last = min(one.last, token.index) if number == sentence.index else one.last
            tokens = self.parse.tokens[one.first : last]
            colon = next((t.index for t in tokens if t.text.endswith(":")), None)
            if colon is not None and not any(is_verb(t) for t in self.parse.tokens[one.first : colon]):
                found.append((one.first, colon))
            opening = opening and number < sentence.index and self._is_line(tokens)
            if opening:
                found.append((one.first, one.last))
        yield from reversed(found)

    def _is_line(self, tokens: Sequence[Token]) -> bool:
        if len(tokens) > HEADING or any(t.index in self.marked for t in tokens):
            return False
        return not any(is_verb(t) and t.tag != "VBN" for t in tokens)

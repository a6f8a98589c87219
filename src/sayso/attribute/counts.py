"""Counts as what is said: "put the dead at eighteen", "logged nineteen kidnappings", "admitted to 83 dead".

No clause is said here, but a figure, and who gives it. Only somebody who can speak gives
one: an attack that "raised the toll to 19" does not.
"""

from collections.abc import Callable, Iterator

from sayso.attribute.drafts import Draft, trimmed
from sayso.attribute.senses import acts_of
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Token
from sayso.model.statements import Act
from sayso.model.trees import behind, is_infinitive, is_passive, kids, subtree

_PUTS = frozenset({"put", "place", "set", "estimate", "reckon"})
_RECORDS = frozenset(
    {"record", "log", "document", "register", "tally", "list", "count", "catalogue", "verify"}
)
_RAISES = frozenset({"raise", "revise", "lower", "cut", "bring", "update", "reduce", "increase"})
_COUNTS = frozenset(
    {"count", "toll", "number", "figure", "total", "estimate", "tally", "death", "dead", "loss"}
)
_COUNTS |= frozenset({"casualty", "wounded", "missing", "strength"})
_ADMITS = frozenset({"admit", "confess", "own"})
_MANY = frozenset({"dozen", "dozens", "hundreds", "scores", "thousands", "several", "hundred", "thousand"})


class Counts:
    """Finds them in one parse; `speaks` tells whether the phrase with a head is somebody."""

    def __init__(self, parse: Parse, lexicon: Lexicon, speaks: Callable[[int], bool]) -> None:
        self._parse = parse
        self._speaks = speaks
        self._acts = acts_of(lexicon, "clause")

    def drafts(self) -> Iterator[Draft]:
        """One draft for each figure that somebody gives, in text order."""
        for token in self._parse.tokens:
            if not token.tag.startswith("VB") or is_passive(self._parse, token.index):
                continue
            content = self._figure(token)
            source = self._source(token.index) if content is not None else None
            if content is not None and source is not None and not is_infinitive(self._parse, token.index):
                act = self._acts.get(token.lemma, Act.ASSERT)
                yield Draft(token.index, source, [content], act, "clause", cue_span=token.span, score=0.5)

    def _source(self, verb: int) -> int | None:
        """Who gives it: the subject, or that of the verb that this one is joined to."""
        for at in (verb, self._parse.tokens[verb].head):
            joined = at == verb or self._parse.tokens[verb].dep == "conj"
            subjects = kids(self._parse, at, "nsubj") if joined else []
            if subjects:
                return subjects[0] if self._speaks(subjects[0]) else None
        return None

    def _figure(self, verb: Token) -> tuple[int, int] | None:
        if verb.lemma == "speak":
            return self._spoken_of(verb)
        if verb.lemma == "give" and verb.dep == "relcl":
            return self._given(verb)
        things = kids(self._parse, verb.index, "dobj")
        if verb.lemma in _ADMITS:
            to = [i for i in kids(self._parse, verb.index, "prep") if self._parse.tokens[i].lower == "to"]
            counted = [i for i in to if self._is_counted(i)]
            return self._to_end(counted[0] + 1, verb) if counted else None
        if verb.lemma == "put" and any(
            self._parse.tokens[i].lower == "down" for i in kids(self._parse, verb.index, "prt")
        ):
            blamed = behind(self._parse, verb.index, "to")
            return self._to_end(subtree(self._parse, things[0])[0], verb) if things and blamed else None
        if not things:
            return None
        if verb.lemma in _PUTS:
            return self._put(verb, things[0])
        if verb.lemma in _RAISES and self._parse.tokens[things[0]].lemma in _COUNTS:
            return self._raised(verb)
        if verb.lemma in _RECORDS and self._is_counted(things[0]):
            return self._to_end(subtree(self._parse, things[0])[0], verb)
        return None

    def _spoken_of(self, verb: Token) -> tuple[int, int] | None:
        """ "The ministry spoke of eleven", "spoke of forty dead", and no "spoke of two ways"."""
        for figure in behind(self._parse, verb.index, "of"):
            token = self._parse.tokens[figure]
            if token.tag == "CD" or (token.lemma in _COUNTS and self._is_figure(figure)):
                return self._to_end(subtree(self._parse, figure)[0], verb)
        return None

    def _given(self, verb: Token) -> tuple[int, int] | None:
        """ "The figure of 18 that he had given the night before"."""
        if self._parse.tokens[verb.head].lemma not in _COUNTS:
            return None
        figures = [i for i in behind(self._parse, verb.head, "of") if i < verb.index and self._is_figure(i)]
        if not figures:
            return None
        words = subtree(self._parse, figures[0])
        return trimmed(self._parse, words[0], min(words[-1] + 1, verb.index))

    def _put(self, verb: Token, thing: int) -> tuple[int, int] | None:
        """ "Put the dead at eighteen", "a figure that the army put at 17"."""
        below = [i for i in subtree(self._parse, verb.index) if i > max(verb.index, thing)]
        at = [i for i in below if self._parse.tokens[i].lower == "at"]
        figures = [i for i in at if any(self._is_figure(k) for k in kids(self._parse, i, "pobj"))]
        if not figures:
            return None
        if thing < verb.index:
            words = subtree(self._parse, figures[0])
            return trimmed(self._parse, figures[0] + 1, words[-1] + 1)
        counted = any(self._parse.tokens[i].lemma in _COUNTS for i in subtree(self._parse, thing))
        return self._to_end(subtree(self._parse, thing)[0], verb) if counted else None

    def _is_figure(self, head: int) -> bool:
        """A number, or a noun that is counted itself: "at forty", "at more than ten men"."""
        near = [head, *kids(self._parse, head, "nummod", "quantmod", "amod", "compound")]
        return any(self._parse.tokens[i].tag == "CD" or self._parse.tokens[i].lower in _MANY for i in near)

    def _raised(self, verb: Token) -> tuple[int, int] | None:
        to = [
            i for i in kids(self._parse, verb.index, "prep") if self._parse.tokens[i].lower in ("to", "from")
        ]
        figures = [i for i in to if self._is_counted(i)]
        return self._to_end(figures[0] + 1, verb) if figures else None

    def _is_counted(self, head: int) -> bool:
        below = [self._parse.tokens[i] for i in subtree(self._parse, head)]
        return any(
            t.tag == "CD" or t.lower in _MANY for t in below if not t.text.isdigit() or len(t.text) < 4
        )

    def _to_end(self, first: int, verb: Token) -> tuple[int, int] | None:
        """From a token to the semicolon, the next verb that is joined, or the end of the sentence."""
        sentence = self._parse.sentences[verb.sentence]
        joined = [
            i for i in kids(self._parse, verb.index, "conj") if self._parse.tokens[i].tag.startswith("VB")
        ]
        ends = [i for i in range(first, sentence.last) if self._parse.tokens[i].lower == ";"]
        adverbial = kids(self._parse, verb.index, "advcl")
        ends += [subtree(self._parse, i)[0] for i in (*joined, *adverbial) if i > first]
        return trimmed(self._parse, first, min([sentence.last, *(i for i in ends if i > first)]))

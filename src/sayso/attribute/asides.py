"""Who speaks in a clause that is set into what is said, or behind it: "Would they, pleaded the rector, ...".

The table of weights takes the object of such a verb for what is said ("promised the
widows"), and parsers hang the halves of the sentence anyhow; here the marks around the
clause decide. It wins over a draft of the same cue that has no source or another content.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from sayso.attribute.drafts import Draft, trimmed
from sayso.attribute.senses import acts_of
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Quote, Sentence
from sayso.model.statements import Act, Basis
from sayso.model.trees import agents, is_noun, kids, subtree

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPENS_CLAUSE = frozenset({"if", "unless", "until", "should", "had", "were", "would", "could", "did"})
_OPENS_CLAUSE |= frozenset({"must", "shall", "can", "may", "were", "when", "once", "wherever", "whatever"})
_CLOSING = frozenset({'"', "”", "’", "'", "''"})
_MOVED = frozenset({"NNP", "NNPS", "NN", "NNS", "PRP"})
# Verbs of these that more often tell a deed or a thought than speech.
_NOT_ONLY_SAYING = frozenset(
    {"know", "put", "figure", "show", "demonstrate", "prove", "establish", "remember", "realise", "realize"}
    | {"discover", "learn", "count", "call", "quote", "describe", "mention", "expect", "consider", "judge"}
    | {"feel", "imply", "determine", "decide", "rule", "record", "register", "document", "detect", "list"}
    | {"publish", "hail", "welcome", "tout", "press", "order", "propose", "infer", "detail", "protest"}
)
# Whom somebody tells something is no content.
_TELLS = frozenset({"tell", "assure", "promise", "remind", "inform", "ask", "warn", "notify", "brief"})
_TELLS |= frozenset({"guarantee", "caution", "instruct", "command", "beg", "implore", "urge"})
_BEGINS_NOUN = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "JJ", "PDT"})
_IN_NAMES = _BEGINS_NOUN | {"IN", "POS", "HYPH", ","}
_NAME_AHEAD = 8  # tokens between an inverted verb and the noun that speaks
_LONG = 24  # tokens of the longest clause in front of its verb


class Asides:
    """Finds them in one parse."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self._parse = parse
        clauses = acts_of(lexicon, "clause")
        self._acts = {word: act for word, act in clauses.items() if word not in _NOT_ONLY_SAYING}
        self._quotes: dict[int, list[Quote]] = defaultdict(list)
        for quote in parse.quotes:
            if quote.depth == 0:
                self._quotes[quote.unit].append(quote)

    def drafts(self) -> Iterator[Draft]:
        """One draft for each verb of saying in such a clause, in text order."""
        for token in self._parse.tokens:
            if token.lemma not in self._acts or token.tag not in (*_FINITE, "VBN", "VB"):
                continue
            sentence = self._parse.sentences[token.sentence]
            if self._is_impersonal(token.index, sentence):
                start, source = self._subject_it(token.index), None
            else:
                found = self._before(token.index, sentence) or self._behind(token.index, sentence)
                if found is None:
                    continue
                start, source = found
            if source is not None and self._has_object(token.index, source):
                continue
            content = self._content(token.index, start, source, sentence)
            if content:
                basis = Basis.NONE if source is None else Basis.EXPLICIT
                act = Act.ALLEGE if source is None else self._acts[token.lemma]
                draft = Draft(token.index, source, content, act, "clause", basis, cue_span=token.span)
                draft.source_range, draft.score = self._named(token.index, start, source), 0.5
                yield draft

    def _has_object(self, cue: int, source: int) -> bool:
        """Whether the verb governs a thing: what it tells is that, and not the words around it."""
        things = [i for i in kids(self._parse, cue, "dobj", "prep") if i > cue and i != source]
        about = [i for i in things if self._parse.tokens[i].lower in ("about", "of", "for", "against")]
        objects = [i for i in things if self._parse.tokens[i].dep == "dobj" and not self._is_cut(i)]
        telling = self._parse.tokens[cue].lemma in _TELLS
        return bool(about) or (
            bool(objects) and not telling and objects[0] == cue + 1 + self._left(objects[0])
        )

    def _left(self, noun: int) -> int:
        """How many tokens of its phrase stand in front of a noun."""
        return noun - subtree(self._parse, noun)[0]

    def _named(self, cue: int, start: int, source: int | None) -> tuple[int, int] | None:
        """The tokens that name the speaker."""
        if source is None:
            return None
        if start < cue:
            last = [i for i in range(source, cue) if self._parse.tokens[i].tag not in ("RB", "MD")]
            inside = [i for i in last if i in set(subtree(self._parse, source))]
            return start, max(inside, default=source) + 1
        below = subtree(self._parse, source)
        first = max(cue + 1, below[0])
        ahead = range(source + 1, below[-1] + 1)
        comma = next((i for i in ahead if self._parse.tokens[i].lower == ","), below[-1] + 1)
        return first, comma

    # -- where the clause begins, and who speaks ----------------------------------------------

    def _is_impersonal(self, cue: int, sentence: Sentence) -> bool:
        """ ", it has been claimed,": said by nobody."""
        start = self._subject_it(cue)
        return self._parse.tokens[cue].tag == "VBN" and start > sentence.first and self._is_cut(start)

    def _subject_it(self, cue: int) -> int:
        """The "it" of "it has been claimed", -1 where there is none."""
        words = [self._parse.tokens[i].lower for i in range(max(0, cue - 4), cue)]
        helpers = list(takewhile(lambda w: w in ("is", "was", "has", "had", "been", "being"), words[::-1]))
        at = cue - len(helpers) - 1
        return at if helpers and at >= 0 and self._parse.tokens[at].lower == "it" else -1

    def _before(self, cue: int, sentence: Sentence) -> tuple[int, int] | None:
        """ "..., the minister promised": the clause is cut off in front of its subject."""
        subjects = [i for i in kids(self._parse, cue, "nsubj") if i < cue and self._may_speak(i)]
        if not subjects:
            return self._behind_quote(cue, sentence) or self._beside_name(cue, sentence)
        source = subjects[-1]
        start = subtree(self._parse, source)[0]
        near = start > sentence.first and cue - start <= _LONG
        return (start, source) if near and self._is_cut(start) else None

    def _behind_quote(self, cue: int, sentence: Sentence) -> tuple[int, int] | None:
        """'"...," a caller who gave his name told the paper': whatever the parser makes of the caller."""
        if kids(self._parse, cue, "nsubj", "nsubjpass") or self._parse.tokens[cue].tag not in _FINITE:
            return None
        quote = self._quote_before(cue, sentence)
        if quote is None:
            return None
        first = next((i for i in range(cue) if self._parse.tokens[i].span.start >= quote.span.end), cue)
        nouns = [i for i in range(first, cue) if is_noun(self._parse.tokens[i])]
        if not nouns or cue - first > _LONG or nouns[0] - first > 3 or self._verb_before(first, nouns[0]):
            return None
        head = next((i for i in nouns if not is_noun(self._parse.tokens[i + 1])), nouns[0])
        return first, head

    def _beside_name(self, cue: int, sentence: Sentence) -> tuple[int, int] | None:
        """ "Two drones fell near X, the mayor of Y wrote": the parser takes the mayor for X.

        So does it with "the agency reported on Friday" and "the mayor, a lawyer, said".
        """
        tokens = self._parse.tokens
        commas = [i for i in range(max(sentence.first, cue - _LONG), cue) if tokens[i].lower == ","]
        finite = tokens[cue].tag in _FINITE and not kids(self._parse, cue, "nsubj", "nsubjpass")
        after = tokens[min(cue + 1, sentence.last - 1)]
        reduced = tokens[cue].dep == "acl" and (after.lower == "on" or after.dep in ("punct", "npadvmod"))
        if commas and commas[-1] == cue - 1:
            commas = commas[:-2]
        if not commas or not (finite or reduced):
            return None
        words = range(commas[-1] + 1, cue)
        beside = [i for i in words if tokens[i].dep == "appos" or i == tokens[cue].head]
        heads = [i for i in beside if tokens[i].head < commas[-1]]
        alone = all(tokens[i].tag in _IN_NAMES for i in words)
        return (words[0], heads[0]) if heads and alone and self._may_speak(heads[0]) else None

    def _quote_before(self, cue: int, sentence: Sentence) -> Quote | None:
        at = self._parse.tokens[cue].span.start
        ended = [
            q for q in self._quotes[sentence.unit] if q.closed and sentence.span.start < q.span.end <= at
        ]
        return ended[-1] if ended and self._parse.text[ended[-1].inner.end - 1] in ",?!" else None

    def _verb_before(self, first: int, last: int) -> bool:
        return any(self._parse.tokens[i].tag in (*_FINITE, "MD") for i in range(first, last))

    def _behind(self, cue: int, sentence: Sentence) -> tuple[int, int] | None:
        """ "..., conceded Captain X": the verb stands first, behind a comma or closing mark."""
        tokens = self._parse.tokens
        if cue - 1 <= sentence.first or not self._is_cut(cue) or tokens[cue].tag == "VBN":
            return None
        named = kids(self._parse, cue, "nsubj")
        subjects = [i for i in named if i < cue] if max(named, default=0) < cue else []
        asked = tokens[sentence.first].lower in _OPENS_CLAUSE and self._commas(sentence.first, cue) == 1
        if (subjects and not asked) or (tokens[cue].dep == "conj" and not self._is_closing(cue - 1)):
            return None
        right = [i for i in kids(self._parse, cue, "nsubj", "dobj", "attr", "oprd", "npadvmod") if i > cue]
        heads = [i for i in right if i - cue <= _NAME_AHEAD and self._may_speak(i)]
        if not heads or self._verb_before(cue + 1, heads[0]) or self._said_first(cue, heads[0]) is None:
            return None
        return cue, heads[0]

    def _said_first(self, cue: int, head: int) -> int | None:
        """The verb of what is said in front of an inverted verb: that clause hangs on it, or it on that."""
        tokens = self._parse.tokens
        if self._is_closing(cue - 1) or tokens[cue].dep == "parataxis" or tokens[cue].head > head:
            return cue - 1
        before = [
            i for i in kids(self._parse, cue) if i < cue and tokens[i].dep in ("ccomp", "nsubj", "advcl")
        ]
        return before[0] if before else None

    def _may_speak(self, head: int) -> bool:
        token = self._parse.tokens[head]
        return token.tag in _MOVED and token.lower not in ("it", "nobody", "none", "itself", "them", "him")

    def _is_cut(self, start: int) -> bool:
        return self._parse.tokens[start - 1].lower == "," or self._is_closing(start - 1)

    def _is_closing(self, index: int) -> bool:
        """A mark that ends a quotation: closed and preceded by a mark or word without a blank."""
        token = self._parse.tokens[index]
        blank = self._parse.text[token.span.start - 1 : token.span.start].isspace()
        return token.text in _CLOSING and token.tag != "POS" and not blank

    def _commas(self, first: int, last: int) -> int:
        return sum(token.lower == "," for token in self._parse.tokens[first:last])

    # -- what is said ---------------------------------------------------------------------------

    def _content(self, cue: int, start: int, source: int | None, sentence: Sentence) -> list[tuple[int, int]]:
        """What stands before the clause, and behind it where that is quoted or completes it."""
        quote = self._quote_before(start, sentence) if self._is_closing(start - 1) else None
        fore = self._inside(quote) if quote is not None else self._fore(start, sentence)
        if fore is None or (quote is None and fore[1] - fore[0] < 2):
            return []
        end = self._end(cue, source, sentence)
        if self._has_clause(cue, end):
            return []
        rest = self._rest(end, sentence)
        if quote is None and self._is_open(fore, rest):
            return [] if rest is None or self._is_quoted(rest) else [fore, rest]
        if quote is None and not self._says(fore):
            return [fore] if self._is_headline(sentence, fore) else []
        completed = rest is not None and (self._is_quoted(rest) or self._is_completed(end, sentence))
        return [fore, rest] if rest is not None and completed else [fore]

    def _is_completed(self, end: int, sentence: Sentence) -> bool:
        """ "There was no battle, they said: ...", "nor was it true, he said, that ..."."""
        after = self._parse.tokens[end : min(end + 2, sentence.last)]
        return after[0].lower == ":" or (len(after) > 1 and after[1].lower == "that" and after[1].tag == "IN")

    def _has_clause(self, cue: int, end: int) -> bool:
        """Whether the verb has its content behind it: "the general did not deny that"."""
        clauses = [i for i in kids(self._parse, cue, "ccomp", "xcomp", "pcomp", "acl") if i > cue]
        return any(cue < subtree(self._parse, i)[0] < end for i in clauses)

    def _goes_on(self, rest: tuple[int, int] | None) -> bool:
        """Whether what stands behind begins with a verb: the words in front are its subject."""
        return rest is not None and self._parse.tokens[rest[0]].tag in (*_FINITE, "MD")

    def _fore(self, start: int, sentence: Sentence) -> tuple[int, int] | None:
        """The words in front, from the last semicolon or, inside a quotation, from its mark."""
        marks = [i for i in range(sentence.first, start) if self._parse.tokens[i].lower in (";", ":")]
        first = marks[-1] + 1 if marks else sentence.first
        at = self._parse.tokens[start].span
        around = [q for q in self._quotes[sentence.unit] if q.inner.covers(at)]
        while first < start and any(not q.inner.covers(self._parse.tokens[first].span) for q in around):
            first += 1
        return trimmed(self._parse, first, start)

    def _inside(self, quote: Quote) -> tuple[int, int] | None:
        unit = self._parse.units[quote.unit]
        first, last = self._parse.sentences[unit.first].first, self._parse.sentences[unit.last - 1].last
        held = [i for i in range(first, last) if quote.inner.covers(self._parse.tokens[i].span)]
        return trimmed(self._parse, held[0], held[-1] + 1) if held else None

    def _is_open(self, part: tuple[int, int], rest: tuple[int, int] | None) -> bool:
        """Whether the words are no sentence yet: a condition, half a question, a subject alone."""
        tokens = self._parse.tokens
        if tokens[part[0]].lower in _OPENS_CLAUSE:
            return self._commas(*part) == 0
        if tokens[part[0]].tag in _BEGINS_NOUN and self._goes_on(rest):
            return True
        return tokens[part[1] - 1].lemma == "be"

    def _says(self, part: tuple[int, int]) -> bool:
        return any(token.tag in (*_FINITE, "MD") for token in self._parse.tokens[part[0] : part[1]])

    def _is_headline(self, sentence: Sentence, fore: tuple[int, int]) -> bool:
        tokens = self._parse.tokens
        ends = tokens[sentence.last - 1].text[-1:].isalnum() and sentence.last - sentence.first <= _LONG
        return ends and tokens[fore[0]].tag in _BEGINS_NOUN

    def _end(self, cue: int, source: int | None, sentence: Sentence) -> int:
        """The comma that ends the clause, or the end of the sentence."""
        after = max(cue, source or 0) + 1
        return next(
            (i for i in range(after, sentence.last) if self._parse.tokens[i].lower in (",", ";", ":")),
            sentence.last,
        )

    def _rest(self, end: int, sentence: Sentence) -> tuple[int, int] | None:
        if end >= sentence.last - 2:
            return None
        here = self._quotes[sentence.unit]
        quoted = next((q for q in here if q.span.start >= self._parse.tokens[end].span.end), None)
        if quoted is not None and quoted.span.start < sentence.span.end:
            before = [
                i for i in range(end, sentence.last) if self._parse.tokens[i].span.end <= quoted.span.start
            ]
            if before and self._parse.tokens[before[-1]].lower in (",", ":"):
                return self._inside(quoted)
        return trimmed(self._parse, end + 1, sentence.last)

    def _is_quoted(self, part: tuple[int, int]) -> bool:
        """Whether a quotation begins where the words do."""
        start = self._parse.tokens[part[0]].span.start
        unit = self._parse.tokens[part[0]].unit
        return any(quote.inner.start == start for quote in self._quotes[unit])


def told_to(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Were reported by the navy to have been rescued": what is said stands behind "to"."""
    acts = {**acts_of(lexicon, "clause"), **acts_of(lexicon, "infinitive")}
    for token in parse.tokens:
        if token.lemma not in acts or token.tag != "VBN" or not kids(parse, token.index, "auxpass"):
            continue
        by = agents(parse, token.index)
        below = kids(parse, token.index, "xcomp", "advcl", "ccomp")
        verbs = [i for i in below if any(parse.tokens[k].lower == "to" for k in kids(parse, i, "aux"))]
        if not by or not verbs or verbs[0] < by[0]:
            continue
        words = subtree(parse, verbs[0])
        part = trimmed(parse, words[0], words[-1] + 1)
        if part is not None:
            act = acts[token.lemma]
            yield Draft(token.index, by[0], [part], act, "clause", cue_span=token.span, score=0.5)

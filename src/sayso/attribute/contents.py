"""What is said, read as a clause: its main word, who does it, whether it holds, how sure it is put."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, islice

from sayso.model.parse import Parse, Token
from sayso.model.spans import Span
from sayso.model.statements import Certainty
from sayso.model.trees import ancestors, is_infinitive, is_noun, is_verb, kids, subtree

# More of one content is not read as a clause: a report may be one quotation of a million characters.
_MAX_TOKENS = 200
_MAX_PARTS = 20
_MAX_SHARED = 4
_NOT = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "no longer"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "nowhere"})
_NO = frozenset({"no", "neither", "zero"})
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MUST = frozenset({"must", "should", "ought", "shall"})
_IF = frozenset({"if", "unless"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_PREDICATES = ("attr", "acomp", "oprd")
_WE = frozenset({"we", "i", "us", "our", "my", "ours", "ourselves"})
_OWN = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "theirs", "them"})


class Content:
    """The content of one statement as a clause of the parse.

    `tokens` are its tokens in text order; `main` is the word that carries it: its verb, or
    its noun where it is no clause.
    """

    def __init__(
        self,
        parse: Parse,
        ranges: Sequence[tuple[int, int]],
        words: Mapping[str, frozenset[str]],
        main: int | None = None,
    ) -> None:
        self.parse = parse
        self._words = words
        tokens = (i for first, last in ranges for i in range(first, last))
        self.tokens = list(islice(tokens, _MAX_TOKENS))
        self._inside = frozenset(self.tokens)
        self.main = self._main() if main is None else main

    def parts(self) -> list["Content"]:
        """Its clauses, each as a content of its own: what is joined by "and" or told in another sentence."""
        found: list[Content] = []
        for _, group in groupby(self.tokens, lambda i: self.word(i).sentence):
            one = Content(self.parse, [(i, i + 1) for i in group], self._words)
            verbs = one.joined()
            held = [frozenset(subtree(self.parse, verb)) for verb in verbs]
            for number, verb in enumerate(verbs):
                later = frozenset().union(*held[number + 1 :])
                own = [i for i in one.tokens if i not in later and (number == 0 or i in held[number])]
                if verb in own:
                    found.append(Content(self.parse, [(i, i + 1) for i in own], self._words, verb))
        return found[:_MAX_PARTS] if len(found) > 1 else [self]

    def _main(self) -> int:
        """The highest verb with a subject, else the highest verb, else the highest word."""
        tops = [i for i in self.tokens if self._is_top(i)] or self.tokens[:1]
        found = sorted(tops, key=lambda i: (-self._rank(i), i))[0]
        return self._spliced(found) or self._told_to(found) or found

    def _spliced(self, main: int) -> int | None:
        """ "It was the army; a bullet has no flag": of two sentences in one the first is what is said."""
        marks = [i for i in kids(self.parse, main, "punct") if self.word(i).text == ";"]
        before = [i for i in kids(self.parse, main, "ccomp") if marks and i < marks[0] and i in self._inside]
        return next((i for i in before if kids(self.parse, i, *_SUBJECTS)), None)

    def _told_to(self, main: int) -> int | None:
        """ "(We inform) the public that our forces have left": the clause behind "that", hung on a noun."""
        if not is_noun(self.word(main)):
            return None
        for clause in kids(self.parse, main, "acl", "relcl"):
            first = subtree(self.parse, clause)[0]
            that = self.word(first).lower == "that" and self.word(first).tag == "IN"
            if that and clause in self._inside and kids(self.parse, clause, "nsubj", "nsubjpass"):
                return clause
        return None

    def _is_top(self, index: int) -> bool:
        token = self.parse.tokens[index]
        return (token.head == index or token.head not in self._inside) and token.dep != "punct"

    def _rank(self, index: int) -> int:
        token = self.parse.tokens[index]
        if is_verb(token) or token.tag == "MD":
            return 3 if kids(self.parse, index, *_SUBJECTS) else 2
        return 1 if is_noun(token) else 0

    @property
    def light(self) -> frozenset[str]:
        """Verbs that only carry an act: "launched a raid"."""
        return self._words["light"]

    # -- words of it ---------------------------------------------------------------------------

    def word(self, index: int) -> Token:
        """The token at an index of the parse."""
        return self.parse.tokens[index]

    def lemmas(self) -> list[str]:
        """The lemmas in text order."""
        return [self.parse.tokens[i].lemma for i in self.tokens]

    def first_of(self, words: Iterable[str]) -> int | None:
        """The first token that is one of the words, by lemma or as written."""
        known = frozenset(words)
        return next(
            (i for i in self.tokens if self.word(i).lemma in known or self.word(i).lower in known), None
        )

    def has(self, phrase: str) -> bool:
        """Whether the lower-case words stand there in a row."""
        return f" {phrase} " in self._plain

    @cached_property
    def _plain(self) -> str:
        return f" {' '.join(self.word(i).lower for i in self.tokens)} "

    @property
    def is_clause(self) -> bool:
        """Whether there is a verb that carries it."""
        return is_verb(self.word(self.main)) or self.word(self.main).tag == "MD"

    def predicates(self) -> tuple[int, ...]:
        """The main word, the verbs it governs as its own, and what it says somebody is."""
        return self._predicates

    @cached_property
    def _predicates(self) -> tuple[int, ...]:
        return tuple(self._governed())

    def _governed(self) -> Iterator[int]:
        queue, seen = [self.main], 0
        while queue and seen < 12:
            here = queue.pop(0)
            seen += 1
            yield here
            queue.extend(i for i in kids(self.parse, here, *_PREDICATES, "xcomp") if i in self._inside)

    def joined(self) -> list[int]:
        """The main word and the verbs joined to it by "and", in text order."""
        found = [self.main]
        for index in found:
            found.extend(
                i for i in kids(self.parse, index, "conj") if i in self._inside and is_verb(self.word(i))
            )
        return found

    def subjects(self, verb: int | None = None) -> list[int]:
        """The grammatical subjects of the main word or of another verb; a joined verb may share one."""
        here = self.main if verb is None else verb
        found = kids(self.parse, here, *_SUBJECTS)
        for _ in range(_MAX_SHARED):
            if found or self.word(here).dep != "conj":
                break
            here = self.word(here).head
            found = kids(self.parse, here, *_SUBJECTS)
        return found

    # -- who does it -------------------------------------------------------------------------------

    @property
    def is_own(self) -> bool:
        """Whether its subject is the speaker or the speaker's: "we", "it", "its forces"."""
        return any(self._is_own_phrase(i) for i in self.subjects())

    def _is_own_phrase(self, head: int) -> bool:
        token = self.word(head)
        if token.lower in _WE or (token.lower in ("it", "they", "he", "she") and not self._is_empty(head)):
            return True
        poss = {self.word(i).lower for i in kids(self.parse, head, "poss")}
        if poss & (_WE | _OWN):
            return True
        return any(
            self.word(i).lower in _WE | _OWN
            for of in kids(self.parse, head, "prep")
            for part in kids(self.parse, of, "pobj")
            for i in (part, *kids(self.parse, part, "poss"))
        )

    def _is_empty(self, pronoun: int) -> bool:
        """ "It was the army that", "it is clear that": the word means nobody."""
        if self.word(pronoun).lower != "it":
            return False
        verb = self.word(self.main)
        if verb.lemma != "be":
            return self.word(pronoun).dep == "expl"
        return bool(kids(self.parse, verb.index, "acomp", "ccomp", "advcl", "attr"))

    # -- whether it holds ----------------------------------------------------------------------------

    def negations(self) -> list[int]:
        """The words by which the main predicate is said not to hold."""
        found: list[int] = []
        for verb in self._stated():
            for child in self.parse.children[verb]:
                token = self.word(child)
                if child not in self._inside and token.lower not in _NOT | _NOBODY:
                    continue
                if (
                    token.dep == "neg"
                    or (token.lower in _NOT and token.dep in ("advmod", "preconj", "cc"))
                    or (token.dep in (*_SUBJECTS, "dobj", "attr", "advmod", "acomp") and self._is_none(child))
                    or (token.dep == "prep" and self._has_none(child))
                ):
                    found.append(child)
        opened = self.opens_with_none()
        return [i for i in found if not self._is_idle(i)] or ([opened] if opened is not None else [])

    def opens_with_none(self) -> int | None:
        """ "'No shell of ours,' he said, 'fell there'": the subject that the cue cuts off from its verb."""
        if self.subjects() or not self.is_clause:
            return None
        sentence = self.parse.sentences[self.word(self.main).sentence]
        first = sentence.first + (self.word(sentence.first).tag in ("``", "''"))
        token = self.word(first)
        head = self.word(token.head) if token.dep == "det" else token
        cut = head.dep in ("npadvmod", "dep") and head.index < self.main
        return first if cut and token.lower in (_NO | _NOBODY) and first + 1 < self.main else None

    def _stated(self) -> Iterator[int]:
        """The predicates whose negation is that of the whole; "told not to speak" is none."""
        passing = self.word(self.main).lemma in ("seem", "appear", "happen", "be", "have", "go")
        for index in self.predicates():
            if (
                index == self.main
                or self.word(index).dep != "xcomp"
                or passing
                or not is_verb(self.word(index))
            ):
                yield index

    def _is_idle(self, index: int) -> bool:
        """ "Not only", "no fewer than", "no doubt": words that deny nothing."""
        after = self.word(index + 1).lower if index + 1 < len(self.parse.tokens) else ""
        before = {self.word(i).lower for i in kids(self.parse, index, "det")}
        return after in ("only", "just", "least", "fewer", "less", "more") or (
            self.word(index).lower == "doubt" and "no" in before
        )

    def _is_none(self, head: int) -> bool:
        if self.word(head).lower in _NOBODY:
            return True
        deps = ("det", "amod", "nummod", "neg", "preconj")
        left = {self.word(i).lower for i in kids(self.parse, head, *deps) if not self._is_bound(i)}
        return bool(left & _NO) or (self.word(head).lower == "one" and "no" in left)

    def _is_bound(self, index: int) -> bool:
        """ "No fewer than nine": a number, and no negation."""
        after = index + 1 < len(self.parse.tokens) and self.word(index + 1).lower
        return after in ("fewer", "less", "more")

    def _has_none(self, preposition: int) -> bool:
        """ "In no way", "at no time", "under no circumstances"."""
        return any(
            self._is_none(i) and self.word(i).lemma in ("way", "time", "circumstance", "point", "means")
            for i in kids(self.parse, preposition, "pobj")
        )

    def untrue(self) -> int | None:
        """The word that calls something untrue: "the reports were false", "was a lie", "pure invention"."""
        named = [i for i in self.predicates() if self.word(i).lower in self._words["untrue"]]
        named += [i for i in self.tokens if self._is_quoted_tale(i)]
        return next((i for i in named if not self._lies_somewhere(i)), None)

    def _is_quoted_tale(self, index: int) -> bool:
        """ "Were, in his words, 'pure invention'": the noun that a quotation opens with."""
        token = self.word(index)
        if not is_noun(token) or token.lower not in self._words["untrue"]:
            return False
        before = index - 1
        while before > 0 and self.word(before).tag in ("JJ", "RB", "DT"):
            before -= 1
        return self.word(before).tag == "``" and self.word(before - 1).dep == "punct"

    def _lies_somewhere(self, index: int) -> bool:
        """ "Sixty people lie under the tower": no word of lies."""
        token = self.word(index)
        where = kids(self.parse, index, "prep", "advmod")
        return is_verb(token) and token.lemma == "lie" and any(i > index for i in where)

    def is_negative(self) -> bool:
        """Whether the content says of itself that something does not hold; two negations cancel out."""
        count = 1 if self.negations() else 0
        if self.untrue() is not None:
            count += 1
        return count % 2 == 1

    def is_finding(self) -> bool:
        """Whether it is about what was found, seen or known, or says how many."""
        return any(self.word(i).lemma in self._words["finding"] for i in self.predicates())

    # -- how sure it is put -----------------------------------------------------------------------------

    def certainty(self) -> Certainty | None:
        """What auxiliaries, conditions and hedges make of it; None where nothing weakens it."""
        if self._is_conditional():
            return Certainty.CONDITIONAL
        modals = {self.word(i).lower for verb in self.joined()[:1] for i in kids(self.parse, verb, "aux")}
        above = {self.word(i).lower for i in self.predicates()}
        if modals & {"may", "might", "could"}:
            return Certainty.POSSIBLE
        if modals & _WILL or (modals & {"would"} and not self._is_perfect()) or self._is_going():
            return Certainty.FUTURE
        if modals & {"would"}:
            return Certainty.CONDITIONAL
        near = above | {self.word(i).lower for verb in self.predicates() for i in self.parse.children[verb]}
        near |= {self.word(i).lemma for i in self.predicates()}
        if near & self._words["hedge_possible"]:
            return Certainty.POSSIBLE
        if near & self._words["hedge_probable"]:
            return Certainty.PROBABLE
        return None

    def _is_conditional(self) -> bool:
        for verb in self.joined():
            for clause in kids(self.parse, verb, "advcl"):
                if clause in self._inside and any(
                    self.word(m).lower in _IF for m in kids(self.parse, clause, "mark", "advmod")
                ):
                    return True
            if any(self.word(m).lower in ("if", "unless") for m in kids(self.parse, verb, "mark")):
                return True
        first = self.parse.sentences[self.word(self.main).sentence].first
        return self.word(first).lower == "should"  # "Should they come to harm, ..."

    def _is_perfect(self) -> bool:
        return any(self.word(i).lemma == "have" for i in kids(self.parse, self.main, "aux"))

    def _is_going(self) -> bool:
        """ "Is going to", "is set to", "expected the figure to"."""
        verb = self.word(self.main)
        to = any(self.word(i).tag == "VB" for i in kids(self.parse, self.main, "xcomp", "ccomp"))
        return (to and (verb.lower in ("going", "set") or verb.lemma == "expect")) or self.is_decreed()

    def is_decreed(self) -> bool:
        """ "Are to be burnt", "is to leave": what somebody has settled that shall happen."""
        if self.word(self.main).lemma != "be" or kids(self.parse, self.main, "attr", "acomp"):
            return False
        return any(is_infinitive(self.parse, i) for i in kids(self.parse, self.main, "xcomp"))

    def is_demand(self) -> bool:
        """ "Must", "should", "has to", or an order: what somebody else shall do."""
        modals = {self.word(i).lower for i in kids(self.parse, self.main, "aux")}
        must = modals & _MUST or self.word(self.main).lemma in ("need", "ought")
        has_to = self.word(self.main).lemma == "have" and bool(kids(self.parse, self.main, "xcomp"))
        return bool(must) or has_to

    def is_order(self) -> bool:
        """ "Leave the town", "let us through", "do not shoot": a bare verb opens somebody's own words."""
        first = self.tokens[0]
        if [self.word(i).lower for i in self.tokens[:2]] in (["do", "not"], ["do", "n't"], ["do", "n’t"]):
            return True
        if self.word(first).lower in ("never", "please"):
            first = next((i for i in self.tokens if i > first), first)
        verb = self.word(first)
        subjects = kids(self.parse, first, *_SUBJECTS)
        return (
            verb.tag == "VB" and (not subjects or verb.lower == "let") and not kids(self.parse, first, "aux")
        )

    # -- parts ----------------------------------------------------------------------------------------

    def span(self) -> Span:
        """From the first to the last of its tokens."""
        return Span(self.word(self.tokens[0]).span.start, self.word(self.tokens[-1]).span.end)

    def under(self, index: int) -> list[int]:
        """The token and what it governs, as far as it is in the content."""
        return [i for i in subtree(self.parse, index) if i in self._inside]

    def holds(self, index: int) -> bool:
        """Whether the token is in the content."""
        return index in self._inside

    def above(self, index: int) -> Iterator[Token]:
        """The governors of a token inside the content, nearest first."""
        return (self.word(i) for i in ancestors(self.parse, index) if i in self._inside)

"""The ways in which English names a source, a cue and a content; few, each with a name.

Surface patterns come before the parse: parsers take X in "with X saying A and Y saying B"
for anything but a subject.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.lexicon import CueSense, Lexicon
from sayso.model.mentions import Cue
from sayso.model.parse import Parse, Sentence
from sayso.model.quoted import tokens_in
from sayso.model.statements import Act, Basis
from sayso.model.trees import (
    agents,
    ancestors,
    is_infinitive,
    is_noun,
    is_passive,
    is_verb,
    kids,
    noun_phrase,
    subtree,
)

# Frames of words on the surface, where a table of weights is not asked.
# What stands between the noun of who speaks and its cue: "elders from the district saying".
_POSTS = frozenset({"of", "from", "in", "at", "for"})
_OF_NAMES = frozenset({"NNP", "NNPS", "DT", "JJ", "NN", "NNS", "HYPH", "VBN", "POS"})
RULED = frozenset({"with-saying", "adverb", "according-to"})
_SUBJECTS = ("nsubj", "csubj")
_CLAUSES = ("ccomp", "parataxis", "xcomp", "dep")
_LINKS = frozenset({"conj", "advcl", "xcomp", "dep", "ccomp"})


class Frames:
    """Finds the statements of one parse, sentence by sentence."""

    def __init__(self, parse: Parse, lexicon: Lexicon, cues: Sequence[Cue]) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._cues: dict[int, CueSense] = {cue.token: lexicon.cues[cue.sense] for cue in cues}
        self._cited: dict[int, int] = {}
        self._spans = {cue.token: cue.span for cue in cues}

    def drafts(self) -> list[Draft]:
        """All statements with a cue, in text order of their cues."""
        found: list[Draft] = []
        for sentence in self._parse.sentences:
            here = self._sentence(sentence)
            found.extend(here)
        return found

    def _sentence(self, sentence: Sentence) -> list[Draft]:
        found = list(self._with_saying(sentence))
        done = {draft.cue for draft in found}
        by_cue: dict[int, Draft] = {}
        for token in range(sentence.first, sentence.last):
            sense = self._cues.get(token)
            if sense is None or token in done:
                continue
            draft = self._by_frame(token, sense, sentence, by_cue)
            if draft is not None:
                draft.cue_span = self._spans[token]
                by_cue[token] = draft
                found.append(draft)
        return sorted(found, key=lambda draft: draft.cue or 0)

    def _by_frame(
        self, token: int, sense: CueSense, sentence: Sentence, by_cue: dict[int, Draft]
    ) -> Draft | None:
        if sense.frame == "preposition":
            draft = self._according_to(token, sense, sentence)
            cites = self._parse.tokens[token].lower in ("citing", "quoting")
            return None if cites and self._relay(token, draft) else draft
        if sense.frame == "adverb":
            below = subtree(self._parse, self._parse.tokens[token].head)
            content = trimmed(self._parse, below[0], below[-1] + 1)
            return Draft(token, None, [content], Act.ALLEGE, "adverb", Basis.NONE) if content else None
        if sense.frame == "clause":
            return self._verb(token, sense, sentence, by_cue)
        return None

    # -- "with X saying A and Y saying B" --------------------------------------------------

    def _with_saying(self, sentence: Sentence) -> Iterator[Draft]:
        """Participles of saying, each with the noun just before it, the first behind "with" or "while"."""
        openers: list[tuple[int, int, int]] = []
        for token in range(sentence.first + 2, sentence.last):
            sense = self._cues.get(token)
            if (
                sense is None
                or self._parse.tokens[token].tag != "VBG"
                or not is_noun(self._parse.tokens[token - 1])
            ):
                continue
            who, start = self._named_before(token)
            before = self._parse.tokens[start - 1].lower if start > sentence.first else ""
            if before in ("with", "while", "whereas") or (openers and before in ("and", "but", ",")):
                openers.append((start, who, token))
        previous: Draft | None = None
        for number, (_, who, cue) in enumerate(openers):
            end = openers[number + 1][0] if number + 1 < len(openers) else sentence.last
            content = trimmed(self._parse, cue + 1, end)
            if content is None:
                continue
            act = Act(self._cues[cue].act)
            draft = Draft(cue, who, [content], act, "with-saying", cue_span=self._spans[cue])
            if previous is not None:
                draft.contrast, previous.contrast = previous, draft
            previous = draft
            yield draft

    def _named_before(self, cue: int) -> tuple[int, int]:
        """The noun of who speaks right before the cue and where its phrase begins: "elders from the town"."""
        head = cue - 1
        start = self._name_start(head, noun_phrase(self._parse, head)[0])
        tokens = self._parse.tokens
        while start >= 2 and tokens[start - 1].lower in _POSTS and is_noun(tokens[start - 2]):
            head = start - 2
            start = self._name_start(head, noun_phrase(self._parse, head)[0])
        return head, start

    def _name_start(self, head: int, fallback: int) -> int:
        """The first token of the run of names that ends at `head`: conjunctions end it."""
        first = head
        while first - 1 >= fallback and self._parse.tokens[first - 1].tag in _OF_NAMES:
            first -= 1
        return first

    # -- "according to X" --------------------------------------------------------------------

    def _according_to(self, token: int, sense: CueSense, sentence: Sentence) -> Draft | None:
        last = token + len(sense.words) - 1
        nouns = [i for k in (token, last) for i in kids(self._parse, k, "pobj", "dobj") if i > last] or [
            i for i in range(last + 1, min(last + 8, sentence.last)) if is_noun(self._parse.tokens[i])
        ][:1]
        if not nouns:
            return None
        source = nouns[0]
        end = max(subtree(self._parse, source)[-1], source) + 1
        end = next((i for i in range(source, end) if self._parse.tokens[i].lower == ","), end)
        parts = [trimmed(self._parse, sentence.first, token), trimmed(self._parse, end, sentence.last)]
        content = [part for part in parts if part is not None]
        return Draft(token, source, content, Act(sense.act), "according-to") if content else None

    def _relay(self, token: int, draft: Draft | None) -> bool:
        """ "The paper, citing officials, reported": the officials say it, the paper relays it."""
        verb = self._parse.tokens[token].head
        verb = verb if verb in self._cues else self._parse.tokens[verb].head
        if draft is None or draft.source is None or verb not in self._cues:
            return False
        self._cited[verb] = draft.source
        return True

    # -- verbs of saying -----------------------------------------------------------------------

    def _verb(
        self, token: int, sense: CueSense, sentence: Sentence, by_cue: dict[int, Draft]
    ) -> Draft | None:
        governor = self._parse.tokens[token].head
        if is_passive(self._parse, token):
            return self._passive(token, sense, sentence)
        subjects = [i for i in kids(self._parse, token, *_SUBJECTS) if self._may_speak(i)]
        shared = by_cue.get(governor) if self._parse.tokens[token].dep in _LINKS else None
        if shared is None and self._is_participle(token):
            shared = next((by_cue[i] for i in ancestors(self._parse, governor) if i in by_cue), None)
        if not subjects and shared is None and self._parse.tokens[token].dep == "conj":
            subjects = [i for i in kids(self._parse, governor, *_SUBJECTS) if self._may_speak(i)]
        if not subjects and shared is None:
            subjects = self._inverted_subject(token, sentence) or self._issuer(token)
        if not subjects and shared is None and self._is_participle(token):
            subjects = [i for i in kids(self._parse, governor, *_SUBJECTS) if self._may_speak(i)]
        if not subjects and shared is None:
            return None
        source = max((i for i in subjects if i < token), default=subjects[0]) if subjects else None
        content = self._content(token, source, sentence)
        if content is None:
            return None
        basis = Basis.EXPLICIT if source is not None else Basis.SHARED_SUBJECT
        not_denied = sense.act == Act.DENY and bool(kids(self._parse, token, "neg"))
        draft = Draft(
            token,
            source,
            content,
            Act.DECLINE if not_denied else Act(sense.act),
            "clause",
            basis,
            follows=None if source is not None else shared,
        )
        if token in self._cited and source is not None:
            draft.source, draft.via = self._cited[token], source
        if shared is not None and source is None:
            _cut(shared, token)
        return draft

    def _is_participle(self, token: int) -> bool:
        """ "..., adding that": the subject is that of the clause above, or of the one around it."""
        return self._parse.tokens[token].dep == "advcl" and self._parse.tokens[token].tag == "VBG"

    def _may_speak(self, subject: int) -> bool:
        token = self._parse.tokens[subject]
        if token.lower in ("it", "that", "which", "this", "what", "there", "nobody", "one", "no"):
            return token.lower == "it"
        return is_noun(token) or token.tag in ("PRP", "WP", "CD", "DT", "JJ", "NNPS")

    def _issuer(self, token: int) -> list[int]:
        """Who issued the paper that says it: "released a statement saying that ..."."""
        paper = self._parse.tokens[self._parse.tokens[token].head]
        if self._parse.tokens[token].dep != "acl" or paper.lemma not in self._lexicon.words["documents"]:
            return []
        return kids(self._parse, paper.head, *_SUBJECTS) if is_verb(self._parse.tokens[paper.head]) else []

    def _inverted_subject(self, token: int, sentence: Sentence) -> list[int]:
        """The noun just before or behind a bare verb of saying: '"...," Smith said', 'said Smith'."""
        tokens = self._parse.tokens
        if (
            token - 1 >= sentence.first
            and tokens[token].tag in ("VBD", "VBZ", "VBP")
            and is_noun(tokens[token - 1])
        ):
            return [token - 1]
        return []

    def _content(self, token: int, source: int | None, sentence: Sentence) -> list[tuple[int, int]] | None:
        """What is said: the clause on the right of the cue, or else all of the sentence on its left."""
        below = kids(self._parse, token, *_CLAUSES)
        right = [
            i
            for i in below
            if i > token and not self._is_own_act(token, i) and not self._is_cut_off(token, i)
        ]
        left = [i for i in below if i < token]
        if not right and any(self._is_own_act(token, i) for i in below if i > token):
            return None
        first = min([token, *([noun_phrase(self._parse, source)[0]] if source is not None else [])])
        after = max([token, *([source] if source is not None else [])]) + 1
        if right and (not left or self._parse.tokens[right[0]].dep == "ccomp"):
            start = min(subtree(self._parse, right[0])[0], right[0])
            part = trimmed(self._parse, max(start, token + 1), self._end(right[0], sentence))
            both = [self._before_colon(token, left, first, sentence), part]
            return [one for one in both if one is not None] if part else None
        closed = self._cues[token].act in ("deny", "threaten", "request", "promise")
        if (left or self._is_tail(first, sentence)) and not closed:
            parts = [trimmed(self._parse, self._clause_start(first, sentence), first)]
            if self._is_medial(after, sentence):
                parts.append(trimmed(self._parse, after, sentence.last))
            elif self._quoted_behind(token, sentence):
                parts.append(self._quoted_behind(token, sentence))
            said = [part for part in parts if part is not None]
            return said if any(self._says_something(part) for part in said) else None
        if self._parse.tokens[token].lemma in self._lexicon.words["counting"] and kids(
            self._parse, token, "dobj"
        ):
            counted = trimmed(self._parse, token + 1, sentence.last)
            return [counted] if counted else None
        quoted = self._quoted_behind(token, sentence)
        return [quoted] if quoted else None

    def _before_colon(
        self, token: int, left: Sequence[int], first: int, sentence: Sentence
    ) -> tuple[int, int] | None:
        """ "There was no battle, they said: the soldiers had ...": what was said before the colon."""
        colon = token + 1 < sentence.last and self._parse.tokens[token + 1].text == ":"
        if not (colon and left and self._is_tail(first, sentence)):
            return None
        return trimmed(self._parse, self._clause_start(first, sentence), first)

    def _is_cut_off(self, cue: int, clause: int) -> bool:
        """Whether a semicolon stands between the cue and the clause: another sentence in all but name."""
        start = min(subtree(self._parse, clause)[0], clause)
        return any(token.lower == ";" for token in self._parse.tokens[cue:start])

    def _says_something(self, part: tuple[int, int]) -> bool:
        """Whether there is a verb in it: "on Friday" is said by nobody."""
        return any(is_verb(token) or token.tag == "MD" for token in self._parse.tokens[part[0] : part[1]])

    def _clause_start(self, before: int, sentence: Sentence) -> int:
        """Where the clause that ends at `before` begins: behind the last colon or semicolon."""
        marks = [i for i in range(sentence.first, before) if self._parse.tokens[i].lower in (";", ":")]
        return marks[-1] + 1 if marks else sentence.first

    def _is_own_act(self, cue: int, clause: int) -> bool:
        """ "Continues to support", "reported to have": an infinitive that is no speech of the subject's."""
        verb = self._parse.tokens[clause]
        speaks = self._cues[cue].act in ("threaten", "promise", "request", "allege")
        return is_infinitive(self._parse, clause) and verb.dep == "xcomp" and not speaks

    def _end(self, clause: int, sentence: Sentence) -> int:
        """Where the content on the right ends: with its clause, or with the sentence if that is near."""
        last = subtree(self._parse, clause)[-1] + 1
        joined = last < sentence.last and self._parse.tokens[last].lower in (
            "and",
            "but",
            "or",
            '"',
            "”",
            "''",
        )
        return sentence.last if sentence.last - last <= 3 or joined else last

    def _is_tail(self, first: int, sentence: Sentence) -> bool:
        """Whether the cue stands behind a comma or a closing mark, at the end of what is said."""
        return first - 1 > sentence.first and self._parse.tokens[first - 1].lower in (
            ",",
            '"',
            "”",
            "''",
            "’",
        )

    def _is_medial(self, after: int, sentence: Sentence) -> bool:
        """Whether what is said goes on behind the cue; a comma and a title or name describe the speaker."""
        if after + 1 >= sentence.last or self._parse.tokens[after].lower != "," or sentence.last - after <= 4:
            return False
        following = self._parse.tokens[after + 1]
        quoted = any(mark.text in '"“' for mark in self._parse.tokens[sentence.first : after])
        return following.text in '"“' or not (
            quoted or following.tag in ("DT", "NNP", "WP", "WDT", "NN", "IN")
        )

    def _quoted_behind(self, token: int, sentence: Sentence) -> tuple[int, int] | None:
        """A quotation that follows the cue without being parsed as its clause."""
        start, end = self._parse.tokens[token].span.end, sentence.span.end
        outermost = self._parse.outermost
        for at in range(bisect_left(outermost, start, key=lambda quote: quote.span.start), len(outermost)):
            if outermost[at].span.start >= end:
                break
            inside = tokens_in(self._parse, outermost[at].inner)
            if min(inside.stop, sentence.last) - inside.start >= 4:
                return (inside.start, min(inside.stop, sentence.last))
        return None

    def _passive(self, token: int, sense: CueSense, sentence: Sentence) -> Draft | None:
        """ "was reported", "is believed to": a statement whose speaker is left out, or follows "by"."""
        if self._parse.tokens[token].lemma not in self._lexicon.words["sourceless"]:
            return None
        if not kids(self._parse, token, "auxpass"):
            return None
        doers = agents(self._parse, token)
        content = trimmed(self._parse, sentence.first, sentence.last)
        if content is None or not kids(self._parse, token, "xcomp", "ccomp", "nsubjpass"):
            return None
        basis = Basis.EXPLICIT if doers else Basis.NONE
        act = Act.ALLEGE if not doers else Act(sense.act)
        return Draft(token, doers[0] if doers else None, [content], act, "passive", basis)


def _cut(draft: Draft, token: int) -> None:
    """Ends a content before the cue that continues it ("said A, adding that B")."""
    draft.content = [(first, min(last, token)) for first, last in draft.content if first < token]

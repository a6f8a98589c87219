"""Who relays what is said: outlet, agency, official. The source is the innermost speaker.

Works on the drafts of a report after they are found: it turns "Yonhap quoted KCNA as saying"
round, takes "citing two officials" for what it is, and names the outlets on the way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.parse import Parse, Token
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis
from sayso.model.trees import (
    agents,
    ancestors,
    behind,
    is_noun,
    is_passive,
    is_verb,
    kids,
    noun_phrase,
    sentence_of,
    subtree,
)

_QUOTES = frozenset({"quote", "cite"})
_SAYING = frozenset({"saying", "telling", "stating", "claiming", "warning", "reporting", "adding", "writing"})
# "Remarks carried by SANA", "as quoted by IRNA", "a statement broadcast on Radio Okapi".
_CARRIED = frozenset(
    "carry quote cite publish broadcast air release report relay distribute post run print televise"
    " disseminate".split()
)
# "In an interview with Al Jazeera", "in comments to the BBC", "speaking to AFP".
_TALKS = {
    "interview": ("with", "to", "by", "on", "in"),
    "conversation": ("with",),
    "comment": ("to", "on", "in"),
    "remark": ("to", "on", "in"),
    "statement": ("to",),
    "message": ("to",),
    "speak": ("to", "with", "on"),
    "talk": ("to", "with"),
}
_HEARD = frozenset({"hear", "learn", "tell", "inform"})
_TELLS = frozenset({"tell", "inform"})
_NEAR = 3  # tokens between a verb of saying and the "citing" that belongs to it


class Relays:
    """Settles who speaks and who relays in the drafts of one report.

    Args:
        parse: The parsed report.
        found: The drafts; they are changed.
        is_medium: Whether the phrase with this head names an outlet or agency.
        can_speak: Whether the phrase with this head is somebody, or a paper.
    """

    def __init__(
        self,
        parse: Parse,
        found: Sequence[Draft],
        is_medium: Callable[[int], bool],
        can_speak: Callable[[int], bool],
    ) -> None:
        self._parse = parse
        self._found = list(found)
        self._in: dict[int, list[Draft]] = defaultdict(list)
        for draft in self._found:
            if draft.cue is not None:
                self._in[parse.tokens[draft.cue].sentence].append(draft)
        self._is_medium = is_medium
        self._can_speak = can_speak

    def drafts(self) -> list[Draft]:
        """The drafts with source and chain, those that were only a relay left out."""
        for draft in self._found:
            if draft.via is not None:
                draft.chain = [draft.via]
        for token in self._parse.tokens:
            if token.lemma in _QUOTES and token.tag.startswith("VB") and not self._quoted(token):
                self._citing(token)
        for token in self._parse.tokens:
            if token.lemma in _HEARD and token.tag.startswith("VB"):
                self._heard(token)
        for draft in self._found:
            self._told(draft)
        for token in self._parse.tokens:
            self._carried(token)
            self._talked(token)
        self._according_to()
        return [draft for draft in self._found if draft.content]

    def _add(self, draft: Draft) -> None:
        self._found.append(draft)
        if draft.cue is not None:
            self._in[self._parse.tokens[draft.cue].sentence].append(draft)

    def _drop(self, draft: Draft) -> None:
        """Leaves a draft out: it has no content left."""
        draft.content = []
        if draft.cue is not None:
            self._in[self._parse.tokens[draft.cue].sentence].remove(draft)

    # -- "X quoted Y as saying C" -------------------------------------------------------------

    def _quoted(self, verb: Token) -> bool:
        """Whether the verb was turned into a statement of who is quoted."""
        saying = next(self._saying(verb.index), None)
        if is_passive(self._parse, verb.index):
            speakers, outlets = kids(self._parse, verb.index, "nsubjpass"), agents(self._parse, verb.index)
        else:
            speakers = kids(self._parse, verb.index, "dobj")
            outlets = kids(self._parse, verb.index, "nsubj") or self._noun_of_participle(verb)
        colon = saying is None and self._is_before_colon(verb, speakers)
        if not speakers or (saying is None and not colon):
            return False
        content = self._said(verb, saying)
        draft = self._draft_at(verb.index, saying)
        if draft is None and not content:
            return False
        if draft is None:
            cue = saying if saying is not None else verb.index
            span = Span(verb.span.start, self._parse.tokens[cue].span.end)
            draft = Draft(cue, None, [], Act.ASSERT, "quoted", Basis.EXPLICIT, cue_span=span)
            self._add(draft)
        draft.source, draft.follows, draft.basis = speakers[0], None, Basis.EXPLICIT
        draft.source_range = None
        draft.content = content or draft.content
        draft.chain = outlets[:1]
        return True

    def _noun_of_participle(self, verb: Token) -> list[int]:
        """ "The agency, quoting an officer as saying": the noun that the participle describes."""
        return [verb.head] if verb.dep == "acl" and is_noun(self._parse.tokens[verb.head]) else []

    def _saying(self, verb: int) -> Iterator[int]:
        """The participle in "quoted Y as saying"."""
        for child in kids(self._parse, verb):
            inner = [child, *kids(self._parse, child, "pcomp")]
            yield from (i for i in inner if i > verb and self._parse.tokens[i].lower in _SAYING)

    def _is_before_colon(self, verb: Token, speakers: Sequence[int]) -> bool:
        """ "Interfax cited an official: "The fire is out"."""
        sentence = sentence_of(self._parse, verb.index)
        after = next(
            (i for i in range(verb.index, sentence.last) if self._parse.tokens[i].lower in (":", ",")), None
        )
        return (
            after is not None and self._parse.tokens[after].lower == ":" and any(s < after for s in speakers)
        )

    def _said(self, verb: Token, saying: int | None) -> list[tuple[int, int]]:
        """What is said: behind "as saying" or the colon, or else in front of the verb, and what goes on."""
        sentence = sentence_of(self._parse, verb.index)
        if saying is None:
            colon = next(i for i in range(verb.index, sentence.last) if self._parse.tokens[i].lower == ":")
            return self._ranges((colon + 1, sentence.last))
        if any(i > saying for i in kids(self._parse, saying, "ccomp", "xcomp", "dobj")):
            return self._ranges((saying + 1, sentence.last))
        outlet = [i for i in kids(self._parse, verb.index, "nsubj", "nsubjpass") if i < verb.index]
        last = noun_phrase(self._parse, outlet[0])[0] if outlet else verb.index
        if not any(is_verb(token) for token in self._parse.tokens[sentence.first : last]):
            return []
        after = saying + 1
        goes_on = after < sentence.last and self._parse.tokens[after].lower == ","
        return self._ranges((sentence.first, last), *([(after, sentence.last)] if goes_on else []))

    def _ranges(self, *ranges: tuple[int, int]) -> list[tuple[int, int]]:
        """The ranges without marks at their ends, those with a word or two left out."""
        parts = (trimmed(self._parse, first, last) for first, last in ranges)
        return [part for part in parts if part is not None and part[1] - part[0] > 1]

    def _draft_at(self, verb: int, saying: int | None) -> Draft | None:
        """The draft that detection made of it; where it made two, one goes."""
        at = [d for d in self._in[self._parse.tokens[verb].sentence] if d.cue in (verb, saying)]
        for other in at[1:]:
            self._drop(other)
        return at[0] if at else None

    # -- "citing Y" ------------------------------------------------------------------------------

    def _citing(self, verb: Token) -> None:
        """ "Reuters reported, citing local officials": the officials say it."""
        nouns = kids(self._parse, verb.index, "dobj") or self._next_noun(verb)
        if not nouns or not self._can_speak(nouns[0]) or is_passive(self._parse, verb.index):
            return
        own = [draft for draft in self._in[verb.sentence] if draft.cue == verb.index]
        if not self._is_aside(verb):
            return
        draft = self._governing(verb) or self._of_verb_above(verb, own)
        if draft is None or draft.source is None:
            return
        for other in own:
            if other is not draft:
                self._drop(other)
        if draft.source == nouns[0]:
            return  # detection has it so already
        draft.chain = [*draft.chain, draft.source]
        draft.source, draft.source_range = nouns[0], None
        self._cut(draft, verb.index, max(subtree(self._parse, nouns[0])[-1], nouns[0]) + 1)

    def _of_verb_above(self, verb: Token, own: Sequence[Draft]) -> Draft | None:
        """ "Nine died, Reuters reported, citing X", where detection saw only "citing": what was reported."""
        clauses = kids(self._parse, verb.head, "ccomp", "parataxis")
        if not own or own[0].source is None or verb.head == verb.index or not clauses:
            return None
        said = subtree(self._parse, clauses[0])
        content = trimmed(self._parse, said[0], said[-1] + 1)
        own[0].content = [content] if content is not None else own[0].content
        own[0].act, own[0].frame = Act.ASSERT, "quoted"
        return own[0]

    def _is_aside(self, verb: Token) -> bool:
        """ "Citing", "quoting", "which cited": not a verb that says something of its own."""
        relative = verb.dep == "relcl" and any(
            self._parse.tokens[i].lower in ("which", "who") for i in kids(self._parse, verb.index, "nsubj")
        )
        return verb.tag == "VBG" or relative

    def _next_noun(self, verb: Token) -> list[int]:
        sentence = sentence_of(self._parse, verb.index)
        near = range(verb.index + 1, min(verb.index + 6, sentence.last))
        return [i for i in near if is_noun(self._parse.tokens[i])][:1]

    def _governing(self, verb: Token) -> Draft | None:
        """The draft whose source cites: by the tree, else by what stands just before, else the next."""
        here = [d for d in self._in[verb.sentence] if d.source is not None and d.cue != verb.index]
        above = set(ancestors(self._parse, verb.index))
        by_tree = [d for d in here if d.source == verb.head or d.cue == verb.head]
        by_tree = by_tree or [d for d in here if d.source in above or d.cue in above]
        before = [d for d in here if 0 < verb.index - max(d.cue or 0, d.source or 0) <= _NEAR]
        opening = verb.index <= self._parse.sentences[verb.sentence].first + 1
        chosen = by_tree or before or ([d for d in here if (d.cue or 0) > verb.index] if opening else [])
        return chosen[0] if chosen else None

    def _cut(self, draft: Draft, first: int, last: int) -> None:
        """Takes the tokens from `first` to `last` (exclusive) out of the content."""
        parts: list[tuple[int, int]] = []
        for start, end in draft.content:
            if end <= first or start >= last:
                parts.append((start, end))
                continue
            halves = (
                trimmed(self._parse, start, max(start, first)),
                trimmed(self._parse, min(last, end), end),
            )
            parts.extend(half for half in halves if half is not None)
        draft.content = parts or draft.content

    # -- "were told by drivers that", "heard from the imam that" ------------------------------------

    def _heard(self, verb: Token) -> None:
        """What somebody has from somebody else: the other one says it, the first relays it."""
        clauses = [i for i in kids(self._parse, verb.index, "ccomp") if i > verb.index]
        tellers = [*behind(self._parse, verb.index, "from"), *self._agents(verb.index)]
        clauses += [i for noun in tellers for i in self._clause(noun)]
        if not clauses or any(self._parse.tokens[i].dep == "neg" for i in self._parse.children[verb.index]):
            return
        if verb.lemma in _TELLS:
            if not is_passive(self._parse, verb.index):
                return
            sources, hearers = self._agents(verb.index), kids(self._parse, verb.index, "nsubjpass")
        else:
            sources = behind(self._parse, verb.index, "from")
            hearers = kids(self._parse, verb.index, "nsubj")
        if not sources or not self._can_speak(sources[0]):
            return
        content = trimmed(
            self._parse,
            max(sources[0] + 1, subtree(self._parse, clauses[0])[0]),
            subtree(self._parse, clauses[0])[-1] + 1,
        )
        draft = self._draft_at(verb.index, None)
        if content is None:
            return
        if draft is None:
            draft = Draft(verb.index, None, [], Act.ASSERT, "quoted", Basis.EXPLICIT, cue_span=verb.span)
            self._add(draft)
        draft.source, draft.content, draft.follows, draft.basis = sources[0], [content], None, Basis.EXPLICIT
        draft.source_range = None
        draft.chain = [i for i in hearers[:1] if self._parse.tokens[i].tag != "PRP"]

    def _agents(self, verb: int) -> list[int]:
        """Who did it; parsers take "by passing drivers" for passing them."""
        by = kids(self._parse, verb, "agent")
        misread = [verbal for one in by for verbal in kids(self._parse, one, "pcomp")]
        return [*agents(self._parse, verb), *(i for one in misread for i in kids(self._parse, one, "dobj"))]

    def _clause(self, noun: int) -> list[int]:
        """The clause that the parser hangs on who told it: "from the imam that the gunmen ..."."""
        above = self._parse.tokens[noun].head
        hung = [*kids(self._parse, noun, "acl", "relcl", "ccomp"), *kids(self._parse, above, "ccomp")]
        return [i for i in hung if i > noun and self._has_that(i)]

    def _has_that(self, clause: int) -> bool:
        return any(self._parse.tokens[i].lower == "that" for i in kids(self._parse, clause, "mark", "dobj"))

    # -- "told AFP", "carried by SANA", "in an interview with the BBC", "according to Yonhap" ------

    def _told(self, draft: Draft) -> None:
        """The outlet that was told: "a spokesman told Reuters"."""
        if draft.cue is None or self._parse.tokens[draft.cue].lemma not in _TELLS:
            return
        for head in kids(self._parse, draft.cue, "dobj", "dative"):
            if self._is_medium(head):
                self._relay(draft, head)

    def _carried(self, verb: Token) -> None:
        if verb.lemma not in _CARRIED or verb.tag not in ("VBN", "VBD"):
            return
        outlets = [*agents(self._parse, verb.index), *behind(self._parse, verb.index, "by", "on", "in")]
        medium = next((head for head in outlets if self._is_medium(head)), None)
        own = any(draft.cue == verb.index for draft in self._in[verb.sentence])
        if medium is None or own:
            return
        draft = self._around(verb.index)
        if draft is not None:
            self._relay(draft, medium)
            end = max(subtree(self._parse, medium)[-1], medium) + 1
            self._cut_aside(draft, verb.index, end)

    def _talked(self, token: Token) -> None:
        words = _TALKS.get(token.lemma)
        if words is None:
            return
        medium = next((h for h in behind(self._parse, token.index, *words) if self._is_medium(h)), None)
        draft = self._around(token.index) if medium is not None else None
        if draft is not None and medium is not None:
            self._relay(draft, medium)

    def _around(self, token: int) -> Draft | None:
        """The draft that an aside belongs to: its cue or source is above, or stood last before it."""
        here = [
            d
            for d in self._in[self._parse.tokens[token].sentence]
            if d.cue != token
            and d.source is not None
            and not any((d.cue or 0) < first < token < last - 1 for first, last in d.content)
        ]
        above = set(ancestors(self._parse, token))
        fitting = [d for d in here if d.cue in above or d.source in above]
        before = [d for d in here if (d.cue or 0) < token]
        return fitting[0] if fitting else before[-1] if before else None

    def _cut_aside(self, draft: Draft, first: int, last: int) -> None:
        """ "said, as quoted by IRNA": the aside is no content, nor is the "as" in front of it."""
        start = first - 1 if first and self._parse.tokens[first - 1].lower == "as" else first
        if len(draft.content) > 1 or (draft.cue or 0) < first:
            inside = [(a, b) for a, b in draft.content if a <= start < b and a > (draft.cue or 0)]
            for _ in inside:
                self._cut(draft, start, last)

    def _according_to(self) -> None:
        """ "KCNA said, according to Yonhap": the outlet relays what somebody else says in its content."""
        for outer in [d for d in self._found if d.frame == "according-to"]:
            if outer.source is None or outer.cue is None or not self._is_medium(outer.source):
                continue
            inner = [
                d
                for d in self._in[self._parse.tokens[outer.cue].sentence]
                if d is not outer
                and d.source is not None
                and d.source != outer.source
                and d.cue is not None
                and outer.covers(d.cue)
            ]
            if not inner:
                continue
            self._drop(outer)
            for draft in inner:
                if outer.source not in draft.chain:
                    draft.chain = [outer.source, *draft.chain]
                self._cut(draft, outer.cue, max(subtree(self._parse, outer.source)[-1], outer.source) + 1)

    def _relay(self, draft: Draft, head: int) -> None:
        if head != draft.source and head not in draft.chain:
            draft.chain = [*draft.chain, head]

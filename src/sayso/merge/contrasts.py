"""Where the text itself sets one account against another, and how far two accounts are of one thing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sayso.merge.compatibility import same_kind
from sayso.merge.sayings import Saying, other_speaker
from sayso.model.events import PartyRef
from sayso.model.identity import same_side
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse
from sayso.model.spans import Span
from sayso.model.trees import is_noun, kids

T = TypeVar("T")
Words = Mapping[str, frozenset[str]]
_DOERS = frozenset({"nsubj", "poss", "agent", "compound", "amod"})
_AIR = frozenset({"aircraft", "helicopter", "drone"})
_ASKING = frozenset({"ask", "beg", "request", "appeal", "plead", "seek", "demand", "propose", "sue"})
_ACCOUNTS = frozenset({"reason", "account", "story", "explanation", "view", "motive", "narrative", "tale"})
_DIFFERENT = frozenset({"another", "other", "different", "opposite", "contrary", "rival"})
_CLEFT = 12  # tokens
CLOSE = 2  # paragraphs
_SHOWN = 3  # shared words that weigh


@dataclass(slots=True)
class Ground:
    """One report with its sayings: what the comparers look words, neighbours and marks up in."""

    parse: Parse
    lexicon: Lexicon
    sayings: Sequence[Saying]
    said: frozenset[int] = frozenset()  # tokens of what anybody is quoted with
    order: dict[str, int] = field(default_factory=dict)
    # What was asked before: of 120 sayings any two are compared, most of them many times.
    _others: dict[tuple[str, str], bool] = field(default_factory=dict)
    _beside: dict[tuple[int, int], bool] = field(default_factory=dict)
    _had: dict[tuple[str, str], bool] = field(default_factory=dict)
    _nouns: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _found: dict[tuple[str, str], Any] = field(default_factory=dict)
    _links: dict[tuple[str, str], float] = field(default_factory=dict)

    @classmethod
    def of(cls, parse: Parse, lexicon: Lexicon, sayings: Sequence[Saying]) -> "Ground":
        """The ground of a report."""
        said = frozenset(i for one in sayings if not one.voice for i in one.tokens)
        order = {one.statement.id: n for n, one in enumerate(sayings)}
        return cls(parse, lexicon, sayings, said, order)

    @property
    def words(self) -> Words:
        """The word sets of the language."""
        return self.lexicon.words

    def has(self, one: Saying, name: str) -> bool:
        """Whether the content has a word of a set."""
        known = self._had.get((one.statement.id, name))
        if known is None:
            wanted, tokens = self.words[name], (self.parse.tokens[i] for i in one.tokens)
            known = any(token.lemma in wanted or token.lower in wanted for token in tokens)
            self._had[one.statement.id, name] = known
        return known

    def near(self, a: Saying, b: Saying) -> bool:
        """Whether two sayings stand so close that a reader puts them together, or are of one thing."""
        return self.next_to(a, b) or abs(a.unit - b.unit) <= CLOSE or self.link(a, b) >= 1

    def is_cleft(self, one: Saying) -> bool:
        """ "It was Armenian troops who began": what another said is put right."""
        words = [self.parse.tokens[i].lower for i in one.tokens]
        starts = [
            n
            for n, i in enumerate(one.tokens)
            if n == 0 or self.parse.sentences[self.parse.tokens[i].sentence].first == i
        ]
        return any(
            words[n : n + 1] == ["it"]
            and words[n + 1 : n + 2] in (["was"], ["is"])
            and bool({"who", "that"} & set(words[n + 2 : n + _CLEFT]))
            for n in starts
        )

    def is_told_otherwise(self, one: Saying) -> bool:
        """Whether a saying, or the words around it, announce another account: "remember it otherwise"."""
        if self.is_cleft(one):
            return True
        sentence = self.parse.sentences[one.sentence]
        first = sentence.first
        before = one.sentence - 1
        others = any(s.sentence == before and not s.voice and self.others(s, one) for s in self.sayings)
        if before >= 0 and self.parse.sentences[before].unit == one.unit and not others:
            first = self.parse.sentences[before].first
        around = [i for i in range(first, sentence.last) if i not in self.said]
        return any(
            self.parse.tokens[i].lemma in self.words["other_account"] or self._is_another(i) for i in around
        )

    def _is_another(self, index: int) -> bool:
        """ "Gave another reason", "tell a different story"."""
        if self.parse.tokens[index].lemma not in _ACCOUNTS:
            return False
        return any(self.parse.tokens[i].lower in _DIFFERENT for i in kids(self.parse, index, "amod", "det"))

    def joined(self, a: Saying, b: Saying) -> bool:
        """Whether a word of contrast stands between two sayings of one sentence: "whereas", "but"."""
        if a.sentence != b.sentence or not a.tokens or not b.tokens:
            return False
        between = range(min(a.tokens[-1], b.tokens[-1]) + 1, max(a.tokens[0], b.tokens[0]))
        return any(self.parse.tokens[i].lower in self.words["against"] for i in between)

    def next_to(self, a: Saying, b: Saying) -> bool:
        """Whether no third speaker's account stands between two, the report's own aside."""
        low, high = sorted((self.order[a.statement.id], self.order[b.statement.id]))
        known = self._beside.get((low, high))
        if known is None:
            between = (one for one in self.sayings[low + 1 : high] if not one.voice)
            known = all(not self.others(one, a) or not self.others(one, b) for one in between)
            self._beside[low, high] = known
        return known

    def others(self, a: Saying, b: Saying) -> bool:
        """Whether two sayings are of two who do not speak for one side."""
        pair = (a.statement.id, b.statement.id)
        known = self._others.get(pair)
        if known is None:
            known = self._others[pair] = other_speaker(a, b)
        return known

    def once(self, one: Saying, name: str, find: Callable[[Saying], T]) -> T:
        """What `find` finds in a saying, kept under `name`."""
        key = (one.statement.id, name)
        if key not in self._found:
            self._found[key] = find(one)
        found: T = self._found[key]
        return found

    def link(self, a: Saying, b: Saying) -> float:
        """How far two sayings are of one thing."""
        key = (a.statement.id, b.statement.id)
        known = self._links.get(key)
        if known is None:
            known = self._links[key] = self._link(a, b)
        return known

    def _link(self, a: Saying, b: Saying) -> float:
        kinds = any(same_kind(x, y) for x in a.tellings for y in b.tellings)
        shared = a.topics & b.topics
        families = self._families(a, shared) & self._families(b, shared)
        return (
            2.0 * bool(a.events & b.events)
            + bool(a.incidents & b.incidents)
            + min(_SHOWN, len(a.topics & b.topics))
            + kinds
            + bool(families)
            + (self._asks(a) and self._asks(b))
        )

    def _asks(self, one: Saying) -> bool:
        """Whether somebody is told to have asked for something: "begged for a truce", "asked for nothing"."""
        return any(
            self.parse.tokens[i].lemma in _ASKING and self.parse.tokens[i].tag in ("VBD", "VBN")
            for i in one.tokens
        )

    def _families(self, one: Saying, but: frozenset[str]) -> frozenset[str]:
        """The kinds of weapons told, save in words that are counted already."""
        arms = self.once(one, "arms", self._arms)
        return frozenset(family for lemma, family in arms if lemma not in but)

    def _arms(self, one: Saying) -> list[tuple[str, str]]:
        """The words for weapons, each with its kind."""
        lemmas = dict.fromkeys(self.parse.tokens[i].lemma for i in one.tokens)
        senses = ((lemma, self.lexicon.weapons.get(lemma)) for lemma in lemmas)
        return [(word, "air" if s.family in _AIR else s.family) for word, s in senses if s is not None]

    def blames(self, one: Saying, whom: PartyRef | None) -> float:
        """3 where somebody of this side is told to have done it, 2 to act at all, 1 where only named."""
        if whom is None:
            return 0.0
        if any(same_side(whom, fact.value) for t in one.tellings for fact in t.actors):
            return 3.0
        named = [
            head
            for head, party in one.parties
            if same_side(whom, party) and not self.parse.tokens[head].tag.startswith("PRP")
        ]
        acting = any(self.parse.tokens[head].dep in _DOERS for head in named)
        return 2.0 if acting else 1.0 * bool(named)

    def span(self, tokens: Sequence[int]) -> Span:
        """From the first to the last of the tokens."""
        return Span(self.parse.tokens[tokens[0]].span.start, self.parse.tokens[tokens[-1]].span.end)

    def nouns(self, one: Saying, name: str) -> list[int]:
        """The nouns of the content that are in a word set."""
        known = self._nouns.get((one.statement.id, name))
        if known is None:
            wanted, tokens = self.words[name], self.parse.tokens
            known = [i for i in one.tokens if tokens[i].lemma in wanted and is_noun(tokens[i])]
            self._nouns[one.statement.id, name] = known
        return known

"""Who a report introduced or quoted so far: what "he", "the minister" or "the monitor" says is theirs."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from sayso.attribute.senses import called
from sayso.model.events import PartyRef
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Token
from sayso.model.parties import PartyKind
from sayso.model.quoted import quotation_around
from sayso.model.spans import Fact
from sayso.model.trees import behind, conjuncts, is_name, is_noun, kids, noun_phrase

_HE = frozenset({"he", "she", "him", "her"})
_WHERE = frozenset({"in", "at", "near"})
_THEY = frozenset({"they", "them"})
# How many paragraphs back a pronoun and a description may point.
_PRONOUN_REACH = 3
_NOUN_REACH = 12
_LOOK_BACK = 300  # phrases
# Branches of `lang/people.toml` whose nouns mean one human being each.
_HUMAN = frozenset({"officials", "civilians", "protesters", "witnesses"})
_BODIES = frozenset(
    {PartyKind.STATE, PartyKind.STATE_FORCE, PartyKind.ARMED_FORCE, PartyKind.ARMED_GROUP}
    | {PartyKind.COALITION, PartyKind.ORGANIZATION, PartyKind.MEDIA}
)
_MONITORS = frozenset({PartyKind.ORGANIZATION})
_GROUPS = frozenset({PartyKind.ORGANIZATION, PartyKind.ARMED_GROUP})
_OUTLETS = frozenset({PartyKind.MEDIA})
_RULERS = frozenset({"president", "leader", "premier", "chancellor", "king", "emir"})
# What kind of body that has spoken before a noun may stand for.
_OF_KIND: dict[str, frozenset[PartyKind]] = {
    **dict.fromkeys(("monitor", "watchdog", "observatory", "charity", "ngo"), _MONITORS),
    **dict.fromkeys(("group", "organisation", "organization", "movement"), _GROUPS),
    **dict.fromkeys(("militia", "faction"), frozenset({PartyKind.ARMED_GROUP})),
    **dict.fromkeys(("paper", "newspaper", "daily", "broadcaster", "channel", "station"), _OUTLETS),
    **dict.fromkeys(("network", "outlet", "website", "magazine", "site"), _OUTLETS),
    "agency": _OUTLETS | _MONITORS,
    **dict.fromkeys(("alliance", "bloc"), frozenset({PartyKind.COALITION})),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody told before: where, in which words, and whether he or it spoke there.

    `words` are the lower-case words said of him (offices, trades, names), `nouns` those
    that say what he is.
    """

    head: int
    ref: PartyRef
    words: frozenset[str]
    nouns: frozenset[str]
    spoke: bool = False


class Earlier:
    """The persons, bodies and speakers of one report, in text order."""

    def __init__(self, parse: Parse, parties: Mapping[int, Fact[PartyRef]], lexicon: Lexicon) -> None:
        self._parse = parse
        self._parties = parties
        self._people = lexicon.people
        self._called = called(lexicon)
        self._bodies = lexicon.words["bodies_that_speak"]
        self._idle = lexicon.words["idle"]
        self._female, self._male = lexicon.words["female"], lexicon.words["male"]
        self._spoken: list[Known] = []
        self._said_of: dict[PartyRef, frozenset[str]] = {}

    @cached_property
    def _told(self) -> list[Known]:
        """Everybody with a name; few reports have a source that must be looked for among them."""
        return sorted(self._introduced(), key=lambda known: known.head)

    @cached_property
    def _heads(self) -> list[int]:
        return [known.head for known in self._told]

    @cached_property
    def _subjects(self) -> list[int]:
        return sorted(i for i in self._parties if self._parse.tokens[i].dep in ("nsubj", "nsubjpass"))

    def spoke(self, head: int, ref: PartyRef) -> None:
        """Keep that the phrase with this head is a source."""
        words, nouns = self._described(head)
        before = next((k for k in reversed(self._spoken) if k.ref == ref), None)
        if before is not None:  # "he", "the minister": all that is known of him holds for the next mention
            words, nouns = words | before.words, nouns | before.nouns
        self._said_of[ref] = self._said_of.get(ref, frozenset()) | words
        self._spoken.append(Known(head, ref, words, nouns, spoke=True))

    # -- pronouns ----------------------------------------------------------------------------

    def pronoun(self, head: int, told: PartyRef | None, *, goes_on: bool) -> PartyRef | None:
        """Whom a pronoun that speaks means: who spoke last and agrees with it, else `told`.

        Args:
            head: The pronoun.
            told: What it points at by its place in the text, speech apart.
            goes_on: Whether the verb says that somebody speaks on ("he added").
        """
        token = self._parse.tokens[head]
        last = next((known for known in self._back(head) if self._agrees(token, known)), None)
        # Women are called so, or by a pronoun, more often than men: one who was goes before a nearer name.
        she = self._woman(token) if token.lower in ("she", "her") else None
        last = she or last
        if told is not None and self._is_other_gender(token.lower, told):
            told = None
        if last is None:
            return told
        if told is None or told == last.ref or goes_on or she or self._is_plural(token, told):
            return last.ref
        at = self.last_mention(told, head)
        here = self._parse.tokens[last.head].sentence
        nearer = at is not None and self._parse.tokens[at].sentence > here and not self._is_inside(at)
        return told if nearer else last.ref

    def _is_plural(self, pronoun: Token, told: PartyRef) -> bool:
        """Whether "it" would mean several: "Government units, it said, shelled the town"."""
        at = self.last_mention(told, pronoun.index) if pronoun.lower == "it" else None
        return at is not None and self._parse.tokens[at].tag in ("NNS", "NNPS")

    def _woman(self, pronoun: Token) -> Known | None:
        """The last source that is known to be a woman."""
        fitting = (known for known in self._back(pronoun.index) if self._agrees(pronoun, known))
        return next((known for known in fitting if self._said_of[known.ref] & self._female), None)

    def subject(self, head: int) -> int | None:
        """The last human subject in front of a pronoun in its sentence: "the major was ill, he said"."""
        sentence = self._parse.sentences[self._parse.tokens[head].sentence]
        for index in range(head - 1, sentence.first - 1, -1):
            token = self._parse.tokens[index]
            if token.dep not in ("nsubj", "nsubjpass") or not is_noun(token):
                continue
            quoted = quotation_around(self._parse, token.span) is not None
            return index if self.is_human(token) and not quoted and not self._is_inside(index) else None
        return None

    def _back(self, head: int) -> Iterator[Known]:
        """Sources before `head`, the nearest first, as far back as a pronoun reaches."""
        token = self._parse.tokens[head]
        around = quotation_around(self._parse, token.span)
        quote = around.inner if around is not None else None
        for known in islice(reversed(self._spoken), _LOOK_BACK):
            there = self._parse.tokens[known.head]
            if there.unit < token.unit - _PRONOUN_REACH:
                return
            if quote is not None and not quote.covers(there.span):
                return  # what "he" means in somebody's words is not said outside of them
            if known.head < head:
                yield known

    def _agrees(self, pronoun: Token, known: Known) -> bool:
        """Whether number, gender and kind of the pronoun fit a source."""
        noun = self._parse.tokens[known.head]
        plural = (
            noun.tag in ("NNS", "NNPS") or noun.lower in _THEY or bool(conjuncts(self._parse, known.head))
        )
        person = known.ref.kind is PartyKind.PERSON or self.is_human(noun)
        if pronoun.lower in _HE:
            return person and not plural and not self._is_other_gender(pronoun.lower, known.ref)
        if pronoun.lower in _THEY:
            return plural or known.ref.kind in _BODIES
        if pronoun.lower != "it" or plural:
            return False
        return self._is_body(noun) or (not person and known.ref.kind in _BODIES)

    def _is_body(self, noun: Token) -> bool:
        """Whether a noun that no table knows means a body that speaks: "the General Staff"."""
        return noun.lower in self._bodies and noun.tag in ("NN", "NNP")

    def is_human(self, noun: Token) -> bool:
        """Whether a noun or pronoun means one human being: "a spokesman", "the officer", "she"."""
        if noun.lower in _HE:
            return True
        sense = self._people.get(noun.lemma)
        rank = noun.lemma in self._called["officer"]
        one = noun.tag in ("NN", "NNP")
        return one and (rank or (sense is not None and sense.branch in _HUMAN))

    def _is_other_gender(self, pronoun: str, ref: PartyRef) -> bool:
        words = self._said_of.get(ref, frozenset())
        female, male = bool(words & self._female), bool(words & self._male)
        if pronoun in ("he", "him"):
            return female and not male
        return pronoun in ("she", "her") and male and not female

    def last_mention(self, ref: PartyRef, head: int) -> int | None:
        """Where a party was told last before a token, as the subject of something."""
        at = bisect_left(self._subjects, head)
        near = reversed(self._subjects[max(0, at - _LOOK_BACK) : at])
        return next((i for i in near if self._parties[i].value == ref), None)

    def _is_inside(self, head: int) -> bool:
        """Whether a phrase stands in a clause that somebody says: its subject does not go on."""
        verb = self._parse.tokens[self._parse.tokens[head].head]
        return verb.dep == "ccomp"

    # -- descriptions ---------------------------------------------------------------------------

    def description(self, head: int) -> PartyRef | None:
        """Whom "the minister", "the monitor" means: the one told before whom the noun fits.

        None where nobody fits, or several do and none of them spoke in this paragraph or the last.
        """
        token = self._parse.tokens[head]
        wanted = self._modifiers(head)
        fitting = [
            known
            for known in self._before(head)
            if self._fits(token, known) and wanted <= known.words | known.nouns
        ]
        refs = list(dict.fromkeys(known.ref for known in fitting))
        if len(refs) > 1:
            near = [k for k in fitting if k.spoke and self._parse.tokens[k.head].unit >= token.unit - 1]
            refs = list(dict.fromkeys(known.ref for known in near))
            if len(refs) > 1 and self._spoke_just(near[0], token):
                refs = refs[:1]
        return refs[0] if len(refs) == 1 else None

    def _spoke_just(self, known: Known, token: Token) -> bool:
        """Whether nobody else has spoken since, and the words stand in the sentence before or the same."""
        last = max((k.head for k in self._spoken if k.head < token.index), default=-1)
        return known.head == last and self._parse.tokens[known.head].sentence >= token.sentence - 1

    def _before(self, head: int) -> Iterator[Known]:
        """Persons and sources before `head`, the nearest first."""
        unit = self._parse.tokens[head].unit
        at = bisect_left(self._heads, head)
        both = [*self._told[max(0, at - _LOOK_BACK) : at], *self._spoken[-_LOOK_BACK:]]
        for known in sorted(both, key=lambda known: -known.head):
            if known.head < head and self._parse.tokens[known.head].unit >= unit - _NOUN_REACH:
                yield known

    def _modifiers(self, head: int) -> frozenset[str]:
        """The words in front of the noun that tell which one is meant."""
        return frozenset(
            self._parse.tokens[i].lemma
            for i in noun_phrase(self._parse, head)[:-1]
            if self._parse.tokens[i].dep in ("compound", "amod", "nmod", "poss") and not self._is_idle(i)
        )

    def _is_idle(self, index: int) -> bool:
        """ "The London-based group", "the rights group": words that do not tell which one is meant."""
        token = self._parse.tokens[index]
        behind = self._parse.tokens[index : index + 5]
        based = any("based" in t.lower and t.head >= index for t in behind if t.sentence == token.sentence)
        return based or token.lemma in self._idle

    def _fits(self, token: Token, known: Known) -> bool:
        """Whether the noun was said before, or stands for one that was, or for bodies of that kind."""
        if token.lemma in known.nouns or known.nouns & self._called.get(token.lemma, frozenset()):
            return True
        if token.lemma in _RULERS and known.spoke and self._rules(known.ref):
            return True
        return known.spoke and known.ref.kind in _OF_KIND.get(token.lemma, frozenset())

    def _rules(self, ref: PartyRef) -> bool:
        """Whether a person acts for a state: its head, as the party table has it."""
        return ref.kind is PartyKind.PERSON and any(len(side) == 3 and side.isupper() for side in ref.sides)

    def _introduced(self) -> Iterator[Known]:
        """Every name of a person or body with the words that say what he or it is."""
        for head, fact in self._parties.items():
            if is_name(self._parse.tokens[head]) and fact.value.kind is not PartyKind.OBJECT:
                if fact.value.kind is PartyKind.PERSON and self._is_where(head):
                    continue
                words, nouns = self._described(head)
                yield Known(head, fact.value, words, nouns)

    def _is_where(self, head: int) -> bool:
        """ "Over a refinery in X, the governor wrote": X is a place, whatever stands beside it."""
        token = self._parse.tokens[head]
        return token.dep == "pobj" and self._parse.tokens[token.head].lower in _WHERE

    def _described(self, head: int) -> tuple[frozenset[str], frozenset[str]]:
        """All words said of a phrase, and the nouns among them that say what it is."""
        phrase = noun_phrase(self._parse, head)
        beside = [*kids(self._parse, head, "appos"), *self._stands_beside(head)]
        whole = [i for noun in beside for i in (*noun_phrase(self._parse, noun), *self._behind(noun))]
        tokens = [self._parse.tokens[i] for i in (*phrase, *whole, *self._behind(head))]
        nouns = [t for t in tokens if is_noun(t)]
        return (
            frozenset(w for t in tokens for w in (t.lower.rstrip("."), t.lemma)),
            frozenset(w for t in nouns for w in (t.lower.rstrip("."), t.lemma)),
        )

    def _stands_beside(self, head: int) -> list[int]:
        """The noun that this name is put beside: "the governor, Oleg Tarasov"."""
        token = self._parse.tokens[head]
        return [token.head] if token.dep == "appos" else []

    def _behind(self, head: int) -> Sequence[int]:
        return behind(self._parse, head, "of", "for", "at", "from", "with")

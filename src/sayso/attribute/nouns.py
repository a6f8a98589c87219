"""Nouns that carry what is said: "rumours that", "a demand by Seoul that", "the rebels' claim to have".

And the idioms of hearsay: "one story has it that", "it was being whispered that",
"officially, ...". Where the noun's issuer is not named, nobody speaks.
"""

from collections.abc import Iterator

from sayso.attribute.drafts import Draft, trimmed
from sayso.attribute.senses import acts_of
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Sentence, Token
from sayso.model.statements import Act, Basis
from sayso.model.trees import agents, ancestors, behind, is_noun, kids, subtree

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_GOES_ROUND = frozenset(
    {"go", "circulate", "spread", "run", "emerge", "surface", "swirl", "abound", "persist", "grow"}
)
# "The report that they published": here "that" stands for the noun itself.
_DONE_WITH = frozenset(
    {"make", "issue", "give", "receive", "hear", "read", "publish", "face", "send", "post"}
)
_TOLD = frozenset({"story", "version", "account", "rumour", "rumor", "tale", "legend", "gossip", "report"})
_WHISPERED = frozenset(
    {"whisper", "mutter", "murmur", "rumour", "rumor", "claim", "say", "allege", "suggest"}
)
_OFFICIALLY = frozenset({"officially", "unofficially"})
_DOUBTED = frozenset({"doubt", "water", "scorn"})  # "cast doubt on reports that"
_STIRS = frozenset(
    {"hear", "receive", "spread", "follow", "trigger", "fuel", "spark", "prompt", "have", "be"}
)
_MADE = frozenset(
    {"make", "issue", "voice", "raise", "level", "repeat", "broadcast", "publish", "air", "spread"}
)
_ON_NOBODYS_WORD = frozenset(
    {"rumour", "rumours", "rumor", "rumors", "allegation", "allegations", "claims", "reports", "speculation"}
    | {"accusations", "suggestions", "gossip"}
)
_NEAR = 20  # tokens between a noun and its "that"


class Nouns:
    """Finds them in one parse."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self._parse = parse
        self._acts = acts_of(lexicon, "noun")
        self._takes = acts_of(lexicon, "clause")

    def drafts(self) -> Iterator[Draft]:
        """One draft for each noun and idiom, in text order."""
        for token in self._parse.tokens:
            sentence = self._parse.sentences[token.sentence]
            if is_noun(token) and token.lemma in self._acts:
                yield from self._noun(token, sentence)
            elif token.lower == "it" or token.lower in _OFFICIALLY:
                yield from self._idiom(token, sentence)

    # -- "the claim that" ------------------------------------------------------------------------

    def _noun(self, noun: Token, sentence: Sentence) -> Iterator[Draft]:
        content = self._clause(noun, sentence) or self._infinitive(noun)
        if content is None:
            return
        source = self._issuer(noun.index, content[0])
        if source is None and (self._is_taken_up(noun) or noun.lower not in _ON_NOBODYS_WORD):
            return
        basis = Basis.NONE if source is None else Basis.EXPLICIT
        act = self._acts[noun.lemma] if source is not None else Act.ALLEGE
        yield Draft(noun.index, source, [content], act, "noun", basis, cue_span=noun.span, score=0.5)

    def _clause(self, noun: Token, sentence: Sentence) -> tuple[int, int] | None:
        """The clause behind the "that" of a noun."""
        that = self._that(noun, sentence)
        if that is None:
            return None
        verb = self._verb(that, sentence)
        if verb is None:
            return None
        end = subtree(self._parse, verb)[-1] + 1
        governor = noun.head
        if noun.dep in ("nsubj", "nsubjpass") and governor > verb:
            helpers = kids(self._parse, governor, "aux", "auxpass", "neg")
            end = min([end, governor, *(i for i in helpers if i > verb)])
        return trimmed(self._parse, that + 1, min(end, sentence.last))

    def _that(self, noun: Token, sentence: Sentence) -> int | None:
        """The "that" of a noun: right behind it, its issuer, or the verb with which it goes round."""
        tokens = self._parse.tokens
        for at in range(noun.index + 1, min(noun.index + _NEAR, sentence.last - 3)):
            token = tokens[at]
            if token.lower == "that":
                return at if self._opens_clause(at) else None
            round_ = token.index == noun.head and token.lemma in _GOES_ROUND
            if token.lower in (";", ":", "and") and not self._is_in_phrase(at, noun):
                return None
            if token.tag in (*_FINITE, "MD") and not round_:
                return None
        return None

    def _is_in_phrase(self, index: int, noun: Token) -> bool:
        return noun.index in ancestors(self._parse, index)

    def _opens_clause(self, that: int) -> bool:
        """Whether a subject follows, and the word does not stand for the noun."""
        after = self._parse.tokens[that + 1]
        return after.tag not in (*_FINITE, "MD", "VB", "VBN", "RB") and after.lower != ","

    def _verb(self, that: int, sentence: Sentence) -> int | None:
        """The verb of the clause behind "that"; None where it is one that is done with the noun."""
        head = self._parse.tokens[that].head
        first = next(
            (
                i
                for i in range(that + 1, sentence.last)
                if self._parse.tokens[i].tag in (*_FINITE, "MD", "VB")
            ),
            None,
        )
        if first is None:
            return None
        main = self._parse.tokens[first]
        if main.dep in ("aux", "auxpass"):
            first = main.head
        if self._parse.tokens[that].dep == "mark" and head > that:
            return head
        stands_for_noun = self._parse.tokens[that].tag == "WDT" and self._parse.tokens[that].dep == "dobj"
        if (
            stands_for_noun
            and self._parse.tokens[first].lemma != "be"
            and not kids(self._parse, first, "ccomp")
        ):
            return None
        return None if self._parse.tokens[first].lemma in _DONE_WITH else first

    def _infinitive(self, noun: Token) -> tuple[int, int] | None:
        """ "The rebels' claim to have shot it down": what the owner of the noun says of himself."""
        if self._acts[noun.lemma] not in (Act.ALLEGE, Act.THREATEN, Act.PROMISE, Act.REQUEST):
            return None
        following = self._parse.tokens[noun.index + 1] if noun.index + 1 < len(self._parse.tokens) else noun
        verbs = [i for i in kids(self._parse, noun.index, "acl") if following.lower == "to"]
        if not verbs or not kids(self._parse, noun.index, "poss"):
            return None
        end = subtree(self._parse, verbs[0])[-1] + 1
        if noun.dep in ("nsubj", "nsubjpass") and noun.head > verbs[0]:
            end = min([end, noun.head, *(i for i in kids(self._parse, noun.head, "aux") if i > verbs[0])])
        return trimmed(self._parse, following.index, end)

    def _issuer(self, noun: int, before: int) -> int | None:
        """Whose word it is: "Ankara's assurance", "a demand by Seoul", "allegations made by the nuns"."""
        owners = kids(self._parse, noun, "poss") + behind(self._parse, noun, "by", "from")
        for verb in kids(self._parse, noun, "acl", "relcl"):
            if self._parse.tokens[verb].lemma in _MADE:
                owners += [*agents(self._parse, verb), *behind(self._parse, verb, "by")]
        fitting = [i for i in owners if i < before and self._parse.tokens[i].tag != "DT"]
        return fitting[0] if fitting else None

    def _is_taken_up(self, noun: Token) -> bool:
        """Whether somebody denies, confirms or repeats it: then that is the statement."""
        for above in ancestors(self._parse, noun.index):
            token = self._parse.tokens[above]
            if token.lemma in _DOUBTED:
                return True
            if token.tag.startswith("VB"):
                taken = noun.dep == "dobj" and token.lemma not in _STIRS
                return taken or (noun.dep != "nsubj" and token.lemma in self._takes)
        return False

    # -- "one story has it that", "it was being whispered that", "officially" ------------------------

    def _idiom(self, token: Token, sentence: Sentence) -> Iterator[Draft]:
        if token.lower in _OFFICIALLY:
            content = trimmed(self._parse, token.index + 1, sentence.last)
            said = content and any(
                t.tag in _FINITE for t in self._parse.tokens[token.index + 1 : sentence.last]
            )
            if token.index == sentence.first and content and said:
                act = Act.ASSERT
                yield Draft(token.index, None, [content], act, "hearsay", Basis.NONE, cue_span=token.span)
            return
        cue = self._told(token, sentence) or self._whispered(token, sentence)
        if cue is None:
            return
        verb, content = cue
        span = self._parse.tokens[verb].span
        by = agents(self._parse, verb)
        yield Draft(
            verb,
            by[0] if by and by[0] < content[0] else None,
            [content],
            Act.ALLEGE,
            "hearsay",
            Basis.EXPLICIT if by and by[0] < content[0] else Basis.NONE,
            cue_span=span,
            score=0.5,
        )
        yield from self._another(content, sentence)

    def _told(self, token: Token, sentence: Sentence) -> tuple[int, tuple[int, int]] | None:
        """ "Rumour has it that": the verb and the content."""
        tokens = self._parse.tokens
        verb = token.index - 1
        if token.lower != "it" or verb <= sentence.first or tokens[verb].lemma != "have":
            return None
        that = token.index + 1
        subject = [i for i in kids(self._parse, verb, "nsubj") if tokens[i].lemma in _TOLD]
        return self._from(verb, that, sentence) if subject else None

    def _whispered(self, token: Token, sentence: Sentence) -> tuple[int, tuple[int, int]] | None:
        """ "It was being whispered in the cafes that": the verb and the content."""
        tokens = self._parse.tokens
        verb = next(
            (
                i
                for i in range(token.index + 2, min(token.index + 6, sentence.last))
                if tokens[i].tag == "VBN"
            ),
            None,
        )
        if verb is None or tokens[verb].lemma not in _WHISPERED:
            return None
        between = {t.lemma for t in tokens[token.index + 1 : verb] if t.tag != "RB"}
        if not between or not between <= {"be", "have"}:
            return None
        ahead = range(verb + 1, min(verb + _NEAR, sentence.last))
        that = next((i for i in ahead if tokens[i].lower == "that"), None)
        if that is None or any(t.tag in _FINITE for t in tokens[verb + 1 : that]):
            return None
        return self._from(verb, that, sentence)

    def _from(self, verb: int, that: int, sentence: Sentence) -> tuple[int, tuple[int, int]] | None:
        if that >= sentence.last or self._parse.tokens[that].lower != "that":
            return None
        other = self._other(that + 1, sentence)
        content = trimmed(self._parse, that + 1, other if other is not None else sentence.last)
        return (verb, content) if content is not None else None

    def _other(self, first: int, sentence: Sentence) -> int | None:
        """Where ", another that ..." begins."""
        tokens = self._parse.tokens
        return next(
            (
                i
                for i in range(first, sentence.last - 3)
                if tokens[i].lower in ("another", "others", "other") and tokens[i + 1].lower == "that"
            ),
            None,
        )

    def _another(self, content: tuple[int, int], sentence: Sentence) -> Iterator[Draft]:
        """The second of two stories that go round, its verb left out."""
        at = self._other(content[1], sentence)
        said = trimmed(self._parse, at + 2, sentence.last) if at is not None else None
        if at is not None and said is not None:
            span = self._parse.tokens[at].span
            yield Draft(at, None, [said], Act.ALLEGE, "hearsay", Basis.NONE, cue_span=span)

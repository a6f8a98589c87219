"""What a statement means: its act, whether its content holds, how sure, and who stands to it.

The cue brings a meaning from the table of cues; a negated cue, a negated or hedged content
and what somebody shall or will do change it. Which statement there is, is settled before.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sayso.attribute.contents import Content
from sayso.attribute.drafts import Draft
from sayso.attribute.silence import is_silence
from sayso.model.lexicon import CueSense, Lexicon
from sayso.model.parse import Parse, Token
from sayso.model.statements import Act, AuthorCommitment, Certainty, Polarity
from sayso.model.trees import is_infinitive, is_noun, is_verb, kids

# Frames of drafts that are about an act as a whole; their act is settled where they are found.
SETTLED = frozenset({"responsibility", "refusal", "ascribed", "label"})
_STEPS = frozenset({"xcomp", "pcomp", "prep", "acomp", "acl", "attr", "pobj"})
_WARNS = frozenset({"warn", "caution", "vow", "swear", "threaten"})
_ASSERTIVE = frozenset({Act.ASSERT, Act.ALLEGE, Act.CONFIRM, Act.NOTICE})
# "Could not bring himself to deny": the parser hangs what one does not do beside these verbs.
_STRAINING = frozenset({"bring", "care", "dare"})
# What those who are threatened will not do or have done to them: "will not escape".
_DENIED = frozenset({"sleep", "escape", "spare", "survive", "forgive", "forget", "rest"})
_MAX_GAP = 3
_REACH = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one statement means, apart from the events that it is about."""

    act: Act
    polarity: Polarity | None = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    source: int = 2
    author: AuthorCommitment = AuthorCommitment.NEUTRAL
    lemma: str | None = None


_ByFrame = Mapping[tuple[str, str], CueSense]
_ByWord = Mapping[str, Sequence[CueSense]]


@lru_cache(maxsize=8)
def _sorted_senses(lexicon: Lexicon) -> tuple[_ByFrame, _ByWord]:
    """Senses of one word by frame and word, and phrases by their first word."""
    by_frame: dict[tuple[str, str], CueSense] = {}
    phrases: dict[str, list[CueSense]] = defaultdict(list)
    for sense in lexicon.senses:
        if len(sense.words) > 1 or sense.frame == "phrase":
            phrases[sense.words[0]].append(sense)
        else:
            by_frame.setdefault((sense.frame, sense.words[0]), sense)
    return by_frame, dict(phrases)


class Meanings:
    """Reads the meaning of the drafts of one report."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self._parse = parse
        self._words = lexicon.words
        self._by_frame, self._phrases = _sorted_senses(lexicon)

    def of(self, draft: Draft, content: Content) -> Meaning:
        """The meaning of one draft with its content."""
        sense = self.sense(draft, content)
        found = _meaning(sense, draft)
        if draft.frame in SETTLED:
            return _settled(draft.act, found)
        if draft.frame == "accused" or (draft.frame == "speech-act" and found.act is Act.ASSERT):
            found = replace(found, act=draft.act)
        if found.act is Act.DECLINE:
            return _silent(found)
        if draft.cue is not None and self._is_withheld(draft.cue):
            turned = self._turned(found, draft.cue)
            if turned is not None:
                return turned
        if found.act is Act.DENY:
            return found
        found = self._with_content(found, draft, content)
        return self._of_what_comes(found, draft, content)

    # -- the cue -------------------------------------------------------------------------------

    def sense(self, draft: Draft, content: Content) -> CueSense | None:
        """The entry of the table that the cue is read by; None for a cue that it does not have."""
        if draft.cue is None:
            return None
        token = self._parse.tokens[draft.cue]
        phrase = self._phrase(token)
        if phrase is not None:
            return phrase
        for frame in self._frames(token, draft, content):
            found = self._by_frame.get((frame, token.lemma)) or self._by_frame.get((frame, token.lower))
            if found is not None:
                return found
        return None

    def _frames(self, token: Token, draft: Draft, content: Content) -> Iterator[str]:
        """The frames that the cue may stand in, the likeliest first."""
        if is_noun(token):
            yield from ("noun", "clause", "object")
            return
        if not is_verb(token):
            yield from ("preposition", "adverb", "noun", "clause", "object", "passive")
            return
        if draft.frame == "passive" and draft.source is None:
            yield "passive"
        if self._is_to_do(token, content):
            yield "infinitive"
        if not content.is_clause or draft.frame == "speech-act":
            yield "object"
        yield from ("clause", "object", "infinitive", "noun", "passive")

    def _is_to_do(self, token: Token, content: Content) -> bool:
        """Whether the content is what somebody shall or will do: "to withdraw"."""
        first = self._parse.tokens[content.tokens[0]].lower
        verb = self._parse.tokens[content.main]
        to = any(self._parse.tokens[i].lower == "to" for i in kids(self._parse, content.main, "aux"))
        if first == "to" or to or is_infinitive(self._parse, content.main):
            return verb.dep != "ccomp" or not content.subjects()
        return any(
            is_infinitive(self._parse, i) and i > token.index for i in kids(self._parse, token.index, "xcomp")
        ) and not kids(self._parse, token.index, "ccomp")

    def _phrase(self, token: Token) -> CueSense | None:
        """The longest phrase of several words that has the cue in it."""
        sentence = self._parse.sentences[token.sentence]
        best: CueSense | None = None
        for start in range(max(sentence.first, token.index - _REACH), token.index + 1):
            here = self._parse.tokens[start]
            for sense in (*self._phrases.get(here.lemma, ()), *self._phrases.get(here.lower, ())):
                last = self._matched(sense.words, start, sentence.last)
                if last is None or last < token.index:
                    continue
                if best is None or len(sense.words) > len(best.words):
                    best = sense
        return best

    def _matched(self, words: Sequence[str], start: int, end: int) -> int | None:
        """The last token of the words, with short gaps of articles, adverbs and names between them."""
        at = start
        for word in words[1:]:
            for step in range(1, _MAX_GAP + 1):
                if at + step >= end:
                    return None
                token = self._parse.tokens[at + step]
                if word in (token.lemma, token.lower):
                    at += step
                    break
                if is_verb(token) or token.dep == "punct":
                    return None
            else:
                return None
        return at

    def _is_withheld(self, cue: int) -> bool:
        """Whether the cue is negated, or what somebody declines or is not able to do."""
        parse = self._parse
        if parse.tokens[cue].lemma in self._words["hesitating"]:
            return False
        if self._is_negated(cue) or self._is_no_longer(cue):
            return True
        token = parse.tokens[cue]
        for _ in range(_REACH + 1):
            if token.dep == "conj":
                if not self._is_alternative(token):
                    return False
                token = parse.tokens[token.head]
                if is_verb(token) and self._is_negated(token.index):
                    return True
                continue
            if token.dep not in _STEPS and not self._is_strained(token):
                return False
            token = parse.tokens[token.head]
            if token.lemma in self._words["withholding"] or token.lower in self._words["withholding"]:
                return not self._is_negated(token.index)
            if self._is_negated(token.index):
                return True
        return False

    def _is_strained(self, verb: Token) -> bool:
        """ "Could not bring himself to deny"."""
        return verb.dep == "advcl" and self._parse.tokens[verb.head].lemma in _STRAINING

    def _is_alternative(self, verb: Token) -> bool:
        """ "Confirm or deny": what is said of the first verb is said of the second."""
        if kids(self._parse, verb.index, "nsubj"):
            return False
        joins = {self._parse.tokens[i].lower for i in kids(self._parse, verb.head, "cc")}
        return bool(joins & {"or", "nor"})

    def _is_negated(self, verb: int) -> bool:
        """ "Did not say", "never said", "neither confirmed", "nobody said"."""
        for child in self._parse.children[verb]:
            kid = self._parse.tokens[child]
            if kid.dep == "neg" or kid.lower in ("neither", "nor", "never"):
                return True
            if kid.dep == "prep" and kid.lower == "without":
                return False
            if kid.dep == "nsubj" and self._is_nobody(child):
                return True
        return (
            self._parse.tokens[verb].dep == "pcomp"
            and self._parse.tokens[self._parse.tokens[verb].head].lower == "without"
        )

    def _is_nobody(self, subject: int) -> bool:
        """ "Neither the ministry nor the army", "no official"; "no fewer than six officials" is somebody."""
        if self._parse.tokens[subject].lower in ("nobody", "none", "neither"):
            return True
        left = kids(self._parse, subject, "det", "preconj", "cc")
        after = {self._parse.tokens[i + 1].lower for i in left}
        words = {self._parse.tokens[i].lower for i in left if i < subject}
        return bool(words & {"no", "neither"}) and not after & {"fewer", "less", "more"}

    def _turned(self, found: Meaning, cue: int) -> Meaning | None:
        """What a negated cue means; None where the negation leaves it a statement."""
        lemma = self._parse.tokens[cue].lemma
        if lemma == "rule":
            return replace(
                found, act=Act.ASSERT, polarity=Polarity.POSITIVE, certainty=Certainty.POSSIBLE, source=1
            )
        if lemma in ("believe", "think", "expect", "see", "consider", "accept", "agree", "share"):
            return replace(found, act=Act.DENY, polarity=Polarity.NEGATIVE, source=-2)
        if lemma in ("hide", "conceal") or (found.act is Act.DENY and self._is_no_longer(cue)):
            return _settled(Act.ADMIT, found)
        return _silent(found)

    def _is_no_longer(self, verb: int) -> bool:
        """ "No longer denies": what was denied before is admitted."""
        return bool({"longer", "anymore"} & {self._parse.tokens[i].lower for i in self._parse.children[verb]})

    # -- the content -----------------------------------------------------------------------------

    def _with_content(self, found: Meaning, draft: Draft, content: Content) -> Meaning:
        """The certainty and polarity that the words of the content give."""
        certainty = content.certainty()
        if certainty is not None and found.certainty in (Certainty.CERTAIN, Certainty.FUTURE):
            found = replace(found, certainty=certainty)
        if found.certainty is Certainty.PROBABLE and certainty is Certainty.FUTURE:
            found = replace(found, certainty=certainty)
        negative = found.act is not Act.ACCUSE and content.is_negative()
        if negative and not self._is_resolve(content):
            found = replace(found, polarity=Polarity.NEGATIVE)
        if found.act in _ASSERTIVE and is_silence(content, self._words["silence"]):
            return _silent(found)
        return found

    def _is_resolve(self, content: Content) -> bool:
        """ "Would not hesitate to strike": the negation is a commitment."""
        return any(content.word(i).lemma in self._words["hesitating"] for i in content.predicates())

    # -- what somebody shall or will do ------------------------------------------------------------

    def _of_what_comes(self, found: Meaning, draft: Draft, content: Content) -> Meaning:
        """Demands, threats and promises in neutral words, and warnings that are assertions."""
        comes = found.certainty in (Certainty.FUTURE, Certainty.CONDITIONAL)
        force = self._is_force(content)
        if found.lemma in _WARNS and found.act in (Act.ASSERT, Act.THREATEN, Act.PROMISE):
            return self._warned(found, content, comes=comes, force=force)
        if found.act is Act.PROMISE and force and found.polarity is not Polarity.NEGATIVE:
            return _threat(found)
        if found.act is Act.REQUEST:
            return self._requested(found, draft, content)
        if self._is_ordered(found, draft, content):
            return replace(found, act=Act.REQUEST)
        if found.act is not Act.ASSERT:
            return found
        if comes and force:
            # "Would not fire on the convoy" is no threat.
            forborne = found.polarity is Polarity.NEGATIVE and self._is_forborne(content)
            return replace(found, act=Act.PROMISE) if forborne else _threat(found)
        if found.certainty is Certainty.FUTURE and content.is_own and self._is_chosen(content):
            return replace(found, act=Act.PROMISE)
        return found

    def _warned(self, found: Meaning, content: Content, *, comes: bool, force: bool) -> Meaning:
        """What "warned" and "swore" mean: a threat, a promise, or that something is so."""
        if force and (comes or found.lemma not in ("warn", "caution")):
            return _threat(found)
        if found.lemma in ("vow", "swear"):
            told = not comes and bool(content.subjects())  # "swore that he had seen nobody"
            return replace(found, act=Act.ASSERT if told else Act.PROMISE)
        return found

    def _requested(self, found: Meaning, draft: Draft, content: Content) -> Meaning:
        """A demand, unless a threat stands behind it or a thing is only called something."""
        if self._is_ultimatum(content):
            return _threat(replace(found, certainty=Certainty.CONDITIONAL))
        naming = draft.cue is not None and self._is_naming(draft.cue)
        return replace(found, act=Act.ASSERT) if naming else found

    def _is_ordered(self, found: Meaning, draft: Draft, content: Content) -> bool:
        """ "Leave the town" and "they must leave the town" in neutral words."""
        if found.act not in (Act.ASSERT, Act.ALLEGE):
            return False
        asserted = found.act is Act.ASSERT and draft.frame != "passive"
        if content.is_order() and (asserted or self._is_own_words(draft)):
            return True
        return found.act is Act.ASSERT and content.is_demand() and not content.is_own

    def _is_forborne(self, content: Content) -> bool:
        """ "Would not fire on the convoy"; "nobody will sleep", "will not be forgiven" are threats."""
        nobody = any(self._is_nobody(i) for i in content.subjects())
        return (
            not nobody and not self._is_resolve(content) and content.word(content.main).lemma not in _DENIED
        )

    def _is_naming(self, cue: int) -> bool:
        """ "Called it the deed of bandits": a name for a thing, and no call for anything."""
        asked = kids(self._parse, cue, "xcomp", "ccomp")
        if self._parse.tokens[cue].lemma != "call" or any(is_infinitive(self._parse, i) for i in asked):
            return False
        on = {self._parse.tokens[i].lower for i in kids(self._parse, cue, "prep")}
        return not on & {"for", "on", "upon"} and bool(kids(self._parse, cue, "oprd", "dobj", "ccomp"))

    def _is_own_words(self, draft: Draft) -> bool:
        """Whether what is said opens a quotation."""
        start = self._parse.tokens[draft.content[0][0]].span.start
        return any(quote.inner.start == start for quote in self._parse.quotes)

    def _is_force(self, content: Content) -> bool:
        """Whether words of force stand in what is announced, outside its conditions."""
        verb = content.word(content.main)
        if content.is_own and self._is_resolve(content) and content.negations():
            return True
        near = {verb.lemma, *(content.word(i).lemma for i in content.predicates())}
        near |= {content.word(i).lemma for i in kids(self._parse, verb.index, "dobj", "xcomp")}
        near |= {
            content.word(n).lemma
            for v in content.predicates()
            for p in kids(self._parse, v, "prep")
            for n in kids(self._parse, p, "pobj")
        }
        return bool(near & self._words["retribution"])

    def _is_ultimatum(self, content: Content) -> bool:
        """ "To leave the town or face the consequences"."""
        at = content.first_of(("or",))
        if at is None:
            return False
        behind = {content.word(i).lemma for i in content.tokens if i > at}
        return bool(behind & (self._words["retribution"] | {"face"}))

    def _is_chosen(self, content: Content) -> bool:
        """Whether it is in the speaker's hands: not "would lose", "would have to", "expected to"."""
        return content.word(content.main).lemma not in self._words["befalling"]


def _meaning(sense: CueSense | None, draft: Draft) -> Meaning:
    if sense is None:
        return Meaning(draft.act)
    polarity = Polarity(sense.polarity) if sense.polarity is not None else None
    lemma = " ".join(sense.words)
    return Meaning(
        Act(sense.act),
        polarity,
        Certainty(sense.certainty),
        sense.source,
        AuthorCommitment(sense.author),
        lemma,
    )


def _settled(act: Act, found: Meaning) -> Meaning:
    """The meaning of a draft whose own words say what act it is."""
    if act is Act.DECLINE:
        return _silent(found)
    if act is Act.DENY:
        return replace(found, act=act, polarity=Polarity.NEGATIVE, certainty=Certainty.CERTAIN, source=-2)
    if act is Act.ALLEGE:
        return replace(found, act=act, polarity=Polarity.POSITIVE, source=1, author=AuthorCommitment.HEDGES)
    author = found.author if found.act is not Act.ALLEGE else AuthorCommitment.NEUTRAL
    return replace(
        found, act=act, polarity=Polarity.POSITIVE, certainty=Certainty.CERTAIN, source=2, author=author
    )


def _silent(found: Meaning) -> Meaning:
    """Of one who takes no position."""
    return Meaning(Act.DECLINE, None, Certainty.CERTAIN, 0, AuthorCommitment.NEUTRAL, found.lemma)


def _threat(found: Meaning) -> Meaning:
    certainty = found.certainty if found.certainty is Certainty.CONDITIONAL else Certainty.FUTURE
    return replace(found, act=Act.THREATEN, polarity=Polarity.POSITIVE, certainty=certainty)

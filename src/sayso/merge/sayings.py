"""What each speaker of a report says, ready to be compared: who, of what, and whether it is a no.

Claims are made of what triggers tell; two sides often contradict each other in words that
tell no event ("not a single aircraft took off"). So statements are compared as a whole,
with the events that they are about.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sayso.merge.negations import denies_wish, says_no
from sayso.model.events import Event, PartyRef
from sayso.model.identity import same_side
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, UnitKind
from sayso.model.ranges import Ranges, Stretches
from sayso.model.spans import Span
from sayso.model.statements import Act, Attributed, Basis, Claim, ClaimField, Statement
from sayso.model.tellings import Resolved, Telling

# What is asked for, threatened or promised is no account of what happened.
_NO_ACCOUNT = frozenset({Act.DECLINE, Act.REQUEST, Act.THREATEN, Act.PROMISE})
UNHEARD = "unheard"  # frame of what is only known from its denial
_SPOKEN = frozenset({"speech", "exposure"})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_CLOSE = 25  # code points between a speaker and the verb
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "we", "i"})
# Letters of a name that "Belarus" and "Belarusian" share.
_STEM = 6
# What a clause does not end with.
_LOOSE = frozenset({",", ".", ";", "and", "but", "while", "whereas", "though", "although", "which", "that"})
# What is compared of one report, which no news report exceeds: sayings, and of each tokens, and tellings.
_MOST, _LONGEST, _MOST_TOLD = 120, 1_000, 50


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement and all that it is about.

    `tokens` are the indexes of its content. `topics` are the words that it shares with
    what others say of the same thing, `parties` whom it names, by the head token; `context`
    are the events told last before it, where it tells none.
    """

    statement: Statement
    span: Span
    tokens: tuple[int, ...]
    sentence: int
    unit: int
    tellings: tuple[Telling, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: frozenset[str] = frozenset()
    incidents: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    parties: tuple[tuple[int, PartyRef], ...] = ()
    negative: bool = False
    context: frozenset[str] = frozenset()

    @property
    def voice(self) -> bool:
        """Whether the report says it itself."""
        return self.statement.own_voice

    @property
    def speaker(self) -> PartyRef | None:
        """Who speaks, as far as the text names anybody."""
        return self.statement.source.party if self.statement.source is not None else None

    @property
    def open(self) -> bool:
        """Whether the text names no speaker."""
        return self.speaker is None and not self.voice

    def unheard(self, span: Span) -> "Saying":
        """What this saying denies, as the word of somebody whom the report does not name."""
        whose = Statement(f"{self.statement.id}?", None, Basis.NONE, Act.ALLEGE, "indirect", (span,), UNHEARD)
        return replace(self, statement=whose, span=span, claims=(), negative=False)


def other_speaker(a: Saying, b: Saying) -> bool:
    """Whether two sayings are of two who do not speak for one side; two open ones may be of one."""
    if a.voice and b.voice:
        return False
    if (a.voice or b.voice) and a.sentence == b.sentence:
        return False  # what the report says beside somebody's words only leads up to them
    if a.speaker is None or b.speaker is None:
        return not (a.open and b.open)
    if abs(a.sentence - b.sentence) <= 1 and {_plain(a.speaker), _plain(b.speaker)} & _PRONOUNS:
        return False  # "she said", of nobody in particular, right after somebody spoke
    return not (same_side(a.speaker, b.speaker) or _plain(a.speaker) == _plain(b.speaker))


def _plain(ref: PartyRef) -> str:
    return ref.name.casefold().removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sayings that exclude each other on a field; `words` are what of each says so."""

    field: ClaimField
    a: Saying
    b: Saying
    reason: str
    weight: float = 1.0
    words: tuple[Span | None, Span | None] = (None, None)


def is_wish(one: Saying) -> bool:
    """Whether all that is claimed is a wish, a threat or a plan."""
    return bool(one.claims) and all(claim.field is ClaimField.INTENT for claim in one.claims)


class Sayings:
    """Reads the sayings of one report."""

    def __init__(self, parse: Parse, resolved: Resolved, lexicon: Lexicon) -> None:
        self._parse = parse
        self._resolved = resolved
        self._words = lexicon.words
        self._starts = [token.span.start for token in parse.tokens]
        self._tellings = {telling.token: telling for telling in resolved.tellings}
        self._violence = Ranges(
            (t.trigger.start, t.trigger.end, t.index)
            for t in resolved.tellings
            if t.sense.aspect == "act" and t.sense.type in _VIOLENT
        )
        # The headline repeats, shortened, what the report says below.
        self._body = max((u.span.end for u in parse.units if u.kind is UnitKind.HEADLINE), default=0)

    def read(self, attributed: Attributed, claims: Sequence[Claim]) -> list[Saying]:
        """All accounts of the report in text order, the report's own voice included."""
        said = [s for s in attributed.statements if not s.own_voice and s.content and not self._is_act(s)]
        taken = {index for one in said for index in self.tokens(one.content)}
        accounts = [one for one in said if one.act not in _NO_ACCOUNT and not self._is_silence(one)]
        starts = sorted(one.content[0].start for one in accounts)[:_MOST]
        if len(starts) == _MOST:  # what begins behind them is left out below
            accounts = [one for one in accounts if one.content[0].start <= starts[-1]]
        found = [self._saying(one, self._own_tokens(one, said)) for one in accounts]
        found += self._voice(attributed, taken)
        by_statement: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_statement[claim.statement].append(claim)
        done = [replace(one, claims=tuple(by_statement[one.statement.id])) for one in found]
        return sorted(done, key=lambda one: (one.span.start, one.span.end))[:_MOST]

    def _is_act(self, one: Statement) -> bool:
        """Whether what was taken for a word of saying is an act of violence: "had shelled the market"."""
        return one.cue is not None and bool(self._violence.meeting(one.cue.start, one.cue.end))

    def _is_silence(self, one: Statement) -> bool:
        """ "Gave no further details": nothing is said."""
        tokens = [self._parse.tokens[i] for i in self.tokens(one.content)]
        return bool(tokens) and tokens[0].lower == "no" and tokens[-1].lemma in self._words["answers"]

    def _own_tokens(self, one: Statement, said: Sequence[Statement]) -> list[int]:
        """The tokens of a content that stand in no other's words within it: "X said that Y denied Z"."""
        inner = [
            other
            for other in said
            if other is not one and other.cue is not None and any(c.covers(other.cue) for c in one.content)
        ]
        every = self.tokens(one.content)
        theirs = Stretches(
            (_start(other, other.cue), max(other.cue.end, other.content[-1].end))
            for other in inner
            if other.source != one.source and other.cue is not None
        )
        own = [i for i in every if not theirs.cover(self._starts[i])]
        if inner:  # "..., whereas" is left of what another is said to say
            own = own[: len(self._tight(own))]
        return (own or every)[:_LONGEST]

    def _tight(self, tokens: Sequence[int]) -> list[int]:
        """The tokens without those that join what follows: commas, "whereas", "and"."""
        kept = list(tokens)
        while kept and self._parse.tokens[kept[-1]].lower in _LOOSE:
            kept.pop()
        return kept

    def tokens(self, spans: Sequence[Span]) -> list[int]:
        """Indexes of the tokens in some stretches of text."""
        found: list[int] = []
        for span in spans:
            found += range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))
        return found

    def _voice(self, attributed: Attributed, taken: set[int]) -> list[Saying]:
        """What the report states itself, sentence by sentence; that somebody spoke is no account."""
        spoken = {t.token for t in self._resolved.tellings if t.sense.aspect in _SPOKEN}
        told = {t.token for t in self._resolved.tellings} - spoken - taken
        found: dict[Span, Saying] = {}
        for one in attributed.statements:
            if len(found) >= _MOST:
                break
            if not one.own_voice or one.content[0] in found or one.content[0].start < self._body:
                continue
            every = self.tokens(one.content)
            first = next((n for n, i in enumerate(every) if i in taken), len(every))
            tokens = every[:first]  # behind somebody's words stands what belongs to them
            if told.intersection(tokens):
                found[one.content[0]] = self._saying(one, tokens)
        return list(found.values())

    def _saying(self, one: Statement, tokens: Sequence[int]) -> Saying:
        first = self._parse.tokens[tokens[0]] if tokens else self._parse.tokens[0]
        told = (self._tellings[i] for i in sorted(set(tokens)) if i in self._tellings)
        parties = self._resolved.parties
        return Saying(
            statement=one,
            span=self._span(one, tokens),
            tokens=tuple(tokens),
            sentence=first.sentence,
            unit=first.unit,
            tellings=tuple(islice(told, _MOST_TOLD)),
            topics=frozenset(self._topics(tokens)),
            parties=tuple(islice(((i, parties[i].value) for i in tokens if i in parties), _MOST_TOLD)),
            negative=self._is_no(one, tokens),
        )

    def _is_no(self, one: Statement, tokens: Sequence[int]) -> bool:
        """Whether an account is denied; whoever denies a wish of its own ("does not seek") denies none."""
        if one.act is Act.DENY and (one.cue_lemma == "deny" or not denies_wish(self._parse, tokens)):
            return True
        return says_no(self._parse, tokens, self._words)

    def _span(self, one: Statement, tokens: Sequence[int]) -> Span:
        """From the first to the last character of what is said, without another's words at its end."""
        whole = Span(one.content[0].start, one.content[-1].end)
        kept = self._tight(tokens)
        last = self._parse.tokens[kept[-1]].span.end if kept else whole.end
        return Span(whole.start, last) if whole.start < last < whole.end else whole

    def _topics(self, tokens: Sequence[int]) -> Iterator[str]:
        """Words of substance: names by their stem, nouns and verbs by their lemma."""
        for index in tokens:
            token = self._parse.tokens[index]
            if token.lower in self._words["no_topic"]:
                continue
            if token.tag in ("NNP", "NNPS", "JJ") and token.text[:1].isupper() and len(token.text) > 3:
                yield token.lower[:_STEM]
            elif token.tag[:2] in ("NN", "VB") and token.lemma not in self._words["no_topic"]:
                yield token.lemma
            elif token.tag in ("NNP", "NNPS"):
                yield token.lower


def _start(one: Statement, cue: Span) -> int:
    """Where the words of a statement's speaker begin that stand right before the cue, or else the cue."""
    who = one.source.span if one.source is not None else None
    close = who is not None and 0 <= cue.start - who.end <= _CLOSE
    return who.start if who is not None and close else cue.start


def with_events(sayings: Sequence[Saying], where: Mapping[int, int], events: Sequence[Event]) -> list[Saying]:
    """The sayings with the events that they tell or make claims on, and their incidents.

    Args:
        sayings: What is said.
        where: Telling index -> number of its event (from 0).
        events: The events of the report.
    """
    incident = {event.id: event.incident for event in events}
    done: list[Saying] = []
    before: frozenset[str] = frozenset()
    for one in sayings:
        told = {f"e{where[t.index] + 1}" for t in one.tellings if t.index in where}
        ids = frozenset(told | {claim.event for claim in one.claims})
        groups = frozenset(group for i in ids if (group := incident.get(i)) is not None)
        done.append(replace(one, events=ids, incidents=groups, context=ids or before))
        before = ids or before
    return done

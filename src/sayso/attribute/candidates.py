"""Who may have said words that the text gives to nobody: ranked, with reasons, and never chosen.

Each party of the report is weighed by what the words themselves show: whom they call their own,
whom they abuse, whose act they speak of. A name that merely stands near weighs nothing.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.attribute.drafts import Draft
from sayso.model.events import PartyRef
from sayso.model.identity import same_side
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Token
from sayso.model.parties import PartyKind
from sayso.model.statements import Basis, Candidate, Statement
from sayso.model.tellings import Resolved, Telling

_SIDES = frozenset(
    {
        PartyKind.STATE,
        PartyKind.STATE_FORCE,
        PartyKind.ARMED_FORCE,
        PartyKind.ARMED_GROUP,
        PartyKind.COALITION,
    }
)
_OF_STATES = frozenset({PartyKind.STATE, PartyKind.STATE_FORCE, PartyKind.ARMED_FORCE})
_GOVERNING = _OF_STATES | {PartyKind.COALITION}
_REBELS = frozenset({PartyKind.ARMED_GROUP, PartyKind.COALITION})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_MOST = 3
_READ = 300  # tokens of a quotation that are read for it
# What each reason weighs. Set by hand on sentences of our own; only their order matters.
_OWN_NAME, _ABUSED, _ADVERSE, _WRONGED, _VOCABULARY, _SPEAKS, _SPOKE_LAST = (
    3.0,
    -4.0,
    2.0,
    1.0,
    0.5,
    0.5,
    0.25,
)
_OWN_ACT = 1.5


@dataclass(slots=True)
class _Weight:
    """What speaks for one party, and why."""

    ref: PartyRef
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, score: float, reason: str) -> None:
        self.score += score
        if score > 0 and reason not in self.reasons:
            self.reasons.append(reason)


class Candidates:
    """Weighs the parties of one report as speakers of words without one."""

    def __init__(self, parse: Parse, resolved: Resolved, lexicon: Lexicon, made: Sequence[Statement]) -> None:
        self._parse = parse
        self._resolved = resolved
        self._words = lexicon.words
        self._pool = _pool(resolved, made)
        self._acts_told = [
            t
            for t in resolved.tellings
            if t.sense.type in _VIOLENT and t.sense.aspect == "act" and (t.actors or t.targets)
        ]
        self._act_tokens = [t.token for t in self._acts_told]
        self._enemies: dict[str, list[str]] = {}
        said = ((s.content[0].start, _key(s.source.party)) for s in made if s.source is not None)
        self._spoken = sorted(said)
        self._speaking = {key for _, key in self._spoken}

    def of(self, draft: Draft, one: Statement) -> tuple[Candidate, ...]:
        """The likely speakers of one statement, best first; none for hearsay and for known speakers."""
        if not self._is_asked(draft, one):
            return ()
        weights = {key: _Weight(ref) for key, ref in self._pool.items()}
        for rule in (self._own, self._abuse, self._acts, self._vocabulary):
            rule(draft, weights)
        speaking = [w for w in weights.values() if w.score > 0]
        for weight in speaking:
            self._voice(weight, one)
        ranked = sorted(speaking, key=lambda w: -w.score)[:_MOST]
        total = sum(w.score for w in ranked)
        return tuple(Candidate(w.ref, round(w.score / total, 2), "; ".join(w.reasons)) for w in ranked)

    def _is_asked(self, draft: Draft, one: Statement) -> bool:
        """A free-standing quotation, and officials of nobody knows whom."""
        if one.source is None:
            return one.basis is Basis.NONE and draft.frame == "quotation"
        unnamed = one.source.party.kind is PartyKind.UNNAMED and one.source.party.party is None
        return (
            unnamed
            and draft.source is not None
            and self._parse.tokens[draft.source].lemma in ("official", "source")
        )

    # -- the rules ------------------------------------------------------------------------------

    def _own(self, draft: Draft, weights: Mapping[str, _Weight]) -> None:
        """ "The Coalition's mission is to ...", "our forces": who speaks of himself."""
        for head, ref in self._named(draft):
            token = self._parse.tokens[head]
            above = self._parse.tokens[token.head]
            subject = token.dep == "nsubj" or (token.dep == "poss" and above.dep == "nsubj")
            verb = above if token.dep == "nsubj" else self._parse.tokens[above.head]
            if subject and verb.dep == "ROOT" and not self._abusive(draft, head):
                _weigh(weights, ref, _OWN_NAME, "the words speak of it as their own")
        first = {t.lower for t in self._tokens(draft)} & {"we", "our", "us", "ours"}
        act = self._act_before(draft)
        if first and act is not None:
            struck = any(
                self._parse.tokens[i].lower in ("we", "our")
                and self._parse.tokens[i].dep in ("nsubj", "poss")
                for t in self._resolved.tellings
                if draft.covers(t.token) and t.sense.type in _VIOLENT
                for i in self._own_subjects(t.token)
            )
            for fact in act.actors if struck else act.targets:
                _weigh(weights, fact.value, _OWN_ACT, "the words speak of its part in the act as their own")

    def _own_subjects(self, verb: int) -> list[int]:
        subjects = [i for i in self._parse.children[verb] if self._parse.tokens[i].dep == "nsubj"]
        return [*subjects, *(i for s in subjects for i in self._parse.children[s])]

    def _abuse(self, draft: Draft, weights: Mapping[str, _Weight]) -> None:
        """Whom the words abuse does not say them; whoever is against him may."""
        abused = Counter(_key(ref) for head, ref in self._named(draft) if self._abusive(draft, head))
        for key, _ in abused.most_common():
            ref = self._pool.get(key)
            if ref is None:
                continue
            for other, weight in weights.items():
                if other == key or _on_side(weight.ref, ref):
                    weight.add(_ABUSED, "")
            for other in self._adverse(key):
                if other not in abused and other in weights:
                    share = abused[key] / sum(abused.values())
                    weights[other].add(
                        _ADVERSE * share, f"the words are hostile to {ref.name}, its adversary"
                    )

    def _acts(self, draft: Draft, weights: Mapping[str, _Weight]) -> None:
        """Who is told to have suffered an act tells of it, not who did it; so with "the attack" of before."""
        inside = [t for t in self._resolved.tellings if draft.covers(t.token) and t.sense.type in _VIOLENT]
        told = [t for t in inside if t.actors and t.targets and not t.negated]
        back = self._act_before(draft) if self._points_back(draft) and not told else None
        for telling in [*told, *([back] if back is not None else [])]:
            for fact in telling.targets:
                _weigh(weights, fact.value, _WRONGED, "it suffered the act spoken of", backers=True)
            for fact in telling.actors:
                for key in (_key(fact.value), *fact.value.supports):
                    if key in weights:
                        weights[key].add(-_WRONGED, "")

    def _vocabulary(self, draft: Draft, weights: Mapping[str, _Weight]) -> None:
        """ "Terrorists" is a word of states for those they fight, "the regime" one of those against it."""
        lemmas = {t.lemma for t in self._tokens(draft)} | {t.lower for t in self._tokens(draft)}
        for words, kinds in (("words_of_states", _GOVERNING), ("words_of_rebels", _REBELS)):
            used = sorted(lemmas & self._words[words])
            for weight in weights.values():
                if used and weight.ref.kind in kinds and weight.score > 0:
                    weight.add(_VOCABULARY, f"\u201c{used[0]}\u201d is a word of such parties")

    def _voice(self, weight: _Weight, one: Statement) -> None:
        """Whoever speaks elsewhere in the report may speak here; the last one a little more."""
        key = _key(weight.ref)
        if key in self._speaking:
            weight.add(_SPEAKS, "it speaks elsewhere in the report")
        at = bisect_left(self._spoken, (one.content[0].start, ""))
        if at and self._spoken[at - 1][1] == key:
            weight.add(_SPOKE_LAST, "it spoke last before")

    # -- what stands in the words -------------------------------------------------------------------

    def _tokens(self, draft: Draft) -> Iterator[Token]:
        for first, last in draft.content:
            yield from self._parse.tokens[first : min(last, first + _READ)]

    def _named(self, draft: Draft) -> Iterator[tuple[int, PartyRef]]:
        """The parties named in the words, by the heads of their phrases."""
        for first, last in draft.content:
            for head in range(first, min(last, first + _READ)):
                fact = self._resolved.parties.get(head)
                if fact is not None and fact.value.kind in _SIDES and fact.value.party is not None:
                    yield head, fact.value

    def _abusive(self, draft: Draft, head: int) -> bool:
        """Whether abuse stands in the clause of a name; a verb of fighting abuses its object."""
        token = self._parse.tokens[head]
        hostile = self._words["abuse"]
        near = [
            t
            for t in self._tokens(draft)
            if t.sentence == token.sentence and (t.lemma in hostile or t.lower in hostile)
        ]
        fought = token.dep == "dobj" and self._parse.tokens[token.head].lemma in self._words["fights"]
        return fought or bool(near)

    def _points_back(self, draft: Draft) -> bool:
        """ "The attack", "this massacre": the words speak of an act told before."""
        return any(
            t.lemma in self._words["anaphora"] | self._words["abuse"]
            and t.dep not in ("amod", "compound")
            and any(
                self._parse.tokens[i].lower in ("the", "this", "that") for i in self._parse.children[t.index]
            )
            for t in self._tokens(draft)
        )

    def _act_before(self, draft: Draft) -> Telling | None:
        """The last act of violence in front of the words that names a side."""
        at = bisect_left(self._act_tokens, draft.content[0][0])
        return self._acts_told[at - 1] if at else None

    def _adverse(self, key: str) -> list[str]:
        """The parties that a party attacks in this report, or that attack it, the most often first."""
        if key not in self._enemies:
            found: Counter[str] = Counter()
            for telling in self._resolved.tellings:
                if telling.sense.type not in _VIOLENT:
                    continue
                actors = {_key(fact.value) for fact in telling.actors}
                targets = {_key(fact.value) for fact in telling.targets}
                found.update(
                    targets - actors if key in actors else actors - targets if key in targets else ()
                )
            self._enemies[key] = [other for other, _ in found.most_common() if other != key]
        return self._enemies[key]


def _weigh(
    weights: Mapping[str, _Weight], ref: PartyRef, score: float, reason: str, *, backers: bool = False
) -> None:
    """Adds to the party itself, and half of it to those who back it by the text's own words."""
    key = _key(ref)
    if key in weights:
        weights[key].add(score, reason)
    if not backers or not ref.backed_by:
        return
    for other, weight in weights.items():
        if other != key and {weight.ref.party, *weight.ref.sides} & set(ref.backed_by):
            weight.add(score / 2, "it backs who suffered the act spoken of")


def _key(ref: PartyRef) -> str:
    """A state for its forces; any other party for itself."""
    if ref.kind in _OF_STATES and ref.country is not None:
        return ref.country
    return ref.party or ref.name


def _on_side(a: PartyRef, b: PartyRef) -> bool:
    backed = {*a.backed_by, *b.backed_by} & {a.party, b.party, *a.sides, *b.sides}
    return same_side(a, b) or bool(backed)


def _pool(resolved: Resolved, made: Sequence[Statement]) -> dict[str, PartyRef]:
    """The sides of the report: parties that act, suffer or speak in it, a state for all of its forces."""
    refs: dict[str, list[PartyRef]] = defaultdict(list)
    acting = [f.value for t in resolved.tellings for f in (*t.actors, *t.targets)]
    speaking = [one.source.party for one in made if one.source is not None]
    for ref in (*acting, *speaking, *(f.value for f in resolved.parties.values())):
        if ref.kind in _SIDES and ref.party is not None:
            refs[_key(ref)].append(ref)
    return {key: _representative(key, found) for key, found in refs.items()}


def _representative(key: str, refs: Sequence[PartyRef]) -> PartyRef:
    """The state itself where it was named, with all who back the party in this text."""
    chosen = next((ref for ref in refs if ref.party == key), refs[0])
    backers = tuple(dict.fromkeys(backer for ref in refs for backer in ref.backed_by))
    return PartyRef(
        chosen.name, chosen.kind, chosen.party, chosen.country, sides=chosen.sides, backed_by=backers
    )

"""How claims of different speakers on one event stand to each other, in kind and in words.

Derived from the claims and computed anew each time; a claim itself never holds any of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sayso.merge.contrasts import Ground
from sayso.merge.disputes import Told
from sayso.merge.figures import Figure, Figures
from sayso.merge.sayings import Clash, Saying, other_speaker
from sayso.model.events import PartyRef
from sayso.model.identity import Match, match
from sayso.model.record import ClaimRelation, RelationKind
from sayso.model.spans import Fact
from sayso.model.statements import Claim, ClaimField, Stance
from sayso.model.tellings import Telling
from sayso.model.trees import kids

_AFFIRMS = frozenset({Stance.ASSERTS, Stance.CLAIMS, Stance.ALLEGES})
# What a party says of others, or of itself: to repeat it as a fact is to take its word.
_DOUBTFUL = frozenset({Stance.CLAIMS, Stance.ALLEGES})
_BESIDE = frozenset({"near", "around", "beside", "towards", "toward", "close", "by"})
Row = tuple[Saying, Saying, ClaimField, RelationKind, str]


def claim_relations(
    told: Told, sayings: Sequence[Saying], clashes: Sequence[Clash], where: Mapping[int, int]
) -> list[ClaimRelation]:
    """All relations between claims, in text order of the first claim; one for each pair and kind."""
    comparer = _Relations(told, sayings, where)
    rows = [*_clashing(clashes)]
    apart = {frozenset((a.statement.id, b.statement.id)) for a, b, *_ in rows}
    for a, b in combinations([one for one in sayings if one.claims], 2):
        if frozenset((a.statement.id, b.statement.id)) not in apart:
            rows += comparer.between(a, b)
    found: dict[tuple[str, str, RelationKind], ClaimRelation] = {}
    for a, b, field, kind, reason in rows:
        one, other = _claim(a, field, b), _claim(b, field, a)
        if one is not None and other is not None and one is not other:
            found.setdefault((one.id, other.id, kind), ClaimRelation(one.id, other.id, kind, reason))
    return sorted(found.values(), key=lambda r: (int(r.a[1:]), int(r.b[1:])))


def _clashing(clashes: Sequence[Clash]) -> Iterator[Row]:
    """Who denies stands first; of the others, who speaks first."""
    for clash in clashes:
        a, b = (clash.b, clash.a) if clash.b.negative else (clash.a, clash.b)
        kind = RelationKind.DENIES if a.negative and not b.negative else RelationKind.DISPUTES
        yield a, b, clash.field, kind, clash.reason


def _claim(one: Saying, field: ClaimField, other: Saying) -> Claim | None:
    """The claim of a saying that is on the field, or else on an event that both tell, or else the first."""
    theirs = {claim.event for claim in other.claims}
    shared = [claim for claim in one.claims if claim.event in theirs]
    own = [claim for claim in (*shared, *one.claims) if claim.field is field]
    return next(iter([*own, *shared, *one.claims]), None)


class _Relations:
    """Compares sayings that do not clash."""

    def __init__(self, told: Told, sayings: Sequence[Saying], where: Mapping[int, int]) -> None:
        self._parse = told.parse
        self._words = told.lexicon.words
        self._where = where
        ground = Ground.of(told.parse, told.lexicon, sayings)
        tolls = {f.evidence[0]: f.value for t in told.resolved.tellings for f in t.tolls}
        figures = Figures(ground, tolls)
        self._figures = {one.statement.id: figures.of(one) for one in sayings}

    def between(self, a: Saying, b: Saying) -> Iterator[Row]:
        """The relations of two sayings that may both be right."""
        if not {claim.event for claim in a.claims} & {claim.event for claim in b.claims}:
            return
        counted = list(self._counts(a, b))
        yield from counted
        if not other_speaker(a, b) or a.negative or b.negative:
            return
        if not (_affirms(a) and _affirms(b)):
            return
        strength = self._strength(a) - self._strength(b)
        if a.voice or b.voice:
            yield from self._repeated(a, b, strength)
            return
        if strength and any(self._same_act(x, y) for x in a.tellings for y in b.tellings):
            kind = RelationKind.STRONGER if strength > 0 else RelationKind.WEAKER
            yield a, b, ClaimField.OCCURRENCE, kind, "says the same " + _surely(strength)
        yield from self._told_alike(a, b, even=not (strength or counted))

    def _repeated(self, a: Saying, b: Saying, strength: float) -> Iterator[Row]:
        """The report's own voice says elsewhere, as a fact, what a party claims."""
        voice, said = (a, b) if a.voice else (b, a)
        if voice.unit == said.unit or said.open or not any(c.stance in _DOUBTFUL for c in said.claims):
            return
        if not any(self._same_act(x, y) for x in voice.tellings for y in said.tellings):
            return
        more = ", in stronger words" if (strength if a.voice else -strength) > 0 else ""
        name = said.speaker.name if said.speaker is not None else "somebody"
        reason = f"the report says as a fact what {name} claims{more}"
        yield voice, said, ClaimField.OCCURRENCE, RelationKind.REPEATS, reason

    def _same_act(self, a: Telling, b: Telling) -> bool:
        one, other = self._where.get(a.index), self._where.get(b.index)
        points = a.definite or b.definite or a.negated or b.negated
        return one is not None and one == other and not points

    def _strength(self, one: Saying) -> float:
        """2 for a plain attack, 1 for one that only fell near, less where it is hedged."""
        hedged = any(self._parse.tokens[i].lower in self._words["hedges"] for i in one.tokens)
        beside = any(self._is_beside(t) for t in one.tellings)
        return 2.0 - beside - hedged

    def _is_beside(self, telling: Telling) -> bool:
        """ "Dropped bombs near the rebels" hits nobody yet; "killed near the town" says only where."""
        hit = {span.end for fact in telling.targets for span in fact.evidence}
        tokens = self._parse.tokens
        return any(
            tokens[i].lower in _BESIDE and hit & {tokens[n].span.end for n in kids(self._parse, i, "pobj")}
            for i in kids(self._parse, telling.token, "prep")
        )

    def _told_alike(self, a: Saying, b: Saying, *, even: bool) -> Iterator[Row]:
        pairs = [(x, y) for x in a.tellings for y in b.tellings if self._same_act(x, y)]
        named = [(x.value, y.value) for s, t in pairs for x, y in _both(s.actors, t.actors)]
        part = next(((x, y) for x, y in named if match(x, y) in (Match.PART, Match.OPEN)), None)
        if part is not None and part[0].name != part[1].name:
            reason = f"{part[0].name} and {part[1].name} may be one, or part and whole"
            yield a, b, ClaimField.ACTOR, RelationKind.VARIES, reason
        for s, t in pairs:
            if s.place and t.place and s.place.value.name != t.place.value.name:
                finer, rough = (a, b) if _radius(s) < _radius(t) else (b, a)
                yield finer, rough, ClaimField.PLACE, RelationKind.REFINES, "names the place more closely"
                return
        if pairs and even and part is None:
            yield a, b, ClaimField.OCCURRENCE, RelationKind.AGREES, "both say that it happened"

    def _counts(self, a: Saying, b: Saying) -> Iterator[Row]:
        """Figures of one kind that go together, and later counts."""
        first, later = (a, b) if a.span.start <= b.span.start else (b, a)
        for x in self._figures[first.statement.id]:
            for y in self._figures[later.statement.id]:
                if x.kind == y.kind and x.same_people(y):
                    row = _count(x, y, same=not other_speaker(a, b))
                    if row is not None:
                        yield later, first, ClaimField.CASUALTIES, *row
                        return


def _count(first: Figure, later: Figure, *, same: bool) -> tuple[RelationKind, str] | None:
    """How a later figure stands to an earlier one, in the order of the text."""
    ours, theirs = (later.low, later.high), (first.low, first.high)
    if later.revises or (same and ours != theirs):
        return (RelationKind.SUPERSEDES, "a later count") if ours != theirs else None
    if ours == theirs:
        return None if same else (RelationKind.AGREES, "both give the same figure")
    if first.excludes(later):
        return None
    if theirs[1] is None and ours[1] is not None:
        return RelationKind.REFINES, "an exact figure for an open one"
    return RelationKind.VARIES, "neither figure excludes the other"


def _both(
    a: Sequence[Fact[PartyRef]], b: Sequence[Fact[PartyRef]]
) -> Iterator[tuple[Fact[PartyRef], Fact[PartyRef]]]:
    return ((x, y) for x in a for y in b)


def _radius(telling: Telling) -> float:
    return (telling.place.value.radius_km or 0.0) if telling.place is not None else 0.0


def _affirms(one: Saying) -> bool:
    return any(claim.stance in _AFFIRMS for claim in one.claims)


def _surely(strength: float) -> str:
    return "more surely, or of more" if strength > 0 else "less surely, or of less"

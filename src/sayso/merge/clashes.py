"""Where two speakers cannot both be right: typed comparison of what they say of one thing.

Each comparer looks at two sayings of different speakers and answers with the field on
which they differ and why, in words. Precision first: two accounts that may both be true
are no clash.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from sayso.merge.compatibility import best_match, place_agreement
from sayso.merge.contrasts import CLOSE, Ground
from sayso.merge.denials import Denials
from sayso.merge.figures import Figures
from sayso.merge.sayings import Clash, Saying, is_wish
from sayso.merge.values import ANOTHER, Values
from sayso.model.events import PartyRef, Toll
from sayso.model.identity import Match, match, same_side
from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from sayso.model.statements import Act, ClaimField, Stance
from sayso.model.tellings import Telling
from sayso.model.trees import kids

# How much must speak for two sayings being of one thing; set on the short reports in
# tests/gold/conflicting/dev.toml, re-run `sayso evaluate disputes` on them after changing it.
_LINKED = 1.0
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_NOBODY_NAMED = frozenset(
    {PartyKind.UNNAMED, PartyKind.PERSON, PartyKind.CIVILIAN, PartyKind.OBJECT, PartyKind.MEDIA}
)
_PREDICATE = 6  # tokens between "were" and what they were
_ANAPHORS = frozenset("they it he she all most some those these that this both".split())


class Comparer:
    """Compares all sayings of one report."""

    def __init__(self, ground: Ground, tolls: Mapping[Span, Toll]) -> None:
        self._ground = ground
        self._parse = ground.parse
        self._going_on: dict[str, set[str]] = {}
        self._values = Values(ground)
        figures = Figures(ground, tolls)
        self._figures = {one.statement.id: figures.of(one) for one in ground.sayings}

    def clashes(self) -> list[Clash]:
        """All clashes between two speakers; what only a contrast shows yields to what a comparer shows."""
        every = list(combinations(self._ground.sayings, 2))
        pairs = [(a, b) for a, b in every if self._ground.others(a, b) and not (is_wish(a) or is_wish(b))]
        found = [clash for a, b in every if a.open and b.open for clash in self._alignment(a, b)]
        for compare in (
            self._with_saying,
            self._culprits,
            self._figures_of,
            self._natures,
            self._doing,
            self._control,
            self._alignment,
            self._values.clashes,
            self._values.days,
        ):
            found += [clash for a, b in pairs for clash in compare(a, b)]
        typed = {_both(clash.a, clash.b) for clash in found}
        for clash in Denials(self._ground).clashes():
            # "No civilian sites had been targeted" beside "a workshop": what kind of no it is was just found.
            if clash.field is not ClaimField.OCCURRENCE or _both(clash.a, clash.b) not in typed:
                found.append(clash)
        known = {one.statement.id for clash in found for one in (clash.a, clash.b)}
        apart = [clash for a, b in pairs for clash in self._set_apart(a, b)]
        return found + [clash for clash in apart if clash.b.statement.id not in known]

    # -- figures --------------------------------------------------------------------------------

    def _figures_of(self, a: Saying, b: Saying) -> Iterator[Clash]:
        for x in self._figures[a.statement.id]:
            for y in self._figures[b.statement.id]:
                if not x.excludes(y) or not x.same_people(y):
                    continue
                more = x.is_more_than_all(y) or y.is_more_than_all(x)
                if self._one_count(a, b, alike=x.who == y.who, more=more):
                    reason = "the figures exclude each other"
                    yield Clash(ClaimField.CASUALTIES, a, b, reason, 3.0, (x.span, y.span))
                    return

    def _one_count(self, a: Saying, b: Saying, *, alike: bool, more: bool) -> bool:
        """Whether two figures are of one incident, as far as the text lets tell.

        `more` is True where some of the people are more than all of them.
        """
        if a.voice or b.voice:
            return alike and bool(a.events & b.events)
        if a.events & b.events or (alike and a.incidents & b.incidents):
            return True
        if _apart(a, b):
            return False
        if self._ground.link(a, b) >= _LINKED and (alike or bool(a.events & b.events)):
            return True
        total = self._is_total(a) or self._is_total(b)
        if more and self._ground.next_to(a, b) and abs(a.unit - b.unit) <= CLOSE:
            return not self._is_of_another(b)
        return (alike or total) and self._ground.near(a, b)

    def _is_of_another(self, one: Saying) -> bool:
        """ "The deadliest since 150 were killed in Ghazni"."""
        sentence = self._parse.sentences[one.sentence]
        return bool({t.lower for t in self._parse.tokens[sentence.first : sentence.last]} & ANOTHER)

    def _is_total(self, one: Saying) -> bool:
        """ "Only seven died", "two gunmen, no one else"."""
        words = {self._parse.tokens[i].lower for i in one.tokens}
        return bool(words & {"only", "else", "just"}) or {"no", "more", "than"} <= words

    # -- who did it -----------------------------------------------------------------------------

    def _culprits(self, a: Saying, b: Saying) -> Iterator[Clash]:
        ours, theirs = (self._ground.once(one, "blamed", self._blamed) for one in (a, b))
        if not ours or not theirs or a.voice or b.voice or _apart(a, b):
            return
        if any(match(x, y) is not Match.DIFFERENT or _allied(x, y) for x in ours for y in theirs):
            return
        one = bool(a.incidents & b.incidents) or self._ground.is_told_otherwise(b)
        mutual = _speaks_for(a, theirs) and _speaks_for(b, ours)
        began = self._ground.has(a, "began") or self._ground.has(b, "began")
        unplaced = not (a.incidents and b.incidents) and self._ground.near(a, b)
        if one or (mutual and began) or (unplaced and self._ground.link(a, b) >= _LINKED):
            yield Clash(ClaimField.ACTOR, a, b, "each says that another did it", 2.0 + mutual)

    def _blamed(self, one: Saying) -> list[PartyRef]:
        """Whom a saying names as doing it: actors of violence, agents, who is behind it."""
        if one.negative:
            return []
        found = [
            fact.value
            for t in one.tellings
            for fact in t.actors
            if t.sense.type in _VIOLENT and t.sense.aspect == "act" and not t.negated
        ]
        if one.statement.act is Act.ACCUSE:
            found += [party for _, party in one.parties[:1]]
        found += [party for head, party in one.parties if self._is_agent(head)]
        return [party for party in found if party.kind not in _NOBODY_NAMED]

    def _is_agent(self, head: int) -> bool:
        token = self._parse.tokens[head]
        above = self._parse.tokens[token.head]
        if token.dep == "pobj" and above.dep == "agent":
            return self._is_harm(above.head)  # "backed by Iran" blames nobody
        return (
            token.dep == "nsubj"
            and above.lemma == "be"
            and any(
                self._parse.tokens[i].lower in self._ground.words["answering"]
                for i in kids(self._parse, above.index)
            )
        )

    def _is_harm(self, verb: int) -> bool:
        words, lemma = self._ground.words, self._parse.tokens[verb].lemma
        told = {t.token for one in self._ground.sayings for t in one.tellings if t.sense.type in _VIOLENT}
        return verb in told or lemma in words["hostile"] | words["harm_done"] | words["began"]

    # -- what was hit -----------------------------------------------------------------------------

    def _natures(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """ "Insurgents setting up a mortar", "farmers asleep": fighters or civilians, depot or school."""
        if a.voice or b.voice or _apart(a, b) or not self._ground.near(a, b) or _by_others(a, b):
            return
        for what in ("people", "things"):
            ours, theirs = self._nature(a, what), self._nature(b, what)
            if {*ours, *theirs} != {"armed", "civil"} or ours.keys() & theirs.keys():
                continue
            told = any(ours.values()) or any(theirs.values())
            if told or a.incidents & b.incidents or self._ground.link(a, b) >= 2 * _LINKED:
                reason = "what one calls military the other calls civilian"
                yield Clash(ClaimField.TARGET, a, b, reason, 2.0)
                return

    def _nature(self, one: Saying, what: str) -> dict[str, bool]:
        """How a saying has what was hit, "armed" or "civil", and whether it says so of them outright."""
        found: dict[str, bool] = {}
        if one.negative:
            return found
        for kind in ("armed", "civil"):
            for index in self._ground.nouns(one, f"{kind}_{what}"):
                told = self._is_said_of_them(index)
                if told or self._is_hit(one, index):
                    found[kind] = found.get(kind, False) or told
        return found

    def _is_said_of_them(self, index: int) -> bool:
        """ "They were farmers", "the dead were villagers", "what they had hit was a school"."""
        tokens, dead = self._parse.tokens, self._ground.words["the_dead"]
        for verb in range(index - 1, max(0, index - _PREDICATE) - 1, -1):
            if tokens[verb].lemma == "be" and tokens[verb].sentence == tokens[index].sentence:
                subjects = [
                    tokens[i] for i in kids(self._parse, verb, "nsubj", "csubj", "nsubjpass") if i < verb
                ]
                return any(
                    s.dep == "csubj" or s.lower in _ANAPHORS or s.tag == "CD" or {s.lemma, s.lower} & dead
                    for s in subjects
                )
            if tokens[verb].tag.startswith("VB") or tokens[verb].dep == "prep":
                return False
        return False

    def _is_hit(self, one: Saying, index: int) -> bool:
        """Whether the noun is the target, or the people counted, of an act of violence in the saying."""
        span = self._parse.tokens[index].span
        return any(
            t.sense.type in _VIOLENT and t.sense.aspect == "act" and any(e.overlaps(span) for e in _hit(t))
            for t in one.tellings
        )

    def _doing(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """ "Had been crossing to attack", "was bringing back diesel": what those who were hit were doing."""
        if a.voice or b.voice or not self._ground.next_to(a, b) or _apart(a, b):
            return
        ours, theirs = self._progress(a), self._progress(b)
        if ours and theirs and not ours & theirs and self._kinds(a) | self._kinds(b) == {"armed", "civil"}:
            yield Clash(
                ClaimField.TARGET_ACTIVITY, a, b, "each tells another thing that they were doing", 1.5
            )

    def _progress(self, one: Saying) -> set[str]:
        """The verbs of what was going on: "was bringing", "had been crossing"."""
        known = self._going_on.get(one.statement.id)
        if known is None:
            known = self._going_on[one.statement.id] = self._verbs_going_on(one)
        return known

    def _verbs_going_on(self, one: Saying) -> set[str]:
        return {
            t.lemma
            for t in (self._parse.tokens[i] for i in one.tokens)
            if t.tag == "VBG"
            and any(
                self._parse.tokens[i].lower in ("was", "were", "been")
                for i in kids(self._parse, t.index, "aux")
            )
        }

    def _kinds(self, one: Saying) -> set[str]:
        words = {
            "armed": ("armed_things", "armed_people", "hostile"),
            "civil": ("civil_things", "civil_people"),
        }
        return {kind for kind, names in words.items() if any(self._ground.has(one, name) for name in names)}

    # -- who holds it, who is with whom -------------------------------------------------------------

    def _control(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """One says that it took the place, the other that it is still there."""
        for took, kept in ((a, b), (b, a)):
            if kept.negative or not self._ground.once(took, "took", self._took) or not self._kept(kept):
                continue
            if not _apart(a, b) and self._ground.near(a, b) and kept.speaker is not None:
                yield Clash(
                    ClaimField.MILITARY_PRESENCE,
                    a,
                    b,
                    "one says it took the place, the other that it holds it",
                    2.0,
                )
                return

    def _took(self, one: Saying) -> bool:
        words = self._ground.words
        return any(t.sense.group == "capture" and not t.negated for t in one.tellings) or any(
            self._parse.tokens[i].lemma in words["gained"] and self._parse.tokens[i].tag in ("VBD", "VBN")
            for i in one.tokens
        )

    def _kept(self, one: Saying) -> bool:
        words = self._ground.words
        verbs = [self._parse.tokens[i] for i in one.tokens if self._parse.tokens[i].tag.startswith("VB")]
        if any(v.lemma in ("repel", "repulse", "thwart", "foil") for v in verbs):
            return True
        now = [v for v in verbs if v.tag != "VB"]  # "would defend itself" is a plan
        still = any(v.lemma in words["held"] for v in now) or self._ground.has(one, "still_there")
        still = still or self._is_in_control(one)
        return still and self._ground.has(one, "control_words")

    def _is_in_control(self, one: Saying) -> bool:
        """ "Were in full control of the runway", "under our control"."""
        return any(
            self._parse.tokens[i].lemma in ("control", "hand")
            and self._parse.tokens[self._parse.tokens[i].head].lower in ("in", "under")
            for i in one.tokens
        )

    def _alignment(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """One has two parties work together, the other has them fight."""
        for friends, foes in ((a, b), (b, a)):
            if not self._ground.has(friends, "friendly") or not self._ground.has(foes, "hostile"):
                continue
            if self._ground.has(foes, "friendly") or friends.voice or foes.voice:
                continue
            if self._same_two(friends, foes):
                yield Clash(
                    ClaimField.COORDINATION, a, b, "one has them act together, the other has them fight", 1.0
                )
                return

    def _same_two(self, a: Saying, b: Saying) -> bool:
        """Whether both name the same two parties, of different sides."""
        ours = [party for _, party in a.parties if party.party is not None]
        theirs = [party for _, party in b.parties if party.party is not None]
        return any(
            match(x, y) is Match.DIFFERENT
            and any(same_side(x, p) for p in theirs)
            and any(same_side(y, p) for p in theirs)
            for x, y in combinations(ours, 2)
        )

    # -- "with X saying A and Y saying B" ---------------------------------------------------------

    def _with_saying(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """Where B gives another value for a field of what A tells, as its claims have it."""
        for one, other in ((a, b), (b, a)):
            denied = [c for c in one.claims if c.stance is Stance.DENIES]
            if one.statement.contrast == other.statement.id and denied:
                reason = "the text sets the two accounts against each other"
                yield Clash(denied[0].field, a, b, reason, 4.0)
                return

    # -- set against each other by the text -----------------------------------------------------------

    def _set_apart(self, a: Saying, b: Saying) -> Iterator[Clash]:
        ground = self._ground
        if a.voice or b.voice or _apart(a, b) or not ground.next_to(a, b):
            return
        told = a.sentence < b.sentence and ground.is_told_otherwise(b) and self._is_nearest(a, b)
        if told or (ground.joined(a, b) and self._rivals(a, b)):
            yield Clash(self._field(a, b), a, b, "the text sets the two accounts against each other", 1.5)

    def _is_nearest(self, a: Saying, b: Saying) -> bool:
        """Whether no other account before `b` is more of one thing with it, or as much and nearer."""
        others = self._ground.others
        before = [s for s in self._ground.sayings if s.sentence < b.sentence and others(s, b) and not s.voice]
        return max(before, key=lambda s: (self._ground.link(s, b), s.span.start)) is a

    def _rivals(self, a: Saying, b: Saying) -> bool:
        """Whether two clauses joined by "but", "while", "whereas" are of one thing."""
        first = self._parse.tokens[b.tokens[0]]
        return self._ground.link(a, b) >= _LINKED or first.tag in ("PRP", "PRP$")

    def _field(self, a: Saying, b: Saying) -> ClaimField:
        ground = self._ground
        if self._figures[a.statement.id] and self._figures[b.statement.id]:
            return ClaimField.CASUALTIES
        if ground.has(b, "purpose") or ground.has(a, "purpose"):
            return ClaimField.MOTIVE
        if ground.has(a, "whose_ground") and ground.has(b, "whose_ground"):
            return ClaimField.PLACE
        return ClaimField.OCCURRENCE


Compare = Callable[[Saying, Saying], Iterator[Clash]]


def _hit(telling: Telling) -> Iterator[Span]:
    """Where a telling names whom or what it hit."""
    for target in telling.targets:
        yield from target.evidence
    for toll in telling.tolls:
        yield from toll.evidence


def _both(a: Saying, b: Saying) -> frozenset[str]:
    return frozenset((a.statement.id, b.statement.id))


def _allied(a: PartyRef, b: PartyRef) -> bool:
    """Whether one backs or sides with the other by the text's own words."""
    ours, theirs = {a.party, *a.sides} - {None}, {b.party, *b.sides} - {None}
    return bool(ours & {*b.supports, *b.backed_by} or theirs & {*a.supports, *a.backed_by})


def _speaks_for(one: Saying, parties: Sequence[PartyRef]) -> bool:
    return one.speaker is not None and any(same_side(one.speaker, party) for party in parties)


def _by_others(a: Saying, b: Saying) -> bool:
    """Whether the acts of violence in two sayings are of different doers: two acts, and not one."""
    doers = [[f.value for t in one.tellings for f in t.actors if t.sense.type in _VIOLENT] for one in (a, b)]
    homes = [{doer.country for doer in found} - {None} for found in doers]
    return best_match(*doers) is Match.DIFFERENT and not homes[0] & homes[1]


def _apart(a: Saying, b: Saying) -> bool:
    """Whether the events of two sayings are on other days or in other places."""
    for x in a.tellings:
        for y in b.tellings:
            if x.place and y.place and place_agreement(x.place, y.place) < 0:
                return True
            days = (x.time.value, y.time.value) if x.time and y.time else None
            if days and (days[0].last < days[1].first or days[1].last < days[0].first):
                return True
    return False

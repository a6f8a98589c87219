"""What speaks for and against words going on with an event that their report has told before: named marks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sayso.merge.across.acts import one_act
from sayso.merge.across.kinds import RESULTS, Kind, may_be_one
from sayso.merge.across.passages import Passages
from sayso.merge.across.places import Where, folded, is_small, stand
from sayso.merge.across.thread import Thread, actors, length, meet, points_back, roots
from sayso.merge.across.told import Count, Told
from sayso.merge.across.whens import Days
from sayso.merge.compatibility import best_match
from sayso.model.identity import Match
from sayso.model.lexicon import NounSense
from sayso.model.parse import Parse
from sayso.model.trees import is_verb, kids

_AFTERMATH = timedelta(days=60)
_DAY = timedelta(days=1)
_SAME = (Match.SAME, Match.PART)
_CRAFT = frozenset({"aircraft", "helicopter", "drone"})
_OPEN = frozenset({Kind.VAGUE, Kind.VIOLENCE, Kind.ACT})
_SIDES = {
    "armed_force": "state",
    "state_force": "state",
    "state": "state",
    "armed_group": "rebels",
    "civilian": "civil",
}
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a report stands before words of one act: what it has told, and their days."""

    threads: Sequence[Thread]
    days: Days | None
    here: Days | None
    lead: Thread | None = None
    front: Thread | None = None
    last: Thread | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Lemmas of what stands beside a marked word: things, names, and who acts."""

    things: frozenset[str]
    names: frozenset[str]
    doers: frozenset[str]
    sides: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of words of one act, against a thread and against a new one."""

    parse: Parse
    words: Mapping[str, frozenset[str]]
    people: Mapping[str, NounSense]
    passages: Passages
    _known: dict[int, "Beside"] = field(default_factory=dict)

    def of(self, group: Sequence[Told], thread: Thread, stage: Stage) -> Iterator[str]:
        """The marks of a group that may go on with a thread."""
        yield from self._day(group, thread, stage)
        yield from self._place(group, thread)
        yield from self._kind(group, thread)
        yield from self._party(group, thread)
        yield from self._count(group, thread)
        yield from self._order(group, thread, stage)
        yield from self.passages.of(group, thread, self.form(group))

    def new(self, group: Sequence[Told], stage: Stage) -> Iterator[str]:
        """The marks of a group that may open a new thread."""
        form = self.form(group)
        yield "new"
        yield f"new: {form}"
        if any(one.again and not one.predicate for one in group):
            yield "new: another"
        if any(one.later for one in group):
            yield "new: hours later"
        if any(one.count is not Count.ONE for one in group):
            yield "new: many"
        if any(one.reply for one in group):
            yield "new: reply"
        if any(one.kind in (Kind.VAGUE, Kind.ACT) for one in group) and form.startswith("the"):
            yield "new: the vague"
        if stage.days is not None and all(
            t.days is None or not meet(stage.days, t.days) for t in stage.threads
        ):
            yield "new: day"
        placed = [one for one in group if one.place is not None and not one.predicate]
        if placed and all(self._stand(placed, t) != 1 for t in stage.threads):
            yield "new: place"
        own = {one.kind for one in group} - RESULTS
        if own and not any(own & t.kinds for t in stage.threads):
            yield "new: kind"
        yield from self.passages.new(group, stage.threads, form)

    def form(self, group: Sequence[Told]) -> str:
        """How a group is put, by what points most: "that", "back", "the" (bare), "the one", "a", "result"."""
        nouns = [one for one in group if one.noun and not one.result]
        bare = any(one.definite and self._is_bare(one) for one in nouns)
        if any(one.predicate for one in group):
            return "it was"
        if any(one.that for one in group):
            return "that"
        if any(one.before for one in group):
            return "earlier"
        if any(one.telling.negated for one in group):
            return "denied"
        if any(one.back for one in group):
            return "back the" if bare else "back"
        if all(one.result for one in group):
            return "result"
        if any(not one.noun and not one.result for one in group):
            return "verb"
        if any(one.definite for one in nouns):
            return "the" if bare else "the which"
        return "a" if any(one.indefinite for one in nouns) else "noun"

    # -- day and place ---------------------------------------------------------------------

    def _day(self, group: Sequence[Told], thread: Thread, stage: Stage) -> Iterator[str]:
        days = stage.days
        points = any(one.definite or one.back or one.before for one in group)
        if days is None:
            here = stage.here if not points else None
            if here is not None and thread.days is not None and not meet(here, thread.days, _DAY):
                yield "other day of sentence"
            return
        if thread.days is None or thread.of_death:
            if thread.near is not None and not meet(days, thread.near, _DAY):
                yield "other day"
            elif length(days) <= _DAY:
                yield "day is new"
        elif meet(days, thread.days):
            yield "day" if max(length(days), length(thread.days)) <= 2 * _DAY else "days meet"
        elif timedelta() < days[0] - thread.days[1] <= _AFTERMATH and all(one.dying for one in group):
            yield "died later"
        else:
            yield "other day"

    def _place(self, group: Sequence[Told], thread: Thread) -> Iterator[str]:
        placed = [one for one in group if one.place is not None and not one.predicate]
        if not placed:
            return
        found = self._stand(placed, thread)
        own = any(one.placed for one in placed)
        if found == 1:
            yield "place"
        elif found > 0:
            yield "place within"
        elif found < 0:
            yield "other place, named" if own else "other place"
        elif not thread.places:
            yield "place is new" if own else "place may be new"
        elif any(_is_other_name(one, thread) for one in placed):
            yield "other name of a place, named" if own else "other name of a place"

    def _stand(self, placed: Sequence[Told], thread: Thread) -> float:
        found = [stand(Where((one.place,), one.around), thread.where) for one in placed if one.place]
        return min(found) if min(found) < 0 else max(found)

    # -- kind, parties, count --------------------------------------------------------------

    def _kind(self, group: Sequence[Told], thread: Thread) -> Iterator[str]:
        mine, theirs = {one.kind for one in group}, {one.kind for one in thread.told}
        own = mine - RESULTS or mine
        plain = own - _OPEN
        if not all(may_be_one(a, b) for a in own for b in thread.kinds) or not all(
            may_be_one(a, b) for a in mine for b in theirs if Kind.ABDUCTION in (a, b)
        ):
            mild = RESULTS | _OPEN
            loose = mine <= mild or theirs <= mild
            yield "loose kind" if loose else "other kind"
        elif plain & theirs - RESULTS:
            yield "kind"
        elif plain - RESULTS and thread.kinds - _OPEN - RESULTS:
            yield "kind may be"
        if roots(group) & roots(thread.told):
            yield "word"
            if points_back(group):
                yield "word of the"
        raids = any(one.noun and one.lemma in self.words["air_raids"] for one in group)
        if raids and thread.families & _CRAFT:
            yield "from the air"

    def _party(self, group: Sequence[Told], thread: Thread) -> Iterator[str]:
        mine = actors([one for one in group if not one.noun])
        known = best_match(actors(group), thread.actors)
        if known in _SAME:
            yield "actor"
        elif mine and best_match(mine, thread.targets) in _SAME:
            yield "hit there"
        elif known is Match.DIFFERENT:
            yield "other actor"
        craft = {self.parse.tokens[i].lemma for one in group for i in self._objects(one)}
        if mine and thread.families & _CRAFT and craft & self.words["aircraft_hit"]:
            yield "hit the aircraft"
        yield from self._shared(group, thread)

    def _shared(self, group: Sequence[Told], thread: Thread) -> Iterator[str]:
        """Whether the words beside those of the group are those beside the thread's."""
        mine, theirs = self._beside(group), self._beside(thread.told)
        if (mine.things & (theirs.things | theirs.names)) | (mine.names & theirs.things):
            yield "thing"
        if mine.names & theirs.names:
            yield "name"
        elif mine.names and theirs.names:
            yield "other names"
        if mine.doers & theirs.doers:
            yield "doer"
        elif mine.sides & theirs.sides:
            yield "doer of that side"
        elif mine.sides and theirs.sides:
            yield "doer of another side"
        elif mine.doers and theirs.doers:
            yield "other doer"

    def _count(self, group: Sequence[Told], thread: Thread) -> Iterator[str]:
        many = any(one.count is not Count.ONE for one in group)
        if many and not thread.many:
            yield "many of one"
        elif thread.many and not many:
            yield "one of many"
        elif many:
            yield "many"
        if any(one.reply for one in group) and not thread.reply:
            yield "is a reply"
        if any(one.again and not one.predicate for one in group) and not points_back(group):
            yield "another"

    # -- order of telling ------------------------------------------------------------------

    def _order(self, group: Sequence[Told], thread: Thread, stage: Stage) -> Iterator[str]:
        form = self.form(group)
        vague = any(one.kind in (Kind.VAGUE, Kind.ACT) for one in group) and form == "the"
        form = "the vague" if vague else form
        if thread is stage.last:
            yield "last"
            yield f"last: {form}"
            if self._is_they(group):
                yield "last: they"
        if thread is stage.front:
            yield "front"
            yield f"front: {form}"
        if thread is stage.lead:
            yield "lead"
            yield f"lead: {form}"
        if any(self._happens(one) for one in group):
            yield "happens, last" if thread is stage.last else "happens"
        entries = {one.entry for one in group}, {one.entry for one in thread.told}
        if None not in entries[0] | entries[1] and not entries[0] & entries[1]:
            yield "other entry"
        yield from self._sentence(group, thread)

    def _sentence(self, group: Sequence[Told], thread: Thread) -> Iterator[str]:
        sentence = group[0].telling.sentence
        same = [one for one in thread.told if one.telling.sentence == sentence]
        if same:
            yield "same sentence"
            if any(self._hang(one, other) for one in group for other in same):
                yield "one act"
            if any(one.back for one in same) != any(one.back for one in group):
                yield "back in the sentence"
        elif any(one.later and not one.noun and not one.result for one in group):
            yield "hours later"

    def _hang(self, a: Told, b: Told) -> bool:
        """Whether two words of one sentence tell one act by how the sentence is built."""
        first, second = sorted((a, b), key=lambda one: one.telling.token)
        return one_act(self.parse, first, second, self.words["breaks"])

    def _happens(self, one: Told) -> bool:
        """ "The attack took place at noon"."""
        token = self.parse.tokens[one.telling.token]
        verb = self.parse.tokens[token.head]
        return one.definite and token.dep == "nsubj" and verb.lemma in self.words["happening"]

    def _is_they(self, group: Sequence[Told]) -> bool:
        """ "They burned the barns": who acted before acts on."""
        for one in group:
            for i in kids(self.parse, one.telling.token, "nsubj", "nsubjpass", "dobj"):
                if self.parse.tokens[i].tag in ("PRP",):
                    return True
        return False

    def _is_bare(self, one: Told) -> bool:
        """ "The attack", "this massacre", with no word that says which."""
        return not kids(self.parse, one.telling.token, "compound", "amod", "poss", "nummod", "prep")

    def _objects(self, one: Told) -> list[int]:
        below = kids(self.parse, one.telling.token, "dobj")
        inner = [k for i in below for j in kids(self.parse, i, "prep") for k in kids(self.parse, j, "pobj")]
        return [*below, *inner]

    def _beside(self, group: Sequence[Told]) -> "Beside":
        found = [self._beside_one(one) for one in group]
        return Beside(
            frozenset().union(*(one.things for one in found)),
            frozenset().union(*(one.names for one in found)),
            frozenset().union(*(one.doers for one in found)),
            frozenset().union(*(one.sides for one in found)),
        )

    def _beside_one(self, one: Told) -> "Beside":
        known = self._known.get(one.number)
        if known is None:
            token = self.parse.tokens[one.telling.token]
            noun = not is_verb(token)
            heads = set(kids(self.parse, token.index, "dobj", "nsubjpass", "compound", "poss", "nsubj"))
            doers = set() if noun or one.dying else set(self._subject(token.index))
            for i in kids(self.parse, token.index, "prep", "agent"):
                under = kids(self.parse, i, "pobj")
                heads |= set(under)
                if self.parse.tokens[i].lower == "by":
                    doers |= set(under)
            if token.dep in ("acl", "relcl") and is_verb(token):
                heads.add(token.head)
            wide = {j for i in heads for j in (i, *kids(self.parse, i, "compound", "nmod"))}
            wide |= {
                k for i in heads for j in kids(self.parse, i, "prep") for k in kids(self.parse, j, "pobj")
            }
            acting = self._lemmas(doers, "NN", "NNS", "NNP", "NNPS")
            sides = {
                _SIDES[sense.kind]
                for word in acting
                if (sense := self.people.get(word)) and sense.kind in _SIDES
            }
            known = self._known[one.number] = Beside(
                self._lemmas(wide, "NN", "NNS"), self._lemmas(wide, "NNP", "NNPS"), acting, frozenset(sides)
            )
        return known

    def _subject(self, verb: int) -> Sequence[int]:
        """Who does it: its subject, else that of the verb that it goes on from."""
        for _ in range(_STEPS):
            own = kids(self.parse, verb, "nsubj", "nsubjpass")
            if own or self.parse.tokens[verb].dep not in ("conj", "xcomp", "advcl"):
                return [i for i in own if self.parse.tokens[i].dep == "nsubj"]
            verb = self.parse.tokens[verb].head
        return ()

    def _lemmas(self, tokens: Iterable[int], *tags: str) -> frozenset[str]:
        found = {self.parse.tokens[i] for i in tokens if self.parse.tokens[i].tag in tags}
        return frozenset(t.lemma.casefold() for t in found if len(t.lemma) > 2) - self.words["any_victim"]


def _is_other_name(one: Told, thread: Thread) -> bool:
    """Whether both are small places of which the gazetteer knows one at most, by two names."""
    if one.place is None or not is_small(one.place) or not all(is_small(p) for p in thread.places):
        return False
    return folded(one.place.name) not in {folded(place.name) for place in thread.places}

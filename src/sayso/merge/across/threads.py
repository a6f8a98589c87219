"""The marked words of one report as threads: each is what the report tells of one event."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sayso.merge.across.acts import acts
from sayso.merge.across.kinds import RESULTS, Kind, may_be_one
from sayso.merge.across.places import Where, folded, is_small, stand
from sayso.merge.across.thread import Thread, actors, length, meet, points_back, roots
from sayso.merge.across.told import Count, Told
from sayso.merge.across.whens import Days
from sayso.merge.compatibility import best_match
from sayso.model.identity import Match
from sayso.model.parse import Parse
from sayso.model.trees import kids

_AFTERMATH = timedelta(days=60)
_DAY = timedelta(days=1)
_SAME = (Match.SAME, Match.PART)
# Plain kinds of which one report tells two acts: a blast, and then gunmen who fire.
_TWO = tuple(
    frozenset(pair)
    for pair in (
        (Kind.SHOOTING, Kind.BLAST),
        (Kind.CLASH, Kind.BLAST),
        (Kind.CLASH, Kind.STRIKE),
        (Kind.CLASH, Kind.VIOLENCE),
        (Kind.CLASH, Kind.VAGUE),
        (Kind.EXECUTION, Kind.SHOOTING),
        (Kind.EXECUTION, Kind.VAGUE),
        (Kind.CAPTURE, Kind.STRIKE),
        (Kind.CAPTURE, Kind.BLAST),
    )
)
_CRAFT = frozenset({"aircraft", "helicopter", "drone"})
# What speaks for a thread, and what a new one has to be told by; set on the open recurring-events reports.
DAY, PLACE, KIND, WORD, RECENT, WHO, WHOM, LEAD = 3.0, 2.0, 1.0, 1.0, 1.5, 1.0, 1.5, 0.5
POINTS, VAGUE_LEAD = 0.5, 2.0
FRESH, AGAIN, NEW_SETTING = 1.0, 2.5, 1.0


def threads(parse: Parse, told: Sequence[Told], words: Mapping[str, frozenset[str]]) -> list[Thread]:
    """The events of a report, in the order in which it first tells them.

    Args:
        parse: The parsed report.
        told: Its marked words in text order.
        words: The word sets of the lexicon.
    """
    maker = _Maker(parse, told, words)
    for group in acts(parse, told, words["breaks"]):
        maker.place(group)
    return maker.threads


class _Maker:
    def __init__(self, parse: Parse, told: Sequence[Told], words: Mapping[str, frozenset[str]]) -> None:
        self._parse = parse
        self._told = told
        self._words = words
        self.threads: list[Thread] = []
        self._step = 0

    def place(self, group: Sequence[Told]) -> None:
        """Puts words of one act into the thread that they continue, or opens a new one."""
        self._step += 1
        near = self._near(group)
        recent_act = self._told_last()
        days = self._days(group, near)
        many = any(one.count is not Count.ONE for one in group)
        free = [t for t in self.threads if not self._forbidden(group, days, t)]
        ranked = sorted(free, key=lambda t: (t.last, self.threads.index(t)))
        recent = ranked[-1] if ranked else None
        lead = next((t for t in free if not t.back), None)
        scored = [(self._score(group, days, t, (lead, recent)), self.threads.index(t), t) for t in free]
        best = max(scored, key=lambda item: item[:2], default=None)
        back = all(one.back or one.before or one.perfect for one in group)
        if best is not None and best[0] >= self._bar(group, days):
            thread = best[2]
        else:
            thread = Thread(back=back, reply=any(one.reply for one in group), many=many, near=near)
            if thread.reply and recent_act is not None:
                thread.places = list(recent_act.origins)  # an answer goes to where the fire came from
            self.threads.append(thread)
        thread.add(group, days)
        if not many and not back and not thread.back and not self._is_earlier(thread):
            thread.last = self._step

    def _told_last(self) -> Thread | None:
        """The thread of the act told last in the foreground."""
        return max((t for t in self.threads if t.last), key=lambda t: t.last, default=None)

    def _is_earlier(self, thread: Thread) -> bool:
        """Whether it was before what the report began with: told for comparison."""
        first = self.threads[0]
        if thread is first or thread.days is None or first.days is None:
            return False
        return thread.days[1] < first.days[0]

    # -- days ------------------------------------------------------------------------------

    def _near(self, group: Sequence[Told]) -> Days | None:
        """The days of what is told in the same sentence, else of what was told last."""
        if any(one.back or one.before for one in group):
            return None
        here = self._here(group)
        if here is not None:
            return here
        last = self._told_last()
        return None if last is None else last.days or last.near

    def _here(self, group: Sequence[Told]) -> Days | None:
        """The days of what its sentence tells in the foreground."""
        sentence = group[0].telling.sentence
        said = [
            one.days
            for one in self._told
            if one.telling.sentence == sentence
            and one.days is not None
            and not (one.back or one.before or one.dying)
            and one.count is Count.ONE
        ]
        return min(said, key=length, default=None)

    def _days(self, group: Sequence[Told], near: Days | None) -> Days | None:
        """The most exact days that the group says; "that evening" counts from what is near."""
        said = [one.days for one in group if one.days is not None and not one.dying]
        said = said or [one.days for one in group if one.days is not None]
        if said:
            return min(said, key=length)
        if any(one.same_day for one in group):
            return near
        before = next((one.days_before for one in group if one.days_before is not None), None)
        if before is not None:
            told = self._told_last()
            counted = told.days or told.near if told is not None else None
            if counted is not None:
                about = _DAY if before > 2 else timedelta()  # "eight days after" a night
                return counted[0] - before * _DAY - about, counted[1] - before * _DAY + about
        return None

    # -- which thread ----------------------------------------------------------------------

    def _bar(self, group: Sequence[Told], days: Days | None) -> float:
        """What a thread must reach so that the group is no new event."""
        bar = FRESH
        if (
            any(one.again for one in group)
            and not any(one.predicate for one in group)
            and not points_back(group)
        ):
            bar += AGAIN
        elif all(one.indefinite and not one.predicate for one in group if not one.result):
            bar += AGAIN if any(one.indefinite for one in group) else 0.0
        return bar

    def _score(
        self,
        group: Sequence[Told],
        days: Days | None,
        thread: Thread,
        ends: tuple[Thread | None, Thread | None],
    ) -> float:
        score = 0.0
        if days is not None and thread.days is not None and meet(days, thread.days):
            score += DAY if max(length(days), length(thread.days)) <= 2 * _DAY else DAY / 3
        if any(stand(Where((o.place,), o.around), thread.where) > 0 for o in group if o.place is not None):
            score += PLACE
        kinds = {one.kind for one in group} - RESULTS
        score += KIND if kinds & {one.kind for one in thread.told} - {Kind.VAGUE, Kind.VIOLENCE} else 0.0
        score += WORD * (1 + self._names_act(group)) if roots(group) & roots(thread.told) else 0.0
        score += WHO if best_match(actors(group), thread.actors) in _SAME else 0.0
        score += WHOM if self._same_victim(group, thread) else 0.0
        score += WORD if self._is_from_air(group, thread) else 0.0
        score -= NEW_SETTING * self._unshared(group, days, thread)
        return score + self._position(group, days, thread, ends)

    def _unshared(self, group: Sequence[Told], days: Days | None, thread: Thread) -> int:
        """How many of day and place the group says of itself and the thread has not: 0 to 2."""
        restricted = [one for one in group if not one.result and (not one.definite or not self._is_bare(one))]
        new_day = days is not None and length(days) <= _DAY and thread.days is None
        found = int(new_day and (bool(restricted) or thread.back))
        found += int(
            new_day and any(one.noun and one.definite and one.days is not None for one in restricted)
        )
        for one in restricted:
            if one.place is not None and one.place not in thread.places and (thread.places or one.placed):
                weight = 2 if one.placed and one.definite else 1  # "the massacre at X" says which one
                return found + weight * (stand(Where((one.place,), one.around), thread.where) <= 0)
        return found

    def _is_from_air(self, group: Sequence[Told], thread: Thread) -> bool:
        """ "The strikes went on", after warplanes hit something."""
        return bool(thread.families & _CRAFT) and any(
            one.noun and one.lemma in self._words["air_raids"] for one in group
        )

    def _position(
        self,
        group: Sequence[Told],
        days: Days | None,
        thread: Thread,
        ends: tuple[Thread | None, Thread | None],
    ) -> float:
        """What the order of telling speaks for: the event told last, or the one that the report is about."""
        lead, recent = ends
        that = any(one.that for one in group)
        looks_back = any(one.before for one in group)
        vague = any(one.definite and one.kind is Kind.VAGUE and self._is_bare(one) for one in group)
        score = POINTS if any(one.definite or one.result for one in group) else 0.0
        if that:
            return score + (RECENT + LEAD if thread is self.threads[-1] or thread is self._latest() else 0.0)
        if thread is recent:
            score += -RECENT if looks_back and days is None else RECENT
        goes_on = vague and recent is not None and self._goes_on(group, recent)
        if thread is lead and not looks_back and not (goes_on and thread is not recent):
            score += VAGUE_LEAD if vague else LEAD
            score += DAY / 2 if any(one.predicate for one in group) else 0.0
        if thread.reply and (vague or any(one.definite and one.back for one in group)):
            score -= RECENT
        return score

    def _names_act(self, group: Sequence[Told]) -> bool:
        """ "The shelling", after somebody shelled; "the earlier one" is not what was told last."""
        return points_back(group) and not any(one.before for one in group)

    def _goes_on(self, group: Sequence[Told], recent: Thread) -> bool:
        """ "X was hit. The attack came at noon": it goes on with what was told last."""
        first = group[0].telling
        subject = self._parse.tokens[first.token].dep in ("nsubj", "nsubjpass")
        last = max((one.telling for one in recent.told), key=lambda telling: telling.token)
        return subject and last.sentence == first.sentence - 1 and last.unit == first.unit

    def _is_bare(self, one: Told) -> bool:
        """ "The attack", "this massacre", with no word that says which."""
        if one.lemma in self._words["raids"]:
            return False
        return not one.that and not kids(
            self._parse, one.telling.token, "compound", "amod", "poss", "nummod", "prep"
        )

    def _latest(self) -> Thread:
        """The thread of the word marked last, in a look back too."""
        return max(self.threads, key=lambda t: max(one.telling.token for one in t.told))

    def _same_victim(self, group: Sequence[Told], thread: Thread) -> bool:
        """ "The sergeant's death", after a sergeant was shot."""
        hurt = {word for one in group if one.result for word in self._hurt(one)}
        theirs = {word for one in thread.told for word in self._hurt(one)}
        return bool(hurt & theirs)

    def _hurt(self, one: Told) -> set[str]:
        """Lemmas of the nouns that say who or what was hit."""
        found = set()
        for i in kids(self._parse, one.telling.token, "nsubjpass", "dobj", "poss", "nsubj"):
            if self._parse.tokens[i].dep == "nsubj" and not one.dying:
                continue
            for token in (
                self._parse.tokens[i],
                *(self._parse.tokens[j] for j in kids(self._parse, i, "compound")),
            ):
                if token.tag.startswith("NN") and len(token.lemma) > 3:
                    found.add(token.lemma)
        return found - self._words["any_victim"]

    # -- what forbids ----------------------------------------------------------------------

    def _forbidden(self, group: Sequence[Told], days: Days | None, thread: Thread) -> bool:
        many = any(one.count is not Count.ONE for one in group)
        if many != thread.many or any(one.count is Count.ANY for one in group):
            return True
        if not self._kinds_fit(group, thread):
            return True
        if any(one.reply for one in group) and not thread.reply:
            return True
        if thread.reply and any(one.kind is Kind.DISPERSAL for one in group):
            return True
        beside = any(other.telling.sentence == group[0].telling.sentence for other in thread.told)
        if many and not beside and all(one.noun and not one.definite for one in group):
            return True
        if any(one.again and not one.definite and not one.predicate for one in group) and not points_back(
            group
        ):
            return True
        return (
            self._is_other_day(group, days, thread)
            or self._is_other_place(group, thread)
            or self._is_other_side(group, thread)
            or self._is_other_moment(group, thread)
        )

    def _kinds_fit(self, group: Sequence[Told], thread: Thread) -> bool:
        mine = {one.kind for one in group}
        theirs = {one.kind for one in thread.told}
        own = mine - RESULTS or mine
        plain = {one.kind for one in group if not one.noun and not one.result and one.telling.actors}
        if any(_is_another_act(a, b, theirs) for a in plain for b in thread.kinds):
            return False
        return all(may_be_one(a, b) for a in own for b in thread.kinds) and all(
            may_be_one(a, b) for a in mine for b in theirs if Kind.ABDUCTION in (a, b)
        )

    def _is_other_day(self, group: Sequence[Told], days: Days | None, thread: Thread) -> bool:
        if days is None:
            here = self._here(group)
            points = any(one.definite or one.back or one.before for one in group)
            if points or here is None or thread.days is None:
                return False
            return not meet(here, thread.days, _DAY)
        if thread.days is None:
            near = thread.near
            return near is not None and not meet(days, near, _DAY)
        if meet(days, thread.days):
            return False
        behind = timedelta() < days[0] - thread.days[1] <= _AFTERMATH
        return not (behind and all(one.dying for one in group))

    def _is_other_place(self, group: Sequence[Told], thread: Thread) -> bool:
        if any(one.definite and not (one.back or one.before or one.placed) for one in group):
            return False
        for one in group:
            if one.place is None:
                continue
            where = Where((one.place,), one.around)
            found = stand(where, thread.where)
            if found < 0:
                return True
            names = {folded(place.name) for place in thread.places}
            unknown = found == 0 and names and is_small(one.place) and all(is_small(p) for p in thread.places)
            if unknown and folded(one.place.name) not in names:
                return True
        return False

    def _is_other_side(self, group: Sequence[Told], thread: Thread) -> bool:
        """Whether those who act here were hit there, or are others than those who acted there."""
        mine = actors([one for one in group if not one.noun])
        same = best_match(mine, thread.actors)
        if same in _SAME:
            return False
        if best_match(mine, thread.targets) in _SAME:
            return True
        craft = {self._parse.tokens[i].lemma for one in group for i in self._objects(one)}
        if mine and thread.families & _CRAFT and craft & self._words["aircraft_hit"]:
            return True
        active = [one for one in group if not one.noun and not one.dying and one.telling.actors]
        theirs = actors([one for one in thread.told if not one.noun])
        for one in active:
            if one.kind is Kind.CLASH and theirs:
                known = [*thread.actors, *thread.targets]
                if any(best_match([fact.value], known) is Match.DIFFERENT for fact in one.telling.actors):
                    return True
        return bool(active) and best_match(actors(active), theirs) is Match.DIFFERENT

    def _objects(self, one: Told) -> list[int]:
        below = kids(self._parse, one.telling.token, "dobj")
        inner = [k for i in below for j in kids(self._parse, i, "prep") for k in kids(self._parse, j, "pobj")]
        return [*below, *inner]

    def _is_other_moment(self, group: Sequence[Told], thread: Thread) -> bool:
        """ "Hours later they fired"; what stands behind "after" is not what its sentence tells."""
        sentence = group[0].telling.sentence
        back = any(one.back for one in group)
        for other in thread.told:
            if other.telling.sentence == sentence and other.back != back:
                return True
        moved = any(one.later and not one.noun and not one.result for one in group)
        return moved and any(other.telling.sentence < sentence for other in thread.told)


def _is_another_act(mine: Kind, theirs: Kind, told: set[Kind]) -> bool:
    """Whether a clause with an actor of its own tells another act of its report than the words before it."""
    return mine not in told and any(mine in pair and theirs in pair for pair in _TWO)

"""Connected parts of events and of reports, and what the rules make of them, persons before the machine."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Generic

from sayso.base.machine import Machine, Touched
from sayso.base.nearby import Pair, pair
from sayso.base.parts import Parts
from sayso.base.persons import Persons
from sayso.base.rules import Copied, F, M, Rules
from sayso.model.decisions import Decision, Judgement, Subject, incident_id, place_of, report_of
from sayso.model.events import Event
from sayso.model.incidents import CopyLink, Family, Gone, Revision
from sayso.model.record import Coded
from sayso.store import Shelf, Store

# In a part of at most so many events every pair is judged, also those that share no key: a report that gives
# no day must not tie two days together. In a larger one only what is near, or of one report, is.
ALL_PAIRS = 48

Asked = Callable[[], Persons]


_LINKS = 4096  # pairs of copies whose link is kept
# Pairs of which the decisions are kept, of the parts made last; those of others are made anew when they are
# asked for. A part has up to a thousand, some kB each: counted in parts, memory grew with the base.
_AT_HAND = 20_000
_TIED = 1 << 14  # events of which is kept what they hang by; of one about 1 kB


@dataclass(slots=True)
class Grouped(Generic[M]):
    """One connected part: its groups, by each member, and what the machine says of its pairs.

    `members` and `judged` are emptied when other parts have been worked on since.
    """

    names: tuple[str, ...]
    groups: dict[str, tuple[str, ...]]
    members: dict[str, M]
    judged: dict[Pair, Decision]


def is_small(part: Grouped[M]) -> bool:
    """Whether in a part every pair is judged."""
    return len(part.names) <= ALL_PAIRS


class Happenings(Generic[M, F]):
    """Events to incidents."""

    def __init__(self, store: Store, rules: Rules[M, F], machine: Machine[M, F], asked: Asked) -> None:
        self._store = store
        self._rules = rules
        self._machine = machine
        self._asked = asked
        self.parts: Parts[Grouped[M]] = Parts(self._next_to, self._grouped)
        self._tied: dict[str, frozenset[str]] = {}
        self._at_hand: deque[Grouped[M]] = deque()
        self._pairs_at_hand = 0

    def group(self, key: str) -> tuple[str, ...]:
        """The events of the incident that an event is of, sorted."""
        return self.parts.of(key).groups[key]

    def all(self) -> Iterator[tuple[str, ...]]:
        """Every group once."""
        for key in self._store.names(Shelf.EVENTS):
            members = self.group(key)
            if key == members[0]:
                yield members

    def members(self, keys: Iterable[str]) -> list[M]:
        """Events as they are compared: others, once their report is coded anew."""
        return [self._machine.member(key) for key in keys]

    def told(self, key: str) -> tuple[Coded, Event]:
        """An event, and the record that has it."""
        return _record(self._store, report_of(key)), self._machine.member(key).event

    def pieces(self, whole: Iterable[str]) -> list[str]:
        """The first event of each group that some events fall into, in the order of the reports."""
        first: dict[tuple[str, ...], str] = {}
        for key in sorted(whole, key=place_of):
            first.setdefault(self.group(key), key)
        return list(first.values())

    def decided(self, members: Sequence[str]) -> tuple[Decision, ...]:
        """What is decided of the pairs of one group: by persons first, then by the machine."""
        persons, part = self._asked(), self.parts.of(members[0])
        judged = part.judged or self._judged(part.names, _Kept())
        pairs = self._within(members)
        said = persons.pairs[Subject.MEMBERSHIP]
        by_person = [one for at in pairs if (one := said.get(at)) is not None] if said else []
        return (*by_person, *(judged[at] for at in pairs if at in judged))

    def _within(self, members: Sequence[str]) -> list[Pair]:
        """The pairs of a group of which something may be decided, in the order of its members."""
        if len(members) <= ALL_PAIRS:
            return [pair(a, b) for a, b in combinations(members, 2)]
        persons, place = self._asked(), {key: at for at, key in enumerate(members)}
        found = {
            (at, place[other])
            for at, key in enumerate(members)
            for other in (*self._beside(key), *persons.others(Subject.MEMBERSHIP, key))
            if place.get(other, -1) > at
        }
        return [pair(members[a], members[b]) for a, b in sorted(found)]

    def _beside(self, key: str) -> Iterator[str]:
        """The events that one is compared with where not all are: those near it, and those of its report."""
        yield from self._machine.near_events(key)
        yield from self._machine.members(report_of(key))

    def perhaps(self, members: Sequence[str]) -> set[tuple[str, ...]]:
        """Other groups that may be this one: a pair is unsure, or the same but for the whole."""
        near, persons, there = set[str](), self._asked(), frozenset(members)
        for key in members:
            links = self._store.links(Subject.MEMBERSHIP, key)
            asked = persons.others(Subject.MEMBERSHIP, key)
            for other in (links.keys() | asked) - there - near:
                said = (persons.of(Subject.MEMBERSHIP, key, other) if asked else None) or links[other]
                if said.judgement is not Judgement.DIFFERENT:
                    near.add(other)
        found = set(map(self.group, near))
        held_apart = {
            other
            for key in members
            for other in persons.others(Subject.MEMBERSHIP, key)
            if _differs(persons.of(Subject.MEMBERSHIP, key, other))
        }
        return {group for group in found if not held_apart & set(group)}

    def perhaps_ids(self, members: Sequence[str]) -> tuple[str, ...]:
        """The ids of those groups, sorted; of each the first event, by which it is named, stands first."""
        return tuple(sorted(incident_id(group[:1]) for group in self.perhaps(members)))

    def part_of(self, members: Sequence[str]) -> list[tuple[str, str]]:
        """(part, whole): events of a group that are a part of another's, or have one."""
        found, persons = set[tuple[str, str]](), self._asked()
        for key in members:
            links = self._store.links(Subject.PART, key)
            for other in {*links, *persons.others(Subject.PART, key)} - set(members):
                said = persons.of(Subject.PART, key, other) or links[other]
                if said.judgement is Judgement.SAME:
                    found.add((said.a, said.b))
        return sorted(found)

    def by_machine(self, a: str, b: str) -> bool:
        """Whether the machine, had no person decided anything, would have two events in one incident."""
        alone = Parts(self._linked, lambda names, _: self._group(names, _Kept(), Persons()))
        return b in alone.of(a).groups[a]

    def touch(self, touched: Touched) -> None:
        """Take note of what adding a report changed."""
        for key in touched.gone:
            self.parts.forget(key)
            self._tied.pop(key, None)
        for key in touched.names[Subject.MEMBERSHIP]:
            self._tied.pop(key, None)
        self.parts.touch(touched.names[Subject.MEMBERSHIP])
        self.parts.touch_within(touched.pairs)

    def _linked(self, key: str) -> frozenset[str]:
        """What hangs together with an event by the report itself and by the machine; kept until it changes.

        A part is put together anew with each event that joins it: what it hangs by has been read then.
        """
        tied = self._tied.get(key)
        if tied is None:
            links = self._store.links(Subject.MEMBERSHIP, key).items()
            by_machine = (other for other, said in links if self._rules.events.ties(said))
            if len(self._tied) > _TIED:
                self._tied.clear()
            tied = self._tied[key] = frozenset((*self._machine.told_as_one(key), *by_machine))
        return tied

    def _next_to(self, key: str) -> Iterable[str]:
        said = (*_said_same(self._asked(), Subject.MEMBERSHIP, key),)
        return self._linked(key).union(said) if said else self._linked(key)

    def _grouped(self, names: tuple[str, ...], before: Sequence[Grouped[M]]) -> Grouped[M]:
        members = {key: self._machine.member(key) for key in names} if len(names) > 1 else {}
        made = self._group(names, _Kept(before, members), self._asked())
        if made.judged:
            self._at_hand.append(made)
            self._pairs_at_hand += len(made.judged)
        while self._pairs_at_hand > _AT_HAND and len(self._at_hand) > 1:
            oldest = self._at_hand.popleft()
            self._pairs_at_hand -= len(oldest.judged)
            oldest.members, oldest.judged = {}, {}
        return made

    def _judged(self, names: tuple[str, ...], kept: "_Kept[M]") -> dict[Pair, Decision]:
        return {at: kept.of(at) or self._machine.same_happening(*at) for at in self._pairs(names)}

    def _group(self, names: tuple[str, ...], kept: "_Kept[M]", persons: Persons) -> Grouped[M]:
        if len(names) == 1:
            return Grouped(names, {names[0]: names}, {}, {})
        members = {key: self._machine.member(key) for key in names}
        judged = self._judged(names, kept)
        there = set(names)
        inside = {
            said.pair: said
            for key in names
            for other in persons.others(Subject.MEMBERSHIP, key) & there
            if (said := persons.of(Subject.MEMBERSHIP, key, other)) is not None
        }
        decisions = {**judged, **inside}
        groups = self._rules.events.groups(list(members.values()), list(decisions.values()))
        by_key = {key: tuple(sorted(group, key=place_of)) for group in groups for key in group}
        return Grouped(names, by_key, members, judged)

    def _pairs(self, names: tuple[str, ...]) -> set[Pair]:
        """The pairs of a part that the machine judges."""
        if len(names) <= ALL_PAIRS:
            return set(combinations(names, 2))
        there, found = frozenset(names), set[Pair]()
        for key in names:
            near = there & self._machine.near_events(key)
            near |= there.intersection(self._machine.members(report_of(key)))
            found.update([(key, other) for other in near if key < other])
        return found


class _Kept(Generic[M]):
    """What was decided in parts that have gone into another, of pairs of which neither was coded anew."""

    def __init__(self, before: Sequence[Grouped[M]] = (), members: Mapping[str, M] | None = None) -> None:
        now = members or {}
        self._kept = [
            (old.judged, {key for key in old.members if _unchanged(old.members, now, key)}) for old in before
        ]

    def of(self, at: Pair) -> Decision | None:
        """The decision on a pair, where it is kept."""
        for judged, unchanged in self._kept:
            if at[0] in unchanged and at[1] in unchanged and at in judged:
                return judged[at]
        return None


class Copies(Generic[M, F]):
    """Reports to families of one text, by each report."""

    def __init__(self, store: Store, rules: Rules[M, F], machine: Machine[M, F], asked: Asked) -> None:
        self._store = store
        self._rules = rules
        self._machine = machine
        self._asked = asked
        self.parts: Parts[Mapping[str, Family]] = Parts(self._next_to, self._families)
        self._links: OrderedDict[Pair, tuple[F, F, CopyLink]] = OrderedDict()

    def family(self, report: str) -> Family:
        """The family of a report; alone in it, if nobody has its text."""
        return self.parts.of(report)[report]

    def _next_to(self, report: str) -> Iterator[str]:
        return _next(self._store, self._asked(), Subject.COPY, report)

    def _families(self, names: tuple[str, ...], _: Sequence[Mapping[str, Family]]) -> Mapping[str, Family]:
        if len(names) == 1:
            return {names[0]: Family(names, first=names[0])}
        persons, texts = self._asked(), {name: self._machine.fingerprint(name) for name in names}
        pairs = sorted({pair(name, other) for name in names for other in self._next_to(name)})
        there = set(names)
        decided = (pair(name, one) for name in names for one in persons.others(Subject.COPY, name) & there)
        said = {at: one for at in sorted(set(decided)) if (one := persons.of(Subject.COPY, *at)) is not None}
        found = self._rules.texts.families(
            Copied(
                texts,
                [self._link((a, b), texts[a], texts[b]) for a, b in pairs],
                [at for at, one in said.items() if one.judgement is Judgement.SAME],
                [at for at, one in said.items() if one.judgement is Judgement.DIFFERENT],
            )
        )
        return {report: family for family in found for report in family.reports}

    def _link(self, at: Pair, a: F, b: F) -> CopyLink:
        """Which of two reports was taken from which; made anew only where one of the texts is another."""
        kept = self._links.get(at)
        if kept is None or kept[0] != a or kept[1] != b:
            kept = self._links[at] = (a, b, self._rules.texts.link(a, b))
        self._links.move_to_end(at)
        if len(self._links) > _LINKS:
            self._links.popitem(last=False)
        return kept[2]


@dataclass(frozen=True, slots=True)
class Chained:
    """Versions of one report: what each changed, and what of each does not stand any more, by its id."""

    revisions: tuple[Revision, ...] = ()
    gone: Mapping[str, Gone] = field(default_factory=dict)


class Versions(Generic[M, F]):
    """Reports to versions of one report."""

    def __init__(self, store: Store, rules: Rules[M, F], asked: Asked) -> None:
        self._store = store
        self._rules = rules
        self._asked = asked
        self.parts: Parts[Chained] = Parts(
            lambda name: _next(store, asked(), Subject.REVISION, name), self._chain
        )

    def gone(self, report: str) -> Gone | None:
        """What of a report does not stand any more; None where all of it does."""
        return self.parts.of(report).gone.get(report)

    def _chain(self, names: tuple[str, ...], _: Sequence[Chained]) -> Chained:
        if len(names) == 1:
            return Chained()
        persons = self._asked()
        decisions: dict[Pair, Decision] = {}
        for name in names:
            for other in _next(self._store, persons, Subject.REVISION, name):
                machine = self._store.links(Subject.REVISION, name).get(other)
                said = persons.of(Subject.REVISION, name, other) or machine
                if said is not None:
                    decisions[said.pair] = said
        reports = [_record(self._store, name).report for name in names]
        chain = self._rules.texts.chain(reports, [decisions[at] for at in sorted(decisions)])
        made = {at: self._rules.texts.revision(*self._both(at)) for at in chain}
        return Chained(tuple(made.values()), self._withdrawn(made))

    def _both(self, at: Pair) -> tuple[Coded, Coded]:
        return _record(self._store, at[0]), _record(self._store, at[1])

    def _withdrawn(self, made: Mapping[Pair, Revision]) -> dict[str, Gone]:
        """What of each version does not stand by the last one of its chain, and the notices of each."""
        found: dict[str, Gone] = {}
        last = _to_last(made)
        for at in {*made, *last}:
            revision = made.get(at) or self._rules.texts.revision(*self._both(at))
            earlier, later = self._rules.texts.gone(*self._both(at), revision)
            found[at[1]] = found.get(at[1], Gone()) | later
            if at in last:
                found[at[0]] = found.get(at[0], Gone()) | earlier
        return {name: gone for name, gone in found.items() if gone != Gone()}


def _to_last(steps: Iterable[Pair]) -> set[Pair]:
    """Each version with the last one of its chain: what was dropped and is told again stands."""
    after, found = dict(iter(steps)), set[Pair]()
    for name, following in after.items():
        last = following
        while last in after:
            last = after[last]
        found.add((name, last))
    return found


def _next(store: Store, persons: Persons, subject: Subject, name: str) -> Iterator[str]:
    """What a report hangs together with."""
    for other, said in store.links(subject, name).items():
        if said.judgement is Judgement.SAME and persons.of(subject, name, other) is None:
            yield other
    yield from _said_same(persons, subject, name)


def _said_same(persons: Persons, subject: Subject, name: str) -> Iterator[str]:
    for other in persons.others(subject, name):
        said = persons.of(subject, name, other)
        if said is not None and said.judgement is Judgement.SAME:
            yield other


def _differs(said: Decision | None) -> bool:
    return said is not None and said.judgement is Judgement.DIFFERENT


def _unchanged(old: Mapping[str, M], new: Mapping[str, M], key: str) -> bool:
    return key in old and key in new and (old[key] is new[key] or old[key] == new[key])


def _record(store: Store, name: str) -> Coded:
    coded = store.record(name)
    if coded is None:
        raise KeyError(name)
    return coded

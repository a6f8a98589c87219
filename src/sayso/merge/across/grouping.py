"""Members to incidents: what must be together, what must be apart, then the closest first."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import inf

from sayso.merge.across.judging import DIFFERENT, SAME
from sayso.merge.across.members import Member
from sayso.model.decisions import Decision, Judgement, Subject

Pair = frozenset[str]
# The average score of all pairs of two groups from which on they are joined: halfway between sure and not.
JOINED = (SAME + DIFFERENT) / 2
UNCOMPARED = 0.0  # the score of a pair that shares no key
# That of a pair which the weights left apart within one report while no gate forbids that it is one. Of -20,
# -6, -4, -3, -2, -1 and 0 the highest by which no left-out corpus of recurring events lost.
TOLD_AS_TWO = -1.0


def groups(members: Sequence[Member], decisions: Iterable[Decision]) -> list[tuple[str, ...]]:
    """The incidents, each as the sorted keys of its members, sorted.

    Persons decide first: what they call one is one, what they call two is never joined; of two persons'
    words on one pair the later counts. Members of one happening of a report are together and those of two
    apart, unless a person says otherwise; two that weights alone left apart (`Member.loose`) may be joined by
    way of other reports, where they were compared and no gate forbids it. The rest is joined by average link:
    the two groups whose pairs score best come first, as long as no pair of theirs is forbidden. The
    same for any order of members and decisions.

    Args:
        members: All that may belong together.
        decisions: What was decided of pairs of them; a pair of which nothing was decided is two.
    """
    every = list(decisions)
    persons = _by_persons(every)
    atoms = _atoms(members, persons)
    atoms, locked = _joined_by_persons(atoms, persons)
    return sorted(tuple(sorted(group)) for group in _Linking(members, atoms, every, locked).groups())


def _by_persons(decisions: Iterable[Decision]) -> list[tuple[Pair, Judgement]]:
    """What persons last said of each pair, in the order in which they said it."""
    last: dict[Pair, Decision] = {}
    said = (one for one in decisions if one.person and one.subject is Subject.MEMBERSHIP and one.a != one.b)
    for one in sorted(said, key=lambda d: (d.number, d.a, d.b, d.judgement)):
        pair = frozenset((one.a, one.b))
        last.pop(pair, None)
        last[pair] = one
    return [(pair, one.judgement) for pair, one in last.items() if one.judgement is not Judgement.UNSURE]


def _atoms(members: Sequence[Member], persons: Sequence[tuple[Pair, Judgement]]) -> list[set[str]]:
    """The happenings of each report; one that a person has split is two."""
    apart = {pair for pair, judgement in persons if judgement is Judgement.DIFFERENT}
    by_happening: dict[tuple[str, str], list[str]] = defaultdict(list)
    for member in sorted(members, key=lambda one: one.key):
        by_happening[member.report, member.incident].append(member.key)
    atoms: list[set[str]] = []
    for keys in by_happening.values():
        parts: list[set[str]] = []
        for key in dict.fromkeys(keys):
            fits = (part for part in parts if not any(frozenset((key, other)) in apart for other in part))
            part = next(fits, None)
            if part is None:
                parts.append({key})
            else:
                part.add(key)
        atoms += parts
    return atoms


def _joined_by_persons(
    atoms: Sequence[set[str]], persons: Sequence[tuple[Pair, Judgement]]
) -> tuple[list[set[str]], set[Pair]]:
    """The atoms with those joined that persons call one, and the pairs that they call two."""
    apart = {pair for pair, judgement in persons if judgement is Judgement.DIFFERENT}
    joined = [set(atom) for atom in atoms]
    for pair, judgement in persons:
        if judgement is not Judgement.SAME:
            continue
        touched = [atom for atom in joined if atom & pair]
        if len(touched) == 2 and not any(frozenset((x, y)) in apart for x in touched[0] for y in touched[1]):
            touched[0].update(touched[1])
            joined = [atom for atom in joined if atom is not touched[1]]
    return joined, apart


def _is_gated(decision: Decision, *, told_as_two: bool) -> bool:
    """Whether a reason forbids a pair; written out, for it is asked of every pair of every part.

    That one report tells a pair as two forbids nothing by itself.
    """
    for reason in decision.reasons:  # noqa: SIM110
        if reason.gate and not (told_as_two and reason.signal == "report"):
            return True
    return False


class _Linking:
    """Average link over atoms; sums and counts of pair scores are kept for each two groups."""

    def __init__(
        self,
        members: Sequence[Member],
        atoms: Sequence[set[str]],
        decisions: Sequence[Decision],
        apart: set[Pair],
    ) -> None:
        self._atoms = sorted(atoms, key=min)
        self._at = {key: number for number, atom in enumerate(self._atoms) for key in atom}
        self._forbidden: dict[int, set[int]] = defaultdict(set)
        self._scores: dict[int, dict[int, float]] = defaultdict(dict)
        self._linked: set[tuple[int, int]] = set()
        self._told_as_two: set[tuple[int, int]] = set()
        self._keep_apart(members, apart)
        self._read(decisions)

    def _keep_apart(self, members: Sequence[Member], apart: set[Pair]) -> None:
        """Forbids what a report tells as two and what persons call two; `_read` lifts some of the former."""
        by_report: dict[str, set[int]] = defaultdict(set)
        firm = {self._at[member.key] for member in members if not member.loose}
        for member in members:
            by_report[member.report].add(self._at[member.key])
        for numbers in by_report.values():
            for number in numbers:
                self._forbidden[number] |= numbers - {number}
            self._told_as_two |= set(combinations(sorted(numbers - firm), 2))
        for pair in apart:
            known = sorted(self._at[key] for key in pair if key in self._at)
            if len(known) == 2 and known[0] != known[1]:
                self._forbidden[known[0]].add(known[1])
                self._forbidden[known[1]].add(known[0])
                self._told_as_two.discard((known[0], known[1]))

    def _read(self, decisions: Sequence[Decision]) -> None:
        """The best score of the pairs of two atoms; only where every pair has a gate are they forbidden."""
        gates: dict[tuple[int, int], bool] = {}
        best: dict[tuple[int, int], float] = {}
        for one in decisions:
            at = self._pair(one)
            if at is None:
                continue
            told_as_two = at in self._told_as_two
            if _is_gated(one, told_as_two=told_as_two):
                gates.setdefault(at, True)
                continue
            gates[at] = False
            score = TOLD_AS_TWO if told_as_two else one.score
            if score > best.get(at, -inf):
                best[at] = score
            if one.judgement is Judgement.SAME:
                self._linked.add(at)
        for (x, y), closed in gates.items():
            if closed:
                self._forbidden[x].add(y)
                self._forbidden[y].add(x)
                continue
            self._scores[x][y] = self._scores[y][x] = best[x, y]
            if (x, y) in self._told_as_two:
                self._forbidden[x].discard(y)
                self._forbidden[y].discard(x)

    def _pair(self, one: Decision) -> tuple[int, int] | None:
        """The two atoms that the machine decided on, sorted."""
        if one.person or one.subject is not Subject.MEMBERSHIP:
            return None
        x, y = self._at.get(one.a), self._at.get(one.b)
        if x is None or y is None or x == y:
            return None
        return (x, y) if x < y else (y, x)

    def groups(self) -> list[set[str]]:
        """The groups that are left when no two may be joined any more."""
        size = dict.fromkeys(range(len(self._atoms)), 1)
        sums: Mapping[int, dict[int, float]] = {n: dict(self._scores[n]) for n in size}
        held = {number: {number} for number in size}
        heap = [(-self._scores[x][y], x, y, 1, 1) for x, y in sorted(self._linked)]
        heapq.heapify(heap)
        while heap:
            _, x, y, size_x, size_y = heapq.heappop(heap)
            if size.get(x) != size_x or size.get(y) != size_y or y in self._forbidden[x]:
                continue
            for other, score in sums[y].items():
                if other != x:
                    sums[x][other] = sums[other][x] = sums[x].get(other, UNCOMPARED) + score
            for other in self._forbidden[y]:
                self._forbidden[x].add(other)
                self._forbidden[other].add(x)
            for other in sums[y]:
                sums[other].pop(y, None)
            held[x] |= held.pop(y)
            size[x] += size.pop(y)
            forbidden, many = self._forbidden[x], size[x]
            for other, score in sums[x].items():
                if other in forbidden:
                    continue
                average = score / (many * size[other])
                if average >= JOINED:
                    first, second = (x, other) if x < other else (other, x)
                    heapq.heappush(heap, (-average, first, second, size[first], size[second]))
        return [set().union(*(self._atoms[n] for n in numbers)) for numbers in held.values()]

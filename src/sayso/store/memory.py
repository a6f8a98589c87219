"""A store that lives as long as its process."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sayso.errors import StoreError
from sayso.model.decisions import Decision, Subject
from sayso.model.record import Coded
from sayso.store.interface import Key, Shelf, Sides
from sayso.store.keys import eight_bytes, line_key

_NO_LINKS: Mapping[str, Decision] = {}


class _Sorted:
    """One shelf. A key that one thing alone has, as most shingles do, costs no list."""

    def __init__(self) -> None:
        self.placed: dict[str, tuple[str, tuple[int, ...]]] = {}
        self._under: dict[int, str | list[str]] = {}

    def place(self, name: str, rank: str, keys: Sequence[Key]) -> None:
        self.withdraw(name)
        self.placed[name] = (rank, tuple(dict.fromkeys(map(eight_bytes, keys))))
        for key in self.placed[name][1]:
            there = self._under.get(key)
            if there is None:
                self._under[key] = name
            elif isinstance(there, str):
                self._under[key] = sorted((there, name), key=self._order)
            else:
                insort(there, name, key=self._order)

    def withdraw(self, name: str) -> None:
        if name not in self.placed:
            return
        for key in self.placed[name][1]:
            there = self._under[key]
            if isinstance(there, str):
                del self._under[key]
                continue
            del there[self._at(there, name)]
            if len(there) == 1:
                self._under[key] = there[0]
        del self.placed[name]

    def near(self, key: Key, name: str, width: int) -> Sides:
        there = self._under[eight_bytes(key)]
        if isinstance(there, str):
            return (), ()
        at = self._at(there, name)
        return there[max(0, at - width) : at][::-1], there[at + 1 : at + 1 + width]

    def _at(self, there: list[str], name: str) -> int:
        return bisect_left(there, self._order(name), key=self._order)

    def _order(self, name: str) -> tuple[str, str]:
        return self.placed[name][0], name


class MemoryStore:
    """`Store` in memory: for one run, for tests, and for measuring."""

    def __init__(self) -> None:
        self._records: dict[str, Coded] = {}
        self._shelves = {shelf: _Sorted() for shelf in Shelf}
        self._links: dict[Subject, dict[str, dict[str, Decision]]] = {subject: {} for subject in Subject}
        self._lines: dict[int, str | dict[str, None]] = {}
        self._days: dict[str, str] = {}
        self._log: list[Decision] = []

    def record(self, report: str) -> Coded | None:
        return self._records.get(report)

    def keep(self, coded: Coded) -> None:
        self._records[coded.report.id] = coded

    def reports(self) -> Iterator[str]:
        return iter(sorted(self._records))

    def place(self, shelf: Shelf, name: str, rank: str, keys: Sequence[Key]) -> None:
        self._shelves[shelf].place(name, rank, keys)

    def withdraw(self, shelf: Shelf, name: str) -> None:
        self._shelves[shelf].withdraw(name)

    def keys(self, shelf: Shelf, name: str) -> tuple[Key, ...] | None:
        placed = self._shelves[shelf].placed.get(name)
        return None if placed is None else placed[1]

    def names(self, shelf: Shelf) -> Iterator[str]:
        return iter(sorted(self._shelves[shelf].placed))

    def near(self, shelf: Shelf, key: Key, name: str, width: int) -> Sides:
        return self._shelves[shelf].near(key, name, width)

    def beside(self, shelf: Shelf, name: str, width: int) -> Sequence[Sides]:
        return [self.near(shelf, key, name, width) for key in self.keys(shelf, name) or ()]

    def link(self, decision: Decision) -> None:
        of_subject = self._links[decision.subject]
        of_subject.setdefault(decision.a, {})[decision.b] = decision
        of_subject.setdefault(decision.b, {})[decision.a] = decision

    def unlink(self, subject: Subject, a: str, b: str) -> None:
        of_subject = self._links[subject]
        for one, other in ((a, b), (b, a)):
            links = of_subject.get(one, {})
            links.pop(other, None)
            if not links:
                of_subject.pop(one, None)

    def links(self, subject: Subject, name: str) -> Mapping[str, Decision]:
        return self._links[subject].get(name, _NO_LINKS)

    def carry(self, outlet: str, line: str, report: str, day: str) -> None:
        self._days[report] = day
        name = line_key(outlet, line)
        there = self._lines.setdefault(name, report)
        if isinstance(there, dict):
            there[report] = None
        elif there != report:
            self._lines[name] = {there: None, report: None}

    def lay_down(self, outlet: str, line: str, report: str) -> None:
        name = line_key(outlet, line)
        there = self._lines.get(name)
        if isinstance(there, dict):
            there.pop(report, None)
        if there in (report, {}):
            del self._lines[name]

    def carriers(self, outlet: str, line: str, most: int) -> Sequence[tuple[str, str]]:
        there = self._lines.get(line_key(outlet, line), {})
        some = (there,) if isinstance(there, str) else islice(there, most)
        return [(report, self._days[report]) for report in some]

    def log(self) -> Sequence[Decision]:
        return tuple(self._log)

    def now(self) -> str | None:
        return None

    def append(self, decisions: Sequence[Decision]) -> None:
        for number, decision in enumerate(decisions, start=len(self._log) + 1):
            if decision.number != number:
                raise StoreError(f"decision {decision.id} has number {decision.number}; the next is {number}")
        self._log.extend(decisions)

"""Pairs worth comparing: things that stand near to each other under a key that both have.

A key may be shared by any number of things ("a shelling in Gaza in May", a phrase of every agency). Each is
compared with those that stand at most `width` places before or after it, in the order of their ranks; what
shares all keys has like ranks and stands together. So adding one costs the same in a base of any size, and
which pairs are near depends only on what is there, never on the order in which it came.

Source: the sorted neighbourhood method, Hernández and Stolfo, The Merge/Purge Problem for Large Databases
(1995).
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sayso.store import Key, Shelf, Sides, Store

Pair = tuple[str, str]
_REMEMBERED = 1 << 14  # things whose partners are at hand; of one about 3 kB


@dataclass(frozen=True, slots=True)
class Moved:
    """What putting one thing on a shelf, or taking it away, changed.

    `met` are pairs that stand near each other since, `parted` pairs that no longer do under one of their
    keys: another key may still hold them together.
    """

    met: frozenset[Pair]
    parted: frozenset[Pair]


class Nearby:
    """The pairs of one shelf that are near each other under `common` keys, or half of those that one has."""

    def __init__(self, store: Store, shelf: Shelf, width: int, common: int = 1) -> None:
        self._store = store
        self._shelf = shelf
        self._width = width
        self._common = common
        self._known: OrderedDict[str, set[str]] = OrderedDict()  # partners, as far as they were asked for
        self._doubted: dict[str, set[str]] = {}  # those of them that have to be looked at again

    def put(self, name: str, rank: str, keys: Sequence[Key]) -> Moved:
        """Place a thing that is not there yet."""
        self._store.place(self._shelf, name, rank, keys)
        sides = self._sides(name)
        parted = {at for before, after in sides for at in self._across(before, after)}
        met = frozenset(pair(name, other) for other in self._partners(name, sides))
        self._remember(met, parted)
        return Moved(met, frozenset(parted))

    def take(self, name: str) -> Moved:
        """Take a thing away: nothing happens where it is not there."""
        parted, closer = set[Pair](), set[Pair]()
        for before, after in self._sides(name):
            parted.update(pair(name, other) for other in (*before, *after))
            closer.update(self._across(before, after))
        self._store.withdraw(self._shelf, name)
        met = frozenset(at for at in closer if self.holds(*at))
        self._remember(met, parted)
        self._known.pop(name, None)
        return Moved(met, frozenset(parted))

    def around(self, name: str) -> set[str]:
        """All that stand near a thing, remembered: it is asked for with each thing that comes near."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self.partners(name)
            self._doubted.pop(name, None)
            if len(self._known) > _REMEMBERED:
                self._doubted.pop(self._known.popitem(last=False)[0], None)
        self._known.move_to_end(name)
        known.difference_update(
            [other for other in self._doubted.pop(name, ()) if not self.holds(name, other)]
        )
        return known

    def _remember(self, met: Iterable[Pair], parted: Iterable[Pair]) -> None:
        """Keep in step what is remembered; whether what parted under one key is near still is asked later."""
        for doubted, pairs in ((True, parted), (False, met)):
            for a, b in pairs:
                for one, other in ((a, b), (b, a)):
                    known = self._known.get(one)
                    if known is None:
                        continue
                    if doubted and other in known:
                        self._doubted.setdefault(one, set()).add(other)
                    elif not doubted:
                        known.add(other)
                        self._doubted.get(one, set()).discard(other)

    def partners(self, name: str) -> set[str]:
        """All that stand near a thing."""
        return self._partners(name, self._sides(name))

    def _partners(self, name: str, sides: Sequence[Sides]) -> set[str]:
        shared = Counter(chain.from_iterable(chain.from_iterable(sides)))
        if self._common == 1:
            return set(shared)
        return {other for other, keys in shared.items() if keys >= self._needed(name, other)}

    def holds(self, a: str, b: str) -> bool:
        """Whether two things stand near each other."""
        there, other = self._store.keys(self._shelf, a), self._store.keys(self._shelf, b)
        if there is None or other is None:
            return False
        needed = self._needed(a, b)
        for key in set(there) & set(other):
            needed -= any(b in side for side in self._store.near(self._shelf, key, a, self._width))
            if needed <= 0:
                return True
        return False

    def _sides(self, name: str) -> Sequence[Sides]:
        return self._store.beside(self._shelf, name, self._width)

    def _needed(self, a: str, b: str) -> int:
        """How many keys two things must share: fewer of one that has few."""
        if self._common == 1:
            return 1
        fewest = min(len(self._store.keys(self._shelf, name) or ()) for name in (a, b))
        return max(1, min(self._common, fewest // 2))

    def _across(self, before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
        """The pairs with a thing between them that, without it, are exactly `width` places apart."""
        for back, one in enumerate(before):
            ahead = self._width - 1 - back
            if ahead < len(after):
                yield pair(one, after[ahead])


def pair(a: str, b: str) -> Pair:
    """Two names, the smaller first."""
    return (a, b) if a <= b else (b, a)

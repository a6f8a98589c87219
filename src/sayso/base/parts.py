"""Connected parts of a graph of pairs, worked on when they are asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

W = TypeVar("W")
_MOST = 2048  # names; what was made of other parts is made again when it is asked for


class Parts(Generic[W]):
    """What was made of each connected part, kept until something in the part changes.

    Args:
        next_to: The names that a name hangs together with.
        work: Makes something of a part: its names, sorted, and what was made of parts that have gone into it.
        most: How many names are kept with what was made of their parts; the part made last always is.
    """

    def __init__(
        self,
        next_to: Callable[[str], Iterable[str]],
        work: Callable[[tuple[str, ...], Sequence[W]], W],
        most: int = _MOST,
    ) -> None:
        self._next_to = next_to
        self._work = work
        self._most = most
        self._made: dict[str, tuple[tuple[str, ...], W]] = {}
        self._before: dict[str, W] = {}

    def of(self, name: str) -> W:
        """What was made of the part that a name is in."""
        if name not in self._made:
            names = self._names(name)
            before = {id(old): old for one in names if (old := self._before.pop(one, None)) is not None}
            part = (names, self._work(names, tuple(before.values())))
            self._made.update(dict.fromkeys(names, part))
            self._let_go(part)
        return self._made[name][1]

    def _let_go(self, latest: tuple[tuple[str, ...], W]) -> None:
        """Drop the parts that were made first, where there are too many names."""
        while len(self._made) > self._most:
            oldest = next(iter(self._made.values()))
            if oldest is latest:
                return
            for name in oldest[0]:
                if self._made.get(name) is oldest:
                    del self._made[name]

    def names(self, name: str) -> tuple[str, ...]:
        """The names of the part that a name is in, sorted."""
        self.of(name)
        return self._made[name][0]

    def touch(self, names: Iterable[str]) -> None:
        """Something about these changed: what was made of their parts no longer holds."""
        for name in names:
            part = self._made.get(name)
            if part is not None:
                for member in part[0]:
                    self._made.pop(member, None)
                    self._before[member] = part[1]

    def touch_within(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Something about these pairs changed, which matters where both are in one part."""
        for a, b in pairs:
            if a in self._made and self._made[a] is self._made.get(b):
                self.touch([a])

    def forget(self, name: str) -> None:
        """A name is gone, or means something else now."""
        self.touch([name])
        self._before.pop(name, None)

    def _names(self, start: str) -> tuple[str, ...]:
        found, waiting = {start}, [start]
        while waiting:
            new = set(self._next_to(waiting.pop())) - found
            found |= new
            waiting.extend(new)
        return tuple(sorted(found))

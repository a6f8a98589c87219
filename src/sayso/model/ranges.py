"""Which of many ranges meet a place, without asking each of them: for texts without end."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

_BLOCK = 64


class Ranges:
    """Numbered ranges of a text's tokens or characters; of one number there may be several.

    Looking up costs what is found near the place, whatever else there is; a range costs its
    length by 64.

    Args:
        ranges: First, last (exclusive) and number of each.
    """

    def __init__(self, ranges: Iterable[tuple[int, int, int]]) -> None:
        self._blocks: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for one in ranges:
            for block in range(one[0] // _BLOCK, (one[1] - 1) // _BLOCK + 1):
                self._blocks[block].append(one)

    def meeting(self, first: int, last: int) -> list[int]:
        """The numbers of the ranges that share a place with `first` to `last` (exclusive), in order, once."""
        found = {
            number
            for block in range(first // _BLOCK, (last - 1) // _BLOCK + 1)
            for start, end, number in self._blocks.get(block, ())
            if start < last and first < end
        }
        return sorted(found)


class Stretches:
    """What many ranges cover together.

    Args:
        ranges: First and last (exclusive) of each; they may overlap.
    """

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for first, last in sorted(ranges):
            if self._ends and first <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], last)
            else:
                self._starts.append(first)
                self._ends.append(last)

    def cover(self, at: int) -> bool:
        """Whether a place is in one of the ranges."""
        here = bisect_right(self._starts, at) - 1
        return here >= 0 and at < self._ends[here]

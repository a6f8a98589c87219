"""Groups of reports that grow together by what links two of them."""

from collections.abc import Iterable


class Joined:
    """Groups that grow together, unless two of their reports must stay apart."""

    def __init__(self, reports: Iterable[str], apart: Iterable[tuple[str, str]]) -> None:
        self._group = {report: {report} for report in reports}
        self._apart: dict[str, set[str]] = {}
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def join(self, a: str, b: str) -> bool:
        """Make one group of the two; False where they are one, are not known, or must stay apart."""
        if a not in self._group or b not in self._group or self._group[a] is self._group[b]:
            return False
        small, large = sorted((self._group[a], self._group[b]), key=len)
        if any(not large.isdisjoint(self._apart.get(one, ())) for one in small):
            return False
        large |= small
        for one in small:
            self._group[one] = large
        return True

    def groups(self) -> list[set[str]]:
        """The groups as they are now, those of one report included."""
        return list({id(group): group for group in self._group.values()}.values())

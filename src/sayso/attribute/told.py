"""The tellings of one report by their place, so that no statement has to look through all of them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from sayso.attribute.stances import VIOLENT
from sayso.model.tellings import Telling

_LOOK_BACK = 300  # acts of violence


class Told:
    """Looks tellings up by token and by sentence.

    Args:
        tellings: Those of the report, in text order.
    """

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._tellings = sorted(tellings, key=lambda telling: telling.token)
        self._at = {telling.token: telling for telling in reversed(self._tellings)}
        self._sentences: dict[int, list[Telling]] = defaultdict(list)
        self._first: dict[str, int] = {}
        for telling in self._tellings:
            self._sentences[telling.sentence].append(telling)
            if telling.sense.aspect == "act" and not telling.negated:
                self._first.setdefault(telling.sense.type, telling.token)
        self._violent = [t for t in self._tellings if t.sense.type in VIOLENT]
        self._charges = [t for t in self._tellings if t.sense.group == "accuse"]
        self._full = [
            t
            for t in self._violent
            if is_violence(t) and not t.negated and (t.actors or t.targets or t.tolls or t.place)
        ]

    def at(self, token: int | None) -> Telling | None:
        """The telling of a token."""
        return self._at.get(token) if token is not None else None

    def of_sentence(self, sentence: int) -> Sequence[Telling]:
        """Those of a sentence, in text order."""
        return self._sentences.get(sentence, ())

    def within(self, ranges: Sequence[tuple[int, int]]) -> Iterator[Telling]:
        """Those in some ranges of tokens."""
        for first, last in ranges:
            for at in range(_place(self._tellings, first), _place(self._tellings, last)):
                yield self._tellings[at]

    def is_told_before(self, kind: str, token: int) -> bool:
        """Whether an act of that type is told before a token, and not denied."""
        return self._first.get(kind, token) < token

    def charge_before(self, token: int) -> Telling | None:
        """The last accusation before a token."""
        at = _place(self._charges, token)
        return self._charges[at - 1] if at else None

    def violent_before(self, token: int) -> Iterator[Telling]:
        """Acts of violence before a token, the nearest first."""
        at = _place(self._violent, token)
        return islice((self._violent[i] for i in range(at - 1, -1, -1)), _LOOK_BACK)

    def last_before(self, token: int, count: int) -> list[Telling]:
        """The last few acts of violence before a token of which more than the bare act is told."""
        at = _place(self._full, token)
        return self._full[max(0, at - count) : at]


def is_violence(telling: Telling) -> bool:
    """Whether an act of violence is told, and no threat or report of one."""
    return telling.sense.type in VIOLENT and telling.sense.aspect != "speech"


def _place(tellings: Sequence[Telling], token: int) -> int:
    return bisect_left(tellings, token, key=lambda telling: telling.token)

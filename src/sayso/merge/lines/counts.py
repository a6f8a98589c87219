"""How many were killed or hurt, as words of a statement say it: a range, perhaps an open one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.merge.lines.words import begins_in, sentences, tokens
from sayso.model.events import Event
from sayso.model.spans import Span

_DEATH = re.compile(
    r"^(?:kill|dead|die|death|toll|bod(?:y|ies)|martyr|perish|slain|slay|buri|bury|corpse|fatal|lives)"
)
_HURT = re.compile(r"^(?:wound|injur|hurt)")
_NEAR = 8  # words between a number and the word that says what was counted
_PART = frozenset({"including", "among", "includ"})
_OPEN = (("at", "least"), ("more", "than"), ("no", "fewer", "than"), ("not", "less", "than"), ("over",))
_UP_TO = (("up", "to"), ("as", "many", "as"), ("at", "most"), ("no", "more", "than"))
_ABOUT = frozenset({"about", "around", "some", "nearly", "almost", "roughly", "approximately", "several"})
_ROOM = 0.15  # "about 20" leaves room for 17 to 23
_MORE = frozenset({"more", "other", "others", "further", "additional"})
_NOT_PEOPLE = frozenset(
    "missiles missile rockets rocket drones drone shells shell bombs vehicles trucks cars boats houses homes "
    "hours days months years weeks minutes kilometres kilometers km miles metres meters mm a.m p.m".split()
)
_RISE = frozenset(
    "rise rises risen rose rising climb climbs climbed climbing increase increased grow grown grew bring "
    "brings brought bringing raise raised raising revise revised mount mounted jump jumped lower "
    "lowered".split()
)
_FAR = 8
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Count:
    """A range of people; `high` is None where it is open, `span` where no figure of the record gives it."""

    low: int
    high: int | None
    span: Span | None = field(default=None, compare=False)

    @property
    def number(self) -> int:
        """The number that the words name: of "up to 20" the 20."""
        return self.high if self.low == 0 and self.high is not None else self.low

    @property
    def words(self) -> str:
        """The range as a reader would put it."""
        if self.high is None:
            return f"at least {self.low}"
        if self.low == 0 < self.high:
            return f"up to {self.high}"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"

    def excludes(self, other: "Count") -> bool:
        """Whether no number is in both."""
        return (self.high is not None and self.high < other.low) or (
            other.high is not None and other.high < self.low
        )


def counts(text: str, content: Sequence[Span], events: Iterable[Event]) -> Mapping[str, Count]:
    """The whole figures of each kind in the words of a statement: as coded, else as the words read."""
    found: dict[str, Count] = {}
    for event in events:
        for fact in event.tolls:
            inside = fact.evidence and begins_in(fact.evidence[0], content)
            if inside and not fact.value.part and fact.value.kind not in found:
                found[fact.value.kind] = Count(fact.value.low, fact.value.high, fact.evidence[0])
    for kind, count in read(" ".join(c.of(text) for c in content)):
        found.setdefault(kind, count)
    return found


def read(text: str) -> Iterator[tuple[str, Count]]:
    """The first figure of the dead and of the wounded in each sentence of a text."""
    for span in sentences(text):
        words = list(tokens(span.of(text)))
        for kind, counted, other in (("killed", _DEATH, _HURT), ("wounded", _HURT, _DEATH)):
            places = [i for i, word in enumerate(words) if counted.match(word)]
            own = [i for i in range(len(words)) if _is_count(words, i) and not _of(other, words, i)]
            near = [i for i in own if _beside(i, places, words)]
            revised = [i for i in own if places and _revised(words, i)]
            if revised or near:
                best = min(revised or near, key=lambda i: (min(abs(i - p) for p in places), i))
                yield kind, _range(words, best)


def _of(harm: re.Pattern[str], words: Sequence[str], i: int) -> bool:
    """Whether a number counts another harm: "killed and 19 hurt"."""
    return any(harm.match(word) for word in words[i + 1 : i + 2])


def _is_count(words: Sequence[str], i: int) -> bool:
    word = words[i]
    if not word.isdecimal() or int(word) in _YEARS:
        return False
    after = words[i + 1 : i + 2]
    share = words[i + 1 : i + 3] in (["of", "them"], ["of", "whom"], ["of", "the"])
    return not (share or {*after} & (_MORE | _NOT_PEOPLE) or {*words[max(0, i - 2) : i]} & _PART)


def _revised(words: Sequence[str], i: int) -> bool:
    """ "Has risen to 17", "bring Tuesday's dead to 71"."""
    return words[i - 1 : i] == ["to"] and any(w in _RISE for w in words[max(0, i - _FAR) : i])


def _beside(i: int, places: Sequence[int], words: Sequence[str]) -> bool:
    """Whether a word of harm is near, and no other number stands between."""
    return any(
        0 < abs(p - i) <= _NEAR and not any(_is_count(words, k) for k in range(min(p, i) + 1, max(p, i)))
        for p in places
    )


def _range(words: Sequence[str], i: int) -> Count:
    number = int(words[i])
    before = tuple(words[max(0, i - 3) : i])
    if any(before[-len(o) :] == o for o in _OPEN):
        return Count(number, None)
    if any(before[-len(o) :] == o for o in _UP_TO):
        return Count(0, number)
    if before[-1:] and before[-1] in _ABOUT:
        return Count(int(number * (1 - _ROOM)), int(number * (1 + _ROOM)))
    return Count(number, number)

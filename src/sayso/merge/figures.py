"""The figures of people that a saying gives, and whether two exclude each other."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.merge.contrasts import Ground
from sayso.merge.sayings import Saying
from sayso.model.events import Toll
from sayso.model.spans import Span
from sayso.model.statements import ClaimField
from sayso.model.trees import ancestors, is_noun, kids

_ABOUT = frozenset({"about", "around", "some", "nearly", "almost", "roughly", "approximately", "estimated"})
# "About 20" leaves room for 17 to 23.
_ROOM = 0.15
_REVISES = frozenset(
    {"rise", "raise", "revise", "update", "climb", "increase", "mount", "grow", "lower", "jump", "later"}
)
_ANYBODY = frozenset(
    {"people", "person", "body", "other", "victim", "casualty", "dead", "life", "corpse", "fatality"}
)
_BARE = 3  # tokens of "about eleven"
_LOSING = frozenset({"lose", "suffer", "sustain", "bury"})
_COUNTED = frozenset({"dead", "body", "toll", "fatality", "killed", "life", "corpse"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as one saying gives it; `high` None where it is open, `who` None for just anybody."""

    kind: str
    low: float
    high: float | None
    who: str | None
    span: Span
    revises: bool = False

    def excludes(self, other: "Figure") -> bool:
        """Whether both cannot be right: of one kind, without a common number, and no later count."""
        if self.kind != other.kind or self.revises or other.revises:
            return False
        return (self.high is not None and self.high < other.low) or (
            other.high is not None and other.high < self.low
        )

    def is_more_than_all(self, other: "Figure") -> bool:
        """Whether it counts some of those whom the other counts all of, and more of them."""
        part = self.who is not None and other.who is None
        return part and other.high is not None and self.low > other.high

    def same_people(self, other: "Figure") -> bool:
        """Whether both may count the same people; "soldiers" are no "civilians"."""
        return self.who is None or other.who is None or self.who == other.who


class Figures:
    """Reads the figures of the sayings of one report; `tolls` are all that were found in it, by place."""

    def __init__(self, ground: Ground, tolls: Mapping[Span, Toll]) -> None:
        self._ground = ground
        self._tokens = ground.parse.tokens
        self._starts = [token.span.start for token in self._tokens]
        self._tolls = [
            (bisect_left(self._starts, span.start), span, toll)
            for span, toll in tolls.items()
            if not toll.part
        ]

    def of(self, one: Saying) -> list[Figure]:
        """Those that stand in it, or else a bare number beside a word of death: "put the dead at 19"."""
        inside = set(one.tokens)
        revises = self._revises(one)
        found = []
        for first, span, toll in self._tolls:
            if first in inside:
                low, high = self._room(first, toll.low, toll.high)
                who = _head(toll.who) or self._losers(first)
                found.append(Figure(toll.kind, low, high, who, span, revises))
        return found or list(self._counted(one, revises=revises))

    def _losers(self, first: int) -> str | None:
        """ "Paratroopers lost 47 dead": of whom they were, where the figure does not say."""
        for above in ancestors(self._ground.parse, first):
            if self._tokens[above].lemma in _LOSING:
                subjects = kids(self._ground.parse, above, "nsubj")
                return next((self._tokens[i].lemma for i in subjects if is_noun(self._tokens[i])), None)
        return None

    def _revises(self, one: Saying) -> bool:
        """ "The number had risen to ten": a later count, and no other one."""
        sentence = self._ground.parse.sentences[one.sentence]
        return any(t.lemma in _REVISES for t in self._tokens[sentence.first : sentence.last])

    def _room(self, first: int, low: float, high: float | None) -> tuple[float, float | None]:
        around = {t.lower for t in self._tokens[max(0, first - 2) : first + 4]}
        if high is None or high == 0 or not around & _ABOUT:
            return low, high
        return low * (1 - _ROOM), high * (1 + _ROOM)

    def _counted(self, one: Saying, *, revises: bool) -> Iterator[Figure]:
        tokens = [self._tokens[i] for i in one.tokens]
        kind = "killed" if any(t.lemma in _COUNTED or t.lower in _COUNTED for t in tokens) else None
        if kind is None and len(tokens) <= _BARE and tokens[-1].tag == "CD" and _is_count(one):
            kind = self._kind_before(one)
        if kind is None:
            return
        numbers = [(i, n) for i in one.tokens if (n := self._number(i)) is not None]
        if not numbers:
            return
        (first, low), *rest = numbers
        lower = [self._tokens[i].lower for i in range(max(0, first - 2), first)]
        high: float | None = low
        if lower[-1:] == ["between"] and rest:
            high = rest[0][1]
        elif lower[-2:] in (["at", "least"], ["more", "than"]) or lower[-1:] == ["over"]:
            high = None
        low_, high_ = self._room(first, low, high)
        yield Figure(kind, low_, high_, self._counted_people(first), one.span, revises)

    def _kind_before(self, one: Saying) -> str | None:
        """ "27 people hurt; the ministry spoke of eleven": of what was counted right before."""
        before = [(span, toll) for _, span, toll in self._tolls if span.end <= one.span.start]
        if not before:
            return None
        span, toll = max(before, key=lambda told: told[0])
        near = self._starts[self._ground.parse.sentences[one.sentence].first] <= span.start
        return toll.kind if near else None

    def _counted_people(self, number: int) -> str | None:
        """ "Three cattle dealers were found dead": the noun behind the number."""
        noun = None
        for token in self._tokens[number + 1 : number + 5]:
            if not token.tag.startswith(("NN", "JJ")):
                break
            noun = token.lemma if token.tag.startswith("NN") else noun
        return None if noun in _ANYBODY or noun in _COUNTED else noun

    def _number(self, index: int) -> float | None:
        token = self._tokens[index]
        if token.tag != "CD":
            return None
        plain = token.text.replace(",", "")
        if plain.isdigit():
            return float(plain)
        known = self._ground.lexicon.numbers.get(token.lower)
        return float(known) if known is not None else None


def _is_count(one: Saying) -> bool:
    return any(claim.field is ClaimField.CASUALTIES for claim in one.claims)


def _head(who: str | None) -> str | None:
    """The noun of who was counted, in the singular; None where it may be anybody."""
    words = (who or "").casefold().split(" of ")[0].split()
    if not words:
        return None
    noun = words[-1].removesuffix("s")
    return None if noun in _ANYBODY or words[-1] in _ANYBODY else noun

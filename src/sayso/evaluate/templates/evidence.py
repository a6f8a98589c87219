"""What the tables of weights say of a document, and the numbers that the trees decide by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from sayso.evaluate.templates.phrases import Place

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
ROLES = 5  # the slots, in the order of `Slot`
_LEAST, _MOST = 1e-6, 1 - 1e-6
_ABSENT = -12.0  # the score of a phrase that is not there


@dataclass(frozen=True, slots=True)
class Seen:
    """One phrase of a document with its scores as log odds: one number a slot, or a type.

    `all` is of all its places together, `best` of its best place; `sum` is the logarithm of the
    places' summed probabilities; `types` says to which type of incident it belongs if it fills a slot.
    """

    words: str
    places: Sequence[Place]
    sentences: Sequence[int]
    all: Sequence[float]
    best: Sequence[float]
    sum: Sequence[float]
    types: Sequence[float]


@dataclass(frozen=True, slots=True)
class Scored:
    """A document: probabilities of any incident and of five types, for itself and for each sentence."""

    document: Sequence[float]
    sentences: Sequence[Sequence[float]]
    phrases: Sequence[Seen]


def odds(probability: float) -> float:
    """The log odds of a probability, kept finite."""
    kept = min(max(probability, _LEAST), _MOST)
    return log(kept / (1 - kept))


def chance(score: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + exp(-max(min(score, 30.0), -30.0)))


def tops(scored: Scored) -> list[float]:
    """Of each slot the two best phrases' scores and how many fillers are to be expected."""
    found: list[float] = []
    for role in range(ROLES):
        column = sorted((seen.all[role] for seen in scored.phrases), reverse=True)
        first, second = (*column, _ABSENT, _ABSENT)[:2]
        found += [first, second, sum(map(chance, column))]
    return found


def type_row(scored: Scored) -> list[float]:
    """What decides whether the document has an incident of a type."""
    row = [odds(one) for one in scored.document] + tops(scored)
    fillers = [max(map(chance, seen.all)) for seen in scored.phrases]
    for type_ in range(len(TYPES)):
        shares = [own * chance(seen.types[type_]) for own, seen in zip(fillers, scored.phrases, strict=True)]
        row += [sum(shares), max(shares, default=0.0)]
    for kind in range(len(TYPES)):
        column = [sentence[kind] for sentence in scored.sentences] or [0.0]
        best = sorted(column, reverse=True)
        row += [best[0], best[min(1, len(best) - 1)], sum(column), max(column[:3])]
    return row


@dataclass(frozen=True, slots=True)
class Rivals:
    """For each phrase, by its number, the phrases that share a word with it somewhere."""

    of: Sequence[frozenset[int]]

    @classmethod
    def among(cls, phrases: Sequence[Seen]) -> "Rivals":
        """Who stands where somebody else stands."""
        here: dict[int, set[int]] = {}
        for number, seen in enumerate(phrases):
            for place in seen.places:
                for token in range(place.first, place.last):
                    here.setdefault(token, set()).add(number)
        found = []
        for number, seen in enumerate(phrases):
            tokens = {token for place in seen.places for token in range(place.first, place.last)}
            found.append(frozenset().union(*(here[token] for token in tokens)) - {number})
        return cls(found)


class Rows:
    """The numbers of each phrase, slot and type of one document."""

    def __init__(self, scored: Scored, types: Mapping[int, float]) -> None:
        self._scored = scored
        self.rivals = Rivals.among(scored.phrases)
        self._odds = [odds(types.get(type_, 0.0)) for type_ in range(len(TYPES) - 1)]
        self._shared = [*self._odds, *tops(scored), len(scored.phrases), scored.document[0]]
        self._ranks = []
        for role in range(ROLES):
            scores = [seen.all[role] for seen in scored.phrases]
            order = sorted(range(len(scores)), key=lambda number, of=scores: -of[number])  # type: ignore[misc]
            self._ranks.append({number: rank for rank, number in enumerate(order)})

    def words(self, number: int) -> str:
        """The phrase of a number."""
        return self._scored.phrases[number].words

    def row(self, number: int, role: int, type_: int) -> list[float]:
        """What decides whether phrase `number` fills the slot in the template of a type."""
        seen = self._scored.phrases[number]
        rivals = [self._scored.phrases[other] for other in self.rivals.of[number]]
        rival = max((other.all[role] for other in rivals), default=_ABSENT)
        rival_best = max((other.best[role] for other in rivals), default=_ABSENT)
        own, best = seen.all[role], seen.best[role]
        first = seen.places[0]
        return [
            *(float(type_), own, *seen.all, rival, own - rival),
            *(best, seen.sum[role], rival_best, rival_best - best, own + best, *seen.best),
            *(float(self._ranks[role][number]), *seen.types, seen.types[type_], self._odds[type_]),
            *self._shared,
            *(float(len(seen.places)), float(first.first), float(first.last - first.first)),
            *(float(first.first - first.top), *self._of_sentences(seen, type_)),
        ]

    def _of_sentences(self, seen: Seen, type_: int) -> list[float]:
        told = [self._scored.sentences[at] for at in seen.sentences]
        return [
            max(one[0] for one in told),
            told[0][0],
            max(one[1 + type_] for one in told),
            told[0][1 + type_],
            sum(one[1 + type_] for one in told),
            float(seen.sentences[0]),
            float(len(self._scored.sentences)),
        ]

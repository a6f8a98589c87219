"""Utterances to statements: the likest pairs first, and never two that exclude each other.

Of few utterances every pair is compared. One text in hundreds of papers has too many for that: there what the
copies of it say word for word is one statement to begin with, and only one of them is compared with the rest.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import TypeAlias

from sayso.merge.lines.utterances import Utterance
from sayso.merge.lines.words import shared

ALL_PAIRS = 128  # utterances of which every pair is compared
VERBATIM, LONG = 0.9, 5  # of the content words of the shorter; words that hardly two people choose alike
_LOOKED_AT = 24  # wordings of one family and speaker that a further copy is held against
Same: TypeAlias = Callable[[Utterance, Utterance], float]
Apart: TypeAlias = Callable[[Utterance, Utterance], bool]


def is_verbatim(a: Utterance, b: Utterance) -> bool:
    """Whether two utterances are in the same words, and long enough that this is no chance."""
    return min(len(a.words), len(b.words)) >= LONG and shared(a.words, b.words) >= VERBATIM


@dataclass(slots=True)
class _Fold:
    """Utterances, as indexes in order, that are compared as one: by report no more than one."""

    first: int
    at: dict[int, int] = field(default_factory=dict)  # by the place of their part


def grouped(said: Sequence[Utterance], sameness: Same, apart: Apart) -> list[list[int]]:
    """The groups, each as sorted indexes, by their first.

    Args:
        said: In the order of the lines: the answer depends on nothing but what is said.
        sameness: How surely two are one statement, 0 where they are not.
        apart: Whether two cannot be one.
    """
    numbers: dict[int, int] = {}
    at = [numbers.setdefault(id(one.part), len(numbers)) for one in said]
    many = len(said) > ALL_PAIRS
    folds = _folds(said, at) if many else [_Fold(i, {at[i]: i}) for i in range(len(said))]

    @cache
    def are_apart(x: int, y: int) -> bool:
        if not many:
            return apart(said[x], said[y])
        a, b = folds[x], folds[y]
        if any(apart(said[a.at[part]], said[b.at[part]]) for part in a.at.keys() & b.at.keys()):
            return True
        return apart(*_two(said, a, b))

    pairs = [
        (-score, x, y)
        for x, y in combinations(range(len(folds)), 2)
        if (score := sameness(*(_two(said, folds[x], folds[y]) if many else (said[x], said[y])))) > 0
    ]
    of = {x: [x] for x in range(len(folds))}
    for _, x, y in sorted(pairs):
        one, other = of[x], of[y]
        if one is other or any(are_apart(min(a, b), max(a, b)) for a in one for b in other):
            continue
        both = sorted([*one, *other])
        of.update(dict.fromkeys(both, both))
    groups = (group for x, group in of.items() if group[0] == x)
    return sorted(sorted(i for x in group for i in folds[x].at.values()) for group in groups)


def _two(said: Sequence[Utterance], a: _Fold, b: _Fold) -> tuple[Utterance, Utterance]:
    """One utterance of each, of two reports if there are two."""
    here, one = next(iter(a.at.items()))
    return said[one], said[next((i for part, i in b.at.items() if part != here), b.first)]


def _folds(said: Sequence[Utterance], at: Sequence[int]) -> list[_Fold]:
    """What copies of one text say word for word, the same speaker in the same way."""
    found: list[_Fold] = []
    like: dict[Hashable, list[_Fold]] = {}
    for i, one in enumerate(said):
        wordings = like.setdefault(_manner(one), [])
        fold = next(
            (
                fold
                for fold in wordings[:_LOOKED_AT]
                if at[i] not in fold.at and is_verbatim(said[fold.first], one)
            ),
            None,
        )
        if fold is None:
            fold = _Fold(i)
            found.append(fold)
            wordings.append(fold)
        fold.at[at[i]] = i
    return found


def _manner(one: Utterance) -> Hashable:
    """All by which utterances are told apart, but their words."""
    counts = tuple(sorted((kind, count.low, count.high or -1) for kind, count in one.counts.items()))
    return one.part.family, one.speaker, one.said, one.tells_of, one.witness, one.stand, counts

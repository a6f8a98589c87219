"""How much of one text stands in another, in the same words or in others, and in what they differ there."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from sayso.merge.copies.fingerprints import Fingerprint
from sayso.merge.copies.shingles import telling, weight

# Between them a stretch counts in part. Independent reports of one story reach the lower one in few
# sentences; of a text that had two words in five replaced, the middle sentence reaches the upper one.
# Set on the open part of our copies, see docs/copies.md; `sayso evaluate copies` measures them.
LEAST, FULL = 0.36, 0.60
ENOUGH = 15.0  # words beside a statement that are needed to judge by
_OFTEN = 24  # places of one word: a word that stands in more says little of where a stretch may be
_TRIED = 3  # places where a stretch is aligned
_NEAR = 12  # words by which the places of two shared words may have moved against each other
_REPLACED = 8  # words that one figure or name was replaced with, at most

Run = tuple[int, int, int, int]  # first and last in the one, first and last in the other


@dataclass(frozen=True, slots=True)
class Taken:
    """One unit of a text as it stands in another: how far it does, and where (indexes of words).

    `fit` is how many words are the same in both, in one order. `agree` and `differ` count its figures and
    names that the other text has, and those in whose place the other has another figure or name.
    """

    unit: int
    share: float
    fit: float
    place: tuple[int, int]
    agree: int
    differ: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What of one text stands in another.

    `all` is the share of its words; `own` that share without statements quoted at length, None where little
    else is left. `words` is what is taken, `longest` the most of that in one paragraph, `fit` how close the
    wording is there on average.
    """

    all: float
    own: float | None
    words: float
    longest: float
    fit: float
    stretches: tuple[Taken, ...]

    @property
    def agree(self) -> int:
        """Figures and names that both texts have, in the same place."""
        return sum(one.agree for one in self.stretches)

    @property
    def differ(self) -> int:
        """Figures and names in whose place the other text has others."""
        return sum(one.differ for one in self.stretches)


def shared(a: Fingerprint, b: Fingerprint) -> Shared:
    """What of `a` stands in `b`. Takes time by the length of both, and no more for texts of hostile form."""
    places = word_places(b)
    found = [one for number in range(len(a.units)) if (one := _taken(a, number, b, places)) is not None]
    sizes = [sum(map(weight, a.forms[unit.first : unit.last])) for unit in a.units]
    paragraphs: dict[int, float] = defaultdict(float)
    for one in found:
        paragraphs[a.units[one.unit].paragraph] += one.share * sizes[one.unit]
    total, got = sum(sizes), sum(paragraphs.values())
    free = sum(size for number, size in enumerate(sizes) if number not in a.quoted)
    outside = sum(one.share * sizes[one.unit] for one in found if one.unit not in a.quoted)
    return Shared(
        all=got / total if total else 0.0,
        own=outside / free if free >= ENOUGH else None,
        words=got,
        longest=max(paragraphs.values(), default=0.0),
        fit=sum(one.fit * one.share * sizes[one.unit] for one in found) / got if got else 0.0,
        stretches=tuple(found),
    )


def word_places(text: Fingerprint) -> dict[str, list[int]]:
    """Where each telling word of a text stands; for one that stands in many places, it and the next word."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(text.forms):
        if telling(form):
            found[form].append(number)
    often = [form for form, at in found.items() if len(at) > _OFTEN]
    for form in often:
        for number in found.pop(form):
            found[_with_next(text.forms, number)].append(number)
    return {form: at for form, at in found.items() if len(at) <= _OFTEN}


def _with_next(forms: Sequence[str], number: int) -> str:
    return " ".join(forms[number : number + 2])


def _taken(a: Fingerprint, number: int, b: Fingerprint, places: Mapping[str, Sequence[int]]) -> Taken | None:
    unit = a.units[number]
    forms = a.forms[unit.first : unit.last]
    best, runs = 0.0, list[Run]()
    for start in _starts(forms, places):
        fits, found = _aligned(forms, b, start)
        if fits > best:
            best, runs = fits, found
    if best <= LEAST:
        return None
    agree, differ = _specifics(a, unit.first, b, runs)
    share = min(1.0, (best - LEAST) / (FULL - LEAST))
    return Taken(number, share, best, (runs[0][2], runs[-1][3]), agree, differ)


def _starts(forms: Sequence[str], places: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Where in the other text the stretch may begin: where most shared words stand as they do in it."""
    votes: Counter[int] = Counter()
    for at, form in enumerate(forms):
        for place in places.get(form) or places.get(_with_next(forms, at), ()):
            votes[(place - at) // _NEAR] += 1
    both = {band: votes[band] + votes.get(band + 1, 0) for band in votes}
    best = sorted(both, key=lambda band: (-both[band], band))[:_TRIED]
    return (band * _NEAR for band in best if both[band] > 1)


def _aligned(forms: Sequence[str], b: Fingerprint, start: int) -> tuple[float, list[Run]]:
    """How well the stretch fits there, and the runs of words that it shares, in one order only."""
    first = max(0, start - 2)
    window = b.forms[first : max(0, start) + len(forms) + 2 * _NEAR]
    runs = [
        (run.src_start, run.src_end, first + run.dest_start, first + run.dest_end)
        for run in LCSseq.opcodes(forms, window)
        if run.tag == "equal"
    ]
    runs = _trimmed(forms, runs)
    if not runs:
        return 0.0, runs
    same = sum(weight(form) for begin, end, _, _ in runs for form in forms[begin:end])
    there = sum(map(weight, b.forms[runs[0][2] : runs[-1][3]]))
    return 2 * same / (sum(map(weight, forms)) + there), runs


def _trimmed(forms: Sequence[str], runs: list[Run]) -> list[Run]:
    """Without single words of grammar at either end, which stand anywhere."""
    while runs and not any(telling(form) for form in forms[runs[0][0] : runs[0][1]]):
        runs = runs[1:]
    while runs and not any(telling(form) for form in forms[runs[-1][0] : runs[-1][1]]):
        runs = runs[:-1]
    return runs


def _specifics(a: Fingerprint, first: int, b: Fingerprint, runs: Sequence[Run]) -> tuple[int, int]:
    """How many figures and names of the stretch agree, and how many were replaced by others."""
    agree = sum(first + at in a.specific for run in runs for at in range(run[0], run[1]))
    differ = 0
    for run, following in pairwise(runs):
        here = range(first + run[1], first + following[0])
        there = range(run[3], following[2])
        if max(len(here), len(there)) <= _REPLACED:
            differ += _replaced(a, here, b, there)
    return agree, differ


def _replaced(a: Fingerprint, here: range, b: Fingerprint, there: range) -> int:
    """1 for figures in whose place there are none but others, and 1 for names."""
    count = 0
    for figures in (True, False):
        one = {a.forms[at] for at in here if at in a.specific and a.forms[at][0].isdigit() == figures}
        other = {b.forms[at] for at in there if at in b.specific and b.forms[at][0].isdigit() == figures}
        count += bool(one and other and one.isdisjoint(other))
    return count

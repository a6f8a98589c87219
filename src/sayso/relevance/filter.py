"""The filter: weights of hashed words, the best window of a report, and a calibrated score."""

import hashlib
import json
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path

from sayso.errors import ResourceError
from sayso.relevance.features import SIZE, WINDOW, codes, pair, row, rows, stems, windows, words

ABOUT, WEIGHTS = "about.json", "weights.bin"
FORM = 1
# Words that every stretch of running English holds. Of less, the weights know nothing.
_ENGLISH = frozenset(
    "the of and to in a is was that for on with as by at from it be are were has have had his her "
    "he she they their who which said not this but an after will would".split()
)
_LEAST_ENGLISH = 0.16  # share of those words; English news has 0.3 to 0.5, other languages under 0.1
_JUDGED_FROM = 5  # words


@dataclass(frozen=True, slots=True)
class Weighed:
    """One word or pair of words, and what it added to the score of its window."""

    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the filter makes of one report.

    `known` is False where the text is not English, or is too short: it was not judged,
    and is kept. `score` is then 1. `words` weighed most, for and against, in the window that
    counted.
    """

    score: float
    keeps: bool
    known: bool
    words: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """From the scores of windows to a probability: the weight of each thing that is looked at."""

    bias: float
    best: float
    next: float
    mean: float
    title: float

    def probability(self, best: float, following: float, mean: float, title: float) -> float:
        """Between 0 and 1, both excluded in theory and never an overflow."""
        told = self.best * best + self.next * following + self.mean * mean + self.title * title
        return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, self.bias + told))))


@dataclass(frozen=True, slots=True)
class Filter:
    """Weights by row of hashed words, and what turns windows into a score.

    `threshold` is what a score must reach to be kept; `version` changes with any of the numbers.
    """

    weights: "array[int]"
    scale: float
    layer: Layer
    threshold: float
    version: str

    def score(self, title: str, text: str) -> float:
        """The probability that the report holds an event in scope, 1.0 where it was not judged."""
        return self.judge(title, text, explain=False).score

    def keeps(self, title: str, text: str) -> bool:
        """Whether the report is to be coded; what cannot be judged is kept."""
        return self.judge(title, text, explain=False).keeps

    def judge(self, title: str, text: str, *, language: str | None = None, explain: bool = True) -> Judgement:
        """Score and verdict, with the words that weighed most if `explain`.

        Args:
            title: The headline; "" where there is none.
            text: The report, with or without the headline.
            language: ISO 639-1 code if it is known; of any but "en" nothing is judged.
            explain: False saves the time to find the words.
        """
        head, body = words(title), words(text)
        if not self._judged(head, body, language):
            return Judgement(1.0, keeps=True, known=False)
        listed = head + body
        coded, begun = codes(listed), stems(listed)
        spans = list(windows(len(listed)))
        told = [self._window(rows(coded[start:end], begun[start:end])) for start, end in spans]
        ranked = sorted(told, reverse=True)
        following = ranked[1] if len(ranked) > 1 else ranked[0]
        own = rows(coded[: len(head)], begun[: len(head)])
        titled = self._window(own) if head else sum(told) / len(told)
        score = self.layer.probability(ranked[0], following, sum(told) / len(told), titled)
        why: tuple[Weighed, ...] = ()
        if explain:
            start, end = spans[told.index(ranked[0])]
            why = self._weighed(listed[start:end])
        return Judgement(score, keeps=score >= self.threshold, known=True, words=why)

    def _judged(self, head: Sequence[str], body: Sequence[str], language: str | None) -> bool:
        if language not in (None, "", "en") or len(head) + len(body) < _JUDGED_FROM:
            return False
        common = sum(word in _ENGLISH for word in body) + sum(word in _ENGLISH for word in head)
        return common >= _LEAST_ENGLISH * (len(head) + len(body))

    def _window(self, different: Collection[int]) -> float:
        """The sum over the different rows of a window, by the root of their number."""
        weights = self.weights
        return self.scale * sum([weights[one] for one in different]) / sqrt(len(different))

    def _weighed(self, listed: Sequence[str], most: int = 8) -> tuple[Weighed, ...]:
        coded, begun = codes(listed), stems(listed)
        size = self.scale / sqrt(len(rows(coded, begun)))
        found: dict[str, int] = {}
        for word, code, stem in zip(listed, coded, begun, strict=True):
            found[word] = self.weights[row(code)] + self.weights[row(stem)]
        for n in range(len(listed) - 1):
            found[f"{listed[n]} {listed[n + 1]}"] = self.weights[pair(coded[n], coded[n + 1])]
        ordered = sorted(found.items(), key=lambda item: (-abs(item[1]), item[0]))[:most]
        return tuple(Weighed(text, weight * size) for text, weight in ordered if weight)


def read_filter(folder: Path) -> Filter:
    """The filter of a folder that holds `about.json` and `weights.bin`.

    Raises:
        ResourceError: a file is missing, is not the one that was trained, or is of another form.
    """
    path = folder / ABOUT
    try:
        about = json.loads(path.read_text("utf-8"))
        packed = (folder / WEIGHTS).read_bytes()
        layer = Layer(**{name: float(value) for name, value in about["layer"].items()})
        made = Filter(
            array("b", packed), float(about["scale"]), layer, float(about["threshold"]), str(about["version"])
        )
        _check(path, about, packed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResourceError(f"{path}: not a relevance filter: {error!r}") from error
    return made


def _check(path: Path, about: Mapping[str, object], packed: bytes) -> None:
    if (about["form"], about["window"], len(packed)) != (FORM, WINDOW, SIZE):
        raise ResourceError(
            f"{path}: form {about['form']}, window {about['window']}, {len(packed)} rows;"
            f" this sayso reads form {FORM}, window {WINDOW}, {SIZE} rows: train it anew"
        )
    if hashlib.sha256(packed).hexdigest() != about["sha256"]:
        raise ResourceError(f"{path.parent / WEIGHTS}: not the file that was trained (SHA-256 differs)")

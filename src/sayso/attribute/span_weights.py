"""The table of weights of sources and contents, laid out so that a word need not spell its features.

A feature's name joins two or three parts ("d" + place before + ">" + place). Here the parts are keys, one in
the other, and a part that no weight has ends the search. Where a part may itself hold the mark that joins,
a name is filed under each of its cuts: only parts that spell the name find it. `features` has all names; a
test holds the two against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sayso.attribute.span_features import View
from sayso.model.lexicon import SpeechTable

Weights = Sequence[float]
_By = dict[str, Weights]
_NO: dict[Any, Any] = {}
Sums = tuple[float, float, float]


class _Place(NamedTuple):
    own: Weights | None
    tag: _By
    before: _By
    after: _By


class _Branch(NamedTuple):
    quote: _By
    word: _By
    commas: _By
    guess: _By


class _Tag(NamedTuple):
    before: _By
    after: _By
    near: _By


class _Word(NamedTuple):
    own: Weights | None
    before: _By
    after: _By


_NO_PLACE, _NO_BRANCH = _Place(None, _NO, _NO, _NO), _Branch(_NO, _NO, _NO, _NO)
_NO_TAG, _NO_WORD = _Tag(_NO, _NO, _NO), _Word(None, _NO, _NO)


class SpanWeights:
    """What the words around one cue add up to; `table` maps names of features to weights."""

    def __init__(self, table: Mapping[str, Weights]) -> None:
        self._letters: dict[str, dict[str, Weights]] = {}
        for name, weights in table.items():
            self._letters.setdefault(name[:1], {})[name[1:]] = weights
        by = {letter: self._cut(letter, " ") for letter in "abcijkmpruy"}
        before, after = _turned(self._cut("d", ">")), self._cut("e", ">")
        self._places = {
            place: _Place(
                table.get(place), by["c"].get(place, _NO), before.get(place, _NO), after.get(place, _NO)
            )
            for place in {*table, *by["c"], *before, *after}
        }
        words = _turned(by["i"])
        guesses = _turned(by["y"])
        self._branches = {
            at: _Branch(by["a"].get(at, _NO), words.get(at, _NO), by["u"].get(at, _NO), guesses.get(at, _NO))
            for at in {*by["a"], *words, *by["u"], *guesses}
        }
        tags_before, nears = _turned(by["j"]), _turned(by["m"])
        self._tags = {
            tag: _Tag(tags_before.get(tag, _NO), by["k"].get(tag, _NO), nears.get(tag, _NO))
            for tag in {*tags_before, *by["k"], *nears}
        }
        self._sides = {side: self._of_side(side) for side in "<>"}
        self._lemma = {letter: _turned(by[letter]) if letter == "b" else by[letter] for letter in "br"}
        self._settings = by["p"]
        self._lemma_quotes, self._setting_quotes = self._at_side("o"), self._at_side("q")
        self._commas = _nested((name[:1], name[1:], weights) for name, weights in self._named("n"))
        self._guessed = {
            guess: self._nested_rest("x", f"{guess} ") for guess in {name[:1] for name, _ in self._named("x")}
        }

    def sums(self, view: View) -> list[Sums]:
        """For each token of the window what its features add for source, cue and content."""
        lemma, setting, middle = view.lemma, view.setting, view.middle
        branch_lemma, near_lemma = self._lemma["b"].get(lemma, _NO), self._lemma["r"].get(lemma, _NO)
        quote_lemma = self._lemma_quotes.get(lemma, _NO)
        branch_setting = self._settings.get(setting, _NO)
        quote_setting = self._setting_quotes.get(setting, _NO)
        places, words, tags, quotes = view.places, view.words, view.tags, view.quoted
        letters = self._letters
        runs, guesses = letters.get("v", _NO), letters.get("w", _NO)
        before, after, nears = letters.get("g", _NO), letters.get("h", _NO), letters.get("l", _NO)
        found: list[Sums] = []
        for i, (guess, commas, near) in enumerate(zip(view.guess, view.commas, view.nears(), strict=True)):
            place, word, tag, quote = places[i + 1], words[i + 1], tags[i + 1], quotes[i + 1]
            side = "<" if i < middle else ">"
            coarse = place.partition("/")[0]
            there = self._places.get(place, _NO_PLACE)
            branch = self._branches.get(coarse, _NO_BRANCH)
            of_tag = self._tags.get(tag, _NO_TAG)
            of_word = self._sides[side].get(word, _NO_WORD)
            sided = side + quote
            # The order is that of `features`, for a sum of floats depends on it.
            known = (
                there.own, branch.quote.get(quote), branch_lemma.get(coarse), there.tag.get(tag),
                there.before.get(places[i]), there.after.get(places[i + 2]), branch.word.get(word),
                self._commas.get(commas, _NO).get(sided), quote_lemma.get(sided), branch_setting.get(coarse),
                quote_setting.get(sided), branch.commas.get(commas),
                runs.get(f"{quotes[i]}>{quote}>{quotes[i + 2]}"), guesses.get(guess),
                self._guessed.get(guess, _NO).get(tag, _NO).get(word), branch.guess.get(guess),
                of_word.own, before.get(words[i]), after.get(words[i + 2]), of_tag.before.get(tags[i]),
                of_tag.after.get(tags[i + 2]), nears.get(near), of_tag.near.get(near), near_lemma.get(near),
                of_word.before.get(words[i]), of_word.after.get(words[i + 2]),
            )  # fmt: skip
            source = cue = content = 0.0
            for for_source, for_cue, for_content in filter(None, known):
                source += for_source
                cue += for_cue
                content += for_content
            found.append((source, cue, content))
        return found

    def _named(self, letter: str) -> Iterator[tuple[str, Weights]]:
        return iter(self._letters.get(letter, _NO).items())

    def _cut(self, letter: str, mark: str) -> dict[str, _By]:
        """The names of a letter by the parts on both sides of a mark."""
        return _nested(part for name, weights in self._named(letter) for part in _cuts(name, mark, weights))

    def _nested_rest(self, letter: str, start: str) -> dict[str, _By]:
        """The same for names that begin with `start`, by what is behind it."""
        rest = ((n.removeprefix(start), w) for n, w in self._named(letter) if n.startswith(start))
        return _nested(part for name, weights in rest for part in _cuts(name, " ", weights))

    def _at_side(self, letter: str) -> dict[str, _By]:
        """The names of a letter cut before each sign of a side, which is kept."""
        return _nested(
            (name[:at], name[at:], weights)
            for name, weights in self._named(letter)
            for at, char in enumerate(name)
            if char in "<>"
        )

    def _of_side(self, side: str) -> dict[str, _Word]:
        """What words add on one side of the cue: alone, with the word before, with the word behind."""
        end = f" {side}"
        ends = {
            letter: [(n.removesuffix(end), w) for n, w in self._named(letter) if n.endswith(end)]
            for letter in "fst"
        }
        own = dict(ends["f"])
        before = _turned(_nested(part for n, w in ends["s"] for part in _cuts(n, " ", w)))
        after = _nested(part for n, w in ends["t"] for part in _cuts(n, " ", w))
        return {
            word: _Word(own.get(word), before.get(word, _NO), after.get(word, _NO))
            for word in {*own, *before, *after}
        }


@lru_cache(maxsize=4)
def span_weights(table: SpeechTable) -> SpanWeights:
    """The weights of a table laid out, once for each table."""
    return SpanWeights(table.spans)


def _cuts(name: str, mark: str, weights: Weights) -> Iterator[tuple[str, str, Weights]]:
    for at, char in enumerate(name):
        if char == mark:
            yield name[:at], name[at + 1 :], weights


def _nested(parts: Iterator[tuple[str, str, Weights]]) -> dict[str, _By]:
    found: dict[str, _By] = {}
    for outer, inner, weights in parts:
        found.setdefault(outer, {})[inner] = weights
    return found


def _turned(table: Mapping[str, _By]) -> dict[str, _By]:
    """With the inner keys outside."""
    return _nested((inner, outer, weights) for outer, row in table.items() for inner, weights in row.items())

"""Totals: "the death toll rose to 34", "put losses at more than 30", "the ministry spoke of eleven"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.find.figures import Figure, Words
from sayso.find.harms import Harm
from sayso.find.toll_links import Link
from sayso.model.parse import Token

_REACH = 10  # tokens after "death toll" in which its figure stands
_FAR = 16  # the same where a comma parts them: "death tolls, given by officials, exceeded 100"


class Totals:
    """Finds them in one sentence.

    Args:
        tokens: The sentence.
        words: The words of counting.
        harms: The words of harm by position.
        found: The figures of the sentence.
        before: The kind of the last toll told before the sentence; None where none is near.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        words: Words,
        harms: Mapping[int, Sequence[Harm]],
        found: Sequence[Figure],
        before: str | None,
    ) -> None:
        self._tokens = tokens
        self._words = words
        self._harms = harms
        self._figures = [figure for figure in found if figure.sort == "count"]
        self._before = before

    def links(self, linked: Mapping[int, Link]) -> Iterator[Link]:
        """One link per total; `linked` are the figures that words of harm have already."""
        if not self._figures:
            return
        taken: set[int] = set()
        before = self._before
        kinds = {first: link.harm.kind for first, link in linked.items()}
        for at in range(len(self._tokens)):
            self._before = kinds.get(at, self._before)
            link = self._total(at)
            said = (
                link is not None
                and link.figure.first in linked
                and self._lower(at) in self._words.of("losses")
            )
            if link is not None and not said and link.figure.first not in taken:
                taken.add(link.figure.first)
                yield link
        for figure in self._figures:
            if figure.first not in taken and figure.first not in linked:
                here = [kind for first, kind in sorted(kinds.items()) if first < figure.first]
                kind = here[-1] if here else before
                if kind is not None and self._is_put(figure):
                    yield Link(figure, Harm(max(figure.first - 2, 0), kind, "noun", "base"), "total")

    def _lower(self, at: int) -> str:
        return self._tokens[at].lower if 0 <= at < len(self._tokens) else ""

    def _total(self, at: int) -> Link | None:
        """ "The death toll rose to 34", "the number of wounded reached 60"."""
        harm = self._total_at(at)
        if harm is None:
            return None
        later = [figure for figure in self._figures if at < figure.first <= at + _FAR]
        if not later:
            return None
        figure = later[0]
        if self._lower(figure.first) in self._words.of("from") and figure.high is not None:
            figure = replace(figure, low=figure.high)  # "from 20 to 34"
        between = [self._lower(i) for i in range(at, figure.first)]
        if set(between) & (self._words.of("irreal") | self._words.of("negative") | {";"}):
            return None
        exceeds = between[-1] in self._words.of("exceeds")
        if (len(between) > _REACH or "," in between) and not exceeds:
            return None
        if not self._is_of_people(figure):
            return None
        return Link(replace(figure, high=None) if exceeds else figure, harm, "total")

    def _is_of_people(self, figure: Figure) -> bool:
        """A bare number, or a count of people: not "a toll of 30 cents"."""
        if figure.head is None:
            return True
        token = self._tokens[figure.head]
        dead = bool(set(self._harms.get(figure.head, ())))
        return dead or self._words.are_people(token)

    def _total_at(self, at: int) -> Harm | None:
        word, before = self._lower(at), self._lower(at - 1)
        puts = self._words.of("puts")
        if word in self._words.of("toll"):
            known = before in self._words.of("deadly")
            told = any(self._lower(i) in puts | self._words.of("reached") for i in range(at - 4, at + 6))
            return Harm(at, "killed", "noun", "base") if known or told else None
        if word in self._words.of("losses"):
            told = any(self._lower(i) in puts for i in range(at - 6, at))
            return Harm(at, "killed", "noun", "base") if told else None
        if self._lower(at + 1) == "at" and before == "the":
            found = [harm for harm in self._harms.get(at, ()) if harm.slot in ("result", "noun")]
            return found[0] if found else None  # "put the dead at 146"
        if word != "number" or self._lower(at + 1) != "of":
            return self._figure_at(at)
        for i in range(at + 2, at + 5):
            for harm in self._harms.get(i, ()):
                if harm.slot in ("result", "noun"):
                    return harm
        return None

    def _figure_at(self, at: int) -> Harm | None:
        """ "The figure stood at 358", "the figure of 18": of what was counted before."""
        if self._before is None or self._lower(at) not in self._words.of("figure"):
            return None
        defined = self._tokens[at - 1].tag in ("DT", "PRP$") if at else False
        told = self._lower(at + 1) == "of" or any(
            self._lower(i) in self._words.of("reached") for i in range(at + 1, at + 4)
        )
        return Harm(at, self._before, "noun", "base") if defined and told else None

    def _is_put(self, figure: Figure) -> bool:
        """A bare number that somebody gives: "the ministry spoke of eleven", "put it at 18"."""
        end = figure.last + 1
        closed = end >= len(self._tokens) or self._lower(end) in (".", ",", ";", "and", "but", ")")
        if figure.head is not None or not closed or self._lower(figure.first - 1) not in self._words.of("at"):
            return False
        if self._lower(figure.first - 2) in ("spoke", "speaks", "speak"):
            return self._lower(figure.first - 1) == "of"
        it = self._lower(figure.first - 2) in ("it", "them", "figure", "toll", "total", "count")
        return it and any(
            self._lower(i) in self._words.of("puts") for i in range(figure.first - 5, figure.first - 1)
        )

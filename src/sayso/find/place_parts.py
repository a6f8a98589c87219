"""Names of places inside other names: "Kenya Wildlife Service", "Denver-based", a dateline.

They are no places where something happened, but say which countries a report is about.
"""

from collections.abc import Iterator, Sequence

from sayso.find.place_names import Name, NameReader, PlaceWords, is_country
from sayso.model.mentions import PlaceMention
from sayso.model.parse import Parse, Sentence
from sayso.model.places import LARGE
from sayso.model.spans import Span

# A town in the name of a body must have so many people: "Dallas Police Department".
BODY_POPULATION = 40_000
# A dateline is short: "KYIV, Ukraine (Agency) -".
DATELINE_TOKENS = 14


class PartReader:
    """Reads the names inside names of one parse."""

    def __init__(self, parse: Parse, words: PlaceWords, names: NameReader) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._words = words
        self._names = names

    def parts(self, sentence: Sentence, kept: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
        """Names in `sentence` that stand inside others and in no mention of `kept`."""
        taken = [mention.span for mention in kept]
        for first, last in self._names.runs(sentence):
            found = (
                self._at_start(first, last, sentence),
                self._at_end(first, last, sentence),
                self._seat(first, last, sentence),
            )
            for name in dict.fromkeys(name for name in found if name is not None):
                mention = self._mention(name)
                if not any(mention.span.overlaps(span) for span in taken):
                    taken.append(mention.span)
                    yield mention

    def dateline(self, sentence: Sentence) -> Iterator[PlaceMention]:
        """The places of a short line that is no sentence: "KYIV, Ukraine (Agency) -"."""
        if sentence.last - sentence.first > DATELINE_TOKENS:
            return
        for first, last in self._names.runs(sentence):
            name = self._names.longest(first, last, sentence)
            if name is not None and name.last == last and self._is_large(name):
                yield self._mention(name)

    def _mention(self, name: Name) -> PlaceMention:
        span = Span(self._tokens[name.first].span.start, self._tokens[name.last - 1].span.end)
        return PlaceMention(name.last - 1, span, span, embedded=True)

    def _at_start(self, first: int, last: int, sentence: Sentence) -> Name | None:
        """ "U.S." of "U.S. Department of Energy", "Queensland" of "Queensland Police"."""
        name = self._names.longest(first, last, sentence)
        if name is None or name.last >= last or self._tokens[first].lower in self._words.winds:
            return None
        if self._words.is_in(self._tokens[name.last], "not_of"):
            return None  # "the Iraq War", "the New York Times"
        has_body = any(self._is_body(at) for at in range(name.last, last))
        if is_country(name):
            return name if has_body or not self._is_given(name) else None
        return name if has_body and self._is_large(name) else None

    def _at_end(self, first: int, last: int, sentence: Sentence) -> Name | None:
        """ "Sudan" of "Children's Villages Sudan", "Algeria" of "Government of Algeria"."""
        for start in range(first, last):
            name = self._names.longest(start, last, sentence)
            if name is not None and name.last == last and is_country(name):
                is_whole = start == first and not self._is_hyphened(last)
                is_after = start - first >= 2 or any(self._is_body(at) for at in range(first, start))
                return name if is_whole or (is_after and not self._is_given(name)) else None
        return None

    def _seat(self, first: int, last: int, sentence: Sentence) -> Name | None:
        """ "Denver" of "Denver-based", "Pakistan" of "Pakistan-administered"."""
        word = self._tokens[last : last + 2]
        if not word or word[0].text[0] != "-" or word[0].sentence != self._tokens[first].sentence:
            return None
        after = word[0].text[1:] or (word[1].text if len(word) > 1 else "")
        if after.lower() not in self._words.sets.get("place_seat", frozenset()):
            return None
        name = self._names.longest(first, last, sentence)
        return name if name is not None and name.last == last else None

    def _is_hyphened(self, at: int) -> bool:
        """Whether "-led", "-backed" follows."""
        return at < len(self._tokens) and self._tokens[at].text[0] == "-"

    def _is_body(self, at: int) -> bool:
        lower = self._tokens[at].lower
        if lower in self._words.sets.get("body_names", frozenset()):
            return True
        return self._words.is_in(self._tokens[at], "title") or self._words.is_in(self._tokens[at], "body")

    def _is_given(self, name: Name) -> bool:
        """Whether people are called so: "Jordan", "Chad"."""
        return self._words.is_in(self._tokens[name.first], "given")

    def _is_large(self, name: Name) -> bool:
        return any(p.kind in LARGE or p.population >= BODY_POPULATION for p in name.found)

"""Names in a text that may be names of places: where they begin and end, and what the table has for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Sentence, Token, UnitKind
from sayso.model.places import LARGE, Place, PlaceKind, PlaceTable

WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
KM_PER_MILE = 1.609
LONGEST = 9  # tokens of the longest name looked up; each hyphen is one
# "Southern Raqqa" may be a part of Raqqa; "Eastern Creek" is no part of a hamlet called Creek.
PART_POPULATION = 100_000
NAME_TAGS = frozenset({"NNP", "NNPS"})
# Tags under which the tagger hides names that it does not know.
NOUN_TAGS = frozenset({"NN", "NNS"})
_NONE: frozenset[str] = frozenset()
HIDING_TAGS = NOUN_TAGS | {"JJ", "VB", "VBD", "VBN", "VBP", "VBG", "FW", "UH", "RB"}


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The lexicon's word sets as they are asked for; `kinds` are those whose names begin with "place_".

    `winds` and `areas` map a word to what it means.
    """

    sets: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    winds: Mapping[str, str]
    areas: Mapping[str, str]
    breakers: frozenset[str]
    people: frozenset[str]
    numbers: Mapping[str, int]

    def is_in(self, token: Token, name: str) -> bool:
        """Whether the word set of that kind holds the token."""
        return token.lower in self.kinds.get(name, _NONE)

    def kilometres(self, amount: Token, unit: Token) -> float | None:
        """How far "50 km" or "thirty miles" is; None where the two tokens say no distance."""
        per = 1.0 if self.is_in(unit, "km") else KM_PER_MILE if self.is_in(unit, "mile") else None
        digits = amount.lower.replace(",", "")
        is_number = digits.replace(".", "", 1).isdecimal()
        number = float(digits) if is_number else self.numbers.get(amount.lower)
        return None if per is None or number is None else round(number * per, 1)


@lru_cache(maxsize=8)
def place_words(lexicon: Lexicon) -> PlaceWords:
    """What `lexicon` has for places; a set that it lacks is empty."""
    words = lexicon.words
    winds = {w: wind for wind in WINDS for w in words.get(f"place_{wind.replace('-', '_')}", ())}
    areas = {w: n.removeprefix("area_") for n in sorted(words) if n.startswith("area_") for w in words[n]}
    return PlaceWords(
        sets=words,
        kinds={
            name.removeprefix("place_"): found for name, found in words.items() if name.startswith("place_")
        },
        winds=winds,
        areas=areas,
        breakers=frozenset(lexicon.weekdays) | frozenset(lexicon.months),
        people=frozenset(noun for noun, sense in lexicon.people.items() if sense.speaks and " " not in noun),
        numbers=lexicon.numbers,
    )


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` to `last` (exclusive) are a name; `found` is what the table has for it."""

    first: int
    last: int
    found: tuple[Place, ...]


class NameReader:
    """Reads the names of one parse."""

    def __init__(self, parse: Parse, words: PlaceWords, table: PlaceTable) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._words = words
        self._table = table
        self._known_names: dict[int, bool] = {}  # token -> whether it is a part of a name
        self._known_runs: dict[int, list[tuple[int, int]]] = {}  # sentence -> its runs
        self._known_longest: dict[tuple[int, int], Name | None] = {}

    def names(self, sentence: Sentence) -> Iterator[Name]:
        """Names that may be places, in text order; parts of names of persons and bodies are none."""
        done = sentence.first
        for first, last in self.runs(sentence):
            for name in self._of_run(max(first, done), last, sentence):
                done = name.last
                yield name

    def surnames(self) -> frozenset[str]:
        """Last words of two or three that the table does not know together: persons', when alone."""
        runs = (run for sentence in self._parse.sentences for run in self.runs(sentence))
        persons = (last - 1 for first, last in runs if self._may_be_person(first, last))
        return frozenset(self._tokens[at].lower for at in persons)

    def text(self, first: int, last: int) -> str:
        """The text from token `first` to before token `last`."""
        return self._parse.text[self._tokens[first].span.start : self._tokens[last - 1].span.end]

    def runs(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Stretches of tokens that are names, as far as capitals and tags tell."""
        if sentence.index not in self._known_runs:
            self._known_runs[sentence.index] = list(self._read_runs(sentence))
        return self._known_runs[sentence.index]

    def _read_runs(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        at = sentence.first
        while at < sentence.last:
            end = at
            while end < sentence.last and (step := self._step(end, sentence, begun=end > at)) > end:
                end = step
            if end > at:
                yield at, end
            at = max(end, at + 1)

    def _step(self, at: int, sentence: Sentence, *, begun: bool) -> int:
        """The end of the part of a name that begins at `at`; `at` where there is none."""
        if self._is_name(at, sentence):
            return at + 1
        is_particle = self._words.is_in(self._tokens[at], "particle")
        if begun and self._words.is_in(self._tokens[at], "joint") and self._is_capital_at(at + 1, sentence):
            return at + 2
        if not is_particle and not (begun and self._touches(at - 1)):
            return at
        end = at + 1 if is_particle else at
        while end < sentence.last and self._tokens[end].text == "-" and self._touches(end):
            end += 1
            if end + 1 < sentence.last and self._words.is_in(self._tokens[end], "joint"):
                end += 1
        is_joined = self._tokens[end - 1].text == "-" and self._is_capital_at(end, sentence)
        return end + 1 if is_joined else at

    def _is_capital_at(self, at: int, sentence: Sentence) -> bool:
        return at < sentence.last and self._tokens[at].text[0].isupper()

    def _touches(self, at: int) -> bool:
        return at + 1 < len(self._tokens) and self._tokens[at].span.end == self._tokens[at + 1].span.start

    def _is_name(self, at: int, sentence: Sentence) -> bool:
        known = self._known_names.get(at)
        if known is None:
            known = self._known_names[at] = self._reads_as_name(at, sentence)
        return known

    def _reads_as_name(self, at: int, sentence: Sentence) -> bool:
        token = self._tokens[at]
        if not self._is_capital(token) or token.lower.rstrip(".") in self._words.breakers:
            return False
        if token.tag in NAME_TAGS:
            return not self._words.is_in(token, "article")
        is_headline = self._parse.units[sentence.unit].kind is UnitKind.HEADLINE
        if at == sentence.first or is_headline or token.tag not in HIDING_TAGS:
            return False
        return token.tag in NOUN_TAGS or bool(self._table.named(token.text))

    def _is_capital(self, token: Token) -> bool:
        """Also of "al-Tanf", where the tokeniser has not cut it."""
        if token.text[0].isupper():
            return True
        first, _, rest = token.text.partition("-")
        if rest and first in self._words.sets.get("place_particle", ()):
            return rest[0].isupper()
        return False

    def _of_run(self, first: int, last: int, sentence: Sentence) -> Iterator[Name]:
        """The longest name the table knows, else the run less its generic words."""
        at = self._skip_generic(first, last)
        if at >= last or self._is_adjective(last, sentence):
            return
        name = self.longest(at, last, sentence)
        if name is not None and at > first and not _may_have_parts(name.found):
            at, name = first, None
        if name is None:
            yield Name(at, self._less_generic(at, last), ())
        elif name.last >= last or all(self._is_generic(i) for i in range(name.last, last)):
            yield self._bare(name)
        elif self._tokens[name.last].text in {"-", "/"}:
            yield name
            yield from self._of_run(name.last + 1, last, sentence)
        elif self._words.is_in(self._tokens[name.last], "title"):
            yield name

    def _skip_generic(self, first: int, last: int) -> int:
        at = first
        while at < last - 1 and self._is_generic(at) and not self._table.named(self.text(at, last)):
            at += 1
        return at

    def _is_generic(self, at: int) -> bool:
        lower = self._tokens[at].lower
        return lower in self._words.winds or lower in self._words.areas

    def _is_adjective(self, last: int, sentence: Sentence) -> bool:
        """Whether "-led" or "-backed" follows."""
        after = self._tokens[last : min(last + 2, sentence.last)]
        if not after or after[0].text[0] != "-":
            return bool(after) and self._words.is_in(after[0], "adjectival")
        word = after[0].text[1:] or (after[1].text if len(after) > 1 and self._touches(last) else "")
        return word[:1].islower() and (len(after[0].text) > 1 or self._touches(last - 1))

    def longest(self, first: int, last: int, sentence: Sentence) -> Name | None:
        """The longest name from `first` that the table knows; it may reach over "of" into the next run."""
        if (first, last) not in self._known_longest:
            self._known_longest[first, last] = self._read_longest(first, last, sentence)
        return self._known_longest[first, last]

    def _read_longest(self, first: int, last: int, sentence: Sentence) -> Name | None:
        for end in range(min(first + LONGEST, sentence.last), first, -1):
            over = [i for i in range(last, end) if not self._is_name(i, sentence)]
            ends_well = end - 1 not in over and self._tokens[end - 1].text[-1] not in "-/"
            if ends_well and all(self._words.is_in(self._tokens[i], "linker") for i in over):
                found = self._table.named(self.text(first, end))
                if found and not self._is_body(first, end, found):
                    return Name(first, end, found)
        return None

    def _is_body(self, first: int, last: int, found: Sequence[Place]) -> bool:
        """Whether the table took the last word for a kind of area: "United States Department"."""
        if last - first == 1 or not self._words.is_in(self._tokens[last - 1], "never"):
            return False
        return found[0].id in {place.id for place in self._table.named(self.text(first, last - 1))}

    def _less_generic(self, first: int, last: int) -> int:
        while last - 1 > first and self._is_generic(last - 1):
            last -= 1
        return last

    def _bare(self, name: Name) -> Name:
        """The name without "Province" or "City", unless that is the name of another place ("Kansas City")."""
        last = self._less_generic(name.first, name.last)
        if last == name.last:
            return name
        shorter = self._table.named(self.text(name.first, last))
        is_country = shorter[:1] != () and shorter[0].kind is PlaceKind.COUNTRY
        is_same = name.found[0].id in {place.id for place in shorter}
        return Name(name.first, last, shorter) if is_same and not is_country else name

    def _may_be_person(self, first: int, last: int) -> bool:
        if not 2 <= last - first <= 3 or any(self._is_generic(at) for at in range(first, last)):
            return False
        words = [self._tokens[at].text for at in range(first, last)]
        return "-" not in words and not self._table.named(self.text(first, last))


def _may_have_parts(found: Sequence[Place]) -> bool:
    """Whether a place of that name is so large that a text speaks of its south or its east."""
    return any(place.kind in LARGE or _is_city(place) for place in found)


def is_country(name: Name) -> bool:
    """Whether the first that the table has for the name is a country."""
    return bool(name.found) and name.found[0].kind is PlaceKind.COUNTRY


def _is_city(place: Place) -> bool:
    return place.kind is PlaceKind.SETTLEMENT and place.population >= PART_POPULATION

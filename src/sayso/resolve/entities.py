"""Which spans of a report are organisations, places and persons, with those that lie in one another.

Coding needs none of this: it asks who stands in a slot. It is here to be measured against
corpora that mark every name and every noun for people, and uses only what coding sees.
"""

from collections.abc import Iterator, Sequence

from sayso.model.entities import Entity, EntityKind
from sayso.model.lexicon import Lexicon, NounSense
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse, Token
from sayso.model.parties import PartyKind, PartyTable
from sayso.model.spans import Span
from sayso.model.trees import behind, is_name, is_noun, noun_phrase, sentence_of, span_of

_PRONOUNS = {
    "he": EntityKind.PERSON,
    "she": EntityKind.PERSON,
    "him": EntityKind.PERSON,
    "i": EntityKind.PERSON,
    "me": EntityKind.PERSON,
    "we": EntityKind.ORGANISATION,
    "they": EntityKind.ORGANISATION,
}
# Branches of `lang/people.toml` whose nouns are things, or people seen one by one.
_THINGS = frozenset({"craft", "witnesses"})
_OFFICES = frozenset({"officials", "civilians", "protesters"})
# Nouns of those branches that mean many.
_MANY = frozenset(
    {"people", "staff", "crew", "community", "family", "union", "crowd", "mob", "other", "youth"}
)
# Ranks stand in another branch, as those who speak for an army.
_RANKS = frozenset(
    {"general", "colonel", "lieutenant", "sergeant", "captain", "commander", "officer", "soldier"}
)
# "A fighter", "a bomber": as often an aircraft.
_ALSO_CRAFT = frozenset({"fighter", "bomber"})
# Marks and particles inside a person's name: "al-Abadi", "Al-Ja'afari", "de Mistura".
_INSIDE = frozenset({"-", "al", "el", "bin", "ibn", "de", "von", "van", "abu", "abd"})
_NAME_LENGTH = 8  # tokens of the longest name of a person


def entities(parse: Parse, mentions: Mentions, lexicon: Lexicon, table: PartyTable) -> tuple[Entity, ...]:
    """The entities of a parse in text order, each once.

    Args:
        parse: The parsed report.
        mentions: What `find` saw in it.
        lexicon: Words for people, bodies and ground.
        table: Names of parties.
    """
    return tuple(sorted(set(_Finder(parse, mentions, lexicon, table).all())))


class _Finder:
    """Reads one parse."""

    def __init__(self, parse: Parse, mentions: Mentions, lexicon: Lexicon, table: PartyTable) -> None:
        self._parse = parse
        self._mentions = mentions
        self._lexicon = lexicon
        self._table = table
        self._placed = _tokens_in(parse, [place.name for place in mentions.places if place.name is not None])
        self._calendar = frozenset(lexicon.weekdays) | frozenset(lexicon.months)
        self._ground = _ground(lexicon)
        self._title_words = _titles(lexicon)
        self._weapons = frozenset(weapon.token for weapon in mentions.weapons)
        self._parties = self._in_table()
        inside = (i for first, size in self._parties.items() for i in range(first, first + size))
        self._known = self._placed | frozenset(inside)
        self._last_names: set[str] = set()

    def all(self) -> Iterator[Entity]:
        """Places first, then pronouns and common nouns, then names."""
        yield from self._located()
        for mention in self._mentions.parties:
            token = self._parse.tokens[mention.head]
            if token.lower in _PRONOUNS:
                yield Entity(token.span, _PRONOUNS[token.lower])
            elif is_noun(token) and not is_name(token):
                yield from self._common(token)
        for first, size in self._parties.items():
            yield from self._of_table(first, first + size)
        near = self._lexicon.words["place_near"]
        for first, last in self._runs():
            # "Near Raqqa": the tagger takes a preposition at the start for a name.
            start = first + (self._parse.tokens[first].lower in near)
            if start < last:
                yield from self._named(start, last)

    def _located(self) -> Iterator[Entity]:
        """Names of places; a state that acts is none."""
        for place in self._mentions.places:
            if place.name is None or (self._is_state(place.name) and self._acts(place.head)):
                continue
            yield Entity(place.name, EntityKind.LOCATION)
            if place.area is not None or place.direction is not None:
                yield Entity(place.span, EntityKind.LOCATION)

    def _of_table(self, first: int, last: int) -> Iterator[Entity]:
        """A name of the table; a state where a place stands is that place."""
        span = self._span(first, last)
        rows = self._table.named(span.of(self._parse.text))
        if rows and rows[0].kind is PartyKind.PERSON:
            yield Entity(span, EntityKind.PERSON)
        elif not (rows and rows[0].kind is PartyKind.STATE and first in self._placed) or self._acts(last - 1):
            yield Entity(span, EntityKind.ORGANISATION)

    def _is_state(self, name: Span) -> bool:
        rows = self._table.named(name.of(self._parse.text))
        return bool(rows) and rows[0].kind is PartyKind.STATE

    def _acts(self, index: int) -> bool:
        """Whether a state's name stands where somebody acts, or whose people act: "U.S. forces"."""
        token = self._parse.tokens[index]
        head = self._parse.tokens[token.head]
        if token.dep in ("compound", "nmod", "amod", "poss"):
            return head.lemma in self._lexicon.people
        if token.dep == "conj":
            return head.index < index and self._acts(head.index)
        return token.dep in ("nsubj", "nsubjpass") or head.dep == "agent"

    # -- common nouns ----------------------------------------------------------------------

    def _common(self, token: Token) -> Iterator[Entity]:
        kind = self._kind_of_noun(token)
        if kind is None:
            return
        tokens = noun_phrase(self._parse, token.index)
        while len(tokens) > 1 and self._parse.tokens[tokens[0]].tag in ("CD", "RB", "JJR", "PDT"):
            tokens = tokens[1:]
        span = span_of(self._parse, tokens)
        yield Entity(self._extended(token.index, span) if kind is not EntityKind.LOCATION else span, kind)

    def _kind_of_noun(self, token: Token) -> EntityKind | None:
        sense = self._lexicon.people.get(token.lemma) or self._lexicon.people.get(token.lower)
        if (
            sense is not None
            and sense.branch == "fighters"
            and token.lemma in _ALSO_CRAFT
            and token.tag == "NN"
        ):
            return None
        if sense is not None and sense.branch not in _THINGS:
            return EntityKind.PERSON if _is_one(token, sense) else EntityKind.ORGANISATION
        if token.lemma in self._ground:
            return EntityKind.LOCATION
        return None

    def _extended(self, head: int, span: Span) -> Span:
        """The phrase with what stands behind its "of" or "for": "people of Mosul"."""
        for noun in behind(self._parse, head, "of", "for"):
            tokens = noun_phrase(self._parse, noun)
            if tokens[0] <= head + 3:
                return Span(span.start, self._parse.tokens[noun].span.end)
        return span

    # -- names -----------------------------------------------------------------------------

    def _runs(self) -> Iterator[tuple[int, int]]:
        """First and last (exclusive) token of each run of names in one sentence."""
        first = 0
        while first < len(self._parse.tokens):
            last = self._run_end(first)
            if last > first:
                yield first, last
            first = max(last, first + 1)

    def _run_end(self, first: int) -> int:
        tokens, last = self._parse.tokens, first
        end = sentence_of(self._parse, first).last
        if not self._is_part(first):
            return first
        while last < end and (self._is_part(last) or (last + 1 < end and self._joins(last))):
            last += 1
        while last > first and tokens[last - 1].lower in _INSIDE and not tokens[last - 1].text[:1].isupper():
            last -= 1
        return last

    def _joins(self, index: int) -> bool:
        """A particle or hyphen between two parts of a name."""
        token, after = self._parse.tokens[index], self._parse.tokens[index + 1]
        return token.lower in _INSIDE and (self._is_part(index + 1) or after.lower in _INSIDE)

    def _is_part(self, index: int) -> bool:
        token = self._parse.tokens[index]
        capital = token.text[:1].isupper()
        return (
            is_name(token)
            and token.lower.rstrip(".") not in self._calendar
            and (capital or "-" in token.text)
        )

    def _named(self, first: int, last: int) -> Iterator[Entity]:
        """The entity that a run of names is, where it is one, and the person or body inside of it."""
        kind = self._kind_of_run(first, last)
        if kind is EntityKind.PERSON:
            yield from self._person(first, last)
        elif kind is not None:
            span = self._span(first, last)
            yield Entity(self._extended(last - 1, span) if kind is EntityKind.ORGANISATION else span, kind)

    def _kind_of_run(self, first: int, last: int) -> EntityKind | None:
        words = [self._parse.tokens[i] for i in range(first, last)]
        titled = self._titles(first, last) > 0
        known = any(i in self._known for i in range(first, last))
        noun = self._kind_of_noun(words[0]) if len(words) == 1 and not known else None
        if noun is not None:
            return noun
        if known and not titled:
            return self._around_known(first, last)
        return self._kind_of_words(words, titled=titled)

    def _kind_of_words(self, words: Sequence[Token], *, titled: bool) -> EntityKind | None:
        """What a name that no table knows is by its words and where it stands."""
        alone = len(words) == 1
        if not alone and words[-1].lower in self._ground:
            return EntityKind.LOCATION
        if not titled and any(word.lower in self._lexicon.words["body_names"] for word in words):
            return None if alone and words[0].tag != "NNPS" else EntityKind.ORGANISATION
        if all(_is_abbreviation(word) for word in words):
            return None if words[0].index in self._weapons else EntityKind.ORGANISATION
        if self._is_located(words[0].index):
            return EntityKind.LOCATION
        return EntityKind.PERSON if titled or not alone or words[0].text in self._last_names else None

    def _around_known(self, first: int, last: int) -> EntityKind | None:
        """A longer name around one that a table knows: "Syrian Computer Society", "Mosul District"."""
        final = self._parse.tokens[last - 1]
        if last - 1 in self._known and first in self._known:
            return None
        if final.lower in self._ground:
            return EntityKind.LOCATION
        if final.lower in self._lexicon.words["body_names"] or final.lemma in self._lexicon.people:
            return EntityKind.ORGANISATION
        return None

    def _is_located(self, first: int) -> bool:
        """Whether a name that no table knows stands where places do: "in X", "near X"."""
        before = self._parse.tokens[first - 1] if first else None
        words = self._lexicon.words["place_in"] | self._lexicon.words["place_near"]
        return before is not None and before.lower in words and before.unit == self._parse.tokens[first].unit

    def _titles(self, first: int, last: int) -> int:
        """How many words of the run, from its start, are an office or rank."""
        count = 0
        for index in range(first, last - 1):
            word = self._parse.tokens[index].lower.rstrip(".")
            if word in self._title_words or self._parse.tokens[index].lower in self._title_words:
                count = index - first + 1
        return count

    def _person(self, first: int, last: int) -> Iterator[Entity]:
        """The name with its title and without: "Defence Secretary Ash Carter", "Ash Carter"."""
        start = first + self._titles(first, last)
        if last - start <= _NAME_LENGTH:
            self._last_names.add(self._parse.tokens[last - 1].text)
            yield Entity(self._span(start, last), EntityKind.PERSON)
        if start > first:
            whole = noun_phrase(self._parse, last - 1)[0]
            yield Entity(self._span(min(first, whole), last), EntityKind.PERSON)

    def _in_table(self) -> dict[int, int]:
        """The longest name of a party that begins at each token, as its number of tokens."""
        found: dict[int, int] = {}
        tokens, index = self._parse.tokens, 0
        while index < len(tokens):
            size = self._table_size(index) if self._may_begin(index) else 0
            if size:
                found[index] = size
            index += size or 1
        return found

    def _may_begin(self, index: int) -> bool:
        """Whether a name can begin here: with a capital, or a particle in front of one ("al-Qaida")."""
        token = self._parse.tokens[index]
        ahead = self._parse.tokens[index + 1 : index + 3]
        particle = token.lower in _INSIDE and token.lower.isalpha()
        return token.text[:1].isupper() or (particle and any(one.text[:1].isupper() for one in ahead))

    def _table_size(self, first: int) -> int:
        end = min(sentence_of(self._parse, first).last, first + self._table.longest + 2)
        for last in range(end, first, -1):
            if not any(char.isalnum() for char in self._parse.tokens[last - 1].text):
                continue
            text = self._span(first, last).of(self._parse.text)
            if self._table.named(text) or (last - first <= 2 and self._table.with_adjective(text)):
                return last - first
        return 0

    def _span(self, first: int, last: int) -> Span:
        return span_of(self._parse, [first, last - 1])


def _is_abbreviation(token: Token) -> bool:
    letters = [char for char in token.text if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def _ground(lexicon: Lexicon) -> frozenset[str]:
    """Nouns for ground and buildings, and for kinds of area."""
    areas = (words for name, words in lexicon.words.items() if name.startswith("area_"))
    return lexicon.words["ground"].union(*areas)


def _titles(lexicon: Lexicon) -> frozenset[str]:
    """Single words for offices and ranks."""
    branches = ("officials", "armed_forces")
    offices = (word for word, sense in lexicon.people.items() if sense.branch in branches)
    return lexicon.words["place_title"] | frozenset(word for word in offices if " " not in word)


def _is_one(token: Token, sense: NounSense) -> bool:
    """Whether the noun means one person."""
    if token.tag in ("NNS", "NNPS") or token.lemma in _MANY:
        return False
    return sense.branch in _OFFICES or token.lemma in _RANKS


def _tokens_in(parse: Parse, spans: Sequence[Span]) -> frozenset[int]:
    """The tokens that lie in one of the spans."""
    starts = {token.span.start: token.index for token in parse.tokens}
    found: set[int] = set()
    for span in spans:
        index = starts.get(span.start)
        while index is not None and index < len(parse.tokens) and span.covers(parse.tokens[index].span):
            found.add(index)
            index += 1
    return frozenset(found)

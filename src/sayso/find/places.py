"""Place phrases: names that the gazetteer knows, and names that stand where only a place can stand.

The tagger's kinds of names are not used: it takes half of the villages for persons. A name
counts by what the table knows of it and by the words around it. Word sets of
`Lexicon.words` that are read here and in `place_names`:

- prepositions by how surely a place follows: `place_in`, `place_near`, `place_loose`, `place_agent`
- words around names: `place_article`, `place_mark`, `place_of`, `place_of_body`, `place_is`,
  `place_road`, `place_rural`, `place_km`, `place_mile`, `place_title` (persons), `place_adjectival`
- words inside names: `place_particle` ("al-"), `place_joint` ("de"), `place_linker` ("of")
- `place_struck`: verbs that are done to places; `place_moment`: nouns of time, which follow a name by chance
- `place_never`: capitalised words that are no places when they stand alone; `place_armed_body`: such as end
  names of armed bodies
- the eight winds: `place_north`, `place_north_east` ...
- `area_*`, kinds of areas: province, district, region, land, countryside, outskirts, town,
  quarter, site, zone, water, coast, border
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from sayso.find.place_names import Name, NameReader, PlaceWords, is_country, place_words
from sayso.find.place_parts import PartReader
from sayso.find.place_phrases import PhraseReader
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import PlaceMention
from sayso.model.parse import Parse, Sentence, UnitKind
from sayso.model.places import LARGE, PlaceKind, PlaceTable
from sayso.model.spans import Span

# A town that no preposition marks as a place must have so many people: tuned on TUD-Loc2013 and
# GeoVirus by end-to-end F1; run `sayso evaluate places` on both when the gazetteer changes.
LARGE_TOWN, LOUD = 100_000, 15_000
POPULATION = {"in": 0, "struck": 1_000, "loose": 5_000, "bare": 40_000, "other": 400_000}
HEADING = 10  # tokens of the longest heading: "20 August, X:"


def places(parse: Parse, lexicon: Lexicon, table: PlaceTable) -> Iterator[PlaceMention]:
    """Place phrases of `parse`, in text order.

    A known name is a mention wherever it stands, if it is large enough for its slot, or
    if the report has it elsewhere where only a place can stand; an unknown one only where
    the words around it ask for a place. Whether a country acts or is acted in is not
    decided here. Parts of names of persons ("Paris Hilton") and names before "-led",
    "-backed" are no places; those in names of bodies ("Kenya Wildlife Service"), before
    "-based" and in datelines are `embedded`.
    """
    words = place_words(lexicon)
    names = NameReader(parse, words, table)
    speech = frozenset(cue.words[0] for cue in lexicon.cues if cue.frame == "clause")
    finder = _Finder(parse, words, names, speech)
    parts = PartReader(parse, words, names)
    surnames = names.surnames()
    read = [(sentence, finder.readings(sentence, surnames)) for sentence in parse.sentences]
    sure = frozenset(r.text for _, readings in read for r in readings if r.is_sure)
    for sentence, readings in read:
        if parse.units[sentence.unit].kind is UnitKind.FURNITURE:
            yield from parts.dateline(sentence)
            continue
        kept = finder.mentions(sentence, readings, sure)
        yield from sorted([*kept, *parts.parts(sentence, kept)], key=lambda mention: mention.span)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A name and its phrase; `text` is the name in lower case.

    `is_place`: it counts where it stands. `is_sure`: nothing else could stand there.
    `may_be`: it counts if the report has it elsewhere for sure.
    """

    name: Name
    mention: PlaceMention
    text: str
    is_place: bool
    is_sure: bool
    may_be: bool


class _Finder:
    """Phrases of one parse."""

    def __init__(self, parse: Parse, words: PlaceWords, names: NameReader, speech: frozenset[str]) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._words = words
        self._names = names
        self._phrases = PhraseReader(parse, words)
        self._speech = speech
        self._words_told = frozenset(token.text for token in parse.tokens if token.text.islower())

    def readings(self, sentence: Sentence, surnames: frozenset[str]) -> list[_Reading]:
        """The names of one sentence, each with its phrase."""
        names = [n for n in self._names.names(sentence) if not self._follows_title(n, sentence)]
        starts = {name.first: name for name in names}
        found = [(name, self._phrases.phrase(name, sentence, starts)) for name in names]
        return [self._reading(name, mention, surnames) for name, mention in found]

    def mentions(
        self, sentence: Sentence, readings: list[_Reading], sure: frozenset[str]
    ) -> list[PlaceMention]:
        """The place phrases of one sentence; `sure` are names that the report has for sure."""
        kept = [r.mention for r in readings if r.is_place or (r.may_be and r.text in sure)]
        kept = list(_without_second_sides(kept))
        return sorted([*kept, *self._nameless(sentence, kept)], key=lambda mention: mention.span)

    def _reading(self, name: Name, mention: PlaceMention, surnames: frozenset[str]) -> _Reading:
        may_be = bool(name.found) and not self._is_never(name, mention) and not self._is_of_body(name)
        may_be = may_be and not self._is_part(name) and not self._is_word(name)
        is_place = self._is_place(name, mention, surnames)
        is_cued = self._slot(mention, name) == "in" or self._has_cue(mention)
        is_sure = is_place and may_be and is_cued
        if is_cued != mention.certain:
            mention = replace(mention, certain=is_cued)
        text = self._names.text(name.first, name.last).lower()
        return _Reading(name, mention, text, is_place, is_sure, may_be)

    # Which names are places.

    def _follows_title(self, name: Name, sentence: Sentence) -> bool:
        """Whether the word before the name, or its first, makes it a person's: "President", "spokesman"."""
        is_known = name.last - name.first > 1 and bool(name.found)  # "Prince Edward Island"
        if self._words.is_in(self._tokens[name.first], "title") and not is_known:
            return True
        at = name.first - 1
        if at < sentence.first:
            return False
        token = self._tokens[at]
        titles = self._words.sets.get("place_title", frozenset())
        if token.lower in titles or token.lower.rstrip(".") in titles:
            return True
        is_noun = token.tag == "NN" and token.lemma not in self._words.areas and not is_country(name)
        return is_noun and token.lemma in self._words.people

    def _is_place(self, name: Name, mention: PlaceMention, surnames: frozenset[str]) -> bool:
        first = self._tokens[name.first]
        is_single = name.last - name.first == 1
        if self._is_never(name, mention) or self._is_of_body(name) or self._is_word(name):
            return False
        if not name.found:
            return self._is_unknown_place(name, mention)
        kinds = {place.kind for place in name.found}
        if PlaceKind.COUNTRY in kinds or self._has_cue(mention):
            return True
        if is_single and not kinds & LARGE and self._is_abbreviation(first.text):
            return False
        slot = self._slot(mention, name)
        if is_single and first.lower in surnames and (slot != "in" or not self._is_town(name, LOUD)):
            return False
        if PlaceKind.SITE in kinds and not is_single:
            return True  # "the Mosul Dam": a site's name of several words is no person's
        return bool(kinds & LARGE) or max(place.population for place in name.found) >= POPULATION[slot]

    def _is_never(self, name: Name, mention: PlaceMention) -> bool:
        """Whether the last word of the name says that it is none of a place: "Army", "White House"."""
        last = self._tokens[name.last - 1]
        is_large = any(place.kind in LARGE for place in name.found)
        if self._words.is_in(last, "armed_body"):
            return True
        if last.tag == "JJ" and self._words.is_in(last, "never"):
            return True  # "the German city of X"
        if name.last - name.first > 1 and (is_large or last.lower in self._words.areas):
            return False
        return self._words.is_in(last, "never") and mention.area is None

    def _is_of_body(self, name: Name) -> bool:
        """Whether the name is the end of another: "Department of Health", "University of Rouen"."""
        at = name.first - 1
        if at > 0 and self._words.is_in(self._tokens[at], "article"):
            at -= 1
        if at < 1 or self._tokens[at].lower not in self._words.sets.get("place_of_body", ()):
            return False
        before = self._tokens[at - 1]
        is_name = before.tag in {"NNP", "NNPS"} and before.sentence == self._tokens[name.first].sentence
        return is_name and not self._words.is_in(before, "title") and before.lower not in self._words.areas

    def _is_word(self, name: Name) -> bool:
        """Whether a small town's name is a word that the report also has in small letters: "Work"."""
        first = self._tokens[name.first]
        is_small = not self._is_town(name, LARGE_TOWN) and not any(p.kind in LARGE for p in name.found)
        return name.last - name.first == 1 and first.lower in self._words_told and is_small

    def _is_town(self, name: Name, population: int) -> bool:
        """Whether a place of that name is so large, or none a mere town."""
        return any(place.kind in LARGE or place.population >= population for place in name.found)

    def _is_part(self, name: Name) -> bool:
        """Whether an article or a capital right before a town's name makes it another's: "Burning Man"."""
        before = self._tokens[name.first - 1] if name.first else None
        if before is None or before.sentence != self._tokens[name.first].sentence:
            return False
        is_town = not any(place.kind in LARGE for place in name.found)
        return is_town and (self._words.is_in(before, "article") or before.text[0].isupper())

    def _is_abbreviation(self, word: str) -> bool:
        return len(word) <= 5 and (word.isupper() or word.endswith("."))

    def _has_cue(self, mention: PlaceMention) -> bool:
        """Whether more than a preposition says that this is a place."""
        cues = (mention.area, mention.direction, mention.distance_km, mention.within)
        return any(cue is not None for cue in cues)

    def _slot(self, mention: PlaceMention, name: Name) -> str:
        """How surely the words around ask for a place: "in", "loose", "bare" or "other"."""
        if not self._ends_phrase(name.last - 1) and self._is_of_site(name):
            return "struck"
        if not self._ends_phrase(name.last - 1) or self._is_speaker(name):
            return "other"
        if self._is_heading(name):
            return "in"
        if mention.preposition is None and self._is_struck(name):
            surname = name.last - name.first == 1 or not name.found
            return "struck" if surname else "in"
        if mention.preposition is None:
            return "bare"
        token = self._tokens[mention.preposition]
        if self._words.is_in(token, "in") or self._words.is_in(token, "near"):
            between = self._tokens[mention.preposition + 1 : name.first]
            is_next = all(self._words.is_in(t, "article") for t in between)
            return "in" if is_next or self._tokens[mention.head].dep == "conj" else "loose"
        if self._words.is_in(token, "agent"):
            return "other"
        return "loose" if self._words.is_in(token, "loose") else "bare"

    def _is_of_site(self, name: Name) -> bool:
        """ "X police station", "X market": the noun that the name stands before is a piece of ground."""
        tokens = self._tokens[name.last : name.last + 3]
        nouns = list(takewhile(lambda t: t.tag in {"NN", "NNS"} and t.text.islower(), tokens))
        return bool(nouns) and nouns[-1].lemma in self._words.sets.get("ground", frozenset())

    def _is_struck(self, name: Name) -> bool:
        """Whether the name is the object of a verb that is done to places: "bombarded X"."""
        token = self._tokens[name.last - 1]
        verb = self._tokens[token.head]
        return token.dep in {"dobj", "nsubjpass"} and verb.lemma in self._words.sets.get("place_struck", ())

    def _is_heading(self, name: Name) -> bool:
        """ "20 August, X: ...", "X, 16 March.": a name and a day before a colon or alone in a line."""
        sentence = self._parse.sentences[self._tokens[name.first].sentence]
        tokens = self._tokens[sentence.first : min(sentence.last, sentence.first + HEADING)]
        is_alone = sentence.last - sentence.first <= HEADING
        line = list(takewhile(lambda t: t.text != ":", tokens))
        ends = len(line) < len(tokens) or is_alone
        if not ends or name.first >= sentence.first + len(line):
            return False
        lower = {token.lower.rstrip(".") for token in line}
        is_dated = bool(lower & self._words.breakers) and any(t.text.isdigit() for t in line)
        return is_dated and not any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in line)

    def _is_speaker(self, name: Name) -> bool:
        """Whether the name is the subject of a verb of saying."""
        token = self._tokens[name.last - 1]
        return token.dep == "nsubj" and self._tokens[token.head].lemma in self._speech

    def _is_unknown_place(self, name: Name, mention: PlaceMention) -> bool:
        """Whether the words around a name that the table lacks can only be said of a place."""
        words = self._tokens[name.first : name.last]
        is_name = any(c.islower() for c in words[-1].text[1:]) and len(words) <= 6
        if not is_name or any(self._words.is_in(t, "never") or self._words.is_in(t, "title") for t in words):
            return False
        owner = name.last < len(self._tokens) and self._tokens[name.last].tag == "POS"
        if mention.area is not None and owner:
            return False  # "Abdul Karim's camp": whose it is
        if mention.area is not None or mention.direction is not None or mention.distance_km is not None:
            return True
        slot = self._slot(mention, name)
        return slot == "in" or (slot == "loose" and mention.within is not None)

    def _ends_phrase(self, at: int) -> bool:
        """Whether no noun after the name is what the phrase is about ("in Reuters reports")."""
        if at + 1 >= len(self._tokens):
            return True
        after = self._tokens[at + 1]
        is_next = self._tokens[at].sentence == after.sentence and not self._words.is_in(after, "moment")
        return not (is_next and after.tag in {"NN", "NNS", "NNP", "NNPS"} and self._tokens[at].head > at)

    # Places without a name.

    def _nameless(self, sentence: Sentence, named: list[PlaceMention]) -> Iterator[PlaceMention]:
        """ "a protected zone", "the area": objects of in, inside, at whose noun is a kind of area."""
        for at in range(sentence.first, sentence.last):
            area = self._phrases.area(at, sentence)
            preposition = self._tokens[at].head
            if area == "border" and (name := self._adjectives_before(at, sentence)) is not None:
                span = Span(name.start, self._tokens[at].span.end)
                if not any(span.overlaps(mention.span) for mention in named):
                    mention = PlaceMention(at, span, name, area=area, relation="border")
                    head = self._tokens[at]
                    yield replace(mention, preposition=head.head if head.dep == "pobj" else None)
                continue
            if area is None or self._tokens[at].dep != "pobj" or self._tokens[at].tag not in {"NN", "NNS"}:
                continue
            if preposition > at or not self._words.is_in(self._tokens[preposition], "in"):
                continue
            span = Span(self._tokens[preposition + 1].span.start, self._tokens[at].span.end)
            if not any(span.overlaps(mention.span) for mention in named):
                yield PlaceMention(at, span, None, area=area, preposition=preposition)

    def _adjectives_before(self, at: int, sentence: Sentence) -> Span | None:
        """ "Iraqi-Syrian" before "border": two capitals joined by a hyphen, whatever their tags."""
        first = at - 3
        if first < sentence.first or self._tokens[at - 2].text not in {"-", "–"}:
            return None
        a, b = self._tokens[first], self._tokens[at - 1]
        is_pair = a.text[0].isupper() and b.text[0].isupper()
        return Span(a.span.start, b.span.end) if is_pair else None


def _without_second_sides(mentions: list[PlaceMention]) -> Iterator[PlaceMention]:
    """ "The Iraq-Syria border" as one mention of two names, not as two."""
    last: PlaceMention | None = None
    for mention in mentions:
        if last is not None and last.relation == "border" and last.span.covers(mention.span):
            last = replace(last, within=last.within or mention.name)
            continue
        is_pair = last is not None and last.relation == mention.relation and last.within is None
        if last is not None and is_pair and mention.relation in {"border", "between"}:
            last = replace(last, within=mention.name, span=Span(last.span.start, mention.span.end))
            continue
        if last is not None:
            yield _one_sided(last)
        last = mention
    if last is not None:
        yield _one_sided(last)


def _one_sided(mention: PlaceMention) -> PlaceMention:
    """ "Between" with one place only says where nothing lies: "talks between X and the union"."""
    is_alone = mention.relation == "between" and mention.within is None
    return replace(mention, relation="in") if is_alone else mention

"""The phrase around a place name: its kind of area, direction, distance, larger area and preposition."""

from collections.abc import Mapping
from dataclasses import replace

from sayso.find.place_names import Name, PlaceWords
from sayso.model.mentions import PlaceMention
from sayso.model.parse import Parse, Sentence
from sayso.model.places import LARGE, PlaceKind
from sayso.model.spans import Span

# Kinds of area that belong to the name, whatever noun follows: "Idlib province villages".
OF_NAME = frozenset({"province", "district", "town", "countryside"})
# A compass word before these says where the whole lies: "the northern city of X".
WHOLE = frozenset({"province", "district", "town", "quarter", "site", "region"})
# Kinds that lie around a place: what is said of them is not said of the place itself.
ROUND_ABOUT = frozenset({"countryside", "outskirts", "border"})
BEFORE_NOUN = frozenset({"DT", "PDT", "JJ", "JJS", "JJR", "RB", "CD", "PRP$", "VBN", "POS"})
PREPOSITIONS = frozenset({"IN", "TO", "VBG", "RP"})


class PhraseReader:
    """Reads the phrases of one parse."""

    def __init__(self, parse: Parse, words: PlaceWords) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._words = words

    def phrase(self, name: Name, sentence: Sentence, starts: Mapping[int, Name]) -> PlaceMention:
        """The phrase around a name: what stands after it, before it, and what attaches it."""
        span = self._name_span(name)
        mention = PlaceMention(name.last - 1, span, span)
        last, mention = self._after(name.last, mention, sentence)
        first, mention = self._before(name.first, mention, sentence)
        mention = self._within(last, name, mention, starts)
        if (preposition := self._preposition(first, mention.head, sentence)) is not None:
            mention = replace(mention, preposition=preposition)
        return self._related(mention)

    def _after(self, at: int, mention: PlaceMention, sentence: Sentence) -> tuple[int, PlaceMention]:
        """The kind of area after a name: "countryside", "'s southern countryside", "- Syrian border"."""
        step = at + 1 if at < sentence.last and self._tokens[at].tag == "POS" else at
        if step + 1 < sentence.last and self._tokens[step].text in {"-", "–"}:
            step += 2
            if self.area(step, sentence) != "border":
                return at, mention
        wind, step = self._wind(step, sentence)
        if self.area(step, sentence) is None and self._is_kind_of_site(step, sentence):
            step += 1  # "refugee camp", "air base"
        area = self.area(step, sentence)
        if area is None or (area not in OF_NAME and self._is_modifier(step, sentence)):
            return at, mention
        span = Span(mention.span.start, self._tokens[step].span.end)
        return step + 1, replace(mention, span=span, area=area, direction=wind, head=step)

    def _is_kind_of_site(self, at: int, sentence: Sentence) -> bool:
        """Whether "refugee", "air" or the like stands here and a camp, base or crossing after it."""
        here = sentence.first <= at < sentence.last and self._words.is_in(self._tokens[at], "site_kind")
        return here and self.area(at + 1, sentence) in {"site", "border"}

    def area(self, at: int, sentence: Sentence) -> str | None:
        if not sentence.first <= at < sentence.last:
            return None
        token = self._tokens[at]
        return self._words.areas.get(token.lower) or self._words.areas.get(token.lemma)

    def _is_modifier(self, at: int, sentence: Sentence) -> bool:
        """Whether the noun after the area word is the head: "Kabul airport police"."""
        if at + 1 >= sentence.last:
            return False
        return self._tokens[at].head == at + 1 and self._tokens[at + 1].tag.startswith("NN")

    def _wind(self, at: int, sentence: Sentence) -> tuple[str | None, int]:
        """The compass word that begins at `at`, and the token after it."""
        for length in (3, 1):
            if sentence.first <= at and at + length <= sentence.last:
                wind = self._words.winds.get(self._text(at, at + length).lower())
                if wind is not None:
                    return wind, at + length
        return None, at

    def _wind_before(self, at: int, sentence: Sentence) -> tuple[str | None, int]:
        """The compass word that ends before `at`, and where it begins."""
        for length in (3, 1):
            wind, end = self._wind(at - length, sentence)
            if wind is not None and end == at:
                return wind, at - length
        return None, at

    def _before(self, at: int, mention: PlaceMention, sentence: Sentence) -> tuple[int, PlaceMention]:
        """What stands before a name: "southern", "rural", "the town of", "50 km east of"."""
        first, mention = self._adjectives(at, mention, sentence)
        step = first - 1
        if step >= sentence.first and self._words.is_in(self._tokens[step], "article"):
            step -= 1
        if step < sentence.first:
            return first, mention
        token = self._tokens[step]
        if self._words.is_in(token, "of"):
            return self._of(step, first, mention, sentence)
        if self._words.is_in(token, "near"):
            distance, start = self._distance(step, sentence)  # "10 km outside X"
            if distance is not None:
                mention = replace(mention, relation="near", distance_km=distance)
                return start, self._widened(start, mention)
        area = self.area(step, sentence)
        if area is not None and mention.area is None and step == first - 1 and token.tag in {"NN", "NNP"}:
            first, mention = step, replace(mention, area=area)
            wind, start = self._wind_before(first, sentence)
            return start, self._widened(start, replace(mention, direction=mention.direction or wind))
        return first, mention

    def _adjectives(self, at: int, mention: PlaceMention, sentence: Sentence) -> tuple[int, PlaceMention]:
        """ "southern", "rural" and their like right before a name."""
        wind, first = self._wind_before(at, sentence)
        if wind is not None:
            mention = replace(mention, direction=wind)
        if first - 1 >= sentence.first and self._words.is_in(self._tokens[first - 1], "rural"):
            first, mention = first - 1, replace(mention, area=mention.area or "countryside")
        return first, self._widened(first, mention)

    def _widened(self, first: int, mention: PlaceMention) -> PlaceMention:
        start = self._tokens[first].span.start
        return replace(mention, span=Span(start, mention.span.end)) if start < mention.span.start else mention

    def _of(self, of: int, first: int, mention: PlaceMention, sentence: Sentence) -> tuple[int, PlaceMention]:
        """ "the town of X", "southern countryside of X", "50 km south of X", "30 miles from X"."""
        area = self.area(of - 1, sentence)
        if area is not None and self._is_named(of - 2, sentence):
            return first, mention  # "the Karrada district of X": it is Karrada that is a district
        if area is not None and self._tokens[of - 1].tag == "NNS" and of + 1 < first:
            return first, mention  # "four villages of the X": whose they are
        if area is not None:
            wind, start = self._wind_before(of - 1, sentence)
            head = of - 1 if mention.area is None else mention.head
            part = mention.direction or (None if area in WHOLE else wind)
            mention = replace(mention, area=mention.area or area, direction=part, head=head)
            return start, self._widened(start, mention)
        wind, start = self._wind_before(of, sentence)
        distance, start = self._distance(start, sentence)
        if wind is None and distance is None:
            return first, mention
        is_within = self._is_after(start, "article", sentence) and self._is_after(start - 1, "in", sentence)
        is_part = wind is not None and distance is None and is_within
        relation = "near" if wind is None else "in" if is_part else "direction"  # "in the north of Kosovo"
        mention = replace(mention, direction=wind, relation=relation, distance_km=distance)
        return start, self._widened(start, mention)

    def _is_named(self, at: int, sentence: Sentence) -> bool:
        """Whether a name stands here, and no compass word or other adjective."""
        token = self._tokens[at]
        is_name = at >= sentence.first and token.tag == "NNP" and token.text[0].isupper()
        return is_name and token.lower not in self._words.winds and token.lower not in self._words.areas

    def _is_after(self, at: int, name: str, sentence: Sentence) -> bool:
        """Whether a word of that set stands right before `at`."""
        return at - 1 >= sentence.first and self._words.is_in(self._tokens[at - 1], name)

    def _distance(self, at: int, sentence: Sentence) -> tuple[float | None, int]:
        """Kilometres said right before `at`, and where that begins; a figure in brackets is passed over."""
        unit = at - 1
        if unit >= sentence.first and self._tokens[unit].text == ")":
            inner = range(unit, max(sentence.first, unit - 5), -1)
            unit = next((i for i in inner if self._tokens[i].text == "("), sentence.first) - 1
        if unit <= sentence.first:
            return None, at
        said = self._words.kilometres(self._tokens[unit - 1], self._tokens[unit])
        return (None, at) if said is None else (said, unit - 1)

    # What follows: the larger area, an apposition.

    def _within(self, at: int, name: Name, mention: PlaceMention, starts: Mapping[int, Name]) -> PlaceMention:
        """The larger area that follows: "X, Yemen", "X in southern Yemen", "X - a town south of Y"."""
        is_country = any(place.kind is PlaceKind.COUNTRY for place in name.found)
        area, step = (None, at) if is_country else self._description(at)
        wind, beside = self._wind_of(step) if area is not None else (None, step)
        if wind is not None and (larger := starts.get(self._skip(beside, "article"))) is not None:
            within = self._name_span(larger)
            return replace(mention, area=area, direction=wind, relation="direction", within=within)
        link, linked = self._link(step, has_area=(area or mention.area) is not None)
        larger = self._behind_owner(
            starts.get(self._wind(self._skip(linked, "article"), self._sentence(at))[1]), starts
        )
        if mention.area is None and area is not None:
            mention = replace(mention, area=area)
        if larger is None or link is None or not self._is_larger(larger, name, link, mention.area):
            return mention
        return replace(mention, within=self._name_span(larger))

    def _behind_owner(self, larger: Name | None, starts: Mapping[int, Name]) -> Name | None:
        """ "Kherson" in "Ukraine's Kherson region": the area, not the country that has it."""
        at = 0 if larger is None else larger.last
        if larger is None or at >= len(self._tokens) or self._tokens[at].tag != "POS":
            return larger
        return starts.get(self._wind(at + 1, self._sentence(at))[1], larger)

    def _link(self, at: int, *, has_area: bool) -> tuple[str | None, int]:
        """What leads to the larger area, "in", "of" or "mark", and the token after it."""
        after = self._skip(at, "mark")
        inside = self._skip(after, "in")
        if inside > after:
            return "in", inside
        if has_area and (of := self._skip(at, "of")) > at:
            return "of", of
        return ("mark", after) if after > at else (None, at)

    def _description(self, at: int) -> tuple[str | None, int]:
        """The kind of area in ", a key town", "is a key town", and the token after it; else None, `at`."""
        sentence = self._sentence(at)
        step = max(self._skip(at, "mark"), self._skip(at, "is"))
        if step == at or not sentence.first <= step < sentence.last:
            return None, at
        if not self._words.is_in(self._tokens[step], "article"):
            return None, at
        for area_at in range(step + 1, min(step + 5, sentence.last)):
            if (area := self.area(area_at, sentence)) is not None:
                return (None, at) if area in ROUND_ABOUT else (area, area_at + 1)
            if self._tokens[area_at].tag not in BEFORE_NOUN | {"NN", "HYPH"}:
                break
        return None, at

    def _wind_of(self, at: int) -> tuple[str | None, int]:
        """The compass word of "south of", and the token after "of"."""
        wind, step = self._wind(at, self._sentence(at))
        after = self._skip(step, "of")
        return (wind, after) if wind is not None and after > step else (None, at)

    def _sentence(self, at: int) -> Sentence:
        return self._parse.sentences[self._tokens[min(at, len(self._tokens) - 1)].sentence]

    def _skip(self, at: int, name: str) -> int:
        return at + 1 if at < len(self._tokens) and self._words.is_in(self._tokens[at], name) else at

    def _name_span(self, name: Name) -> Span:
        return Span(self._tokens[name.first].span.start, self._tokens[name.last - 1].span.end)

    def _is_larger(self, larger: Name, name: Name, link: str, area: str | None) -> bool:
        """Whether what follows holds the place, and is not the next item of a list of places."""
        kinds = [place.kind for place in larger.found]
        if self._is_adjective(larger):
            return False
        is_owner = larger.last < len(self._tokens) and self._tokens[larger.last].tag == "POS"
        if not kinds or is_owner or any(place.kind is PlaceKind.COUNTRY for place in name.found):
            return False
        if link == "mark" and name.found:
            return kinds[0] in LARGE
        is_part = not name.found or area in {"quarter", "district", "site", "zone"}
        return is_part or link == "of" or bool(set(kinds) & (LARGE | {PlaceKind.ADMIN2}))

    def _is_adjective(self, name: Name) -> bool:
        """Whether the name only says what kind the noun after it is: ", Somali elders said"."""
        last = self._tokens[name.last - 1]
        after = self._tokens[name.last] if name.last < len(self._tokens) else None
        is_before = (
            after is not None and last.head == after.index and last.dep in {"amod", "compound", "nmod"}
        )
        return (
            is_before
            and after is not None
            and after.tag in {"NN", "NNS"}
            and after.lower not in self._words.areas
        )

    # What attaches the phrase.

    def _preposition(self, first: int, head: int, sentence: Sentence) -> int | None:
        """The token that attaches the phrase: right before it, or by the tree."""
        at = first - 1
        while at >= sentence.first and self._tokens[at].tag in BEFORE_NOUN:
            at -= 1
        if at >= sentence.first and self._tokens[at].tag in PREPOSITIONS:
            return at
        return self._governor(head)

    def _governor(self, head: int) -> int | None:
        for _ in range(6):
            token = self._tokens[head]
            if token.dep == "pobj":
                return token.head
            governor = self._tokens[token.head]
            is_name = governor.text[0].isupper() or token.dep == "compound"
            if token.dep not in {"conj", "appos", "compound", "nmod"} or not is_name:
                return None
            head = token.head
        return None

    def _related(self, mention: PlaceMention) -> PlaceMention:
        """The relation that area and preposition say: a border, nearness, a road to."""
        if mention.area == "border":
            return replace(mention, relation="border")
        if mention.preposition is None or mention.relation != "in":
            return mention
        at = mention.preposition
        before = self._tokens[max(0, at - 2) : at + 1]
        if self.area(at - 1, self._sentence(at)) == "border":  # "the border with X", "between X and Y"
            start = min(self._tokens[at - 1].span.start, mention.span.start)
            return replace(mention, relation="border", span=Span(start, mention.span.end))
        if self._words.is_in(before[-1], "between"):
            return replace(mention, relation="between")
        is_road = any(self._words.is_in(t, "road") for t in before[:-1])
        if is_road or any(self._words.is_in(t, "near") for t in before[-1:]):
            return replace(mention, relation="near")
        return mention

    def _text(self, first: int, last: int) -> str:
        return self._parse.text[self._tokens[first].span.start : self._tokens[last - 1].span.end]

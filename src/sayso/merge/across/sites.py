"""Where the clause of a marked word says that it was, or the heading of its entry."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sayso.merge.across.clauses import Clauses
from sayso.model.events import Location, PlacePrecision
from sayso.model.parse import Parse, Sentence, Token
from sayso.model.spans import Span
from sayso.model.tellings import Telling
from sayso.model.trees import ancestors, heads_of, is_name, is_verb, kids, noun_phrase, span_of


class Sites:
    """The places of the marked words of one report."""

    def __init__(self, clauses: Clauses, words: Mapping[str, frozenset[str]]) -> None:
        self._clauses = clauses
        self._parse: Parse = clauses.parse
        self._spotted = clauses.spotted
        self._ground = words["ground"]
        self._parts = words["town_parts"]
        self._roads = words["roads"]
        self._seats = words["seats"]
        self._saying = words["saying"]
        self._at = words["site_prepositions"]
        self._near = words["site_prepositions_of_hit"]
        self._calendar = words["calendar_short"]
        self._through = words["word_sent_by"]
        self._of_name = _of_name(words["settlements"])

    def origins(self, token: Token) -> tuple[Location, ...]:
        """The places of its sentence from which something came: "fire from the vicinity of X"."""
        sentence = self._parse.sentences[token.sentence]
        found = []
        for at, place in self._spotted.places:
            if place is None or not sentence.span.covers(at) or not is_named(place):
                continue
            index = next(t.index for t in self._parse.tokens[sentence.first :] if t.span.overlaps(at))
            for above in ancestors(self._parse, index):
                word = self._parse.tokens[above]
                if word.lower == "from":
                    found.append(place)
                if is_verb(word) or word.lower == "from":
                    break
        return tuple(found)

    def place(
        self, telling: Telling, origins: Collection[Location], *, back: bool, definite: bool
    ) -> tuple[Location | None, bool]:
        """The place that its clause, the heading of its entry or the lines before it name; None for none.

        Beside it whether the word's own phrase names it: "the massacre at X".
        """
        token = self._parse.tokens[telling.token]
        sentence = self._parse.sentences[token.sentence]
        fact = telling.place
        named = self._named(token) or self._site(token)
        usable = fact is not None and is_named(fact.value) and fact.value not in origins
        if fact is not None and usable and not self._is_elsewhere(fact.evidence):
            inner = self._of_people(fact.evidence)
            if inner is not None:
                return inner, not self._clauses.is_outside(token, fact.evidence)
            here = any(sentence.span.covers(span) for span in fact.evidence)
            apart = self._clauses.is_taken(token, fact.evidence) or self._clauses.is_beyond(
                token, fact.evidence
            )
            if here and not apart and (named is None or fact.value.lat is not None):
                return fact.value, not self._clauses.is_outside(token, fact.evidence)
        if named is not None or back or definite:
            return named, named is not None
        return self._headed(sentence, token) or self._scene_place(sentence), False

    def _named(self, token: Token) -> Location | None:
        """A name behind a preposition of its own that the gazetteer may lack: "in nearby Dora", "on Maze"."""
        hit = kids(self._parse, token.index, "nsubjpass") if is_verb(token) else ()
        for above in (token.index, *hit):  # "homes near X were hit"
            for preposition in kids(self._parse, above, "prep"):
                if self._parse.tokens[preposition].lower not in (
                    self._at if above == token.index else self._near
                ):
                    continue
                for noun in kids(self._parse, preposition, "pobj"):
                    if (found := self._name_in(noun)) is not None:
                        return found
        return None

    def _name_in(self, noun: int) -> Location | None:
        """The place of a phrase: as resolved, else its name if that is no time and no party."""
        tokens = noun_phrase(self._parse, noun)
        span = span_of(self._parse, tokens)
        if {self._parse.tokens[i].lower for i in tokens} & self._parts:
            return None
        for at, place in self._spotted.places:
            if place is not None and at.overlaps(span) and is_named(place):
                return place
        if any(time.span.overlaps(span) for time, _ in self._spotted.times):
            return None
        for preposition in kids(self._parse, noun, "prep"):
            for inner in kids(self._parse, preposition, "pobj"):
                if self._parse.tokens[preposition].lower == "of" and is_name(self._parse.tokens[inner]):
                    return self._name_in(inner)  # "the Dogon village of X"
        if any(at.overlaps(span) for at in self._spotted.parties):
            return None
        names = [self._parse.tokens[i].text for i in tokens if self._parse.tokens[i].tag == "NNP"]
        head = self._parse.tokens[noun]
        bare = is_name(head) and not any(self._parse.tokens[i].dep == "det" for i in tokens)
        site = not is_name(head) and head.lemma not in self._roads
        return Location(" ".join(names)) if names and (bare or site) else None

    def _site(self, token: Token) -> Location | None:
        """The place that a site which was hit is called after: "Chinari's school was struck"."""
        for noun in kids(self._parse, token.index, "nsubjpass", "dobj"):
            if self._parse.tokens[noun].lemma not in self._ground:
                continue
            inside = [
                i
                for j in kids(self._parse, noun, "prep")
                if self._parse.tokens[j].lower == "of"
                for i in kids(self._parse, j, "pobj")
                if is_name(self._parse.tokens[i])
            ]
            if inside:
                return self._name_in(inside[0])
            for name in kids(self._parse, noun, "poss", "compound"):
                span = self._parse.tokens[name].span
                known = any(at.overlaps(span) for at in self._spotted.parties)
                if self._parse.tokens[name].tag == "NNP" and not known:
                    return Location(self._parse.tokens[name].text)
        return None

    def _is_elsewhere(self, evidence: Sequence[Span]) -> bool:
        """Whether the words name a day, a part of a town, or the seat of somebody who spoke."""
        if any(self._parse.quoted(span).casefold() in self._calendar for span in evidence):
            return True
        return self._is_part(evidence) or any(self._is_seat(token) for token in self._heads(evidence))

    def _heads(self, evidence: Sequence[Span]) -> list[Token]:
        """The tokens of the phrases that hang on others outside of them."""
        inside = [t for t in self._parse.tokens if any(span.covers(t.span) for span in evidence)]
        return heads_of(inside)

    def _is_seat(self, name: Token) -> bool:
        """ "Through the embassy in X", "doctors at X say": where word was sent from."""
        for above in ancestors(self._parse, name.index):
            word = self._parse.tokens[above]
            if is_verb(word):
                return False
            said = word.dep == "nsubj" and self._parse.tokens[word.head].lemma in self._saying
            if said and word.head not in self._clauses.marked:
                return True
            if word.lemma in self._seats:
                return word.dep == "pobj" and self._parse.tokens[word.head].lower in self._through
        return False

    def _of_people(self, evidence: Sequence[Span]) -> Location | None:
        """ "The Dogon village of X" is X, and not where the Dogon live."""
        for span in evidence:
            hit = self._of_name.match(self._parse.text, span.end)
            if hit is None:
                continue
            named = Span(hit.start(1), hit.end(1))
            known = [
                p for at, p in self._spotted.places if p is not None and named.covers(at) and is_named(p)
            ]
            return known[0] if known else Location(hit.group(1))
        return None

    def _is_part(self, evidence: Sequence[Span]) -> bool:
        """Whether the words name a part of a town."""
        for span in evidence:
            words = self._parse.quoted(span).casefold().split()
            rest = self._parse.text[span.end : span.end + 20].casefold().split()[:1]
            found = {*words, *(word.strip(".,;:") for word in rest)}
            if found & (self._parts | self._roads) and "of" not in words:
                return True
        return False

    def _headed(self, sentence: Sentence, token: Token) -> Location | None:
        for first, last in self._clauses.heads(sentence, token):
            found = self._place_in(first, last)
            if found is not None:
                return found
        return None

    def _place_in(self, first: int, last: int) -> Location | None:
        start, end = self._parse.tokens[first].span.start, self._parse.tokens[last - 1].span.end
        within = [(at, p) for at, p in self._spotted.places if p is not None and start <= at.start < end]
        placed = [
            p for at, p in within if is_named(p) and self._parse.quoted(at).casefold() not in self._calendar
        ]
        if placed:
            return placed[0]
        times = [time.span for time, _ in self._spotted.times]
        name: list[str] = []
        for token in self._parse.tokens[first + 1 : last]:
            date_word = any(span.overlaps(token.span) for span in times)
            date_word = date_word or token.lower.rstrip(".") in self._calendar
            if token.tag == "NNP" and token.text[:1].isupper() and not token.text.isupper() and not date_word:
                name.append(token.text)
            elif name:
                break
        return Location(" ".join(name)) if len(" ".join(name)) > 3 else None

    def _scene_place(self, sentence: Sentence) -> Location | None:
        """The last place named in the sentences just before that hold no marked word."""
        for one in self._clauses.unmarked_before(sentence):
            placed = [
                p for at, p in self._spotted.places if p is not None and one.span.covers(at) and is_named(p)
            ]
            if placed:
                return placed[-1]
        return None


@cache
def _of_name(settlements: frozenset[str]) -> re.Pattern[str]:
    """What stands behind "the Dogon" or "the Dogon village": parsers often lose such names."""
    kinds = "|".join(map(re.escape, sorted(settlements)))
    return re.compile(rf"(?:\s+(?:{kinds}))?\s+of\s+([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)")


def is_named(place: Location) -> bool:
    """Whether a place is a named one smaller than a country."""
    if place.precision is PlacePrecision.COUNTRY:
        return False
    return place.lat is not None or any(word[:1].isupper() for word in place.name.split())

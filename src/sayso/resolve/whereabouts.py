"""Where each trigger says that it happened: its own phrases first, then what stands around it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model.events import Location, PlacePrecision
from sayso.model.lexicon import TriggerSense
from sayso.model.mentions import Mentions, PlaceMention, Trigger
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.places import PlaceKind
from sayso.model.spans import Fact, Span
from sayso.model.trees import is_verb, kids, sentence_of
from sayso.resolve.attach import inherited, nearest
from sayso.resolve.grounds import Tables
from sayso.resolve.place_context import PlaceContext
from sayso.resolve.places import locate, rule_of

# People in the largest place that news would call a village.
VILLAGE = 30_000
# What is said to somebody happens nowhere: of the place names near it most are what it is about.
NOWHERE = frozenset({"ACCUSE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})
_SIZE = {"settlement": 0, "city": 0, "district": 1, "zone": 1, "approximate": 1, "admin1": 2, "country": 4}
_UNKNOWN = 3
_PARENT_KM = 150.0  # half-width of the largest area that stands for a village in it
_TOWARDS = frozenset({"to", "toward", "towards", "into"})
_ONTO = frozenset({"on", "into", "onto"})
_OUT_OF = frozenset({"RETREAT", "COERCE"})
_ARGUMENTS = frozenset({"dobj", "nsubjpass", "pobj"})
_HERE = frozenset({"this"})
# The share from which on a word stands in a role by the weights; chosen on tests/gold/dev and held.
SURE = 0.85
_HEADING = 12  # tokens of the longest heading: "20 August, X:"


class Whereabouts:
    """The places of the triggers of one parse."""

    def __init__(
        self,
        parse: Parse,
        mentions: Mentions,
        tables: Tables,
        context: PlaceContext,
        cues: Sequence[int],
    ) -> None:
        self._parse = parse
        self._mentions = mentions
        self._tables = tables
        self._context = context
        self._cues = cues
        self._tokens: dict[int, Trigger] = {trigger.token: trigger for trigger in mentions.triggers}
        self._ordered = sorted(self._tokens)
        self._named: dict[int, list[PlaceMention]] = defaultdict(list)
        self._places = [place for place in mentions.places if not self._is_other(place)]
        for place in self._places:
            if not place.embedded:
                self._named[place.head].append(place)
        self._loose: dict[int, list[PlaceMention]] = defaultdict(list)  # by sentence, of no trigger
        self._of: dict[int, list[PlaceMention]] = defaultdict(list)  # by trigger, inside its arguments
        self._own = self._attached()
        self._below = self._dependents()

    def place(self, token: int, heads: Iterable[int]) -> Fact[Location] | None:
        """Where the trigger happened; `heads` are phrases that are places by their role.

        Its own phrases go before those of the trigger that it depends on, of those that depend
        on it, of the heading of its line, and of the rest of its sentence.
        """
        if self._sense(token).type in NOWHERE:
            return None
        own = self._by_role(heads) + self._own.get(token, [])
        above = inherited(self._parse, token, self._tokens)
        found = self._best([*own, *self._of.get(token, [])])
        if found is None and above is not None:
            found = self._best(self._own.get(above, []))
        found = found or self._best(self._below.get(token, []))
        found = found or self._here(token) or self._heading(token) or self._beside(token)
        return found or self._hinted(token)

    def _hinted(self, token: int) -> Fact[Location] | None:
        """The places that weights give the trigger."""
        if self._mentions.hints is None:
            return None
        shares = self._mentions.hints.of(token, "place")
        return self._best([one for one in self._mentions.places if shares.get(one.head, 0.0) >= SURE])

    def _sense(self, token: int) -> TriggerSense:
        return self._tables.lexicon.triggers[self._tokens[token].sense]

    def _by_role(self, heads: Iterable[int]) -> list[PlaceMention]:
        return [place for head in sorted(set(heads)) for place in self._named.get(head, [])]

    # Which trigger a phrase says the place of.

    def _attached(self) -> dict[int, list[PlaceMention]]:
        found: dict[int, list[PlaceMention]] = defaultdict(list)
        for place in self._places:
            if (owner := self._site_of(place)) is not None:
                self._of[owner].append(place)
                continue
            preposition = self._preposition(place)
            if preposition is None or place.embedded or self._points_back(place):
                continue
            owner = nearest(self._parse, preposition, self._ordered, self._cues)
            if owner is not None and self._is_where(place, preposition, owner):
                found[owner].append(place)
            elif owner is not None and self._is_of_argument(place, preposition, owner):
                self._of[owner].append(place)
            elif owner is None and self._may_be_loose(place, preposition):
                self._loose[self._parse.tokens[place.head].sentence].append(place)
        return found

    def _is_other(self, place: PlaceMention) -> bool:
        """Whether a name that no table has is a people's or a thing's: "Palestinians", "an Airbus"."""
        if place.name is None or self._tables.places.named(place.name.of(self._parse.text)):
            return False
        head = self._parse.tokens[place.head]
        determiners = {self._parse.tokens[i].lower for i in kids(self._parse, place.head, "det")}
        return place.area is None and (head.tag == "NNPS" or bool(determiners & {"a", "an"}))

    def _points_back(self, place: PlaceMention) -> bool:
        """ "The region", "that area": a place said before, and not said here."""
        determiners = {self._parse.tokens[i].lower for i in kids(self._parse, place.head, "det")}
        return place.name is None and bool(determiners & {"the", "that", "this", "these", "those"})

    def _preposition(self, place: PlaceMention) -> int | None:
        """The preposition of a place, also through what it stands beside: "in the capital Belgrade"."""
        if place.preposition is not None:
            return place.preposition
        token = self._parse.tokens[place.head]
        if token.dep == "appos":
            token = self._parse.tokens[token.head]
        return token.head if token.dep == "pobj" else None

    def _is_where(self, place: PlaceMention, preposition: int, trigger: int) -> bool:
        """Whether the phrase says where, and does not name a party: "in Syria", not "against Syria"."""
        if self._is_modifier(place):
            return False
        words = self._tables.lexicon.words["where"]
        before = self._parse.tokens[preposition].lower
        kind = self._sense(trigger).type
        moves = before == "to" and kind in ("MOBILIZE", "AID", "RETREAT")
        leaves = before == "from" and kind in _OUT_OF and self._is_small(place)
        onto = before in _ONTO and kind not in NOWHERE and self._is_small(place)
        # "Set fire to shops before fleeing towards the border": where somebody went afterwards.
        away = before in _TOWARDS and self._parse.tokens[preposition].head != trigger
        return before in words or moves or leaves or onto or (place.relation != "in" and not away)

    def _is_modifier(self, place: PlaceMention) -> bool:
        head = self._parse.tokens[place.head]
        if self._parse.tokens[head.head].lower in self._tables.lexicon.words["place_moment"]:
            return False  # "near X hours later": the parser joins the two
        before = head.dep == "npadvmod" and head.head > place.head
        return head.dep in ("compound", "amod", "nmod", "poss") or before

    def _is_small(self, place: PlaceMention) -> bool:
        """Whether the phrase names something less than a country."""
        if place.name is None:
            return False
        found = self._tables.places.named(place.name.of(self._parse.text))
        return not found or found[0].kind is not PlaceKind.COUNTRY

    def _is_of_argument(self, place: PlaceMention, preposition: int, trigger: int) -> bool:
        """ "Hit the bus station of X", "control of X": the place of what the act was done to."""
        token = self._parse.tokens[preposition]
        is_part = token.lower == "of" and not self._is_modifier(place) and self._is_small(place)
        return is_part and self._is_argument(preposition, trigger)

    def _site_of(self, place: PlaceMention) -> int | None:
        """The trigger whose argument is a site called after a place: "attack on the X police station"."""
        head = self._parse.tokens[place.head]
        noun = self._parse.tokens[head.head]
        is_site = noun.lemma in self._tables.lexicon.words["ground"] and noun.index > head.index
        if place.embedded or head.dep != "compound" or not is_site or not self._is_small(place):
            return None
        owner = nearest(self._parse, noun.index, self._ordered, self._cues)
        is_argument = noun.dep in _ARGUMENTS and owner is not None and self._is_argument(noun.index, owner)
        return owner if is_argument else None

    def _is_argument(self, index: int, trigger: int) -> bool:
        """Whether a word hangs on the trigger as, or in, what it was done to."""
        token = self._parse.tokens[index]
        for _ in range(4):
            token = self._parse.tokens[token.head]
            if token.index == trigger or is_verb(token):
                return token.index == trigger
            if token.dep not in _ARGUMENTS | {"prep", "conj", "appos"}:
                return False
        return False

    def _may_be_loose(self, place: PlaceMention, preposition: int) -> bool:
        """Whether a phrase of no trigger says where its sentence plays, and not where somebody spoke."""
        before = self._parse.tokens[preposition]
        is_where = before.lower in self._tables.lexicon.words["where"] or place.relation == "near"
        return is_where and before.head not in self._cues and not self._is_modifier(place)

    def _dependents(self) -> dict[int, list[PlaceMention]]:
        """What the triggers below one say: "shot at a rally in X", "attacked a post, killing two near X"."""
        found: dict[int, list[PlaceMention]] = defaultdict(list)
        for token in self._ordered:
            if not (places := self._own.get(token)):
                continue
            above = inherited(self._parse, token, self._tokens)
            if above is not None and self._is_one_scene(token, above):
                found[above] += places
        return found

    def _is_one_scene(self, token: int, above: int) -> bool:
        """Whether the lower act is where the upper one is: not what comes after another subject."""
        clause = self._parse.tokens[token]
        if clause.dep == "conj" and is_verb(clause):
            return not kids(self._parse, token, "nsubj", "nsubjpass")
        return True

    # Places that stand around a trigger.

    def _beside(self, token: int) -> Fact[Location] | None:
        """The one place of the sentence that belongs to no other act: "doctors in X described ..."."""
        places = self._loose.get(self._parse.tokens[token].sentence, [])
        names = {place.name.of(self._parse.text) for place in places if place.name is not None}
        return self._best(places) if len(names) == 1 else None

    def _heading(self, token: int) -> Fact[Location] | None:
        """The place before the colon of its line, or in the short line that opens its paragraph."""
        sentence = sentence_of(self._parse, token)
        first = self._parse.units[sentence.unit].first
        spans = [(sentence.first, self._colon(sentence.first, min(sentence.last, token)))]
        if first < sentence.index:
            opening = self._parse.sentences[first]
            has_verb = any(is_verb(t) for t in self._parse.tokens[opening.first : opening.last])
            is_short = opening.last - opening.first <= _HEADING
            spans.append((opening.first, opening.last if is_short and not has_verb else None))
        for start, end in spans:
            inside = [p for p in self._mentions.places if end is not None and start <= p.head < end]
            named = [p for p in inside if p.name is not None and not p.embedded and not self._is_filed(p)]
            if named and (found := self._best(named)) is not None:
                return found
        return None

    def _is_filed(self, place: PlaceMention) -> bool:
        """Whether a name in capitals says where the report was filed: "LASHKAR GAH: Twelve people ..."."""
        return place.name is not None and place.name.of(self._parse.text).isupper()

    def _colon(self, first: int, last: int) -> int | None:
        """The colon of a heading without a verb, None where the line has none."""
        for at in range(first, min(last, first + _HEADING)):
            token = self._parse.tokens[at]
            if token.text == ":":
                return at
            if is_verb(token) and not token.text[0].isupper():
                return None
        return None

    def _here(self, token: int) -> Fact[Location] | None:
        """The place of the dateline, where the sentence says "here" or "this city"."""
        sentence = sentence_of(self._parse, token)
        tokens = self._parse.tokens[sentence.first : sentence.last]
        said = next((t for t in tokens if self._is_here(t)), None)
        dateline = self._dateline() if said is not None else None
        if said is None or dateline is None:
            return None
        where = locate(dateline, self._parse.text, self._tables.places, self._context)
        return None if where is None else Fact(where, (dateline.span,), "place of the dateline")

    def _is_here(self, token: Token) -> bool:
        if token.lower == "here":
            return (
                token.dep == "advmod" and not is_verb(self._parse.tokens[token.head])
            ) or token.tag == "RB"
        if token.lemma not in self._tables.lexicon.words["area_town"]:
            return False
        return any(self._parse.tokens[i].lower in _HERE for i in kids(self._parse, token.index, "det"))

    def _dateline(self) -> PlaceMention | None:
        """The place that the report was filed from."""
        for place in self._mentions.places:
            unit = self._parse.units[self._parse.tokens[place.head].unit]
            if place.embedded and unit.kind is UnitKind.FURNITURE and place.name is not None:
                return place
        return None

    # What the phrases mean.

    def _best(self, places: Sequence[PlaceMention]) -> Fact[Location] | None:
        """The most precise place; a village that no gazetteer has keeps its name in the area around it."""
        located = [(place, fact) for place in places if (fact := self._located(place)) is not None]
        if not located:
            return None
        _, best = min(located, key=_order)
        unknown = next((f for p, f in located if p.name is not None and _is_unknown(f.value)), None)
        if unknown is None or unknown is best or best.value.lat is None or _size(best.value) == 0:
            return best
        return _inside(unknown, best)

    def _located(self, place: PlaceMention) -> Fact[Location] | None:
        where = locate(place, self._parse.text, self._tables.places, self._context)
        if where is not None and self._is_too_large(place):
            where = Location(where.name, country=self._context.only, candidates=where.candidates)
        return None if where is None else Fact(where, (place.span,), rule_of(place, where))

    def _is_too_large(self, place: PlaceMention) -> bool:
        """Whether "the village of X" would be pinned on a large town of that name: a gap is better."""
        words = set(place.span.of(self._parse.text).casefold().split())
        if place.name is None or not words & self._tables.lexicon.words["small_places"]:
            return False
        rows = self._tables.places.named(place.name.of(self._parse.text))
        return bool(rows) and rows[0].population > VILLAGE


def is_newly_named(parse: Parse, place: PlaceMention, sentence: Span) -> bool:
    """Whether a sentence names a place where something happened that nothing before it names."""
    if place.name is None or place.embedded or place.preposition is None or not sentence.covers(place.span):
        return False
    return place.name.of(parse.text) not in parse.text[: sentence.start]


def _size(place: Location) -> int:
    return _SIZE.get(place.precision or "", _UNKNOWN)


def _order(one: tuple[PlaceMention, Fact[Location]]) -> tuple[bool, bool, int]:
    place, fact = one
    return (fact.value.lat is None, place.name is None, _size(fact.value))


def _is_unknown(place: Location) -> bool:
    return place.lat is None and place.gazetteer is None and not place.candidates


def _inside(unknown: Fact[Location], area: Fact[Location]) -> Fact[Location]:
    """The name of a place under the middle of the area that the text puts it in; none in a wide one."""
    name, where = unknown.value.name, area.value
    evidence = (*unknown.evidence, *area.evidence)
    if where.precision is PlacePrecision.COUNTRY or (where.radius_km or 0.0) > _PARENT_KM:
        return Fact(Location(name, country=where.country), unknown.evidence)
    rough = replace(where, name=name, gazetteer=None, precision=PlacePrecision.APPROXIMATE, candidates=())
    return Fact(rough, evidence, "place in a named area")

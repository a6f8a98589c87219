"""Triggers with all that stands around them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sayso.model.events import Interval, Location, Modality, PartyRef, Toll, Weapon
from sayso.model.mentions import Mentions, PlaceMention, TimeForm, TimeMention, Trigger
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact
from sayso.model.tellings import Resolved, Telling
from sayso.model.trees import kids, noun_phrase
from sayso.resolve.attach import inherited, nearest, root_of
from sayso.resolve.days import interval, turned
from sayso.resolve.grounds import Tables, party_resolver, places_of
from sayso.resolve.modality import Reality, reality
from sayso.resolve.parties import PartyResolver
from sayso.resolve.places import locate, rule_of
from sayso.resolve.references import reference
from sayso.resolve.roles import RoleFinder, Roles
from sayso.resolve.tolls import toll


def resolve(parse: Parse, mentions: Mentions, published: date | None, tables: Tables) -> Resolved:
    """Tellings with parties, places and days settled or left open, in text order.

    Args:
        parse: The parsed report.
        mentions: What `find` saw in it.
        published: The day that relative dates count from; None leaves them undated.
        tables: Words, parties and places.
    """
    resolver = party_resolver(parse, mentions, published, tables)
    maker = _Maker(parse, mentions, published, tables, resolver)
    metonyms = {m.head: fact for m in mentions.parties if (fact := resolver.metonym(m.head)) is not None}
    parties = {m.head: fact for m in mentions.parties if (fact := resolver.at(m.head)) is not None}
    voices = {m.head: fact for m in mentions.parties if (fact := resolver.spoken_for(m.head)) is not None}
    publisher = _publisher(parse.outlet, tables)
    return Resolved(tuple(maker.tellings()), parties, metonyms, maker.days, voices, publisher)


def _publisher(outlet: str | None, tables: Tables) -> PartyRef | None:
    """Who published the report: the row of that name, else the name itself."""
    if not outlet:
        return None
    rows = [row for row in tables.parties.named(outlet) if row.kind is PartyKind.MEDIA]
    return reference(rows[0]) if len(rows) == 1 else PartyRef(outlet, PartyKind.MEDIA)


class _Maker:
    """Makes the tellings of one parse."""

    def __init__(
        self,
        parse: Parse,
        mentions: Mentions,
        published: date | None,
        tables: Tables,
        resolver: PartyResolver,
    ) -> None:
        self._parse = parse
        self._mentions = mentions
        self._published = published
        self._tables = tables
        self._roles = RoleFinder(parse, mentions, resolver, tables.lexicon.words)
        self._tokens = {trigger.token: trigger for trigger in mentions.triggers}
        self._ordered = sorted(self._tokens)
        clauses = {cue.token for cue in mentions.cues if tables.lexicon.cues[cue.sense].frame == "clause"}
        self._cues = sorted(clauses)
        self._context = places_of(parse, mentions, resolver, tables)
        self._times = self._attached_times()
        self._where = self._attached_places()
        self._named: dict[int, list[int]] = defaultdict(list)
        for number, place in enumerate(mentions.places):
            if not place.embedded:
                self._named[place.head].append(number)
        self._weapons = self._attached_weapons()
        self._tolls = self._attached_tolls()
        self.days: dict[int, Fact[Interval]] = {}
        self._last_day: Interval | None = None

    def tellings(self) -> Iterator[Telling]:
        """One telling per trigger, in text order."""
        for index, trigger in enumerate(self._mentions.triggers):
            yield self._telling(index, trigger)

    def _telling(self, index: int, trigger: Trigger) -> Telling:
        sense = self._tables.lexicon.triggers[trigger.sense]
        token = self._parse.tokens[trigger.token]
        roles = self._roles.roles(trigger.token, sense)
        real = reality(self._parse, trigger.token, self._tables.lexicon)
        times = self._times.get(trigger.token, [])
        weapons = self._items(trigger.token, roles)
        when = self._when(times, planned=real.modality is Modality.PLANNED)
        if when is not None:
            self.days[trigger.token] = when
            if self._last_day is None or when.value.last >= self._last_day.last:
                self._last_day = when.value
        return Telling(
            index=index,
            token=trigger.token,
            sentence=token.sentence,
            unit=token.unit,
            trigger=trigger.span,
            sense=sense,
            modality=self._modality(trigger, real, when),
            actors=() if self._only_counted(trigger) else tuple(roles.actors),
            targets=tuple(roles.targets),
            place=self._place(trigger.token, roles),
            time=when,
            weapons=tuple(fact for fact, _ in weapons),
            families=frozenset(family for _, family in weapons),
            tolls=tuple(self._tolls.get(trigger.token, ())),
            order=tuple(time for time in times if time.form is TimeForm.ORDER),
            definite=self._is_definite(trigger),
            negated=real.negated and sense.type != "THREATEN",
            shown_by=real.shown_by,
            actor_heads=tuple(roles.actor_heads),
        )

    def _only_counted(self, trigger: Trigger) -> bool:
        """ "At least 40 injured": a count of victims, whatever verb it is the object of."""
        ends = [fact.evidence[0].end for fact in self._tolls.get(trigger.token, ())]
        return trigger.span.end in ends and not kids(self._parse, trigger.token, "dobj", "agent")

    def _modality(self, trigger: Trigger, real: Reality, when: Fact[Interval] | None) -> Modality:
        if self._tables.lexicon.triggers[trigger.sense].type == "THREATEN":
            return Modality.THREATENED
        if when is not None and self._published is not None and when.value.first > self._published:
            return Modality.PLANNED
        if self._tables.lexicon.triggers[trigger.sense].group == "crowd" and self._is_purpose(trigger.token):
            return Modality.OCCURRED  # "fired tear gas to disperse the crowd"
        return real.modality

    def _is_purpose(self, token: int) -> bool:
        """Whether a verb is the purpose of another trigger's act."""
        verb = self._parse.tokens[token]
        return verb.tag == "VB" and verb.dep == "advcl" and verb.head in self._tokens

    def _is_definite(self, trigger: Trigger) -> bool:
        """Whether the trigger points back: "the attack", "this strike", without saying whose or on whom."""
        token = self._parse.tokens[trigger.token]
        if token.lemma not in self._tables.lexicon.words["anaphora"] or not token.tag.startswith("N"):
            return False
        determiners = {self._parse.tokens[i].lower for i in kids(self._parse, trigger.token, "det")}
        return bool(determiners & {"the", "this", "that", "these", "those"})

    # -- times -----------------------------------------------------------------------------

    def _attached_times(self) -> dict[int, list[TimeMention]]:
        found: dict[int, list[TimeMention]] = defaultdict(list)
        for time in self._mentions.times:
            if time.form is TimeForm.DURATION:
                continue
            root = root_of(self._parse, time.span, time.token)
            owner = nearest(self._parse, root, self._ordered, self._cues)
            if owner is not None:
                found[owner].append(turned(self._parse, time, owner))
        for token in self._tokens:
            if token not in found:
                above = inherited(self._parse, token, self._tokens)
                if above is not None and above in found:
                    found[token] = found[above]
        return found

    def _when(self, times: list[TimeMention], *, planned: bool) -> Fact[Interval] | None:
        """The first phrase that dates the event; order counts from the latest day told before it.

        A weekday of something planned is the next one.
        """
        for time in sorted(times, key=lambda time: time.form is TimeForm.ORDER):
            ahead = planned and time.form is TimeForm.WEEKDAY and time.sign == 0
            found = interval(replace(time, sign=1) if ahead else time, self._published, self._last_day)
            if found is not None:
                return Fact(found, (time.span,))
        return None

    # -- places ----------------------------------------------------------------------------

    def _attached_places(self) -> dict[int, list[PlaceMention]]:
        found: dict[int, list[PlaceMention]] = defaultdict(list)
        for place in self._mentions.places:
            preposition = self._preposition(place)
            if preposition is None or place.embedded or self._points_back(place):
                continue
            owner = nearest(self._parse, preposition, self._ordered, self._cues)
            if owner is not None and self._is_where(place, preposition, owner):
                found[owner].append(place)
        return found

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
        head = self._parse.tokens[place.head]
        if head.dep in ("compound", "amod", "nmod", "poss") or (
            head.dep == "npadvmod" and head.head > place.head
        ):
            return False
        words = self._tables.lexicon.words["where"]
        before = self._parse.tokens[preposition].lower
        sense = self._tables.lexicon.triggers[self._tokens[trigger].sense]
        moves = before == "to" and sense.type in ("MOBILIZE", "AID", "RETREAT")
        return before in words or moves or place.relation != "in"

    def _place(self, token: int, roles: Roles) -> Fact[Location] | None:
        """The most precise place that hangs on the trigger, or on the trigger it depends on."""
        named = [self._mentions.places[i] for i in sorted({n for h in roles.places for n in self._named[h]})]
        above = inherited(self._parse, token, self._tokens)
        here = named + self._where.get(token, [])
        if not here and above is not None:
            here = self._where.get(above, [])
        located = [self._located(place) for place in here]
        known = [fact for fact in located if fact is not None]
        return min(
            known,
            key=lambda fact: (fact.value.lat is None, _SIZE.get(fact.value.precision or "", 3)),
            default=None,
        )

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

    # -- weapons and tolls -----------------------------------------------------------------

    def _attached_weapons(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number, weapon in enumerate(self._mentions.weapons):
            owner = nearest(self._parse, weapon.token, self._ordered)
            if owner is not None:
                found[owner].append(number)
        return found

    def _items(self, token: int, roles: Roles) -> list[tuple[Fact[Weapon], str]]:
        heads = {i for head in roles.weapons for i in noun_phrase(self._parse, head)}
        numbers = [n for n, w in enumerate(self._mentions.weapons) if w.token in heads]
        chosen = dict.fromkeys([*numbers, *self._weapons.get(token, [])])
        items = []
        for weapon in (self._mentions.weapons[n] for n in chosen):
            items.append((Fact(Weapon(weapon.name, weapon.kind), (weapon.span,)), weapon.family))
        return items

    def _attached_tolls(self) -> dict[int, list[Fact[Toll]]]:
        found: dict[int, list[Fact[Toll]]] = defaultdict(list)
        for mention in self._mentions.tolls:
            owner = mention.anchor if mention.anchor in self._tokens else None
            if owner is None:
                owner = nearest(self._parse, mention.anchor, self._ordered)
            if owner is None:
                owner = self._last_violent(mention.anchor)
            if owner is not None:
                found[owner].append(toll(mention, self._parse.text))
        return found

    def _last_violent(self, token: int) -> int | None:
        """The last act of violence told before a figure that stands in a sentence of its own."""
        sentence = self._parse.tokens[token].sentence
        span = self._parse.sentences[sentence].span
        if any(
            span.covers(time.span) and time.bound == "since" and time.form is TimeForm.DATE
            for time in self._mentions.times
        ):
            return None  # a count "since 2015" is of no one act
        before = [
            t.token
            for t in self._mentions.triggers
            if t.token < token and self._tables.lexicon.triggers[t.sense].type == "ASSAULT"
        ]
        return before[-1] if before and self._parse.tokens[before[-1]].sentence >= sentence - 2 else None


# People in the largest place that news would call a village.
VILLAGE = 30_000
_SIZE = {"settlement": 0, "city": 0, "district": 1, "zone": 1, "approximate": 1, "admin1": 2, "country": 4}

"""Triggers with all that stands around them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.model.events import Interval, Modality, PartyRef, TimeBasis, Toll, Weapon
from sayso.model.mentions import (
    Mentions,
    TimeForm,
    TimeMention,
    TollMention,
    Trigger,
    WeaponMention,
)
from sayso.model.parse import Parse, Token
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact
from sayso.model.tellings import Resolved, Telling
from sayso.model.trees import is_verb, kids, looks_back, noun_phrase
from sayso.resolve.attach import inherited, is_aside, is_behind, nearest, root_of
from sayso.resolve.bodies import without_bodies
from sayso.resolve.days import interval, later_anchor, turned
from sayso.resolve.frames import in_years
from sayso.resolve.grounds import Tables, party_resolver, places_of
from sayso.resolve.modality import Reality, reality
from sayso.resolve.parties import PartyResolver
from sayso.resolve.references import reference
from sayso.resolve.roles import RoleFinder, Roles
from sayso.resolve.settings import settled
from sayso.resolve.tallies import without_tallies
from sayso.resolve.tolls import toll
from sayso.resolve.whereabouts import SURE, Whereabouts, is_newly_named


def resolve(
    parse: Parse,
    mentions: Mentions,
    published: date | None,
    tables: Tables,
    *,
    asked: frozenset[int] = frozenset(),
) -> Resolved:
    """Tellings with parties, places and days settled or left open, in text order.

    Args:
        parse: The parsed report.
        mentions: What `find` saw in it.
        published: The day that relative dates count from; None leaves them undated.
        tables: Words, parties and places.
        asked: Tokens of triggers that are told whatever they count.
    """
    mentions = in_years(without_bodies(parse, mentions, tables), published)
    mentions = without_tallies(parse, mentions, tables.lexicon, asked)
    resolver = party_resolver(parse, mentions, published, tables)
    maker = _Maker(parse, mentions, published, tables, resolver)
    metonyms = {m.head: fact for m in mentions.parties if (fact := resolver.metonym(m.head)) is not None}
    parties = {m.head: fact for m in mentions.parties if (fact := resolver.at(m.head)) is not None}
    voices = {m.head: fact for m in mentions.parties if (fact := resolver.spoken_for(m.head)) is not None}
    publisher = _publisher(parse.outlet, tables)
    tellings = tuple(settled(parse, mentions, tuple(maker.tellings()), tables.places))
    likely = None if mentions.hints is None else mentions.hints.report
    return Resolved(tellings, parties, metonyms, maker.days, voices, publisher, published, likely)


def _publisher(outlet: str | None, tables: Tables) -> PartyRef | None:
    """Who published the report: the row of that name, else the name itself."""
    if not outlet:
        return None
    rows = [row for row in tables.parties.named(outlet) if row.kind is PartyKind.MEDIA]
    return reference(rows[0]) if len(rows) == 1 else PartyRef(outlet, PartyKind.MEDIA)


Owned = tuple[TimeMention, int, int | None]  # a time phrase, its root and the trigger that it hangs on
_HEADING = 12  # tokens of the longest heading
# Acts that are done with something.
_ARMED = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
# What stands behind these is no means: "aimed at launchers", "taking it for a jet".
_NOT_WITH = frozenset({"for", "at", "against", "about", "toward", "towards", "to"})


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
        self._hints = mentions.hints
        self._published = published
        self._tables = tables
        self._roles = RoleFinder(parse, mentions, resolver, tables.lexicon.words)
        self._tokens = {trigger.token: trigger for trigger in mentions.triggers}
        self._ordered = sorted(self._tokens)
        clauses = {cue.token for cue in mentions.cues if tables.lexicon.cues[cue.sense].frame == "clause"}
        self._cues = sorted(clauses)
        self._context = places_of(parse, mentions, resolver, tables)
        owned = self._owned_times()
        self._times = self._attached_times(owned)
        back = (token for token in self._times if looks_back(parse, token))
        self._earlier = {time.token for token in back for time in self._times[token]}
        self._taken = self._taken_times(owned)
        self._where = Whereabouts(parse, mentions, tables, self._context, self._cues)
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
        times = self._times.get(trigger.token, []) or self._hinted_times(trigger.token)
        weapons = self._items(trigger.token, roles)
        heading = self._heading(token)
        if heading is not None:
            self._last_day = heading.value
        when = self._when(times, planned=real.modality is Modality.PLANNED) or heading
        if when is not None:
            self.days[trigger.token] = when
            self._last_day = later_anchor(self._last_day, when.value)
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
            place=self._where.place(trigger.token, roles.places),
            time=when,
            weapons=tuple(fact for fact, _ in weapons),
            families=frozenset(family for _, family in weapons),
            tolls=tuple(self._tolls.get(trigger.token, ())),
            order=tuple(time for time in times if time.form is TimeForm.ORDER),
            definite=self._is_definite(trigger),
            negated=real.negated and sense.type != "THREATEN",
            shown_by=real.shown_by,
            actor_heads=tuple(roles.actor_heads),
            classes=self._classes(trigger.token),
        )

    def _classes(self, token: int) -> Mapping[str, float]:
        """The sub-event types that the weights give the sentence of a trigger."""
        if self._hints is None:
            return {}
        return self._hints.classes.get(self._parse.tokens[token].sentence, {})

    def _hinted_times(self, token: int) -> list[TimeMention]:
        """The time phrases that weights give a trigger for which grammar finds none.

        What grammar gives to what was earlier ("had captured it on Friday") is no other sentence's time, nor
        what a later one gives to an act of another kind or to who speaks ("On Friday, the army said ...").
        """
        shares = {} if self._hints is None else self._hints.of(token, "time")
        here = self._parse.tokens[token].sentence
        kind = self._kind(token)
        return [
            time
            for time in self._mentions.times
            if shares.get(time.token, 0.0) >= SURE
            and time.form is not TimeForm.DURATION
            and (time.token not in self._earlier or self._parse.tokens[time.token].sentence == here)
            and (self._parse.tokens[time.token].sentence <= here or self._taken.get(time.token, kind) == kind)
        ]

    def _taken_times(self, owned: Sequence[Owned]) -> dict[int, str | None]:
        """The time phrases that hang on an act, with its kind, or on a verb of speech."""
        found: dict[int, str | None] = {}
        for time, root, owner in owned:
            if owner is not None:
                found[time.token] = self._kind(owner)
            elif nearest(self._parse, root, self._cues) is not None:
                found[time.token] = None
        return found

    def _kind(self, token: int) -> str:
        """What kind of act a trigger tells; an attack has many words, other acts keep to theirs."""
        sense = self._tables.lexicon.triggers[self._tokens[token].sense]
        return sense.type if sense.type == "ASSAULT" else sense.group

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

    def _owned_times(self) -> list[Owned]:
        found: list[Owned] = []
        for time in self._mentions.times:
            root = root_of(self._parse, time.span, time.token)
            found.append((time, root, nearest(self._parse, root, self._ordered, self._cues)))
        return found

    def _attached_times(self, owned: Sequence[Owned]) -> dict[int, list[TimeMention]]:
        found: dict[int, list[TimeMention]] = defaultdict(list)
        for time, root, owner in owned:
            if time.form is TimeForm.DURATION or owner is None or is_aside(self._parse, root, owner):
                continue
            if time.form is TimeForm.ORDER or not is_behind(self._parse, root, owner):
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
            anchor = self._last_day or self._around_publication(time)
            found = interval(replace(time, sign=1) if ahead else time, self._published, anchor)
            if found is not None:
                return Fact(found, (time.span,))
        return None

    def _heading(self, token: Token) -> Fact[Interval] | None:
        """The day in the short line that opens the paragraph: "X, 16 March." """
        first = self._parse.sentences[self._parse.units[token.unit].first]
        words = self._parse.tokens[first.first : first.last]
        if first.index == token.sentence or len(words) > _HEADING or any(is_verb(word) for word in words):
            return None
        for time in self._mentions.times:
            if first.span.covers(time.span) and (day := interval(time, self._published, None)) is not None:
                return Fact(day, (time.span,))
        return None

    def _around_publication(self, time: TimeMention) -> Interval | None:
        """What "minutes later", "that evening" count from where nothing is dated: news is of yesterday."""
        near = time.unit in ("hour", "minute") or (time.unit == "day" and time.sign == 0)
        if self._published is None or time.form is not TimeForm.ORDER or not near or time.amount:
            return None
        day = timedelta(days=1)
        return Interval(self._published - day, self._published, TimeBasis.INFERRED)

    # -- weapons and tolls -----------------------------------------------------------------

    def _attached_weapons(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number, weapon in enumerate(self._mentions.weapons):
            owner = nearest(self._parse, weapon.token, self._ordered)
            if owner is not None and self._is_used(weapon, owner):
                found[owner].append(number)
                if (bearer := self._act_of_bearer(owner)) is not None:
                    found[bearer].append(number)
        return found

    def _act_of_bearer(self, owner: int) -> int | None:
        """ "Men armed with rifles attacked": the act of those whom a participle describes."""
        token = self._parse.tokens[owner]
        noun = self._parse.tokens[token.head]
        does = token.dep == "acl" and noun.dep == "nsubj" and noun.head in self._tokens
        return noun.head if does else None

    def _is_used(self, weapon: WeaponMention, trigger: int) -> bool:
        """Whether what stands near an act was used in it, and not hit, sought or talked of."""
        sense = self._tables.lexicon.triggers[self._tokens[trigger].sense]
        if sense.type not in _ARMED or sense.group == "arrest":
            return False
        token = self._parse.tokens[weapon.token]
        while token.dep in ("compound", "nmod", "amod", "conj", "appos") and token.index != trigger:
            token = self._parse.tokens[token.head]
        above = self._parse.tokens[token.head]
        if token.dep in ("dobj", "nsubjpass"):
            # Craft are hit; bombs and rockets hardly ever are.
            return above.index != trigger or sense.object != "target" or weapon.kind != "platform"
        if token.dep != "pobj":
            return True
        role = sense.prepositions.get(above.lower) if above.head == trigger else None
        return role == "weapon" or (role != "target" and above.lower not in _NOT_WITH)

    def _items(self, token: int, roles: Roles) -> list[tuple[Fact[Weapon], str]]:
        heads = {i for head in roles.weapons for i in noun_phrase(self._parse, head)}
        numbers = [n for n, w in enumerate(self._mentions.weapons) if w.token in heads]
        chosen = dict.fromkeys([*numbers, *self._weapons.get(token, [])])
        if not chosen and self._hints is not None:
            shares = self._hints.of(token, "weapon")
            weapons = enumerate(self._mentions.weapons)
            chosen = dict.fromkeys(n for n, one in weapons if shares.get(one.token, 0.0) >= SURE)
        items = []
        for weapon in (self._mentions.weapons[n] for n in chosen):
            items.append((Fact(Weapon(weapon.name, weapon.kind), (weapon.span,)), weapon.family))
        return items

    def _attached_tolls(self) -> dict[int, list[Fact[Toll]]]:
        found: dict[int, list[Fact[Toll]]] = defaultdict(list)
        for mention in self._mentions.tolls:
            owner = mention.anchor if mention.anchor in self._tokens else None
            if owner is None:
                owner = self._hinted_owner(mention)
            if owner is None:
                owner = nearest(self._parse, mention.anchor, self._ordered)
            if owner is None:
                owner = self._last_violent(mention.anchor)
            if owner is not None:
                found[owner].append(toll(mention, self._parse.text))
        return found

    def _is_of_other_place(self, mention: TollMention, owner: int) -> bool:
        """Whether a figure in a sentence of its own is of a place that this one names first."""
        apart = self._parse.tokens[owner].sentence != self._parse.tokens[mention.anchor].sentence
        return apart and self._is_elsewhere(mention.anchor)

    def _is_elsewhere(self, token: int) -> bool:
        """ "4,000 people were displaced from X": of no act told of another place."""
        here = self._parse.sentences[self._parse.tokens[token].sentence].span
        return any(is_newly_named(self._parse, place, here) for place in self._mentions.places)

    def _hinted_owner(self, mention: TollMention) -> int | None:
        """The trigger whose victims the weights take the counted people for."""
        if self._hints is None:
            return None
        words = [
            token.index
            for token in self._parse.tokens[max(0, mention.anchor - 40) : mention.anchor + 40]
            if mention.span.covers(token.span)
        ]
        shares = {
            trigger: max((self._hints.role(trigger, mention.kind, word) for word in words), default=0.0)
            for trigger in self._ordered
        }
        best = max(shares, key=lambda trigger: shares[trigger], default=None)
        unsure = best is None or shares[best] < SURE or self._is_of_other_place(mention, best)
        return None if unsure else best

    def _last_violent(self, token: int) -> int | None:
        """The last act of violence told before a figure that stands in a sentence of its own."""
        sentence = self._parse.tokens[token].sentence
        span = self._parse.sentences[sentence].span
        if any(
            span.covers(time.span) and time.bound == "since" and time.form is TimeForm.DATE
            for time in self._mentions.times
        ):
            return None  # a count "since 2015" is of no one act
        if self._is_elsewhere(token):
            return None
        types = ((t.token, self._tables.lexicon.triggers[t.sense].type) for t in self._mentions.triggers)
        before = [trigger for trigger, kind in types if trigger < token and kind in _HARMFUL]
        return before[-1] if before and self._parse.tokens[before[-1]].sentence >= sentence - 4 else None


# Types of acts that can have victims.
_HARMFUL = frozenset({"ASSAULT", "COERCE", "PROTEST"})

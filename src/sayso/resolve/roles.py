"""From grammatical slots to actors, targets, weapons and places, as the sense of a trigger says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from sayso.model.events import PartyRef
from sayso.model.hints import Hints
from sayso.model.identity import FORCES
from sayso.model.lexicon import TriggerSense
from sayso.model.mentions import Mentions, TimeMention
from sayso.model.parse import Parse, UnitKind
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact
from sayso.model.trees import ancestors, behind, is_noun, kids, noun_phrase
from sayso.resolve.beside import acts_beside, is_of_other_act
from sayso.resolve.parties import PartyResolver
from sayso.resolve.slots import Slots, clause_subjects, governing_subject, noun_slots, verb_slots

# "Soleimani's killing": the owner of these acts is who suffered them.
_SENT_GROUPS = frozenset({"strike", "shooting", "crowd"})  # acts of sending something at somebody
_SUFFERED_GROUPS = frozenset(
    {"killing", "arrest", "abduction", "harm", "capture", "release", "downing", "sexual", "torture"}
)


# From this probability on a word stands in a role by the weights, where grammar gives nobody; beside those
# that grammar gives, the weights were right too seldom. Refusing what grammar gives was tried and cost
# disputes. Chosen on tests/gold/dev, tests/gold/held and public articles; so was the probability of another
# mention from which on a word is left alone.
_ALONE, _BACK = 0.6, 0.3

_UNKNOWN = frozenset({"unknown", "unidentified"})
_SOMEBODY = frozenset({"person", "people", "individual", "perpetrator"})
_WHERE = frozenset({"at", "in", "near", "outside"})
_BY = frozenset({"with", "by", "through", "via"})
_IN_PROTEST = _BY | {"in"}
_AGAINST = frozenset({"against", "on", "upon", "at"})

# Types of acts that are done to places, not only to governments.
_FIRED = frozenset(
    {"artillery", "missile", "rocket"}
)  # weapons that are fired from afar, by those they are named for
_PHYSICAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})


@dataclass(slots=True)
class Roles:
    """Who did it to whom, as one trigger has it; `heads` are tokens already used."""

    actors: list[Fact[PartyRef]] = field(default_factory=list)
    targets: list[Fact[PartyRef]] = field(default_factory=list)
    weapons: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    actor_heads: list[int] = field(default_factory=list)


class RoleFinder:
    """Finds the roles of triggers in one parse."""

    def __init__(
        self, parse: Parse, mentions: Mentions, resolver: PartyResolver, words: Mapping[str, frozenset[str]]
    ) -> None:
        self._parse = parse
        self._resolver = resolver
        self._words = words
        self._places = {place.head for place in mentions.places if place.name is not None}
        self._times = {i for time in mentions.times for i in _tokens_of(parse, time)}
        # The noun just before "saying" speaks, whatever the parser joins it to.
        self._speakers = {cue.token - 1 for cue in mentions.cues if parse.tokens[cue.token].tag == "VBG"}
        self._cues = {cue.token for cue in mentions.cues}
        self._weapons = {weapon.token for weapon in mentions.weapons}
        self._fired = {weapon.token for weapon in mentions.weapons if weapon.family in _FIRED}
        self._platforms = {weapon.token for weapon in mentions.weapons if weapon.kind == "platform"}
        self._hints = mentions.hints
        self._heads = sorted(mention.head for mention in mentions.parties)

    def roles(self, token: int, sense: TriggerSense) -> Roles:
        """The roles of the trigger at `token`."""
        slots = self._slots(token, sense)
        roles = Roles()
        for head in self._not_teller(token, slots.subjects, sense):
            self._give(roles, head, sense.subject, sense)
        self._objects(roles, token, slots, sense)
        for word, head in self._charged(slots.oblique, sense):
            self._give(roles, head, sense.prepositions.get(word, "none"), sense)
        # "The army's capture of the commander": where "of" says who suffered, the owner did it.
        suffered = sense.group in _SUFFERED_GROUPS and all(word != "of" for word, _ in slots.oblique)
        for head in slots.owners:
            self._give(roles, head, "target" if suffered else "actor", sense)
        if sense.pos == "noun":
            self._modifiers(roles, token, slots.modifiers, sense)
        alone = sense.group == "clash" and len(roles.actors) == 1 and not slots.subjects
        if alone or self._is_instrument(token, sense):
            for head in governing_subject(self._parse, token, self._words["documents"]):
                self._give(roles, head, "actor", sense)
        if self._hints is not None:
            self._advise(self._hints, roles, token, sense)
        return _distinct(roles)

    def _charged(self, oblique: list[tuple[str, int]], sense: TriggerSense) -> list[tuple[str, int]]:
        """Of "collusion between the army and the cartel" the one named first is charged, with the other."""
        if sense.aspect != "exposure":
            return oblique
        return [(w, h) for w, h in oblique if w != "between" or self._parse.tokens[h].dep != "conj"]

    def _not_teller(self, token: int, subjects: list[int], sense: TriggerSense) -> list[int]:
        """ "A rocket hit a ward, the governor said, killing two": the subject of what is said did it."""
        verb = self._parse.tokens[token]
        above = verb.head
        goes_on = verb.tag == "VBG" and verb.dep in ("advcl", "xcomp")
        if sense.type not in _PHYSICAL or not goes_on or above not in self._cues:
            return subjects
        said = [i for i in kids(self._parse, above, "ccomp", "parataxis") if i < above < token]
        if token < above:
            return []  # "Fighting flared in X, residents said": the act is told, and not theirs
        return kids(self._parse, said[0], "nsubj") if said else subjects

    def _advise(self, hints: Hints, roles: Roles, token: int, sense: TriggerSense) -> None:
        """Whom the weights add to those that grammar found, where the word points at nothing told before."""
        told = hints.told.get(token)
        points_back = self._parse.tokens[token].lemma in self._words["anaphora"]
        if points_back or sense.aspect == "exposure" or (told is not None and told.again >= _BACK):
            return
        hit = {fact.value for fact in roles.targets}
        acted = {fact.value for fact in roles.actors}
        givers: dict[str, Callable[[Roles, int], None]] = {
            "actor": self._actor,
            "target": partial(self._target, sense=sense),
        }
        for name, found in (("actor", roles.actors), ("target", roles.targets)):
            if found or (name == "target" and sense.group == "clash"):
                continue
            for head in self._phrases(hints.of(token, name)):
                later = self._parse.tokens[head].sentence > self._parse.tokens[token].sentence
                thing = name == "target" and self._is_weapon(head) and sense.group != "downing"
                thing = thing or (
                    name == "target" and is_of_other_act(self._parse, head, token, self._words["anaphora"])
                )
                # Whom a later sentence names is blamed there, or claims it; whom the act was done to did not
                # do it, and who tells of it is no doer for that.
                fact = self._party(head)
                other = fact is not None and fact.value in (hit if name == "actor" else acted)
                outside = name == "actor" and (
                    self._only_speaks(head, sense)
                    or self._judges(head, token)
                    or acts_beside(self._parse, head, token)
                )
                if not (later or thing or other or outside):
                    givers[name](roles, head)

    def _only_speaks(self, head: int, sense: TriggerSense) -> bool:
        """Whether somebody unarmed is there as who says so, or anybody as whom something is against."""
        fact = self._party(head)
        above = self._parse.tokens[self._parse.tokens[head].head]
        if above.dep == "prep" and above.lower in _AGAINST and is_noun(self._parse.tokens[above.head]):
            return True
        speaks = self._parse.tokens[head].head in self._cues or head in self._speakers
        armed = fact is not None and fact.value.kind in FORCES
        return sense.type in _PHYSICAL and speaks and not armed

    def _judges(self, head: int, token: int) -> bool:
        """ "The front opposed the withdrawal": who does something with an act did not do the act."""
        act, verb = self._parse.tokens[token], self._parse.tokens[self._parse.tokens[token].head]
        does = verb.lemma in self._words["light"] or verb.lemma in self._words["suffered"]
        object_ = act.tag.startswith("N") and act.dep == "dobj" and not does
        return object_ and verb.index in ancestors(self._parse, head) and head < verb.index

    def _phrases(self, shares: Mapping[int, float]) -> list[int]:
        """The heads of the phrases whose words are likely enough, and of those joined to them."""
        words = {token for token, share in shares.items() if share >= _ALONE}
        found = []
        for head in self._heads:
            if head not in words:
                continue
            token = self._parse.tokens[head]
            inner = any(above in words for above in ancestors(self._parse, head))
            if not inner or (token.dep == "conj" and token.head in found):
                found.append(head)
        return found

    def _objects(self, roles: Roles, token: int, slots: Slots, sense: TriggerSense) -> None:
        """What the object is: a role of its own, the actor's forces, or a clause about somebody."""
        for head in slots.objects:
            if self._parse.tokens[head].lemma in sense.words[1:]:  # "open fire", "set fire to"
                continue
            sent = self._parse.tokens[token].dep == "amod" and self._is_weapon(head)
            if sent and sense.group in _SENT_GROUPS and not self._is_manned(head):
                roles.weapons.append(head)  # "dropped bombs" are no target: what was dropped is the means
            else:
                self._give(roles, head, sense.object, sense)
        if sense.object == "own" and not roles.actors:
            for head in slots.objects:
                self._actor(roles, head)
        if sense.object == "clause":
            for head in clause_subjects(self._parse, token):
                self._target(roles, head, sense)

    def _is_instrument(self, token: int, sense: TriggerSense) -> bool:
        """Whether the act is what somebody did another act with: "stopped them with a show of force".

        Or what they did it in: "residents stood in the square in protest".
        """
        above = self._parse.tokens[self._parse.tokens[token].head]
        ways = _IN_PROTEST if sense.group == "protest" else _BY
        return sense.pos == "noun" and above.dep == "prep" and above.lower in ways

    def _slots(self, token: int, sense: TriggerSense) -> Slots:
        unit = self._parse.units[self._parse.tokens[token].unit]
        if sense.pos == "verb":
            return verb_slots(
                self._parse, token, self._words["documents"], headline=unit.kind is UnitKind.HEADLINE
            )
        return noun_slots(self._parse, token, self._words)

    def _give(self, roles: Roles, head: int, role: str, sense: TriggerSense) -> None:
        head = self._counted(head)
        if role in ("actor", "both"):
            self._actor(roles, head)
        elif role == "target":
            self._target(roles, head, sense)
        elif role == "weapon":
            self._weapon(roles, head, sense)
        elif role == "place":
            self._ground(roles, head, sense)

    def _counted(self, head: int) -> int:
        """ "Three of its soldiers": the soldiers, for the number is nobody."""
        if self._parse.tokens[head].tag != "CD" or self._resolver.at(head) is not None:
            return head
        return next(iter(behind(self._parse, head, "of")), head)

    def _actor(self, roles: Roles, head: int) -> None:
        if head in self._times or self._is_whence(head):
            return
        if self._is_weapon(head) and not self._is_manned(head):
            roles.weapons.append(head)
            flown = self._crew(head) if head in self._platforms else self._gunner(head)
            if flown is not None:
                roles.actors.append(flown)
                roles.actor_heads.append(head)
            return
        fact = self._party(head)
        if self._is_nobody(head) or self._is_of_act(head):
            return
        vehicle = self._is_weapon(head) or self._parse.tokens[head].lemma in self._words["vehicles"]
        if fact is not None and fact.value.kind is PartyKind.OBJECT and vehicle:
            fact = self._resolver.operator(head)
        if head in self._places and fact is not None and fact.value.party is None:
            return
        if fact is not None and fact.value.kind is not PartyKind.OBJECT:
            roles.actors.append(fact)
            roles.actor_heads.append(head)

    def _target(self, roles: Roles, head: int, sense: TriggerSense) -> None:
        # A capital that is bombed or taken is a place; one that is accused or urged is a government.
        physical = sense.type in _PHYSICAL
        fact = self._resolver.at(head) if physical else self._party(head)
        token = self._parse.tokens[head]
        if head in self._speakers:
            return
        if fact is None and head in self._places and physical and token.dep in ("dobj", "nsubjpass", "pobj"):
            roles.places.append(head)
        if fact is None or self._is_bare(head) or head in self._times or self._is_nobody(head):
            return
        if head in self._places and fact.value.kind is not PartyKind.STATE and fact.value.party is None:
            roles.places.append(head)
            return
        if sense.group == "accuse" and fact.value.kind is PartyKind.OBJECT:
            return
        if physical and fact.value.party is None and token.lemma in self._words["no_target"]:
            return  # what was repelled or told of is an act, and no victim
        if sense.object == "place" and token.tag == "PRP" and token.dep in ("dobj", "nsubjpass"):
            return  # "the rebels had captured it": the ground, not the party named last
        if sense.object == "place" and fact.value.party is None and fact.value.kind is PartyKind.PERSON:
            return  # an unknown name where ground is expected is no person
        roles.targets.append(fact)

    def _weapon(self, roles: Roles, head: int, sense: TriggerSense) -> None:
        if self._is_weapon(head) or sense.object == "weapon":
            roles.weapons.append(head)
            if sense.subject != "weapon" or self._is_weapon(head):
                return
        self._actor(roles, head)

    def _ground(self, roles: Roles, head: int, sense: TriggerSense) -> None:
        if head in self._places or self._parse.tokens[head].lemma in self._words["ground"]:
            roles.places.append(head)
        else:
            self._target(roles, head, sense)

    def _modifiers(self, roles: Roles, noun: int, modifiers: list[int], sense: TriggerSense) -> None:
        """Words in front of an act noun: "Israeli air strike", "Taliban attack", "embassy bombing"."""
        fact = self._resolver.owner(noun)
        if fact is not None:
            (roles.targets if sense.group in _SUFFERED_GROUPS else roles.actors).append(fact)
        before = self._resolver.described(noun - 1) if fact is None and noun - 1 in modifiers else None
        if before is not None and sense.type in ("ASSAULT", "COERCE", "MOBILIZE"):
            roles.actors.append(before)
        for head in modifiers:
            if sense.type == "ASSAULT" and self._parse.tokens[head].lemma in self._words["ground"]:
                self._target(roles, head, sense)

    def _party(self, head: int) -> Fact[PartyRef] | None:
        fact = self._resolver.at(head)
        if fact is not None and fact.value.party is None and head in self._places:
            return self._resolver.metonym(head) or fact
        return fact

    def _is_bare(self, head: int) -> bool:
        """ "Killed two", "two of them", "four of his own men": a number of people whom nothing here names."""
        if self._parse.tokens[head].tag != "CD":
            return False
        of = behind(self._parse, head, "of")
        theirs = any(self._parse.tokens[kid].lower == "own" for noun in of for kid in kids(self._parse, noun))
        return not of or theirs or any(self._parse.tokens[noun].tag == "PRP" for noun in of)

    def _is_nobody(self, head: int) -> bool:
        """ "No group", "nobody", a stroke of "al-Qaida"; a pronoun that stands for nobody known."""
        token = self._parse.tokens[head]
        if token.tag in ("PRP", "WP", "EX") and (fact := self._party(head)) is not None:
            return fact.value.party is None and fact.value.name.lower() == token.lower
        unknown = {self._parse.tokens[i].lower for i in kids(self._parse, head, "amod")} & _UNKNOWN
        return (
            token.lower in ("nobody", "none")
            or bool(unknown and token.lemma in _SOMEBODY)
            or not any(map(str.isalpha, token.text))
            or any(self._parse.tokens[i].lower == "no" for i in kids(self._parse, head, "det"))
        )

    def _is_whence(self, head: int) -> bool:
        """ "Came under fire from both sides of the road"."""
        token = self._parse.tokens[head]
        return self._parse.tokens[token.head].lower == "from" and token.lemma in self._words["whence"]

    def _is_of_act(self, head: int) -> bool:
        """ "The bombing of Omagh, which killed 29", "an attack on police that killed six": the act did.

        "The bombing of a bus in Kabul, which killed seven": no place where it happened did.
        """
        token = self._parse.tokens[head]
        above = list(ancestors(self._parse, head))[:4]
        if token.tag != "WDT" or len(above) < 4:
            return False
        if above[1] in self._places and self._parse.tokens[above[2]].lower in _WHERE:
            return True
        noun, preposition, act = (self._parse.tokens[i] for i in above[1:])
        return preposition.dep == "prep" and noun.dep == "pobj" and act.lemma in self._words["anaphora"]

    def _is_weapon(self, head: int) -> bool:
        return any(i in self._weapons for i in noun_phrase(self._parse, head)[-2:])

    def _is_manned(self, head: int) -> bool:
        """Whether a platform stands for who flies or sails it ("a US warplane", "Syrian helicopters")."""
        fact = self._resolver.at(head)
        if fact is None or (head in self._platforms and fact.value.kind is PartyKind.PERSON):
            return False  # "NATO F-16s": the name of a type is nobody's
        return bool(fact.value.party or fact.value.sides)

    def _gunner(self, head: int) -> Fact[PartyRef] | None:
        """Who fired what hit: "Russian missiles struck"; whoever lays a bomb is not named by it."""
        return self._resolver.operator(head) if head in self._fired else None

    def _crew(self, head: int) -> Fact[PartyRef] | None:
        """Who acts with a platform: whom its words name, else the armed people there ("a Coalition F-16")."""
        named = self._resolver.operator(head)
        if named is not None:
            return named
        described = (self._resolver.described(i) for i in reversed(noun_phrase(self._parse, head)[:-1]))
        return next((fact for fact in described if fact is not None), None)


def _tokens_of(parse: Parse, time: TimeMention) -> list[int]:
    """The tokens of a time phrase, from its last one back."""
    first = time.token
    while first > 0 and parse.tokens[first - 1].span.start >= time.span.start:
        first -= 1
    return list(range(first, time.token + 1))


def _distinct(roles: Roles) -> Roles:
    roles.actors = _unique(roles.actors)
    roles.targets = [
        fact for fact in _unique(roles.targets) if fact.value not in [a.value for a in roles.actors]
    ]
    return roles


def _unique(facts: list[Fact[PartyRef]]) -> list[Fact[PartyRef]]:
    seen: dict[PartyRef, Fact[PartyRef]] = {}
    for fact in facts:
        seen.setdefault(fact.value, fact)
    return list(seen.values())

"""From a noun phrase to a party, or to the text's own words; never to the nearest name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from sayso.model.events import PartyRef
from sayso.model.lexicon import Lexicon, NounSense
from sayso.model.mentions import PartyMention
from sayso.model.parse import Parse
from sayso.model.parties import Party, PartyKind, PartyTable
from sayso.model.spans import Fact, Span
from sayso.model.trees import is_name, is_noun, kids, noun_phrase, span_of

# "US-backed forces", "pro-government forces": described by a patron or an enemy, not named.
_RELATED = re.compile(
    r"\b(?:pro|anti)\s?-\s?\w|\w[\s.]*-?\s?(?:backed|led|aligned|supported|allied|affiliated|linked|sponsored|funded|armed"
    r"|trained|held|controlled|run|brokered|occupied)\b",
    re.IGNORECASE,
)
_QUANTITIES = frozenset(
    {
        "number",
        "dozen",
        "hundred",
        "thousand",
        "score",
        "group",
        "member",
        "lot",
        "couple",
        "majority",
        "handful",
        "some",
    }
    | {
        "one",
        "two",
        "three",
        "four",
        "five",
        "several",
        "many",
        "most",
        "all",
        "none",
        "each",
        "part",
        "crowd",
        "rest",
    }
    | {
        "people",
        "total",
        "million",
        "half",
        "series",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "convoy",
        "column",
    }
)
# "the paramilitary group", "the rebel movement" point back in spite of their adjective.
_VAGUE = frozenset({"group", "movement", "organisation", "organization", "militia", "faction", "force"})
# How many phrases back "the group" may point.
_LOOK_BACK = 400
_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT"})
_RELATIVE = frozenset({"who", "which", "that"})
_PLATFORM_BRANCHES = {"air_force": "Air Force", "navy": "Navy"}
# Branches whose "Syrian <noun>" is an organ of that state.
_ORGANS = frozenset(
    {"armed_forces", "forces", "air_force", "navy", "police", "government", "officials", "media"}
)


class PartyResolver:
    """Answers what party a noun phrase of one parse ends at.

    Phrases are settled once, in text order, so that "the group" and "it" can only point
    back and the answer does not depend on who asks first.
    """

    def __init__(
        self, parse: Parse, lexicon: Lexicon, table: PartyTable, mentions: Sequence[PartyMention]
    ) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._table = table
        self._facts: dict[int, Fact[PartyRef]] = {}
        self._order: list[int] = []
        self._persons: dict[str, PartyRef] = {}
        for mention in mentions:
            fact = self._settle(mention)
            if fact is not None:
                self._facts[mention.head] = fact
                if fact.value.kind is PartyKind.PERSON:
                    self._persons[fact.value.name.split()[-1]] = fact.value
                self._order.append(mention.head)

    def at(self, head: int) -> Fact[PartyRef] | None:
        """The party of the phrase with this head; None for a pronoun that points at nothing."""
        return self._facts.get(head)

    def metonym(self, head: int) -> Fact[PartyRef] | None:
        """The government that a capital or seat stands for where it acts or speaks ("Damascus said")."""
        tokens = self._bare(head)
        found = self._table.with_metonym(self._text(tokens))
        found = tuple(party for party in found if party.until is None) or found
        found = tuple(row for row in found if row.until is None) or found
        if len(found) != 1:
            return None
        return Fact(_ref(found[0]), (span_of(self._parse, tokens),), "metonym")

    def owner(self, noun: int) -> Fact[PartyRef] | None:
        """The party that the modifiers of an act noun name: "Israeli air strike", "Taliban attack"."""
        tokens = self._bare(noun)[:-1]
        found = self._owner(tokens)
        if found is None or self._is_related(tokens):
            return None
        return Fact(_ref(found), (span_of(self._parse, tokens),))

    def described(self, token: int) -> Fact[PartyRef] | None:
        """Armed people named by a modifier: "a rebel attack", "the army offensive"."""
        sense = self.sense(token)
        if sense is None or PartyKind(sense.kind) not in (
            PartyKind.ARMED_FORCE,
            PartyKind.ARMED_GROUP,
            PartyKind.STATE_FORCE,
        ):
            return None
        word = self._parse.tokens[token]
        return Fact(PartyRef(word.text, PartyKind(sense.kind)), (word.span,))

    def operator(self, head: int) -> Fact[PartyRef] | None:
        """The state whose nationality an aircraft or ship bears, where it acts ("Russian drones struck")."""
        found = self._owner(self._bare(head)[:-1])
        return (
            None
            if found is None
            else Fact(_ref(found), (span_of(self._parse, noun_phrase(self._parse, head)),))
        )

    def named(self, text: str) -> tuple[Party, ...]:
        """Rows of the party table with this name."""
        return self._table.named(text)

    def sense(self, head: int) -> NounSense | None:
        """What kind of people or body the head noun means."""
        return self._lexicon.people.get(self._parse.tokens[head].lemma)

    # -- settling one phrase ------------------------------------------------------------

    def _settle(self, mention: PartyMention) -> Fact[PartyRef] | None:
        token = self._parse.tokens[mention.head]
        if token.tag in _PRONOUN_TAGS:
            return self._pronoun(mention.head)
        counted = self._counted(mention.head)
        if counted is not None:
            inner = self._phrase(counted)
            first, last = min(mention.span, inner.evidence[0]), max(mention.span, inner.evidence[0])
            return Fact(inner.value, (Span(first.start, last.end),), inner.rule)
        return self._phrase(mention.head)

    def _counted(self, head: int) -> int | None:
        """The head of what "dozens of", "members of" count."""
        token = self._parse.tokens[head]
        if token.lemma not in _QUANTITIES and token.tag != "CD":
            return None
        for preposition in kids(self._parse, head, "prep"):
            if self._parse.tokens[preposition].lower == "of":
                for noun in kids(self._parse, preposition, "pobj"):
                    return noun if is_noun(self._parse.tokens[noun]) else None
        return None

    def _phrase(self, head: int) -> Fact[PartyRef]:
        tokens = self._bare(head)
        evidence = (span_of(self._parse, tokens),)
        text = self._text(tokens)
        found = self._by_name(tokens)
        if found is not None:
            return Fact(found, evidence)
        if _RELATED.search(text):
            return Fact(self._described(head, text), evidence)
        back = self._definite(head, tokens)
        if back is not None:
            return Fact(back, evidence, "definite noun phrase")
        return Fact(self._composed(head, tokens), evidence)

    def _by_name(self, tokens: Sequence[int]) -> PartyRef | None:
        """The longest tail of the phrase that a table names."""
        for first in range(len(tokens)):
            if self._parse.tokens[tokens[first]].lower in ("pro", "anti", "-"):
                return None
            rows = self._table.named(self._text(tokens[first:]))
            if rows and (first == 0 or not self._is_related(tokens)):
                return _ref(rows[0]) if len(rows) == 1 else _open(self._text(tokens), rows)
        return None

    def _is_related(self, tokens: Sequence[int]) -> bool:
        return bool(_RELATED.search(self._text(tokens)))

    def _described(self, head: int, text: str) -> PartyRef:
        sense = self.sense(head)
        kind = PartyKind(sense.kind) if sense else PartyKind.OBJECT
        if kind is PartyKind.ARMED_FORCE:
            kind = PartyKind.ARMED_GROUP
        return PartyRef(text, kind)

    def _definite(self, head: int, tokens: Sequence[int]) -> PartyRef | None:
        """What a bare definite noun points back at: "the group", "the army", "the coalition"."""
        token = self._parse.tokens[head]
        sense = self.sense(head)
        determined = self._determiner(head) == "the" or token.lemma == "coalition"
        vague = all(self._parse.tokens[i].tag in ("JJ", "NN") for i in tokens[:-1]) and token.lemma in _VAGUE
        if sense is None or not determined or not (len(tokens) == 1 or vague):
            return None
        seen: list[PartyRef] = []
        for index in islice(reversed(self._order), _LOOK_BACK):
            ref = self._facts[index].value
            if self._parse.tokens[index].lemma == token.lemma and (ref.party or ref.sides):
                return ref
            if ref.party is None or not self._may_be(token.lemma, sense, ref):
                continue
            seen.append(ref)
        names = {ref.party for ref in seen}
        return seen[0] if len(names) == 1 or (seen and token.lemma == "coalition") else None

    def _may_be(self, lemma: str, sense: NounSense, ref: PartyRef) -> bool:
        words = ref.name.casefold().split()
        if lemma == "coalition":
            return ref.kind is PartyKind.COALITION
        if lemma in words or (ref.party or "").endswith("/" + sense.branch):
            return True
        if sense.branch == "fighters" and lemma in (
            "group",
            "militant",
            "rebel",
            "insurgent",
            "organisation",
            "movement",
        ):
            return ref.kind is PartyKind.ARMED_GROUP
        platform = sense.branch in _PLATFORM_BRANCHES
        return platform and ref.kind in (PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE)

    def _composed(self, head: int, tokens: Sequence[int]) -> PartyRef:
        """A party made of a name or nationality and a noun: "Taliban fighters", "Syrian army jet"."""
        sense = self._craft_sense(self.sense(head), tokens)
        named = self._apposed_name(head) if sense is not None and sense.branch == "officials" else None
        if named is not None:
            return named
        owner = self._owner(tokens[:-1]) or self._owner_behind(head) or self._possessor(head)
        text = self._text(self._essential(tokens))
        token = self._parse.tokens[head]
        if sense is None:
            return self._other(head, tokens, owner)
        if owner is None and self._parse.tokens[tokens[0]].lemma == "coalition" and len(tokens) > 1:
            back = self._definite(tokens[0], tokens[:1])
            if back is not None:
                return back
        if owner is None:
            return self._plain(text, sense, is_name(token))
        if self._parse.tokens[head].lemma in self._lexicon.words["documents"]:
            return _ref(owner)
        if owner.kind in (PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE) and sense.branch in _ORGANS - {
            "officials",
            "media",
        }:
            return _ref(owner)
        if owner.kind is not PartyKind.STATE:
            group = sense.branch in ("fighters", "armed_forces", "forces", "officials", "civilians")
            return (
                _ref(owner)
                if group and sense.branch != "officials"
                else PartyRef(text, PartyKind(sense.kind), sides=_sides(owner))
            )
        if sense.branch == "craft":
            return PartyRef(text, PartyKind.OBJECT, country=owner.country, sides=(owner.id,))
        return _organ(owner, sense, text, self._text(tokens[:-1]))

    def _craft_sense(self, sense: NounSense | None, tokens: Sequence[int]) -> NounSense | None:
        """An army's jet is of its air force; a jet of no stated service is a thing."""
        words = self._lexicon.words["military_craft"]
        if (
            sense is not None
            and sense.branch == "craft"
            and any(self._is_military(i, words) for i in tokens[:-1])
        ):
            return replace(sense, branch="air_force", kind=PartyKind.ARMED_FORCE.value)
        return sense

    def _is_military(self, index: int, words: frozenset[str]) -> bool:
        """Whether a word in front of "jet" or "plane" makes it a warplane: "army", a designator."""
        token = self._parse.tokens[index]
        designator = token.text[:1].isupper() and any(char.isdigit() for char in token.text)
        return token.lemma in words or (designator and self._lexicon.weapons.get(token.text) is not None)

    def _owner(self, modifiers: Sequence[int]) -> Party | None:
        """The party that a modifier names or belongs to: the longest name, of equal ones a group before a state."""
        for size in range(min(len(modifiers), self._table.longest), 0, -1):
            found = self._owners(modifiers, size)
            if found:
                return next((row for row in found if row.kind is not PartyKind.STATE), found[0])
        return None

    def _owners(self, modifiers: Sequence[int], size: int) -> list[Party]:
        """What runs of `size` modifiers name, in text order; a name of several rows counts only as a state's."""
        found = []
        for first in range(len(modifiers) - size + 1):
            text = self._text(modifiers[first : first + size])
            rows = self._table.named(text) or self._table.with_adjective(text)
            states = [row for row in rows if row.kind is PartyKind.STATE and row.until is None]
            if len(rows) == 1:
                found.append(rows[0])
            elif size == 1 and len(states) == 1:
                found.append(states[0])
        return found

    def _owner_behind(self, head: int) -> Party | None:
        """The owner in "fighters of the Taliban", "the army of Chad", "a spokesman for the UN"."""
        for preposition in kids(self._parse, head, "prep"):
            if self._parse.tokens[preposition].lower in ("of", "from", "for"):
                for noun in kids(self._parse, preposition, "pobj"):
                    rows = self._table.named(self._text(self._bare(noun)))
                    inner = rows[0] if len(rows) == 1 else self._owner(self._bare(noun)[:-1])
                    if inner is not None:
                        return inner
        return None

    def _apposed_name(self, head: int) -> PartyRef | None:
        """ "The governor of Belgorod, Oleg Tarasov": the name that stands beside an office."""
        behind = [
            noun for prep in kids(self._parse, head, "prep") for noun in kids(self._parse, prep, "pobj")
        ]
        for other in [one for noun in (head, *behind) for one in kids(self._parse, noun, "appos")]:
            if is_name(self._parse.tokens[other]):
                return self._other(other, self._bare(other), None)
        return None

    def _possessor(self, head: int) -> Party | None:
        """The party that "its", "their" in front of a noun points back at."""
        for child in kids(self._parse, head, "poss"):
            if self._parse.tokens[child].tag != "PRP$":
                continue
            fact = self._pronoun(child)
            party = fact.value.party if fact is not None else None
            return self._table.get(party.split("/")[0]) if party is not None else None
        return None

    def _plain(self, text: str, sense: NounSense, *_: object) -> PartyRef:
        return PartyRef(text, PartyKind(sense.kind))

    def _other(self, head: int, tokens: Sequence[int], owner: Party | None) -> PartyRef:
        """A head noun that no people word covers: a proper name, or a thing."""
        token = self._parse.tokens[head]
        if not is_name(token):
            country = owner.country if owner is not None else None
            if token.lemma in self._lexicon.words["person"]:
                return PartyRef(self._text(self._essential(tokens)), PartyKind.CIVILIAN, country=country)
            return PartyRef(self._text(self._essential(tokens)), PartyKind.OBJECT, country=country)
        titles = [n for n, i in enumerate(tokens[:-1]) if self._parse.tokens[i].lower in self._lexicon.people]
        behind = tokens[titles[-1] + 1 :] if titles else tokens
        name = [i for i in behind if is_name(self._parse.tokens[i])]
        text = self._text(name or tokens)
        bodies = self._lexicon.words["body_names"]
        if any(word.casefold() in bodies for word in text.split()):
            return PartyRef(text, PartyKind.ORGANIZATION)
        return self._known_person(text) or PartyRef(text, PartyKind.PERSON, sides=_sides(owner))

    def _known_person(self, text: str) -> PartyRef | None:
        """The person of whom the text gave the full name before."""
        known = self._persons.get(text)
        return known if known is not None and known.name != text else None

    def _pronoun(self, head: int) -> Fact[PartyRef] | None:
        """What a pronoun points at: a relative one at its noun, another at the last compatible subject."""
        token = self._parse.tokens[head]
        if token.lower in _RELATIVE:
            verb = self._parse.tokens[token.head]
            noun = verb.head if verb.dep == "relcl" else -1
            fact = self._facts.get(noun)
            return Fact(fact.value, fact.evidence, "relative pronoun") if fact else None
        if token.lower in ("i", "we", "us", "that", "both"):
            return None
        sentence = self._parse.sentences[token.sentence]
        quote = next((q.inner for q in self._parse.quotes if q.inner.covers(token.span)), None)
        for index in islice(reversed(self._order), _LOOK_BACK):
            earlier = self._parse.tokens[index]
            if index >= head or earlier.sentence < sentence.index - 1 or earlier.unit != token.unit:
                continue
            if earlier.tag in ("WDT", "WP", "PRP$"):
                continue
            if quote is not None and not quote.covers(self._parse.tokens[index].span):
                return None  # what "they" means in somebody's words is not said outside of them
            if self._agrees(token.lower, index):
                return Fact(self._facts[index].value, (token.span,), "coreference")
        return self._last_person(head) if quote is None and token.lower in ("he", "she") else None

    def _last_person(self, head: int) -> Fact[PartyRef] | None:
        """The last person who did something in the paragraph before."""
        token = self._parse.tokens[head]
        for index in islice(reversed(self._order), _LOOK_BACK):
            earlier = self._parse.tokens[index]
            if earlier.unit < token.unit - 1:
                return None
            if (
                earlier.unit == token.unit - 1
                and earlier.tag not in ("WDT", "WP")
                and self._agrees("he", index)
            ):
                return Fact(self._facts[index].value, (token.span,), "coreference")
        return None

    def _agrees(self, pronoun: str, index: int) -> bool:
        noun, ref = self._parse.tokens[index], self._facts[index].value
        subject = noun.dep in ("nsubj", "nsubjpass")
        if pronoun in ("him", "her", "them") and noun.dep in ("dobj", "pobj"):
            subject = ref.kind is PartyKind.PERSON
        if not subject or ref.kind is PartyKind.OBJECT:
            return False
        if pronoun in ("he", "she", "him"):
            return ref.kind in (PartyKind.PERSON, PartyKind.UNNAMED)
        if pronoun in ("its", "their"):
            return ref.party is not None
        if pronoun in ("they", "them"):
            return noun.tag in ("NNS", "NNPS") or ref.kind is not PartyKind.PERSON
        return ref.kind not in (PartyKind.PERSON, PartyKind.CIVILIAN)

    # -- words ---------------------------------------------------------------------------

    def _bare(self, head: int) -> list[int]:
        """The phrase without determiners, possessive marks and stray punctuation in front."""
        tokens = noun_phrase(self._parse, head)
        while len(tokens) > 1 and (
            self._parse.tokens[tokens[0]].tag in ("DT", "PRP$", "PDT", "POS", "``", "''", "HYPH", ":", "WP$")
            and not any(char.isalpha() for char in self._parse.tokens[tokens[0]].text[1:])
            or self._parse.tokens[tokens[0]].tag in ("DT", "PDT", "PRP$", "WP$")
        ):
            tokens = tokens[1:]
        return tokens

    def _essential(self, tokens: Sequence[int]) -> list[int]:
        """The phrase without numbers and what goes with them."""
        kept = [i for i in tokens if self._parse.tokens[i].dep not in ("nummod", "quantmod", "advmod")]
        kept = [i for i in kept if self._parse.tokens[i].tag not in ("CD", "JJR", "RB")]
        return kept or list(tokens)

    def _determiner(self, head: int) -> str | None:
        for child in kids(self._parse, head, "det"):
            return self._parse.tokens[child].lower
        return None

    def _text(self, tokens: Sequence[int]) -> str:
        """The words as they stand; what was left out in between is left out here too."""
        if not tokens:
            return ""
        if tokens[-1] - tokens[0] + 1 == len(tokens):
            return " ".join(span_of(self._parse, list(tokens)).of(self._parse.text).split())
        return " ".join(self._parse.tokens[i].text for i in tokens)


def _ref(party: Party) -> PartyRef:
    return PartyRef(party.name, party.kind, party.id, party.country, sides=_sides(party))


def _open(text: str, rows: Sequence[Party]) -> PartyRef:
    """A name that several rows share stays the text's own words, with the rows as candidates."""
    return PartyRef(text, rows[0].kind, candidates=tuple(row.name for row in rows))


def _sides(party: Party | None) -> tuple[str, ...]:
    if party is None:
        return ()
    own = (
        (party.country,)
        if party.country and party.kind not in (PartyKind.ARMED_GROUP, PartyKind.PERSON)
        else ()
    )
    return tuple(dict.fromkeys((party.id, *party.part_of, *own)))


def _adjective(state: Party, modifiers: str) -> str:
    """The adjective of the state that the text uses ("US", not "American"), else its first."""
    used = [word for word in (*state.adjectives, *state.aliases) if word in modifiers.split()]
    return used[0] if used else state.adjectives[0] if state.adjectives else state.name


def _organ(state: Party, sense: NounSense, text: str, modifiers: str) -> PartyRef:
    """An organ of a state, or people of it: "Syrian army", "Syrian government", "Syrian rebels"."""
    if sense.branch == "government":
        return _ref(state)
    kind = PartyKind(sense.kind)
    if sense.branch not in _ORGANS:
        return PartyRef(text, kind, country=state.country)
    label = _PLATFORM_BRANCHES.get(sense.branch)
    name = f"{_adjective(state, modifiers)} {label}" if label else text
    return PartyRef(name, kind, f"{state.id}/{sense.branch}", state.country, sides=(state.id,))

"""Where two speakers give another value for one thing: whose ground, when, from where, with what, at what."""

from collections.abc import Iterator

from sayso.merge.compatibility import same_kind
from sayso.merge.contrasts import Ground
from sayso.merge.sayings import Clash, Saying
from sayso.model.parties import PartyKind
from sayso.model.statements import ClaimField
from sayso.model.tellings import Telling
from sayso.model.trees import ancestors, is_noun, kids

_BACK = frozenset({"they", "it", "he", "she", "the", "this", "that", "these", "those", "all", "both"})
# Words of another incident than the one told before.
ANOTHER = frozenset(
    {"second", "another", "earlier", "previous", "previously", "later", "again", "other", "further", "since"}
)
_OF = frozenset({"of", "off", "in"})
_FROM = frozenset({"from", "to", "towards", "toward"})
_MODIFIERS = ("amod", "compound", "nmod", "poss")
_SHORT = 3  # sentences


class Values:
    """Compares two accounts of two speakers, neither the report's own."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._parse = ground.parse

    def clashes(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """All that the two put differently; `a` stands before `b`."""
        if a.voice or b.voice or a.negative or b.negative or not self._ground.next_to(a, b):
            return
        for compare in (self._origins, self._grounds, self._weapons, self._objects):
            yield from compare(a, b)

    def days(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """ "Died on Sunday", "they were shot on Saturday": one thing on two days."""
        if a.voice or b.voice or not self._ground.next_to(a, b) or b.sentence - a.sentence > _SHORT:
            return
        words = {self._parse.tokens[i].lower for one in (a, b) for i in one.tokens}
        back = bool(b.tokens) and self._parse.tokens[b.tokens[0]].lower in _BACK
        if not back or words & ANOTHER:
            return
        if any(_on_other_days(x, y) and same_kind(x, y) for x in a.tellings for y in b.tellings):
            yield Clash(ClaimField.TIME, a, b, "each gives another day", 2.0)

    # -- from where ----------------------------------------------------------------------------

    def _origins(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """ "Fired from Lebanon", "came from inside Syria"."""
        if not a.events & b.events:
            return
        both = [any(claim.field is ClaimField.ORIGIN for claim in one.claims) for one in (a, b)]
        ours, theirs = self._states(a), self._states(b)
        if all(both) and ours and theirs and not ours & theirs:
            yield Clash(ClaimField.ORIGIN, a, b, "each has it come from another country", 2.5)

    def _states(self, one: Saying) -> set[str]:
        return {p.party for _, p in one.parties if p.kind is PartyKind.STATE and p.party is not None}

    # -- whose ground --------------------------------------------------------------------------

    def _grounds(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """ "In our zone", "had entered Chinese waters": each on its own side of one line."""
        ours, theirs = self._owners(a), self._owners(b)
        if not ours or not theirs or ours & theirs or not self._ground.near(a, b):
            return
        if any(
            one.speaker is not None and one.speaker.country in own for one, own in ((a, ours), (b, theirs))
        ):
            yield Clash(ClaimField.PLACE, a, b, "each has it on another's ground", 2.0)

    def _owners(self, one: Saying) -> set[str]:
        """The countries whose water, soil or airspace it was in."""
        grounds = set(self._ground.nouns(one, "whose_ground"))
        if any(self._parse.tokens[self._parse.tokens[i].head].lower in _FROM for i in grounds):
            return set()
        found = set()
        for head, party in one.parties:
            token = self._parse.tokens[head]
            above = self._parse.tokens[token.head]
            of = token.dep == "pobj" and above.lower in _OF and above.head in grounds
            if party.country is not None and (head in grounds or of or token.head in grounds):
                found.add(party.country)
        return found

    # -- with what -----------------------------------------------------------------------------

    def _weapons(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """ "Cluster munitions", "only guided bombs": one speaker leaves room for one kind alone."""
        for only, other in ((b, a), (a, b)):
            alone, used = self._arms(only, alone=True), self._arms(other, alone=False)
            if alone and used and all(self._differs(x, y) for x in alone for y in used):
                reason = "one says that only another kind of weapon was used"
                yield Clash(ClaimField.WEAPON, a, b, reason, 2.0)
                return

    def _arms(self, one: Saying, *, alone: bool) -> list[int]:
        """The weapons in it; or only those behind "only"."""
        tokens = self._parse.tokens
        found = [
            i for i in one.tokens if is_noun(tokens[i]) and tokens[i].lemma in self._ground.lexicon.weapons
        ]
        if not alone:
            return found
        only = [i for i in one.tokens if tokens[i].lower == "only"]
        return [i for i in found if any(0 < i - n <= _SHORT + 1 for n in only)]

    def _differs(self, x: int, y: int) -> bool:
        """Whether two weapon nouns are of two kinds: by family, or by what is said of each."""
        tokens, known = self._parse.tokens, self._ground.lexicon.weapons
        if known[tokens[x].lemma].family != known[tokens[y].lemma].family:
            return True
        ours, theirs = ({tokens[i].lemma for i in kids(self._parse, n, *_MODIFIERS)} for n in (x, y))
        return bool(ours and theirs) and not ours & theirs

    # -- at what -------------------------------------------------------------------------------

    def _objects(self, a: Saying, b: Saying) -> Iterator[Clash]:
        """ "Had hit a depot", "what they had destroyed was a school"."""
        named = {self._parse.tokens[i].lemma for i in self._what_it_was(b)}
        words = {self._parse.tokens[i].lemma for i in a.tokens}
        if named and not words & named and any(t.sense.type == "ASSAULT" for t in a.tellings):
            yield Clash(ClaimField.TARGET, a, b, "each names another thing that was hit", 2.0)

    def _what_it_was(self, one: Saying) -> list[int]:
        """The nouns of Y in "what they had hit was Y"."""
        tokens = self._parse.tokens
        if not one.tokens or tokens[one.tokens[0]].lower != "what":
            return []
        hit = self._ground.words["harm_done"] | self._ground.words["hostile"]
        acts = [i for i in one.tokens if tokens[i].tag in ("VBD", "VBN") and tokens[i].lemma in hit]
        was = [i for i in one.tokens if tokens[i].lemma == "be" and acts and i > acts[0]]
        return [
            i
            for i in one.tokens
            if was and i > was[0] and is_noun(tokens[i]) and was[0] in ancestors(self._parse, i)
        ]


def _on_other_days(x: Telling, y: Telling) -> bool:
    if x.time is None or y.time is None:
        return False
    return x.time.value.last < y.time.value.first or y.time.value.last < x.time.value.first

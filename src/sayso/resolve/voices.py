"""The body that somebody without a name speaks for: "a spokesman for the army", "Israeli officials"."""

from collections.abc import Sequence

from sayso.model.events import PartyBasis, PartyRef
from sayso.model.lexicon import Lexicon, NounSense
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact
from sayso.model.trees import behind, kids, span_of
from sayso.resolve.antecedents import Antecedents
from sayso.resolve.homes import Homes
from sayso.resolve.names import Names
from sayso.resolve.owners import owner_behind
from sayso.resolve.phrases import bare, determiner, is_related, words_of
from sayso.resolve.references import found_by, in_table, organ, reference

# Nouns for those who speak for a body, and for its people and offices.
_BRANCHES = frozenset({"officials", "government", "armed_forces", "police", "media", "monitors"})
_FOR = ("for", "of", "from", "with", "at", "within", "in")
# Bodies that are part of the service in front of them.
_OFFICES = frozenset({"office", "desk", "bureau", "command", "headquarters", "staff", "directorate"})
_SERVICES_BY_NAME = frozenset({"army", "military", "police", "navy"})
_SERVICES = frozenset({"armed_forces", "police", "navy", "air_force", "government"})


class Voices:
    """Finds whom an office speaks for, where its holder has no name."""

    def __init__(
        self, parse: Parse, names: Names, homes: Homes, before: Antecedents, lexicon: Lexicon
    ) -> None:
        self._parse = parse
        self._table = names.table
        self._names = names
        self._homes = homes
        self._before = before
        self._bodies = lexicon.words["bodies_that_speak"] | {"company"}

    def body(self, head: int) -> Fact[PartyRef] | None:
        """The body that the phrase with this head speaks for; None where the words name none."""
        tokens = bare(self._parse, head)
        people = self._people(head, tokens)
        if people is not None:
            return Fact(people, (span_of(self._parse, tokens),), "people")
        lemma, sense = self._parse.tokens[head].lemma, self._names.sense(head)
        may_speak = lemma in self._bodies if sense is None else sense.branch in _BRANCHES
        if not may_speak or is_related(words_of(self._parse, tokens)):
            return None
        if sense is None:
            found, rule = self._part(head, tokens), "part"
        else:
            found = self._owner(head, tokens, sense) or self._behind(head) or self._service(tokens, sense)
            rule = "spoken for"
        return None if found is None else Fact(found, (span_of(self._parse, tokens),), rule)

    def _people(self, head: int, tokens: Sequence[int]) -> PartyRef | None:
        """ "The Americans said": a people with its article, and nothing else said of it."""
        token = self._parse.tokens[head]
        if (
            len(tokens) > 1
            or token.tag not in ("NNPS", "NNS", "NNP")
            or determiner(self._parse, head) != "the"
        ):
            return None
        rows = self._table.with_adjective(token.text)
        states = [row for row in rows if row.kind is PartyKind.STATE]
        if (
            len(states) != 1
            or not token.text[:1].isupper()
            or kids(self._parse, head, "relcl", "acl", "prep")
        ):
            return None
        return found_by(reference(states[0]), PartyBasis.METONYM)

    def _owner(self, head: int, tokens: Sequence[int], sense: NounSense) -> PartyRef | None:
        party = self._names.owner(head, tokens, sense)
        if party is None or party.kind is PartyKind.PERSON:
            return None
        if party.kind is not PartyKind.STATE:
            return found_by(reference(party), PartyBasis.MEMBERS)
        if self._names.is_local(self._parse.tokens[head].lemma):
            return None
        for index in reversed(tokens[:-1]):  # "an army spokesman in Bamako"
            inner = self._names.sense(index)
            if inner is not None and self._parse.tokens[index].lemma in _SERVICES_BY_NAME:
                found = organ(party, inner, self._parse.tokens[index].text, "")
                return found_by(in_table(found, party, inner.branch, self._table), PartyBasis.ORGAN)
        return found_by(reference(party), PartyBasis.MEMBERS)

    def _part(self, head: int, tokens: Sequence[int]) -> PartyRef | None:
        """ "The Houthi health office", "the emergency services of the Luhansk People's Republic"."""
        party = self._names.owner(head, tokens, None)
        if party is None and self._parse.tokens[head].lemma in _OFFICES:
            return self._of_service(tokens)
        if party is None or party.kind in (PartyKind.PERSON, PartyKind.MEDIA):
            return None
        # "Syrian emergency services" need not be the government's; those "of" a state are.
        if party.kind is PartyKind.STATE and owner_behind(self._parse, self._table, head) is None:
            return None
        return found_by(reference(party), PartyBasis.MEMBERS)

    def _behind(self, head: int) -> PartyRef | None:
        """ "A spokesman for the group": whoever the group is."""
        for noun in behind(self._parse, head, *_FOR):
            fact = self._before.at(noun)
            if fact is None or fact.value.party is None or fact.value.kind is PartyKind.PERSON:
                continue
            if not fact.value.party.endswith("/officials"):
                return fact.value
            state = self._table.get(fact.value.country or "")
            if state is not None:
                return found_by(reference(state), PartyBasis.MEMBERS)
        return None

    def _service(self, tokens: Sequence[int], sense: NounSense) -> PartyRef | None:
        """ "An army spokesman": of the army of the one state that is told."""
        if sense.branch != "officials" or len(tokens) < 2:
            return None
        rows = self._table.with_metonym(words_of(self._parse, tokens[:-1]))
        if len(rows) == 1:  # "a White House official"
            return found_by(reference(rows[0]), PartyBasis.METONYM)
        return self._of_service(tokens)

    def _of_service(self, tokens: Sequence[int]) -> PartyRef | None:
        """The service that a noun in front of the head names: "the armed forces press office"."""
        for index in reversed(tokens[:-1]):
            told = self._before.told_as(self._parse.tokens[index].lemma, index)
            if told is not None:
                return told
            inner = self._names.sense(index)
            if inner is not None and inner.branch in _SERVICES:
                return self._homes.service(index, inner)
        return None

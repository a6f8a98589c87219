"""Parties told by their backer: "US-backed Kurdish forces", "pro-government militiamen"."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.events import PartyBasis, PartyRef
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.resolve.antecedents import Antecedents
from sayso.resolve.names import Names
from sayso.resolve.owners import owner_before
from sayso.resolve.phrases import Backing, backing, is_related, words_of
from sayso.resolve.references import found_by
from sayso.resolve.text_tables import TextTable

# A state's name in front of these, behind a backer, says whose people they are and not whose side they
# are on: "Turkey-backed Syrian forces".
_LOOSE_BRANCHES = frozenset({"forces", "fighters", "civilians", "protesters", "officials"})


class Backers:
    """Settles phrases with a patron in front: the patron is kept, and is never the party."""

    def __init__(self, parse: Parse, table: TextTable, names: Names, before: Antecedents) -> None:
        self._parse = parse
        self._table = table
        self._names = names
        self._before = before

    def with_backer(self, ref: PartyRef, tokens: Sequence[int]) -> PartyRef:
        """A party named with its backer: "the US-backed SDF"; unchanged where the name is all."""
        told = backing(self._parse, tokens)
        whole = self._table.named(words_of(self._parse, tokens))  # "US-led coalition": all of it is the name
        if told is None or told.loose or not told.rest or whole:
            return ref
        return replace(ref, backed_by=self._patrons(told))

    def behind(self, tokens: Sequence[int]) -> PartyRef | None:
        """The party named behind a patron, where the phrase is no noun's own: "Rwandan-backed M23"."""
        told = backing(self._parse, tokens)
        return self._names.by_name(told.rest) if told is not None and told.rest else None

    def described(self, head: int, tokens: Sequence[int]) -> PartyRef:
        """Who is told by a patron or an enemy: a party where the rest names one, else the text's words."""
        whole = self._led(head, tokens)
        if whole is not None:
            return whole
        told = backing(self._parse, tokens)
        words = self._names.described(head, words_of(self._parse, tokens))
        if told is None:
            return words
        patrons = self._patrons(told)
        if told.loose:
            return found_by(replace(words, supports=patrons), PartyBasis.WORDS)
        found = self._rest(head, told)
        return replace(found or found_by(words, PartyBasis.WORDS), backed_by=patrons)

    def _led(self, head: int, tokens: Sequence[int]) -> PartyRef | None:
        """ "US-led coalition warplanes": the patron is part of a name."""
        for last in range(len(tokens) - 1, 1, -1):
            text = words_of(self._parse, tokens[:last])
            if is_related(text) and len(self._table.named(text)) == 1:
                return self._names.composed(head, tokens)
        return None

    def _rest(self, head: int, told: Backing) -> PartyRef | None:
        """The party that is named behind the patron: "M23 rebels", "group Hezbollah"."""
        if not told.rest:
            return None
        found = self._names.by_name(told.rest) or self._names.named_beside(head)
        if found is not None:
            return found
        sense = self._names.sense(head)
        owner = owner_before(self._parse, self._table, told.rest[:-1])
        if owner is None or sense is None:
            return None
        if owner.kind is PartyKind.STATE and sense.branch in _LOOSE_BRANCHES:
            return None
        composed = self._names.composed(head, told.rest)
        return composed if composed.party is not None else None

    def _patrons(self, told: Backing) -> tuple[str, ...]:
        """The id of the patron where its words name one; "pro-government" is of the one country told."""
        text = told.patron
        if told.loose and text.lower() in ("government", "regime"):
            only = self._table.scene.only
            return (only,) if only is not None and self._table.get(only) is not None else ()
        rows = self._table.named(text) or self._table.with_adjective(text) or self._table.with_metonym(text)
        return (rows[0].id,) if len(rows) == 1 else ()

"""`Tables` from a party table and an ontology."""

from dataclasses import dataclass

from sayso.model.ontology import Ontology
from sayso.model.parties import PartyTable


@dataclass(frozen=True, slots=True)
class ShippedTables:
    """The facts of the tables that the caller loaded."""

    parties: PartyTable
    ontology: Ontology

    def code(self, party: str | None, scheme: str) -> str | None:
        """The code of a party, or of a state by its ISO alpha-3 code, in a scheme (a `Scheme`'s value)."""
        return None if party is None else self.parties.codes(party).get(scheme)

    def name(self, party: str | None) -> str | None:
        """The name of a party, or of a state by its ISO alpha-3 code."""
        known = None if party is None else self.parties.get(party)
        return None if known is None else known.name

    def part_of(self, party: str | None) -> tuple[str, ...]:
        """Ids of what a party belongs to by checked links: an army's state."""
        known = None if party is None else self.parties.get(party)
        return () if known is None else known.part_of

    def quad(self, event_type: str) -> int | None:
        """The quad class of a PLOVER type, 1 to 4."""
        known = self.ontology.types.get(event_type)
        return None if known is None else known.quad

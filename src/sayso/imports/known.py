"""`Known` from a party table and an ontology."""

from collections.abc import Iterable, Mapping

from sayso.model.events import AcledCode
from sayso.model.ontology import Ontology
from sayso.model.parties import Party, PartyKind, PartyTable

# PLOVER's types of CAMEO's roots: 01 and 02 have none, 08 is parted.
# Source: PLOVER manual, correspondence with CAMEO.
_ROOTS: Mapping[str, str] = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE",
    "084": "RETREAT", "085": "RETREAT", "086": "RETREAT", "087": "RETREAT", "09": "ACCUSE", "10": "REQUEST",
    "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION",
    "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip


class TablesKnown:
    """Looks names and codes up in the tables that the caller loaded; `parties` are the rows of `table`."""

    def __init__(self, table: PartyTable, parties: Iterable[Party], ontology: Ontology) -> None:
        self._table, self._ontology = table, ontology
        self._states: dict[tuple[str, str], str] = {}
        for one in parties:
            if one.kind is PartyKind.STATE and one.id == one.country:
                for scheme, code in table.codes(one.id).items():
                    self._states.setdefault((scheme, code), one.id)
        self._cameo: dict[str, tuple[str, str | None]] = {}
        for (kind, mode), code in ontology.cameo.items():
            self._cameo.setdefault(code, (kind, mode or None))

    def party(self, name: str) -> Party | None:
        """The one party of this name."""
        found = self._table.named(name)
        return found[0] if len(found) == 1 else None

    def state(self, scheme: str, code: str) -> str | None:
        """The ISO alpha-3 code of the state that has a code in a scheme."""
        return self._states.get((scheme, code))

    def plover_of_cameo(self, code: str) -> tuple[str, str | None] | None:
        """PLOVER type and mode of a CAMEO code, or of the code that it is a kind of."""
        for length in range(len(code), 1, -1):
            root = _ROOTS.get(code[:length])
            if (found := self._cameo.get(code[:length])) is not None and root in (None, found[0]):
                return found
            if root is not None:
                return root, None
        return None

    def plover_of_acled(self, sub_event_type: str) -> tuple[str, str | None] | None:
        """PLOVER type and mode of a sub-event type; None of "Other"."""
        found = self._ontology.plover_of.get(sub_event_type)
        return None if found is None else (found[0], found[1] or None)

    def acled(self, sub_event_type: str) -> AcledCode | None:
        """Both codes of a sub-event type."""
        return self._ontology.acled.get(sub_event_type)

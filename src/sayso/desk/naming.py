"""Names that nobody knows, in what a base is asked for: an empty answer to a slip would look like a fact."""

from collections.abc import Sequence
from typing import Protocol

from rapidfuzz import fuzz, process

from sayso.errors import UnknownName
from sayso.model.filters import Filters
from sayso.store.sql import names
from sayso.store.sql.sqlstore import SqlStore

# Filters whose names are those of parties.
_PARTIES = frozenset({"party", "actor", "target", "side", "claimant"})
_ALIKE = 70.0  # of 100: "Alepo" and "Aleppo" have 91, "Gao" and "Goa" 67
_SHOWN = 5


class Tables(Protocol):
    """What is asked of the tables."""

    def knows(self, field: str, name: str) -> bool:
        """Whether they have a place, a province, a weapon or a party of this name."""


def refuse_unknown(store: SqlStore, tables: Tables, asked: Filters) -> None:
    """Look at the names of filters that nothing answered to.

    Raises:
        UnknownName: one is in no table and not in the base, or is in the base in another case.
    """
    given = {field: getattr(asked, field) for field in names.NAMED}
    for field, name in given.items():
        if name is None:
            continue
        with store.reading() as connection:
            if names.holds(connection, field, name):
                continue
            held = names.held(connection, field)
        if name in held:
            continue  # a party of the base that does or says nothing of what is asked
        other = [one for one in held if one.casefold() == name.casefold()]
        if other or not tables.knows("party" if field in _PARTIES else field, name):
            raise UnknownName(field, name, other or _near(name, held) or ["none like it"])


def _near(name: str, held: Sequence[str]) -> list[str]:
    found = process.extract(
        name, held, scorer=fuzz.ratio, processor=str.casefold, limit=_SHOWN, score_cutoff=_ALIKE
    )
    return [one for one, _, _ in found]

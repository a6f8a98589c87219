"""What a desk says of parties, outlets and single claims."""

from collections.abc import Iterable, Sequence

from sayso.desk.coding import Gazetteers
from sayso.errors import UnknownName
from sayso.model.incidents import Agreement
from sayso.model.kept import ClaimRecord
from sayso.model.statements import Stance
from sayso.model.voices import Outlet, PartyRow, Standing, Voice
from sayso.store.sql import changes, privacy, reading, voices
from sayso.store.sql.reads import instead
from sayso.store.sql.sqlstore import SqlStore

_MOST = 20  # of each list about an outlet


class Voices:
    """What a `Desk` says of those who speak."""

    _store: SqlStore
    _gazetteers: Gazetteers
    _unseen: frozenset[str] = frozenset()  # reports that count for nothing here, see `BlindDesk`

    def outlets(self, *, limit: int) -> list[tuple[str, int]]:
        """Outlets with the numbers of their reports, the most first."""
        with self._store.reading() as connection:
            return voices.outlets(connection, limit)

    def outlet(self, name: str, *, most: int = _MOST) -> Outlet:
        """What the base holds of an outlet.

        Raises:
            UnknownName: no report is of it.
        """
        with self._store.reading() as connection, instead() as stands:
            found = voices.outlet(connection, name, most, self._unseen)
            if found is not None and not self._unseen:
                stands(changes.of_outlet(connection, name))
                taken = voices.taken(connection, name)
                stands(lambda later: voices.taken(later, name) == taken)
        if found is None:
            raise UnknownName("outlet", name, ["the outlets of the reports in this base"])
        return found

    def speakers(self, *, limit: int) -> list[Voice]:
        """Parties of the party table that claim most, with the numbers of their claims."""
        with self._store.reading() as connection:
            return voices.speakers(connection, limit, self._unseen)

    def party(self, id_: str) -> PartyRow:
        """A party by its id.

        Raises:
            UnknownName: the party table has none of this id.
        """
        found = self._gazetteers.party_row(id_)
        if found is None:
            raise UnknownName("party", id_, ["the ids of the party table: sayso party list"])
        return found

    def stances_of(self, party: str) -> dict[str, int]:
        """How many claims of each stance a party makes."""
        with self._store.reading() as connection:
            return voices.claims_of(connection, party, self._unseen)

    def standing(self, party: str, found: list[ClaimRecord]) -> Standing:
        """How some claims of a party stand to what others say of the same fields of the same incidents."""
        ids = list(dict.fromkeys(one.incident for one in found if one.incident is not None))
        with self._store.reading() as connection:
            views = reading.viewed(connection, ids)
        seen = agreed = disputed = 0
        for one in found:
            view = views.get(one.incident) if one.incident is not None else None
            if view is None:
                continue
            seen += 1
            states = {each.agreement for each in view.incident.fields if each.field is one.claim.field}
            agreed += Agreement.AGREED in states
            disputed += Agreement.DISPUTED in states
        denials = sum(one.claim.stance is Stance.DENIES for one in found)
        return Standing(seen, agreed, disputed, denials)

    def private_among(self, names: Iterable[str]) -> set[str]:
        """Those of some names that readers are not told."""
        with self._store.reading() as connection:
            return privacy.among(connection, names)

    def private_in(self, incidents: Sequence[str]) -> dict[str, set[str]]:
        """The names in the reports of some incidents that readers are not told, by incident."""
        with self._store.reading() as connection:
            return privacy.in_reports_of(connection, incidents)

    def outlets_of(self, incidents: Sequence[str]) -> dict[str, set[str | None]]:
        """The outlets of the reports of some incidents, by incident."""
        with self._store.reading() as connection:
            return privacy.outlets_of(connection, incidents)

    def claim(self, id_: str) -> ClaimRecord:
        """A claim by its id, as `claims` gives it.

        Raises:
            UnknownName: there is no such claim.
        """
        with self._store.reading() as connection:
            at = reading.claims_at(connection, [id_]).get(id_)
        coded = None if at is None else self._store.record(at.report)
        claim = None if coded is None or at is None else [c for c in coded.claims if c.id == at.claim]
        if at is None or coded is None or not claim:
            raise UnknownName("claim", id_, ["the ids that `claims` gives"])
        said = next(one for one in coded.statements if one.id == claim[0].statement)
        return ClaimRecord(id_, coded, claim[0], said, at.incident)

"""What an incident was before persons decided what they have decided since."""

from sayso.base.wired import shipped_base
from sayso.desk.coding import author
from sayso.desk.corrections import Corrections
from sayso.errors import UnknownName
from sayso.model.decisions import REVIEW, coded_report, report_of
from sayso.model.kept import IncidentRecord
from sayso.store import MemoryStore
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.sqlstore import SqlStore


class Earlier:
    """The part of a `Desk` that looks back."""

    _store: SqlStore
    _corrections: Corrections
    _admin1: Admin1

    def incident(self, id_: str) -> IncidentRecord:
        raise NotImplementedError

    def earlier(self, id_: str, number: int) -> IncidentRecord:
        """An incident as it was after an entry of the log, 0 being before all of them.

        Its reports, and what the machine makes of them, are those of today: only what persons decided later
        is left out. Reports that are joined to it by others alone are not looked for.

        Raises:
            UnknownName: no incident has or had this id, none of its events was there, or the log is shorter.
        """
        now = self.incident(id_)
        log = self._store.log()
        if not 0 <= number <= len(log):
            raise UnknownName("state", str(number), [f"0 to {len(log)}, the entries of the log"])
        named = {name for one in now.decisions for name in (one.a, one.b)}
        reports = {*now.incident.reports, *named, *map(report_of, named)}
        reports |= {coded_report(one) for one in now.decisions if one.subject in REVIEW}
        store = MemoryStore()
        store.append(log[:number])
        base = shipped_base(store, author())
        for report in sorted(reports):
            machine = self._store.machine(report)
            if machine is not None:
                base.add(self._corrections.made(machine, until=number).coded)
        return base.record(base.incident(id_).members, self._admin1)

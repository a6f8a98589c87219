"""The accounts of one incident from coded reports that are known to be about it, without a base."""

from collections.abc import Mapping, Sequence

from sayso.merge.lines import accounts
from sayso.model.decisions import event_key
from sayso.model.incidents import MergedIncident
from sayso.model.record import Coded


def one_incident(
    name: str, records: Sequence[Coded], families: Mapping[str, str] | None = None
) -> MergedIncident:
    """All that some reports say, read as the accounts of one incident.

    Args:
        name: The id of the incident.
        records: The coded reports; their order does not count.
        families: The family of copies of each report, by its id.
    """
    members = [(record, event) for record in records for event in record.events]
    found = accounts(members, families or {}, wholes=records)
    return MergedIncident(
        id=name,
        members=tuple(sorted(event_key(c.report.id, e.triggers[0].start) for c, e in members)),
        reports=tuple(sorted(record.report.id for record in records)),
        fields=found.fields,
        figures=found.figures,
        lines=found.lines,
        parties=found.parties,
        graded=found.graded,
    )

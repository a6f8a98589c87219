"""An incident with all that a page, an exporter or a table of a base needs of it."""

from collections.abc import Sequence

from sayso.merge.summing import Admin1, summary
from sayso.model.decisions import Decision, Judgement, Subject
from sayso.model.incidents import Grade, MergedIncident
from sayso.model.kept import IncidentRecord, Told


def nowhere(_place: object) -> None:
    """What says of no place in which province it lies."""
    return


def incident_record(
    incident: MergedIncident, told: Sequence[Told], decisions: Sequence[Decision], admin1: Admin1 = nowhere
) -> IncidentRecord:
    """The record of an incident.

    Args:
        incident: Its view.
        told: Its events, in the order of their keys.
        decisions: What persons decided of its events and reports and is in force, in the order of the log.
        admin1: The name of the province in which a place lies, if it is known.
    """
    return IncidentRecord(
        incident,
        tuple(told),
        summary(told, incident, admin1),
        reviewed=bool(decisions),
        assessed=_assessed(decisions),
        decisions=tuple(decisions),
    )


def _assessed(decisions: Sequence[Decision]) -> Grade | None:
    """The grade that a person gave last."""
    graded = [one for one in decisions if one.subject is Subject.GRADE and one.judgement is Judgement.SAME]
    return Grade(graded[-1].b) if graded else None

"""An incident with all that a page, an exporter or a table of a base needs of it."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.headlines import incident_headline
from sayso.merge.summing import Admin1, summary
from sayso.model.decisions import CODING, Decision, Judgement, Subject
from sayso.model.edits import ReviewState
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
    row = summary(told, incident, admin1)
    return IncidentRecord(
        incident,
        tuple(told),
        replace(row, headline=incident_headline(told, incident, row.place)),
        reviewed=any(one.subject is not Subject.NOTE for one in decisions),
        assessed=_assessed(decisions),
        decisions=tuple(decisions),
        state=_state(decisions),
    )


def _state(decisions: Sequence[Decision]) -> ReviewState:
    """The state that a person gave last; without one it is coded as soon as somebody has coded any of it."""
    given = [one for one in decisions if one.subject is Subject.STATE]
    if given:
        return ReviewState(given[-1].b)
    coded = any(one.subject in CODING for one in decisions)
    return ReviewState.CODED if coded else ReviewState.MACHINE


def _assessed(decisions: Sequence[Decision]) -> Grade | None:
    """The grade that a person gave last."""
    graded = [one for one in decisions if one.subject is Subject.GRADE and one.judgement is Judgement.SAME]
    return Grade(graded[-1].b) if graded else None

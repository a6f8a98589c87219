"""What every format of one row an incident lacks, and which incidents it has no row for."""

from sayso.export.loss import Loss
from sayso.export.sides import Sides
from sayso.model.events import Geometry, Location, Modality
from sayso.model.kept import IncidentRecord, Summary


def unfit(summary: Summary) -> str | None:
    """Why a format of acts has no row for it: a threat is an act, what is threatened is none."""
    made = summary.type == "THREATEN" and summary.modality is Modality.THREATENED
    if summary.modality is not Modality.OCCURRED and not made:
        return f"only {summary.modality}"
    return "no day" if summary.first_day is None else None


def count_flattened(loss: Loss, record: IncidentRecord, people: Sides, place: Location | None) -> None:
    """Count what no format of one row with a point holds."""
    tolls = {figure.kind for figure in record.incident.figures}
    loss.lose("areas shrunk to a point", place is not None and place.geometry not in (Geometry.POINT, None))
    loss.lose("figures of other harm left out", len(tolls - {"killed"}))
    loss.lose("weapons left out", len({w.value.name for t in record.told for w in t.event.weapons}))
    loss.lose("parties of other tellings left out", people.others)
    loss.lose("things that were hit left out", people.things)
    loss.lose("possible sameness with other incidents left out", len(record.incident.unsure))


def sources(record: IncidentRecord) -> list[str]:
    """The outlets of the reports, each once."""
    outlets = (told.coded.report.outlet for told in record.told)
    return list(dict.fromkeys(filter(None, outlets)))

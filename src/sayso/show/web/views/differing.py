"""Two states of an incident, field by field."""

from dataclasses import dataclass

from sayso.model.kept import IncidentRecord
from sayso.show import words
from sayso.show.safe import safe
from sayso.show.web.views import card
from sayso.show.web.views.evidence import Evidences, reports_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in two states; `changed` where they differ."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether the two states say something else."""
        return self.before != self.after


def differences(before: IncidentRecord, after: IncidentRecord) -> tuple[Difference, ...]:
    """Each field of an incident in two states, in the order of its page."""
    one, other = _values(before), _values(after)
    return tuple(Difference(label, one.get(label, ()), other.get(label, ())) for label in {**one, **other})


def _values(record: IncidentRecord) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {"Headline": (safe(record.summary.headline),)}
    for row in card.card(record, Evidences(reports_of(record), 0)):
        found[row.label] = tuple(f"{one.text} ({one.note})" if one.note else one.text for one in row.values)
    incident = record.incident
    disputed = [words.FIELDS[view.field] for view in incident.fields if view.agreement == "disputed"]
    found["Disputed"] = tuple(disputed)
    found["Events"] = tuple(map(safe, incident.members))
    found["Account lines"] = tuple(safe(line.words.text) for line in incident.lines)
    found["Grade"] = (incident.graded.grade.value,) if incident.graded else ()
    found["Review"] = (record.state.value,)
    return found

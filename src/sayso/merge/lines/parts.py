"""What a report has on an incident: all of it, or what belongs to some of its events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.model.events import Event
from sayso.model.record import Coded


@dataclass(frozen=True, slots=True)
class Part:
    """One report on an incident.

    `events` are the ids of its events there; `whole` is True where the report is about nothing else.
    `family` names its family of copies, `heard` is the day from which "on Sunday" counts: that of the
    first copy. `source` is the outlet whose text it is.
    """

    coded: Coded
    events: frozenset[str]
    whole: bool
    family: str
    heard: date | None
    source: str | None

    @property
    def told(self) -> list[Event]:
        """The events that what the report says of the incident may carry."""
        return [e for e in self.coded.events if self.whole or e.id in self.events]

    @property
    def order(self) -> tuple[date, str]:
        """Reports by day of publication, those without one last."""
        return (self.coded.report.published or date.max, self.coded.report.id)


def parts(
    members: Sequence[tuple[Coded, Event]],
    families: Mapping[str, str],
    wholes: Iterable[Coded] = (),
) -> list[Part]:
    """The reports of an incident, the first published first; the order of the arguments does not count.

    Args:
        members: Events of the incident, each with the record that has it.
        families: The family of copies of a report, by its id; a report that is not in it is its own.
        wholes: Records that are about the incident though no event of theirs was coded.
    """
    coded: dict[str, Coded] = {}
    events: dict[str, set[str]] = {}
    for record, event in members:
        coded[record.report.id] = record
        events.setdefault(record.report.id, set()).add(event.id)
    whole = {record.report.id: record for record in wholes}
    coded.update({name: record for name, record in whole.items() if name not in coded})
    kin: dict[str, list[Coded]] = {}
    for name, record in sorted(coded.items()):
        kin.setdefault(families.get(name, name), []).append(record)
    heard = {family: _heard(copies) for family, copies in kin.items()}
    source = {family: _source(copies) for family, copies in kin.items()}
    found = [
        Part(
            coded=record,
            events=frozenset(events.get(name, ())),
            whole=name in whole or len(events[name]) == len(record.events),
            family=families.get(name, name),
            heard=heard[families.get(name, name)],
            source=source[families.get(name, name)],
        )
        for name, record in coded.items()
    ]
    return sorted(found, key=lambda part: part.order)


def _heard(family: Sequence[Coded]) -> date | None:
    return min((r.report.published for r in family if r.report.published), default=None)


def _source(family: Sequence[Coded]) -> str | None:
    """The outlet of a family whom the copies name in their text, else the one that was first."""
    ordered = sorted(family, key=lambda r: (r.report.published or date.max, r.report.id))
    lines: dict[str, set[str]] = {}  # of copies most are the same: each is looked through once
    for record in ordered:
        for line in record.report.text.splitlines():
            lines.setdefault(line, set()).add(record.report.id)
    whole = "\n".join(lines)  # an outlet that stands nowhere in it need not be looked for line by line
    named = (
        r.report.outlet
        for r in ordered
        if r.report.outlet
        and r.report.outlet in whole
        and any(r.report.outlet in line and ids != {r.report.id} for line, ids in lines.items())
    )
    return next(named, ordered[0].report.outlet)

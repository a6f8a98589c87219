"""What a page of the review is about: an incident, and who decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import Depends
from fastapi.responses import RedirectResponse, Response

from sayso.desk import Desk
from sayso.desk.blinding import BlindDesk
from sayso.errors import UnknownName
from sayso.model.decisions import Decision, place_of
from sayso.model.edits import Coder, EventField
from sayso.model.kept import IncidentRecord, Told
from sayso.show.web import links
from sayso.show.web.accounts import Role
from sayso.show.web.coders import ACoder, WebCoder
from sayso.show.web.rendering import TheDesk

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Case:
    """An incident that somebody decides on; `blind` where only his own view is to change."""

    desk: Desk
    coder: WebCoder
    record: IncidentRecord
    blind: bool

    @property
    def who(self) -> Coder:
        """Who decides, as the log has it."""
        return Coder(self.coder.name, self.coder.role.value, self.blind)

    @property
    def openly(self) -> Coder:
        """The same for what is never blind: which events and reports belong together."""
        return self.coder.author

    def own(self, thing: str) -> str:
        """An event, claim or statement, if it is of this incident: else another would be decided on unseen.

        Raises:
            UnknownName: it is of another.
        """
        keys = [one.key for one in self.record.told]
        if thing not in keys and thing.rpartition("#")[0] not in self.record.incident.reports:
            raise UnknownName("event", thing, keys)
        return thing

    def back(self, decision: str, event: str = "") -> Response:
        """To the incident that has the event now: it may have been merged or split."""
        event = event or self.record.told[0].key
        found = self.desk.incidents_of([event])
        if event not in found:
            return RedirectResponse("/review", status_code=303)
        address = links.query(links.review(found[event]), {"done": decision})
        return RedirectResponse(address, status_code=303)


def the_case(desk: TheDesk, coder: ACoder, name: str) -> Case:
    """The incident that an address names, for somebody who may decide."""
    found = record_of(desk, name)
    return Case(desk, coder, found, is_blind(desk, found))


ACase = Annotated[Case, Depends(the_case)]


def record_of(desk: Desk, name: str) -> IncidentRecord:
    """The incident of an address.

    Raises:
        UnknownName: there is none.
    """
    id_ = links.incident_id(name)
    if id_ is None:
        raise UnknownName("incident", name, ["the ids that the queue gives"])
    return desk.incident(id_)


def told_of(told: Sequence[Told], event: str) -> Told:
    """One event of an incident, by its key.

    Raises:
        UnknownName: the incident has none such.
    """
    found = next((one for one in told if one.key == event), None)
    if found is None:
        raise UnknownName("event", event, [one.key for one in told])
    return found


def is_blind(desk: Desk, record: IncidentRecord) -> bool:
    """Whether an incident, or another one that one of its reports tells, is coded blind by who asks."""
    return isinstance(desk, BlindDesk) and desk.hides(record.incident.reports)


def field_of(name: str) -> EventField:
    """A field of an event by its name."""
    return among(EventField, "field", name)


def among(kind: type[E], name: str, value: str) -> E:
    """One of a few values.

    Raises:
        UnknownName: it is none of them.
    """
    try:
        return kind(value)
    except ValueError:
        raise UnknownName(name, value, [one.value for one in kind]) from None


def history_of(desk: Desk, record: IncidentRecord, coder: WebCoder | None) -> list[Decision]:
    """Every decision on an incident, its events and its reports, in the order of the log.

    What others decided blind is left out: only an editor, who adjudicates, sees it. Who codes the incident
    blind, an editor too, has a desk that says nothing of what others decided.
    """
    names = {record.incident.id, *record.incident.members, *record.incident.reports}
    return [entry for entry in desk.log_of(names) if _may_see(entry, coder)]


def view_of(desk: Desk, told: Sequence[Told], coder: str) -> tuple[Told, ...]:
    """The events as one who codes blind made them of the machine's coding."""
    views = {one.coded.report.id: desk.view(one.coded.report.id, coder) for one in told}
    return tuple(
        Told(one.key, views[one.coded.report.id], event)
        for one in told
        for event in views[one.coded.report.id].events
        if event.triggers[0].start == place_of(one.key)[1]
    )


def _may_see(entry: Decision, coder: WebCoder | None) -> bool:
    if entry.edit is None or not entry.edit.blind:
        return True
    return coder is not None and (coder.name == entry.author or coder.role.may(Role.EDITOR))

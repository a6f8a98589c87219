"""The desk of somebody who codes reports blind: of these it says what the machine made, and what he decided.

What others decided on the reports that are assigned to him so must not reach him by any way. Asked for a
record, this desk gives the machine's with his own decisions. Asked for many incidents at once (a list, a
count, a map, a file), it leaves out those that the reports tell: their rows, counts and indexes hold what
others decided. So he meets them on his coding screen and in their reports alone, until he is done or an
editor has adjudicated.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from sayso.base import Conflict
from sayso.base.kept import incident_record
from sayso.base.wired import ShippedBase, shipped_base
from sayso.desk.coding import author
from sayso.desk.desk import Desk
from sayso.errors import UnknownName
from sayso.model.decisions import REVIEW, Decision, coded_report, event_key, report_of
from sayso.model.filters import Filters, Unseen
from sayso.model.incidents import Agreement, Revision
from sayso.model.kept import IncidentRecord, Told
from sayso.model.listed import Listed, News
from sayso.model.record import Coded
from sayso.model.tasks import QueueReason, Task
from sayso.store import MemoryStore
from sayso.store.sql import queueing, reading
from sayso.store.sql.sqlstore import SqlStore


def blinded(desk: Desk, coder: str) -> Desk:
    """The desk as a coder may see it: itself, where he codes nothing blind."""
    unseen = desk.blind_reports(coder)
    return BlindDesk(desk, coder, unseen) if unseen else desk


class _OwnRecords:
    """A store in which some reports are coded as one coder has them."""

    def __init__(self, store: SqlStore, unseen: frozenset[str], view: Callable[[str], Coded]) -> None:
        self._store, self._unseen, self._view = store, unseen, view

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def record(self, report: str) -> Coded | None:
        found = self._store.record(report)
        return self._view(report) if found is not None and report in self._unseen else found

    def records(self, ids: Iterable[str]) -> Iterator[Coded]:
        for one in self._store.records(ids):
            yield self._view(one.report.id) if one.report.id in self._unseen else one


class BlindDesk(Desk):
    """A desk beside another, over the same base: see above.

    What it decides is decided on that base. Methods that this class does not name ask by `_with_ids`, by
    `_store` or by `_unseen`, and so leave out what is not to be seen; a test holds all of them against a
    list.

    Args:
        desk: The other.
        coder: His name.
        unseen: The reports that he codes blind.
    """

    def __init__(self, desk: Desk, coder: str, unseen: frozenset[str]) -> None:
        vars(self).update(vars(desk))  # one base, one lock, one connection
        self._coder, self._unseen = coder, unseen
        own = _OwnRecords(desk.store, unseen, lambda report: self._review.view(report, coder))
        self._store = cast(SqlStore, own)

    def hides(self, reports: Iterable[str]) -> bool:
        """Whether any of some reports is coded blind."""
        return not self._unseen.isdisjoint(reports)

    # -- questions over many -----------------------------------------------------------------------

    def _with_ids(self, asked: Filters) -> Filters:
        found = super()._with_ids(asked)
        given = {name: getattr(found, name) for name in Filters.__dataclass_fields__}
        return Unseen(**given, unseen=self._unseen)

    def _refuse_unknown(self, asked: Filters) -> None:
        """Names that are like the one asked for may be what others put there: none is proposed."""

    def news(self, limit: int) -> News:
        """See `Desk.news`; the numbers are those of the whole base."""
        hidden = self._hidden()
        found = super().news(limit + len(hidden))
        return replace(
            found,
            added=tuple(one for one in found.added if one.id not in hidden)[:limit],
            disputed=tuple(one for one in found.disputed if one.id not in hidden)[:limit],
            decided=tuple(one for one in found.decided if one.incident.id not in hidden)[:limit],
            corrected=tuple(one for one in found.corrected if one.incident.id not in hidden)[:limit],
        )

    def moments(self, ids: Sequence[str]) -> dict[str, str]:
        """See `Desk.moments`."""
        hidden = self._hidden()
        return super().moments([one for one in ids if one not in hidden])

    def rows(self, ids: Sequence[str]) -> dict[str, Listed]:
        """See `Desk.rows`; those of incidents that are coded blind are made of what this coder sees."""
        hidden = self._hidden()
        found = super().rows([one for one in ids if one not in hidden])
        own = self._records([one for one in ids if one in hidden])
        return found | {id_: _row(one) for id_, one in own.items()}

    # -- single things -----------------------------------------------------------------------------

    def incident(self, id_: str) -> IncidentRecord:
        """See `Desk.incident`."""
        try:
            return super().incident(id_)
        except KeyError:
            raise UnknownName("incident", id_, ["the ids that `incidents` gives"]) from None

    def earlier(self, id_: str, number: int) -> IncidentRecord:
        """See `Desk.earlier`; what is coded blind has one state alone."""
        found = self.incident(id_)
        if self.hides(found.incident.reports):
            return found
        made = super().earlier(id_, number)
        if self.hides(made.incident.reports):  # others have taken them apart since
            raise UnknownName("state", str(number), ["those after which nothing in it is coded blind"])
        return made

    def versions_of(self, reports: Iterable[str]) -> list[Revision]:
        """See `Desk.versions_of`: of what changed in these reports only the sentences are told."""
        found = super().versions_of(reports)
        return [replace(one, changes=()) if self.hides((one.earlier, one.later)) else one for one in found]

    def incidents_of(self, events: Iterable[str]) -> dict[str, str]:
        """See `Desk.incidents_of`; events that others added are not there."""
        found = super().incidents_of(events)
        own = self._own_keys({report_of(key) for key in found} & self._unseen)
        return {key: id_ for key, id_ in found.items() if key in own or not self.hides([report_of(key)])}

    def view(self, report: str, coder: str) -> Coded:
        """See `Desk.view`; of a report that is coded blind this coder's own, whosever was asked for."""
        return super().view(report, self._coder if report in self._unseen else coder)

    def log(self, about: str | None = None) -> Sequence[Decision]:
        """See `Desk.log`."""
        return [one for one in super().log(about) if self._may_see(one)]

    def log_of(self, things: Iterable[str]) -> list[Decision]:
        """See `Desk.log_of`."""
        return [one for one in super().log_of(things) if self._may_see(one)]

    def decision(self, id_: str) -> Decision:
        """See `Desk.decision`."""
        found = super().decision(id_)
        if not self._may_see(found):
            raise UnknownName("decision", id_, ["the ids that the log gives"])
        return found

    def conflicts(self) -> tuple[Conflict, ...]:
        """See `Desk.conflicts`."""
        return tuple(one for one in super().conflicts() if self._may_see(one.decision))

    def queue(self, limit: int = 50, *, coder: str | None = None) -> list[Task]:
        """See `Desk.queue`: what is coded blind waits because it is assigned, and for no other reason."""
        hidden = self._hidden()
        found = super().queue(limit + len(hidden), coder=coder)
        seen = [one for one in found if one.incident not in hidden or one.why is QueueReason.SECOND]
        own = self._records([one.incident for one in seen if one.incident in hidden])
        return [replace(one, state=own[one.incident].state) if one.incident in own else one for one in seen][
            :limit
        ]

    # -- what this coder sees ----------------------------------------------------------------------

    def _may_see(self, one: Decision) -> bool:
        if one.author == self._coder:
            return True
        if one.subject in REVIEW:
            return not self.hides([coded_report(one), one.a])
        return not self.hides([one.a, one.b, report_of(one.a), report_of(one.b)])

    def _hidden(self) -> set[str]:
        """The ids of the incidents that are coded blind."""
        with self._store.reading() as connection:
            return queueing.incidents_with(connection, self._unseen)

    def _own_keys(self, reports: Iterable[str]) -> set[str]:
        return {key for one in self._store.records(reports) for key in _keys(one)}

    def _records(self, ids: Sequence[str]) -> dict[str, IncidentRecord]:
        with self._store.reading() as connection:
            views = reading.viewed(connection, ids)
            blind = {id_ for id_, one in views.items() if self.hides(one.incident.reports)}
            found = super()._records([id_ for id_ in ids if id_ not in blind])
            for id_ in blind:
                own = self._own(views[id_])
                if own is not None:
                    found[id_] = own
        return found

    def _own(self, stored: reading.Viewed) -> IncidentRecord | None:
        """An incident worked out of the records that this coder sees; None where nothing of it is there."""
        base = shipped_base(MemoryStore(), author())
        events: dict[str, Told] = {}
        for coded in self._store.records(stored.incident.reports):
            base.add(coded)
            events.update(
                (key, Told(key, coded, one)) for key, one in zip(_keys(coded), coded.events, strict=True)
            )
        members = [key for key in stored.incident.members if key in events]
        members += self._dropped(base, members, events)
        if not members:
            return None
        made = base.record(sorted(members), self._admin1)
        log = self._real_log(stored.decisions)
        incident = replace(made.incident, id=stored.incident.id, unsure=(), parts=())
        return incident_record(incident, made.told, log, self._admin1)

    def _dropped(self, base: ShippedBase, members: Sequence[str], events: dict[str, Told]) -> list[str]:
        """Events that another coder took out of their reports, and that are of this incident otherwise."""
        gone = sorted(set(events) - set(super().incidents_of(events)))
        there = set(members)
        return [key for key in gone if not there.isdisjoint(base.incident_of(key).members)]

    def _real_log(self, numbers: Sequence[int]) -> list[Decision]:
        log = self._store.log()
        return [log[number - 1] for number in numbers if self._may_see(log[number - 1])]


def _keys(coded: Coded) -> list[str]:
    return [event_key(coded.report.id, event.triggers[0].start) for event in coded.events]


def _row(record: IncidentRecord) -> Listed:
    """A record as a row of a list, as the store makes it of columns."""
    row, incident = record.summary, record.incident
    return Listed(
        incident.id,
        row.type,
        row.mode,
        row.modality,
        row.headline,
        None if row.place is None else row.place.name,
        row.admin1,
        row.country,
        row.first_day,
        row.last_day,
        None if row.killed is None else (row.killed[0], row.killed[2]),
        None if row.wounded is None else (row.wounded[0], row.wounded[2]),
        len(incident.reports),
        len(incident.lines),
        incident.parties,
        row.disputed,
        tuple(view.field for view in incident.fields if view.agreement is Agreement.DISPUTED),
        bool(incident.unsure),
        record.reviewed,
    )

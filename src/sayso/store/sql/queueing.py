"""Incidents that nobody has looked at, in the order in which somebody should; and who is at work on which."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, func, or_, select

from sayso.model.decisions import report_of
from sayso.model.edits import ReviewState
from sayso.model.tasks import Assignment, QueueReason, Task
from sayso.store.sql import tables
from sayso.store.sql.conditions import told_in
from sayso.store.sql.rows import ASKED, pieces

# Below this confidence of its type an incident is to be looked at before those that the machine is sure of.
# It is the middle: with reports of which one in twenty is checked besides, that share can be measured.
SURE = 0.6
# Ids begin with "i-" and hex digits of a hash: 13 of 256 is the twentieth part, and always the same one.
_SAMPLE_BELOW = "i-0d"

_ONE = tables.incidents.c
_OPEN = _ONE.state == ReviewState.MACHINE.value
# What an editor has settled: nobody codes it blind any more.
_ADJUDICATED = frozenset({ReviewState.ADJUDICATED.value, ReviewState.PUBLISHED.value})
_DOUBT = func.coalesce(_ONE.confidence, 0.5)


def tasks(connection: Connection, limit: int) -> Iterator[Task]:
    """Disputed incidents first, then uncertain ones, then a sample of the sure; at most `limit` of each."""
    yield from _disputed(connection, limit)
    doubt = (1.0 - _DOUBT) * _ONE.reports
    rest = _ONE.disputed.is_(False)
    yield from _of(connection, QueueReason.UNCERTAIN, doubt, limit, rest, _DOUBT < SURE)
    yield from _of(
        connection, QueueReason.SAMPLE, _DOUBT, limit, rest, _DOUBT >= SURE, _ONE.id < _SAMPLE_BELOW
    )


def _disputed(connection: Connection, limit: int) -> Iterator[Task]:
    yield from _of(connection, QueueReason.DISPUTED, _ONE.lines * 1.0, limit, _ONE.disputed.is_(True))


def _of(
    connection: Connection,
    why: QueueReason,
    score: ColumnElement[float],
    limit: int,
    *where: ColumnElement[bool],
) -> Iterator[Task]:
    asked = select(_ONE.id, score, _ONE.confidence, _ONE.lines, _ONE.reports).where(_OPEN, *where)
    for id_, number, sure, lines, reports in connection.execute(
        asked.order_by(score.desc(), _ONE.id).limit(limit)
    ):
        yield Task(id_, why, _words(why, sure, lines, reports), round(number, 2))


def _words(why: QueueReason, sure: float | None, lines: int, reports: int) -> str:
    if why is QueueReason.DISPUTED:
        return f"accounts contradict each other, in {lines} account lines"
    known = "nobody knows how sure its type is" if sure is None else f"its type is right with {sure:.2f}"
    told = f"told by {reports} report{'s' if reports > 1 else ''}"
    return f"{known}; {told}" if why is QueueReason.UNCERTAIN else f"one in twenty of the sure ones; {known}"


def assignments(connection: Connection) -> list[Assignment]:
    """Who is at work on which incident, the first to begin first; incidents as they are now."""
    one, event = tables.assignments.c, tables.events.c
    asked = (
        select(_ONE.id, one.coder, one.since, one.blind)
        .join_from(tables.assignments, tables.events, event.id == one.event)
        .join(tables.incidents, _ONE.row == event.incident)
        .order_by(one.since, _ONE.id, one.coder)
    )
    found: dict[tuple[str, str], Assignment] = {}
    for row in connection.execute(asked):
        found.setdefault((row.id, row.coder), Assignment(*row))
    return list(found.values())


def assign(connection: Connection, events: Sequence[str], coder: str, moment: str, *, blind: bool) -> None:
    """Write down that a coder works on the incident of these events; again, that it is so since now.

    All of them: what others decide may move some into another incident, and it stays his work.
    """
    release(connection, events, coder)
    rows = [{"event": one, "coder": coder, "blind": blind, "since": moment} for one in events]
    connection.execute(tables.assignments.insert(), rows)


def unseen_by(connection: Connection, coder: str) -> frozenset[str]:
    """The reports that a coder codes blind: those of incidents assigned so, until they are adjudicated."""
    one, event = tables.assignments.c, tables.events.c
    mine = select(one.event).where(one.coder == coder, one.blind.is_(True))
    keys = set(connection.scalars(mine))
    if not keys:
        return frozenset()
    now = (
        select(event.id, _ONE.row, _ONE.state)
        .join_from(tables.events, tables.incidents, _ONE.row == event.incident)
        .where(event.id.in_(mine))
    )
    there, done = set[int](), set[str]()
    for key, row, state in connection.execute(now):
        if state in _ADJUDICATED:
            done.add(key)
        else:
            there.add(row)
    found = {report_of(key) for key in keys - done}
    told = select(tables.reports.c.id).join_from(
        tables.reports, tables.events, event.report == tables.reports.c.row
    )
    for some in pieces(sorted(there), ASKED):
        found.update(connection.scalars(told.where(event.incident.in_(some))))
    return frozenset(found)


def incidents_with(connection: Connection, reports: frozenset[str]) -> set[str]:
    """The ids of the incidents that some reports tell."""
    return set(connection.scalars(select(_ONE.id).where(_ONE.row.in_(told_in(reports)))))


def release(connection: Connection, events: Sequence[str], coder: str) -> int:
    """Take back what was assigned to a coder with any of these events; how much it was."""
    one = tables.assignments.c
    since = select(one.since).where(one.event.in_(events), one.coder == coder)
    moments = list(connection.scalars(since.distinct()))
    gone = tables.assignments.delete().where(
        one.coder == coder, or_(one.event.in_(events), one.since.in_(moments))
    )
    return connection.execute(gone).rowcount


def states(connection: Connection, ids: list[str]) -> dict[str, ReviewState]:
    """How far the review of incidents is."""
    asked = select(_ONE.id, _ONE.state).where(_ONE.id.in_(ids))
    return {id_: ReviewState(state) for id_, state in connection.execute(asked)}

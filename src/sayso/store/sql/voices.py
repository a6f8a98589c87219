"""Parties and outlets of a base, counted."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, select

from sayso.model.voices import Outlet, Voice
from sayso.store.sql.conditions import told_in
from sayso.store.sql.tables import claims, copies, events, parties, reports


def outlets(connection: Connection, limit: int) -> list[tuple[str, int]]:
    """Outlets with the numbers of their reports, the most first."""
    number, own = func.count(), reports.c
    asked = (
        select(own.outlet, number)
        .where(own.outlet.is_not(None), own.redacted_at.is_(None))
        .group_by(own.outlet)
        .order_by(number.desc(), own.outlet)
        .limit(limit)
    )
    return [(name, many) for name, many in connection.execute(asked)]


def speakers(connection: Connection, limit: int, unseen: Collection[str] = ()) -> list[Voice]:
    """Parties of the party table that claim most; in reports that are `unseen` nobody claims anything."""
    number = func.count()
    asked = (
        select(parties.c.name, claims.c.party, number)
        .join_from(claims, parties, parties.c.id == claims.c.party)
        .where(claims.c.own_voice.is_(False), *_seen(unseen))
        .group_by(claims.c.party, parties.c.name)
        .order_by(number.desc(), parties.c.name)
        .limit(limit)
    )
    return [Voice(name, id_, many) for name, id_, many in connection.execute(asked)]


def _seen(unseen: Collection[str]) -> list[ColumnElement[bool]]:
    """That a claim is of no incident that these reports tell."""
    if not unseen:
        return []
    there = select(events.c.row).where(events.c.incident.in_(told_in(unseen)))
    return [claims.c.event.not_in(there)]


def claims_of(connection: Connection, party: str, unseen: Collection[str] = ()) -> dict[str, int]:
    """How many claims of each stance a party makes."""
    own = claims.c
    asked = (
        select(own.stance, func.count())
        .where(own.party == party, own.own_voice.is_(False), *_seen(unseen))
        .group_by(own.stance)
    )
    return dict(map(tuple, connection.execute(asked)))


def outlet(connection: Connection, name: str, most: int, unseen: Collection[str] = ()) -> Outlet | None:
    """What is known of an outlet, None where it has no report; of each list at most `most`."""
    own = reports.c
    of_it = own.outlet == name, own.redacted_at.is_(None)
    number = connection.scalar(select(func.count()).select_from(reports).where(*of_it)) or 0
    if not number:
        return None
    said = (
        select(claims.c.own_voice, claims.c.claimant, claims.c.party, func.count())
        .join_from(claims, events, events.c.row == claims.c.event)
        .join(reports, own.row == events.c.report)
        .where(*of_it, *_seen(unseen))
        .group_by(claims.c.own_voice, claims.c.claimant, claims.c.party)
    )
    rows = connection.execute(said).all()
    relayed = [Voice(who, party, many) for voice, who, party, many in rows if not voice and who is not None]
    relayed.sort(key=lambda one: (-one.claims, one.name))
    copied = taken(connection, name)
    latest = select(own.id, own.title, own.published).where(*of_it)
    latest = latest.order_by(own.published.desc().nulls_last(), own.id).limit(most)
    return Outlet(
        name,
        number,
        sum(many for *_, many in rows),
        sum(many for voice, _, _, many in rows if voice),
        sum(many for voice, who, _, many in rows if not voice and who is None),
        tuple(relayed[:most]),
        sum(many for _, _, many in copied),
        sum(many for _, sure, many in copied if not sure),
        _by_outlet(copied)[:most],
        tuple(
            (id_, title, None if day is None else day.isoformat())
            for id_, title, day in connection.execute(latest)
        ),
    )


def taken(connection: Connection, name: str) -> list[tuple[str | None, bool, int]]:
    """Of what outlets its copies were taken, whether that is sure, and how many."""
    source = reports.alias("source")
    asked = (
        select(source.c.outlet, copies.c.sure, func.count())
        .join_from(copies, reports, reports.c.row == copies.c.report)
        .outerjoin(source, source.c.id == copies.c.source)
        .where(reports.c.outlet == name, copies.c.source.is_not(None))
        .group_by(source.c.outlet, copies.c.sure)
    )
    return [(outlet, bool(sure), many) for outlet, sure, many in connection.execute(asked)]


def _by_outlet(taken: list[tuple[str | None, bool, int]]) -> tuple[tuple[str | None, int], ...]:
    found: dict[str | None, int] = {}
    for name, _, many in taken:
        found[name] = found.get(name, 0) + many
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0] or "")))

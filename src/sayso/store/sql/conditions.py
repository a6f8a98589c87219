"""What is asked of incidents and of claims, as conditions of SQL.

Every condition is `row IN (...)` or a comparison of a column, so that a database can begin with the one that
leaves least; those of `of_each` are looked at for one incident after the other. Values are always bound,
never written into the SQL.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields, replace

from sqlalchemy import ColumnElement, Select, func, or_, select

from sayso.errors import WrongFilter
from sayso.model.filters import Area, Filters, Unseen
from sayso.store.sql.search import searching
from sayso.store.sql.tables import (
    claims,
    event_parties,
    event_sides,
    event_weapons,
    events,
    facets,
    incidents,
    memberships,
    reports,
)
from sayso.store.sql.worded import worded

Condition = ColumnElement[bool]
_MOST = 2**31 - 1  # of a whole number in a column


def one_of(column: ColumnElement[int], numbers: Sequence[int], dialect: str) -> Condition:
    """Whether a column is one of numbers, of which there may be thousands.

    SQLite gets them as one value: thousands of parameters took longer to write down than the rows to read.
    """
    if dialect != "sqlite":
        return column.in_(numbers)
    there = func.json_each(json.dumps(list(numbers))).table_valued("value")
    return column.in_(select(there.c.value))


def of_incidents(asked: Filters, dialect: str) -> list[Condition]:
    """What must hold of a row of `incidents`.

    Raises:
        WrongFilter: a value holds what no database takes, or there are no words to look for.
    """
    _check(asked)
    return [
        *_of_columns(asked),
        *_of_place(asked, dialect),
        *_of_events(asked),
        *_told_there(asked, dialect),
        *_of_claims_within(asked),
    ]


def of_each(asked: Filters, dialect: str, but: int | None = None) -> list[Condition]:
    """The same of incidents that are read one by one, in some order: none of it is read as a whole before.

    Words are: what a database finds by an index of words it finds at once. Of `ways` that with the number
    `but` is left out.

    Raises:
        WrongFilter: a value holds what no database takes, or there are no words to look for.
    """
    _check(asked)
    told = Filters(text=asked.text, report=asked.report)
    if isinstance(asked, Unseen):
        told = Unseen(text=asked.text, report=asked.report, unnamed=asked.unnamed)
    found = [
        *_of_columns(asked),
        *_of_place(replace(asked, area=None), dialect),
        *_told_there(told, dialect),
    ]
    if asked.area is not None:
        found.append(inside(asked.area))
    return [*found, *(_of_this(one) for at, one in enumerate(ways(asked)) if at != but)]


def ways(asked: Filters) -> list[Select[int]]:
    """For each filter of parties, weapons, outlets and claims those that it leaves, some repeatedly."""
    _check(asked)
    found = [
        select(memberships.c.incident).join_from(one, memberships, memberships.c.event == one.c.event)
        for one in (events_asked.subquery() for events_asked in _events_asked(asked))
    ]
    there = events.c.incident.is_not(None)
    if asked.outlet is not None:
        told = select(events.c.incident).join_from(reports, events, events.c.report == reports.c.row)
        found.append(told.where(reports.c.outlet == asked.outlet, there))
    said = [*_of_claim(asked)]
    if said:
        held = select(events.c.incident).join_from(claims, events, events.c.row == claims.c.event)
        found.append(held.where(there, *said))
    return found


def _of_this(way: Select[int]) -> Condition:
    """That it leaves the incident that is looked at."""
    incident: ColumnElement[int] = next(iter(way.selected_columns))
    return way.where(incident == incidents.c.row).correlate(incidents).exists()


def of_claims(asked: Filters, dialect: str) -> list[list[Condition]]:
    """Ways in which a row of `claims` can be asked for: what must hold of it in each.

    A claimant is an id or a name: each is a way, so that each is read in the order of an index.

    Days, report, outlet and words are those of the claim; what else is asked of incidents must hold of that
    which the claim is about.

    Raises:
        WrongFilter: a value holds what no database takes, or there are no words to look for.
    """
    _check(asked)
    found = [*_of_claim(replace(asked, claimant=None))]
    if asked.since is not None:
        found.append(claims.c.day >= asked.since)
    if asked.until is not None:
        found.append(claims.c.day <= asked.until)
    told = _of_reports(asked, dialect)
    if told is not None:
        found.append(claims.c.event.in_(select(events.c.row).where(events.c.report.in_(told))))
    there = [*_of_columns(asked, days=False), *_of_place(asked, dialect, days=False), *_of_events(asked)]
    if there:
        about = select(incidents.c.row).where(*there)
        found.append(claims.c.event.in_(select(events.c.row).where(events.c.incident.in_(about))))
    if asked.claimant is None:
        return [found]
    return [[name == asked.claimant, *found] for name in (claims.c.party, claims.c.claimant)]


def _check(asked: Filters) -> None:
    for one in fields(asked):
        value = getattr(asked, one.name)
        if one.name != "text" and isinstance(value, str) and any(_is_unfit(letter) for letter in value):
            raise WrongFilter(f"{one.name} {value!r} has a character that no text in a base has")


def _is_unfit(letter: str) -> bool:
    return letter == "\0" or "\ud800" <= letter <= "\udfff"


def _of_columns(asked: Filters, *, days: bool = True) -> Iterator[Condition]:
    own = incidents.c
    if days and asked.since is not None:
        yield own.last_day >= asked.since
    if days and asked.until is not None:
        yield own.first_day <= asked.until
    same = (
        (own.country, asked.country),
        (own.admin1, asked.admin1),
        (own.modality, asked.modality),
        (own.type, asked.type),
        (own.mode, asked.mode),
        (own.disputed, asked.disputed),
        (own.unsure, asked.unsure),
        (own.reviewed, asked.reviewed),
        (own.state, asked.state),
    )
    for column, value in same:
        if value is not None:
            yield column == value
    least = (
        (own.killed_high, asked.killed),
        (own.wounded_high, asked.wounded),
        (own.confidence, asked.confidence),
    )
    for number, low in least:
        if low is not None:
            yield number >= min(low, _MOST)
    if asked.grade is not None:
        yield or_(own.assessed == asked.grade, own.assessed.is_(None) & (own.grade == asked.grade))
    if isinstance(asked, Unseen) and asked.unseen:
        yield own.row.not_in(told_in(asked.unseen))


def told_in(some: Collection[str]) -> Select[int]:
    """The rows of the incidents that some reports tell."""
    told = select(events.c.incident).join_from(events, reports, reports.c.row == events.c.report)
    return told.where(reports.c.id.in_(sorted(some)), events.c.incident.is_not(None))


def _of_place(asked: Filters, dialect: str, *, days: bool = True) -> Iterator[Condition]:
    if asked.place is not None:
        yield or_(incidents.c.gazetteer == asked.place, incidents.c.place == asked.place)
    if asked.area is not None:
        since, until = (asked.since, asked.until) if days else (None, None)
        yield incidents.c.row.in_(searching(dialect).boxed(asked.area, since, until))
        yield inside(asked.area)


def inside(area: Area) -> Condition:
    """That the middle of an incident is in an area, by its columns alone."""
    own = incidents.c
    between: Condition = own.lon.between(area.west, area.east)
    across: Condition = or_(own.lon >= area.west, own.lon <= area.east)  # the 180th meridian
    return own.lat.between(area.south, area.north) & (across if area.west > area.east else between)


def _of_events(asked: Filters) -> Iterator[Condition]:
    for found in _events_asked(asked):
        yield incidents.c.row.in_(select(memberships.c.incident).where(memberships.c.event.in_(found)))


def _events_asked(asked: Filters) -> Iterator[Select[int]]:
    """For each filter of parties and weapons its events."""
    roles = ((asked.party, None), (asked.actor, "actor"), (asked.target, "target"))
    for name, role in roles:
        if name is not None:
            yield _party(name, role)
    if asked.side is not None:
        beside = select(event_sides.c.event_party).where(event_sides.c.side == asked.side)
        yield select(event_parties.c.event).where(
            or_(event_parties.c.row.in_(beside), event_parties.c.party == asked.side)
        )
    if asked.weapon is not None:
        own = event_weapons.c
        # There are few kinds: by kind and name a name is found without an index of names.
        kinds = select(facets.c.value).where(
            facets.c.country == "", facets.c.month == "", facets.c.field == "weapon"
        )
        named = own.kind.in_(kinds) & (own.name == asked.weapon)
        yield select(own.event).where(or_(own.kind == asked.weapon, named))


def _party(name: str, role: str | None) -> Select[int]:
    found = select(event_parties.c.event).where(
        or_(event_parties.c.party == name, event_parties.c.name == name)
    )
    return found if role is None else found.where(event_parties.c.role == role)


def _told_there(asked: Filters, dialect: str) -> Iterator[Condition]:
    told = _of_reports(asked, dialect)
    if told is not None:
        there = select(events.c.incident).where(events.c.report.in_(told), events.c.incident.is_not(None))
        yield incidents.c.row.in_(there)


def _of_reports(asked: Filters, dialect: str) -> Select[int] | None:
    """The reports that are asked for; None: any."""
    found = None if asked.text is None else worded(asked, dialect).matching(dialect)
    there: list[Condition] = []
    if asked.outlet is not None:
        there.append(reports.c.outlet == asked.outlet)
    if asked.report is not None:
        there.append(reports.c.id == asked.report)
    if there:
        if found is not None:
            there.append(reports.c.row.in_(found))
        return select(reports.c.row).where(*there)
    return found


def _of_claims_within(asked: Filters) -> Iterator[Condition]:
    there = [*_of_claim(asked)]
    if there:
        found = select(events.c.incident).join_from(claims, events, events.c.row == claims.c.event)
        yield incidents.c.row.in_(found.where(events.c.incident.is_not(None), *there))


def _of_claim(asked: Filters) -> Iterator[Condition]:
    """What is asked of one and the same claim."""
    if asked.claimant is not None:
        yield or_(claims.c.party == asked.claimant, claims.c.claimant == asked.claimant)
    if asked.stance is not None:
        yield claims.c.stance == asked.stance
    if asked.field is not None:
        yield claims.c.field == asked.field

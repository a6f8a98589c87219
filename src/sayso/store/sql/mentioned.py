"""The names of parties and places: each as the last record had it that was written and names it."""

from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import closing
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from sayso.model.edits import Content
from sayso.store.sql import codec, comparing, tables
from sayso.store.sql.comparing import differing, rows_of
from sayso.store.sql.rows import Row
from sayso.store.sql.spreading import Admin1, party_rows, place_rows, spread

_AT_ONCE = 500
_MANY = 10_000  # rows that are looked for in earlier codings


class _Uncounted:
    """Numbers for rows that nobody writes."""

    def next(self, _table: Table) -> int:
        return 0


def compared(stands: Connection, should: Connection, table: Table, admin1: Admin1) -> Iterator[str]:
    """What stands of parties or places that neither a record tells, earlier codings included, nor a decision.

    A name stays when a report is coded anew without it, or what a person put there is taken back, until a
    rebuild.

    Args:
        stands: Of the base.
        should: Of one that was made anew.
        table: `parties` or `places`.
        admin1: The name of the first-order area of a place.
    """
    found = list(islice(differing(rows_of(stands, table), rows_of(should, table)), _MANY))
    if not any(one.stands is not None for one in found):
        yield from comparing.told(found)
        return
    asked = {one.stands for one in found if one.stands is not None}
    for made in (_every, _decided):
        with closing(made(stands, table, admin1)) as every:
            for row in every:
                asked.discard(row)
                if not asked:
                    break
    yield from comparing.told(one for one in found if one.stands is None or one.stands in asked)


def provinces(connection: Connection, admin1: Admin1) -> Admin1:
    """Provinces by the tables of this sayso, and of places that these do not have, as the base has them."""
    place = tables.places.c

    @cache
    def there(id_: str) -> str | None:
        found: str | None = connection.execute(select(place.admin1).where(place.id == id_)).scalar()
        return found

    return lambda id_: admin1(id_) or there(id_)


def told_by(connection: Connection, report: str) -> dict[Table, set[str]]:
    """The ids of the parties and places that any coding of a report names."""
    kept, one = tables.records.c, tables.reports.c
    asked = select(kept.data).join(tables.reports, one.row == kept.report).where(one.id == report)
    found: dict[Table, set[str]] = {table: set() for table in comparing.NAMES}
    for data in connection.execute(asked.where(kept.sha256 != "")).scalars():
        rows = spread(codec.CODED.unpack(data), 0, _Uncounted(), _nowhere)
        for table, ids in found.items():
            ids.update(row["id"] for row in rows[table])
    return found


def tell_again(connection: Connection, ids: Mapping[Table, Collection[str]], admin1: Admin1) -> None:
    """Put parties and places as the last record that is left has them; what none names goes.

    For after a report was erased: its words must not stay as the name of a party.
    """
    for table, some in ids.items():
        for id_ in sorted(some):
            row = _last(connection, table, id_, admin1)
            connection.execute(table.delete().where(table.c.id == id_))
            if row is not None:
                connection.execute(table.insert(), row)


def _last(connection: Connection, table: Table, id_: str, admin1: Admin1) -> Row | None:
    event, party, said = tables.events.c, tables.event_parties.c, tables.statements.c
    if table is tables.places:
        reports = [select(event.report).where(event.gazetteer == id_)]
    else:
        acting = select(event.report).join(tables.event_parties, party.event == event.row)
        reports = [acting.where(party.party == id_), select(said.report).where(said.party == id_)]
    kept, one = tables.records.c, tables.reports.c
    asked = select(kept.data).join(tables.reports, one.record == kept.row)
    named = asked.where(or_(*(one.row.in_(some) for some in reports))).order_by(kept.row.desc()).limit(1)
    data = connection.execute(named).scalar()
    if data is None:
        return None
    rows = spread(codec.CODED.unpack(data), 0, _Uncounted(), admin1)[table]
    return next((row for row in reversed(rows) if row["id"] == id_), None)


def _nowhere(_place: str) -> None:
    return


def _every(connection: Connection, table: Table, admin1: Admin1) -> Generator[tuple[Any, ...], None, None]:
    """The rows that all codings of all reports have told."""
    kept = tables.records.c
    asked = select(kept.data).where(kept.sha256 != "").execution_options(yield_per=_AT_ONCE)
    with closing(connection.execute(asked).scalars()) as every:
        for data in every:
            for row in spread(codec.CODED.unpack(data), 0, _Uncounted(), admin1)[table]:
                yield tuple(row[name] for name in table.c.keys())  # noqa: SIM118  # columns, no mapping


def _decided(connection: Connection, table: Table, admin1: Admin1) -> Generator[tuple[Any, ...], None, None]:
    """The rows that what persons decided tells: corrected records are not kept when they are made anew."""
    edit = tables.decisions.c.edit
    asked = select(edit).where(edit.is_not(None)).execution_options(yield_per=_AT_ONCE)
    with closing(connection.execute(asked).scalars()) as every:
        for said in every:
            one = codec.EDIT.decode(said.encode())
            for content in (one.before, one.after, one.machine):
                for row in _named(content or Content(), table, admin1):
                    yield tuple(row[name] for name in table.c.keys())  # noqa: SIM118  # columns, no mapping


def _named(content: Content, table: Table, admin1: Admin1) -> Iterator[Row]:
    event, said = content.event, content.statement
    if table is tables.places:
        for place in (content.place, event.place if event else None):
            yield from place_rows(place.value, admin1) if place else ()
        return
    for fact in (*content.parties, *((*event.actors, *event.targets) if event else ())):
        yield from party_rows(fact.value)
    for source in (content.source, said.source if said else None):
        yield from party_rows(source.party) if source and source.party else ()

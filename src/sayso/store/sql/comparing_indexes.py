"""The indexes of words and of places: whether they hold what the tables say, without writing to the base.

SQLite's are held against those of a base that was made anew; PostgreSQL makes what should stand there as it
reads. How such an index is built within is looked at by `PRAGMA integrity_check`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from sayso.store.sql import tables, views
from sayso.store.sql.comparing import Rows, differing, told
from sayso.store.sql.search_postgres import EXPECTED_PLACES, EXPECTED_WORDS, folded

_AT_ONCE = 500
_PLACES = ("incident", "south", "north", "west", "east", "first_day", "last_day")
_ASK_PLACES = (
    f"SELECT coalesce(i.id, 'row ' || p.row), {', '.join(f'p.{name}' for name in _PLACES[1:])} "
    "FROM incident_places p LEFT JOIN incidents i ON i.row = p.row ORDER BY 1"
)
_WORDS = ("report", "words", "sizes")
# A table that was brought up, taken down and brought up again is written otherwise: its rows are compared.
_SCHEMA = (
    "SELECT type || ' ' || name, CASE WHEN type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' THEN '' "
    "ELSE sql END FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY 1"
)
_LAST = (1 << 64) - 1


def counted(connection: Connection) -> Iterator[str]:
    """Indexes that have not as many rows as the tables: cheap, and found also where much is lost."""
    words = "report_words_docsize" if connection.dialect.name == "sqlite" else "report_words"
    one = tables.incidents.c
    located = select(func.count()).where(one.lat.is_not(None), one.lon.is_not(None))
    names = "name_words_docsize" if connection.dialect.name == "sqlite" else "name_words"
    named = select(func.count(tables.private_names.c.report.distinct()))
    pairs = (
        ("report_words", words, select(func.count()).select_from(tables.reports), "reports"),
        ("name_words", names, named, "reports with private names"),
        ("incident_places", "incident_places", located, "incidents with a place"),
    )
    for name, table, should, what in pairs:
        there = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        wanted = connection.execute(should).scalar_one()
        if there != wanted:
            yield f"{name}: {there} rows stand there, should be {wanted} ({what})"


def compared(stands: Connection, should: Connection) -> Iterator[str]:
    """What the indexes and views of a base hold otherwise than they should.

    Args:
        stands: Of the base.
        should: Of a base of SQLite that was made anew of the same records.
    """
    sqlite = stands.dialect.name == "sqlite"
    for part in (_schema, _places, _words, _how_words) if sqlite else (_server_words, _server_places, _views):
        try:
            yield from part(stands, should)
        except DBAPIError as error:
            yield f"an index cannot be read: {str(error.orig).strip()}"


# -- SQLite ----------------------------------------------------------------------------------------


def _schema(stands: Connection, should: Connection) -> Iterator[str]:
    """Tables, indexes, views and triggers. What people have added is theirs, but a trigger changes tables."""
    there, wanted = (dict(map(tuple, one.execute(text(_SCHEMA)))) for one in (stands, should))
    for name, sql in wanted.items():
        if there.get(name) != sql:
            yield f"{name}: " + ("is made otherwise than it should be" if name in there else "is not there")
    for name in there:
        if name.startswith("trigger ") and name not in wanted:
            yield f"{name}: stands there, and should not"


def _places(stands: Connection, should: Connection) -> Iterator[str]:
    one, other = (Rows("incident_places", _PLACES, 1, _rows(at, _ASK_PLACES)) for at in (stands, should))
    yield from told(differing(one, other))


def _rows(connection: Connection, asked: str) -> Iterator[tuple[object, ...]]:
    return map(tuple, connection.execute(text(asked).execution_options(yield_per=_AT_ONCE)))


def _words(stands: Connection, should: Connection) -> Iterator[str]:
    yield from _words_of("report_words", "its title and text", stands, should)
    yield from _words_of("name_words", "its private names", stands, should)


def _words_of(table: str, what_of: str, stands: Connection, should: Connection) -> Iterator[str]:
    there, wanted = _indexed(stands, table), _indexed(should, table)
    wrong = sorted(name for name in {*there, *wanted} if there.get(name) != wanted.get(name))
    for name in wrong[:_SHOWN]:
        if name not in there:
            what = "the report should stand there, and does not"
        elif name not in wanted:
            what = "stands there, and should not"
        else:
            what = f"stands under other words than those of {what_of}"
        yield f"{table}, row {name}: {what}"
    if len(wrong) > _SHOWN:
        yield f"{table}: {len(wrong) - _SHOWN} more rows are not as they should be"


_SHOWN = 20


def _indexed(connection: Connection, table: str) -> dict[str, tuple[int, bytes | None]]:
    """Of each report a sum over its words, each with its place, and their numbers.

    Strings have other hashes in each process, so that nobody can make words that add up to the same.
    """
    sums: dict[int, int] = {}
    with _vocabulary(connection, table) as name:
        asked = text(f"SELECT term, doc, col, offset FROM {name}").execution_options(yield_per=10_000)
        for term, doc, column, offset in connection.execute(asked):
            sums[doc] = (sums.get(doc, 0) + hash((term, column, offset))) & _LAST
    sizes = dict(map(tuple, connection.execute(text(f"SELECT id, sz FROM {table}_docsize"))))
    names = dict(map(tuple, connection.execute(select(tables.reports.c.row, tables.reports.c.id))))
    return {names.get(doc, f"number {doc}"): (sums.get(doc, 0), sizes.get(doc)) for doc in {*sums, *sizes}}


@contextmanager
def _vocabulary(connection: Connection, table: str) -> Iterator[str]:
    """The words of the index as a table of this connection alone: the base is not written to."""
    name = "temp.report_vocabulary"
    (only,) = connection.execute(text("PRAGMA query_only")).one()
    connection.execute(text("PRAGMA query_only = 0"))
    connection.execute(text(f"CREATE VIRTUAL TABLE {name} USING fts5vocab('main', '{table}', 'instance')"))
    try:
        yield name
    finally:
        connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text(f"PRAGMA query_only = {only}"))


def _how_words(stands: Connection, should: Connection) -> Iterator[str]:
    """What matches are ranked by: how often words are in all reports, and the settings."""
    for what, asked in (
        ("how many words there are in all", "SELECT hex(block) FROM report_words_data WHERE id = 1"),
        ("the settings", "SELECT k, v FROM report_words_config ORDER BY k"),
    ):
        one, other = (at.execute(text(asked)).all() for at in (stands, should))
        if one != other:
            yield f"report_words: {what} stands as {_listed(one)}, should be {_listed(other)}"


def _listed(rows: object) -> str:
    return str(rows)[:80]


# -- PostgreSQL ------------------------------------------------------------------------------------


def _server_words(stands: Connection, _should: Connection) -> Iterator[str]:
    own, last, wrong = tables.reports.c, 0, 0
    while True:
        asked = select(own.row, own.title, own.text).where(own.row > last).order_by(own.row).limit(_AT_ONCE)
        some = stands.execute(asked).all()
        if not some:
            break
        last = some[-1].row
        values = {
            "rows": [one.row for one in some],
            "titles": [folded(one.title or "") for one in some],
            "texts": [folded(one.text) for one in some],
        }
        for name, there in stands.execute(text(EXPECTED_WORDS), values):
            wrong += 1
            if wrong <= _SHOWN:
                what = "stands under other words than those of its title and text"
                yield f"report_words, row {name}: {what if there else 'should stand there, and does not'}"
    if wrong > _SHOWN:
        yield f"report_words: {wrong - _SHOWN} more rows are not as they should be"


def _server_places(stands: Connection, _should: Connection) -> Iterator[str]:
    for at, (name, there, wanted) in enumerate(stands.execute(text(EXPECTED_PLACES))):
        if at == _SHOWN:
            yield "incident_places: more rows are not as they should be"
            return
        yield f"incident_places, row {name}: stands as {there or 'nothing'}, should be {wanted or 'nothing'}"


def _views(stands: Connection, _should: Connection) -> Iterator[str]:
    """Whether each view shows what it should: it is asked for the rows that it has too many or too few."""
    for name, asked in views.selected(stands).items():
        try:
            for one, other in ((asked, f"SELECT * FROM {name}"), (f"SELECT * FROM {name}", asked)):
                differs = f"SELECT 1 FROM ({one} EXCEPT ALL {other}) AS more LIMIT 1"
                if stands.execute(text(differs)).first():
                    yield f"view {name}: shows other rows than the tables hold"
                    break
        except DBAPIError as error:  # it has not even the same columns; nothing more can be asked then
            yield f"view {name}: {str(error.orig).strip()}"
            return

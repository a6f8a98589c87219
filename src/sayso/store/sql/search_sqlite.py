"""Search in SQLite: FTS5 over the text of reports, an R*Tree over the places and days of incidents."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    inspect,
    literal_column,
    or_,
    select,
    table,
    text,
)

from sayso.model.filters import Area
from sayso.store.sql.asked_words import CLOSE, OPEN, Words, asked_words
from sayso.store.sql.prepared import Prepared
from sayso.store.sql.tables import private_names

# External content: the words are indexed, the text stands in `reports` alone.
_CREATE = (
    "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='reports', content_rowid='row', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    # The words of names that readers are not told; few reports have any.
    "CREATE VIRTUAL TABLE name_words USING fts5(words, tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE incident_places USING rtree(row, south, north, west, east, first_day, last_day)",
)
_FILL_WORDS = "INSERT INTO report_words(rowid, title, text) SELECT row, title, text FROM reports"
_NAMES_OF = "INSERT INTO name_words(rowid, words) SELECT report, group_concat(words, ' ') FROM private_names"
_FILL_NAMES = f"{_NAMES_OF} GROUP BY report"
_PUT_NAMES = f"{_NAMES_OF} WHERE report = :row GROUP BY report"
_DROP_NAMES = "DELETE FROM name_words WHERE rowid = :row"
_DROP_WORDS = (
    "INSERT INTO report_words(report_words, rowid, title, text) "
    "SELECT 'delete', row, title, text FROM reports WHERE row = :row"
)
# A day is counted from 4714 BC; an incident without a day can have been on any.
_FILL_PLACES = (
    "INSERT INTO incident_places SELECT row, lat, lat, lon, lon, "
    "coalesce(julianday(first_day) + 0.5, 0), coalesce(julianday(last_day) + 0.5, 9999999) "
    "FROM incidents WHERE lat IS NOT NULL AND lon IS NOT NULL"
)
_DROP_PLACES = "DELETE FROM incident_places WHERE row = :row"
_JULIAN = 1721425  # of the day before the first that Python counts
# What a number loses in the tree, which keeps 24 bits of it.
_SLACK = 1e-4
_TITLE, _TEXT = 4.0, 1.0  # a word of the title counts as four of the text

_words = table("report_words", column("rowid"), column("report_words"), column("rank"))
_names = table("name_words", column("rowid"), column("name_words"))
_tree = table(
    "incident_places",
    *(column(name) for name in ("row", "south", "north", "west", "east", "first_day", "last_day")),
)


class SqliteSearch:
    """`Searching` for SQLite."""

    def create(self, connection: Connection) -> None:
        for statement in (*_CREATE, _FILL_WORDS, _FILL_PLACES):
            connection.execute(text(statement))
        if inspect(connection).has_table(private_names.name):  # older tables have none
            connection.execute(text(_FILL_NAMES))

    def drop(self, connection: Connection) -> None:
        for name in ("report_words", "name_words", "incident_places"):
            connection.execute(text(f"DROP TABLE IF EXISTS {name}"))

    def index(self, connection: Connection, reports: Sequence[int]) -> None:
        _each(connection, f"{_FILL_WORDS} WHERE row = :row", reports)
        _each(connection, _PUT_NAMES, reports)

    def forget(self, connection: Connection, reports: Sequence[int]) -> None:
        _each(connection, _DROP_WORDS, reports)
        _each(connection, _DROP_NAMES, reports)

    def place(self, connection: Connection, incidents: Sequence[int]) -> None:
        _each(connection, f"{_FILL_PLACES} AND row = :row", incidents)

    def displace(self, connection: Connection, incidents: Sequence[int]) -> None:
        _each(connection, _DROP_PLACES, incidents)

    def boxed(self, area: Area, since: date | None, until: date | None) -> Select[int]:
        rows = select(_tree.c.row).where(
            _tree.c.south <= area.north + _SLACK,
            _tree.c.north >= area.south - _SLACK,
            or_(*_across(area)),
        )
        if until is not None:
            rows = rows.where(_tree.c.first_day <= until.toordinal() + _JULIAN)
        if since is not None:
            rows = rows.where(_tree.c.last_day >= since.toordinal() + _JULIAN)
        return rows

    def matching(self, text: str) -> Select[int]:
        return select(_words.c.rowid).where(_match(text))

    def named(self, words: Sequence[str]) -> Select[int]:
        query = " OR ".join(map(_quoted, words))
        return select(_names.c.rowid).where(column("name_words").op("MATCH")(query))

    def ranked(self, words: Words, most: int, few: Sequence[int] | None = None) -> Select[int]:
        newest = select(_words.c.rowid, _bm25().label("score")).where(_match(words.text))
        for some in (few, words.among):
            if some is not None:
                newest = newest.where(_words.c.rowid.in_(some))
        if words.but is not None:
            newest = newest.where(_words.c.rowid.not_in(words.but))
        last = newest.order_by(_words.c.rowid.desc()).limit(most).subquery()
        return select(last.c.rowid).order_by(last.c.score, last.c.rowid.desc())

    def marked(self, connection: Connection, text: str, reports: Sequence[int]) -> list[tuple[int, str]]:
        title, words = (_highlighted(column) for column in (0, 1))
        rows = select(_words.c.rowid, title, words).where(_match(text), _words.c.rowid.in_(reports))
        return [(row, f"{above or ''}\n{below}") for row, above, below in connection.execute(rows)]


def _across(area: Area) -> Iterator[ColumnElement[bool]]:
    """The box, or its two parts on both sides of the 180th meridian."""
    parts = [(area.west, area.east)]
    if area.west > area.east:
        parts = [(area.west, 180.0), (-180.0, area.east)]
    for west, east in parts:
        yield and_(_tree.c.west <= east + _SLACK, _tree.c.east >= west - _SLACK)


def _match(asked: str) -> ColumnElement[bool]:
    return column("report_words").op("MATCH")(_query(asked))


def _query(asked: str) -> str:
    """In the language of FTS5: what is wanted and not what is not, quoted, so that no word commands."""
    wanted, unwanted = asked_words(asked)
    query = " AND ".join(map(_quoted, wanted))
    return f"{query} NOT ({' OR '.join(map(_quoted, unwanted))})" if unwanted else query


def _quoted(words: str) -> str:
    return f'"{words}"'


def _highlighted(number: int) -> ColumnElement[str]:
    return literal_column(f"highlight(report_words, {number}, '{OPEN}', '{CLOSE}')")


def _bm25() -> ColumnElement[float]:
    return literal_column(f"bm25(report_words, {_TITLE}, {_TEXT})")


def _each(connection: Connection, statement: str, rows: Sequence[int]) -> None:
    _prepared(statement).each(connection, ({"row": row} for row in rows))


@cache
def _prepared(statement: str) -> Prepared:
    return Prepared(text(statement))

"""Search in PostgreSQL: words of reports under GIN, PostGIS points of incidents under GiST.

Words are made as FTS5 makes them in SQLite: runs of letters and digits, without case and without marks on
Latin letters, by Porter's stems; none is left out as too common. So both databases find the same reports.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    bindparam,
    cast,
    column,
    func,
    inspect,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG

from sayso.model.filters import Area
from sayso.store.sql.asked_words import CLOSE, OPEN, Words, asked_words
from sayso.store.sql.tables import private_names
from sayso.store.sql.tables import reports as reports_table

_CREATE = (
    "CREATE EXTENSION IF NOT EXISTS postgis",  # by an administrator, where this role may not
    "CREATE TEXT SEARCH DICTIONARY sayso_porter (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION sayso (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION sayso ALTER MAPPING FOR asciiword, word, numword WITH sayso_porter",
    "CREATE TABLE report_words (row bigint PRIMARY KEY REFERENCES reports(row) ON DELETE CASCADE, "
    "words tsvector NOT NULL) WITH (toast_tuple_target = 8160)",
    # The words of names that readers are not told; few reports have any.
    "CREATE TABLE name_words (row bigint PRIMARY KEY REFERENCES reports(row) ON DELETE CASCADE, "
    "words tsvector NOT NULL)",
    "CREATE INDEX ix_name_words_words ON name_words USING gin (words)",
    # Beside its row and as it is: ranking reads thousands of them.
    "ALTER TABLE report_words ALTER COLUMN words SET STORAGE MAIN",
    # A search reads what is pending from end to end: it stays short, and is taken in after many reports.
    "CREATE INDEX ix_report_words_words ON report_words USING gin (words) "
    "WITH (fastupdate = on, gin_pending_list_limit = 256)",
    "CREATE TABLE incident_places (row bigint PRIMARY KEY REFERENCES incidents(row) ON DELETE CASCADE, "
    "middle geometry(Point, 4326) NOT NULL, days daterange NOT NULL)",
    "CREATE INDEX ix_incident_places_middle ON incident_places USING gist (middle, days)",
)
_DROP = (
    "DROP TABLE IF EXISTS report_words",
    "DROP TABLE IF EXISTS name_words",
    "DROP TABLE IF EXISTS incident_places",
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS sayso",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS sayso_porter",
)
_PUT_WORDS = (
    "INSERT INTO report_words (row, words) VALUES (:row, "
    "setweight(to_tsvector('sayso', :title), 'A') || to_tsvector('sayso', :text)) "
    "ON CONFLICT (row) DO UPDATE SET words = excluded.words"
)
_PUT_NAMES = (
    "INSERT INTO name_words (row, words) VALUES (:row, to_tsvector('sayso', :words)) "
    "ON CONFLICT (row) DO UPDATE SET words = excluded.words"
)
# An incident without a day can have been on any: its range has no ends.
_FILL_PLACES = (
    "INSERT INTO incident_places SELECT row, ST_SetSRID(ST_MakePoint(lon, lat), 4326), "
    "daterange(least(first_day, last_day), greatest(first_day, last_day), '[]') "
    "FROM incidents WHERE lat IS NOT NULL AND lon IS NOT NULL"
)
# Reports that stand under other words than they should, or not at all.
EXPECTED_WORDS = (
    "SELECT r.id, w.row IS NOT NULL "
    "FROM unnest(CAST(:rows AS bigint[]), CAST(:titles AS text[]), CAST(:texts AS text[])) "
    "AS given(row, title, text) "
    "JOIN reports r ON r.row = given.row LEFT JOIN report_words w ON w.row = given.row "
    "WHERE w.words IS DISTINCT FROM "
    "(setweight(to_tsvector('sayso', given.title), 'A') || to_tsvector('sayso', given.text)) ORDER BY r.id"
)
# Incidents that stand elsewhere, or on other days, than they should: as it is, as it should be.
EXPECTED_PLACES = (
    "SELECT coalesce(i.id, 'row ' || p.row), ST_AsText(p.middle) || ' ' || p.days, "
    "ST_AsText(i.middle) || ' ' || i.days "
    "FROM incident_places p FULL JOIN ("
    "SELECT row, id, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS middle, "
    "daterange(least(first_day, last_day), greatest(first_day, last_day), '[]') AS days "
    "FROM incidents WHERE lat IS NOT NULL AND lon IS NOT NULL) i ON i.row = p.row "
    "WHERE ST_AsEWKB(p.middle) IS DISTINCT FROM ST_AsEWKB(i.middle) OR p.days IS DISTINCT FROM i.days "
    "ORDER BY 1"
)
# A tsvector holds a megabyte of words; no article comes near.
_MOST = 400_000
_BATCH = 1_000
_MANY = 100  # reports whose words are taken into the index at once
_WORDS: ColumnElement[str] = cast(literal_column("'sayso'"), REGCONFIG)
_WEIGHTS: ColumnElement[Any] = literal_column(
    "'{0.1, 0.2, 0.25, 1.0}'::float4[]"
)  # a word of the title counts as four of the text

_words = table("report_words", column("row"), column("words"))
_names = table("name_words", column("row"), column("words"))
_places = table("incident_places", *(column(name) for name in ("row", "middle", "days")))


class PostgresSearch:
    """`Searching` for PostgreSQL with PostGIS."""

    def create(self, connection: Connection) -> None:
        for statement in _CREATE:
            connection.execute(text(statement))
        rows = list(connection.scalars(select(reports_table.c.row).order_by(reports_table.c.row)))
        named = inspect(connection).has_table(private_names.name)  # older tables have none
        for at in range(0, len(rows), _BATCH):
            self._put_words(connection, rows[at : at + _BATCH])
            if named:
                self._put_names(connection, rows[at : at + _BATCH])
        connection.execute(text(_FILL_PLACES))

    def drop(self, connection: Connection) -> None:
        for statement in _DROP:
            connection.execute(text(statement))

    def index(self, connection: Connection, reports: Sequence[int]) -> None:
        if reports:
            self._put_words(connection, reports)
            self._put_names(connection, reports)

    def _put_words(self, connection: Connection, reports: Sequence[int]) -> None:
        own = reports_table.c
        found = connection.execute(select(own.row, own.title, own.text).where(own.row.in_(reports)))
        values = [
            {"row": one.row, "title": folded(one.title or ""), "text": folded(one.text)} for one in found
        ]
        if values:
            connection.execute(text(_PUT_WORDS), values)
        if len(values) >= _MANY:
            connection.execute(text("SELECT gin_clean_pending_list('ix_report_words_words')"))

    def _put_names(self, connection: Connection, reports: Sequence[int]) -> None:
        own, found = private_names.c, dict[int, list[str]]()
        for row, words in connection.execute(
            select(own.report, own.words).where(own.report.in_(reports)).order_by(own.report, own.name)
        ):
            found.setdefault(row, []).append(folded(words))
        if found:
            values = [{"row": row, "words": " ".join(words)} for row, words in found.items()]
            connection.execute(text(_PUT_NAMES), values)

    def forget(self, connection: Connection, reports: Sequence[int]) -> None:
        for name in ("report_words", "name_words"):
            _each(connection, f"DELETE FROM {name} WHERE row = ANY(:rows)", reports)

    def place(self, connection: Connection, incidents: Sequence[int]) -> None:
        _each(connection, f"{_FILL_PLACES} AND row = ANY(:rows)", incidents)

    def displace(self, connection: Connection, incidents: Sequence[int]) -> None:
        _each(connection, "DELETE FROM incident_places WHERE row = ANY(:rows)", incidents)

    def boxed(self, area: Area, since: date | None, until: date | None) -> Select[int]:
        boxes = [
            _places.c.middle.op("&&")(func.ST_MakeEnvelope(west, area.south, east, area.north, 4326))
            for west, east in _parts(area)
        ]
        rows = select(_places.c.row).where(or_(*boxes))
        for first, last in _ranges(since, until):
            rows = rows.where(_places.c.days.op("&&")(func.daterange(first, last, "[]")))
        return rows

    def matching(self, text: str) -> Select[int]:
        return select(_words.c.row).where(_words.c.words.op("@@")(_query(text)))

    def named(self, words: Sequence[str]) -> Select[int]:
        first, *others = (func.plainto_tsquery(_WORDS, bindparam(None, folded(one))) for one in words)
        query: ColumnElement[str] = first
        for one in others:
            query = query.op("||")(one)
        return select(_names.c.row).where(_names.c.words.op("@@")(query))

    def ranked(self, words: Words, most: int, few: Sequence[int] | None = None) -> Select[int]:
        query = _query(words.text)
        newest = select(_words.c.row).where(_words.c.words.op("@@")(query))
        for some in (few, words.among):
            if some is not None:
                newest = newest.where(_words.c.row.in_(some))
        if words.but is not None:
            newest = newest.where(_words.c.row.not_in(words.but))
        # Sorted without their words, which would not fit into memory.
        last = newest.order_by(_words.c.row.desc()).limit(most).subquery()
        own = _words.alias()
        rank = func.ts_rank(_WEIGHTS, own.c.words, query)
        return select(own.c.row).join(last, last.c.row == own.c.row).order_by(rank.desc(), own.c.row.desc())

    def marked(self, connection: Connection, text: str, reports: Sequence[int]) -> list[tuple[int, str]]:
        own = reports_table.c
        rows = connection.execute(select(own.row, own.title, own.text).where(own.row.in_(reports)))
        lines = {row: f"{title or ''}\n{words}" for row, title, words in rows}
        read = [folded(one) for one in lines.values()]
        given = (
            func.unnest(
                cast(bindparam("rows", list(lines), ARRAY(BigInteger)), ARRAY(BigInteger)),
                cast(bindparam("lines", read, ARRAY(Text)), ARRAY(Text)),
            )
            .table_valued("row", "words")
            .render_derived()
        )
        how = f"HighlightAll=true, StartSel={OPEN}, StopSel={CLOSE}"
        found = connection.execute(
            select(given.c.row, func.ts_headline(_WORDS, given.c.words, _query(text), how))
        )
        return [(row, "".join(_carried_over(lines[row], marked))) for row, marked in found]


def _parts(area: Area) -> list[tuple[float, float]]:
    """West and east of the box, or of its two parts on both sides of the 180th meridian."""
    wide = area.west <= area.east
    return [(area.west, area.east)] if wide else [(area.west, 180.0), (-180.0, area.east)]


def _ranges(since: date | None, until: date | None) -> Iterator[tuple[date | None, date | None]]:
    """One range, as the planner judges it best; PostgreSQL takes none that is inverted."""
    if since is not None and until is not None and since > until:
        yield None, until
        yield since, None
    elif since is not None or until is not None:
        yield since, until


# -- words -----------------------------------------------------------------------------------------


class _Folds(dict[int, str]):
    """What each character is read as: a letter or digit without case and mark, nothing, or a space."""

    def __missing__(self, code: int) -> str:
        self[code] = read = _read_as(chr(code))
        return read


def _read_as(character: str) -> str:
    if "\u0300" <= character <= "\u036f":
        return ""
    if not character.isalnum():
        return " "
    apart = unicodedata.normalize("NFD", character)
    small = (apart[0] if apart[0].isascii() else character).lower()
    return small if len(small) == 1 else character


_FOLDS = _Folds()


def folded(words: str) -> str:
    """As words are read, and no longer than a tsvector can hold."""
    return words[:_MOST].translate(_FOLDS)


def _carried_over(line: str, marked: str) -> Iterator[str]:
    """A line with the marks that stand in what was read of it."""
    at = 0
    for character in line:
        read = _FOLDS[ord(character)]
        while at < len(marked) and marked[at] in (OPEN, CLOSE):
            if marked[at] == OPEN and not read:
                break
            yield marked[at]
            at += 1
        at += len(read)
        yield character
    yield from (mark for mark in marked[at:] if mark == CLOSE)


def _query(asked: str) -> ColumnElement[str]:
    wanted, unwanted = asked_words(asked)
    query = _all_of(wanted)
    for words in unwanted:
        query = query.op("&&")(func.tsquery_not(_all_of([words])))
    return query


def _all_of(terms: Sequence[str]) -> ColumnElement[str]:
    first, *others = (func.phraseto_tsquery(_WORDS, bindparam(None, folded(one))) for one in terms)
    query: ColumnElement[str] = first
    for one in others:
        query = query.op("&&")(one)
    return query


def _each(connection: Connection, statement: str, rows: Sequence[int]) -> None:
    if rows:
        connection.execute(text(statement), {"rows": list(rows)})

"""Search in PostgreSQL: words of reports under GIN, PostGIS points of incidents under GiST."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    column,
    func,
    or_,
    select,
    table,
    text,
)

from sayso.model.filters import Area
from sayso.store.sql.asked_words import CLOSE, OPEN, asked_words
from sayso.store.sql.tables import incidents as incidents_table
from sayso.store.sql.tables import reports as reports_table

_CREATE = (
    "CREATE EXTENSION IF NOT EXISTS postgis",  # by an administrator, where this role may not
    "CREATE TABLE report_words (row bigint PRIMARY KEY REFERENCES reports(row) ON DELETE CASCADE, "
    "words tsvector NOT NULL)",
    "CREATE INDEX ix_report_words_words ON report_words USING gin (words) WITH (fastupdate = off)",
    "CREATE TABLE incident_places (row bigint PRIMARY KEY REFERENCES incidents(row) ON DELETE CASCADE, "
    "middle geometry(Point, 4326) NOT NULL, first_day date, last_day date)",
    "CREATE INDEX ix_incident_places_middle ON incident_places USING gist (middle)",
)
_PUT_WORDS = (
    "INSERT INTO report_words (row, words) VALUES (:row, "
    "setweight(to_tsvector('english', :title), 'A') || to_tsvector('english', :text)) "
    "ON CONFLICT (row) DO UPDATE SET words = excluded.words"
)
_FILL_PLACES = (
    "INSERT INTO incident_places SELECT row, ST_SetSRID(ST_MakePoint(lon, lat), 4326), first_day, last_day "
    "FROM incidents WHERE lat IS NOT NULL AND lon IS NOT NULL"
)
# A tsvector holds a megabyte of words; no article comes near.
_MOST = 400_000
# Of a word that very many reports have, so many of the newest are ranked: reading all takes seconds.
RANKED = 2_000
_BATCH = 1_000

_words = table("report_words", column("row"), column("words"))
_places = table("incident_places", *(column(name) for name in ("row", "middle", "first_day", "last_day")))


class PostgresSearch:
    """`Searching` for PostgreSQL with PostGIS."""

    def create(self, connection: Connection) -> None:
        for statement in _CREATE:
            connection.execute(text(statement))
        rows = list(connection.scalars(select(reports_table.c.row).order_by(reports_table.c.row)))
        for at in range(0, len(rows), _BATCH):
            self.index(connection, rows[at : at + _BATCH])
        connection.execute(text(_FILL_PLACES))

    def drop(self, connection: Connection) -> None:
        for name in ("report_words", "incident_places"):
            connection.execute(text(f"DROP TABLE IF EXISTS {name}"))

    def index(self, connection: Connection, reports: Sequence[int]) -> None:
        if not reports:
            return
        own = reports_table.c
        found = connection.execute(select(own.row, own.title, own.text).where(own.row.in_(reports)))
        values = [
            {"row": one.row, "title": folded(one.title or ""), "text": folded(one.text)} for one in found
        ]
        if values:
            connection.execute(text(_PUT_WORDS), values)

    def forget(self, connection: Connection, reports: Sequence[int]) -> None:
        _each(connection, "DELETE FROM report_words WHERE row = :row", reports)

    def place(self, connection: Connection, incidents: Sequence[int]) -> None:
        _each(connection, f"{_FILL_PLACES} AND row = :row", incidents)

    def displace(self, connection: Connection, incidents: Sequence[int]) -> None:
        _each(connection, "DELETE FROM incident_places WHERE row = :row", incidents)

    def within(self, area: Area, since: date | None, until: date | None) -> ColumnElement[bool]:
        parts = [(area.west, area.east)]
        if area.west > area.east:
            parts = [(area.west, 180.0), (-180.0, area.east)]
        boxes = [
            _places.c.middle.op("&&")(func.ST_MakeEnvelope(west, area.south, east, area.north, 4326))
            for west, east in parts
        ]
        rows = select(_places.c.row).where(or_(*boxes))
        if until is not None:
            rows = rows.where(or_(_places.c.first_day <= until, _places.c.first_day.is_(None)))
        if since is not None:
            rows = rows.where(or_(_places.c.last_day >= since, _places.c.last_day.is_(None)))
        return and_(incidents_table.c.row.in_(rows))

    def matching(self, text: str) -> Select[int]:
        return select(_words.c.row).where(_words.c.words.op("@@")(_query(text)))

    def ranked(self, text: str, limit: int, offset: int) -> Select[int]:
        query = _query(text)
        newest = (
            select(_words.c.row, _words.c.words)
            .where(_words.c.words.op("@@")(query))
            .order_by(_words.c.row.desc())
            .limit(RANKED + offset)
            .subquery()
        )
        rank = func.ts_rank_cd(newest.c.words, query)
        return select(newest.c.row).order_by(rank.desc(), newest.c.row).limit(limit).offset(offset)

    def marked(self, text: str, reports: Sequence[int]) -> Select[int, str]:
        how = f"HighlightAll=true, StartSel={OPEN}, StopSel={CLOSE}"
        own = reports_table.c
        return select(own.row, func.ts_headline("english", own.text, _query(text), how)).where(
            own.row.in_(reports)
        )


def folded(words: str) -> str:
    """Without marks on letters, as FTS5 reads it, and no longer than a tsvector can hold."""
    apart = unicodedata.normalize("NFKD", words[:_MOST])
    return re.sub(r"[\u0300-\u036f\x00]", "", apart)


def _query(asked: str) -> ColumnElement[str]:
    wanted, unwanted = asked_words(folded(asked))
    parts = [func.phraseto_tsquery("english", bindparam(None, one)) for one in wanted]
    query: ColumnElement[str] = parts[0]
    for one in parts[1:]:
        query = query.op("&&")(one)
    for word in unwanted:
        query = query.op("&&")(func.tsquery_not(func.phraseto_tsquery("english", bindparam(None, word))))
    return query


def _each(connection: Connection, statement: str, rows: Sequence[int]) -> None:
    if rows:
        connection.execute(text(statement), [{"row": row} for row in rows])

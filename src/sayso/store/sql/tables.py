"""The tables of a base, for SQLite and PostgreSQL alike.

Three groups. **Given** tables hold what came in and what persons decided: they are only ever added to (redaction
is the one exception). **Coded** tables spread the current record of each report over columns, **computed** tables
hold what is worked out over reports: both can be emptied and made anew from the given ones (`sayso rebuild`).

Rows have a whole number `row` that other tables refer to, and an `id` that people and other programs use, which
outlives a rebuild. Days are ISO days, moments ISO 8601 with a zone. What is not known is NULL, never "" or 0.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

# BIGINT on PostgreSQL; SQLite numbers rows by itself only where the type reads INTEGER.
_Row = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _row() -> Column[int]:
    return Column("row", _Row, primary_key=True, autoincrement=True)


def _of(table: str, *, nullable: bool = False, index: bool = True, name: str | None = None) -> Column[int]:
    """A reference to a row of another table."""
    return Column(
        name or table,
        _Row,
        ForeignKey(f"{table}.row", ondelete="CASCADE"),
        nullable=nullable,
        index=index,
    )


# -- given ---------------------------------------------------------------------------------------

# What made records: one row for each set of versions of code, models, ontology and gazetteers.
run = Table(
    "run",
    metadata,
    _row(),
    Column("id", Text, nullable=False, unique=True),  # "run-" and 16 hex digits of the versions' SHA-256
    Column("versions", Text, nullable=False),  # JSON: [{"name", "version", "sha256"}, ...]
    Column("first_used", Text, nullable=False),  # moment
)

report = Table(
    "report",
    metadata,
    _row(),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("outlet", Text, index=True),
    Column("published", Date, index=True),
    Column("published_at", Text),
    Column("language", Text),
    Column("url", Text, index=True),
    Column("guid", Text, index=True),
    Column("revises", Text, index=True),  # the id of an earlier version: it need not be here
    Column("text_sha256", Text, nullable=False),
    Column("origin", Text),  # of a record that was imported and has no report: "acled", "ged", "gdelt", ...
    Column("added_at", Text, nullable=False),  # moment
    Column("redacted_at", Text),  # moment: then text, title and record are emptied, and this is a tombstone
    Column("record", _Row),  # the row in `record` that is current; no foreign key, for both name each other
)

# Each coding of a report: never changed, so that what an upgrade changed can be shown.
record = Table(
    "record",
    metadata,
    _row(),
    _of("report"),
    _of("run", index=False),
    Column("data", LargeBinary, nullable=False),  # the whole record, see `codec`
    Column("sha256", Text, nullable=False),  # of the record before it is packed
    Column("coded_at", Text, nullable=False),  # moment
)

# The append-only log of persons.
decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("subject", Text, nullable=False),
    Column("a", Text, nullable=False, index=True),
    Column("b", Text, nullable=False, index=True),
    Column("judgement", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON
    Column("undoes", Text),
    Column("act", Integer, nullable=False),
    Column("made_at", Text, nullable=False),  # moment
)

# -- coded: the current record of each report, spread over columns ---------------------------------------------

event = Table(
    "event",
    metadata,
    _row(),
    Column("id", Text, nullable=False, unique=True),  # REPORT@START, see `event_key`
    _of("report"),
    _of("incident", nullable=True),
    Column("local_id", Text, nullable=False),  # its id within the record: "e3"
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("cameo", Text),
    Column("acled_event", Text),
    Column("acled_sub_event", Text),
    Column("modality", Text, nullable=False),
    Column("place", Text),
    Column("gazetteer", Text),
    Column("country", Text),  # ISO 3166 alpha-3
    Column("admin1", Text),
    Column("precision", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("where_prec", Integer),
    Column("geo_precision", Integer),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("time_basis", Text),
    Column("clock", Text),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("wounded_low", Integer),
    Column("wounded_high", Integer),
    Column("confidence", Float),  # of its type
    Column("words", Text, nullable=False),  # of the best trigger
    Index("ix_event_country_first_day_type", "country", "first_day", "type"),
    Index("ix_event_type_first_day", "type", "first_day"),
    Index("ix_event_first_day", "first_day"),
)

# Actors and targets of events.
event_party = Table(
    "event_party",
    metadata,
    _row(),
    _of("event"),
    Column("role", Text, nullable=False),  # actor, target
    Column("party", Text),  # id in the party table
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("confidence", Float),
    Index("ix_event_party_party_role", "party", "role"),
    Index("ix_event_party_name", "name"),
)

# What the party belongs to or is backed by: asked by `side`.
event_side = Table(
    "event_side",
    metadata,
    _of("event_party"),
    Column("side", Text, nullable=False, index=True),
)

event_weapon = Table(
    "event_weapon",
    metadata,
    _of("event"),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False, index=True),
)

event_toll = Table(
    "event_toll",
    metadata,
    _row(),
    _of("event"),
    Column("kind", Text, nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer),
    Column("who", Text),
    Column("source", Text),
    Column("narrated", Boolean, nullable=False),
    Column("part", Boolean, nullable=False),
)

statement = Table(
    "statement",
    metadata,
    _row(),
    Column("id", Text, nullable=False, unique=True),  # REPORT#s3
    _of("report"),
    Column("source", Text),  # the speaker's name
    Column("party", Text, index=True),  # the speaker's id in the party table
    Column("basis", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("frame", Text, nullable=False),
    Column("cue", Text),
    Column("stance", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("polarity", Text),
    Column("certainty", Text, nullable=False),
    Column("parent", Text),
    Column("words", Text, nullable=False),  # its content
)

claim = Table(
    "claim",
    metadata,
    _row(),
    Column("id", Text, nullable=False, unique=True),  # REPORT#c7
    _of("report"),
    _of("statement"),
    _of("event"),
    _of("incident", nullable=True),
    Column("claimant", Text),  # NULL: the text names nobody
    Column("party", Text),
    Column("own_voice", Boolean, nullable=False),  # the report says it itself
    Column("stance", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("day", Date),  # the first day of its event, else the day of its report
    Index("ix_claim_party_stance_field_day", "party", "stance", "field", "day"),
    Index("ix_claim_claimant_stance", "claimant", "stance"),
    Index("ix_claim_stance_field_day", "stance", "field", "day"),
)

# Every span that supports something: "event" e3, field "place", the second actor ...
span = Table(
    "span",
    metadata,
    _of("report"),
    Column("owner", Text, nullable=False),  # local id: e3, s2, c7, d1
    Column("field", Text, nullable=False),
    Column("item", Integer, nullable=False),  # which actor, target, toll; 0 where there is one value
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

# Parties and places as the tables that coded them had them: a base must be readable without sayso.
party = Table(
    "party",
    metadata,
    _row(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
)

place = Table(
    "place",
    metadata,
    _row(),
    Column("id", Text, nullable=False, unique=True),  # id in the gazetteer
    Column("name", Text, nullable=False),
    Column("precision", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
)

# -- computed over reports -------------------------------------------------------------------------------------

incident = Table(
    "incident",
    metadata,
    _row(),
    Column("id", Text, nullable=False, unique=True),
    Column("data", LargeBinary, nullable=False),  # the whole view (`MergedIncident`), see `codec`
    Column("type", Text, nullable=False),  # that of most of its events; of as many, the first's
    Column("modality", Text, nullable=False),
    Column("place", Text),
    Column("country", Text),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("killed_low", Integer),
    Column("killed_best", Integer),
    Column("killed_high", Integer),
    Column("reports", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("parties", Integer, nullable=False),
    Column("grade", Text),
    Column("assessed", Text),  # a person's grade
    Column("disputed", Boolean, nullable=False),
    Column("unsure", Boolean, nullable=False),  # it may be one with another
    Column("reviewed", Boolean, nullable=False),  # a person has decided something about it
    Column("confidence", Float),
    Index("ix_incident_first_day", "first_day"),
    Index("ix_incident_country_first_day_type", "country", "first_day", "type"),
    Index("ix_incident_type_first_day", "type", "first_day"),
)

membership = Table(
    "membership",
    metadata,
    _of("incident"),
    _of("event"),
    UniqueConstraint("event"),
)

dispute = Table(
    "dispute",
    metadata,
    _row(),
    Column("id", Text, nullable=False, unique=True),
    _of("incident", nullable=True),
    _of("report", nullable=True),
    Column("field", Text, nullable=False, index=True),
    Column("reason", Text, nullable=False),
)

dispute_claim = Table(
    "dispute_claim",
    metadata,
    _of("dispute"),
    _of("claim"),
)

# Families of one text, and versions of one report.
copy = Table(
    "copy",
    metadata,
    _of("report", name="report"),
    Column("family", Text, nullable=False, index=True),  # the id of its first report, by name
    Column("source", Text),  # the id of the report that it was taken from, where that can be told
    Column("sure", Boolean, nullable=False),
)

revision = Table(
    "revision",
    metadata,
    _row(),
    Column("earlier", Text, nullable=False, index=True),
    Column("later", Text, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),  # the whole `Revision`, see `codec`
)

# What the machine decided of pairs (`Store.link`).
link = Table(
    "link",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("judgement", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON
    Index("ix_link_subject_b", "subject", "b"),
)

# The shelves of `Store`: a key is eight bytes of a hash.
shelf = Table(
    "shelf",
    metadata,
    Column("shelf", Text, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("rank", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Index("ix_shelf_shelf_name", "shelf", "name"),
)

carried = Table(
    "carried",
    metadata,
    Column("line", BigInteger, primary_key=True),  # eight bytes of a hash of outlet and line
    Column("report", Text, primary_key=True),
    Column("day", Text, nullable=False),
)

# Counts of incidents for facets over the whole base, kept by the writer.
facet = Table(
    "facet",
    metadata,
    Column("field", Text, primary_key=True),  # country, type, year, grade, ...
    Column("value", Text, primary_key=True),
    Column("incidents", Integer, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

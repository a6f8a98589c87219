"""The given tables: what came in and what persons decided, see `tables`."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table
from sqlalchemy.schema import SchemaItem

from sayso.store.sql.columns import (
    Real,
    Row,
    counts,
    days,
    flags,
    identity,
    indexed,
    keys,
    needed,
    of,
    row,
    whole,
    words,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *items: SchemaItem) -> Table:
    """A table of the base."""
    return Table(name, metadata, *items, sqlite_strict=True)


def keyed(name: str, *items: SchemaItem) -> Table:
    """A table whose rows are found by their primary key alone, and stored in its order."""
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=False)


# -- given -----------------------------------------------------------------------------------------

# What made records: one row for each set of versions of code, models, ontology and gazetteers.
runs = table(
    "runs",
    row(),
    identity(),  # "run-" and 16 hex digits of the versions' SHA-256
    *needed(
        "versions",  # JSON: [{"name", "version", "sha256"}, ...]
        "first_used",  # moment
    ),
)

reports = table(
    "reports",
    row(),
    identity(),
    *words("title"),
    *indexed("outlet"),
    *days("published"),
    *words(
        "published_at",
        "language",
        "url",
        "guid",
        "revises",  # the id of an earlier version: it need not be here
    ),
    *needed("text_sha256"),
    *words("origin"),  # of a record that was imported and has no report: "acled", "ged", "gdelt", ...
    *needed("added_at"),  # moment
    *words("redacted_at"),  # moment: then text, title and records are emptied, and this is a tombstone
    # Rows in `records`: what all else rests on, and the machine's last coding. No foreign keys: a circle.
    Column("record", Row),
    Column("coding", Row),
    *needed("text"),  # last, as what is long is everywhere: SQLite reads through it to what stands behind
)

# Each coding of a report: never changed, so that what an upgrade changed can be shown; and the corrected one.
records = table(
    "records",
    row(),
    of("reports", "report"),
    of("runs", "run"),
    *needed(
        "sha256",  # of the record before it is packed
        "coded_at",  # moment
    ),
    *flags("corrected"),  # made of the machine's and of decisions; the last one is kept
    Column("data", LargeBinary, nullable=False),  # the whole record, see `codec`
)

# The append-only log of persons.
decisions = table(
    "decisions",
    Column("number", Integer, primary_key=True, autoincrement=False),
    identity(),
    *needed("subject", "a", "b", "judgement", "author"),
    Column("score", Real, nullable=False),
    *needed("reasons"),  # JSON
    *words("undoes"),
    *counts("act"),
    *flags("person"),
    *needed("made_at"),  # moment
    *words(
        "role",  # of the author
        "edit",  # JSON, of decisions on what a report was coded as, see `Edit`
        "salt",  # hex digits; NULL: words of the row were erased, and its digest is all that is left of them
    ),
    # The chain: SHA-256 of the row with its salt; the hash before; SHA-256 of that one and the digest.
    *needed("digest", "previous", "hash"),
    Index("ix_decisions_a", "a"),
    Index("ix_decisions_b", "b"),
)

# What was erased, by whom and why: never what it was.
redactions = table(
    "redactions",
    row(),
    *words("report"),  # the id of a report that was erased as a whole; NULL: words in any report
    *counts("reports"),  # how many held it
    *needed("author", "why", "made_at"),
    *words("id", "salt", "digest"),  # what knows it again, see `seals`; NULL of what is older than that
    *whole("length"),  # of words
)

# Where the base was written to: exports, releases, backups; `plan` (JSON) is all that writing it again takes,
# `files` (JSON) the SHA-256 of each by name, NULL where nobody said that it was finished.
written = table("written", row(), *needed("kind", "path", "made_at", "plan"), *words("files"))

# Files that a redaction should have reached, and did not: a person must see to them.
unreached = keyed(
    "unreached",
    *(of("redactions", "redaction", key=True), of("written", "written", key=True)),
    *needed("why"),
)

# Who works on which incident: a soft lock, outside of the log; a row for each of its events then.
assignments = keyed(
    "assignments",
    *keys("event", "coder"),
    *flags("blind"),
    *needed("since"),  # moment
)

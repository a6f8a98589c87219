"""Which archived page a report was read from, and which names in it readers are not told."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Index, MetaData, Table

from sayso.store.sql.columns import Row, Words, keys, needed, words

revision = "0003"
down_revision = "0002"

_NAMES = {
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _tables() -> tuple[Table, Table]:
    metadata = MetaData(naming_convention=_NAMES)
    Table("reports", metadata, Column("row", Row, primary_key=True))  # for the reference alone
    captures = Table(
        "captures",
        metadata,
        _report(),
        Column("record", Words, nullable=False, index=True),
        *words("digest", "address", "at"),
        Column("file", Words, index=True),
        Column("byte", Row),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    names = Table(
        "private_names",
        metadata,
        _report(),
        *keys("name"),
        *needed("words"),
        Index("ix_private_names_name", "name"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    return captures, names


def _report() -> Column[int]:
    there = ForeignKey("reports.row", ondelete="CASCADE")
    return Column("report", Row, there, primary_key=True, autoincrement=False)


def upgrade() -> None:
    """Two tables more, empty: nothing was read from an archive before; a rebuild fills the other."""
    for table in _tables():
        table.create(op.get_bind())


def downgrade() -> None:
    """Without them; records keep what they held."""
    for table in reversed(_tables()):
        table.drop(op.get_bind())

"""Which archived page a report was read from."""

from alembic import op
from sqlalchemy import Column, ForeignKey, MetaData, Table

from sayso.store.sql.columns import Row, Words, words

revision = "0003"
down_revision = "0002"

_NAMES = {
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _table() -> Table:
    metadata = MetaData(naming_convention=_NAMES)
    Table("reports", metadata, Column("row", Row, primary_key=True))  # for the reference alone
    there = ForeignKey("reports.row", ondelete="CASCADE")
    return Table(
        "captures",
        metadata,
        Column("report", Row, there, primary_key=True, autoincrement=False),
        Column("record", Words, nullable=False, index=True),
        *words("digest", "address", "at"),
        Column("file", Words, index=True),
        Column("byte", Row),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def upgrade() -> None:
    """One table more, empty: no report that came in before was read from an archive."""
    _table().create(op.get_bind())


def downgrade() -> None:
    """Without it; records keep what it held."""
    _table().drop(op.get_bind())

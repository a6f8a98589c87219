"""Redactions can be known again elsewhere, and a base knows where it was written to."""

from alembic import op
from sqlalchemy import Column, ForeignKey, MetaData, Table

from sayso.store.sql.columns import Row, Words, needed, row, whole, words

revision = "0002"
down_revision = "0001"

_NAMES = {"fk": "fk_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}


def _tables() -> tuple[Table, Table]:
    metadata = MetaData(naming_convention=_NAMES)
    Table("redactions", metadata, Column("row", Row, primary_key=True))  # for the reference alone
    written = Table(
        "written",
        metadata,
        row(),
        *needed("kind", "path", "made_at", "plan"),
        *words("files"),
        sqlite_strict=True,
    )
    unreached = Table(
        "unreached",
        metadata,
        *(
            Column(
                name, Row, ForeignKey(f"{table}.row", ondelete="CASCADE"),
                primary_key=True, autoincrement=False,
            )
            for name, table in (("redaction", "redactions"), ("written", "written"))
        ),
        *needed("why"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )  # fmt: skip
    return written, unreached


def upgrade() -> None:
    """Two tables more, and four columns of redactions, unknown of those that were made before."""
    with op.batch_alter_table("redactions") as batch:
        for name in ("id", "salt", "digest"):
            batch.add_column(Column(name, Words))
        batch.add_column(*whole("length"))
    for table in _tables():
        table.create(op.get_bind())


def downgrade() -> None:
    """Without them; what they held is gone."""
    for table in reversed(_tables()):
        table.drop(op.get_bind())
    with op.batch_alter_table("redactions") as batch:
        for name in ("length", "digest", "salt", "id"):
            batch.drop_column(name)

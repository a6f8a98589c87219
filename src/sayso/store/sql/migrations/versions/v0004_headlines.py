"""Incidents have the line that lists call them by."""

from alembic import op
from sqlalchemy import Column

from sayso.store.sql.columns import Words

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """One column more; unknown until an incident is worked out again."""
    with op.batch_alter_table("incidents") as batch:
        batch.add_column(Column("headline", Words))


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("incidents") as batch:
        batch.drop_column("headline")

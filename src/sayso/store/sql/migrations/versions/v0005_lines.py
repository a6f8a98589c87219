"""How many incidents have so many account lines is kept; weapons are found by kind and name."""

from alembic import op

revision = "0005"
down_revision = "0004"
_WEAPONS = "ix_event_weapons_kind"


def upgrade() -> None:
    """One more field of counts, over the whole base, and another index."""
    op.execute(
        "INSERT INTO facets (country, month, field, value, incidents) "
        "SELECT '', '', 'lines', CAST(lines AS TEXT), count(*) FROM incidents GROUP BY lines"
    )
    op.drop_index(_WEAPONS, "event_weapons")
    op.create_index(_WEAPONS, "event_weapons", ["kind", "name"])


def downgrade() -> None:
    """Without it."""
    op.drop_index(_WEAPONS, "event_weapons")
    op.create_index(_WEAPONS, "event_weapons", ["kind"])
    op.execute("DELETE FROM facets WHERE field = 'lines'")

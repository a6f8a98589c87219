"""What Alembic runs: steps of the schema on the connection that `schema` hands over, in its transaction."""

from alembic import context

from sayso.store.sql.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes most things of a table only by copying it
)
context.run_migrations()

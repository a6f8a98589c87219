"""One store for SQLite and PostgreSQL."""

from sayso.store.sql.sqlstore import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]

"""One store for SQLite and PostgreSQL."""

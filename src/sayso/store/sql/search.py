"""Indexes that the two databases make each in its own way: of text, and of places and days."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from sqlalchemy import Connection, Select

from sayso.errors import UnknownName
from sayso.model.filters import Area
from sayso.store.sql.asked_words import Words
from sayso.store.sql.search_postgres import PostgresSearch
from sayso.store.sql.search_sqlite import SqliteSearch


class Searching(Protocol):
    """What one database can search, and how its indexes are kept."""

    def create(self, connection: Connection) -> None:
        """Make the indexes and fill them from what the tables hold."""

    def drop(self, connection: Connection) -> None:
        """Take the indexes away; the tables stay as they are."""

    def index(self, connection: Connection, reports: Sequence[int]) -> None:
        """Index reports (rows of `reports`)."""

    def forget(self, connection: Connection, reports: Sequence[int]) -> None:
        """Take reports out of the indexes."""

    def place(self, connection: Connection, incidents: Sequence[int]) -> None:
        """Index incidents (rows of `incidents`)."""

    def displace(self, connection: Connection, incidents: Sequence[int]) -> None:
        """Take incidents out of the indexes."""

    def boxed(self, area: Area, since: date | None, until: date | None) -> Select[int]:
        """The rows of `incidents` with their middle in an area that can have been on one of the days.

        It is by the index alone, which rounds: some may lie just outside.
        """

    def matching(self, text: str) -> Select[int]:
        """The rows of `reports` with these words."""

    def named(self, words: Sequence[str]) -> Select[int]:
        """The rows of `reports` with a name that readers are not told with any of these words in it."""

    def ranked(self, words: Words, most: int, few: Sequence[int] | None = None) -> Select[int]:
        """Rows of `reports` with these words, the best first: of very many those that were added last.

        Args:
            words: The words, and among which and without which reports.
            most: How many.
            few: Only these; None: of all.
        """

    def marked(self, connection: Connection, text: str, reports: Sequence[int]) -> list[tuple[int, str]]:
        """The rows of `reports` with title and text, a line each, the words found between OPEN and CLOSE."""


_SEARCHING: dict[str, Searching] = {"sqlite": SqliteSearch(), "postgresql": PostgresSearch()}


def searching(dialect: str) -> Searching:
    """What the database of a dialect searches with.

    Raises:
        UnknownName: no base is kept there.
    """
    if dialect not in _SEARCHING:
        raise UnknownName("database", dialect, sorted(_SEARCHING))
    return _SEARCHING[dialect]


def create(connection: Connection) -> None:
    """Make the indexes and fill them from what the tables hold."""
    searching(connection.dialect.name).create(connection)


def drop(connection: Connection) -> None:
    """Take the indexes away; the tables stay as they are."""
    searching(connection.dialect.name).drop(connection)


def index(connection: Connection, reports: Sequence[int]) -> None:
    """Index reports (rows of `reports`) with their events and claims: called after these were written."""
    searching(connection.dialect.name).index(connection, reports)


def forget(connection: Connection, reports: Sequence[int]) -> None:
    """Take reports out of the indexes: called before their rows are changed or deleted."""
    searching(connection.dialect.name).forget(connection, reports)


def place_incidents(connection: Connection, incidents: Sequence[int]) -> None:
    """Index incidents (rows of `incidents`): called after these were written."""
    searching(connection.dialect.name).place(connection, incidents)


def forget_incidents(connection: Connection, incidents: Sequence[int]) -> None:
    """Take incidents out of the indexes: called before their rows are changed or deleted."""
    searching(connection.dialect.name).displace(connection, incidents)

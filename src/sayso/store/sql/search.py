"""Indexes that the two databases make each in its own way: of text, and of places and days."""

from collections.abc import Sequence

from sqlalchemy import Connection


def create(connection: Connection) -> None:
    """Make the indexes and fill them from what the tables hold."""


def drop(connection: Connection) -> None:
    """Take the indexes away; the tables stay as they are."""


def index(connection: Connection, reports: Sequence[int]) -> None:
    """Index reports (rows of `reports`) with their events and claims: called after these were written."""


def forget(connection: Connection, reports: Sequence[int]) -> None:
    """Take reports out of the indexes: called before their rows are changed or deleted."""


def place_incidents(connection: Connection, incidents: Sequence[int]) -> None:
    """Index incidents (rows of `incidents`): called after these were written."""


def forget_incidents(connection: Connection, incidents: Sequence[int]) -> None:
    """Take incidents out of the indexes: called before their rows are changed or deleted."""

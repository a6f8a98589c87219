"""What one thread has open of a base, and what it remembers of it."""

import threading
from collections import OrderedDict

from sqlalchemy import Connection

from sayso.model.record import Coded
from sayso.store.sql.lines import Lines
from sayso.store.sql.log import Log
from sayso.store.sql.shelves import Links, Shelves

_RECORDS = 256  # that are asked for again while neighbours are compared
_CURRENT = 4096


class Seen:
    """What was read in a transaction and is kept in step with what is written in it."""

    def __init__(self) -> None:
        self.current: dict[str, tuple[int, str] | None] = {}  # the row and the checksum of a report's record
        self.shelves = Shelves()
        self.links = Links()
        self.lines = Lines()

    def forget(self) -> None:
        """Look everything up anew: others may have written, or what was written was taken back."""
        self.current.clear()
        self.shelves.forget()
        self.links.forget()
        self.lines.forget()


class Here(threading.local):
    """What one thread has open, and what it remembers: another must not see what is not committed."""

    def __init__(self) -> None:
        self.writer: Connection | None = None
        self.reader: Connection | None = None
        self.records: OrderedDict[tuple[int, str], Coded] = OrderedDict()
        self.log = Log()
        self._written = Seen()
        self._read = Seen()
        self._since: object = None

    @property
    def seen(self) -> Seen:
        """That of the transaction that is open."""
        return self._read if self.writer is None else self._written

    def forget(self) -> None:
        """Something was written past what remembers it."""
        self.log.forget()
        self._forget()

    def back(self) -> None:
        """What was written last was taken back."""
        self.writer = None
        self.log.back()
        self._forget()

    def _forget(self) -> None:
        self.records.clear()
        self._written.forget()
        self._read.forget()

    def write(self, connection: Connection, since: object) -> None:
        """A transaction that writes begins; `since` differs from the last where others may have written."""
        if since is None or since != self._since:
            self._written.forget()
        if len(self._written.current) > _CURRENT:
            self._written.current.clear()
        self.log.begin()
        self.writer = connection

    def wrote(self, since: object) -> None:
        """It was committed."""
        self.writer = None
        self._since = since

    def read(self, connection: Connection) -> None:
        """A transaction that reads begins."""
        self._read.forget()
        self.reader = connection

    def recalled(self, name: tuple[int, str]) -> Coded | None:
        """A record by its row and its checksum, if it was read lately."""
        if name in self.records:
            self.records.move_to_end(name)
        return self.records.get(name)

    def remember(self, name: tuple[int, str], coded: Coded) -> Coded:
        """The record, to be asked for again."""
        self.records[name] = coded
        if len(self.records) > _RECORDS:
            self.records.popitem(last=False)
        return coded

"""Whether somebody has committed to a base since: asked at once, so that what was made of it can be kept."""

import threading
from typing import Any

from sayso.store.sql.engines import SQLITE, Engines


class Watch:
    """Asks a connection of its own, which is opened when it is first asked.

    SQLite counts the commits of others than the connection that is asked: of this one, which writes nothing,
    those are all. Of PostgreSQL nothing is told.
    """

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._lock = threading.Lock()
        self._open: Any = None

    def state(self) -> object:
        """A number that is another after every commit; None where nobody can tell, or somebody is at it."""
        if not self._engines.is_sqlite:
            return None
        try:
            with self._lock:
                if self._open is None:
                    self._open = self._engines.reader.raw_connection()
                    self._open.driver_connection.execute("PRAGMA busy_timeout = 0")
                bare = self._open.driver_connection
                return bare.execute("PRAGMA data_version").fetchone()[0]
        except SQLITE.Error:
            return None

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._open is not None:
                self._open.invalidate()  # it is not to be used for anything else
                self._open = None

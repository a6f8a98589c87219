"""The PostgreSQL that faults are tried on: it keeps what it said to have committed when it is killed."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.databases import Cluster

_DURABLE = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}


class Server(Cluster):
    """One server for a campaign; it can be ended and started again."""

    def copied(self, url: str) -> str:
        """A copy of a database that nobody has open."""
        return self.database(url.partition("@/")[2].partition("?")[0])


@cache
def running() -> Server:
    """The server, started when it is first asked for, and gone with the process."""
    made = Server(settings=_DURABLE)
    made.start()
    atexit.register(made.stop)
    return made


@cache
def scratch() -> Path:
    """A folder that is gone with the process."""
    made = Path(tempfile.mkdtemp(prefix="faults-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made

"""What is read of a base while something is made of it, to be asked later whether it would be made the same.

What was made stands as long as every statement that was run for it gives the same rows. Where running one
again costs too much, what is read within `instead` is answered for by a check that costs little.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Engine, event

Check = Callable[[Connection], bool]
_EACH = 200  # bytes of a statement with its values, or of a check
_MOST = 48  # statements that are run again: with more of them making it anew costs about as much


class Reads:
    """The statements that were run for one answer by one engine, and what they gave."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._asked: dict[tuple[str, Any], None] = {}
        self._checks: list[Check] = []
        self._within = 0
        self._given: list[Check] = []
        self._unsure = False
        self._gave = b""

    @property
    def size(self) -> int:
        """Bytes that it takes, about: of the statements themselves many answers share one text."""
        values = sum(len(one) for _, some in self._asked for one in some if isinstance(one, str))
        return values + _EACH * len(self._asked) + sum(getattr(one, "size", _EACH) for one in self._checks)

    def note(self, connection: Connection, statement: str, values: Any) -> None:
        """A statement is run."""
        if self._within or self._unsure or connection.engine is not self._engine:
            return
        try:
            self._asked[statement, values] = None
        except TypeError:  # values by their names
            self._asked[statement, tuple(sorted(values.items()))] = None
        self._unsure = len(self._asked) > _MOST

    def seal(self, connection: Connection) -> None:
        """Keep what the statements give: in the transaction in which they were run."""
        if not self._unsure:
            self._gave = self._now(connection)

    def stand(self, connection: Connection) -> bool:
        """Whether all of them give the same still."""
        if self._unsure or not all(check(connection) for check in self._checks):
            return False
        return self._now(connection) == self._gave

    def _now(self, connection: Connection) -> bytes:
        made = blake2b(digest_size=16)
        bare: Any = connection.connection.dbapi_connection
        for statement, values in self._asked:
            given = dict(values) if values and isinstance(values[0], tuple) else values
            made.update(_written([tuple(row) for row in bare.execute(statement, given).fetchall()]))
        return made.digest()

    @contextmanager
    def instead(self) -> Iterator[Callable[[Check], None]]:
        """What is read within is answered for by the checks that are given; without any it stands no time."""
        with self.unnoted():
            yield self._given.append
        if self._within == 0:
            self._unsure = self._unsure or not self._given
            self._checks += self._given
            self._given = []

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        """What is read within can never be another."""
        self._within += 1
        try:
            yield
        finally:
            self._within -= 1


def _written(rows: Sequence[tuple[Any, ...]]) -> bytes:
    return repr(rows).encode("utf-8", "surrogatepass")


class _Here(threading.local):
    reads: Reads | None = None


_HERE = _Here()


@contextmanager
def noted(engine: Engine) -> Iterator[Reads]:
    """Note what this thread reads by an engine."""
    before, _HERE.reads = _HERE.reads, Reads(engine)
    try:
        yield _HERE.reads
    finally:
        _HERE.reads = before


@contextmanager
def instead() -> Iterator[Callable[[Check], None]]:
    """See `Reads.instead`; where nothing is noted, nothing."""
    if _HERE.reads is None:
        yield _unheard
        return
    with _HERE.reads.instead() as given:
        yield given


@contextmanager
def unnoted() -> Iterator[None]:
    """See `Reads.unnoted`; where nothing is noted, nothing."""
    if _HERE.reads is None:
        yield
        return
    with _HERE.reads.unnoted():
        yield


def _unheard(_check: Check) -> None:
    return None


def note(connection: Connection, statement: str, values: Any) -> None:
    """A statement is run past SQLAlchemy."""
    if _HERE.reads is not None:
        _HERE.reads.note(connection, statement, values)


def listen(engine: Engine) -> None:
    """Note what is run by an engine."""

    @event.listens_for(engine, "before_cursor_execute")
    def _noted(*run: Any) -> None:
        if _HERE.reads is not None:
            _HERE.reads.note(run[0], run[2], run[3])

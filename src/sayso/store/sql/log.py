"""The log of persons' decisions, which only grows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select

from sayso.errors import StoreError
from sayso.model.decisions import Decision, Judgement, Subject
from sayso.store.sql import codec, tables
from sayso.store.sql.codec import REASONS
from sayso.store.sql.prepared import Prepared

_LAST = Prepared(select(func.max(tables.decisions.c.number)))


class Log:
    """Decisions in the order in which they were made; what was read is remembered, for none of it changes."""

    def __init__(self) -> None:
        self._read: tuple[Decision, ...] = ()

    def forget(self) -> None:
        """Read anew: what was written last was taken back."""
        self._read = ()

    def all(self, of: Connection) -> tuple[Decision, ...]:
        """The whole log."""
        one = tables.decisions.c
        last = _LAST.first(of)[0] or 0
        if last < len(self._read):
            self._read = ()
        if last > len(self._read):
            asked = select(tables.decisions).where(one.number > len(self._read)).order_by(one.number)
            self._read += tuple(map(decision, of.execute(asked).mappings()))
        return self._read

    def append(self, to: Connection, decisions: Sequence[Decision], moment: str) -> None:
        """Write decisions at the end.

        Raises:
            StoreError: a number is not the next one.
        """
        start = (_LAST.first(to)[0] or 0) + 1
        for number, decision in enumerate(decisions, start=start):
            if decision.number != number:
                raise StoreError(f"decision {decision.id} has number {decision.number}; the next is {number}")
        if decisions:
            to.execute(insert(tables.decisions), [_row(one, moment) for one in decisions])


def _row(decision: Decision, moment: str) -> dict[str, Any]:
    return {
        "number": decision.number,
        "id": decision.id,
        "subject": decision.subject.value,
        "a": decision.a,
        "b": decision.b,
        "judgement": decision.judgement.value,
        "author": decision.author,
        "score": decision.score,
        "reasons": codec.encoded(decision.reasons).decode(),
        "undoes": decision.undoes,
        "act": decision.act,
        "person": decision.person,
        "made_at": moment,
    }


def decision(row: Any) -> Decision:
    """The decision of a row."""
    return Decision(
        Subject(row["subject"]),
        row["a"],
        row["b"],
        Judgement(row["judgement"]),
        row["author"],
        row["score"],
        REASONS.decode(row["reasons"].encode()),
        person=row["person"],
        undoes=row["undoes"],
        number=row["number"],
        act=row["act"],
    )

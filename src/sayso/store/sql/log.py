"""The log of persons' decisions, which only grows."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from sayso.errors import StoreError
from sayso.model.decisions import Decision, Judgement, Subject
from sayso.store.sql import codec, tables
from sayso.store.sql.chain import START, chained, edit_text
from sayso.store.sql.codec import EDIT, REASONS
from sayso.store.sql.prepared import Prepared
from sayso.store.sql.rows import ASKED, pieces

_LAST = Prepared(select(func.max(tables.decisions.c.number)))
_ERASED = Prepared(select(func.max(tables.redactions.c.row)))
_HASH = Prepared(select(tables.decisions.c.hash).where(tables.decisions.c.number == bindparam("number_")))


class Log:
    """Decisions in the order in which they were made; what was read is remembered, for none of it changes."""

    def __init__(self) -> None:
        self._read: tuple[Decision, ...] = ()
        self._erased = 0  # redactions when it was read
        self._before: tuple[tuple[Decision, ...], int] = (self._read, self._erased)

    def begin(self) -> None:
        """A transaction that writes begins."""
        self._before = self._read, self._erased

    def back(self) -> None:
        """What it wrote was taken back: what was read before it still stands."""
        self._read, self._erased = self._before

    def forget(self) -> None:
        """Read anew: what stood there may have been replaced."""
        self._read = ()

    def all(self, of: Connection) -> tuple[Decision, ...]:
        """The whole log."""
        one = tables.decisions.c
        last, erased = _LAST.first(of)[0] or 0, _ERASED.first(of)[0] or 0
        if last < len(self._read) or erased != self._erased:
            self._read, self._erased = (), erased
        if last > len(self._read):
            asked = select(tables.decisions).where(one.number > len(self._read)).order_by(one.number)
            self._read += tuple(map(decision_of, of.execute(asked).mappings()))
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
            previous = START if start == 1 else _HASH.first(to, number_=start - 1)[0]
            rows = [_row(one, moment) for one in decisions]
            to.execute(insert(tables.decisions), list(chained(rows, previous)))


def decisions_on(of: Connection, things: Iterable[str]) -> list[Decision]:
    """The decisions that name any of these, in the order of the log."""
    one, found = tables.decisions.c, dict[int, Decision]()
    for some in pieces(sorted(set(things)), ASKED):
        for side in (one.a, one.b):  # each by its index
            rows = of.execute(select(tables.decisions).where(side.in_(some))).mappings()
            found.update((row["number"], decision_of(row)) for row in rows if row["number"] not in found)
    return [found[number] for number in sorted(found)]


def decision_called(of: Connection, id_: str) -> Decision | None:
    """A decision by its id."""
    row = of.execute(select(tables.decisions).where(tables.decisions.c.id == id_)).mappings().first()
    return None if row is None else decision_of(row)


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
        "made_at": decision.at or moment,
        "role": decision.role,
        "edit": None if decision.edit is None else edit_text(decision.edit),
    }


def decision_of(row: Any) -> Decision:
    """The decision of a row of the log."""
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
        role=row["role"],
        at=row["made_at"],
        edit=None if row["edit"] is None else EDIT.decode(row["edit"].encode()),
    )

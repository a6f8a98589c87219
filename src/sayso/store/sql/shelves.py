"""Sorted shelves, links of the machine and lines of outlets, as rows."""

from array import array
from collections.abc import Mapping, Sequence
from sys import byteorder

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    literal,
    select,
    tuple_,
    union_all,
)

from sayso.model.decisions import Decision, Judgement, Subject
from sayso.store.interface import Key, Shelf
from sayso.store.keys import eight_bytes, line_key
from sayso.store.sql import codec, tables
from sayso.store.sql.codec import REASONS
from sayso.store.sql.columns import Words
from sayso.store.sql.spreading import clean

_HALF = 1 << 63
_WHOLE = 1 << 64

_REMEMBERED = 4096


def _signed(key: int) -> int:
    """Databases have whole numbers of 64 bits with a sign."""
    return key - _WHOLE if key >= _HALF else key


def _packed(keys: Sequence[int]) -> bytes:
    numbers = array("Q", keys)
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _unpacked(data: bytes) -> tuple[int, ...]:
    numbers = array("Q", bytes(data))
    if byteorder == "big":
        numbers.byteswap()
    return tuple(numbers)


def _side(*, before: bool) -> Select[tuple[str, int]]:
    """Names beside a thing, nearest first, in the order of the primary key: nothing is sorted."""
    shelf = tables.shelves.c
    at = tuple_(bindparam("rank", type_=Words), bindparam("name", type_=Words))
    there = tuple_(shelf.rank, shelf.name)
    order = (shelf.rank.desc(), shelf.name.desc()) if before else (shelf.rank, shelf.name)
    asked = (
        select(shelf.name, literal(0 if before else 1).label("side"))
        .where(shelf.shelf == bindparam("shelf"), shelf.key == bindparam("key"))
        .where(there < at if before else there > at)
        .order_by(*order)
        .limit(bindparam("width", type_=Integer))
    )
    inner = asked.subquery()
    return select(inner.c.name, inner.c.side)


class Shelves:
    """Things under keys. What stands where is remembered until `forget`: it is asked for again and again."""

    neighbours = union_all(_side(before=True), _side(before=False))

    def __init__(self) -> None:
        self._placed: dict[tuple[Shelf, str], tuple[str, tuple[int, ...]] | None] = {}

    def forget(self) -> None:
        """Look things up anew: others may have written, or what was written was taken back."""
        self._placed.clear()

    def place(self, to: Connection, shelf: Shelf, name: str, rank: str, keys: Sequence[Key]) -> None:
        self.withdraw(to, shelf, name)
        short = tuple(dict.fromkeys(map(eight_bytes, keys)))
        rank = clean(rank)
        row = {"shelf": shelf.value, "name": name, "rank": rank, "under": _packed(short)}
        to.execute(insert(tables.placed), row)
        rows = [{"shelf": shelf.value, "key": _signed(key), "rank": rank, "name": name} for key in short]
        if rows:
            to.execute(insert(tables.shelves), rows)
        self._placed[shelf, name] = rank, short

    def withdraw(self, to: Connection, shelf: Shelf, name: str) -> None:
        there = self._there(to, shelf, name)
        if there is None:
            return
        rank, keys = there
        one, row = tables.placed.c, tables.shelves.c
        to.execute(delete(tables.placed).where(one.shelf == shelf.value, one.name == name))
        if keys:
            gone = delete(tables.shelves).where(
                row.shelf == shelf.value,
                row.key == bindparam("_key"),
                row.rank == rank,
                row.name == name,
            )
            to.execute(gone, [{"_key": _signed(key)} for key in keys])
        self._placed[shelf, name] = None

    def keys(self, of: Connection, shelf: Shelf, name: str) -> tuple[Key, ...] | None:
        there = self._there(of, shelf, name)
        return None if there is None else there[1]

    def names(self, of: Connection, shelf: Shelf, after: str | None, most: int) -> Sequence[str]:
        one = tables.placed.c
        asked = select(one.name).where(one.shelf == shelf.value).order_by(one.name).limit(most)
        return of.execute(asked if after is None else asked.where(one.name > after)).scalars().all()

    def near(
        self, of: Connection, shelf: Shelf, key: Key, name: str, width: int
    ) -> tuple[Sequence[str], Sequence[str]]:
        there = self._there(of, shelf, name)
        if there is None:
            return (), ()
        asked = {
            "shelf": shelf.value,
            "key": _signed(eight_bytes(key)),
            "rank": there[0],
            "name": name,
            "width": width,
        }
        sides: tuple[list[str], list[str]] = ([], [])
        for row in of.execute(self.neighbours, asked):
            sides[row.side].append(row.name)
        return sides

    def _there(self, of: Connection, shelf: Shelf, name: str) -> tuple[str, tuple[int, ...]] | None:
        if (shelf, name) not in self._placed:
            if len(self._placed) > _REMEMBERED:
                self._placed.clear()
            one = tables.placed.c
            asked = select(one.rank, one.under).where(one.shelf == shelf.value, one.name == name)
            found = of.execute(asked).first()
            self._placed[shelf, name] = None if found is None else (found[0], _unpacked(found[1]))
        return self._placed[shelf, name]


class Links:
    """What a machine decided of pairs: one row each, seen from both sides."""

    def link(self, to: Connection, decision: Decision) -> None:
        self.unlink(to, decision.subject, decision.a, decision.b)
        row = {
            "subject": decision.subject.value,
            "a": decision.a,
            "b": decision.b,
            "judgement": decision.judgement.value,
            "author": decision.author,
            "score": decision.score,
            "reasons": codec.encoded(decision.reasons).decode(),
        }
        to.execute(insert(tables.links), row)

    def unlink(self, to: Connection, subject: Subject, a: str, b: str) -> None:
        one = tables.links.c
        for x, y in {(a, b), (b, a)}:
            to.execute(delete(tables.links).where(and_(one.subject == subject.value, one.a == x, one.b == y)))

    def links(self, of: Connection, subject: Subject, name: str) -> Mapping[str, Decision]:
        one = tables.links.c
        # Two questions, each by its own index: of an OR either database reads more than it must.
        asked = union_all(
            select(tables.links).where(one.subject == subject.value, one.a == name),
            select(tables.links).where(one.subject == subject.value, one.b == name),
        )
        found: dict[str, Decision] = {}
        for row in of.execute(asked).mappings():
            reasons = REASONS.decode(row["reasons"].encode())
            judgement = Judgement(row["judgement"])
            decision = Decision(subject, row["a"], row["b"], judgement, row["author"], row["score"], reasons)
            found[row["b"] if row["a"] == name else row["a"]] = decision
        return dict(sorted(found.items()))


class Lines:
    """Lines of outlets, and the reports that carry them."""

    def carry(self, to: Connection, outlet: str, line: str, report: str, day: str) -> None:
        self.lay_down(to, outlet, line, report)
        row = {"line": _signed(line_key(outlet, line)), "report": report, "day": day}
        to.execute(insert(tables.carried), row)

    def lay_down(self, to: Connection, outlet: str, line: str, report: str) -> None:
        one = tables.carried.c
        at = one.line == _signed(line_key(outlet, line))
        to.execute(delete(tables.carried).where(at, one.report == report))

    def carriers(self, of: Connection, outlet: str, line: str, most: int) -> Sequence[tuple[str, str]]:
        one = tables.carried.c
        at = one.line == _signed(line_key(outlet, line))
        found = of.execute(select(one.report, one.day).where(at).order_by(one.report).limit(most))
        return [(report, day) for report, day in found]

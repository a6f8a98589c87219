"""Sorted shelves and links of the machine, as rows."""

from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Mapping, Sequence
from sys import byteorder
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    bindparam,
    delete,
    insert,
    literal_column,
    select,
    text,
    tuple_,
    union_all,
)

from sayso.model.decisions import Decision, Judgement, Subject
from sayso.store.interface import Key, Shelf, Sides
from sayso.store.keys import eight_bytes
from sayso.store.sql import codec, tables
from sayso.store.sql.codec import REASONS
from sayso.store.sql.columns import Row, Words
from sayso.store.sql.prepared import Prepared
from sayso.store.sql.spreading import clean

_HALF = 1 << 63
_WHOLE = 1 << 64

_REMEMBERED = 4096
# A key that is asked about so often, while copies of one text come in, is read as a whole and kept sorted:
# each thing that is put under it changes what stands near its neighbours, and they are asked about again.
_OFTEN, _WHOLE_KEY, _WHOLE_KEYS = 32, 8192, 262_144  # questions; things under one key, and under all
# So is one with fewer things than this as soon as another comes: one question for all keys of a thing.
_FEW = 48


def signed_key(key: int) -> int:
    """Databases have whole numbers of 64 bits with a sign."""
    return key - _WHOLE if key >= _HALF else key


def _told(of: Connection, keys: Sequence[int]) -> object:
    """Keys as one value of a statement."""
    signed = [signed_key(key) for key in keys]
    return signed if of.dialect.name == "postgresql" else str(signed)


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
        select(shelf.name, literal_column("0" if before else "1").label("side"))
        .where(shelf.shelf == bindparam("shelf"), shelf.key == bindparam("key", type_=Row))
        .where(there < at if before else there > at)
        .order_by(*order)
        .limit(bindparam("width", type_=Integer))
    )
    inner = asked.subquery()
    return select(inner.c.name, inner.c.side)


_PLACED, _SHELF, _LINK = tables.placed.c, tables.shelves.c, tables.links.c
_AT = (_PLACED.shelf == bindparam("shelf_"), _PLACED.name == bindparam("name_"))
_ASKED_NEAR = union_all(_side(before=True), _side(before=False))
_NEIGHBOURS = Prepared(_ASKED_NEAR)
# How many things some keys have: of each at most so many rows are read, however many there are.
_COUNTED = (
    "SELECT one.value, (SELECT count(*) FROM (SELECT 1 FROM shelves"
    " WHERE shelf = :shelf AND key = one.value LIMIT :most) AS those) FROM "
)
_UNDER_ALL = "SELECT key, rank, name FROM shelves WHERE shelf = :shelf AND key "
_NUMBERS = "CAST(:keys AS bigint[])"
_SHARED = Prepared(
    {
        "sqlite": text(f"{_COUNTED} json_each(:keys) AS one"),
        "postgresql": text(f"{_COUNTED} unnest({_NUMBERS}) AS one(value)"),
    }
)
_UNDER_SOME = Prepared(
    {
        "sqlite": text(f"{_UNDER_ALL} IN (SELECT value FROM json_each(:keys))"),
        "postgresql": text(f"{_UNDER_ALL} = ANY({_NUMBERS})"),
    }
)
_UNDER = Prepared(
    select(_SHELF.rank, _SHELF.name)
    .where(_SHELF.shelf == bindparam("shelf"), _SHELF.key == bindparam("key", type_=Row))
    .limit(bindparam("most", type_=Integer))
)
_THERE = Prepared(select(_PLACED.rank, _PLACED.under).where(*_AT))
_PLACE = Prepared(insert(tables.placed))
_PUT = Prepared(insert(tables.shelves))
_WITHDRAW = Prepared(delete(tables.placed).where(*_AT))
_TAKE = Prepared(
    delete(tables.shelves).where(
        _SHELF.shelf == bindparam("shelf_"),
        _SHELF.key == bindparam("key_"),
        _SHELF.rank == bindparam("rank_"),
        _SHELF.name == bindparam("name_"),
    )
)
_NAMED = (_LINK.subject == bindparam("subject_"), _LINK.a == bindparam("a_"), _LINK.b == bindparam("b_"))
_LINK_UP = Prepared(insert(tables.links))
_UNLINK = Prepared(delete(tables.links).where(*_NAMED))
# Two questions, each by its own index: of an OR either database reads more than it must. SQLite is told
# which: as long as it has not weighed a base, it takes the primary key for the second, too, and reads all
# links of the subject.
_LINKED = "SELECT a, b, judgement, author, score, reasons FROM links"
_BOTH_SIDES = (
    f"{_LINKED} WHERE subject = :subject_ AND a = :name_"
    f" UNION ALL {_LINKED}{{}} WHERE subject = :subject_ AND b = :name_"
)
_ASKED_LINKS = {
    "sqlite": text(_BOTH_SIDES.format(" INDEXED BY ix_links_subject_b")),
    "postgresql": text(_BOTH_SIDES.format("")),
}
_LINKS = Prepared(_ASKED_LINKS)


class Shelves:
    """Things under keys. What stands where is remembered until `forget`: it is asked for again and again."""

    neighbours = _ASKED_NEAR

    def __init__(self) -> None:
        self._placed: dict[tuple[Shelf, str], tuple[str, tuple[int, ...]] | None] = {}
        self._near: dict[tuple[Shelf, int], dict[tuple[str, int], Sides]] = {}
        self._alone: dict[tuple[Shelf, str], set[int]] = {}  # keys that the thing placed last has for itself
        self._whole: dict[tuple[Shelf, int], list[tuple[str, str]]] = {}  # all under a key, sorted
        self._held = 0  # things in those
        self._asked: Counter[tuple[Shelf, int]] = Counter()

    def forget(self) -> None:
        """Look things up anew: others may have written, or what was written was taken back."""
        self._placed.clear()
        self._near.clear()
        self._alone.clear()
        self._let_go()

    def _let_go(self) -> None:
        self._whole.clear()
        self._asked.clear()
        self._held = 0

    def place(self, to: Connection, shelf: Shelf, name: str, rank: str, keys: Sequence[Key]) -> None:
        self.withdraw(to, shelf, name)
        short = tuple(dict.fromkeys(map(eight_bytes, keys)))
        rank = clean(rank)
        _PLACE.run(to, shelf=shelf.value, name=name, rank=rank, under=_packed(short))
        one = {"shelf": shelf.value, "rank": rank, "name": name}
        _PUT.each(to, ({**one, "key": signed_key(key)} for key in short))
        self._placed[shelf, name] = rank, short
        self._moved(shelf, short)
        for key in short:
            if (whole := self._whole.get((shelf, key))) is not None:
                insort(whole, (rank, name))
                self._held += 1
                if len(whole) > _WHOLE_KEY:
                    self._held -= len(self._whole.pop((shelf, key)))
        self._alone[shelf, name] = set(short) - self._shared(to, shelf, short)

    def withdraw(self, to: Connection, shelf: Shelf, name: str) -> None:
        there = self._there(to, shelf, name)
        if there is None:
            return
        rank, keys = there
        _WITHDRAW.run(to, shelf_=shelf.value, name_=name)
        one = {"shelf_": shelf.value, "rank_": rank, "name_": name}
        _TAKE.each(to, ({**one, "key_": signed_key(key)} for key in keys))
        self._placed[shelf, name] = None
        self._moved(shelf, keys)
        for key in keys:
            if (whole := self._whole.get((shelf, key))) is not None:
                whole.remove((rank, name))
                self._held -= 1

    def _shared(self, of: Connection, shelf: Shelf, keys: Sequence[int]) -> set[int]:
        """The keys that others have, too: most of a text's are its own, and need not be asked for.

        Of those that few others have, what stands there is read: it is what is asked for next.
        """
        asked = [key for key in keys if (shelf, key) not in self._whole]
        found = {key for key in keys if len(self._whole.get((shelf, key), ())) > 1}
        few = []
        for signed, count in _SHARED.all(of, shelf=shelf.value, keys=_told(of, asked), most=_FEW):
            if count > 1:
                found.add(signed % _WHOLE)
                few += [signed % _WHOLE] if count < _FEW else []
        if few:
            self._read_whole(of, shelf, few)
        return found

    def _read_whole(self, of: Connection, shelf: Shelf, keys: Sequence[int]) -> None:
        rows = _UNDER_SOME.all(of, shelf=shelf.value, keys=_told(of, keys))
        if self._held + len(rows) > _WHOLE_KEYS:
            self._let_go()
        self._held += len(rows)
        for signed, rank, name in rows:
            self._whole.setdefault((shelf, signed % _WHOLE), []).append((rank, name))
        for key in keys:
            self._whole[shelf, key].sort()

    def _moved(self, shelf: Shelf, keys: Sequence[int]) -> None:
        """Under these keys another thing stands now, or no longer."""
        for key in keys:
            self._near.pop((shelf, key), None)
        self._alone.clear()

    def keys(self, of: Connection, shelf: Shelf, name: str) -> tuple[Key, ...] | None:
        there = self._there(of, shelf, name)
        return None if there is None else there[1]

    def names(self, of: Connection, shelf: Shelf, after: str | None, most: int) -> Sequence[str]:
        one = tables.placed.c
        asked = select(one.name).where(one.shelf == shelf.value).order_by(one.name).limit(most)
        return of.execute(asked if after is None else asked.where(one.name > after)).scalars().all()

    def near(self, of: Connection, shelf: Shelf, key: Key, name: str, width: int) -> Sides:
        there, short = self._there(of, shelf, name), eight_bytes(key)
        if there is None or short in self._alone.get((shelf, name), ()):
            return (), ()
        return self._near_by(of, shelf, short, (there[0], name), width)

    def beside(self, of: Connection, shelf: Shelf, name: str, width: int) -> Sequence[Sides]:
        there, alone = self._there(of, shelf, name), self._alone.get((shelf, name), ())
        if there is None:
            return ()
        shared = (key for key in there[1] if key not in alone)
        return [self._near_by(of, shelf, key, (there[0], name), width) for key in shared]

    def _near_by(self, of: Connection, shelf: Shelf, short: int, thing: tuple[str, str], width: int) -> Sides:
        whole, (rank, name) = self._whole_of(of, shelf, short), thing
        if whole is not None:
            at = bisect_left(whole, thing)
            behind = at + 1 if whole[at : at + 1] == [thing] else at
            before = whole[max(0, at - width) : at]
            return [one for _, one in reversed(before)], [one for _, one in whole[behind : behind + width]]
        if len(self._near) > _REMEMBERED:
            self._near.clear()
        under = self._near.setdefault((shelf, short), {})
        if (name, width) not in under:
            sides: tuple[list[str], list[str]] = ([], [])
            asked = {"shelf": shelf.value, "key": signed_key(short), "width": width}
            for other, side in _NEIGHBOURS.all(of, **asked, rank=rank, name=name):
                sides[side].append(other)
            under[name, width] = sides
        return under[name, width]

    def _whole_of(self, of: Connection, shelf: Shelf, key: int) -> list[tuple[str, str]] | None:
        """All that stands under a key, if it is asked about often and is not too much."""
        whole = self._whole.get((shelf, key))
        if whole is not None:
            return whole
        if len(self._asked) > _WHOLE_KEYS:
            self._asked.clear()
        self._asked[shelf, key] += 1
        if self._asked[shelf, key] != _OFTEN:
            return None
        found = _UNDER.all(of, shelf=shelf.value, key=signed_key(key), most=_WHOLE_KEY + 1)
        if len(found) > _WHOLE_KEY:
            return None
        if self._held + len(found) > _WHOLE_KEYS:
            self._let_go()
        self._held += len(found)
        whole = self._whole[shelf, key] = sorted((rank, one) for rank, one in found)
        return whole

    def _there(self, of: Connection, shelf: Shelf, name: str) -> tuple[str, tuple[int, ...]] | None:
        if (shelf, name) not in self._placed:
            if len(self._placed) > _REMEMBERED:
                self._placed.clear()
            found = _THERE.first(of, shelf_=shelf.value, name_=name)
            self._placed[shelf, name] = None if found is None else (found[0], _unpacked(found[1]))
        return self._placed[shelf, name]


class Links:
    """What a machine decided of pairs: one row each, seen from both sides, and remembered until `forget`."""

    asked = _ASKED_LINKS

    def __init__(self) -> None:
        self._read: dict[tuple[Subject, str], Mapping[str, Decision]] = {}

    def forget(self) -> None:
        """Look them up anew: others may have written, or what was written was taken back."""
        self._read.clear()

    def link(self, to: Connection, decision: Decision) -> None:
        a, b = decision.pair
        self._delete(to, decision.subject, a, b)
        for name, other in ((a, b), (b, a)):
            there = self._read.get((decision.subject, name))
            if there is not None:
                self._read[decision.subject, name] = _sorted({**there, other: decision})
        _LINK_UP.run(
            to,
            subject=decision.subject.value,
            a=decision.a,
            b=decision.b,
            judgement=decision.judgement.value,
            author=decision.author,
            score=decision.score,
            reasons=codec.encoded(decision.reasons).decode(),
        )

    def unlink(self, to: Connection, subject: Subject, a: str, b: str) -> None:
        self._delete(to, subject, a, b)
        for name, other in ((a, b), (b, a)):
            there = self._read.get((subject, name))
            if there is not None and other in there:
                left = {at: said for at, said in there.items() if at != other}
                self._read[subject, name] = MappingProxyType(left)

    @staticmethod
    def _delete(to: Connection, subject: Subject, a: str, b: str) -> None:
        _UNLINK.each(to, ({"subject_": subject.value, "a_": x, "b_": y} for x, y in ((a, b), (b, a))))

    def links(self, of: Connection, subject: Subject, name: str) -> Mapping[str, Decision]:
        found = self._read.get((subject, name))
        if found is None:
            if len(self._read) > _REMEMBERED:
                self._read.clear()
            rows = _LINKS.all(of, subject_=subject.value, name_=name)
            made = {b if a == name else a: _link(subject, a, b, *rest) for a, b, *rest in rows}
            found = self._read[subject, name] = _sorted(made)
        return found


def _sorted(links: Mapping[str, Decision]) -> Mapping[str, Decision]:
    return MappingProxyType(dict(sorted(links.items())))


def _link(  # the columns of a row, in their order
    subject: Subject, a: str, b: str, judgement: str, author: str, *said: Any
) -> Decision:
    score, reasons = said
    return Decision(subject, a, b, Judgement(judgement), author, score, REASONS.decode(reasons.encode()))

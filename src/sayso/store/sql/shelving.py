"""What a base remembers to find neighbours by, as `Store` asks for it: see `shelves`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

from sqlalchemy import Connection

from sayso.model.decisions import Decision, Subject
from sayso.store.interface import Key, Shelf, Sides
from sayso.store.sql.remembered import Here

_PAGE = 10_000  # names that are read at a time
T = TypeVar("T")


class Shelving:
    """The part of `Store` that keeps shelves, links and lines."""

    _here: Here

    def reading(self) -> AbstractContextManager[Connection]:
        """See `SqlStore.reading`."""
        raise NotImplementedError

    def _read(self, ask: Callable[[Connection], T]) -> T:
        raise NotImplementedError

    def _write(self, do: Callable[[Connection], None]) -> None:
        raise NotImplementedError

    def place(self, shelf: Shelf, name: str, rank: str, keys: Sequence[Key]) -> None:
        self._write(lambda to: self._here.seen.shelves.place(to, shelf, name, rank, keys))

    def withdraw(self, shelf: Shelf, name: str) -> None:
        self._write(lambda to: self._here.seen.shelves.withdraw(to, shelf, name))

    def keys(self, shelf: Shelf, name: str) -> tuple[Key, ...] | None:
        return self._read(lambda of: self._here.seen.shelves.keys(of, shelf, name))

    def names(self, shelf: Shelf) -> Iterator[str]:
        last: str | None = None
        while True:
            with self.reading() as connection:
                page = self._here.seen.shelves.names(connection, shelf, last, _PAGE)
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1]

    def near(self, shelf: Shelf, key: Key, name: str, width: int) -> Sides:
        return self._read(lambda of: self._here.seen.shelves.near(of, shelf, key, name, width))

    def beside(self, shelf: Shelf, name: str, width: int) -> Sequence[Sides]:
        return self._read(lambda of: self._here.seen.shelves.beside(of, shelf, name, width))

    def link(self, decision: Decision) -> None:
        self._write(lambda to: self._here.seen.links.link(to, decision))

    def unlink(self, subject: Subject, a: str, b: str) -> None:
        self._write(lambda to: self._here.seen.links.unlink(to, subject, a, b))

    def links(self, subject: Subject, name: str) -> Mapping[str, Decision]:
        return self._read(lambda of: self._here.seen.links.links(of, subject, name))

    def carry(self, outlet: str, line: str, report: str, day: str) -> None:
        self._write(lambda to: self._here.seen.lines.carry(to, outlet, line, report, day))

    def lay_down(self, outlet: str, line: str, report: str) -> None:
        self._write(lambda to: self._here.seen.lines.lay_down(to, outlet, line, report))

    def carriers(self, outlet: str, line: str, most: int) -> Sequence[tuple[str, str]]:
        return self._read(lambda of: self._here.seen.lines.carriers(of, outlet, line, most))

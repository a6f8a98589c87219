"""Answers to readers that are kept for as long as what they were made of stands in the base.

An answer is kept with all that was read for it (`sayso.store.sql.reads`). Asked again, it is given at once
where nobody has committed since; else what was read is asked again, and only where all of it is the same the
answer is given without being made anew. So nobody ever gets what would not be made now.

Kept are answers to readers alone, who all see the same: a coder's are made anew, each.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from hashlib import blake2b
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from sayso.desk import Desk
from sayso.store.sql.reads import Reads

Key = tuple[str, ...]
_BESIDE = 4_000  # bytes that are counted for key, headers and the like of an answer
_FRESH = "private, no-cache"  # to be asked for each time: the answer may be 304
_VARY = "Cookie, Authorization"


@dataclass(slots=True)
class _Kept:
    """An answer, what was read for it, and a state of the base in which it stood."""

    body: bytes
    headers: list[tuple[bytes, bytes]]
    tag: str
    reads: Reads
    state: object

    @property
    def size(self) -> int:
        return len(self.body) + self.reads.size + _BESIDE

    def answer(self, request: Request) -> Response:
        """It, or 304 where the asker has it already."""
        known = {
            one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")
        }
        made = Response(status_code=304 if known & {self.tag, "*"} else 200)
        if made.status_code == 200:
            made.body = self.body
        made.raw_headers = [
            one for one in self.headers if made.status_code == 200 or one[0] not in _OF_A_BODY
        ]
        return made


_OF_A_BODY = frozenset({b"content-length", b"content-type"})


class Answers:
    """The answers that a server keeps.

    Args:
        desk: The base that they are of.
        most: Bytes of all of them together; those not asked for longest go first.
    """

    def __init__(self, desk: Desk, most: int) -> None:
        self._store, self._most = desk.store, most
        self._there: OrderedDict[Key, _Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._making: dict[Key, threading.Lock] = {}

    def at_once(self, key: Key) -> _Kept | None:
        """The answer, where nobody has committed since it last stood."""
        found = self._find(key)
        return found if found is not None and self._is_now(found.state) else None

    def _is_now(self, state: object) -> bool:
        return state is not None and state == self._store.state()

    def given(self, key: Key, make: Callable[[], Response]) -> "_Kept | Response":
        """The answer, made anew where what it was made of has changed; of several who ask, one makes it."""
        with self._one_at_a_time(key):
            state = self._store.state()  # before the base is looked at: what is committed meanwhile is seen
            found = self._find(key)
            if found is not None:
                if (state is not None and found.state == state) or self._store.stands(found.reads):
                    found.state = state
                    return found
                self._drop(key)
            with self._store.noting() as reads:
                answer = make()
            if answer.status_code != 200 or isinstance(answer, StreamingResponse):
                return answer
            return self._keep(key, _made(answer, reads, state))

    @contextmanager
    def _one_at_a_time(self, key: Key) -> Iterator[None]:
        with self._lock:
            lock = self._making.setdefault(key, threading.Lock())
        try:
            with lock:
                yield
        finally:
            with self._lock:
                self._making.pop(key, None)

    def _find(self, key: Key) -> _Kept | None:
        with self._lock:
            if key in self._there:
                self._there.move_to_end(key)
            return self._there.get(key)

    def _keep(self, key: Key, one: _Kept) -> _Kept:
        self._drop(key)
        with self._lock:
            self._there[key] = one
            self._size += one.size
            while self._size > self._most:
                self._size -= self._there.popitem(last=False)[1].size
        return one

    def _drop(self, key: Key) -> None:
        with self._lock:
            gone = self._there.pop(key, None)
            if gone is not None:
                self._size -= gone.size


def _made(answer: Response, reads: Reads, state: object) -> _Kept:
    body = bytes(answer.body)
    answer.headers.setdefault("ETag", f'"{blake2b(body, digest_size=16).hexdigest()}"')
    answer.headers.setdefault("Cache-Control", _FRESH)
    answer.headers.setdefault("Vary", _VARY)
    return _Kept(body, list(answer.raw_headers), answer.headers["ETag"], reads, state)


def kept(endpoint: Callable[..., Response]) -> Callable[..., Any]:
    """An endpoint whose answers to readers are kept. It has `request` and the desk among its arguments."""

    @wraps(endpoint)
    async def answered(**given: Any) -> Response:
        request: Request = given["request"]
        make = partial(endpoint, **given)
        key = _key(request)
        if key is None:
            return await run_in_threadpool(make)
        answers: Answers = request.app.state.answers
        found: _Kept | Response | None = answers.at_once(key)
        if found is None:
            found = await run_in_threadpool(answers.given, key, make)
        return found.answer(request) if isinstance(found, _Kept) else found

    return answered


def _key(request: Request) -> Key | None:
    """All that an answer to a reader depends on beside the base; None where a coder asks."""
    if request.method != "GET" or request.app.state.coder_of(request) is not None:
        return None
    url = request.url
    return (str(request.base_url), url.path, url.query, request.cookies.get("theme", ""))

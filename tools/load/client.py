"""A client that costs little: one connection, kept open, over asyncio's streams.

It shares the processors with the server that it measures: a whole HTTP library would be measured, too.
It reads what our server sends, HTTP/1.1 with a length or in chunks, and nothing else.
"""

import asyncio
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlencode

_PATIENCE = 60.0  # seconds for one answer


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers with lower-case names, and the body as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes


class Client:
    """Asks one server over one connection, from an address of this machine.

    Args:
        host: An address, no name: nothing is looked up.
        port: Where the server listens.
        source: The address that it asks from. A desk bounds what one address may ask; on a machine of its own
            each reader has one, and 127.0.0.0/8 has enough for all.
    """

    def __init__(self, host: str, port: int, source: str = "127.0.0.1") -> None:
        self._host, self._port, self._source = host, port, source
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def get(self, path: str) -> Answer:
        """What the server answers.

        Raises:
            OSError: there is no connection, or it ended before the answer did.
            TimeoutError: it took more than a minute.
        """
        head = f"GET {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\nAccept-Encoding: gzip\r\n\r\n"
        return await self._ask(head.encode())

    async def post(self, path: str, form: dict[str, str]) -> Answer:
        """Send a form as a page of the desk does; see `get`."""
        return await self._send(path, urlencode(form).encode(), "application/x-www-form-urlencoded")

    async def post_json(self, path: str, body: bytes) -> Answer:
        """Send JSON as a program does; see `get`."""
        return await self._send(path, body, "application/json")

    async def _send(self, path: str, body: bytes, kind: str) -> Answer:
        origin = f"{self._host}:{self._port}"
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {origin}\r\nOrigin: http://{origin}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return await self._ask(head.encode() + body)

    async def _ask(self, request: bytes) -> Answer:
        async with asyncio.timeout(_PATIENCE):
            try:
                if self._writer is None or self._reader is None or self._reader.at_eof():
                    self.close()
                    await self._connect()
                assert self._writer is not None
                self._writer.write(request)
                answer = await self._answer()
            except BaseException:
                self.close()  # what is left of the answer belongs to no later question
                raise
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    async def _connect(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(
            self._host, self._port, local_addr=(self._source, 0), limit=2**20
        )

    async def _answer(self) -> Answer:
        assert self._reader is not None
        try:
            head = await self._reader.readuntil(b"\r\n\r\n")
            status, headers = _parsed(head)
            if status in (204, 304):
                return Answer(status, headers, b"")
            if headers.get("transfer-encoding", "").lower() == "chunked":
                return Answer(status, headers, await self._chunks())
            return Answer(status, headers, await self._reader.readexactly(int(headers["content-length"])))
        except asyncio.IncompleteReadError:
            raise ConnectionResetError("the answer broke off") from None

    async def _chunks(self) -> bytes:
        assert self._reader is not None
        pieces = []
        while True:
            size = int((await self._reader.readuntil(b"\r\n")).split(b";")[0], 16)
            pieces.append((await self._reader.readexactly(size + 2))[:-2])
            if size == 0:
                return b"".join(pieces)


def _parsed(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return int(first.split(" ", 2)[1]), {name.lower(): value.strip() for name, _, value in pairs}

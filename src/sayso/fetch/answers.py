"""What is sent, what comes back, and how much of it may."""

from dataclasses import dataclass
from datetime import datetime

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes of one request; `total` counts from its first look-up to its last byte.

    `ratio` bounds how many times as long a packed answer may become, from `free` bytes on: short pages of
    tables pack well and harm nobody.
    """

    connect: float = 5.0
    read: float = 10.0
    total: float = 20.0
    raw: int = 5_000_000
    decoded: int = 20_000_000
    ratio: int = 100
    free: int = 100_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response, as they went over the wire, the chunks of the body put together.

    `body` is still packed where `headers` say so.
    """

    address: str
    peer: str
    path: str
    request: Headers
    status: int
    reason: str
    headers: Headers
    body: bytes
    at: datetime

    def header(self, name: str) -> str | None:
        """The first header of a name, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an address: `exchanges` are the redirects and, last, the response itself.

    `body` is unpacked. `type` is the media type without parameters, lower case; "" where none was given.
    """

    asked: str
    exchanges: tuple[Exchange, ...]
    body: bytes
    type: str
    charset: str | None

    @property
    def last(self) -> Exchange:
        """The response itself."""
        return self.exchanges[-1]

    @property
    def address(self) -> str:
        """Where it was found in the end."""
        return self.last.address

    @property
    def status(self) -> int:
        """The status of the response itself."""
        return self.last.status

    @property
    def etag(self) -> str | None:
        """What to ask with next time."""
        return self.last.header("ETag")

    @property
    def modified(self) -> str | None:
        """What to ask with next time."""
        return self.last.header("Last-Modified")

"""Names of hosts to addresses: once for each request, with an end."""

import socket
import threading
from collections.abc import Callable, Sequence

from sayso.errors import TryLater

# The addresses of a host, as text; raises OSError where it has none.
Resolver = Callable[[str, int], Sequence[str]]


def system(host: str, port: int) -> Sequence[str]:
    """The addresses that the machine knows for a host, in its order, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def resolved(host: str, port: int, resolver: Resolver, seconds: float) -> Sequence[str]:
    """The addresses of a host.

    Raises:
        TryLater: it has none now, or nobody answers in time; the system's look-up has no time-out of its own.
    """
    found: list[Sequence[str]] = []
    failed: list[Exception] = []

    def look() -> None:
        try:
            found.append(resolver(host, port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    if found and found[0]:
        return found[0]
    why = str(failed[0]) if failed else "no answer" if not found else "it has no address"
    raise TryLater(f"{host}: cannot be looked up: {why}")

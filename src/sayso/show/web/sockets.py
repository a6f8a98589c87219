"""What several processes listen on."""

import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uvicorn import Config


class Shared(socket.socket):
    """A bound socket of which each process that it is sent to gets one of its own, at the same address.

    On Linux the system then shares calls out among those that listen. Of one socket that all hold, the first
    process to wake takes every call that waits, and answers them alone for as long as the clients stay.
    """

    def __reduce__(self) -> tuple[Callable[..., "Shared"], tuple[Any, ...]]:
        return listening, (self.family, self.getsockname())


def listening(family: int, address: tuple[Any, ...]) -> Shared:
    """A socket at an address, beside others of the same user.

    Raises:
        OSError: the address is another's, or there is none like it.
    """
    made = Shared(family)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind(address)
    except OSError:
        made.close()
        raise
    return made


def bound(config: "Config") -> socket.socket:
    """What the processes of a server listen on."""
    first: socket.socket = config.bind_socket()  # says what is wrong with an address, and ends
    if sys.platform != "linux":  # elsewhere the calls are not shared out
        return first
    with first:
        family, address = first.family, first.getsockname()
    return listening(family, address)

"""What the processes of a server listen on."""

import pickle
import selectors
import socket
import sys

import pytest
import uvicorn

from sayso.show.web.sockets import Shared, bound, listening

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="calls are shared out on Linux alone")


def test_calls_are_shared_out_among_all_who_listen() -> None:
    with bound(uvicorn.Config("none:none", host="127.0.0.1", port=0)) as first:
        sent = pickle.dumps(first)
        here, there = pickle.loads(sent), pickle.loads(sent)
        with here, there, selectors.DefaultSelector() as ready:
            taken = [0, 0]
            for number, one in enumerate((here, there)):
                one.listen(100)
                ready.register(one, selectors.EVENT_READ, (number, one))
            calls = [socket.create_connection(first.getsockname()) for _ in range(64)]
            while sum(taken) < len(calls):
                for key, _ in ready.select(5):
                    number, one = key.data
                    one.accept()[0].close()
                    taken[number] += 1
            for call in calls:
                call.close()
    assert min(taken) > 0


def test_one_who_ended_leaves_the_address_to_the_next() -> None:
    with bound(uvicorn.Config("none:none", host="127.0.0.1", port=0)) as first:
        for _ in range(2):
            with pickle.loads(pickle.dumps(first)) as own:
                own.listen(1)
                with socket.create_connection(first.getsockname()) as caller, own.accept()[0] as called:
                    assert called.getpeername() == caller.getsockname()


def test_an_address_of_another_is_refused() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        with pytest.raises(OSError, match="in use"):
            listening(socket.AF_INET, other.getsockname())


def test_what_is_sent_is_an_address() -> None:
    with listening(socket.AF_INET6, ("::1", 0, 0, 0)) as first, pickle.loads(pickle.dumps(first)) as own:
        assert isinstance(own, Shared)
        assert own.getsockname() == first.getsockname()

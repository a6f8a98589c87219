"""The way to PostgreSQL is cut: connections are ended, a proxy drops them, the server is started anew."""

import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from tools.faults import jobs, servers
from tools.faults.children import BEGUN, Child
from tools.faults.killing import TOTAL
from tools.faults.rounds import REPORTS, Outcome, Site, committed
from tools.faults.states import differing, held, state_of

CUTS = 8  # of one round
_LONGEST = 1.0  # seconds between two
_TRIES = 40  # times that the adder begins anew


class Proxy:
    """A way to the server over TCP on this machine, which can be cut: it then resets its connections."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._open: list[socket.socket] = []
        self._home = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._home.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._home.accept()
                there = socket.socket(socket.AF_UNIX)
                there.connect(self._path)
                self._open += [here, there]
                for one, other in ((here, there), (there, here)):
                    threading.Thread(target=_pump, args=(one, other), daemon=True).start()

    def cut(self) -> None:
        """Reset all that is open: the other side hears it at once."""
        some, self._open = self._open, []
        for one in some:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def close(self) -> None:
        """Let nobody in any more."""
        self._home.close()
        self.cut()


def _pump(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)


def ended(site: Site) -> Outcome:
    """The server ends the connections of an adder (pg_terminate_backend)."""
    where = site.filled()
    return _cut(site, where, where, lambda: servers.running().cut(where))


def dropped(site: Site) -> Outcome:
    """What stands between an adder and the server drops its connections."""
    where, server = site.filled(), servers.running()
    proxy = Proxy(f"{server.folder}/.s.PGSQL.5432")
    name = where.partition("@/")[2].partition("?")[0]
    try:
        return _cut(site, where, f"postgresql://postgres@127.0.0.1:{proxy.port}/{name}", proxy.cut)
    finally:
        proxy.close()


def restarted(site: Site) -> Outcome:
    """The server is started anew while reports are added: in order, or as if it had been killed."""
    server = servers.running()

    def again() -> None:
        server.end(site.chance.choice(("fast", "immediate")))
        server.begin()

    where = site.filled()
    return _cut(site, where, where, again)


def _cut(site: Site, where: str, way: str, cut: Callable[[], object]) -> Outcome:
    """Cut the way of an adder, who begins anew until all is there; then look at what is there."""
    calm, outcome, done = site.filled("calm"), Outcome(), committed(where)
    child = Child(jobs.adding, (calm, REPORTS + TOTAL), site.folder / "calm-out")
    if child.ended() != 0:
        outcome.wrong.append(f"undisturbed it ended with {child.lines()[-1:]}")
    for _ in range(_TRIES):
        child = Child(jobs.adding, (way, REPORTS + TOTAL), site.folder / "out")
        child.wait_for(BEGUN)
        time.sleep(site.chance.random() * _LONGEST)
        if outcome.hits < CUTS and child.alive:
            cut()
            outcome.hits += 1
        code = child.ended()
        done |= child.committed()
        outcome.told += any(line.startswith("sayso:") for line in child.lines())
        outcome.wrong += [*child.astray(), *held(where, done)]
        if code == 0:
            break
    else:
        outcome.wrong.append("it did not come to its end")
    outcome.wrong += held(where, done, whole=True)
    outcome.wrong += differing(state_of(where), state_of(calm), "beside an undisturbed run")
    outcome.committed = len(done)
    return outcome

"""A Dask scheduler and its workers, each a process of its own, on this machine."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ANSWERS = 60  # seconds


class Cluster:
    """A scheduler; workers come and go."""

    def __init__(self, at: Path, host: str = "127.0.0.1") -> None:
        self._at = at
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._port = port
        self.address = f"tcp://127.0.0.1:{port}"
        self._all: list[subprocess.Popen[bytes]] = []
        self._begin((), "dask_scheduler", "--host", host, "--port", str(port), "--no-dashboard")

    def worker(
        self, *more: str, prefix: tuple[str, ...] = (), gate: str = "127.0.0.1"
    ) -> subprocess.Popen[bytes]:
        """Another worker; without a nanny, so that one that is killed stays dead, unless it is asked for.

        Args:
            more: Options of the worker.
            prefix: What runs it: `ip netns exec NAME`.
            gate: The address by which it reaches the scheduler.
        """
        keeper = () if "--nanny" in more else ("--no-nanny",)
        return self._begin(
            prefix,
            "dask_worker",
            f"tcp://{gate}:{self._port}",
            "--nthreads=1",
            "--no-dashboard",
            f"--local-directory={self._at}",
            *keeper,
            *more,
        )

    def wait(self, workers: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        with Client(self.address, timeout=_ANSWERS, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # has no types
            client.wait_for_workers(workers, timeout=_ANSWERS)

    def close(self) -> None:
        """End all of it, and what its processes have begun."""
        for process in self._all:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        for process in self._all:
            process.wait(10)

    def _begin(self, prefix: tuple[str, ...], program: str, *args: str) -> subprocess.Popen[bytes]:
        command = [*prefix, sys.executable, "-m", f"distributed.cli.{program}", *args]
        paths = os.pathsep.join(filter(None, (str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": paths},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._all.append(process)
        return process


@contextmanager
def cluster(at: Path) -> Iterator[Cluster]:
    """A scheduler for a while."""
    made = Cluster(at)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def namespaces(number: int) -> Iterator[list[str]]:
    """Networks of their own, each joined to ours by one wire; none where they cannot be made.

    The end of the wire on our side is 10.77.N.1, that in the network 10.77.N.2.
    """
    names = [f"sayso{at}" for at in range(number)]
    try:
        made = all(_wired(name, at) for at, name in enumerate(names))
        yield names if made else []
    finally:
        for name in names:
            _ip("netns", "del", name)


def _wired(name: str, at: int) -> bool:
    ours, theirs, net = f"saysoa{at}", f"saysob{at}", f"10.77.{at}"
    inside = ("netns", "exec", name, "ip")
    return all(
        _ip(*command)
        for command in (
            ("netns", "add", name),
            ("link", "add", ours, "type", "veth", "peer", "name", theirs),
            ("link", "set", theirs, "netns", name),
            ("addr", "add", f"{net}.1/24", "dev", ours),
            ("link", "set", ours, "up"),
            (*inside, "addr", "add", f"{net}.2/24", "dev", theirs),
            (*inside, "link", "set", theirs, "up"),
            (*inside, "link", "set", "lo", "up"),
            (*inside, "route", "add", "default", "via", f"{net}.1"),
        )
    )


def _ip(*words: str) -> bool:
    try:
        return subprocess.run(["ip", *words], capture_output=True, check=False).returncode == 0
    except OSError:
        return False

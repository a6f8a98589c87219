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

    def __init__(self, at: Path, prefix: tuple[str, ...] = (), host: str = "127.0.0.1") -> None:
        self._at = at
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://{host}:{port}"
        self._all: list[subprocess.Popen[bytes]] = []
        self._begin(prefix, "dask_scheduler", "--host", host, "--port", str(port), "--no-dashboard")

    def worker(self, *more: str, prefix: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
        """Another worker; without a nanny, so that one that is killed stays dead, unless it is asked for."""
        keeper = () if "--nanny" in more else ("--no-nanny",)
        return self._begin(
            prefix,
            "dask_worker",
            self.address,
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

"""The servers under load: `sayso serve` in processes of their own, ended when the load is over."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_START = 120.0  # seconds until the first answer


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers."""

    name: str
    pid: int
    port: int


@contextmanager
def served(base: Path, name: str, workers: int) -> Iterator[Served]:
    """A desk on this machine: for readers, of so many processes; of 0, one process that takes changes.

    Raises:
        SystemExit: it did not begin, or did not end as it should.
    """
    port = _free_port()
    command = [sys.executable, "-m", "sayso", "serve", "--db", str(base), "--port", str(port)]
    command += ["--workers", str(workers)] if workers else ["--write"]
    with subprocess.Popen(command) as process:
        try:
            _wait(process, port)
            yield Served(name, process.pid, port)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        port: int = some.getsockname()[1]
        return port


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"the server ended with {process.returncode}")
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"no answer in {_START:.0f} s")

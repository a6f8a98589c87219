"""A bounded load on a served desk: python -m tools.load --seconds N [--base FILE | --incidents N].

Readers ask a published mix (tools/load/mix.py), two coders decide once a second each on what came in, and
an adder posts reports: readers at `sayso serve --workers N`, coders and adder at `sayso serve --write`,
both on one base, on the loopback of this machine. Writes build/load.json every ten seconds and at the end:
requests a second, latencies by kind (half, 95 and 99 of 100, longest), errors, memory and open files of the
servers over the time, and whether every acknowledged report and decision is in the base afterwards. The load
works on a copy of FILE; without it, a base of so many incidents is made (tools/generate_base.py) and kept.
Exit code 1: there were errors, or something is lost.
"""

import argparse
import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from sayso.desk import Desk
from tools import generate_base
from tools.load.client import Client
from tools.load.mix import SHARES, Reading
from tools.load.people import add, code, read
from tools.load.proof import missing
from tools.load.reports import report
from tools.load.servers import Served, served
from tools.load.telling import Run, told
from tools.load.watched import sample

BUILD = Path("build")
_SAMPLES = 360  # of memory and files over a run, at most one a second
_AN_INCIDENT = 145_000 / 101_500  # events that the generator makes for each


async def loaded(options: argparse.Namespace, base: Path, readers: Served, writers: Served) -> Run:
    """Load the servers for the time that is asked, and watch them."""
    run = Run(perf_counter())
    with Desk(base, read_only=True) as desk:
        reading = Reading(desk, options.seed)
    await _warmed(readers, writers, reading, options)
    run.begin()
    until = run.begun + options.seconds
    clients: list[Client] = []

    def client(port: int, number: int) -> Client:
        clients.append(Client("127.0.0.1", port, f"127.0.1.{number + 1}"))
        return clients[-1]

    jobs = [
        read(client(readers.port, number), reading.draw, until, run.seen) for number in range(options.readers)
    ]
    some = range(options.coders if options.pause > 0 else 0)  # they decide on what is added
    jobs += [code(client(writers.port, 100 + number), Random(number), until, run.seen) for number in some]
    if options.pause > 0:
        jobs.append(add(client(writers.port, 200), options.seed, options.pause, until, run.seen))
    watching = asyncio.create_task(_watched(run, (readers, writers), until, options))
    await asyncio.gather(*jobs)
    run.end()
    await watching
    for one in clients:
        one.close()
    return run


async def _warmed(readers: Served, writers: Served, reading: Reading, options: argparse.Namespace) -> None:
    """Have every process load its tables, templates and models before the time begins."""

    async def ask(number: int) -> None:
        async with Client("127.0.0.1", readers.port, f"127.0.2.{number + 1}") as one:
            for kind in SHARES:
                await one.get(reading.address(kind))

    await asyncio.gather(*(ask(number) for number in range(4 * options.workers)))
    async with Client("127.0.0.1", writers.port) as first:
        await first.post_json("/api/v1/reports", json.dumps({"reports": [report(options.seed, -1)]}).encode())


async def _watched(run: Run, servers: Sequence[Served], until: float, options: argparse.Namespace) -> None:
    step = max(1.0, options.seconds / _SAMPLES)
    written = 0.0
    while perf_counter() < until:
        at = round(perf_counter() - run.begun, 1)
        for server in servers:
            run.samples[server.name].append(sample(server.pid, at))
        if at - written >= 10:
            written = at
            _write(options.out, told(run, done=False))
        await asyncio.sleep(min(step, max(0.0, until - perf_counter())))


def _write(out: Path, found: dict[str, Any]) -> None:
    waiting = out.with_suffix(".tmp")
    waiting.write_text(json.dumps(found, indent=1), encoding="utf-8")
    waiting.replace(out)


def the_base(options: argparse.Namespace) -> Path:
    """A copy of the base that is asked for, which is made where it is not there yet."""
    whole: Path = options.base or BUILD / f"load-{options.incidents}.db"
    if not whole.is_file():
        making = whole.with_suffix(".making")
        making.unlink(missing_ok=True)
        generate_base.main([str(making), "--events", str(round(options.incidents * _AN_INCIDENT))])
        making.replace(whole)
    copy = options.out.with_suffix(".db")
    for old in copy.parent.glob(f"{copy.name}*"):
        old.unlink()
    shutil.copyfile(whole, copy)
    return Path(copy)


def main(arguments: Sequence[str] | None = None) -> int:
    """Load, write and print; 1 where there were errors or something is lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--base", type=Path, help="a base; it is copied, and stays as it is")
    parser.add_argument(
        "--incidents", type=int, default=100_000, help="of the base that is made without --base"
    )
    parser.add_argument("--readers", type=int, default=16, metavar="N", help="connections that read")
    parser.add_argument("--coders", type=int, default=2, metavar="N")
    parser.add_argument("--pause", type=float, default=1.0, metavar="S", help="between reports; 0 adds none")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="for readers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=BUILD / "load.json")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the servers must not outlive us
    options.out.parent.mkdir(parents=True, exist_ok=True)
    base = the_base(options)
    with served(base, "readers", options.workers) as readers, served(base, "writers", 0) as writers:
        run = asyncio.run(loaded(options, base, readers, writers))
    run.lost = missing(base, run.seen.reports, run.seen.decisions)
    found = told(run, done=True)
    _write(options.out, found)
    print(json.dumps({name: value for name, value in found.items() if name != "samples"}, indent=1))
    return int(bool(found["errors"] or run.lost))


if __name__ == "__main__":
    sys.exit(main())

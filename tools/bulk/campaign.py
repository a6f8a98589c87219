"""The campaign of bulk runs over made-up pages: 20 killed workers and 5 drivers, a cluster, and a base.

Each step is compared with an undisturbed run, file by file; what was done is kept, so that a campaign that
was ended goes on. Usage: python -m tools.bulk.campaign [--pages N] [--workers N] [--state FOLDER]
"""

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from tools.bulk.clusters import ROOT, Cluster, namespaces
from tools.bulk.world import archives, poison_of

STATE = Path("build/bulk")
PAGES, SIZE, WORKERS, DRIVERS = 3_000, 20, 20, 5
_TICK = 0.01
_ERRORS = "driver.err"  # what a driver says of what went wrong


def written(out: Path) -> dict[str, str]:
    """The digest of each file that a run is for."""
    found = (path for name in ("parts", "dead", "left") for path in (out / name).iterdir())
    return {
        f"{one.parent.name}/{one.name}": hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(found)
    }


def below(pid: int) -> list[int]:
    """The processes that a process has begun, and those that they have."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat[1]) == pid:
            found += [int(path.parent.name), *below(int(path.parent.name))]
    return found


class Campaign:
    """Its folder, and the steps in it."""

    def __init__(self, at: Path, pages: int, workers: int) -> None:
        self.at = at
        self.workers = workers
        self.pages = pages
        self.inputs = archives(at / "in", pages)
        self.parts = -(-pages // SIZE)

    def drive(self, out: str, where: str) -> subprocess.Popen[str]:
        """Begin a driver."""
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        command = [sys.executable, "-m", "tools.bulk.drive", str(self.at / out), str(SIZE), where]
        (self.at / _ERRORS).unlink(missing_ok=True)
        return subprocess.Popen(
            [*command, *map(str, self.inputs)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": paths},
            stdout=subprocess.PIPE,
            stderr=os.open(self.at / _ERRORS, os.O_WRONLY | os.O_CREAT | os.O_APPEND),
            text=True,
        )

    def ended(self, driver: subprocess.Popen[str]) -> dict[str, Any]:
        """What a driver that came to its end says."""
        said = (driver.communicate()[0] or "").split()
        if driver.returncode or len(said) != 5:
            told = (self.at / _ERRORS).read_text(encoding="utf-8", errors="replace")[-2_000:]
            raise SystemExit(f"the driver ended with {driver.returncode}: {said}\n{told}")
        return dict(zip(("rows", "dead", "parts", "seconds", "cpu"), map(float, said), strict=True))

    def done(self, out: str) -> int:
        """How many parts are done."""
        return len(list((self.at / out).glob("ledger/*.json")))

    # -- steps -------------------------------------------------------------------------------------

    def whole(self) -> dict[str, Any]:
        """An undisturbed run."""
        told = self.ended(self.drive("whole", str(self.workers)))
        rows = [
            json.loads(line)
            for path in (self.at / "whole" / "dead").iterdir()
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        poison = Counter(poison_of(number) for number in range(self.pages))
        del poison[""]
        kinds = Counter(row["kind"] for row in rows)
        good = kinds["ReadError"] == 1 and sum(kinds.values()) == sum(poison.values()) + 1
        good = good and told["rows"] == self.pages - sum(poison.values())
        return {**told, "dead letters": dict(kinds), "poison": dict(poison), "good": good}

    def killed(self, workers: int = WORKERS, drivers: int = DRIVERS, seed: int = 7) -> dict[str, Any]:
        """Workers and drivers killed at random."""
        chance = Random(seed)
        kills = ["worker"] * workers + ["driver"] * drivers
        chance.shuffle(kills)
        moments = sorted(chance.randrange(1, max(2, self.parts - 6)) for _ in kills)
        driver, made = self.drive("killed", str(self.workers)), Counter[str]()
        for kind, moment in zip(kills, moments, strict=True):
            while self.done("killed") < moment and driver.poll() is None:
                time.sleep(_TICK)
            time.sleep(chance.random() * 0.3)
            if driver.poll() is not None:
                break
            begun = below(driver.pid)
            if kind == "driver":
                driver.kill()
                driver.communicate()
                driver = self.drive("killed", str(self.workers))
            elif begun:
                _kill(chance.choice(begun))
            made[kind] += 1
        told = self.ended(driver)
        return {**told, "kills": dict(made), "good": self.same("killed")}

    def dask(self) -> dict[str, Any]:
        """A cluster that loses a worker and gets another, each in a network of its own where that can be."""
        with namespaces(3) as nets:
            host = "0.0.0.0" if nets else "127.0.0.1"
            cluster = Cluster(self.at, host=host)
            try:
                self._begin(cluster, nets, 0)
                victim = self._begin(cluster, nets, 1)
                cluster.wait(2)
                driver = self.drive("dask", cluster.address)
                while self.done("dask") < self.parts // 3 and driver.poll() is None:
                    time.sleep(_TICK)
                os.killpg(victim.pid, signal.SIGKILL)
                while self.done("dask") < self.parts // 2 and driver.poll() is None:
                    time.sleep(_TICK)
                self._begin(cluster, nets, 2)
                told = self.ended(driver)
            finally:
                cluster.close()
        return {**told, "namespaces": len(nets), "good": self.same("dask")}

    @staticmethod
    def _begin(cluster: Cluster, nets: Sequence[str], number: int) -> "subprocess.Popen[bytes]":
        if not nets:
            return cluster.worker("--nanny")
        prefix = ("ip", "netns", "exec", nets[number])
        return cluster.worker("--nanny", prefix=prefix, gate=f"10.77.{number}.1")

    def base(self) -> dict[str, Any]:
        """Parts loaded into a base, and the same records added one by one in another order."""
        from sayso.bulk import records
        from sayso.desk import Desk
        from sayso.model.record import Coded

        spent = []
        for name in ("loaded.db", "added.db"):
            for path in self.at.glob(f"{name}*"):
                path.unlink()
        with Desk(self.at / "loaded.db") as loaded, Desk(self.at / "added.db") as added:
            began = time.process_time()
            results = Counter(one.result.value for one in loaded.load(records(self.at / "whole")))
            spent.append(time.process_time() - began)
            coded = [one for one in records(self.at / "whole") if isinstance(one, Coded)]
            Random(3).shuffle(coded)
            began = time.process_time()
            for one in coded:
                added.add(one)
            spent.append(time.process_time() - began)
            ours, theirs = _state(loaded), _state(added)
        each = [round(seconds / len(coded) * 1000, 1) for seconds in spent]
        return {
            "results": dict(results),
            "incidents": len(ours),
            "ms loaded": each[0],
            "ms added": each[1],
            "good": ours == theirs,
        }

    def blocks(self) -> dict[str, Any]:
        """The run joined by blocks on a cluster that loses a worker: the base of the step before."""
        from sayso.bulk.blocks import Blocks
        from sayso.bulk.cluster import Cluster as Engine
        from sayso.desk import Desk
        from sayso.desk.coding import author

        for path in self.at.glob("blocks.db*"):
            path.unlink()
        cluster = Cluster(self.at)
        try:
            self._begin(cluster, (), 0)
            victim = cluster.worker()
            cluster.wait(2)
            made = Blocks(self.at / "whole", author(), size=self.pages // 10)

            def watch(done: int, _: int) -> None:
                if done >= 2 and victim.poll() is None:
                    os.killpg(victim.pid, signal.SIGKILL)

            with Desk(self.at / "blocks.db") as joined, Desk(self.at / "added.db") as added:
                ready = list(made.made(Engine(cluster.address), watch))
                began = time.process_time()
                results = Counter(
                    one.result.value
                    for one in joined.load_blocks((one.records, one.before, one.said) for one in ready)
                )
                spent = time.process_time() - began
                same = _state(joined) == _state(added) and _exported(joined, self.at) == _exported(
                    added, self.at
                )
        finally:
            cluster.close()
        killed = victim.poll() is not None
        return {
            "results": dict(results),
            "blocks": len(ready),
            "ms loaded": round(spent / max(1, results.total()) * 1000, 1),
            "killed": killed,
            "failed": made.failed,
            "good": same and killed and made.failed is None,
        }

    def same(self, out: str) -> bool:
        """Whether a run left what the undisturbed one did, byte by byte, and no half file."""
        halves = list((self.at / out).rglob("*.tmp-*"))
        return written(self.at / out) == written(self.at / "whole") and not halves


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _state(desk: Any) -> dict[str, Any]:
    return {one.incident.id: one for one in desk.incidents()}


def _exported(desk: Any, at: Path) -> bytes:
    """All of a base as one file, the same bytes for the same base."""
    from datetime import UTC, datetime

    from sayso.desk.exporting import export_to, options
    from sayso.model.filters import Filters

    export_to(desk, "json", at / "all.json", Filters(), options(datetime(2024, 5, 20, tzinfo=UTC)))
    return (at / "all.json").read_bytes()


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the steps that were not taken; 1 if one is not as it should be."""
    parser = argparse.ArgumentParser(description="Bulk runs under kills; resumable.")
    parser.add_argument("--pages", type=int, default=PAGES, help=f"default: {PAGES}")
    parser.add_argument("--workers", type=int, default=2, help="default: 2")
    parser.add_argument("--state", type=Path, default=STATE, help=f"folder; default: {STATE}")
    options = parser.parse_args(arguments)
    at = options.state.absolute() / str(options.pages)
    campaign, file = Campaign(at, options.pages, options.workers), at / "campaign.json"
    done: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    steps: dict[str, Callable[[], dict[str, Any]]] = {
        "whole": campaign.whole,
        "killed": campaign.killed,
        "dask": campaign.dask,
        "base": campaign.base,
        "blocks": campaign.blocks,
    }
    for name, step in steps.items():
        if name not in done:
            done[name] = step()
            file.write_text(json.dumps(done, indent=1), encoding="utf-8")
        print(name, json.dumps(done[name]), flush=True)
    return 0 if all(one["good"] for one in done.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())

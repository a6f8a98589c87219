"""The process that is fed: one target, instrumented, until its share of CPU is spent.

Usage: python -m tools.fuzz.child TARGET FOLDER SECONDS [--once FILE]. Findings go into
FOLDER/findings/TARGET,
each kind once, named by what was raised and where; feeding goes on. The process that watches it
(`watcher.py`)
ends it where an input takes too long.
"""

import contextlib
import hashlib
import os
import resource
import sys
import time
import traceback
from pathlib import Path

from tools.fuzz.meter import LONGEST, Meter
from tools.fuzz.target import Feed, Target

MEMORY = 3 << 30  # bytes of address space: libraries take more than half of a GiB of it


class TooSlow(Exception):
    """An input took more CPU than its target allows."""


def findings(folder: Path, target: str) -> Path:
    """Where the findings of a target lie."""
    return folder / "findings" / target


def keep(folder: Path, target: str, data: bytes, error: BaseException) -> Path:
    """Write down what was raised, and by which input; one file for each kind."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "/sayso/" in one.filename] or frames[-1:]
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    kind = f"{type(error).__name__}-{where}".replace(":", "-")
    path = findings(folder, target) / f"{kind}.txt"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".bin").write_bytes(data)
        path.write_text(
            "".join(traceback.format_exception(error, limit=-12)), encoding="utf-8", errors="replace"
        )
    return path


def feeder(name: str, target: Target, feed: Feed, folder: Path, budget: float) -> Feed:
    """The function that atheris calls."""
    from sayso.errors import SaysoError

    meter = Meter(folder / "meters" / name)
    clock = time.process_time
    until = clock() + budget

    def one(data: bytes) -> None:
        began = clock()
        if began > until:
            os._exit(0)
        meter.begin(data, began)
        try:
            feed(data)
        except SaysoError:
            pass
        except KeyboardInterrupt:
            os._exit(130)
        except BaseException as error:  # noqa: BLE001 (what is raised is what fuzzing looks for; panics of Rust, too)
            keep(folder, name, data, error)
        spent = clock() - began
        if spent > target.seconds:
            told = hashlib.sha256(data).hexdigest()[:8]
            keep(folder, name, data, TooSlow(f"{spent:.2f} s of CPU, {target.seconds:g} allowed: {told}"))
        meter.end(spent)

    return one


def arguments(name: str, target: Target, folder: Path) -> list[str]:
    """The command line of libFuzzer: where its inputs are, and nothing that it would end by itself."""
    corpus, first, words = folder / "corpus" / name, folder / "seeds" / name, folder / "words" / name
    for place in (corpus, first, words.parent):
        place.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(target.seeds()):
        (first / str(number)).write_bytes(data[: target.longest])
    found = ['"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"' for word in target.words]
    words.write_text("\n".join(found) + "\n", encoding="ascii")
    options = {
        "max_len": target.longest,
        "timeout": 1_000_000,
        "rss_limit_mb": 0,
        "dict": words,
        "verbosity": 0,
    }
    return [name, *(f"-{option}={value}" for option, value in options.items()), str(corpus), str(first)]


def warm(target: Target, feed: Feed) -> None:
    """Feed the seeds once, unmeasured: what is loaded at the first use is no input's fault."""
    for data in target.seeds():
        with contextlib.suppress(Exception):  # it is fed again, and then counts
            feed(data)


def main(name: str, place: str, budget: str, *once: str) -> None:
    """Feed one target."""
    import atheris

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder = Path(place)
    with atheris.instrument_imports(include=["sayso"]):
        from tools.fuzz.targets import TARGETS

        target = TARGETS[name]
        assert target.longest <= LONGEST
        feed = target.make()
    warm(target, feed)
    (folder / "meters").mkdir(parents=True, exist_ok=True)
    one = feeder(name, target, feed, folder, float(budget))
    if once:
        one(Path(once[1]).read_bytes())
        return
    atheris.Setup(arguments(name, target, folder), one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])

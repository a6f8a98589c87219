"""Builds the wheel and the sdist, and tries both where nothing but this machine can be reached.

python -m tools.release [--out DIR] [--write]. Each of the two is installed into a new virtual environment by
`uv pip install --offline`, from what uv has cached of requirements.lock, in a network namespace that has
a loopback and no route (`unshare -n`: Linux, as root); there it codes a text and serves a base. The size of
what `pip install` brings is measured, for the core and for each extra, then, and how long `import sayso` and
`sayso --help` take. `--write` puts the figures into docs/release.md.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tools.accuracy import ROOT, between

PAGE = ROOT / "docs" / "release.md"
BEGIN, END = "<!-- release: written by tools/release.py -->", "<!-- end of release -->"
USERS = ("model", "semantic", "postgres", "parquet", "feeds", "cluster", "serve")  # extras for users
# Nothing but a loopback, then the command that follows.
_ALONE = ("unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "alone")
_TEXT = "Rebels shelled the town of Marinka on Monday and killed three civilians, the mayor said."
# Run by the Python of the environment, in the namespace: nothing of this repository is on its path.
_SERVED = """
import socket, subprocess, sys, time, urllib.request
try:
    socket.create_connection(("192.0.2.1", 80), 3)
    sys.exit("a network can be reached")
except OSError:
    pass
sayso, base = sys.argv[1:]
server = subprocess.Popen([sayso, "serve", "--db", base, "--port", "8765"])
try:
    for _ in range(600):
        try:
            asked = [urllib.request.urlopen("http://127.0.0.1:8765" + path, timeout=60).read()
                     for path in ("/healthz", "/incidents", "/map/base.json?area=45,35,50,40&zoom=6")]
            break
        except OSError:
            time.sleep(0.2)
    else:
        sys.exit("no answer")
    assert asked[0].startswith(b"ok"), asked[0]
    assert b"</html>" in asked[1] and b"Marinka" in asked[1], asked[1][-500:]
    assert b"FeatureCollection" in asked[2], asked[2][:200]
finally:
    server.terminate()
    server.wait(60)
"""


class Failed(SystemExit):
    """A step did not do what it should."""


def built(out: Path) -> tuple[Path, Path]:
    """A wheel and an sdist of this tree."""
    out.mkdir(parents=True, exist_ok=True)
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(out), versions=["standard"])
    (sdist,) = SdistBuilder(str(ROOT)).build(directory=str(out), versions=["standard"])
    return Path(wheel), Path(sdist)


def pinned(out: Path) -> Path:
    """The pins of the lock without hashes: bounds for an installation of a part of them."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = [line.split(" \\")[0] for line in text.splitlines() if re.match(r"[a-z0-9]", line)]
    file = out / "constraints.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def run(*command: str | Path, alone: bool = True, given: str = "", home: Path | None = None) -> str:
    """What a command prints; in the namespace without a network, if `alone`.

    Raises:
        Failed: it ended with another code than 0.
    """
    parts = [*(_ALONE if alone else ()), *map(str, command)]
    where = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    if home is not None:
        where["SAYSO_HOME"] = str(home)
    ended = subprocess.run(
        parts, input=given, capture_output=True, text=True, env=where, check=False, cwd="/"
    )
    if ended.returncode:
        raise Failed(
            f"{' '.join(parts)} ended with {ended.returncode}:\n{ended.stdout[-2000:]}{ended.stderr[-3000:]}"
        )
    return ended.stdout


def environment(place: Path, artefact: Path, extras: Sequence[str], constraints: Path) -> Path:
    """A new environment with the artefact and extras; its folder of commands."""
    shutil.rmtree(place, ignore_errors=True)
    uv = Path(sys.executable).with_name("uv")
    run(uv, "venv", "--quiet", "--python", sys.executable, place)
    wanted = f"{artefact}[{','.join(extras)}]" if extras else str(artefact)
    commands = place / "bin"
    run(
        uv, "pip", "install", "--quiet", "--offline", "--python", commands / "python",
        "--constraint", constraints, wanted,
    )  # fmt: skip
    return commands


def works(commands: Path, folder: Path) -> None:
    """Code a text, keep it, and serve the base.

    Raises:
        Failed: one of it does not work, or the internet can be reached.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text, base = folder / "report.txt", folder / "base.db"
    base.unlink(missing_ok=True)
    text.write_text(_TEXT, encoding="utf-8")
    sayso = commands / "sayso"
    coded = json.loads(run(sayso, "code", text, "--published", "2017-06-19", "--format", "json", home=folder))
    if not coded["events"]:
        raise Failed("the text gave no event")
    run(sayso, "add", text, "--published", "2017-06-19", "--db", base, home=folder)
    run(commands / "python", "-c", _SERVED, sayso, base, home=folder)


def size(commands: Path) -> int:
    """Bytes of what is installed beside Python itself."""
    return sum(
        file.stat().st_size for file in commands.parent.rglob("*") if file.is_file() and not file.is_symlink()
    )


def seconds(*command: str | Path, times: int = 5) -> float:
    """Processor time of a command: the middle one of several runs, the first left out."""
    found = []
    for _ in range(times + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(*command, alone=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return sorted(found[1:])[times // 2]


def figures(wheel: Path, sdist: Path, out: Path) -> str:
    """Sizes and times, as a table."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    rows = [
        f"sayso {version}, Python {sys.version_info.major}.{sys.version_info.minor}, Linux.",
        "",
        "| what | size or time |",
        "| --- | ---: |",
        f"| wheel | {wheel.stat().st_size / 1e6:.1f} MB |",
        f"| sdist | {sdist.stat().st_size / 1e6:.1f} MB |",
    ]
    constraints = pinned(out)
    core = environment(out / "core", wheel, (), constraints)
    least = size(core)
    rows.append(f"| `pip install sayso`, installed | {least / 1e6:.0f} MB |")
    for extra in USERS:
        commands = environment(out / "extra", wheel, (extra,), constraints)
        rows.append(f"| `[{extra}]` adds | {(size(commands) - least) / 1e6:.0f} MB |")
    python = core / "python"
    bare = seconds(python, "-c", "pass")
    rows.append(f"| processor time of Python alone | {1000 * bare:.0f} ms |")
    rows.append(f"| `import sayso` adds | {1000 * (seconds(python, '-c', 'import sayso') - bare):.0f} ms |")
    rows.append(f"| `sayso --help` adds | {1000 * (seconds(core / 'sayso', '--help') - bare):.0f} ms |")
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build, try and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "release")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/release.md")
    options = parser.parse_args(arguments)
    out = options.out.resolve()
    wheel, sdist = built(out / "dist")
    for artefact in (wheel, sdist):
        commands = environment(out / "tried", artefact, ("model", "serve"), pinned(out))
        works(commands, out / "work")
        print(f"{artefact.name}: installed, codes and serves without a network", flush=True)
    made = figures(wheel, sdist, out)
    print(made)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(between(page, made, BEGIN, END), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""Audit of what is installed with sayso, and of secrets in its files; `make check` runs it.

Licences against an allow-list, versions of the lock against known faults (`tools/audit.toml`, and the
service of
advisories of OSV where it can be reached), files against the patterns of detect-secrets. It works without a
network, and says then that the service was not asked. Usage: python -m tools.audit [--offline] [FILE ...]
"""

import argparse
import importlib.metadata
import json
import re
import subprocess
import tomllib
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.plugins.base import RegexBasedDetector
from detect_secrets.plugins.keyword import KeywordDetector
from packaging.version import Version

ROOT = Path(__file__).parent.parent
RULES = Path(__file__).with_suffix(".toml")
LOCK, RUNTIME = ROOT / "requirements.lock", ROOT / "deploy" / "requirements.lock"
SERVICE = "https://api.osv.dev/v1/querybatch"
SECONDS = 8.0  # that the service is waited for
UNSEEN = frozenset(".png .gz .zst .warc .parquet .docx .pdf .sqlite .onnx .npz .bin .woff2 .ico .jpg".split())
KEYWORDS = frozenset(".py .toml .yaml .yml .sh .env .cfg .ini .md .service .js".split())
LEFT_OUT = ("sealed", "gold/held")  # parts of the gold corpus that nobody opens
# Not secrets, however they look: public addresses, and strings of much entropy, of which data files are full.
_NO_KEYS = frozenset(
    {"IPPublicDetector", "Base64HighEntropyString", "HexHighEntropyString", "KeywordDetector"}
)
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.M)
Rules = Mapping[str, Any]
Ask = Callable[[bytes], bytes]


def rules(path: Path = RULES) -> Rules:
    """What is accepted and refused."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def pins(lock: Path) -> dict[str, str]:
    """Name and version of each package of a lock."""
    return {name.lower(): version for name, version in _PIN.findall(lock.read_text(encoding="utf-8"))}


# -- licences ---------------------------------------------------------------------------------------


def licence(name: str) -> str | None:
    """What an installed package states, "?" where it states nothing; None where it is not installed."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if "License-Expression" in told:
        return str(told["License-Expression"])
    classed = [
        one.split(" :: ")[-1] for one in told.get_all("Classifier") or () if one.startswith("License ::")
    ]
    own = str(told["License"] or "?") if "License" in told else "?"
    return "; ".join(classed) or own.splitlines()[0]


def licence_faults(
    names: Iterable[str], runtime: Iterable[str], known: Rules, stated: Callable[[str], str | None] = licence
) -> Iterator[str]:
    """Packages whose licence is not allowed, or only for development and yet installed with sayso."""
    alone = {row["name"]: row for row in known["package"]}
    shipped = set(runtime)
    for name in names:
        found = stated(name)
        if found is None or found in known["licences"]:
            continue
        row = alone.get(name)
        if row is None or row["licence"] != found:
            yield f"{name}: its licence {found!r} is not among those allowed in {RULES.name}"
        elif row.get("dev") and name in shipped:
            yield f"{name}: {found} is allowed for development alone, and it is in {RUNTIME.name}"


# -- advisories -------------------------------------------------------------------------------------


def advisory_faults(locked: Mapping[str, str], known: Rules) -> Iterator[str]:
    """Packages of a lock that are older than the mending of a known fault."""
    for row in known["advisory"]:
        version = locked.get(row["package"])
        if version is not None and Version(version) < Version(row["below"]):
            yield f"{row['package']} {version}: {row['id']}, mended in {row['below']}: {row['why']}"


def asked(body: bytes) -> bytes:
    """What the service of advisories answers."""
    request = urllib.request.Request(SERVICE, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return bytes(answer.read(20_000_000))


def told_faults(locked: Mapping[str, str], known: Rules, ask: Ask = asked) -> list[str] | None:
    """What the service knows of the versions of a lock; None where it cannot be asked."""
    names = sorted(locked)
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": locked[name]} for name in names]
    try:
        results = json.loads(ask(json.dumps({"queries": queries}).encode()))["results"]
        pairs = list(zip(names, results, strict=True))
        found = [(name, one["id"]) for name, result in pairs for one in result.get("vulns") or ()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    accepted = {(row["package"], row["id"]) for row in known.get("accepted", ())}
    return [f"{name} {locked[name]}: {id_}" for name, id_ in found if (name, id_) not in accepted]


# -- secrets ----------------------------------------------------------------------------------------


def detectors() -> dict[str, list[re.Pattern[str]]]:
    """The patterns of keys of detect-secrets, by kind."""
    kinds: Mapping[str, Any] = get_mapping_from_secret_type_to_class()
    return {
        kind: list(made.denylist)
        for kind, made in kinds.items()
        if issubclass(made, RegexBasedDetector) and made.__name__ not in _NO_KEYS
    }


def secrets(path: Path, patterns: Mapping[str, Sequence[re.Pattern[str]]]) -> Iterator[tuple[int, str]]:
    """Line and kind of what looks like a secret in a file.

    Patterns are tried on the whole text: line by line, as detect-secrets does it, takes minutes for our data.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError):
        return
    for kind, some in patterns.items():
        for pattern in some:
            yield from ((text.count("\n", 0, found.start()) + 1, kind) for found in pattern.finditer(text))
    if path.suffix in KEYWORDS:
        words = KeywordDetector()
        for number, line in enumerate(text.splitlines(), start=1):
            if words.analyze_line(filename=path.name, line=line, line_number=number):
                yield number, words.secret_type


def files(root: Path = ROOT) -> list[Path]:
    """The files that git has, and those that it would take; outside of git, all of them."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        told = subprocess.run(command, cwd=root, capture_output=True, check=True, text=True).stdout
        found = [root / name for name in told.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in root.rglob("*") if not {"build", ".venv"} & set(path.parts)]
    seen = [path for path in found if path.is_file() and path.suffix not in UNSEEN]
    return [path for path in seen if not any(part in path.as_posix() for part in LEFT_OUT)]


def secret_faults(paths: Iterable[Path], known: Rules, root: Path = ROOT) -> Iterator[str]:
    """Secrets in files that are not known to be none."""
    accepted = {(row["file"], row["kind"]) for row in known["secret"]}
    patterns = detectors()
    for path in paths:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        for line, kind in secrets(path, patterns):
            if (name, kind) not in accepted:
                yield f"{name}:{line}: looks like a secret ({kind}); take it out, or say why it is none"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is wrong; 1 if anything is."""
    parser = argparse.ArgumentParser(description="Audit of dependencies and secrets.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="look for secrets in these alone")
    parser.add_argument("--offline", action="store_true", help="do not ask the service of advisories")
    options = parser.parse_args(arguments)
    known = rules()
    found = list(secret_faults([one.resolve() for one in options.files] or files(), known))
    if not options.files:
        locked = pins(LOCK)
        found += [*licence_faults(locked, pins(RUNTIME), known), *advisory_faults(locked, known)]
        told = None if options.offline else told_faults(locked, known)
        if told is None:
            print(f"the service of advisories did not answer: {len(known['advisory'])} of {RULES.name} count")
        found += told or ()
    print(*found, f"audit: {len(found)} faults", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())

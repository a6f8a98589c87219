"""Copy what pages pass on of others into `src/sayso/show/web/static/vendor/`, as npm_packages.toml pins it.

PYTHONPATH=src:. python tools/vendor_web.py CACHE_FOLDER
"""

import argparse
import re
from pathlib import Path

from tools.npm_packages import files, packages

VENDOR = Path(__file__).parents[1] / "src" / "sayso" / "show" / "web" / "static" / "vendor"
# Of each package the files that pages load, and its licence.
WANTED = {
    "maplibre-gl": (
        "dist/maplibre-gl.mjs",
        "dist/maplibre-gl-worker.mjs",
        "dist/maplibre-gl.css",
        "LICENSE.txt",
    ),
}
# A map of sources is not passed on, and a browser's tools would ask for it.
SOURCE_MAP = re.compile(rb"\n//# sourceMappingURL=[^\n]*\s*\Z")


def copied(name: str, cache: Path) -> dict[str, bytes]:
    """The files of a package as they are passed on, by name."""
    held = files(name, list(WANTED[name]), cache)
    return {path.rpartition("/")[2]: SOURCE_MAP.sub(b"\n", content) for path, content in held.items()}


def main() -> None:
    """Copy all, and print what was copied."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "cache", type=Path, help="folder of the packages' archives; what is missing is fetched"
    )
    cache = parser.parse_args().cache
    for name in WANTED:
        package = packages()[name]
        folder = VENDOR / f"{name}-{package.version}"
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in copied(name, cache).items():
            (folder / file).write_bytes(content)
            print(f"{folder.name}/{file}: {len(content)} bytes")


if __name__ == "__main__":
    main()

"""`sayso --version` and `sayso schema`: what this program is, and what it writes."""

import sys
from importlib.metadata import PackageNotFoundError, version

from sayso.errors import ResourceError
from sayso.export import record_schema
from sayso.show.cli.stages import Stages


def write_versions(stages: Stages) -> int:
    """The versions of code, model and data, one a line; 1 if a part is missing."""
    sys.stdout.write(f"sayso {_installed()}\n")
    try:
        versions = stages.versions()
    except ResourceError as error:
        sys.stderr.write(f"sayso: {error}\n")
        return 1
    for part in versions:
        if part.name != "sayso":
            digest = f" ({part.sha256[:12]})" if part.sha256 else ""
            sys.stdout.write(f"  {part.name} {part.version}{digest}\n")
    return 0


def write_schema() -> int:
    """The JSON Schema of `--format json`."""
    sys.stdout.write(record_schema())
    return 0


def _installed() -> str:
    try:
        return version("sayso")
    except PackageNotFoundError:
        return "(not installed)"

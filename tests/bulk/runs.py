"""Runs of the tests, and what they leave."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso.bulk import Job, Local, State, run
from sayso.bulk.working import Load
from sayso.read import ReadOptions
from tests.bulk import kits

NOW = datetime(2024, 5, 20, tzinfo=UTC)


def job(out: Path, **given: Any) -> Job:
    return Job(str(out), ReadOptions(), **given)


def bulk(
    inputs: Sequence[Path],
    out: Path,
    load: Load = kits.light,
    *,
    workers: int = 1,
    size: int = 5,
    **given: Any,
) -> State:
    return run(list(inputs), job(out, **given), Local(workers), size=size, load=load)


def written(out: Path) -> dict[str, str]:
    """The digest of each file that a run is for."""
    found = (path for name in ("parts", "dead", "left") for path in (out / name).iterdir())
    return {
        f"{one.parent.name}/{one.name}": hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(found)
    }


def dead(out: Path, folder: str = "dead") -> dict[str, str]:
    """The kind of each dead letter, by the id of its report, or its file and place."""
    rows = [
        json.loads(line)
        for path in (out / folder).iterdir()
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return {row["id"] or f"{row['source']} {row['place']}": row["kind"] for row in rows}

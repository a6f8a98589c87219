"""Whether what was acknowledged under load is in the base afterwards."""

from collections.abc import Sequence
from pathlib import Path

from sayso.desk import Desk


def missing(base: Path, reports: Sequence[str], decisions: Sequence[str]) -> list[str]:
    """What is lost, doubled or wrong in the base; empty where nothing is."""
    with Desk(base, read_only=True) as desk:
        there = [one.id for one in desk.log()]
        found = [f"report {id_} is lost" for id_ in reports if desk.store.record(id_) is None]
        found += [f"decision {id_} is lost" for id_ in decisions if id_ not in set(there)]
        if len(set(there)) != len(there):
            found.append("a decision stands in the log twice")
        return [*found, *desk.check(quick=True)]

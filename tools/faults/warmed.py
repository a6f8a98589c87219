"""Imported once, by the process that all disturbed ones are forked from: all tables are read when it is."""

from pathlib import Path
from tempfile import TemporaryDirectory

import tools.faults.jobs
from sayso.desk import Desk
from tools.faults.script import made_up


def _warm() -> None:
    with TemporaryDirectory() as folder, Desk(Path(folder) / "warm.db") as desk:
        desk.add(made_up().coded(0))
        list(desk.incidents())
    assert tools.faults.jobs


_warm()

"""Imported once, by the process that all disturbed ones are forked from: all tables are read when it is."""

import importlib
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.desk import Desk
from tools.faults.jobs import stages
from tools.faults.script import made_up


def _warm() -> None:
    with TemporaryDirectory() as folder, Desk(Path(folder) / "warm.db") as desk:
        desk.add(made_up().coded(0))
        list(desk.incidents())
    stages().versions()
    for name in ("uvicorn", "sayso.show.web.application", "sayso.export.columnar"):
        importlib.import_module(name)


_warm()

"""A small base, served."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.model.report import Report
from sayso.show.web.application import application

REPORTS = (
    Report.from_text(
        "Jet downed near Raqqa\n\nA US warplane shot down a Syrian army jet on Sunday in the southern "
        "Raqqa countryside. Washington said the jet had dropped bombs near US-backed forces. Damascus said "
        "the plane was on a mission against Islamic State militants.",
        id="wire-1",
        title="Jet downed near Raqqa",
        outlet="Agency",
        published="2017-06-19",
    ),
    Report.from_text(
        "Shelling in Donetsk kills three\n\nThree civilians were killed on Tuesday when shells hit a market "
        "in Donetsk, the city council said. Kiev denied that its forces had fired.",
        id="wire-2",
        title="Shelling in Donetsk kills three",
        outlet="Courier",
        published="2015-01-14",
    ),
)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a base of two reports."""
    path = tmp_path_factory.mktemp("web") / "base.db"
    with Desk(path) as desk:
        outcomes = desk.add(REPORTS)
    assert all(one.message is None for one in outcomes)
    return path


@pytest.fixture
def desk(base: Path) -> Iterator[Desk]:
    """That base, only to be read."""
    with Desk(base, read_only=True) as desk:
        yield desk


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """Asks the application that serves it."""
    with TestClient(application(desk), base_url="http://127.0.0.1:8000") as client:
        yield client

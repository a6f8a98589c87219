"""`sayso serve` with several processes."""

import argparse
import gc
import pickle
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.errors import ResourceError
from sayso.show.cli.parser import parser
from sayso.show.web import serving
from sayso.show.web.options import WebOptions


def asked(*options: str) -> argparse.Namespace:
    return parser().parse_args(["serve", *options])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--workers", "2", "--metrics"), "what is counted"),
        (("--workers", "2", "--write", "--accounts", "a.json"), "who is logged in"),
    ],
)
def test_what_one_process_alone_would_know_is_refused_of_several(
    options: tuple[str, ...], told: str, desk: Desk
) -> None:
    with pytest.raises(ResourceError, match=told):
        serving.serve(asked(*options), desk, lambda: desk)


def test_too_many_processes_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        asked("--workers", "65")
    assert "at most 64 processes" in capsys.readouterr().err


def test_a_worker_goes_to_another_process_and_opens_the_base_there(base: Path) -> None:
    worker = serving._Worker(partial(Desk, base, read_only=True), WebOptions(), "text", "warning")
    made = pickle.loads(pickle.dumps(worker))()
    with TestClient(made, base_url="http://127.0.0.1:8000") as client:
        assert client.get("/incidents").status_code == 200
    made.state.desk.close()


def test_what_stays_is_not_looked_through_for_garbage(base: Path) -> None:
    threshold = gc.get_threshold()
    gc.unfreeze()  # what tests before this one have set aside
    try:
        made = serving._Worker(partial(Desk, base, read_only=True), WebOptions(), "text", "warning")()
        assert gc.get_freeze_count() > 10_000
        made.state.desk.close()
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)


def test_requests_are_read_by_what_bounds_them() -> None:
    assert serving._how(asked())["http"] == "h11"

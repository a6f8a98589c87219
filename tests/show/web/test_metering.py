"""What is counted and said of requests, and what a server answers to whoever keeps it running."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.show.web.application import application
from sayso.show.web.options import WebOptions


@pytest.fixture
def counted(desk: Desk) -> Iterator[TestClient]:
    with TestClient(application(desk, WebOptions(metrics=True)), base_url="http://127.0.0.1:8000") as client:
        yield client


def value(client: TestClient, sample: str) -> float | None:
    lines = client.get("/metrics").text.splitlines()
    return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{sample} ")), None)


def test_requests_are_counted_by_route_and_status(counted: TestClient) -> None:
    for path in ("/", "/", "/i/0123456789abcdef", "/nowhere", "/incidents?q=jet"):
        counted.get(path)
    asked = 'sayso_requests_total{method="GET",route="%s",status="%d"}'
    assert value(counted, asked % ("/", 200)) == 2
    assert value(counted, asked % ("/i/{name}", 404)) == 1
    assert value(counted, asked % ("none", 404)) == 1
    assert value(counted, 'sayso_request_seconds_count{route="/"}') == 2


def test_what_was_asked_is_neither_counted_nor_said(
    counted: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sayso.web")
    counted.get("/incidents?q=Rostov")
    assert "Rostov" not in counted.get("/metrics").text
    assert [record.getMessage() for record in caplog.records if record.name == "sayso.web"][:1] == [
        "answered"
    ]
    assert "Rostov" not in str([record.__dict__ for record in caplog.records if record.name == "sayso.web"])


def test_the_base_is_counted_as_it_is(counted: TestClient, desk: Desk) -> None:
    assert value(counted, "sayso_base_up") == 1
    assert value(counted, "sayso_incidents") == desk.count()[0][1] > 1


def test_counting_is_shown_only_where_it_was_asked_for(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 404


def test_a_server_lives_and_is_ready(client: TestClient) -> None:
    assert [client.get(path).text for path in ("/healthz", "/readyz")] == ["ok\n", "ok\n"]


def test_a_server_whose_base_is_gone_lives_and_is_not_ready(base: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.db"
    with Desk(base, read_only=True) as desk:
        desk.backup(gone)
    with Desk(gone, read_only=True) as desk:
        app = application(desk, WebOptions(metrics=True))
        desk.store.engines.reader.dispose()
        gone.unlink()
        with TestClient(app, base_url="http://127.0.0.1:8000") as client:
            assert client.get("/healthz").status_code == 200
            assert client.get("/readyz").status_code == 503
            assert value(client, "sayso_base_up") == 0

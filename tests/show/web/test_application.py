"""What every page has."""

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.errors import NoRoom, StoreError
from sayso.show.web.application import application


@pytest.mark.parametrize("path", ["/", "/static/sayso.css", "/nowhere", "/i/0000000000000000"])
def test_every_answer_forbids_scripts_and_requests_from_elsewhere(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_home_links_to_the_incidents(client: TestClient) -> None:
    assert 'href="/i/' in client.get("/").text


@pytest.mark.parametrize("path", ["/i/0000000000000000", "/i/nonsense", "/nowhere"])
def test_what_is_not_there_is_said_to_be_missing(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1>Not Found</h1>" in answer.text


@pytest.mark.parametrize(
    ("error", "status"), [(NoRoom("sayso.db: disk is full"), 507), (StoreError("x"), 409)]
)
def test_a_full_disk_is_told_as_one(desk: Desk, error: StoreError, status: int) -> None:
    app = application(desk)

    def fails() -> None:
        raise error

    app.router.routes.insert(0, APIRoute("/api/v1/fails", fails))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        answer = client.get("/api/v1/fails")
    assert (answer.status_code, answer.json()["detail"]) == (status, str(error))

"""What every page has."""

import pytest
from fastapi.testclient import TestClient


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

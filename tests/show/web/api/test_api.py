"""The API against its own description, and the answers that a program relies on."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok

from sayso.desk import Desk
from sayso.show.web.application import application
from sayso.show.web.options import WebOptions

REPORT = {
    "text": "Rebels shelled Kharkiv on Monday, killing two civilians, the mayor said.",
    "outlet": "Agency",
    "published": "2022-03-01",
}


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[TestClient]:
    with (
        Desk(tmp_path / "new.db") as desk,
        TestClient(application(desk, WebOptions(writing=True)), base_url="http://127.0.0.1:8000") as client,
    ):
        yield client


def test_pages_follow_each_other_and_hold_each_incident_once(client: TestClient, desk: Desk) -> None:
    seen, after = [], None
    while True:
        page = client.get(
            "/api/v1/incidents", params={"limit": 1, **({"after": after} if after else {})}
        ).json()
        seen += [one["id"] for one in page["incidents"]]
        after = page["next"]
        if after is None:
            break
    assert sorted(seen) == sorted(one.incident.id for one in desk.incidents())


def test_a_program_that_has_an_answer_gets_none(client: TestClient) -> None:
    first = client.get("/api/v1/incidents")
    again = client.get("/api/v1/incidents", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/incidents?limit=1", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/incidents/i-0000000000000000", 404),
        ("/api/v1/reports/none", 404),
        ("/api/v1/incidents?nonsense=1", 422),
        ("/api/v1/incidents?since=2017-99-01", 422),
        ("/api/v1/incidents?since=2018-01-01&until=2017-01-01", 409),
        ("/api/v1/incidents?after=xyz", 409),
        ("/api/v1/counts?by=nonsense", 404),
        ("/api/v1/nowhere", 404),
    ],
)
def test_every_error_has_one_body(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail"}


def test_reports_that_are_posted_are_coded_and_kept(writing: TestClient) -> None:
    posted = {
        "reports": [
            REPORT,
            {"text": "Nothing happened.", "id": "quiet"},
            {"text": "Other words.", "id": "quiet"},
        ]
    }
    outcomes = writing.post("/api/v1/reports", json=posted).json()["outcomes"]
    assert [one["result"] for one in outcomes] == ["added", "added", "failed"]
    assert "quiet" in outcomes[2]["message"]
    incident = outcomes[0]["incidents"][0]
    whole = writing.get(f"/api/v1/incidents/{incident}").json()
    assert whole["summary"]["killed"] == {"low": 2, "best": 2, "high": 2}


def test_a_read_only_desk_takes_no_reports(client: TestClient) -> None:
    answer = client.post("/api/v1/reports", json={"reports": [REPORT]})
    assert answer.status_code == 403
    assert "read-only" in answer.json()["detail"]


def test_the_description_names_no_other_host(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").text
    assert "http" not in json.loads(described)["paths"]
    assert "cdn" not in described


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
def test_the_api_does_as_it_is_described(mode: GenerationMode, tmp_path: Path, base: Path) -> None:
    with Desk(base, read_only=True) as desk:
        desk.backup(tmp_path / "copy.db")
    with Desk(tmp_path / "copy.db") as desk:
        app = application(desk, WebOptions(writing=True, writes_at_once=10_000))
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
        operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
        assert len(operations) >= 7
        for operation in operations:
            check(operation.as_strategy(mode))


def check(cases: SearchStrategy[Case[Any]]) -> None:
    """Ask with made-up parameters, good or bad ones, and hold the answers against the description."""

    @given(cases)
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def ask(case: Case[Any]) -> None:
        case.call_and_validate()

    ask()

"""Who may change what: every route that changes something, whatever routes there will be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.model.kept import IncidentRecord
from sayso.show.web.accounts import Accounts, Role
from sayso.show.web.application import application
from sayso.show.web.options import WebOptions
from tests.show.web.walking import SAFE, routes

HOME = "http://127.0.0.1:8000"
# What anybody may do, for who he is comes of it. All else needs a role.
FOR_ALL = frozenset({"/login", "/logout"})
WHO = {"rex": Role.READER, "ana": Role.CODER, "eve": Role.EDITOR}


@dataclass(frozen=True)
class Guarded:
    """A desk with accounts, and who asks it; `None` is nobody who has logged in."""

    desk: Desk
    app: FastAPI
    people: Mapping[str | None, TestClient]
    record: IncidentRecord
    tokens: Mapping[str, str]

    def changing(self) -> Iterator[tuple[str, str, str]]:
        """Every unsafe method of every route: the method, the route's path, and an address of it."""
        for route in routes(self.app):
            path = re.sub(r"\{name\}", self.record.incident.id[2:], route.path)
            for method in sorted((route.methods or set()) - SAFE):
                assert "{" not in path, f"{path}: say in this test what its parameter may be"
                yield method, route.path, path


@pytest.fixture(scope="module")
def guarded(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("roles")
    with Desk(base, read_only=True) as desk:
        desk.backup(folder / "own.db")
    path = folder / "accounts.json"
    accounts = Accounts(path, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    for name, role in WHO.items():
        accounts.put(name, role, f"{name} has a long password")
    tokens = {name: accounts.new_token(name, 1) for name in WHO}
    with Desk(folder / "own.db") as desk:
        options = WebOptions(writing=True, accounts=path, reads_at_once=10**6, writes_at_once=10**6)
        app = application(desk, options)
        with TestClient(app, base_url=HOME) as first:
            people: dict[str | None, TestClient] = {None: first}
            for name in WHO:
                people[name] = TestClient(app, base_url=HOME)
                form = {"name": name, "password": f"{name} has a long password"}
                answer = people[name].post("/login", data=form, headers={"Origin": HOME})
                assert answer.status_code == 200
            yield Guarded(desk, app, people, next(iter(desk.incidents(report="wire-2"))), tokens)


def test_there_are_routes_that_change_something(guarded: Guarded) -> None:
    found = {path for _, path, _ in guarded.changing()}
    assert {"/undo", "/review/{name}/correct", "/api/v1/reports", *FOR_ALL} <= found
    assert len(found) >= 16


@pytest.mark.parametrize(
    ("who", "said"), [(None, {401}), ("rex", {403})], ids=["nobody has logged in", "a reader"]
)
def test_no_route_takes_a_change_of_who_is_no_coder(
    guarded: Guarded, who: str | None, said: set[int]
) -> None:
    for method, path, address in guarded.changing():
        if path not in FOR_ALL:
            bodies: tuple[dict[str, Any], ...] = ({"json": {}}, {"data": {"text": "x"}}, {})
            for sent in bodies:
                answer = guarded.people[who].request(method, address, headers={"Origin": HOME}, **sent)
                assert answer.status_code in said, (method, path, answer.text[:200])
    assert_nothing_changed(guarded)


@pytest.mark.parametrize("who", [None, *WHO])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": HOME, "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_route_takes_a_change_from_elsewhere(
    guarded: Guarded, who: str | None, headers: Mapping[str, str]
) -> None:
    """For everybody, and for every route: also a log-in that somebody else sends."""
    for method, path, address in guarded.changing():
        answer = guarded.people[who].request(method, address, headers=headers)
        assert answer.status_code == 403, (method, path)
    assert_nothing_changed(guarded)


@pytest.mark.parametrize("token", ["", "nonsense", "rex"])
def test_no_route_takes_a_change_by_a_token_that_gives_no_right(guarded: Guarded, token: str) -> None:
    program = TestClient(guarded.app, base_url=HOME)
    headers = {"Authorization": f"Bearer {guarded.tokens.get(token, token)}"}
    for method, path, address in guarded.changing():
        if path not in FOR_ALL:
            assert program.request(method, address, headers=headers).status_code in (401, 403), path
    assert_nothing_changed(guarded)


def test_coders_and_editors_get_past_the_guards(guarded: Guarded) -> None:
    """Else the tests above would show nothing: what they send is refused for what it says, if at all."""
    for who in ("ana", "eve"):
        for method, path, address in guarded.changing():
            if path not in FOR_ALL:
                sent: dict[str, Any] = {"headers": {"Origin": HOME}, "data": {"state": "nonsense"}}
                asked = guarded.people[who].request(method, address, follow_redirects=False, **sent)
                assert asked.status_code not in (401, 403), (who, path)


def test_a_desk_that_is_read_only_takes_no_change_by_any_route(desk: Desk) -> None:
    app = application(desk)
    with TestClient(app, base_url=HOME) as client:
        record = next(iter(desk.incidents(report="wire-2")))
        for method, path, address in Guarded(desk, app, {}, record, {}).changing():
            if path not in FOR_ALL:
                assert client.request(method, address, headers={"Origin": HOME}).status_code == 403, path


def assert_nothing_changed(guarded: Guarded) -> None:
    assert len(guarded.desk.log()) == 0
    assert guarded.desk.assignments() == []
    assert list(guarded.desk.reports()) == ["wire-1", "wire-2"]

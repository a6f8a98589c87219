"""Answers that are kept: never another than would be made now, and never another's."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.responses import Response

from sayso.desk import Desk
from sayso.model.edits import ReviewState
from sayso.model.incidents import Grade
from sayso.show.web import kept
from sayso.show.web.accounts import Accounts, Role
from sayso.show.web.application import application
from sayso.show.web.kept import Answers
from sayso.show.web.options import WebOptions
from sayso.show.web.rights import Right, Rights
from tests.show.web.conftest import REPORTS
from tests.show.web.walking import addresses

HOME = "http://127.0.0.1:8000"
MANY: dict[str, Any] = {"reads_at_once": 10**6}


@pytest.fixture
def desk(base: Path, tmp_path: Path) -> Iterator[Desk]:
    """A base of its own, to be written."""
    with Desk(base, read_only=True) as given:
        given.backup(tmp_path / "own.db")
    with Desk(tmp_path / "own.db") as made:
        yield made


def client(desk: Desk, **options: Any) -> TestClient:
    return TestClient(application(desk, replace(WebOptions(), **MANY, **options)), base_url=HOME)


def incident_of(desk: Desk, report: str) -> str:
    return next(iter(desk.incidents(report=report))).incident.id


def asked_of(desk: Desk) -> list[str]:
    """Addresses that a reader asks; files are not kept, and lists of all kinds are asked besides."""
    app: FastAPI = application(desk, WebOptions())
    walked = addresses(app, desk, [one.id or "" for one in REPORTS])
    left = ("/incidents.", "/static", "/metrics", "/review", "/theme", "/login")
    walked = [one for one in walked if not one.startswith(left)]
    lists = ("type=ASSAULT", "outlet=Courier", "killed=1&sort=killed", "since=2015&until=2016", "grade=weak")
    more = (
        "sort=added",
        "weapon=shells",
        "party=UKR",
        "reviewed=yes",
        "claimant=Kiev",
        "limit=1",
        "country=SYR",
    )
    return [*walked, *(f"/incidents?{one}" for one in (*lists, *more)), "/feed.atom?type=ASSAULT"]


def writings(desk: Desk) -> Iterator[Callable[[], object]]:
    """What changes a base, one after the other."""
    one, other = (incident_of(desk, name) for name in ("wire-1", "wire-2"))
    yield lambda: desk.note(other, "seen", author="ann")
    yield lambda: desk.grade(one, Grade.WEAK, "ann", "one source")
    told = desk.incident(other).told[0]
    yield lambda: desk.correct(told.key, "killed", 77, author="ann", reason="misread")
    yield lambda: desk.add(
        replace(REPORTS[1], id="wire-3", outlet="Herald", title="Shells kill three in Donetsk")
    )
    yield lambda: desk.set_state(other, ReviewState.CODED, author="ann")
    yield lambda: desk.undo(desk.log()[-1].id, author="ann")
    yield lambda: desk.merge(one, other, "ann")
    yield lambda: desk.undo(desk.log()[-1].id, author="ann")
    yield desk.rebuild
    yield lambda: desk.redact(words="market", author="ann", why="a court said so")
    yield lambda: desk.redact(report="wire-3", author="ann", why="a court said so")


def test_after_every_writing_a_kept_answer_is_what_would_be_made_anew(desk: Desk) -> None:
    keeping, anew, paths = client(desk), client(desk, kept_megabytes=0), asked_of(desk)
    for path in paths:
        keeping.get(path)
    stood = made = 0
    for write in writings(desk):
        write()
        there = dict(keeping.app.state.answers._there)  # type: ignore[attr-defined]
        for path in paths:
            first, now = keeping.get(path), anew.get(path)
            assert (first.status_code, first.text) == (now.status_code, now.text), path
        after = keeping.app.state.answers._there  # type: ignore[attr-defined]
        stood += sum(after.get(key) is one for key, one in there.items())
        made += sum(after.get(key) is not one for key, one in there.items())
    assert stood > 50, "nothing stands: what is kept is of no use"
    assert made > 50, "everything stands: the writings changed nothing"


def test_an_answer_is_given_again_without_asking_the_base(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client(desk)
    first = page.get("/incidents")

    def refused(*_: object) -> None:
        raise AssertionError("the base was asked")

    monkeypatch.setattr(Answers, "given", refused)
    assert page.get("/incidents").content == first.content


def test_an_answer_to_readers_hides_names_where_a_coder_has_asked_before(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "accounts.json"
    accounts = Accounts(path, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts.put("ana", Role.CODER, "ana has a long password")
    token = accounts.new_token("ana", 1)
    report = replace(
        REPORTS[1],
        id="named-1",
        text="Maria Petrova, 61, was killed on Tuesday when shells hit a market in Donetsk, they said.",
        title="Shelling in Donetsk",
    )
    desk.add(report)
    id_ = incident_of(desk, "named-1").removeprefix("i-")
    app = application(desk, WebOptions(accounts=path, **MANY))
    reader, coder = TestClient(app, base_url=HOME), TestClient(app, base_url=HOME)
    coder.headers["Authorization"] = f"Bearer {token}"
    for address in (f"/i/{id_}", "/r/named-1", f"/api/v1/incidents/i-{id_}", "/incidents", "/"):
        seen = [who.get(address).text for who in (coder, reader, coder, reader)]
        assert "Petrova" not in seen[1] + seen[3], address
        assert seen[1] == seen[3]
        assert seen[0] == seen[2]
    assert "Petrova" in coder.get("/r/named-1").text
    assert not any("Petrova" in one.body.decode() for one in app.state.answers._there.values())


def test_a_coder_s_answers_are_not_kept(desk: Desk) -> None:
    page = client(desk, writing=True)
    assert page.get("/incidents").status_code == 200
    assert not page.app.state.answers._there  # type: ignore[attr-defined]
    assert "etag" not in page.get("/incidents").headers


def test_two_applications_of_one_desk_share_nothing(desk: Desk) -> None:
    quoted = client(desk, rights=Rights(default=Right.NOTHING))
    whole = client(desk)
    assert "hit a market" in whole.get("/r/wire-2").text
    assert "hit a market" not in quoted.get("/r/wire-2").text
    assert "hit a market" in whole.get("/r/wire-2").text


def test_a_theme_is_the_reader_s_own(desk: Desk) -> None:
    page = client(desk)
    plain = page.get("/incidents").text
    dark = page.get("/incidents", headers={"Cookie": "theme=dark"}).text
    assert plain != dark
    assert page.get("/incidents").text == plain


def test_who_has_a_page_already_is_told_so_until_it_changes(desk: Desk) -> None:
    page, address = client(desk), f"/i/{incident_of(desk, 'wire-2').removeprefix('i-')}"
    first = page.get(address)
    assert first.headers["cache-control"] == "private, no-cache"
    tag = {"If-None-Match": first.headers["etag"]}
    again = page.get(address, headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    desk.grade(incident_of(desk, "wire-2"), Grade.WEAK, "ann", "one source")
    assert page.get(address, headers=tag).status_code == 200


def test_no_more_is_kept_than_was_said(desk: Desk) -> None:
    page = client(desk)
    answers = page.app.state.answers = Answers(desk, 100_000)  # type: ignore[attr-defined]
    for number in range(1, 30):
        page.get(f"/incidents?limit={number}")
        assert answers._size == sum(one.size for one in answers._there.values()) <= 100_000
    assert len(answers._there) > 1


def test_of_several_who_ask_at_once_one_makes_the_answer(desk: Desk) -> None:
    answers, made, go = Answers(desk, 10**6), list[int](), threading.Event()

    def make() -> Response:
        made.append(1)
        go.wait(5)
        return Response("made")

    threads = [threading.Thread(target=answers.given, args=(("a",), make)) for _ in range(4)]
    for one in threads:
        one.start()
    go.set()
    for one in threads:
        one.join()
    assert len(made) == 1


def test_an_answer_that_is_an_error_is_not_kept(desk: Desk) -> None:
    page = client(desk)
    assert page.get("/i/0000000000000000").status_code == 404
    assert not page.app.state.answers._there  # type: ignore[attr-defined]
    assert kept.kept.__doc__

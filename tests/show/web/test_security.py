"""What is refused before a page sees it, and what a log-in is worth."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.errors import ResourceError, UnknownName
from sayso.show import logs
from sayso.show.web import links
from sayso.show.web.accounts import Accounts, Role
from sayso.show.web.application import application
from sayso.show.web.options import WebOptions
from sayso.show.web.security import Limiter

HOME = "http://127.0.0.1:8000"
# Hashes that are quick to make: how slow they are for others is argon2-cffi's choice.
WEAK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "correct horse battery"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    made = Accounts(tmp_path / "accounts.json", clock, WEAK)
    made.put("ada", Role.CODER, PASSWORD)
    return made


@pytest.fixture
def logged(desk: Desk, accounts: Accounts, tmp_path: Path) -> Iterator[TestClient]:
    options = WebOptions(writing=True, accounts=tmp_path / "accounts.json", hosts=frozenset({"127.0.0.1"}))
    with TestClient(application(desk, options), base_url=HOME, follow_redirects=False) as client:
        yield client


def log_in(client: TestClient, password: str = PASSWORD) -> int:
    form = {"name": "ada", "password": password, "to": "/review"}
    return client.post("/login", data=form, headers={"Origin": HOME}).status_code


# -- requests --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1@evil.example", "a/b"]
)
def test_a_desk_answers_only_to_its_own_names(logged: TestClient, host: str) -> None:
    assert logged.get("/", headers={"Host": host}).status_code in (400, 421)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Cookie": "session=x"},  # a browser that says nothing of where it comes from
    ],
)
def test_a_change_from_elsewhere_is_refused(logged: TestClient, headers: dict[str, str]) -> None:
    assert logged.post("/logout", headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": HOME}, {}])
def test_a_change_from_our_own_page_or_a_program_is_not(logged: TestClient, headers: dict[str, str]) -> None:
    assert logged.post("/logout", headers=headers).status_code == 303


def test_a_form_that_is_too_large_is_refused_also_without_a_length(logged: TestClient) -> None:
    large = b"name=" + b"a" * 1_100_000
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": HOME}
    assert logged.post("/login", content=large, headers=kind).status_code == 413
    pieces = (b"a" * 100_000 for _ in range(12))
    assert logged.post("/login", content=pieces, headers=kind).status_code == 413


def test_an_address_of_a_megabyte_is_refused(client: TestClient) -> None:
    assert client.get("/incidents?q=" + "a" * 10_000).status_code == 414


def test_too_many_requests_wait(desk: Desk) -> None:
    options = WebOptions(reads_a_second=0.001, reads_at_once=3)
    with TestClient(application(desk, options), base_url=HOME) as client:
        answers = [client.get("/static/icon.svg") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_bucket_is_refilled_and_no_fuller_than_full() -> None:
    clock = Clock()
    limiter = Limiter(2.0, 2, clock)
    assert [limiter.wait("a") for _ in range(3)] == [0.0, 0.0, 0.5]
    assert limiter.wait("b") == 0.0
    clock.now += 100
    assert [limiter.wait("a") for _ in range(3)] == [0.0, 0.0, 0.5]


# -- accounts --------------------------------------------------------------------------------------


def test_who_logs_in_has_a_cookie_that_scripts_cannot_read(logged: TestClient) -> None:
    form = {"name": "ada", "password": PASSWORD}
    answer = logged.post("/login", data=form, headers={"Origin": HOME})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "ada, coder" in logged.get("/").text


def test_over_https_the_cookie_is_held_to_it(desk: Desk, accounts: Accounts, tmp_path: Path) -> None:
    options = WebOptions(writing=True, accounts=tmp_path / "accounts.json", secure=True)
    with TestClient(application(desk, options), base_url="https://desk.example") as client:
        form = {"name": "ada", "password": PASSWORD}
        answer = client.post("/login", data=form, follow_redirects=False)
    assert answer.headers["Set-Cookie"].startswith("__Host-session=")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(logged: TestClient) -> None:
    pages = []
    for name, password in (("ada", "wrong"), ("nobody", PASSWORD)):
        answer = logged.post("/login", data={"name": name, "password": password}, headers={"Origin": HOME})
        assert answer.status_code == 401
        pages.append(answer.text)
    assert pages[0] == pages[1]


def test_guessing_is_slowed_down(desk: Desk, accounts: Accounts, tmp_path: Path) -> None:
    options = WebOptions(writing=True, accounts=tmp_path / "accounts.json")
    with TestClient(application(desk, options), base_url=HOME, client=("10.9.8.7", 5)) as client:
        form = {"name": "guessed", "password": "x"}
        codes = [client.post("/login", data=form).status_code for _ in range(12)]
    assert codes[:10] == [401] * 10
    assert codes[-1] == 429


def test_logging_in_again_ends_the_session_before(logged: TestClient) -> None:
    assert log_in(logged) == 303
    old = logged.cookies["session"]
    assert log_in(logged) == 303
    assert logged.cookies["session"] != old
    logged.cookies.clear()
    assert "ada, coder" not in logged.get("/", headers={"Cookie": f"session={old}"}).text


def test_a_session_ends(accounts: Accounts, clock: Clock) -> None:
    secret = accounts.log_in("ada", PASSWORD) or ""
    clock.now += 11 * 3600
    assert accounts.of_session(secret) is not None
    clock.now += 13 * 3600
    assert accounts.of_session(secret) is None


def test_a_new_password_and_a_removed_account_end_sessions(accounts: Accounts) -> None:
    secret = accounts.log_in("ada", PASSWORD) or ""
    accounts.put("ada", Role.EDITOR, PASSWORD + "!")
    assert accounts.of_session(secret) is None
    assert accounts.log_in("ada", PASSWORD) is None
    secret = accounts.log_in("ada", PASSWORD + "!") or ""
    accounts.remove("ada")
    assert accounts.of_session(secret) is None


def test_a_token_is_kept_as_a_hash_and_ends(accounts: Accounts, clock: Clock, tmp_path: Path) -> None:
    token = accounts.new_token("ada", 1)
    assert token not in (tmp_path / "accounts.json").read_text()
    assert accounts.of_token(token) is not None
    assert accounts.of_token(token + "x") is None
    clock.now += 90_000
    assert accounts.of_token(token) is None


def test_the_file_is_for_its_owner_alone_and_holds_no_password(accounts: Accounts, tmp_path: Path) -> None:
    path = tmp_path / "accounts.json"
    assert path.stat().st_mode & 0o077 == 0
    assert PASSWORD not in path.read_text()


def test_another_process_may_write_accounts(accounts: Accounts, tmp_path: Path) -> None:
    Accounts(tmp_path / "accounts.json").put("grace", Role.EDITOR, PASSWORD)
    assert accounts.names() == {"ada": Role.CODER, "grace": Role.EDITOR}


@pytest.mark.parametrize("name", ["", " ada", "a" * 81, "a\nb", "\u202eada"])
def test_what_is_no_name_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(ResourceError, match="is no name"):
        accounts.put(name, Role.CODER, PASSWORD)


def test_a_short_password_a_broken_file_and_an_unknown_name_are_refused(
    accounts: Accounts, tmp_path: Path
) -> None:
    with pytest.raises(ResourceError, match="at least 12"):
        accounts.put("bob", Role.CODER, "short")
    with pytest.raises(UnknownName, match="bob"):
        accounts.remove("bob")
    (tmp_path / "broken.json").write_text('{"name": 1}')
    with pytest.raises(ResourceError, match=r"broken\.json"):
        Accounts(tmp_path / "broken.json")


@pytest.mark.parametrize(
    ("to", "goes"),
    [
        ("/review?x=1", "/review?x=1"),
        ("//evil.example", "/review"),
        ("https://evil.example", "/review"),
        ("/\\evil.example", "/review"),
        ("/a\nb", "/review"),
        ("", "/review"),
    ],
)
def test_a_log_in_leads_nowhere_else(to: str, goes: str) -> None:
    assert links.own(to, "/review") == goes


def test_roles_include_those_before() -> None:
    assert Role.EDITOR.may(Role.CODER)
    assert not Role.READER.may(Role.CODER)


# -- what is written down --------------------------------------------------------------------------


def test_no_password_session_or_token_is_in_a_line_of_the_log(
    desk: Desk, accounts: Accounts, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token, wrong = accounts.new_token("ada", 7), "a password that is not hers"
    options = WebOptions(
        writing=True, metrics=True, accounts=tmp_path / "accounts.json", hosts=frozenset({"127.0.0.1"})
    )
    with TestClient(application(desk, options), base_url=HOME, follow_redirects=False) as client:
        assert [log_in(client, one) for one in (wrong, PASSWORD)] == [401, 303]
        session = next(iter(client.cookies.jar)).value
        assert client.get("/review").status_code == 200
        client.get("/incidents", params={"q": token})  # put where it does not belong
        client.get(f"/{token}")
        client.get("/api/v1/incidents", headers={"Authorization": f"Bearer {token}"})
        client.post("/api/v1/reports", json={"reports": token}, headers={"Authorization": f"Bearer {token}"})
    assert session is not None
    ours = [one for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))]  # who asks
    assert sum(one.getMessage() == "answered" for one in ours) == 7
    for form in (logs.JsonLines(), logs.Lines()):
        said = "\n".join(form.format(one) for one in ours)
        assert [one for one in (PASSWORD, wrong, session, token) if one in said] == []


def test_a_file_of_accounts_that_cannot_be_written_is_left_as_it_was(
    accounts: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = (tmp_path / "accounts.json").read_bytes()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        accounts.put("bob", Role.CODER, PASSWORD)
    assert [path.name for path in tmp_path.iterdir()] == ["accounts.json"]
    assert (tmp_path / "accounts.json").read_bytes() == before


def test_what_a_killed_writer_left_beside_the_accounts_goes_away(accounts: Accounts, tmp_path: Path) -> None:
    left, fresh = tmp_path / ".accounts.json.abc.part", tmp_path / ".accounts.json.def.part"
    for path in (left, fresh, tmp_path / "accounts.json.bak"):
        path.write_text("[{", encoding="utf-8")
    os.utime(left, (1.0, 1.0))
    accounts.put("bob", Role.CODER, PASSWORD)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".accounts.json.def.part",
        "accounts.json",
        "accounts.json.bak",
    ]

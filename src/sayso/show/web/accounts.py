"""Accounts of those who may write: a file of names, roles and hashes, and who is logged in.

Passwords are hashed with Argon2id, tokens of programs and of sessions with SHA-256 (they are random and long
already). Sessions are kept in memory only: a restart logs everybody out.
"""

import glob
import hashlib
import json
import os
import secrets
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sayso.errors import ResourceError, UnknownName

SHORTEST_PASSWORD = 12
_LONGEST_PASSWORD = 1_000
_LONGEST_NAME = 80
_IDLE, _LONGEST = 12 * 3600, 7 * 86_400  # seconds that a session lives
_SESSIONS = 10_000
LEFT = 60.0  # seconds after which what is half written will not be finished


class Role(StrEnum):
    """What somebody may do: each may do what those before may."""

    READER = "reader"
    CODER = "coder"  # decides
    EDITOR = "editor"  # adjudicates, publishes, redacts

    def may(self, needed: "Role") -> bool:
        """Whether this role is enough."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in; `token` is the hash of the token that his programs use."""

    name: str
    role: Role
    password: str
    token: str | None = None
    token_until: float | None = None


@dataclass(slots=True)
class _Session:
    name: str
    begun: float
    used: float


class Accounts:
    """The accounts of a file, and their sessions.

    Raises:
        ResourceError: the file cannot be read, or holds something else.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], float] = time.time,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._path, self._clock = path, clock
        self._lock = threading.Lock()
        self._hasher = hasher or PasswordHasher()
        self._sessions: dict[str, _Session] = {}
        self._read: tuple[int, int] | None = None
        self._accounts: dict[str, Account] = {}
        # What the password of an unknown name is checked against, so that it takes as long.
        self._nobody = self._hasher.hash(secrets.token_hex(16))
        self._load()

    def account(self, name: str) -> Account | None:
        """The account of a name, as the file has it now."""
        with self._lock:
            self._load()
            return self._accounts.get(name)

    def names(self) -> dict[str, Role]:
        """Who has an account, and which role."""
        with self._lock:
            self._load()
            return {name: one.role for name, one in sorted(self._accounts.items())}

    def put(self, name: str, role: Role, password: str) -> None:
        """Make an account, or give one another role and password.

        Raises:
            ResourceError: name or password cannot be one.
        """
        if not name.strip() or name != name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise ResourceError(f"{name!r} is no name: 1 to {_LONGEST_NAME} printable characters")
        if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
            raise ResourceError(f"a password has at least {SHORTEST_PASSWORD} characters")
        with self._lock:
            self._load()
            self._accounts[name] = Account(name, Role(role), self._hasher.hash(password))
            self._write()
            self._end(name)

    def remove(self, name: str) -> None:
        """Take an account away; what it decided stays.

        Raises:
            UnknownName: there is none of that name.
        """
        with self._lock:
            self._load()
            if self._accounts.pop(name, None) is None:
                raise UnknownName("account", name, self._accounts)
            self._write()
            self._end(name)

    def new_token(self, name: str, days: int) -> str:
        """A token for the programs of an account, instead of the last one; it is shown this once.

        Raises:
            UnknownName: there is no such account.
        """
        with self._lock:
            self._load()
            if name not in self._accounts:
                raise UnknownName("account", name, self._accounts)
            token = f"sayso_{secrets.token_urlsafe(32)}"
            until = self._clock() + days * 86_400
            self._accounts[name] = replace(self._accounts[name], token=_hashed(token), token_until=until)
            self._write()
            return token

    def of_token(self, token: str) -> Account | None:
        """Whose token this is, if it still holds."""
        hashed = _hashed(token)
        with self._lock:
            self._load()
            for one in self._accounts.values():
                if one.token and secrets.compare_digest(one.token, hashed):
                    return one if (one.token_until or 0) > self._clock() else None
        return None

    def log_in(self, name: str, password: str) -> str | None:
        """The secret of a new session, None where name or password is wrong."""
        account = self.account(name)
        try:
            self._hasher.verify(account.password if account else self._nobody, password[:_LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return None
        if account is None:
            return None
        secret, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._forget(now)
            self._sessions[_hashed(secret)] = _Session(name, now, now)
        return secret

    def of_session(self, secret: str) -> Account | None:
        """Who is logged in with this secret."""
        now, key = self._clock(), _hashed(secret)
        with self._lock:
            session = self._sessions.get(key)
            if session is None or not _lives(session, now):
                self._sessions.pop(key, None)
                return None
            session.used = now
            self._load()
            return self._accounts.get(session.name)

    def log_out(self, secret: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_hashed(secret), None)

    def _end(self, name: str) -> None:
        self._sessions = {key: one for key, one in self._sessions.items() if one.name != name}

    def _forget(self, now: float) -> None:
        self._sessions = {key: one for key, one in self._sessions.items() if _lives(one, now)}
        while len(self._sessions) >= _SESSIONS:
            del self._sessions[min(self._sessions, key=lambda key: self._sessions[key].used)]

    def _load(self) -> None:
        """Read the file where it changed: another process, `sayso account`, may have written it."""
        try:
            there = self._path.stat()
        except FileNotFoundError:
            self._accounts = {}
            return
        if self._read == (there.st_mtime_ns, there.st_ino):
            return
        try:
            rows = json.loads(self._path.read_text(encoding="utf-8"))
            found = [Account(**{**row, "role": Role(row["role"])}) for row in rows]
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise ResourceError(f"{self._path}: no file of accounts: {error}") from None
        self._accounts = {one.name: one for one in found}
        self._read = (there.st_mtime_ns, there.st_ino)

    def _write(self) -> None:
        """Write all, readable by the owner alone; whoever reads sees the old or the new file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        rows = [asdict(one) for _, one in sorted(self._accounts.items())]
        self._forget_parts()
        handle, name = tempfile.mkstemp(".part", f".{self._path.name}.", self._path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(rows, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        finally:
            Path(name).unlink(missing_ok=True)  # if it was not put in place: it has hashes
        self._read = None

    def _forget_parts(self) -> None:
        """Remove what a process that was killed has left: it has hashes. A fresh one may be being written."""
        for path in self._path.parent.glob(f".{glob.escape(self._path.name)}.*.part"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > LEFT:
                    path.unlink()


def _lives(session: _Session, now: float) -> bool:
    return now - session.used < _IDLE and now - session.begun < _LONGEST


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

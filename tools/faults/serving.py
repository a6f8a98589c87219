"""`sayso serve` is killed while people decide, programs add reports and readers read."""

import json
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException
from pathlib import Path

from sayso.desk import Desk
from tools.faults import full, jobs
from tools.faults.children import Child
from tools.faults.rounds import Outcome, Site, committed
from tools.faults.states import held

KILLS = 10
_LONGEST = 2.0  # seconds after it answers in which it is killed
_PATIENCE = 60.0
_FULL = 507  # what a server says that has no room; asking again later is right
_TEXT = "Rebels shelled a market in Aleppo on Monday, killing {number} civilians, the army said."


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow: where a decision leads names it."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)


class People:
    """Those who use one server: what was acknowledged to them, and what they asked for in vain.

    Args:
        home: The address of the server.
        incident: What they decide on.
        first: The number of their first request: no two have the same.
    """

    def __init__(self, home: str, incident: str, first: int) -> None:
        self.committed: set[tuple[str, str]] = set()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.refused = 0
        self.first = first
        self._home, self._incident, self._over = home, incident, threading.Event()
        self._threads = [threading.Thread(target=one) for one in (self._decide, self._add, self._read)]
        for thread in self._threads:
            thread.start()

    def wait(self) -> None:
        """Wait until something was acknowledged."""
        until = time.monotonic() + _PATIENCE
        while not self.committed and time.monotonic() < until:
            time.sleep(0.01)

    def wait_for_more(self) -> None:
        """Wait until something further was acknowledged."""
        until, known = time.monotonic() + _PATIENCE, len(self.committed)
        while len(self.committed) == known and time.monotonic() < until:
            time.sleep(0.01)

    def stop(self) -> None:
        """Let them go: the server is no more."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _decide(self) -> None:
        number = self.first
        while not self._over.is_set():
            words = f"remark {number}"
            self.asked.append(words)
            form = urllib.parse.urlencode({"text": words}).encode()
            answer = self._ask(f"/review/{self._incident}/note", form)
            if answer is not None:
                done = urllib.parse.parse_qs(urllib.parse.urlsplit(answer).query).get("done", [""])[0]
                self.committed.add(("decision", done))
            number += 1

    def _add(self) -> None:
        number = self.first
        while not self._over.is_set():
            name = f"posted-{number}"
            said = {"reports": [{"id": name, "text": _TEXT.format(number=number), "published": "2016-05-03"}]}
            answer = self._ask("/api/v1/reports", json.dumps(said).encode(), "application/json")
            if answer is not None and json.loads(answer)["outcomes"][0]["result"] == "added":
                self.committed.add(("report", name))
            number += 1

    def _read(self) -> None:
        while not self._over.is_set():
            for path in (f"/i/{self._incident}", "/incidents", "/api/v1/incidents?limit=5"):
                self._ask(path)

    def _ask(self, path: str, data: bytes | None = None, kind: str = "") -> str | None:
        """The answer, or where it leads; None where there was none."""
        heads = {"Content-Type": kind} if kind else {}
        asked = urllib.request.Request(f"{self._home}{path}", data, heads)  # our own server
        try:
            with _OPENER.open(asked, timeout=_PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 303:
                    return str(error.headers["Location"])
                if error.code == _FULL:
                    self.refused += 1
                elif error.code not in (429, 503):
                    self.wrong.append(f"{path}: {error.code}")
        except (OSError, HTTPException):
            time.sleep(0.01)
        return None


def served(site: Site, kills: int = KILLS) -> Outcome:
    """One base, whose servers are killed one after the other."""
    where, outcome = site.filled(), Outcome()
    done, remarks = committed(where), list[str]()
    with Desk(where, read_only=True) as desk:
        incident = min(one.incident.id for one in desk.incidents())
    for number in range(kills):
        port, child = server(where, site.folder / f"out-{number}")
        if not _answers(port, child):
            outcome.wrong.append(f"the server does not answer: {child.lines()[-1:]}")
            child.kill()
            continue
        people = People(f"http://127.0.0.1:{port}", incident, number * 1_000)
        people.wait()
        outcome.hits += child.killed_after(site.chance.random() * _LONGEST)
        people.stop()
        done |= people.committed
        remarks += people.asked
        outcome.wrong += [*people.wrong, *child.astray()]
        outcome.wrong += [*held(where, done, whole=number == kills - 1), *_doubled(where, remarks)]
    outcome.committed = len(done)
    return outcome


def server(where: str, out: Path) -> tuple[int, Child]:
    """Begin a server of a base; its port, and its process."""
    port = _free()
    return port, Child(jobs.command, ("serve", "--write", "--port", str(port), "--db", where), out)


def filled_up(site: Site, times: int = 6) -> Outcome:
    """One server, under whom the disk is full again and again; it goes on by itself when there is room."""
    outcome = Outcome()
    with full.disk(site.sub("full").folder) as folder:
        where = Site(folder, site.database, site.chance).filled()
        done = committed(where)
        with Desk(where, read_only=True) as desk:
            incident = min(one.incident.id for one in desk.incidents())
        port, child = server(where, site.folder / "out")
        if not _answers(port, child):
            return Outcome(wrong=[f"the server does not answer: {child.lines()[-1:]}"])
        people = People(f"http://127.0.0.1:{port}", incident, 0)
        for _ in range(times):
            people.wait_for_more()
            full.resize(folder, full.used(folder) + int(10 ** site.chance.uniform(3.0, 4.5)))
            refused = people.refused
            time.sleep(_LONGEST)
            full.resize(folder, full.LARGE)
            outcome.hits += 1
            outcome.told += people.refused > refused
        people.wait_for_more()
        people.stop()
        if not child.alive:
            outcome.wrong.append(f"the server ended: {child.lines()[-1:]}")
        child.kill()
        done |= people.committed
        outcome.wrong += [*people.wrong, *child.astray(), *held(where, done, whole=True)]
        outcome.wrong += _doubled(where, people.asked)
    outcome.committed = len(done)
    return outcome


def _doubled(where: str, remarks: list[str]) -> list[str]:
    """Remarks that stand there more often than once, whether they were acknowledged or not."""
    with Desk(where, read_only=True) as desk:
        there = [one.edit.text for one in desk.log() if one.edit is not None and one.edit.text]
    return [f"{one!r} stands there twice" for one in set(remarks) if there.count(one) > 1]


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _answers(port: int, server: Child) -> bool:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.alive:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=_PATIENCE) as answer:
                return bool(answer.status == 200)
        except (OSError, HTTPException):
            time.sleep(0.05)
    return False

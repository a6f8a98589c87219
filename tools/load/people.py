"""Who asks the served desk meanwhile, each in a loop until the time is over: readers, coders, an adder."""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sayso.model.incidents import Grade
from tools.load.client import Answer, Client
from tools.load.reports import report

# What decided is acknowledged by: a redirect to the screen, which names the entry of the log.
_LATEST = 200  # incidents of which the coders choose
_DECISIONS = {"note": 4, "accept": 4, "grade": 2}
_GRADES = [one.value for one in Grade]


@dataclass
class Seen:
    """What was answered so far: seconds by kind, errors and what they were, and what was acknowledged,
    ids of reports, of the incidents that they came to, and of decisions."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    reports: list[str] = field(default_factory=list)
    incidents: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    bytes: int = 0

    def note(self, kind: str, seconds: float, answer: Answer, wrong: str | None) -> None:
        """Count an answer; `wrong` says why it is an error."""
        self.bytes += len(answer.body)
        self.seconds[kind].append(seconds)
        if wrong is not None:
            self.errors[f"{kind}: {wrong}"] += 1


def wrong_page(answer: Answer) -> str | None:
    """Why a page or a file is no whole one; None where it is."""
    if answer.status != 200:
        return f"status {answer.status}"
    kind, body = answer.headers.get("content-type", ""), answer.body
    if kind.startswith("text/html") and not body.rstrip().endswith(b"</html>"):
        return "a page without its end"
    if (
        "json" in kind
        and "content-encoding" not in answer.headers
        and not body.rstrip().endswith((b"}", b"]"))
    ):
        return "JSON without its end"
    return None if body else "nothing"


async def read(client: Client, draw: Callable[[], tuple[str, str]], until: float, seen: Seen) -> None:
    """Ask one question after the other, without a pause."""
    while (begun := perf_counter()) < until:
        kind, path = draw()
        try:
            answer = await client.get(path)
        except (OSError, TimeoutError) as error:
            seen.errors[f"{kind}: {type(error).__name__}"] += 1
            continue
        seen.note(kind, perf_counter() - begun, answer, wrong_page(answer))


async def code(client: Client, rng: Random, until: float, seen: Seen) -> None:
    """Open one of the incidents that came in, as coders do, and decide on it, about once a second."""
    while (begun := perf_counter()) < until:
        if not seen.incidents:
            await asyncio.sleep(0.2)
            continue
        name = rng.choice(seen.incidents[-_LATEST:]).removeprefix("i-")
        kind = rng.choices(list(_DECISIONS), weights=list(_DECISIONS.values()))[0]
        try:
            screen = await client.get(f"/review/{name}")
            if screen.status == 308:  # it was joined with another meanwhile
                name = screen.headers["location"].rpartition("/")[2]
                screen = await client.get(f"/review/{name}")
            seen.note("review screen", perf_counter() - begun, screen, wrong_page(screen))
            asked = perf_counter()
            answer = await client.post(f"/review/{name}/{kind}", _form(kind, rng))
        except (OSError, TimeoutError) as error:
            seen.errors[f"decision: {type(error).__name__}"] += 1
            continue
        done = parse_qs(urlsplit(answer.headers.get("location", "")).query).get("done", [])
        wrong = None if answer.status == 303 and done else f"{kind}: status {answer.status}"
        seen.note("decision", perf_counter() - asked, answer, wrong)
        seen.decisions += done
        await asyncio.sleep(max(0.0, 1 - (perf_counter() - begun)))


def _form(kind: str, rng: Random) -> dict[str, str]:
    if kind == "note":
        return {"text": f"seen {rng.random()}"}
    return {"grade": rng.choice(_GRADES)} if kind == "grade" else {}


async def add(client: Client, seed: int, pause: float, until: float, seen: Seen) -> None:
    """Post report after report to the API, one at a time, so many seconds apart."""
    number = 0
    while (begun := perf_counter()) < until:
        made = report(seed, number)
        number += 1
        try:
            answer = await client.post_json("/api/v1/reports", json.dumps({"reports": [made]}).encode())
        except (OSError, TimeoutError) as error:
            seen.errors[f"add: {type(error).__name__}"] += 1
            continue
        outcome: Any = json.loads(answer.body)["outcomes"][0] if answer.status == 200 else {"result": None}
        added = outcome["result"] == "added"
        wrong = None if added else f"status {answer.status}, {outcome['result']}"
        seen.note("add a report", perf_counter() - begun, answer, wrong)
        if added:
            seen.reports.append(made["id"])
            seen.incidents += outcome["incidents"]
        await asyncio.sleep(max(0.0, pause - (perf_counter() - begun)))

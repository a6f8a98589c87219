"""Times of a served desk on a base: python -m tools.measure_web BASE [--asked 1000] [--browser].

Server time is measured in one process, without a socket, over a published mix of questions (`MIX`) drawn
with a seed; beside it stands the bare call of the desk, without a page. `--browser` measures, in Chromium,
what an incident page sends and when it is first seen. Run it on an idle machine; the load is printed.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random
from urllib.parse import urlencode

from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.model.filters import Filters
from sayso.show.web import links
from sayso.show.web.application import application
from sayso.show.web.asked import asked
from tools.bench_store import at
from tools.generate_base import GRAMMAR, vocabulary

# Of a hundred lists, how many ask for what.
MIX = {
    "all": 10,
    "type": 8,
    "party": 6,
    "disputed": 6,
    "outlet": 6,
    "a year": 10,
    "type and party": 8,
    "weapon since": 6,
    "killed": 6,
    "sorted": 6,
    "words": 24,
    "box": 4,
}
PAGES = ("incident", "list", "words", "map box")


@dataclass
class Times:
    """Milliseconds by the clock and of the processor, those of the bare call, and kB of the answers."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    size: list[float] = field(default_factory=list)


class Questions:
    """Makes questions of a base; the same seed makes the same."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self._rng = Random(seed)
        self._words = vocabulary()
        self._facets = desk.overview(Filters()).facets
        self._ids = [row.id for row in desk.listed(Filters(), limit=200).rows]

    def incident(self) -> str:
        """The id of an incident."""
        return self._rng.choice(self._ids)

    def words(self) -> dict[str, str]:
        """One or two words that many reports have."""
        found = self._rng.choices(self._words[GRAMMAR:4000], k=self._rng.choice((1, 1, 2)))
        return {"q": " ".join(found)}

    def box(self) -> dict[str, str]:
        """A box of two by three degrees."""
        south, west = self._rng.uniform(12, 40), self._rng.uniform(-20, 80)
        return {"area": f"{south:.1f},{west:.1f},{south + 2:.1f},{west + 3:.1f}"}

    def list(self) -> dict[str, str]:
        """Parameters of a list, of the mix."""
        kind = self._rng.choices(list(MIX), weights=list(MIX.values()))[0]
        year = self._rng.randint(2014, 2023)
        made: dict[str, Callable[[], dict[str, str]]] = {
            "all": dict,
            "type": lambda: {"type": self._pick("type")},
            "party": lambda: {"party": self._pick("party")},
            "disputed": lambda: {"disputed": "yes"},
            "outlet": lambda: {"outlet": self._pick("outlet")},
            "a year": lambda: {"since": f"{year}-03-05", "until": f"{year + 1}-03"},
            "type and party": lambda: {"type": self._pick("type"), "party": self._pick("party")},
            "weapon since": lambda: {"weapon": self._pick("weapon"), "since": str(year)},
            "killed": lambda: {"killed": self._rng.choice(("1", "5", "20", "100")), "sort": "killed"},
            "sorted": lambda: {"sort": self._rng.choice(("lines", "killed", "added"))},
            "words": self.words,
            "box": self.box,
        }
        return made[kind]()

    def _pick(self, name: str) -> str:
        return self._rng.choice(self._facets[name])[0]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("base")
    parser.add_argument("--asked", type=int, default=1000, help="questions of each kind of page")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--browser", action="store_true", help="what an incident page sends, in Chromium")
    args = parser.parse_args(arguments)
    with Desk(args.base, read_only=True) as desk:
        questions = Questions(desk, args.seed)
        print(f"load {os.getloadavg()[0]:.1f}; milliseconds: half / 95 of 100 / longest")
        for line in _measured(desk, questions, args.asked):
            print(line)
        if args.browser:
            print(_seen(desk, links.incident(questions.incident())))


def _measured(desk: Desk, questions: Questions, many: int) -> Iterator[str]:
    with TestClient(application(desk), base_url="http://127.0.0.1:8000") as client:
        client.get("/incidents")  # templates and statements are made once
        for page in PAGES:
            times = Times()
            for _ in range(many):
                _ask(client, desk, page, questions, times)
            yield f"{page}: server {_spread(times.clock)}; processor {_spread(times.processor)}; " + (
                f"bare {_spread(times.bare)}; kB {_spread(times.size)}"
            )


def _ask(client: TestClient, desk: Desk, page: str, questions: Questions, times: Times) -> None:
    bare: Callable[[], object]
    if page == "incident":
        id_ = questions.incident()
        path, bare = links.incident(id_), partial(desk.incident, id_)
    else:
        given = {"list": questions.list, "words": questions.words, "map box": questions.box}[page]()
        wanted = asked(given.items())
        ground = "/map/incidents.json" if page == "map box" else "/incidents"
        path = f"{ground}?{urlencode(given)}" if given else ground
        bare = partial(desk.list_page, wanted.filters, sort=wanted.sort)
    clock, processor = time.perf_counter(), time.process_time()
    answer = client.get(path)
    times.clock.append((time.perf_counter() - clock) * 1000)
    times.processor.append((time.process_time() - processor) * 1000)
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    times.size.append(len(answer.content) / 1000)
    clock = time.perf_counter()
    bare()
    times.bare.append((time.perf_counter() - clock) * 1000)


def _spread(values: Sequence[float]) -> str:
    return " / ".join(f"{at(values, share):.1f}" for share in (0.5, 0.95, 1.0))


def _seen(desk: Desk, path: str) -> str:
    """What a browser gets of a page, and when something of it is first seen."""
    import shutil
    import threading

    import uvicorn
    from playwright.sync_api import sync_playwright

    config = uvicorn.Config(application(desk), port=0, log_level="error")
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page()
        sizes: list[int] = []
        page.on("response", lambda answer: sizes.append(len(answer.body())))
        paints = []
        for _ in range(5):
            sizes.clear()
            page.goto(f"http://127.0.0.1:{port}{path}", wait_until="networkidle")
            paints.append(
                page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            )
        browser.close()
    server.should_exit = True
    return f"incident page in Chromium: {sum(sizes) / 1000:.1f} kB, first seen after {_spread(paints)}"


if __name__ == "__main__":
    main()

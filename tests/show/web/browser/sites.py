"""A small base that holds what is hard to show, and a server of it that a browser can reach."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from sayso.desk import Desk
from sayso.model.report import Report
from sayso.show.web import links
from sayso.show.web.application import application
from sayso.show.web.options import WebOptions
from tests.show.web.conftest import REPORTS

_SEED = Path(__file__).parents[3] / "data" / "seed" / "seed.txt"
EVIL = '"><script>window.ran = 1; alert(1)</script><img src=x onerror="window.ran = 1; alert(1)">'

SEED = Report.from_text(
    _SEED.read_text(encoding="utf-8"),
    id="seed",
    title="US shoots down Syrian Air Force fighter",
    outlet="Field Note",
    published="2017-06-19",
)
QUOTED = Report.from_text(
    "Strike kills two in Gaza\n\nAn Israeli air strike killed two militants in Gaza on Monday. "
    'The health ministry said: "قصف الجيش الإسرائيلي السوق وقتل شخصين". '
    'The Israeli army said: "צה״ל תקף מחסן נשק ברצועת עזה". Hamas denied that the house held weapons.',
    id="quoted",
    title="Strike kills two in Gaza",
    outlet="Courier",
    published="2021-05-18",
)
ARABIC = Report.from_text(
    "مقتل ثلاثة في قصف على سوق\n\nقتل ثلاثة مدنيين يوم الثلاثاء عندما سقطت قذائف على سوق في المدينة.",
    id="arabic",
    title="مقتل ثلاثة في قصف على سوق",
    language="ar",
    published="2015-01-14",
)
SECOND = Report.from_text(
    "Market hit in Donetsk\n\nShells hit a market in Donetsk on Wednesday, wounding four people. "
    "The separatists said that Ukrainian troops had fired.",
    id="wire-3",
    title="Market hit in Donetsk",
    outlet="Morning Sheet",
    published="2015-02-12",
)
HOSTILE = Report.from_text(
    f"{EVIL} \u202egnilleh\u202c in Kharkiv\n\nRussian troops shelled Kharkiv on Monday, killing two "
    f'civilians, the mayor said. "{EVIL} the city is \u200b\u200bours", a spokesman of {EVIL} said. '
    f"Moscow denied it. {'W' * 3_000}",
    id=EVIL,
    title=EVIL + "A" * 500_000,
    outlet=f"javascript:alert(4){EVIL}",
    published="2022-03-01",
)
ALL = (*REPORTS, SEED, QUOTED, ARABIC, SECOND, HOSTILE)


def fill(path: Path) -> Path:
    """A base of these reports."""
    with Desk(path) as desk:
        outcomes = desk.add(ALL)
    assert [one.message for one in outcomes if one.message] == []
    return path


def fullest(desk: Desk, report: str) -> str:
    """The id of the incident of a report of which most is said, and of several that which is told first."""
    return max(
        desk.incidents(report=report),
        key=lambda one: (len(one.incident.lines), -one.told[0].event.triggers[0].start),
    ).incident.id


@contextmanager
def served(desk: Desk, options: WebOptions | None = None) -> Iterator[str]:
    """The address of a server of a desk, in this process; it listens before it is given."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    app = application(desk, options)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def pages(desk: Desk) -> dict[str, str]:
    """Every kind of page that shows something of a base, with an address of it."""
    seed, quoted, hostile = (fullest(desk, name) for name in ("seed", "quoted", HOSTILE.id))
    told = desk.incident(seed).told[0]
    place = told.event.actors[0].evidence[0]
    asked = f"?event={told.key}&field=actors&at={place.start}-{place.end}".replace("#", "%23")
    return {
        "home": "/",
        "list": "/incidents",
        "list filtered": "/incidents?q=jet&disputed=yes",
        "list empty": "/incidents?q=jet&since=2030",
        "timeline": "/timeline",
        "map": "/map",
        "incident": links.incident(seed),
        "incident quoted": links.incident(quoted),
        "incident hostile": links.incident(hostile),
        "report": links.report("seed"),
        "report hostile": links.report(HOSTILE.id),
        "report arabic": links.report("arabic"),
        "queue": "/review",
        "coding": links.review(seed),
        "coding hostile": links.review(hostile),
        "proposals": f"{links.review(seed)}/correct{asked}",
        "history": f"{links.incident(seed)}/history",
        "diff": f"{links.incident(seed)}/diff",
        "agreement": "/review/agreement",
        "parties": "/parties",
        "party": links.party("syrian-armed-forces"),
        "sources": "/sources",
        "source": links.source("Agency"),
        "source hostile": links.source(HOSTILE.outlet or ""),
        "claim": links.claim(next(iter(desk.claims())).id),
        "method": "/about/method",
        "accuracy": "/about/accuracy",
        "error": "/i/nothing",
    }

"""What people write (notes, reasons, names of coders, values) and outlets' names are shown as what they say.

Whoever may write to a desk may have been somebody else's choice: his words must not run where another reads.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from sayso.desk import Desk
from sayso.model.edits import Coder
from sayso.model.events import Location, PartyRef, Weapon
from sayso.model.incidents import Grade
from sayso.model.parties import PartyKind
from sayso.model.report import Report
from sayso.show.web import links
from sayso.show.web.options import WebOptions
from tests.show.web.browser import sites
from tests.show.web.browser.conftest import Reader, Readers

pytestmark = pytest.mark.browser

RUNS = "window.ran = 1; alert(1)"
PAYLOADS = (
    sites.EVIL,
    f"<script>{RUNS}</script>",
    f"<svg/onload='{RUNS}'>",
    f"' onmouseover='{RUNS}' autofocus onfocus='{RUNS}' x='",
    f"</title></textarea></style></script><script>{RUNS}</script>",
    f"--><iframe srcdoc='<script>parent.{RUNS}</script>'></iframe>",
    f"javascript:{RUNS}",
    "{{ 7 * 7 }}{% for x in range(9) %}${7*7}",
    f"&lt;script&gt;{RUNS}&lt;/script&gt;<details open ontoggle='{RUNS}'>",
    f"\u202e<base href='//evil.example/'>\u2066<meta http-equiv=refresh content='0;url=javascript:{RUNS}'>",
)
# What no page of ours has: what a text that broke out would have made.
MADE = (
    "script:not([src]), img, iframe, object, embed, base, meta[http-equiv=refresh], svg[onload], "
    "a[href^='javascript:' i], form[action^='javascript:' i]"
)
HANDLERS = """[...document.querySelectorAll("*")].flatMap(one =>
    [...one.attributes].filter(each => each.name.startsWith("on")).map(each => each.name))"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A base in which people wrote all of it wherever they can."""
    with Desk(tmp_path_factory.mktemp("written") / "base.db") as desk:
        text = "Shells hit a market in Donetsk on Tuesday, killing three people, the mayor said."
        desk.add(
            [Report.from_text(f"{text} ({n})", id=f"r{n}", outlet=one) for n, one in enumerate(PAYLOADS)]
        )
        for number, payload in enumerate(PAYLOADS):
            decide(desk, f"r{number}", payload)
        yield desk


def decide(desk: Desk, report: str, payload: str) -> None:
    record = next(desk.incidents(report=report))
    key = next(one.key for one in record.told if one.coded.report.id == report)
    given: dict[str, Any] = {"author": payload, "reason": payload}
    desk.correct(key, "targets", PartyRef(payload, PartyKind.ARMED_GROUP), **given)
    desk.correct(key, "weapons", Weapon(payload, "gun"), **given)
    desk.correct(key, "place", Location(payload, None, lat=48.0, lon=37.8), **given)
    desk.note(record.incident.id, payload, author=payload)
    desk.grade(record.incident.id, Grade.WEAK, Coder(payload, "coder"), payload)
    desk.assign(record.incident.id, payload)
    for name in (payload, f"{payload}2"):
        desk.correct(
            key, "weapons", Weapon(f"{name}!", "gun"), author=Coder(name, "coder", blind=True), reason=payload
        )


@pytest.fixture(scope="module")
def addresses(written: Desk) -> dict[str, list[str]]:
    ids = list(dict.fromkeys(one.incident.id for one in written.incidents()))
    return {
        "home": ["/"],
        "list": ["/incidents"],
        "incident": [links.incident(one) for one in ids],
        "history": [f"{links.incident(one)}/history" for one in ids],
        "coding": [links.review(one) for one in ids],
        "queue": ["/review"],
        "agreement": ["/review/agreement"],
        "report": [links.report(f"r{number}") for number in range(len(PAYLOADS))],
        "sources": ["/sources"],
        "source": [links.source(one) for one in PAYLOADS],
        "map": ["/map"],
        "timeline": ["/timeline"],
        "asked": [links.query("/incidents", {"q": one, "target": one}) for one in PAYLOADS],
    }


# Where the first payload is to be read, as it was written.
SHOWING = {"history", "coding", "sources", "source", "report", "asked"}
KINDS = "home list incident history coding queue agreement report sources source map timeline asked".split()


@pytest.mark.parametrize(
    ("kind", "coder"), [*((one, "ada") for one in KINDS), ("home", sites.EVIL), ("coding", sites.EVIL)]
)
def test_nothing_that_people_wrote_runs_even_without_a_policy(
    readers: Readers, written: Desk, addresses: dict[str, list[str]], kind: str, coder: str
) -> None:
    with sites.served(written, WebOptions(writing=True, coder=coder)) as site:
        reader: Reader = readers(site)
        page = reader.context(bypass_csp=True).new_page()
        told = ""
        for address in addresses[kind]:
            page.goto(address)
            assert page.evaluate("window.ran") is None, address
            assert page.locator(MADE).count() == 0, address
            assert page.evaluate(HANDLERS) == [], address
            assert "49" not in page.title(), address
            told += page.locator("body").inner_text()
        reader.close()
    assert ("<img src=x" in told) or kind not in SHOWING
    assert reader.problems == []


def test_a_file_of_all_of_it_is_no_page(readers: Readers, written: Desk) -> None:
    """What a browser shows itself is sent as data, which it does not run."""
    with sites.served(written, WebOptions(writing=True)) as site:
        reader = readers(site)
        page = reader.context(bypass_csp=True).new_page()
        for path in ("/incidents.json", "/incidents.geojson", "/api/v1/incidents", "/map/incidents.json"):
            answer = page.goto(path)
            assert answer is not None
            assert "html" not in answer.headers["content-type"], path
            assert answer.headers["x-content-type-options"] == "nosniff", path
            assert page.evaluate("window.ran") is None, path
        reader.problems[:] = [one for one in reader.problems if "404" not in one]  # Chromium asks for an icon

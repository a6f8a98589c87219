"""Every kind of page, as readers with little room, other colours, no script or no eyes have it."""

from importlib.resources import files
from typing import Any

import pytest

from sayso.desk import Desk
from tests.show.web.browser import sites
from tests.show.web.browser.conftest import Reader

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
NAMES = (
    "home,list,list filtered,list empty,timeline,map,incident,incident quoted,incident hostile,report,report hostile,"
    "report arabic,queue,coding,coding hostile,proposals,history,error"
).split(",")


@pytest.fixture(scope="session")
def paths(known: Desk) -> dict[str, str]:
    return sites.pages(known)


def test_no_kind_of_page_is_left_out(paths: dict[str, str]) -> None:
    assert list(paths) == NAMES


def findings(page: Any) -> list[str]:
    """What axe finds on a page."""
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(reader: Reader, paths: dict[str, str], name: str, scheme: str) -> None:
    allowed = ["console: Failed to load resource: the server responded with a status of 404 (Not Found)"]
    page = reader.page(paths[name], scheme=scheme)
    assert findings(page) == []
    if name == "error":
        assert reader.problems == allowed
        reader.problems.clear()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_out_of_the_smallest_screen(reader: Reader, paths: dict[str, str], name: str) -> None:
    page = reader.page(paths[name], width=320, script=name == "map")
    wide = page.evaluate("""() => {
        if (document.documentElement.scrollWidth <= 320) return [];
        const out = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > 320.5);
        return [document.documentElement.scrollWidth, ...out.slice(-3).map(one => one.outerHTML.slice(0, 160))];
    }""")
    assert wide == []
    if name == "error":
        reader.problems.clear()

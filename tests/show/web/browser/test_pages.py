"""Every kind of page, as readers with little room, other colours, no script or no eyes have it."""

from importlib.resources import files

import pytest
from fastapi.routing import APIRoute
from playwright.sync_api import Page

from sayso.desk import Desk
from sayso.show.web.pages import PAGES
from tests.show.web.browser import sites
from tests.show.web.browser.conftest import Reader

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
NAMES = (
    "home,list,list filtered,list empty,timeline,map,incident,incident quoted,incident hostile,report,"
    "report hostile,report arabic,queue,coding,coding hostile,proposals,history,diff,agreement,parties,party,"
    "sources,source,source hostile,claim,method,accuracy,error"
).split(",")


@pytest.fixture(scope="session")
def paths(known: Desk) -> dict[str, str]:
    return sites.pages(known)


# Addresses that give no page of their own, or that of test_reviewing.py.
OTHERS = {
    "/theme/{name}",
    "/e/{key:any}",
    "/incidents.{name}",
    "/feed.atom",
    "/i/{name}.jsonld",
    "/map/incidents.json",
    "/map/base.json",
    "/login",
    "/healthz",
    "/metrics",
    "/readyz",
    "/review/{name}/next",
}


def test_no_kind_of_page_is_left_out(paths: dict[str, str]) -> None:
    routes = [
        route
        for page in PAGES
        for route in page.router.routes
        if isinstance(route, APIRoute) and "GET" in (route.methods or ())
    ]
    asked = {path.partition("?")[0] for path in paths.values()}
    missing = {route.path for route in routes if not any(route.path_regex.match(path) for path in asked)}
    assert missing == OTHERS
    assert list(paths) == NAMES


def findings(page: Page) -> list[str]:
    """What axe finds on a page."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)[
        "violations"
    ]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shuts_nobody_out(reader: Reader, paths: dict[str, str], name: str) -> None:
    page = reader.page(paths[name])
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    assert findings(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert too_wide(page) == []
    refused = "console: Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert reader.problems == ([refused] if name == "error" else [])
    reader.problems.clear()


def too_wide(page: Page) -> list[str]:
    """What makes a page wider than its window, if anything does."""
    found: list[str] = page.evaluate(
        """() => {
            const wide = document.documentElement.scrollWidth;
            if (wide <= innerWidth) return [];
            const out = [...document.querySelectorAll("body *")]
                .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5);
            return [`${wide} pixels`, ...out.slice(-3).map(one => one.outerHTML.slice(0, 160))];
        }"""
    )
    return found

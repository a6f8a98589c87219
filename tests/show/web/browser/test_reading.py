"""Readers find what supports a value and what words support; lists are narrowed and taken along."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from sayso.desk import Desk
from sayso.show.web import links
from tests.show.web.browser import sites
from tests.show.web.browser.conftest import Reader

pytestmark = pytest.mark.browser


@pytest.fixture
def incident(known: Desk) -> str:
    return links.incident(sites.fullest(known, "wire-1"))


def test_an_incident_says_who_says_what_without_a_script(reader: Reader, incident: str) -> None:
    page = reader.page(incident, script=False)
    expect(page.locator("h1")).to_contain_text("shot down")
    expect(page.locator(".card-rows dt").first).to_be_visible()
    disputed = page.locator("section[aria-labelledby=disputed] .dispute").first
    expect(disputed.locator(".side")).to_have_count(2)
    expect(page.locator(".locator svg")).to_be_visible()
    assert page.locator("aside.reports .text").first.is_visible()


def test_a_value_leads_to_its_words_and_the_words_lead_back(reader: Reader, incident: str) -> None:
    page = reader.page(incident, script=False)
    link = page.locator(".card-rows a.ev").first
    said = (link.get_attribute("title") or "").strip("“”")
    link.click()
    words = page.locator("mark:target")
    expect(words).to_have_count(1)
    expect(words).to_be_in_viewport()
    assert (words.text_content() or "").strip() == said
    words.locator("> a.back").click()
    value = page.locator(".at:target")
    expect(value).to_be_in_viewport()
    assert link.get_attribute("href") in [one.get_attribute("href") for one in value.locator("a.ev").all()]


def test_evidence_is_followed_with_the_keyboard_alone(reader: Reader, incident: str) -> None:
    page = reader.page(incident, script=False)
    link = page.locator(".card-rows a.ev").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.keyboard.press("Tab")  # on from the words: the way back stands in them
    focused = page.locator(":focus")
    expect(focused).to_have_class("back")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(".at:target")).to_be_in_viewport()
    assert page.locator(".at:target a.ev").count() > 0


def listed(page: Page) -> set[str]:
    """The ids of the incidents on a list."""
    found = page.locator(".list.incidents h2 a").evaluate_all("all => all.map(one => one.pathname)")
    return {links.incident_id(path.removeprefix("/i/")) or "" for path in found}


def test_a_list_is_narrowed_and_taken_along_as_it_is_asked(reader: Reader, tmp_path: Path) -> None:
    page = reader.page("/incidents", script=False)
    every = listed(page)
    page.get_by_label("Search in reports", exact=True).fill("warplane")
    page.get_by_role("button", name="Search").click()
    some = listed(page)
    page.locator("#facets").get_by_role("link", name="disputed").first.click()
    few = listed(page)
    assert few < some < every
    assert len(few) > 0
    assert "q=warplane" in urlsplit(page.url).query

    with page.expect_download() as taken:
        page.locator(".take").get_by_role("link", name="CSV").first.click()
    taken.value.save_as(tmp_path / "taken.csv")
    text = (tmp_path / "taken.csv").read_text(encoding="utf-8-sig")
    assert {row["id"] for row in csv.DictReader(io.StringIO(text))} == few
    for name in ("json", "geojson"):
        address = page.locator(f".take a[href*='/incidents.{name}?']").get_attribute("href") or ""
        body = json.loads(page.context.request.get(address).text())
        assert {one["id"] for one in body["incidents" if name == "json" else "features"]} == few


def test_right_to_left_quotations_run_from_right_to_left(reader: Reader, known: Desk) -> None:
    page = reader.page(links.incident(sites.fullest(known, "quoted")), script=False)
    said = page.locator(".saying span[dir], .lines span[dir], blockquote[dir]").evaluate_all(
        "all => all.map(one => [one.textContent, getComputedStyle(one).direction])"
    )
    foreign = [way for text, way in said if any("\u0590" <= c <= "\u06ff" for c in text)]
    assert set(foreign) == {"rtl"}
    assert {way for text, way in said if not any("\u0590" <= c <= "\u06ff" for c in text)} == {"ltr"}
    page.goto(links.report("arabic"))
    assert page.locator(".text").evaluate("one => getComputedStyle(one).direction") == "rtl"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_those_that_were_chosen(reader: Reader, scheme: str) -> None:
    page = reader.page("/incidents", script=False, scheme="light" if scheme == "dark" else "dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    before = page.evaluate(ground)
    page.get_by_role("contentinfo").get_by_role("link", name=scheme).click()
    page.goto("/incidents")
    assert page.evaluate(ground) != before
    page.goto("/theme/system")
    assert page.evaluate(ground) == before

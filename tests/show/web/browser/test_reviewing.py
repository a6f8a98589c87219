"""Coders decide: with a mouse, without one, and without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Locator, Page, expect

from sayso.desk import Desk
from sayso.show.web import links
from sayso.show.web.accounts import Accounts, Role
from sayso.show.web.options import WebOptions
from tests.show.web.browser import sites
from tests.show.web.browser.conftest import Reader, Readers
from tests.show.web.browser.test_pages import findings, too_wide

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"
WHO = "Who did it"


def actors(desk: Desk, event: str) -> list[str | None]:
    told = desk.incident(desk.incidents_of([event])[event]).told
    return [fact.value.party for one in told if one.key == event for fact in one.event.actors]


def event_of(desk: Desk, report: str) -> tuple[str, str]:
    """The address of the coding screen of a report's incident, and its event."""
    record = next(iter(desk.incidents(report=report)))
    return links.review(record.incident.id), record.told[0].key


def row(page: Page, label: str) -> Locator:
    return page.locator(".field").filter(has=page.locator("dt", has_text=label)).first


def select(page: Page, words: str) -> None:
    """Select words of the report as a hand with a mouse does."""
    box = page.evaluate(
        """words => {
            const report = document.querySelector("[data-report]");
            const walker = document.createTreeWalker(report, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                walker.currentNode.parentElement.scrollIntoView({block: "center"});
                const {left, right, top, bottom} = range.getBoundingClientRect();
                return {left, right, middle: (top + bottom) / 2};
            }
            throw new Error(`the report does not say ${words}`);
        }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["middle"], steps=4)
    page.mouse.up()
    assert page.evaluate("String(getSelection())") == words


def test_a_field_is_corrected_by_selecting_its_words(coder: Reader, own: Desk) -> None:
    here, event = event_of(own, "wire-2")
    page = coder.page(here)
    select(page, "Kiev")
    who = row(page, WHO)
    who.locator("summary").click()
    expect(who.get_by_label("Words of the report")).to_have_value("Kiev")
    who.get_by_role("button", name="Look up").click()
    expect(page.locator("blockquote")).to_have_text("Kiev")
    page.get_by_role("button", name="Put it").click()
    expect(row(page, WHO)).to_contain_text("ada")
    assert actors(own, event) == ["UKR"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".done")).to_have_count(0)
    assert actors(own, event) == []


def press(page: Page, key: str) -> None:
    """Press a key on a page that answers keys: one just opened does so only when its script has run."""
    page.locator("html[data-keys=ready]").wait_for()
    page.keyboard.press(key)


def to_row(page: Page, label: str) -> None:
    """Go down with `j` to a field."""
    for _ in range(20):
        press(page, "j")
        if label in (page.locator(":focus dt").first.text_content() or ""):
            return
    raise AssertionError(f"`j` never comes to {label}")


def test_a_field_is_accepted_corrected_and_undone_without_a_mouse(coder: Reader, own: Desk) -> None:
    here, event = event_of(own, "wire-2")
    page = coder.page(here)
    to_row(page, "Killed")
    press(page, "a")
    expect(row(page, "Killed")).to_contain_text("ada")
    assert own.log()[-1].author == "ada"

    to_row(page, WHO)
    press(page, "e")
    page.keyboard.type("Kiev")
    press(page, "Enter")
    expect(page.locator("blockquote")).to_have_text("Kiev")
    press(page, "1")
    expect(row(page, WHO)).to_contain_text("ada")
    assert actors(own, event) == ["UKR"]
    press(page, "u")
    expect(page.locator(".done")).to_have_count(0)
    assert actors(own, event) == []


def test_j_and_k_walk_the_queue_and_enter_opens(coder: Reader) -> None:
    page = coder.page("/review")
    tasks = page.locator("[data-task]")
    for key, number in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        press(page, key)
        expect(tasks.nth(number)).to_be_focused()
    wanted = tasks.nth(1).get_attribute("href") or ""
    press(page, "Enter")
    page.wait_for_url(f"**{wanted}")
    assert page.locator("h1").is_visible()


def test_single_keys_can_be_switched_off(coder: Reader, own: Desk) -> None:
    page = coder.page(event_of(own, "wire-2")[0])
    before = len(own.log())
    press(page, "?")
    page.get_by_label("single keys off").check()
    page.get_by_role("button", name="Close").click()
    for key in ("j", "j", "a"):
        press(page, key)
    page.reload()
    expect(page.locator(".done")).to_have_count(0)
    assert len(own.log()) == before


def test_incidents_are_merged_split_and_that_undone_without_a_script(coder: Reader, own: Desk) -> None:
    here, one = event_of(own, "wire-2")
    _, other = event_of(own, "wire-3")
    apart = own.incidents_of([one, other])
    assert len(set(apart.values())) == 2
    page = coder.page(here, script=False)
    page.get_by_label("Same as incident").fill(coder.site + links.incident(apart[other]))
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("section.event")).to_have_count(2)
    assert len(set(own.incidents_of([one, other]).values())) == 1
    old = page.request.get(links.incident(apart[other]), max_redirects=0)
    gone = own.incidents_of([one])[one] != apart[other]
    assert old.status == (308 if gone else 200)

    page.get_by_role("button", name="Undo").click()
    expect(page.locator("section.event")).to_have_count(1)
    assert own.incidents_of([one, other]) == apart


def test_an_event_is_split_off_and_that_undone_without_a_script(coder: Reader, own: Desk) -> None:
    record = own.incident(sites.fullest(own, "wire-1"))
    keys = [one.key for one in record.told]
    assert len(keys) == 2
    page = coder.page(links.review(record.incident.id), script=False)
    choices = page.get_by_role("group", name="Events that are about something else")
    choices.get_by_role("checkbox").nth(1).check()
    page.get_by_role("button", name="Split").click()
    expect(page.locator("section.event")).to_have_count(1)
    assert len(set(own.incidents_of(keys).values())) == 2
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".done")).to_have_count(0)
    assert len(set(own.incidents_of(keys).values())) == 1


@pytest.fixture
def accounts_site(own: Desk, tmp_path: Path) -> Iterator[str]:
    file = tmp_path / "accounts.json"
    Accounts(file, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)).put(
        "eva", Role.EDITOR, PASSWORD
    )
    with sites.served(own, WebOptions(writing=True, accounts=file)) as address:
        yield address


def test_the_form_of_the_log_in_shuts_nobody_out(readers: Readers, accounts_site: str) -> None:
    page = readers(accounts_site).page("/login")
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    assert findings(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert too_wide(page) == []


def test_who_logs_in_decides_and_the_log_has_the_name(
    readers: Readers, accounts_site: str, own: Desk
) -> None:
    here, event = event_of(own, "wire-2")
    reader = readers(accounts_site)
    page = reader.page(here, script=False)
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Log in").click()
    page.get_by_label("Name").fill("eva")
    page.get_by_label("Password").fill("a wrong password")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert [one.split(":")[0] for one in reader.problems] == ["console"]  # the browser tells of the 401
    reader.problems.clear()
    page.get_by_label("Name").fill("eva")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()

    who = row(page, WHO)
    who.locator("summary").click()
    who.get_by_label("Words of the report").fill("Kiev")
    who.get_by_role("button", name="Look up").click()
    page.get_by_role("button", name="Put it").click()
    expect(row(page, WHO)).to_contain_text("eva")
    assert (actors(own, event), own.log()[-1].author) == (["UKR"], "eva")
    page.goto(f"/i/{here.rsplit('/', 1)[1]}/history")
    page.get_by_role("button", name="Undo").first.click()
    assert actors(own, event) == []
    page.get_by_role("button", name="Log out").click()
    page.goto(here)
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)

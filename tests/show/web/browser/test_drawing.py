"""The map draws: pixels are looked at, not events."""

import base64
import time

import pytest
from playwright.sync_api import Page, expect

from tests.show.web.browser.conftest import Reader

pytestmark = pytest.mark.browser

COUNT = """async data => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const {width, height} = image;
    const canvas = Object.assign(document.createElement("canvas"), {width, height});
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const {data: pixels} = context.getImageData(0, 0, width, height);
    const found = {};
    for (let at = 0; at < pixels.length; at += 4) {
        const name = pixels.slice(at, at + 3).join(" ");
        found[name] = (found[name] ?? 0) + 4 / pixels.length;
    }
    return found;
}"""


def shares(page: Page) -> dict[str, float]:
    """The colours of the map, and how much of it each has."""
    drawn = page.locator("#map canvas").screenshot()
    found: dict[str, float] = page.evaluate(COUNT, base64.b64encode(drawn).decode())
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_shows_land_sea_and_marks(reader: Reader, scheme: str) -> None:
    page = reader.page("/map", scheme=scheme)
    expect(page.locator("#map-count")).to_contain_text("on the map")
    mark = page.evaluate(
        """() => {
            const one = document.body.appendChild(document.createElement("i"));
            one.style.color = "var(--map-mark)";
            const found = getComputedStyle(one).color.match(/[0-9]+/g).slice(0, 3).join(" ");
            one.remove();
            return found;
        }"""
    )

    def marked(found: dict[str, float]) -> bool:
        return found.get(mark, 0) > 0.0001

    def grounded(found: dict[str, float]) -> bool:
        return sum(share > 0.03 for share in found.values()) >= 2

    end = time.monotonic() + 30
    found = shares(page)
    while not (marked(found) and grounded(found)) and time.monotonic() < end:
        found = shares(page)
    assert marked(found), f"{mark} is not among {sorted(found.items())[:8]}"
    assert grounded(found), f"land and sea are not both among {sorted(found.items())[:8]}"


def test_without_a_script_the_list_stands_for_the_map(reader: Reader) -> None:
    page = reader.page("/map", script=False)
    expect(page.get_by_text("The map needs JavaScript")).to_be_visible()
    assert page.locator("#map-rows a").count() >= 5

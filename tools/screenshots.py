"""The pictures of docs/pictures: pages of a base of the seed article and of reports that the tests wrote.

Needs Debian's Chromium and the packages of the extra `dev`. Usage: python -m tools.screenshots [--only NAME]
"""

import argparse
import base64
import shutil
import struct
import tempfile
import zlib
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sayso.desk import Desk
from sayso.show.web import links
from sayso.show.web.options import WebOptions
from tests.show.web.browser import sites
from tests.show.web.browser.conftest import ARGUMENTS
from tests.show.web.browser.test_drawing import shares
from tests.show.web.conftest import REPORTS as TESTED

TARGET = Path(__file__).resolve().parents[1] / "docs" / "pictures"
LARGEST = 150_000  # bytes of one picture
REPORTS = (*TESTED, sites.SEED, sites.QUOTED, sites.SECOND)


def wanted(desk: Desk) -> dict[str, tuple[str, str, int, int]]:
    """Of each picture its address, theme, width and height."""
    incident = sites.fullest(desk, "seed")
    page = links.incident(incident)
    return {
        "incident-light": (page, "light", 1180, 860),
        "incident-dark": (page, "dark", 1180, 860),
        "incident-narrow": (page, "light", 320, 900),
        "list": ("/incidents", "light", 1180, 860),
        "map": ("/map", "light", 1180, 720),
        "timeline": ("/timeline", "light", 1180, 860),
        "review": (links.review(incident), "light", 1180, 860),
    }


def take(browser: Browser, site: str, name: str, how: tuple[str, str, int, int]) -> int:
    """Take one picture; its size in bytes."""
    path, theme, width, height = how
    page = browser.new_page(
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
    )
    page.goto(site + path)
    if name == "map":
        expect(page.locator("#map-count")).to_contain_text("on the map")
        while sum(share > 0.03 for share in shares(page).values()) < 2:  # land and sea are not drawn yet
            page.wait_for_load_state("networkidle")
    target = TARGET / f"{name}.png"
    drawn = page.screenshot()
    page.goto("about:blank")
    target.write_bytes(small(page, drawn))
    page.close()
    return target.stat().st_size


PIXELS = """async data => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const {width, height} = image;
    const context = Object.assign(document.createElement("canvas"), {width, height}).getContext("2d");
    context.drawImage(image, 0, 0);
    const bytes = new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
    const parts = [];
    for (let at = 0; at < bytes.length; at += 30000) {
        parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 30000))));
    }
    return [width, height, parts];
}"""


def small(page: Page, drawn: bytes) -> bytes:
    """The same picture with the 64 colours that most of it has, as a PNG with a palette."""
    width, height, parts = page.evaluate(PIXELS, base64.b64encode(drawn).decode())
    data = b"".join(base64.b64decode(part) for part in parts)
    pixels = np.frombuffer(data, np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    colours, where, many = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-many)[:64]]
    nearest = np.array([((kept - one) ** 2).sum(axis=1).argmin() for one in colours], np.uint8)
    rows = nearest[where.reshape(-1)].reshape(height, width)
    lines = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"PLTE", kept.astype(np.uint8).tobytes())
    return b"\x89PNG\r\n\x1a\n" + body + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def main() -> None:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="one picture, by its name")
    asked = parser.parse_args()
    chromium = shutil.which("chromium")
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        Desk(Path(folder) / "base.db") as desk,
        playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS) as browser,
    ):
        desk.add(REPORTS)
        with sites.served(desk, WebOptions(writing=True)) as site:
            for name, how in wanted(desk).items():
                if asked.only in (None, name):
                    size = take(browser, site, name, how)
                    print(f"{name}: {size:,} bytes" + (" (too large)" if size > LARGEST else ""))


if __name__ == "__main__":
    main()

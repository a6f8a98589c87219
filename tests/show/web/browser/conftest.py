"""Debian's Chromium and what it opens; a page that asks another host or says an error fails its test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, sync_playwright

from sayso.desk import Desk
from sayso.show.web.options import WebOptions
from tests.show.web.browser import sites

ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is missing; on Debian and Ubuntu: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the base that the tests read."""
    return sites.fill(tmp_path_factory.mktemp("browser") / "base.db")


@pytest.fixture(scope="session")
def site(shown: Path) -> Iterator[str]:
    """It is served, and can be changed: whoever only reads does not."""
    with Desk(shown) as desk, sites.served(desk, WebOptions(writing=True)) as address:
        yield address


@pytest.fixture(scope="session")
def known(shown: Path) -> Iterator[Desk]:
    """The same base, beside the server."""
    with Desk(shown, read_only=True) as desk:
        yield desk


@pytest.fixture
def own(shown: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the base, for one test to change."""
    with Desk(shown, read_only=True) as desk:
        desk.backup(tmp_path / "own.db")
    with Desk(tmp_path / "own.db") as desk:
        yield desk


@pytest.fixture
def desk_site(own: Desk) -> Iterator[str]:
    with sites.served(own, WebOptions(writing=True, coder="ada")) as address:
        yield address


@dataclass
class Reader:
    """Opens pages as somebody would, and keeps what must not happen meanwhile."""

    browser: Browser
    site: str
    problems: list[str] = field(default_factory=list)
    _open: ExitStack = field(default_factory=ExitStack)

    def context(
        self, *, scheme: str = "light", width: int = 1280, script: bool = True, **more: Any
    ) -> BrowserContext:
        """A window of somebody's own."""
        made = self.browser.new_context(
            base_url=self.site,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            **more,
        )
        made.set_default_timeout(20_000)
        self._open.callback(made.close)
        made.on("request", lambda request: self._asked(request.url))
        made.on("console", self._said)
        made.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))
        made.on("dialog", self._interrupted)
        return made

    def page(self, path: str, **how: Any) -> Page:
        """A page in a window of its own."""
        page = self.context(**how).new_page()
        page.goto(path)
        return page

    def close(self) -> None:
        self._open.close()

    def _asked(self, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.site).netloc and not url.startswith(("data:", "blob:")):
            self.problems.append(f"asked {url}")

    def _interrupted(self, dialog: Dialog) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")


Readers = Callable[[str], Reader]


@pytest.fixture
def readers(chromium: Browser) -> Iterator[Readers]:
    """Readers of a site; that nothing went wrong meanwhile is looked at in the end."""
    made: list[Reader] = []

    def reader(address: str) -> Reader:
        made.append(Reader(chromium, address))
        return made[-1]

    yield reader
    for one in made:
        one.close()
    assert [problem for one in made for problem in one.problems] == []


@pytest.fixture
def reader(readers: Readers, site: str) -> Reader:
    """Somebody who only reads."""
    return readers(site)


@pytest.fixture
def coder(readers: Readers, desk_site: str) -> Reader:
    """Somebody who decides, on a base of his own."""
    return readers(desk_site)

"""The site of the documentation: it builds without a warning, its links hold, and it asks no other host."""

import importlib
import inspect
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import redirect_stderr
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from sphinx.cmd.build import main as sphinx
from sphinx.util.inventory import InventoryFile

import sayso
from tools.site.generated import GENERATED, MARK
from tools.site.python import SHAPES

pytestmark = pytest.mark.docs

ROOT = Path(__file__).parents[1]
# What a browser fetches by itself when it shows a page; a link that a reader may follow is none of these.
FETCHED = {"src", "srcset", "poster", "data"}
IN_STYLES = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it: warnings are errors."""
    folder = tmp_path_factory.mktemp("site")
    told = io.StringIO()
    with redirect_stderr(told), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Sphinx's own making; those of the pages are Sphinx's errors
        code = sphinx(
            [
                "-W",
                "--keep-going",
                "-q",
                "-c",
                f"{ROOT}/docs",
                "-d",
                f"{folder}/trees",
                f"{ROOT}",
                f"{folder}/site",
            ]
        )
    assert (code, told.getvalue()) == (0, "")
    return folder / "site"


class Read(HTMLParser):
    """What a page links to, what it fetches, and the anchors that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.fetched: set[str] = set()
        self.anchors: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in FETCHED or (tag == "link" and name == "href"):
                self.fetched.update(part.split()[0] for part in (value or "").split(",") if part.strip())
            elif tag == "a" and name == "href" and value:
                self.links.add(value)


def read(site: Path) -> dict[Path, Read]:
    found = {page: Read(page.read_text(encoding="utf-8")) for page in sorted(site.rglob("*.html"))}
    assert len(found) > 40
    return found


def lost(pages: dict[Path, Read]) -> Iterator[str]:
    """The links within the site that end nowhere."""
    for page, one in pages.items():
        for link in sorted(one.links | one.fetched):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            anchors = pages[target].anchors if target in pages else {parts.fragment}
            if not target.is_file() or (parts.fragment and parts.fragment not in anchors):
                yield f"{page.name}: {link}"


def test_links_within_the_site_end_somewhere(site: Path) -> None:
    assert list(lost(read(site))) == []


def test_no_page_and_no_style_asks_another_host(site: Path) -> None:
    asked = {(page.name, address) for page, one in read(site).items() for address in one.fetched}
    styles = [style for style in site.rglob("*.css") if style.stat().st_size]
    assert styles
    for style in styles:
        for groups in IN_STYLES.findall(style.read_text(encoding="utf-8")):
            asked.add((style.name, "".join(groups)))
    assert {
        one for one in asked if re.match(r"(\w+:)?//", one[1]) and not one[1].startswith("data:")
    } == set()


def test_each_generated_part_stands_on_a_page() -> None:
    pages = [page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md")]
    assert {name for text in pages for name in MARK.findall(text)} == set(GENERATED)


def documented(site: Path) -> set[str]:
    """The names of the library that the site explains."""
    inventory = InventoryFile.loads((site / "objects.inv").read_bytes(), uri="")
    return {name for name, *_ in [(entry,) for kind in inventory.data.values() for entry in kind]}


def public(thing: type) -> set[str]:
    return {name for name in dir(thing) if not name.startswith("_")}


def test_each_public_name_is_documented(site: Path) -> None:
    names = {f"sayso.{name}" for name in sayso.__all__}
    for name in sayso.__all__:
        thing = getattr(sayso, name)
        if inspect.isclass(thing):
            names |= {f"sayso.{name}.{member}" for member in public(thing)}
    for module in SHAPES:
        known = importlib.import_module(f"sayso.{module}")
        names |= {
            f"sayso.{module}.{name}"
            for name, one in vars(known).items()
            if inspect.isclass(one) and one.__module__ == known.__name__ and not name.startswith("_")
        }
    assert len(names) > 150
    assert names - documented(site) == set()


def test_each_public_method_says_what_it_does() -> None:
    silent = {
        f"{name}.{member}"
        for name in sayso.__all__
        if inspect.isclass(thing := getattr(sayso, name))
        for member in public(thing)
        if callable(getattr(thing, member)) and not inspect.getdoc(getattr(thing, member))
    }
    assert silent == set()

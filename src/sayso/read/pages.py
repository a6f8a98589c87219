"""HTML pages: the article, and what the page's metadata says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import NoArticle, ReadError
from sayso.model.report import Capture
from sayso.read.clean import one_line
from sayso.read.decode import decode
from sayso.read.drafts import Draft, compose
from sayso.read.exports import documents
from sayso.read.options import ReadOptions
from sayso.read.prose import prose
from sayso.read.stated import stated

# A long article has some hundred elements, a long page some ten thousand.
MAX_TAGS = 100_000
# Of one tag: the parser compares each with all before it, and 300,000 keep it busy for minutes.
MAX_ATTRIBUTES = 500
_HEAD = 20_000
_LEAST = 40  # characters of prose; less is a caption
# Characters that no tree of a page may hold.
_TAG = re.compile(r"<[A-Za-z][^<]{2000,}")  # so long that it may have too many
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_ATTRIBUTE = re.compile(r"[^\s/=>]+")
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Marks of what Nexis and Factiva hand out as a page, in small letters: one search for all of them, whatever
# their case, took a fifth of the reading of a page.
_END = b"end of document"
_COUNTED, _OF_COUNTED = re.compile(rb"\d of \d+ documents"), b" documents"
_NUMBERED = re.compile(rb"document [a-z]{2,8}[0-9a-z]{10,30}")
_NOTHING = "no article found in the page; save the article's own page, or its text"
# Hostile pages reach corners of three libraries; these are what such corners raise.
_CORNERS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{2,30})", re.I)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article from elsewhere: the feed or the sitemap that names it.

    What the page itself states of its title, outlet and language goes before; `published` is used where the
    page states no day of its own in its metadata. `guid` is the feed's name of the article and goes first.
    """

    title: str | None = None
    outlet: str | None = None
    published: object = None
    guid: str | None = None
    language: str | None = None


NOTHING = Known()


def read_page(data: bytes, options: ReadOptions) -> Iterator[Draft]:
    """The one article of a web page: title, blank line, paragraphs.

    Raises:
        ReadError: there is no article in it, or more markup than a page has.
    """
    if _is_exported(data):
        decoded = decode(data)
        if (found := documents(list(_lines(_tree(decoded.text))), wrapped=False)) is not None:
            yield from (replace(draft, notes=decoded.notes, damaged=decoded.damaged) for draft in found)
            return
    yield draft_page(data)


def _is_exported(data: bytes) -> bool:
    small = data.lower()
    if _END in small or _NUMBERED.search(small) is not None:
        return True
    return _OF_COUNTED in small and _COUNTED.search(small) is not None


def _lines(tree: Any) -> Iterator[str]:
    """The text of each element that holds no other block."""
    for element in tree.iter("p", "div", "td", "h1", "h2", "h3", "h4"):
        if next(element.iterdescendants("p", "div", "td", "h1", "h2", "h3", "h4"), None) is None:
            yield " ".join(element.xpath("string()").split())


def draft_page(
    data: bytes,
    *,
    content_type: str | None = None,
    address: str | None = None,
    capture: Capture | None = None,
    known: Known = NOTHING,
) -> Draft:
    """The article of a page that was fetched or archived.

    Args:
        data: The page's bytes, with no transfer or content coding left on them.
        content_type: What the server called it; a `charset` in it goes before the one the page declares.
        address: Where it was read, for the report's id; its `url` is what the page calls itself, else this.
        capture: Where it lies archived.
        known: What a feed says of it.

    Raises:
        ReadError: there is no article in it, or more markup than a page has.
    """
    found = _CHARSET.search(data[:4096])
    declared = _served(content_type) or (found[1].decode("ascii") if found else None)
    decoded = decode(data, declared=declared)
    tree = _tree(decoded.text)
    said = stated(tree, address)  # before the text is read: what reads it may change the tree
    title = said.title or known.title
    paragraphs = prose(tree) or _by_trafilatura(tree)
    return Draft(
        compose(one_line(title or "") or None, paragraphs),
        title=title,
        outlet=said.outlet or known.outlet,
        published=said.published or known.published,
        guid=known.guid or said.guid,
        language=said.language or known.language,
        url=said.url,
        notes=decoded.notes,
        damaged=decoded.damaged,
        capture=capture,
        address=address,
    )


def _served(content_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w-]{2,30})", content_type or "", re.I)
    return found[1] if found else None


def _tree(source: str) -> Any:
    """The tree of a page; lxml ships no types.

    Raises:
        ReadError: there is nothing in it, or more markup than a page has.
    """
    from trafilatura import load_html

    if not source.strip():
        raise NoArticle("an empty page")
    if source.count("<") > MAX_TAGS:
        raise ReadError(f"more than {MAX_TAGS:,} tags; save the article alone")
    if any(_attributes(found[0]) > MAX_ATTRIBUTES for found in _TAG.finditer(source)):
        raise ReadError(f"more than {MAX_ATTRIBUTES:,} attributes of one tag; save the article alone")
    source = _HARMFUL.sub(" ", source)
    if "<html" not in source[:_HEAD].lower() and "<html" not in source.lower():
        source = f"<html><body>{source}</body></html>"
    try:
        tree = load_html(source)
    except _CORNERS as error:
        raise NoArticle(f"{_NOTHING} ({type(error).__name__})") from None
    if tree is None:
        raise NoArticle(_NOTHING)
    return tree


def _attributes(tag: str) -> int:
    """How many attributes a tag has, whatever its values hold."""
    return sum(1 for _ in _ATTRIBUTE.finditer(_VALUE.sub("=", tag).partition(">")[0])) - 1


def _by_trafilatura(tree: Any) -> list[str]:
    """The paragraphs that trafilatura finds.

    Its metadata are not asked for: they cost as much as its text, and a day that nothing states is a guess.

    Raises:
        NoArticle: it finds none.
    """
    from trafilatura import bare_extraction

    try:
        page = bare_extraction(tree, with_metadata=False, include_comments=False, fast=True)
    except _CORNERS as error:
        raise NoArticle(f"{_NOTHING} ({type(error).__name__})") from None
    lines = (getattr(page, "text", None) or "").split("\n")
    said = [line for line in lines if _is_prose(line)]
    if sum(len(line) * (1 if " " in line else 3) for line in said) < _LEAST:
        raise NoArticle(_NOTHING)
    return lines


def _is_prose(line: str) -> bool:
    """Whether a line says something; where a page has no article, trafilatura returns its menu."""
    words = len(line.split())
    spaceless = not line.isascii() and len(line) >= 20  # Chinese, Thai
    return words > 5 or spaceless or (words > 2 and line.rstrip("\"'”’»)").endswith((".", "!", "?", "؟")))

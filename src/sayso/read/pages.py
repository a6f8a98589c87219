"""HTML pages: the article, and what the page's metadata says of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.errors import NoArticle, ReadError
from sayso.model.report import Capture
from sayso.read.clean import clean, one_line
from sayso.read.decode import decode
from sayso.read.drafts import Draft, compose
from sayso.read.options import ReadOptions

# A long article has some hundred elements, a long page some ten thousand.
MAX_TAGS = 100_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
# Where pages state the day of publication. The day of change, the text and the address are no such places.
_DATE_NAMES = frozenset(
    (
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "article:published",
        "article.published",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "published-date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
    )
)


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
    yield draft_page(data)


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
    source = clean(decoded.text)
    if not source.strip():
        raise NoArticle("an empty page")
    if source.count("<") > MAX_TAGS:
        raise ReadError(f"more than {MAX_TAGS:,} tags; save the article alone")
    if "<html" not in source.lower():
        source = f"<html><body>{source}</body></html>"
    page, tree = _extract(source)
    title = page.title or known.title
    text = compose(one_line(title or "") or None, page.text.split("\n"))
    return Draft(
        text,
        title=title,
        outlet=page.sitename or known.outlet or page.hostname,
        published=_published(tree) or known.published,
        guid=known.guid or next(_linked_names(tree), None),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or known.language,
        url=page.url or address,
        notes=decoded.notes,
        damaged=decoded.damaged,
        capture=capture,
        address=address,
    )


def _served(content_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w-]{2,30})", content_type or "", re.I)
    return found[1] if found else None


def _extract(source: str) -> tuple[Any, Any]:
    """What trafilatura makes of a page, and the tree of the page; lxml ships no types."""
    from trafilatura import bare_extraction, load_html

    nothing = "no article found in the page; save the article's own page, or its text"
    try:
        tree = load_html(source)
        page = None if tree is None else bare_extraction(tree, with_metadata=True, include_comments=False)
    # Hostile pages reach corners of three libraries; these are what such corners raise.
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise NoArticle(f"{nothing} ({type(error).__name__})") from None
    if page is None or not any(map(_is_prose, (getattr(page, "text", None) or "").split("\n"))):
        raise NoArticle(nothing)
    return page, tree


def _is_prose(line: str) -> bool:
    """Whether a line says something; where a page has no article, trafilatura returns its menu."""
    words = len(line.split())
    spaceless = not line.isascii() and len(line) >= 20  # Chinese, Thai
    return words > 5 or spaceless or (words > 2 and line.rstrip("\"'”’»)").endswith((".", "!", "?", "؟")))


def _published(tree: Any) -> str | None:
    """The publication date as the page's metadata states it: JSON-LD, then meta and time elements."""
    return next(_linked_dates(tree), None) or next(_element_dates(tree), None)


def _linked_dates(tree: Any) -> Iterator[str]:
    for thing in _linked_things(tree):
        if _is_article(thing) and isinstance(thing.get("datePublished"), str):
            yield str(thing["datePublished"])


def _linked_names(tree: Any) -> Iterator[str]:
    """What JSON-LD calls the identifier of the article; that of the page may be the site's."""
    for thing in _linked_things(tree):
        name = thing.get("identifier")
        if _is_article(thing, page=False) and isinstance(name, str | int) and not isinstance(name, bool):
            yield str(name)


def _linked_things(tree: Any) -> Iterator[dict[str, object]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        things = found if isinstance(found, list) else [found]
        things = [*things, *(x for thing in things for x in _graph(thing))]
        yield from (thing for thing in things if isinstance(thing, dict))


def _graph(thing: object) -> list[object]:
    inner = thing.get("@graph") if isinstance(thing, dict) else None
    return inner if isinstance(inner, list) else []


def _is_article(thing: dict[str, object], *, page: bool = True) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    endings = ("Article", "Report", "Posting", "WebPage") if page else ("Article", "Report", "Posting")
    return any(str(kind).endswith(endings) for kind in named)


def _element_dates(tree: Any) -> Iterator[str]:
    for element in tree.iter("meta", "time"):
        names = {(element.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")}
        stated = element.get("datetime") or element.get("content")
        if stated and (names & _DATE_NAMES or element.get("pubdate") is not None):
            yield stated

"""What feeds and sitemaps list, however large or broken they are."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin
from xml.parsers import expat

from sayso.errors import FetchError, ResourceError
from sayso.watch.plan import Kind

MOST_ENTRIES = 1_000  # of one feed; the newest stand first
MOST_ADDRESSES = 50_000  # of one sitemap, as its own standard has it
MOST_MAPS = 50  # of one index of sitemaps
_MOST_BROKEN = 1_000_000  # bytes of a feed that breaks XML's rules; reading those takes long
_DEEPEST = 100
_MISSING = "feeds need further packages: pip install 'sayso[feeds]'"
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|rdf|urlset|sitemapindex|html)\b|<!doctype\s+html", re.I)
_ENTITY = re.compile(rb"<!\s*ENTITY", re.I)
_ENTRY = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>/]", re.I)
_ENTRIES = {"item", "entry"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that is listed; `mark` changes when what the list says of it does."""

    address: str
    guid: str | None = None
    title: str | None = None
    published: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, the newest first as far as that is known; `maps` are further sitemaps.

    `more` entries stand there besides, which were not read.
    """

    entries: tuple[Entry, ...]
    maps: tuple[Entry, ...] = ()
    more: int = 0
    broken: str | None = None


def kind_of(data: bytes) -> Kind:
    """What a document is, by its first element."""
    found = _ROOT.search(data[:8192].replace(b"\x00", b""))
    name = (found[1] or b"html").lower() if found else b"html"
    if name in {b"rss", b"feed", b"rdf"}:
        return Kind.FEED
    return Kind.SITEMAP if name in {b"urlset", b"sitemapindex"} else Kind.PAGE


def read_feed(data: bytes, address: str, content_type: str) -> Listing:
    """The entries of RSS or Atom, also of broken ones as far as they go.

    Raises:
        FetchError: it is no feed, or a bomb of entities.
        ResourceError: the extra `feeds` is not installed.
    """
    try:
        import feedparser
    except ImportError:
        raise ResourceError(_MISSING) from None
    cut, more, broken = _bounded(data, address)
    try:
        # As a stream: a text it would take for an address, and ask for it.
        found = feedparser.parse(
            io.BytesIO(cut),
            response_headers={"content-type": content_type, "content-location": address},
            sanitize_html=False,
        )
        entries = [one for one in map(_entry, found.entries) if one is not None]
    # Hostile feeds reach corners of the library; these are what such corners raise.
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise FetchError(f"{address}: is no feed that can be read ({type(error).__name__})") from None
    if not entries and (broken or not found.get("version")):
        raise FetchError(f"{address}: is no feed that can be read: {broken or 'no RSS and no Atom'}")
    return Listing(tuple(_unique(entries, address)), more=more, broken=broken)


def read_sitemap(data: bytes, address: str) -> Listing:
    """The addresses of a sitemap or of an index of sitemaps, the last changed first.

    Raises:
        FetchError: it is none, or a bomb of entities.
        ResourceError: the extra `feeds` is not installed.
    """
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, iterparse
    except ImportError:
        raise ResourceError(_MISSING) from None
    entries, maps, more = list[Entry](), list[Entry](), 0
    depth, root = 0, None
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end")):
            depth += 1 if event == "start" else -1
            root = element if root is None else root
            if depth > _DEEPEST:
                raise FetchError(f"{address}: nested deeper than {_DEEPEST}")
            name = _local(element.tag)
            if event == "start" or name not in {"url", "sitemap"}:
                continue
            entry, into = _listed(element, address), entries if name == "url" else maps
            if entry is not None and len(into) < (MOST_ADDRESSES if name == "url" else MOST_MAPS * 20):
                into.append(entry)
            else:
                more += 1
            root.clear()
    except DefusedXmlException:
        raise FetchError(f"{address}: declares entities; feeds and sitemaps need none") from None
    except (ParseError, ValueError, LookupError) as error:
        if not entries and not maps:
            raise FetchError(f"{address}: is no sitemap that can be read: {error}") from None
        broken: str | None = str(error)
    else:
        broken = None
    newest = sorted(entries, key=lambda one: one.mark, reverse=True)
    latest = sorted(maps, key=lambda one: one.mark, reverse=True)[:MOST_MAPS]
    return Listing(tuple(newest), tuple(latest), more + len(maps) - len(latest), broken)


def _listed(element: Any, address: str) -> Entry | None:
    """One entry of a sitemap; also what Google's extension for news says of it."""
    told: dict[str, str] = {}
    for one in element.iter():
        told.setdefault(_local(one.tag), (one.text or "").strip()[:4096])
    where = told.get("loc")
    if not where:
        return None
    return Entry(
        urljoin(address, where),
        title=told.get("title") or None,
        published=told.get("publication_date") or None,
        mark=told.get("lastmod") or told.get("publication_date") or "",
    )


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()


def _entry(found: Any) -> Entry | None:
    # Not feedparser's own `get`, which takes one field for another.
    told = dict(found.items())
    address = str(told.get("link") or "").strip()
    if not address:
        return None
    texts = [_sound(told.get(name)) for name in ("title", "updated", "published", "summary")]
    return Entry(
        _sound(address),
        _sound(told.get("id")).strip()[:500] or None,
        texts[0].strip()[:500] or None,
        _moment(told.get("published_parsed") or told.get("updated_parsed")),
        sha256("\x00".join(texts).encode("utf-8")).hexdigest()[:24],
    )


def _sound(text: object) -> str:
    """A text without halves of characters, which no database takes."""
    return str(text or "").encode("utf-8", "replace").decode("utf-8")


def _moment(parsed: Any) -> str | None:
    try:
        return None if parsed is None else datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _unique(entries: list[Entry], base: str) -> Iterator[Entry]:
    """Each entry with its whole address; a guid that several share names none of them."""
    count: dict[str, int] = {}
    for one in entries:
        if one.guid is not None:
            count[one.guid] = count.get(one.guid, 0) + 1
    for one in entries:
        guid = one.guid if one.guid is not None and count[one.guid] == 1 else None
        try:
            yield Entry(urljoin(base, one.address), guid, one.title, one.published, one.mark)
        except ValueError:  # "http://[" is no address at all
            continue


@dataclass(slots=True)
class _Cut:
    """Where a feed is cut off, and the elements that are open there."""

    number: int = 0
    at: int | None = None
    open: tuple[str, ...] = ()
    encoding: str = "utf-8"


def _bounded(data: bytes, address: str) -> tuple[bytes, int, str | None]:
    """A feed with its first entries alone, how many others there are, and how it breaks XML's rules.

    Raises:
        FetchError: it declares entities, or is nested too deep.
    """
    if _ENTITY.search(data.replace(b"\x00", b"")):
        raise FetchError(f"{address}: declares entities; feeds and sitemaps need none")
    cut, path = _Cut(), list[str]()
    parser = expat.ParserCreate()
    parser.buffer_text = False

    def start(name: str, _: object) -> None:
        path.append(name)
        if len(path) > _DEEPEST:
            raise FetchError(f"{address}: nested deeper than {_DEEPEST}")
        if name.rpartition(":")[2].lower() in _ENTRIES:
            cut.number += 1
            if cut.number == MOST_ENTRIES + 1:
                cut.at, cut.open = parser.CurrentByteIndex, tuple(path[:-1])

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        cut.encoding = encoding or "utf-8"

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.XmlDeclHandler = declared
    try:
        parser.Parse(data, True)  # noqa: FBT003 (it takes no names)
        if cut.at is None:
            return data, 0, None
        closing = "".join(f"</{name}>" for name in reversed(cut.open))
        return data[: cut.at] + _encoded(closing, cut.encoding, data), cut.number - MOST_ENTRIES, None
    except (expat.ExpatError, ValueError, LookupError) as error:
        return (*_cut_by_hand(data), str(error))


def _encoded(text: str, encoding: str, data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16-le" if data[:1] == b"\xff" else "utf-16-be"
    return text.encode(encoding, "replace")


def _cut_by_hand(data: bytes) -> tuple[bytes, int]:
    """The first entries of a feed that no parser of XML reads."""
    starts = [found.start() for found in _ENTRY.finditer(data)]
    kept = data[: starts[MOST_ENTRIES]] if len(starts) > MOST_ENTRIES else data
    kept = kept[:_MOST_BROKEN]
    return kept, sum(start >= len(kept) for start in starts)

"""What a page states of its article in its metadata: title, outlet, day, address, identifier, language."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.read.clean import one_line
from sayso.read.datelines import worded_day
from sayso.read.dates import parse_date

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
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title")
_ARTICLES = ("Article", "Report", "Posting")
_MARKS = re.compile(r"(?<!\s)\s+[|·•»–—-]\s+")
_COMMENT = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>)\s*$"
)
_LONGEST_TITLE = 500
_MOST_HEADINGS = 20


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of itself; None where it does not. `published` is as it stands there."""

    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    guid: str | None
    language: str | None


def stated(tree: Any, address: str | None = None) -> Stated:
    """What the tree of a page states; `address` is where it was read."""
    return _Head(tree, address).stated()


class _Head:
    def __init__(self, tree: Any, address: str | None) -> None:
        self._tree = tree
        self._address = address

    def stated(self) -> Stated:
        url = self._url()
        host = urlsplit(url or "").hostname
        outlet = self._outlet()
        return Stated(
            title=self._title(outlet),
            outlet=outlet or (host.removeprefix("www.") if host else None),
            published=next(self._linked_dates(), None)
            or next(self._element_dates(), None)
            or self._only_time(),
            url=url or self._address,
            guid=next(self._linked_names(), None),
            language=self._tree.get("lang") or self._tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        )

    @cached_property
    def _metas(self) -> Mapping[str, str]:
        """The first content of each name, in lower case."""
        found: dict[str, str] = {}
        for element in self._tree.iter("meta"):
            content = one_line(element.get("content") or "")
            for key in ("property", "name", "itemprop"):
                name = (element.get(key) or "").strip().lower()
                if name and content:
                    found.setdefault(name, content)
        return found

    @cached_property
    def _things(self) -> tuple[dict[str, object], ...]:
        """The objects of JSON-LD that the page holds."""
        return tuple(self._linked_things())

    def _linked_things(self) -> Iterator[dict[str, object]]:
        for script in self._tree.iter("script"):
            if (script.get("type") or "").strip().lower() != "application/ld+json":
                continue
            try:
                found = json.loads(_COMMENT.sub("", script.text or ""), strict=False)
            except (ValueError, RecursionError):
                continue
            things = found if isinstance(found, list) else [found]
            things = [*things, *(x for thing in things for x in _graph(thing))]
            yield from (thing for thing in things if isinstance(thing, dict))

    @cached_property
    def _headings(self) -> tuple[str, ...]:
        """The first headings of the first rank."""
        return tuple(text for text in map(_text, islice(self._tree.iter("h1"), _MOST_HEADINGS)) if text)

    @property
    def _articles(self) -> Iterator[dict[str, object]]:
        return (thing for thing in self._things if _is_a(thing, _ARTICLES))

    def _title(self, outlet: str | None) -> str | None:
        for thing in self._articles:
            for key in ("headline", "name"):
                if (said := _words(thing.get(key))) is not None:
                    return self._bare(said, outlet)
        headings = self._headings
        for name in _TITLE_NAMES:
            if name in self._metas:
                return self._bare(self._metas[name], outlet)
        if len(headings) == 1:
            return headings[0][:_LONGEST_TITLE]
        element = next(self._tree.iter("title"), None)
        said = "" if element is None else _text(element)
        if said:
            return self._bare(said, outlet)
        return headings[0][:_LONGEST_TITLE] if headings else None

    def _bare(self, title: str, outlet: str | None) -> str:
        """A title without the name of the site before or behind it."""
        title = one_line(title)[:_LONGEST_TITLE]
        parts = _MARKS.split(title)
        if len(parts) < 2:
            return title
        if self._headings and self._headings[0] in title:
            return self._headings[0]
        site = {_letters(name) for name in (outlet, urlsplit(self._address or "").hostname) if name}
        kept = [part for part in parts if _letters(part) not in site]
        if len(kept) < len(parts) and kept:
            start = title.index(kept[0])
            return title[start : title.rindex(kept[-1]) + len(kept[-1])]
        return max(parts, key=len) if _stands_above(title, self._tree) else title

    def _outlet(self) -> str | None:
        if "og:site_name" in self._metas:
            return self._metas["og:site_name"]
        for thing in self._articles:
            publisher = thing.get("publisher")
            some = publisher[0] if isinstance(publisher, list) and publisher else publisher
            if (name := _words(some.get("name") if isinstance(some, dict) else some)) is not None:
                return name
        return self._metas.get("application-name") or self._metas.get("dc.publisher")

    def _url(self) -> str | None:
        for element in self._tree.iter("link"):
            if (element.get("rel") or "").strip().lower() == "canonical":
                found = self._absolute(element.get("href"))
                if found is not None:
                    return found
        return self._absolute(self._metas.get("og:url"))

    def _absolute(self, link: str | None) -> str | None:
        if not link or not link.strip():
            return None
        try:
            found = urljoin(self._address or "", link.strip())
            parts = urlsplit(found)
        except ValueError:
            return None
        return found if parts.scheme in ("http", "https") and "." in (parts.hostname or "") else None

    def _linked_dates(self) -> Iterator[str]:
        for kinds in (_ARTICLES, ("WebPage",)):
            for thing in self._things:
                if _is_a(thing, kinds) and isinstance(thing.get("datePublished"), str):
                    yield str(thing["datePublished"])

    def _linked_names(self) -> Iterator[str]:
        """What JSON-LD calls the identifier of the article; that of the page may be the site's."""
        for thing in self._articles:
            name = thing.get("identifier")
            if isinstance(name, str | int) and not isinstance(name, bool):
                yield str(name)

    def _element_dates(self) -> Iterator[str]:
        for element in self._tree.iter("meta", "time"):
            names = {(element.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")}
            said = element.get("datetime") or element.get("content")
            if said and (names & _DATE_NAMES or element.get("pubdate") is not None):
                yield said
        for element in self._tree.xpath('//body//*[@itemprop="datePublished"]'):
            yield element.get("content") or element.get("datetime") or _text(element)

    def _only_time(self) -> str | None:
        """The one time element of the page, if its words name its day: of other stories there are several."""
        elements = [one for one in self._tree.iter("time") if one.get("datetime")]
        if len(elements) != 1:
            return None
        said, day = elements[0].get("datetime"), parse_date(elements[0].get("datetime"))
        return said if day is not None and worded_day(_text(elements[0])) == day else None


def _stands_above(title: str, tree: Any) -> bool:
    """Whether a title is that of the page's title element, whose parts are marked off by bars."""
    element = next(tree.iter("title"), None)
    return element is not None and _text(element) == title


def _graph(thing: object) -> list[object]:
    inner = thing.get("@graph") if isinstance(thing, dict) else None
    return inner if isinstance(inner, list) else []


def _is_a(thing: Mapping[str, object], endings: tuple[str, ...]) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(str(kind).endswith(endings) for kind in named)


def _words(value: object) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None


def _text(element: Any) -> str:
    return one_line("".join(element.itertext()))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.removeprefix("www.")).casefold()

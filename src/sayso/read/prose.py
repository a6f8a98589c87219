"""The paragraphs of a page by its own elements, where it is plain which they are; else None.

A first stage before trafilatura, many times as fast. It answers only where the page leaves no doubt: most of
its prose stands in paragraph elements below one element, and hardly any text beside them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

# What never holds an article's prose, with all below it.
_FURNITURE = frozenset(
    "nav footer aside figure figcaption form button select option textarea input label script style noscript "
    "template iframe object svg menu dialog audio video canvas head title".split()
)
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li ul ol dl table tbody tr blockquote pre dd dt td th div section article main "
    "center details summary header".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEAVES = frozenset(("p", "pre", "li", "blockquote")) | _HEADINGS
# Names that people give to furniture, as words or parts of words of class and id.
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?list|disqus|respond|related|recommend\w*|more-?on|most-?(?:read|popular)|trending|"
    r"popular|promo\w*|teasers?|read-?more|see-?also|newsletter\w*|subscri\w+|sign-?up|cookies?|consent|gdpr|privacy|"
    r"share|sharing|social|follow|side-?bar|foot(?:er)?|caption|credits?|by-?line|authors?|author-?\w+|bio|"
    r"tags?|topics|keywords|bread-?crumbs?|nav\w*|menu|ad|ads|advert\w*|ad-?slot|sponsor\w*|outbrain|taboola|pay-?wall-\w+|"
    r"regwall|pop-?up|modal|overlay|banner|copyright|legal|disclaimer|pager|pagination|pull-?quote|twitter-tweet|"
    r"instagram-media|embed\w*|widget|hidden|print-only|toolbar|poll|quiz)(?=$|[\s_-])",
    re.I,
)
# Blocks without text of their own in the way of what reads as one.
_LABEL = re.compile(
    r"(?:advertisement|sponsored|related(?: articles| stories)?|read more|see also|share(?: this)?|"
    r"more on this|sign up|subscribe|follow us|copyright|\(?c\)|©)\b.{0,80}$",
    re.I,
)
_PROSE = 60  # characters of a paragraph that counts as prose
_MOST_LINKED = 0.5
_COVERS = 0.75  # of the page's prose
_LEAST = 3
_LONGEST = 300  # characters of names that are looked at
_LEAST_CHARS = 250
_LOOSE = 0.06  # of what is read


@dataclass(frozen=True, slots=True)
class _Paragraph:
    element: Any
    text: str
    weight: int


def prose(tree: Any) -> list[str] | None:
    """The paragraphs of the article in the page's order, with headings and lists between them, or None."""
    body = tree.find("body") if tree.tag != "body" else tree
    if body is None:
        return None
    return _Page(body).paragraphs()


class _Page:
    def __init__(self, body: Any) -> None:
        self._body = body
        self._names: dict[Any, bool] = {}
        self._allowed: set[Any] = set()

    def paragraphs(self) -> list[str] | None:
        found = list(self._prose())
        self._allow(found)
        clean = [one for one in found if not self._is_furniture(one.element)]
        total = sum(one.weight for one in clean)
        if len(clean) < _LEAST or total < _LEAST_CHARS:
            return None
        container = _container(self._body, clean, total)
        texts, loose = self._read(container)
        listed = sum(len(text) for tag, text in texts if tag == "li")
        read = sum(len(text) for _, text in texts)
        if loose > _LOOSE * read or 2 * listed > read:
            return None
        return _ended(texts)

    def _prose(self) -> Iterator[_Paragraph]:
        for element in self._body.iter("p"):
            if any(above.tag in _FURNITURE for above in element.iterancestors()):
                continue
            text = _text(element)
            weight = _weight(text)
            if weight >= _PROSE and _linked(element) <= _MOST_LINKED * len(text):
                yield _Paragraph(element, text, weight)

    def _allow(self, found: Sequence[_Paragraph]) -> None:
        """A name of furniture on what holds title and prose says nothing: "has-sidebar", "social-enabled"."""
        total = sum(one.weight for one in found)
        weights: dict[Any, int] = defaultdict(int)
        for one in found:
            for above in (one.element, *one.element.iterancestors()):
                if self._named(above):
                    weights[above] += one.weight
        title = self._body.find(".//h1")
        around = set() if title is None else set(title.iterancestors())
        most = {element for element, weight in weights.items() if weight > total / 2}
        self._allowed = {element for element in most if element in around or element.tag in ("body", "html")}

    def _named(self, element: Any) -> bool:
        known = self._names.get(element)
        if known is None:
            names = f"{(element.get('class') or '')[:_LONGEST]} {(element.get('id') or '')[:_LONGEST]}"
            known = len(names) > 1 and _NAMES.search(names) is not None
            self._names[element] = known
        return known

    def _is_furniture(self, element: Any) -> bool:
        return any(self._bars(above) for above in (element, *element.iterancestors()))

    def _bars(self, element: Any) -> bool:
        if not isinstance(element.tag, str):  # a comment
            return True
        if element.tag in _FURNITURE:
            return True
        return element not in self._allowed and self._named(element)

    def _read(self, container: Any) -> tuple[list[tuple[str, str]], int]:
        """Tag and text of the container's blocks, and how many characters stand loose beside them."""
        texts: list[tuple[str, str]] = []
        loose = 0
        waiting = [container]
        while waiting:
            element = waiting.pop()
            if element is not container and self._bars(element):
                continue
            inner = [child for child in element if _holds_blocks(child)]
            if element.tag in _LEAVES and not inner:
                if _says_something(element, text := _text(element)):
                    texts.append((element.tag, text))
                continue
            loose += _loose(element, inner)
            waiting += reversed(inner)
        return texts, loose


def _string(element: Any) -> str:
    return str(element.xpath("string()"))  # many times as fast as joining `itertext`, and without comments


def _holds_blocks(element: Any) -> bool:
    return element.tag in _BLOCKS or (
        element.tag not in _FURNITURE
        and isinstance(element.tag, str)
        and any(below.tag in _BLOCKS for below in element.iterdescendants())
    )


def _loose(element: Any, inner: Sequence[Any]) -> int:
    """Characters of an element that stand in none of its blocks."""
    parts, blocks = [element.text or ""], set(inner)
    for child in element:
        if child not in blocks and child.tag not in _FURNITURE and isinstance(child.tag, str):
            parts.append(_string(child))
        parts.append(child.tail or "")
    return len(" ".join("".join(parts).split()))


def _text(element: Any) -> str:
    """What stands in a block; its line breaks are kept."""
    if element.find(".//br") is None and element.find(".//script") is None:
        return " ".join(_string(element).split())
    lines = (" ".join(line.split()) for line in "".join(_pieces(element)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(element: Any) -> Iterator[str]:
    yield " ".join((element.text or "").split("\n"))
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str) and child.tag not in _FURNITURE:
            yield from _pieces(child)
        yield " ".join((child.tail or "").split("\n"))


def _linked(element: Any) -> int:
    return sum(len(_string(link)) for link in element.iter("a"))


def _says_something(element: Any, text: str) -> bool:
    """Whether a block is more than a link, a label or a blank."""
    if not text or _LABEL.match(text):
        return False
    return _linked(element) <= _MOST_LINKED * len(text)


def _weight(text: str) -> int:
    """Its length; a letter of Chinese, Japanese or Thai counts for several."""
    return len(text) * (1 if " " in text[:_PROSE] else 3)


def _container(body: Any, found: Sequence[_Paragraph], total: int) -> Any:
    """The lowest element that holds most of the prose."""
    weights: dict[Any, int] = defaultdict(int)
    for one in found:
        for above in one.element.iterancestors():
            weights[above] += one.weight
    lowest = body
    while True:
        inner = max(lowest, key=lambda child: weights.get(child, 0), default=None)
        if inner is None or weights.get(inner, 0) < _COVERS * total:
            return lowest
        lowest = inner


def _ended(texts: Sequence[tuple[str, str]]) -> list[str]:
    """Without the title, and without headings behind the last paragraph, which are those of furniture."""
    last = max((at for at, (tag, text) in enumerate(texts) if tag not in _HEADINGS), default=-1)
    return [text for tag, text in texts[: last + 1] if tag != "h1"]

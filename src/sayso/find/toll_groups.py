"""Figures beside one another: lists that count together, and parts of a figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.find.figures import Figure, Words
from sayso.find.harms import Harm
from sayso.find.toll_links import Link
from sayso.model.parse import Token

_PART_GAP = 16  # tokens between a figure and its part: "12 people at a wedding, including two children"
_OWNERS = frozenset({"her", "his", "its", "their"})  # "a woman and her three sons"
_CLASSES = ("army", "police", "rebels")


def summed(tokens: Sequence[Token], words: Words, links: Mapping[int, Link]) -> list[Link]:
    """The links in text order, with people of one class in one list as one figure.

    "A doctor and his driver" are two killed; soldiers and civilians stay two figures.
    """
    found: list[Link] = []
    for _, link in sorted(links.items()):
        last = found[-1] if found else None
        if last is not None and _together(tokens, words, last, link):
            found[-1] = replace(last, figure=_sum(last.figure, link.figure))
        else:
            found.append(link)
    return found


def _together(tokens: Sequence[Token], words: Words, left: Link, right: Link) -> bool:
    if left.harm.at != right.harm.at or left.harm.kind != right.harm.kind or left.side == "total":
        return False
    a, b = left.figure, right.figure
    if not (a.low and b.low) or {a.sort, b.sort} - {"count", "single"}:
        return False
    between = [token.lower for token in tokens[a.last + 1 : b.first]]
    if not between or not all(word in words.of("join") or word in _OWNERS for word in between):
        return False
    kind = _class(tokens, a, words)
    return kind is not None and kind == _class(tokens, b, words)


def _class(tokens: Sequence[Token], figure: Figure, words: Words) -> str | None:
    """Army, police, rebels or civilians, by the noun; None where it may be anybody."""
    if figure.head is None:
        return None
    token = tokens[figure.head]
    forms = {token.lower, token.lemma, token.lower.removesuffix("s")}
    if forms & words.of("anybody"):
        return None
    for name in _CLASSES:
        if forms & words.of(f"class.{name}"):
            return name
    return "civilians" if words.are_people(token) else None


def _sum(a: Figure, b: Figure) -> Figure:
    high = a.high + b.high if a.high is not None and b.high is not None else None
    return replace(
        a, last=b.last, low=a.low + b.low, high=high, sort="count", who_first=a.first, who_last=b.last
    )


def parts(
    tokens: Sequence[Token], words: Words, found: Sequence[Figure], links: Mapping[int, Link]
) -> Iterator[tuple[Figure, Harm]]:
    """Parts whose people are said, with the harm of the figure that they are a part of."""
    whole = sorted(links.items())
    skip = -1
    for figure in found:
        if figure.first <= skip:
            continue
        named = _people(tokens, words, figure)
        before = [link for first, link in whole if first < figure.first]
        parent = before[-1] if before else None
        if named is None or parent is None or parent.figure.high == 0:
            continue
        near = figure.first - max(parent.figure.last, parent.harm.at) <= _PART_GAP
        fits = parent.figure.high is None or named.low <= parent.figure.high
        if near and fits and parent.figure.high != 1:
            skip = named.last
            yield named, parent.harm


def _people(tokens: Sequence[Token], words: Words, figure: Figure) -> Figure | None:
    """The part with its people: those it counts, or those behind "of them"."""
    if figure.sort != "partitive":
        known = figure.head is not None and words.are_people(tokens[figure.head])
        return figure if known and figure.sort in ("count", "single") else None
    at = figure.last + 1
    while at < len(tokens) and tokens[at].tag in ("DT", "JJ", "RB", "VBN"):
        at += 1
    if at < len(tokens) and tokens[at].tag.startswith("NN") and words.are_people(tokens[at]):
        return replace(figure, last=at, who_first=figure.last + 1, who_last=at, head=at)
    return None


def of_the_hurt(
    tokens: Sequence[Token], words: Words, found: Sequence[Figure], harms: Mapping[int, Sequence[Harm]]
) -> Iterator[tuple[Figure, Harm]]:
    """ "Two of the wounded were children": a part of a figure that was told before."""
    for figure in found:
        at = figure.first + 1
        while at <= figure.last + 1 and at < len(tokens) and tokens[at].lower not in words.of("of"):
            at += 1
        rest = [token.lower for token in tokens[at : at + 4]]
        if figure.sort != "count" or len(rest) < 4 or rest[1] != "the" or rest[3] not in words.of("be"):
            continue
        harm = next((one for one in harms.get(at + 2, ()) if one.slot == "result"), None)
        named = _people(tokens, words, replace(figure, last=at + 3, sort="partitive"))
        if harm is not None and named is not None:
            yield named, harm

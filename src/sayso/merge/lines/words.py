"""Words of a statement made comparable: content words by their stems, numbers as numbers, sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from sayso.model.spans import Span

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*", re.UNICODE)
# A full stop ends a sentence before a capital, a figure or a quotation; not one behind a single capital.
_END = re.compile(
    r"(?:(?<=[.!?])(?<!\b[A-Z]\.)|(?<=[.!?][\"'”’)]))\s+(?=[\"'“‘(]?[A-Z0-9\u0400-\u042f])|\n\s*\n"
)
_TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|St|No|Est|approx)\.$")

_UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000}

STOP = frozenset(
    "a an the and or but of in on at to from by with for as that this these those which who whom "
    "whose it its they their them he his him she her we our us i my you your is are was were be been "
    "being had has have having do does did not no nor so than then there here when where while after "
    "before during over under into out up down off about against between through also only both all "
    "any some most more other another what will would could should may might must can cannot s t near "
    "if because since until too very just still yet even per via upon within without among around "
    "said says say".split()
)

_ENDINGS = (("ies", "y"), ("ians", "ia"), ("ian", "ia"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_OFFICES = ("al", "or", "er", "ry")
_SHORT = 4  # letters that a stem keeps
_OFTEN_SEEN = 1 << 15  # words that are remembered: most of a text stand in every other
_AT_ONCE = 32  # texts whose sentences are remembered: each reader of one report asks for them


def tokens(text: str) -> Iterator[str]:
    """Words in lower case, without possessive endings, numbers in figures."""
    found = [m.group().lower() for m in _WORD.finditer(text)]
    place = 0
    while place < len(found):
        word, after = found[place], found[place + 1] if place + 1 < len(found) else ""
        if word in _TENS and 0 < _UNITS.get(after, 0) < min(_TENS.values()) // 2:
            yield str(_TENS[word] + _UNITS[after])
            place += 2
            continue
        place += 1
        if word in _UNITS or word in _TENS:
            yield str(_UNITS.get(word, _TENS.get(word)))
        elif word in _LARGE:
            yield str(_LARGE[word])
        else:
            yield word.replace(",", "")


@lru_cache(maxsize=_OFTEN_SEEN)
def stem(word: str) -> str:
    """A word without its commonest endings: "regional" and "region", "ministry" and "minister" are one."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORT and word[-2:] != "ss":
            word = word.removesuffix(ending) + instead
            break
    if word.endswith("e") and len(word) > _SHORT:  # "drone", "drones"
        word = word[:-1]
    if word.endswith("i") and len(word) > _SHORT:  # "Pakistani", "Iraqi"
        word = word[:-1]
    for ending in _OFFICES:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            return word.removesuffix(ending)
    return word


def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning, numbers included."""
    return frozenset(stem(word) for word in tokens(text) if word not in STOP)


def numbers(words: Iterable[str]) -> frozenset[int]:
    """The whole numbers among words."""
    return frozenset(int(word) for word in words if word.isdecimal() and len(word) < len("1000000000"))


@lru_cache(maxsize=_AT_ONCE)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, in order and without the white space between them."""
    found: list[Span] = []
    start = 0
    for match in [*_END.finditer(text), None]:
        end = match.start() if match is not None else len(text)
        piece = text[start:end]
        if match is not None and "\n" not in match.group() and _TITLES.search(piece):
            continue
        if piece.strip():
            left = len(piece) - len(piece.lstrip())
            found.append(Span(start + left, start + len(piece.rstrip())))
        start = match.end() if match is not None else end
    return tuple(found)


def begins_in(span: Span, stretches: Sequence[Span]) -> bool:
    """Whether a span begins in one of some stretches."""
    return any(one.start <= span.start < one.end for one in stretches)


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that stands in the other; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0

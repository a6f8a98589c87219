"""The phrases of a parse that may fill a slot."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.evaluate.templates.slots import plain
from sayso.model.parse import Parse
from sayso.model.trees import is_name, is_noun, kids, noun_phrase

_NO_START = frozenset(
    {
        "DT",
        "PRP",
        "PRP$",
        "WDT",
        "WP",
        "POS",
        "PDT",
        ",",
        ".",
        ":",
        "``",
        "''",
        "-LRB-",
        "-RRB-",
        "CC",
        "IN",
        "TO",
    }
)
_LONGEST = 12  # tokens
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One place where a phrase stands: tokens `first` to `last` (exclusive) around the noun `head`.

    `top` is where the longest phrase of that noun begins.
    """

    first: int
    last: int
    head: int
    top: int
    kind: str


def phrases(parse: Parse) -> dict[str, list[Place]]:
    """The places of each phrase, by the phrase as the scorer compares it, in text order."""
    found: dict[tuple[int, int], Place] = {}
    for token in parse.tokens:
        if is_noun(token):
            for place in _around(parse, token.index):
                found.setdefault((place.first, place.last), place)
    by_text: dict[str, list[Place]] = {}
    for place in sorted(found.values()):
        words = plain(words_of(parse, place.first, place.last))
        if words:
            by_text.setdefault(words, []).append(place)
    return by_text


def words_of(parse: Parse, first: int, last: int) -> str:
    """The text of a range of tokens."""
    return parse.text[parse.tokens[first].span.start : parse.tokens[last - 1].span.end]


def _around(parse: Parse, head: int) -> Iterator[Place]:
    """A noun with ever fewer of the words before it, alone and with what "of", "in" ... hang on it."""
    first = noun_phrase(parse, head)[0]
    starts = [i for i in range(first, head + 1) if parse.tokens[i].tag not in _NO_START]
    top = starts[0] if starts else head
    for last, kind in ((head + 1, "plain"), *_longer(parse, head)):
        for start in starts:
            if last - start <= _LONGEST:
                yield Place(start, last, head, top, kind)
    run = head
    while run > 0 and head - run < _LONGEST_NAME and _continues(parse, run, head):
        run -= 1
        if run < first and parse.tokens[run].tag not in _NO_START:
            yield Place(run, head + 1, head, top, "run")


def _continues(parse: Parse, run: int, head: int) -> bool:
    before = parse.tokens[run - 1]
    # A word in the midst of a name can have lost its capital: texts in capitals are read in a copy.
    return is_noun(before) and is_name(parse.tokens[head]) and before.sentence == parse.tokens[head].sentence


def _longer(parse: Parse, head: int) -> Iterator[tuple[int, str]]:
    for preposition in kids(parse, head, "prep"):
        for noun in kids(parse, preposition, "pobj") if preposition > head else ():
            yield noun + 1, "pp"
            for other in kids(parse, noun, "prep"):
                for last in kids(parse, other, "pobj"):
                    yield last + 1, "pp2"

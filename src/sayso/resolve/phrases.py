"""The words of a noun phrase: what to leave out of it, and what it counts or relates to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.model.parse import Parse
from sayso.model.trees import behind, is_noun, kids, noun_phrase

# "US-backed forces", "pro-government forces": described by a patron or an enemy, not named.
_RELATED = re.compile(
    r"\b(?:pro|anti)\s?-\s?\w|(?:\w[\s.]*-?\s?\b|\b(?-i:[A-Z]{2,}))(?:backed|led|aligned|supported|allied|affiliated|linked"
    r"|sponsored|funded|armed|trained|installed|held|controlled|run|brokered|occupied)\b",
    re.IGNORECASE,
)
# A patron in front of the one it backs.
_BACKED = re.compile(
    r"(?P<patron>.+?)(?<![\s.])[\s.]*-?\s?\b(?:backed|led|supported|sponsored|funded|armed|trained|installed|aligned"
    r"|allied)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"pro\s?-\s?(?P<patron>\w+)", re.IGNORECASE)
# Nouns that only count what stands behind their "of".
_QUANTITIES = frozenset(
    "number dozen hundred thousand score group member lot couple majority handful some one two three"
    " four five several many most all none each part crowd rest people total million half series"
    " dozens hundreds thousands scores convoy column".split()
)
_DETERMINERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_MARKS = frozenset({"POS", "``", "''", "HYPH", ":"})


def bare(parse: Parse, head: int) -> list[int]:
    """The phrase without determiners, possessive marks and stray punctuation in front."""
    tokens = noun_phrase(parse, head)
    while len(tokens) > 1 and _is_dropped(parse, tokens[0]):
        tokens = tokens[1:]
    return tokens


def _is_dropped(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    stray = token.tag in _MARKS and not any(char.isalpha() for char in token.text[1:])
    # "Shot dead six farmers": the parser takes the word for one of the farmers.
    result = token.lower == "dead" and index > 0 and parse.tokens[index - 1].lemma == "shoot"
    return token.tag in _DETERMINERS or stray or result


def essential(parse: Parse, tokens: Sequence[int]) -> list[int]:
    """The phrase without numbers and what goes with them."""
    kept = [i for i in tokens if parse.tokens[i].dep not in ("nummod", "quantmod", "advmod")]
    kept = [i for i in kept if parse.tokens[i].tag not in ("CD", "JJR", "RB")]
    return kept or list(tokens)


def words_of(parse: Parse, tokens: Sequence[int]) -> str:
    """The words as they stand; what was left out in between is left out here too."""
    if not tokens:
        return ""
    if tokens[-1] - tokens[0] + 1 == len(tokens):
        words = parse.text[parse.tokens[tokens[0]].span.start : parse.tokens[tokens[-1]].span.end]
        single = words.isprintable() and "  " not in words  # no blank but single spaces: as it stands
        return words if single else " ".join(words.split())
    return " ".join(parse.tokens[i].text for i in tokens)


def determiner(parse: Parse, head: int) -> str | None:
    """The first determiner of the phrase, lower case."""
    return next((parse.tokens[child].lower for child in kids(parse, head, "det")), None)


def counted(parse: Parse, head: int) -> int | None:
    """The head of what "dozens of", "members of" count."""
    token = parse.tokens[head]
    if token.lemma not in _QUANTITIES and token.tag != "CD":
        return None
    nouns = behind(parse, head, "of")
    return nouns[0] if nouns and is_noun(parse.tokens[nouns[0]]) else None


@dataclass(frozen=True, slots=True)
class Backing:
    """A phrase told by a patron: the patron's words, and the tokens of who is backed.

    `loose` where the text gives a side and no backer: "pro-Syrian forces".
    """

    patron: str
    rest: tuple[int, ...]
    loose: bool = False


def backing(parse: Parse, tokens: Sequence[int]) -> Backing | None:
    """The patron in "US-backed rebels", "pro-Syrian forces"; None where the words tell none."""
    start = parse.tokens[tokens[0]].span.start
    text = parse.text[start : parse.tokens[tokens[-1]].span.end]
    found = _BACKED.match(text)
    loose = _FOR.match(text)
    match = found or loose
    if match is None:
        return None
    rest = tuple(i for i in tokens if parse.tokens[i].span.start >= start + match.end())
    return Backing(match["patron"].strip(" -."), rest, loose=found is None)


@lru_cache(maxsize=10_000)
def is_related(text: str) -> bool:
    """Whether the words tell a party by its patron or enemy: "US-backed", "pro-government"."""
    return _RELATED.search(text) is not None

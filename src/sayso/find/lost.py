"""Crews of whom nobody knows what became: "the pilot's fate was unknown", "contact with him was lost"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sayso.find.figures import Words
from sayso.model.mentions import TollMention
from sayso.model.parse import Token
from sayso.model.spans import Span

# Tokens are joined by blanks; {names} stand for sets of words of the lexicon. `who` is the noun for the crew.
_FORMS = (
    r"{crew} (?:'s|’s|'|’) {fate}(?: \S+){{0,2}} {be}(?: \S+){{0,2}} {unknown}",
    r"{fate} of(?: \S+){{0,3}} {crew}(?: \S+){{0,4}}? {be}(?: \S+){{0,2}} {unknown}",
    r"{contact} with(?: \S+){{0,3}} {crew} (?:{have} )?{be} {lost}",
    r"{lost}(?: \S+){{0,2}} {contact} with(?: \S+){{0,3}} {crew}",
    r"{crew} (?:{have}|{be}) {not}(?: \S+){{0,2}} {found}",
)
_COUNTED = 3  # tokens in front of the noun in which its number stands


def lost(tokens: Sequence[Token], words: Words) -> Iterator[TollMention]:
    """The crew of a sentence that is told as missing in other words than "missing".

    Only crews, since what became of others is asked of hostages, talks and treaties too; and only with a
    number, which one pilot has by being one. Who has been lost for long, or is a captive or a body, is no
    result of what the report tells.
    """
    low = [token.lower for token in tokens]
    if not words.of("crew") & {*low} or words.of("lost_otherwise") & {*low}:
        return
    starts, text = _joined(low)
    for form in _forms(words):
        hit = form.search(text)
        if hit is None:
            continue
        at = next(i for i, start in enumerate(starts) if start == hit.start("who"))
        first, last = (sum(start <= place for start in starts) - 1 for place in (hit.start(), hit.end() - 1))
        count = _count(tokens, at, words)
        if count is not None:
            span = Span(tokens[min(first, at)].span.start, tokens[last].span.end)
            yield TollMention(tokens[at].index, span, "missing", count, count, who=tokens[at].span)
        return


def _joined(low: Sequence[str]) -> tuple[list[int], str]:
    """Where each word begins in the words joined by blanks, and the words so joined."""
    starts, place = [], 0
    for word in low:
        starts.append(place)
        place += len(word) + 1
    return starts, " ".join(low)


def _count(tokens: Sequence[Token], at: int, words: Words) -> int | None:
    """How many they are: the number in front, or one where the noun is singular; None for "the crew"."""
    for token in reversed(tokens[max(0, at - _COUNTED) : at]):
        if token.lower in words.numbers or token.lower.isdigit():
            return words.numbers.get(token.lower) or int(token.lower)
        if token.lower in words.of("both"):
            return 2
        if token.tag.startswith(("V", "I")):
            break
    single = tokens[at].tag in ("NN", "NNP") and tokens[at].lower not in words.of("crew_of_many")
    return 1 if single else None


@lru_cache(maxsize=8)
def _forms(words: Words) -> tuple[re.Pattern[str], ...]:
    names = ("fate", "contact", "lost", "found", "not", "be", "have")
    sets = {name: _any(words.of(name)) for name in names}
    plain, denied = _any(words.of("unknown_fate")), _any(words.of("known_fate"))
    sets["unknown"] = rf"(?:{plain}|{sets['not']}(?: \S+)?(?: \S+)? {denied})"
    crew = f"(?P<who>{_any(words.of('crew'))})"
    return tuple(re.compile(rf"(?<!\S){form.format(crew=crew, **sets)}(?!\S)") for form in _FORMS)


def _any(some: frozenset[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(some, key=lambda w: (-len(w), w)))})"

"""A match of a time pattern in its sentence, and whether it is a time at all or part of a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.lexicon import Lexicon
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import Token
from sayso.model.spans import Span

_NAME_REACH = 3  # words behind a day in which the head of a name may come: "April 6 Youth Movement"


@dataclass(frozen=True, slots=True)
class Found:
    """A match: characters `start` to `end` of the report, the tokens of its sentence around it.

    `month_first` says how the report writes dates in numbers: None where nothing tells.
    """

    start: int
    end: int
    fields: dict[str, str | None]
    before: Sequence[Token]
    after: Sequence[Token]
    inside: Sequence[Token]
    lexicon: Lexicon
    month_first: bool | None = None

    def said(self, group: str) -> str:
        """What a group matched, in plain lower case; empty where it did not."""
        return " ".join((self.fields.get(group) or "").lower().split())

    def back(self, steps: int = 1) -> str:
        """The word so many before the match, lower case; empty at the start."""
        return self.before[-steps].lower if len(self.before) >= steps else ""

    def ahead(self) -> str:
        """The word behind the match, lower case; empty at the end."""
        return self.after[0].lower if self.after else ""

    def year(self, group: str = "year") -> int | None:
        """The year that a group matched."""
        word = self.fields.get(group)
        return int(word) if word else None

    @property
    def sign(self) -> int:
        """-1 for last and earlier, +1 for next and later."""
        earlier = self.fields.get("last") or self.fields.get("earlier")
        later = self.fields.get("next") or self.fields.get("later")
        return -1 if earlier else 1 if later else 0

    def part(self) -> str | None:
        """The code of the stretch of a period that the match names ("early", "h1")."""
        return code_of(self.lexicon, "time.part_of.", self.said("rough"))

    def mention(self, form: TimeForm) -> TimeMention:
        """A mention of that form, without its values."""
        rough = self.fields.get("rough") or self.fields.get("part")
        return TimeMention(self.inside[-1].index, Span(self.start, self.end), form, vague=bool(rough))


def found(
    match: re.Match[str], offset: int, tokens: Sequence[Token], lexicon: Lexicon, *, month_first: bool | None
) -> Found:
    """The match without blanks and a full stop at its end."""
    end = match.end()
    while match.string[end - 1] in " ." and match.string[end - 1 : end + 1] != "m.":
        end -= 1
    start, end = match.start() + offset, end + offset
    first = next((i for i, token in enumerate(tokens) if token.span.end > start), len(tokens))
    last = next((i for i in range(first, len(tokens)) if tokens[i].span.start >= end), len(tokens))
    return Found(
        start, end, match.groupdict(), tokens[:first], tokens[last:], tokens[first:last], lexicon, month_first
    )


def code_of(lexicon: Lexicon, prefix: str, word: str) -> str | None:
    """The end of the name of the word set under `prefix` that holds the word."""
    if not word:
        return None
    for name, words in lexicon.words.items():
        if name.startswith(prefix) and word in words:
            return name[len(prefix) :]
    return None


def is_name(match: Found) -> bool:
    """Whether a day, month or year without more is part of a name.

    "23 May Movement", "July 22 Square", "the 9 April barracks", "Organization 17 November",
    "Father August". A head in small letters counts directly behind "the ..." only.
    """
    return _heads_a_name(match) or _follows_a_name(match)


def _heads_a_name(match: Found) -> bool:
    heads, titles = match.lexicon.words["time.name_heads"], match.lexicon.words["time.name_titles"]
    for number, token in enumerate(match.after[:_NAME_REACH]):
        small = number == 0 and "the" in (match.back(), match.inside[0].lower)
        capital = token.text[:1].isupper()
        if (token.lower in heads and (small or capital)) or (token.lower in titles and capital):
            return True
        if not capital:
            return False
    return False


def _follows_a_name(match: Found) -> bool:
    if not match.before or not match.before[-1].text[:1].isupper():
        return False
    words = match.lexicon.words
    return match.back() in words["time.name_heads"] or match.back().rstrip(".") in words["time.title"]


def is_unsaid(match: Found) -> bool:
    """Whether which one is meant is not said: "every Sunday", "on a Friday", "that June"."""
    that = match.back() == "that" and match.before[-1].tag == "DT"
    return that or match.back() in match.lexicon.words["time.which"]

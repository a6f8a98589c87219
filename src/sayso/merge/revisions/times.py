"""Phrases that say when, with the clock and not only the day: "shortly after seven on Sunday morning"."""

import re
from collections.abc import Iterator

from sayso.merge.revisions.sentences import Cut
from sayso.merge.revisions.wordings import ENGLISH, Wordings
from sayso.model.spans import Span

_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\d{3,4}|\d{1,2}(?:am|pm)")
_DAY = re.compile(r"(?:[012]?\d|3[01])(?:st|nd|rd|th)?|(?:19|20)\d\d")
_HOUR_AFTER = frozenset({"at", "after", "before", "around", "about", "past", "by", "until", "since"})


def time_phrases(text: Cut, sentence: int, words: Wordings = ENGLISH) -> Iterator[Span]:
    """The phrases of time of one sentence, in text order."""
    rows = [at for at in text.within(text.sentences[sentence]) if text.words[at].sentence == sentence]
    run: list[int] = []
    for at in (*rows, None):
        if at is not None and _belongs(text, at, rows, words) and _adjoins(text, run, at):
            run.append(at)
            continue
        yield from _phrase(text, run, words)
        run = [at] if at is not None and _belongs(text, at, rows, words) else []


def _adjoins(text: Cut, run: list[int], at: int) -> bool:
    """Whether a word follows the phrase so far with nothing but a blank, a comma or a dot between."""
    if not run:
        return True
    between = text.text[text.words[run[-1]].span.end : text.words[at].span.start]
    return between.strip(" \t.,-–") == "" and "\n" not in between


def _belongs(text: Cut, at: int, rows: list[int], words: Wordings) -> bool:
    word = text.words[at].text
    if word in words.anchors or word in words.joints:
        return _is_named(text, at, word, words)
    if _CLOCK.fullmatch(word) or (word.isdigit() and int(word) <= 31):
        return True
    return word in words.numbers and _is_hour(text, at, rows, words)


def _is_hour(text: Cut, at: int, rows: list[int], words: Wordings) -> bool:
    """ "At seven on Sunday", "at seven."; no "after three days"."""
    if at == rows[0] or text.words[at - 1].text not in _HOUR_AFTER:
        return False
    if at == rows[-1] or text.text[text.words[at].span.end] in ",.;":
        return True
    return text.words[at + 1].text in words.anchors | words.joints


def _is_named(text: Cut, at: int, word: str, words: Wordings) -> bool:
    """Months that are verbs have a capital; "May" is a name as well, and needs a day or "in" beside it."""
    if word not in words.verbs:
        return True
    if not text.words[at].span.of(text.text)[0].isupper():
        return False
    return word not in words.names or _is_dated(text, at, words)


def _is_dated(text: Cut, at: int, words: Wordings) -> bool:
    """Whether a day or year stands beside a month ("12 May", "May 12", "May 2021"), or "in" before it."""
    here, all_words = text.words[at], text.words
    near = [n for n in (at - 1, at + 1) if 0 <= n < len(all_words) and all_words[n].sentence == here.sentence]
    if any(_DAY.fullmatch(all_words[n].text) and _adjoins(text, [min(n, at)], max(n, at)) for n in near):
        return True
    before = at - 1 in near and all_words[at - 1].text in words.joints
    named = at + 1 in near and all_words[at + 1].span.of(text.text)[0].isupper()
    return before and not (named and _adjoins(text, [at], at + 1))


def _phrase(text: Cut, run: list[int], words: Wordings) -> Iterator[Span]:
    """The run without joints at its ends, if it says when at all."""
    while run and text.words[run[-1]].text in words.joints:
        run = run[:-1]
    while run and text.words[run[0]].text in words.edges:
        run = run[1:]
    # A number alone is a count; a joint alone says nothing.
    if any(text.words[at].text in words.anchors or _is_clock(text.words[at].text) for at in run):
        yield Span(text.words[run[0]].span.start, text.words[run[-1]].span.end)


def _is_clock(word: str) -> bool:
    return bool(re.fullmatch(r"\d{1,2}[:.]\d{2}|\d{1,2}(?:am|pm)", word))

"""Time phrases, as regular patterns over the words of the lexicon.

The patterns read the characters of one sentence, so that it does not matter how a
tokeniser cuts "5:30pm" or "2015-03-14". Tags only decide between "May" and "may".
`TimeMention.word` is a code that no language changes: "monday" ... "sunday",
"weekend", "today", "yesterday", "tomorrow", "overnight", "spring" ... "winter", the code of
a named day (`lang/en/feasts.toml`); for OFFSET also "past" ("in the past 24 hours") and
"before-last".
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from sayso.find.clocks import with_clocks
from sayso.find.time_matches import Found, found, is_name
from sayso.find.time_patterns import Pattern, compiled, keys_of, word_sets
from sayso.find.time_ranges import joined
from sayso.find.time_readers import READERS
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import Parse, Sentence, Token, UnitKind
from sayso.model.ranges import Ranges
from sayso.model.spans import Span

_FUTURE_REACH = 8  # words between a day and the "will" that moves it forward
_DATED = (TimeForm.DATE, TimeForm.WEEKDAY, TimeForm.DAY, TimeForm.NAMED, TimeForm.SEASON)
_MAY_BE_AHEAD = (TimeForm.DATE, TimeForm.WEEKDAY, TimeForm.NAMED, TimeForm.SEASON)
_NAMING = ("date", "month", "weekday", "named")  # kinds whose match alone may be part of a name
_TITLE_WORDS = 6
_TITLE_LENGTH = 200  # characters; no work has a longer name
_SLASHED = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)/\d{4}(?![\d/])")


def times(parse: Parse, lexicon: Lexicon) -> Iterator[TimeMention]:
    """Every time phrase of the coded units, in text order, none inside another.

    The ends of a range are one mention ("from 28 February to 2 March"), and so is a day
    told twice ("on Friday, 4 July"). A clock time is set on the nearest day of its
    sentence; where there is none it is a DATE that has a clock only. "will meet on
    Friday": a day that the words before it put in the future has sign +1.
    """
    patterns, clocks = compiled(word_sets(lexicon))
    month_first = is_month_first(parse.text)
    short = [quote.inner for quote in parse.quotes if quote.inner.end - quote.inner.start <= _TITLE_LENGTH]
    titles = [inner for inner in short if _is_title(inner.of(parse.text))]
    named = Ranges((title.start, title.end, number) for number, title in enumerate(titles))
    for sentence in parse.sentences:
        if parse.units[sentence.unit].kind is UnitKind.FURNITURE:
            continue
        mentions = _mentions(parse, sentence, lexicon, patterns, month_first=month_first)
        dated = joined(list(_without_overlap(mentions)), parse.text, sentence.span.start, lexicon)
        timed = with_clocks(parse, sentence, list(dated), clocks)
        for time in timed:
            around = named.meeting(time.span.start, time.span.end)
            if not any(titles[number].covers(time.span) for number in around):
                yield time


def is_month_first(text: str) -> bool | None:
    """Whether the dates in numbers put the month first, as far as one of them can be read one way only."""
    readings = {int(b) > 12 for a, b in _SLASHED.findall(text) if (int(a) > 12) != (int(b) > 12)}
    return readings.pop() if len(readings) == 1 else None


def _is_title(words: str) -> bool:
    """Whether what stands in quotation marks is the name of a work: few words, all of them large."""
    found = words.split()
    small = [word for word in found if len(word) > 3 and word[:1].islower()]
    return 1 < len(found) <= _TITLE_WORDS and not small and words[-1:].isalnum()


def _mentions(
    parse: Parse,
    sentence: Sentence,
    lexicon: Lexicon,
    patterns: Sequence[Pattern],
    *,
    month_first: bool | None,
) -> Iterator[tuple[Span, TimeMention | None]]:
    """What the patterns find; None where a day is part of a name: no shorter match takes its place."""
    text = sentence.span.of(parse.text)
    tokens = parse.tokens[sentence.first : sentence.last]
    keys = keys_of(token.lower for token in tokens)
    for pattern in patterns:
        if pattern.needs.isdisjoint(keys):
            continue
        for match in pattern.regex.finditer(text):
            here = found(match, sentence.span.start, tokens, lexicon, month_first=month_first)
            if pattern.kind in _NAMING and here.year() is None and is_name(here):
                yield Span(here.start, here.end), None
                continue
            mention = READERS[pattern.kind](here)
            if mention is not None:
                yield mention.span, _until(here, _in_future(here, _since(here, mention)))


def _without_overlap(found: Iterator[tuple[Span, TimeMention | None]]) -> Iterator[TimeMention]:
    """The longest at each place, in text order."""
    end = 0
    for span, mention in sorted(found, key=lambda one: (one[0].start, -one[0].end)):
        if span.start >= end:
            end = span.end
            if mention is not None:
                yield mention


def _since(match: Found, mention: TimeMention) -> TimeMention:
    """The mention as "from then until publication" where "since" stands before it."""
    if _is_dated(mention) and _opening(match)[0] in match.lexicon.words["time.since"]:
        return replace(mention, bound="since")
    return mention


def _until(match: Found, mention: TimeMention) -> TimeMention:
    """The mention as "from publication until then" where "until" or "by" stands before what is to come."""
    words = match.lexicon.words
    word, before = _opening(match)
    if not _is_dated(mention) or word not in words["time.until"]:
        return mention
    if mention.word == "the" and mention.sign == 0 and not mention.bound and word != "until":
        return replace(mention, word="some")  # "by the end of the year": this one or one that is over
    given = word != "by" and _runs_on(before, words["time.given"])
    return replace(mention, bound="until", sign=1) if mention.sign > 0 or given else mention


def _runs_on(before: Sequence[Token], given: Set[str]) -> bool:
    """Whether what goes on "until" then goes on still: "has until", "runs until", "was extended until"."""
    for token in reversed(before[-_FUTURE_REACH:]):
        if token.lower in given or token.tag in ("VBZ", "VBP"):
            return True
        if token.tag in ("VBD", "VBN", "MD") or token.text in ";:":
            return False
    return False


def _is_dated(mention: TimeMention) -> bool:
    """Whether the mention can be an end of a stretch of days."""
    calendar = mention.form is TimeForm.OFFSET and mention.word in (None, "the", "before-last")
    return mention.form in _DATED or calendar


def _opening(match: Found) -> tuple[str, Sequence[Token]]:
    """The word that governs the phrase, past "the" and a clock, and the tokens before it."""
    skipped = match.lexicon.words["time.skipped"]
    for number in range(len(match.before) - 1, max(len(match.before) - 6, -1), -1):
        word = match.before[number].lower
        if word not in skipped and not word[0].isdigit():
            return word, match.before[:number]
    return "", ()


def _in_future(match: Found, mention: TimeMention) -> TimeMention:
    """Sign +1 where words before a bare day ("will", "is due to") or behind it put it in the future."""
    bare = mention.sign == 0 and mention.year is None
    this = (
        mention.form is TimeForm.OFFSET
        and mention.unit in ("week", "month", "year")
        and mention.amount is None
    )
    if not bare or not (mention.form in _MAY_BE_AHEAD or (this and mention.word in (None, "the"))):
        return mention
    if (_is_ahead(match) and not _is_attribute(match)) or _is_deadline(match):
        return replace(mention, sign=1, amount=0) if this else replace(mention, sign=1)
    return mention


def _is_attribute(match: Found) -> bool:
    """ "Will study the 17 September attack": the day of something that was."""
    the = "the" in (match.back(), match.inside[0].lower)
    return the and bool(match.after) and match.after[0].tag in ("NN", "NNS", "NNP", "JJ")


def _is_ahead(match: Found) -> bool:
    """Whether "will", "is due to" or "are to" comes before, and no past tense between."""
    future = match.lexicon.words["time.future"]
    before = match.before[-_FUTURE_REACH:]
    for number in range(len(before) - 1, -1, -1):
        token = before[number]
        said = token.lower in future or _is_to(before, number, match.lexicon)
        if said or _is_perhaps(match, number, before):
            return True
        if token.tag == "VBD" or token.text in ";:":
            return False
    return False


def _is_perhaps(match: Found, number: int, tokens: Sequence[Token]) -> bool:
    """ "May strike on Sunday", not "may have struck"."""
    verb = tokens[number + 1] if number + 1 < len(tokens) else None
    may = tokens[number].lower in match.lexicon.words["time.perhaps"]
    return may and verb is not None and verb.tag == "VB" and verb.lemma != "have"


def _is_to(tokens: Sequence[Token], number: int, lexicon: Lexicon) -> bool:
    """ "Are to", "is to"; "is set for"; "vowed to"."""
    pair = (tokens[number - 1].lower if number > 0 else "", tokens[number].lower)
    vows = pair[1] == "to" and pair[0] in lexicon.words["time.vows"]
    return vows or pair in (("is", "to"), ("are", "to"), ("set", "for"))


def _is_deadline(match: Found) -> bool:
    """ "The deadline of 15 January will ..."."""
    words = match.lexicon.words
    planned = {token.lower for token in match.before[-4:]} & words["time.planned"]
    return bool(planned) and match.ahead() in words["time.future"]

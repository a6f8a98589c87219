"""The patterns that `times` matches, in terms of the word sets of the lexicon.

They hold the word order of English and its like; the words themselves are data.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from sayso.model.lexicon import Lexicon

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[89]|20)\d\d"
_TO = r"\s*(?:-|–|—|to|and|until|through)\s*"
_ORDINAL = r"(?:st|nd|rd|th)?"

# Each pattern in terms of the word sets below; the longest match at a place wins, the first of equals.
PATTERNS: tuple[tuple[str, str], ...] = (
    ("date", r"(?P<year>\d{4})-(?P<number>\d\d?)-(?P<day>\d\d?)"),
    ("date", r"(?P<day>\d\d?)(?P<mark>[/.])(?P<number>\d\d?)(?P=mark)(?P<year>\d{4})"),
    (
        "date",
        r"(?:%(weekday)s,?\s+)?(?:the\s+)?(?P<day>%(d)s)%(ord)s(?:%(to)s(?P<end>%(d)s)%(ord)s)?"
        r"\s+(?:of\s+)?(?P<month>%(month)s)\b\.?(?:,?\s+(?:of\s+)?(?P<year>%(y)s)\b)?"
    ),
    (
        "date",
        r"(?:%(weekday)s,?\s+)?(?P<month>%(month)s)\b\.?"
        r"\s+(?P<day>%(d)s)%(ord)s(?:%(to)s(?:(?P<month2>%(month)s)\.?\s+)?"
        r"(?P<end>%(d)s)%(ord)s)?\b(?![:.,]?\d)(?:,?\s+(?P<year>%(y)s)\b)?"
    ),
    (
        "month",
        r"(?:(?:(?P<rough>%(rough)s)[\s-]+|(?P<last>%(last)s)\s+|(?P<next>%(next)s)\s+))?"
        r"(?P<month>%(month)s)\b\.?(?:,?\s+(?:of\s+)?(?P<year>%(y)s)\b)?"
    ),
    ("year", r"(?:(?P<rough>%(rough)s)[\s-]+)?(?P<year>%(y)s)\b(?![-–:.,]?\d)"),
    (
        "weekday",
        r"(?:(?:the\s+)?(?P<before>%(preceding)s)\s+|(?:the\s+)?"
        r"(?P<after>%(following_only)s)\s+|(?P<last>%(last)s)\s+|(?P<next>%(next)s)\s+|%(this)s"
        r"\s+(?:past\s+)?)?(?:(?P<rough>%(rough)s|%(when)s)\s+(?:on\s+)?)?"
        r"(?P<weekday>%(weekday)s)\b(?:\s+(?P<part>%(part)s)\b)?"
    ),
    (
        "weekend",
        r"(?:(?P<last>%(last)s)\s+|(?P<next>%(next)s)\s+|%(this)s\s+(?:past\s+)?)?"
        r"(?P<weekend>%(weekend)s)\b"
    ),
    ("day", r"(?:(?P<rough>%(rough)s|%(when)s)\s+)?(?P<word>%(dayword)s)\b(?:\s+(?P<part>%(part)s)\b)?"),
    ("ago", r"(?:%(about)s\s+)?%(amount)s(?P<unit>%(unit)s)\s+%(ago)s\b"),
    (
        "calendar",
        r"(?:(?P<earlier>%(earlier_word)s|early)\s+|(?P<later>%(later_word)s|late)\s+)?"
        r"(?:(?P<last>%(last)s)|(?P<next>%(next)s)|(?P<this>%(this)s))"
        r"\s+(?P<unit>week|month|year)\b"
    ),
    ("past", r"the\s+(?:(?P<before>%(preceding)s)|%(past)s)\s+%(amount)s(?P<unit>%(unit)s)\b"),
    (
        "order",
        r"(?:%(about)s\s+)?%(amount)s(?P<unit>%(unit)s)"
        r"\s+(?:(?P<earlier>%(earlier)s)|(?P<later>%(later)s))\b"
    ),
    (
        "next_day",
        r"(?:(?:the|that|on)\s+)?"
        r"(?:(?P<earlier>%(preceding)s)|(?P<later>%(following)s)|(?P<same>%(same)s))"
        r"\s+(?P<unit>%(unit)s|%(part)s)\b"
    ),
    ("next_day", r"the\s+(?P<unit>day|night|week|month|year)\s+(?:(?P<earlier>before)|(?P<later>after))\b"),
    (
        "next_day",
        r"(?:(?:%(when)s)\s+)?(?P<same>that|in\s+the|the\s+same|on\s+the\s+same)"
        r"\s+(?P<unit>day|night|morning|afternoon|evening)\b"
    ),
    ("two_days", r"(?P<two_ago>%(two_days_ago)s)|(?P<two_ahead>%(two_days_ahead)s)"),
    ("duration", r"(?:for\s+)?(?:%(about)s\s+)?(?P<n>%(n)s)[\s-]+(?P<unit>%(unit)s)\b(?!-old| old)"),
    ("duration", r"for\s+(?:(?:%(about)s|%(few)s)\s+)?(?P<unit>%(units)s)\b"),
)  # fmt: skip
CLOCKS: tuple[str, ...] = (
    r"(?P<h>\d\d?)(?:[:.](?P<m>\d\d))?\s*(?:(?P<am>%(am)s)|(?P<pm>%(pm)s))(?!\w)",
    r"(?P<h>\d\d?)[:.](?P<m>\d\d)\s*(?:%(zone)s)(?!\w)",
    r"(?<![\d,.$€£])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s*(?:%(zone)s|z)(?!\w)",
    r"(?:at|around|about|by|before|after)\s+(?P<h>\d\d?):(?P<m>\d\d)(?![\d:])",
    r"(?:at|around|about|by|before|after|since)\s+(?:(?P<noon>%(noon)s)|(?P<midnight>%(midnight)s))\b",
)


def word_sets(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """The alternatives that the patterns name, as hashable pairs."""
    words = lexicon.words
    numbers = [word for word in lexicon.numbers if lexicon.numbers[word] < 1000]
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d)?|(?:{_any(numbers)})(?:[\s-](?:{_any(numbers)}))?)"
    units = [word for name in words if name.startswith("time.unit.") for word in words[name]]
    day_words = [word for name in words if name.startswith("time.day.") for word in words[name]]
    named = {name: _any(words[f"time.{name}"]) for name in _NAMED}
    own = {
        "d": _DAY,
        "y": _YEAR,
        "to": _TO,
        "ord": _ORDINAL,
        "n": number,
        "weekday": _any(lexicon.weekdays),
        "month": _any(lexicon.months),
        "unit": _any(units),
        "units": _any([word for word in units if word.endswith("s")]),
        "dayword": _any(day_words),
        "amount": rf"(?:(?P<n>{number}|an?)\s+|(?P<couple>{named['couple']})\s+|(?:{named['few']})\s+)?",
        "earlier_word": _any(words["time.when.earlier"]),
        "later_word": _any(words["time.when.later"]),
        "when": _any(words["time.when.earlier"] | words["time.when.later"]),
        "following_only": _any(words["time.following"] - words["time.next"]),
        "am": _any(words["time.meridian.am"]),
        "pm": _any(words["time.meridian.pm"]),
    }
    return tuple(sorted((named | own).items()))


_NAMED = (
    "part", "rough", "earlier", "later", "ago", "last", "next", "this", "past", "preceding", "following",
    "same", "about", "few", "couple", "weekend", "zone", "noon", "midnight",
    "two_days_ago", "two_days_ahead",
)  # fmt: skip


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"


@lru_cache(maxsize=8)
def compiled(
    sets: tuple[tuple[str, str], ...],
) -> tuple[tuple[tuple[str, re.Pattern[str]], ...], tuple[re.Pattern[str], ...]]:
    """The patterns with their words filled in; kept, for compiling them takes longer than a report."""
    named = dict(sets)
    patterns = tuple((kind, re.compile(rf"(?<![\w-])(?:{text % named})", re.I)) for kind, text in PATTERNS)
    return patterns, tuple(re.compile(rf"(?<!\w)(?:{text % named})", re.I) for text in CLOCKS)

"""The patterns that `times` matches, in terms of the word sets of the lexicon.

They hold the word order of English and its like; the words themselves are data.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.model.lexicon import Lexicon

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[89]|20)\d\d"
_TO = r"\s*(?:-|–|—|/|to|and|until|through|or)\s*"
_ORDINAL = r"(?:st|nd|rd|th)?"
# The year behind a day: said, or "last year", "this year".
_IN_YEAR = (
    r"(?:,?\s+(?:of\s+|in\s+)?"
    r"(?:(?P<year>%(y)s)\b|(?P<last_year>%(last)s\s+year)\b|(?P<this_year>%(this)s\s+year)\b))?"
)
FOUR, SHORT = "#4", "#s"  # a sentence has a number of four digits, or one like "1990s"

# No month has more days than a list of them ("1, 2 and 3 May") may have: a list without an end, tried
# anew from each of its numbers, would cost the square of a text of numbers alone.
# Kind, the words one of which a sentence must have (names of word sets, or FOUR, SHORT), and the pattern in
# terms of the word sets below. The longest match at a place wins, the first of equals.
PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("date", FOUR, r"(?P<year>\d{4})(?P<sep>[-/.])(?P<number>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)"),
    ("date", FOUR, r"(?P<day>\d\d?)(?P<mark>[/.])(?P<number>\d\d?)(?P=mark)(?P<year>\d{4})"),
    (
        "date",
        "month",
        r"(?:%(weekday)s,?\s+)?(?:the\s+)?(?P<day>%(d)s)%(ord)s(?:(?:,\s*%(d)s%(ord)s){0,30},?%(to)s(?P<end>%(d)s)%(ord)s)?"
        r"(?:\s+(?:of\s+)?|-)(?P<month>%(month)s)\b\.?(?:-(?P<dash_year>%(y)s)\b|%(in_year)s)",
    ),
    (
        "date",
        "month",
        r"(?:%(weekday)s,?\s+)?(?P<month>%(month)s)\b"
        r"(?:\.\s*|\s+)(?:the\s+)?(?P<day>%(d)s)%(ord)s"
        r"(?:(?:,\s*%(d)s%(ord)s){0,30},?%(to)s(?P<end>%(d)s)%(ord)s)?\b(?![:.,]?\d)%(in_year)s",
    ),
    # The date and hour of a signal: "221310B SEP".
    (
        "date",
        "month",
        r"(?P<day>0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[A-Z]\s?(?P<month>%(month)s)\b%(in_year)s",
    ),
    (
        "month",
        "month",
        r"(?:(?:(?P<rough>%(rough)s)[\s-]+|(?P<last>%(last)s)\s+|(?P<next>%(next)s)\s+|(?P<this>%(this)s)\s+))?"
        r"(?P<month>%(month)s)\b\.?%(in_year)s",
    ),
    ("years", FOUR, r"(?P<year>%(y)s)[-–/](?P<end_year>%(y)s|\d\d)\b(?![-–:.,/]?\d)"),
    ("year", FOUR, r"(?:(?P<rough>%(rough)s)[\s-]+)?(?P<year>%(y)s)\b(?![-–:.,]?\d)"),
    (
        "decade",
        SHORT,
        r"(?:(?:the\s+)?(?P<rough>%(rough)s)[\s-]+(?:the\s+)?)?(?:(?P<year>(?:1[89]|20)\d0)['’]?|['’](?P<short>\d0))s\b",
    ),
    ("decade", "decade", r"the\s+(?:(?P<rough>%(rough)s)[\s-]+)?(?P<decade>%(decade)s)\b"),
    (
        "season",
        "season",
        r"(?:(?P<rough>%(rough)s)[\s-]+(?:the\s+)?)?(?:(?P<last>%(last)s)\s+|(?P<next>%(next)s)\s+|(?P<this>%(this)s)\s+)?"
        r"(?P<season>%(season)s)\b(?:(?:\s+of)?\s+(?P<year>%(y)s)(?:[-–/](?P<end_year>%(y)s|\d\d))?\b)?",
    ),
    (
        "named",
        "named",
        r"(?:(?P<before_year>%(y)s)\s+|(?P<rough>%(rough)s)\s+(?:the\s+)?|(?P<last>%(last)s)\s+|(?P<next>%(next)s)\s+|(?P<this>%(this)s)\s+)?"
        r"(?P<name>%(named)s)(?!\w)%(in_year)s",
    ),
    (
        "nation",
        "nation_kind",
        r"(?P<nation>%(nation)s)(?:['’]s?)?\s+(?P<kind>%(nation_kind)s)\s+day\b%(in_year)s",
    ),
    (
        "nation",
        "nation_kind",
        r"(?P<kind>%(nation_kind)s)\s+day\s+(?:in|of)\s+(?:the\s+)?(?P<nation>%(nation)s)\b%(in_year)s",
    ),
    (
        "weekday",
        "weekday",
        r"(?:(?:the\s+)?(?P<before>%(preceding)s)\s+|(?:the\s+)?"
        r"(?P<after>%(following_only)s)\s+|(?P<last>%(last)s)\s+|(?P<next>%(next)s)\s+|(?P<this>%(this)s)"
        r"\s+(?:past\s+)?)?(?:(?P<rough>%(rough)s|%(when)s)\s+(?:on\s+)?)?"
        r"(?P<weekday>%(weekday)s)\b(?:\s+(?P<part>%(part)s)\b)?"
        r"(?:,?\s+(?:of\s+)?(?:(?P<last_week>%(last)s)|(?P<this_week>%(this)s)|(?P<next_week>%(next)s))\s+week\b"
        r"|(?P<before_last>\s+before\s+last\b))?",
    ),
    (
        "weekend",
        "weekend",
        r"(?:(?P<last>%(last)s)\s+|(?P<next>%(next)s)\s+|%(this)s\s+(?:past\s+)?)?(?P<weekend>%(weekend)s)\b"
        r"(?P<before_last>\s+before\s+last\b)?",
    ),
    (
        "day",
        "dayword",
        r"(?:(?P<rough>%(rough)s|%(when)s)\s+)?(?P<word>%(dayword)s)\b(?:\s+(?P<part>%(part)s)\b)?",
    ),
    ("ago", "ago", r"(?:%(about)s\s+)?%(amount)s(?P<unit>%(unit)s)\s+%(ago)s\b"),
    (
        "calendar",
        "calendar_unit",
        r"(?:(?P<earlier>%(earlier_word)s)\s+|(?P<later>%(later_word)s)\s+|(?P<rough>%(rough)s)[\s-]+)?"
        r"(?:(?P<last>%(last)s)|(?P<next>%(next)s)|(?P<this>%(this)s))"
        r"\s+(?P<unit>%(calendar_unit)s)\b",
    ),
    (
        "the_calendar",
        "calendar_unit",
        r"(?P<rough>%(rough)s)\s+the\s+(?P<unit>%(calendar_unit)s)\b(?!\s+(?:before|after|of)\b)",
    ),
    (
        "calendar",
        "calendar_unit",
        r"(?:(?P<earlier>%(earlier_word)s)|(?P<later>%(later_word)s))\s+in\s+(?P<this>the|%(this)s)"
        r"\s+(?P<unit>%(calendar_unit)s)\b",
    ),
    ("before_last", "before", r"the\s+(?P<unit>%(calendar_unit)s)\s+before\s+last\b"),
    ("past", "unit", r"the\s+(?:(?P<before>%(preceding)s)|%(past)s)\s+%(amount)s(?P<unit>%(unit)s)\b"),
    (
        "order",
        "order_word",
        r"(?:%(about)s\s+)?%(amount)s(?P<unit>%(unit)s)"
        r"\s+(?:(?P<earlier>%(earlier)s)|(?P<later>%(later)s))\b",
    ),
    (
        "next_day",
        "unit_or_part",
        r"(?:(?:the|that|on)\s+)?"
        r"(?:(?P<earlier>%(preceding)s)|(?P<later>%(following)s)|(?P<same>%(same)s))"
        r"\s+(?P<unit>%(unit)s|%(part)s)\b",
    ),
    (
        "next_day",
        "order_word",
        r"the\s+(?P<unit>day|night|evening|morning|afternoon|week|month|year)\s+(?:(?P<earlier>before)|(?P<later>after))\b"
        r"(?!\s+(?:last|yesterday|tomorrow)\b)",
    ),
    (
        "next_day",
        "unit_or_part",
        r"(?:(?:(?P<earlier>%(earlier_word)s)|(?P<later>%(later_word)s))\s+)?"
        r"(?P<same>that|in\s+the|the\s+same|on\s+the\s+same)\s+(?P<unit>day|night|morning|afternoon|evening)\b",
    ),
    ("bare", "order_word", r"(?:(?P<earlier>%(earlier_word)s)|(?P<later>%(later_word)s))(?=,)"),
    ("two_days", "dayword", r"(?P<two_ago>%(two_days_ago)s)|(?P<two_ahead>%(two_days_ahead)s)"),
    ("duration", "unit", r"(?:for\s+)?(?:%(about)s\s+)?(?P<n>%(n)s)[\s-]+(?P<unit>%(unit)s)\b(?!-old| old)"),
    ("duration", "unit", r"for\s+(?:(?:%(about)s|%(few)s)\s+)?(?P<unit>%(units)s)\b"),
)
_ZONE = (
    r"(?:(?P<zone>%(zone)s(?:[+-]\d\d?(?::?\d\d)?)?)(?!\w)|(?P<local>%(local)s)(?!\w)"
    r"|%(oclock)s(?!\w)(?:\s+(?P<local2>%(local)s)(?!\w))?)"
)
_PLACE_ZONE = r"(?P<place_zone>(?-i:[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s+time)(?!\w)"
_AT = r"(?:at|around|about|by|before|after|between|from|since)\s+"
CLOCKS: tuple[str, ...] = (
    r"(?:(?:(?:between|from)\s+)?(?P<h0>\d\d?)(?:[:.](?P<m0>\d\d))?(?:\s+(?:and|to|until)\s+|\s*[-–]\s*))?"
    r"(?P<h>\d\d?)(?:[:.](?P<m>\d\d))?\s*(?:%(oclock)s\s+)?(?:(?P<am>%(am)s)|(?P<pm>%(pm)s))(?!\w)"
    rf"(?:,?\s*\(?(?:{_ZONE}|{_PLACE_ZONE}))?",
    rf"(?P<h>\d\d?)[:.](?P<m>\d\d)\s*\(?(?:{_ZONE}|{_PLACE_ZONE})",
    rf"(?<![\d,.$€£])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s*(?:{_ZONE}|{_PLACE_ZONE})",
    rf"{_AT}(?P<h>\d\d?):(?P<m>\d\d)(?![\d:])",
    rf"{_AT}(?:(?P<noon>%(noon)s)|(?P<midnight>%(midnight)s))\b",
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `needs` are words or marks of which a sentence must have one."""

    kind: str
    needs: frozenset[str]
    regex: re.Pattern[str]


WordSets = tuple[tuple[str, tuple[str, ...]], ...]
_Named = dict[str, Iterable[str]]

_NAMED = (
    "part", "earlier", "later", "ago", "last", "next", "this", "past", "preceding", "following", "same",
    "about", "few", "couple", "weekend", "zone", "noon", "midnight", "two_days_ago", "two_days_ahead",
)  # fmt: skip


@lru_cache(maxsize=8)
def word_sets(lexicon: Lexicon) -> WordSets:
    """The words that the patterns name, as hashable pairs."""
    words = lexicon.words
    units = list(_under(lexicon, "time.unit."))
    days = list(_under(lexicon, "time.day."))
    named: _Named = {name: words[f"time.{name}"] for name in _NAMED}
    own: _Named = {
        "n": [word for word in lexicon.numbers if lexicon.numbers[word] < 1000],
        "weekday": lexicon.weekdays,
        "month": lexicon.months,
        "unit": units,
        "units": [word for word in units if word.endswith("s")],
        "dayword": days,
        "rough": list(_under(lexicon, "time.part_of.")),
        "season": list(_under(lexicon, "time.season.")),
        "named": list(_under(lexicon, "time.named.")),
        "decade": list(_under(lexicon, "time.decade.")),
        "nation": list(_under(lexicon, "time.nation.")),
        "nation_kind": {name.split(".")[2] for name in words if name.startswith("time.nation.")},
        "calendar_unit": ["week", "month", "year", "decade"],
        "before": ["before"],
        "order_word": words["time.earlier"] | words["time.later"],
        "unit_or_part": {*units, *words["time.part"]},
        "earlier_word": words["time.when.earlier"],
        "later_word": words["time.when.later"],
        "when": words["time.when.earlier"] | words["time.when.later"],
        "following_only": words["time.following"] - words["time.next"],
        "am": words["time.meridian.am"],
        "pm": words["time.meridian.pm"],
        "local": words["time.zone.local"],
        "oclock": words["time.o_clock"],
    }
    return tuple((name, tuple(sorted(found))) for name, found in sorted((named | own).items()))


def _under(lexicon: Lexicon, prefix: str) -> Iterator[str]:
    """All words of the sets whose names begin with `prefix`."""
    for name, words in lexicon.words.items():
        if name.startswith(prefix):
            yield from words


def keys_of(words: Iterable[str]) -> set[str]:
    """What `Pattern.needs` is compared with: words, parts of words, FOUR and SHORT."""
    found: set[str] = set()
    for word in words:
        for part in (word,) if word.isalpha() else _SPLIT.findall(word):
            found.add(part)
            if part[0].isdigit():
                if len(part) == 4 and part.isdigit():
                    found.add(FOUR)
                elif part.endswith("s"):
                    found.add(SHORT)
    return found


_SPLIT = re.compile(r"\w+")


@lru_cache(maxsize=8)
def compiled(sets: WordSets) -> tuple[tuple[Pattern, ...], tuple[re.Pattern[str], ...]]:
    """The patterns with their words filled in; kept, for compiling them takes longer than a report."""
    words = dict(sets)
    named = {name: _any(found) for name, found in sets} | {"d": _DAY, "y": _YEAR, "to": _TO, "ord": _ORDINAL}
    numbers = named["n"]
    named["n"] = rf"(?:\d{{1,3}}(?:,\d{{3}}){{0,6}}(?:\.\d)?|{numbers}(?:[\s-]{numbers})?)"
    named["amount"] = (
        rf"(?:(?P<n>{named['n']}|an?)\s+|(?P<couple>{named['couple']})\s+|(?:{named['few']})\s+)?"
    )
    named["in_year"] = _IN_YEAR % named
    patterns = tuple(
        Pattern(
            kind,
            frozenset(map(_longest_part, words[needs])) if needs in words else frozenset({needs}),
            re.compile(rf"{_before(kind)}(?:{text % named})", re.I),
        )
        for kind, needs, text in PATTERNS
    )
    return patterns, tuple(re.compile(rf"(?<!\w)(?:{text % named})", re.I) for text in CLOCKS)


def _before(kind: str) -> str:
    """What may not stand before a match: a hyphen only before the end of a range ("May 30-June 2")."""
    return r"(?<!\w)" if kind in ("date", "weekday") else r"(?<![\w-])"


def _longest_part(phrase: str) -> str:
    """The one word of a phrase that a sentence with it must have: "eve" would do less than "christmas"."""
    parts: list[str] = _SPLIT.findall(phrase)
    return max(parts, key=len)


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"

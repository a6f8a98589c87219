"""Names that a text itself explains: "Free Valley Army (FVA)", "Syrian Democratic Forces, or SDF".

What a text says of its own abbreviations wins over any table. A long name that no table has
makes the abbreviation that unknown party, even where a table knows another of those letters.
"""

import re
from collections.abc import Iterator

from sayso.model.lexicon import Lexicon
from sayso.model.parties import Party, PartyKind, PartyTable

# Ids of parties that only a text knows begin so; no such id ever reaches a record.
OWN = "text:"
_SMALL = r"(?:of|for|the|and|in|on|to|de|del|da|do|la|du|des|et|al|el|y|&)"
# Bounded, so that a page of capitals costs no more than its length.
_WORD = r"\b[A-Z][\w'’\-]{0,40}"
_LONG = rf"(?P<long>{_WORD}(?:\s+(?:{_SMALL}\s+){{0,2}}{_WORD}){{0,11}})"
_SHORT = r"(?P<short>\b[A-Z][A-Za-z]{0,2}[A-Z0-9][A-Za-z0-9\-]{0,7})\b"
_KNOWN = (
    r"(?:also |better |commonly |widely |locally )?"
    r"(?:known (?:in \w+ |by (?:its|their) [\w ]{0,24}(?:initials|acronym|abbreviation|name) )?(?:as )?"
    r"|called |abbreviated (?:as |to )?|referred to as )"
)
# Patterns, each with words or marks of which a text must have one.
_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("(",), re.compile(rf"{_LONG}['’]?\s*\((?:or |the |{_KNOWN})*{_SHORT}\s*[),;]")),
    (("or",), re.compile(rf"{_LONG}['’]?,?\s+or\s+(?:the )?{_SHORT}")),
    (
        ("known", "called", "abbreviated", "referred"),
        re.compile(rf"{_LONG}['’]?,?\s+(?P<known>{_KNOWN})(?:the )?{_SHORT}"),
    ),
    (("(",), re.compile(rf"\b{_SHORT}\s*\((?:the )?{_LONG}\)")),
)
# Words by which an unknown spelling is taken for a known party: nearly all of them are shared.
_ALIKE = 0.75
_LONGEST = 12  # words


def introduced(text: str, table: PartyTable, lexicon: Lexicon) -> dict[str, Party]:
    """The party of each short name that the text explains, the first explanation of it.

    A party that the table has is its row; any other one has an id that begins with `OWN`.
    """
    found: dict[str, Party] = {}
    for match in _matches(text):
        long, short = match["long"], match["short"]
        party = _meant(long, short, bool(match.groupdict().get("known")), table, lexicon)
        if party is not None:
            found.setdefault(short, party)
            if party.id.startswith(OWN):
                found.setdefault(party.name, party)
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    for needs, pattern in _PATTERNS:
        if any(part in text for part in needs):
            yield from pattern.finditer(text)


def _meant(long: str, short: str, known: bool, table: PartyTable, lexicon: Lexicon) -> Party | None:  # noqa: FBT001 (private: whether the text says "known as")
    """The party that both names mean; None where they may have nothing to do with each other."""
    tails = list(_tails(long))
    for tail in tails:
        rows = table.named(tail)
        shared = [row for row in rows if row in table.named(short)] or list(rows)
        if len(shared) == 1 and shared[0].kind is not PartyKind.STATE:
            return shared[0]
    told = table.named(short)
    fitting = [tail for tail in tails if _stands_for(short, tail)]
    if fitting:
        alike = [row for row in told if any(_alike(fitting[0], n) for n in (row.name, *row.aliases))]
        return alike[0] if len(alike) == 1 else _unknown(fitting[0], lexicon)
    return _unknown(tails[0], lexicon) if tails and known else None


def _tails(long: str) -> Iterator[str]:
    """The name and what is left when words in front are taken off, down to two words."""
    words = long.removeprefix("The ").split()[-_LONGEST:]
    for first, word in enumerate(words):
        if word[0].isupper() and len(words) - first > 1:
            yield " ".join(words[first:]).rstrip("'’")


def _stands_for(short: str, long: str) -> bool:
    """Whether the letters are the beginnings of the words, in order: "NTO", and "NaTO" more loosely."""
    letters = "".join(char for char in short if char.isalpha()).lower()
    parts = [part for word in long.replace("’", "'").split() for part in word.split("-") if part]
    initials = "".join(part[0].lower() for part in parts if part[0].isupper())
    if len(initials) < 2 or letters[:1] != initials[:1]:
        return False
    everything = "".join(char for char in long.lower() if char.isalpha())
    loosely = _is_within(initials, letters) and _is_within(letters, everything)
    return loosely or letters == initials


def _is_within(part: str, whole: str) -> bool:
    """Whether the letters of `part` stand in `whole` in that order."""
    rest = iter(whole)
    return all(char in rest for char in part)


def _alike(long: str, name: str) -> bool:
    a, b = _words(long), _words(name)
    return bool(a | b) and len(a & b) / len(a | b) >= _ALIKE


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"[\w'’]+", name.lower()) if not re.fullmatch(_SMALL, word)}


def _unknown(long: str, lexicon: Lexicon) -> Party:
    return Party(OWN + long, long, kind_of_name(long, lexicon))


def kind_of_name(name: str, lexicon: Lexicon) -> PartyKind:
    """What a body of that name is, by the noun that heads it."""
    words = [word.lower().strip("'’") for word in name.split()]
    joints = [i for i, word in enumerate(words) if i and word in ("of", "for")]
    head = words[joints[0] - 1] if joints else words[-1]
    armed = head in lexicon.words["armed_names"]
    return PartyKind.ARMED_GROUP if armed else PartyKind.ORGANIZATION

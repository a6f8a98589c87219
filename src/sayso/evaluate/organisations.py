"""Whether two sets of names mean one organisation, where neither side has ids."""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"the", "a", "an", "of", "and", "for", "s", "de", "la", "el", "los", "las"})
# What members of an organisation are called, and what kind of thing it is: no part of its name.
_AROUND = frozenset(
    {
        "group", "groups", "organization", "organisation", "organizations", "guerrilla", "guerrillas",
        "rebel", "rebels", "terrorist", "terrorists", "members", "troops", "soldiers", "forces", "fighters",
        "militants", "units", "unit", "cell", "elements", "commandos", "columns", "column",
    }
)  # fmt: skip
# Alone, these are a name only at the end of a longer one: "army" is no "Army of National Liberation".
_GENERIC = frozenset(
    {
        "army", "armed", "forces", "government", "police", "military", "front", "movement", "party", "regime",
        "national", "liberation", "people", "squad", "squads", "cartel", "mafia", "security", "navy", "guard",
        "force", "air", "state", "patriotic", "popular", "revolutionary", "drug", "death",
    }
)  # fmt: skip


def same_organisation(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether one of the names of `a` and one of the names of `b` may be one organisation's."""
    others = [words for name in b if (words := _words(name))]
    return any(_fits(words, other) for name in a if (words := _words(name)) for other in others)


def _words(name: str) -> tuple[str, ...]:
    words = [word for word in _WORD.findall(name.casefold()) if word not in _SMALL]
    core = [word for word in words if word not in _AROUND]
    return tuple(core or words)


def _fits(a: Sequence[str], b: Sequence[str]) -> bool:
    short, long = sorted((tuple(a), tuple(b)), key=len)
    if short == long or sorted(short) == sorted(long):
        return True
    if len(short) == 1 and _is_abbreviation(short[0], long):
        return True
    if set(short) <= _GENERIC:
        return long[-len(short) :] == short
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _is_abbreviation(word: str, name: Sequence[str]) -> bool:
    """ "fmln" of "farabundo marti national liberation front"."""
    return len(name) > 2 and word == "".join(part[0] for part in name)

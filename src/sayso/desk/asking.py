"""What is asked of a base, from words: the command line, the library and the server all come through here."""

import math
import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from sayso.errors import UnknownName, WrongFilter
from sayso.gazetteer import alpha3
from sayso.model.edits import ReviewState
from sayso.model.events import Modality
from sayso.model.filters import Area, Filters
from sayso.model.incidents import Grade
from sayso.model.statements import ClaimField, Stance
from sayso.ontology import load_ontology

E = TypeVar("E", bound=StrEnum)

NAMES = tuple(field.name for field in fields(Filters))
_PARTIES = ("party", "actor", "target", "side", "claimant")
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})


def filters(**asked: object) -> Filters:
    """The filters that names and values stand for; a value of None asks nothing.

    A value is what `Filters` has, or text that says it: "2017-06-19", "2017-06" or "2017" for a day, the
    first for `since`, the last for `until`; "S,W,N,E" in degrees for an area; "yes" and "no".

    Raises:
        UnknownName: there is no such filter, or a value is none of the few that one can have.
        WrongFilter: a value is no day, no number or the like, or a range is inverted.
    """
    unknown = [name for name in asked if name not in NAMES]
    if unknown:
        raise UnknownName("filter", unknown[0], NAMES)
    given = {
        name: _READERS.get(name, _text)(name, value) for name, value in asked.items() if value is not None
    }
    found = Filters(**given)  # type: ignore[arg-type]  # each reader gives what its field has
    if found.since is not None and found.until is not None and found.since > found.until:
        raise WrongFilter(f"since {found.since} is later than until {found.until}: nothing can be in between")
    return found


def said(asked: Filters) -> dict[str, str]:
    """What was asked for in words, of which `filters` makes the same again."""
    found = {name: value for name in NAMES if (value := getattr(asked, name)) is not None}
    return {name: _said(value) for name, value in found.items()}


def _said(value: object) -> str:
    if isinstance(value, Area):
        return ",".join(map(repr, (value.south, value.west, value.north, value.east)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def with_parties(asked: Filters, party: Callable[[str], str | None]) -> Filters:
    """The filters with the ids of the parties that they name, as `party` has them.

    Reports call a party by many names, and a state by its capital: an id is what they have in common.
    """
    given: dict[str, str | None] = {name: getattr(asked, name) for name in _PARTIES}
    ids: dict[str, Any] = {
        name: id_ for name, value in given.items() if value is not None and (id_ := party(value)) is not None
    }
    return replace(asked, **ids)


# -- readers of values -----------------------------------------------------------------------------


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongFilter(f"{name} {value!r} is no text to look for")
    return value.strip()


def _day(name: str, value: object) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    month = _MONTH.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if month is not None:
            return _end_of(int(month[1]), month[2], last=name == "until")
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise WrongFilter(f"{name} {value!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY") from None


def _end_of(year: int, month: str | None, *, last: bool) -> date:
    """The first or the last day of a month, or of a year."""
    number = int(month) if month else (12 if last else 1)
    return date(year, number, monthrange(year, number)[1] if last else 1)


def _area(name: str, value: object) -> Area:
    if isinstance(value, Area):
        numbers = [value.south, value.west, value.north, value.east]
    else:
        parts = value.split(",") if isinstance(value, str) else value
        try:
            numbers = [float(part) for part in parts]  # type: ignore[attr-defined]  # the guard is beside it
        except (TypeError, ValueError):
            numbers = []
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        raise WrongFilter(f"{name} {value!r} is no box; write SOUTH,WEST,NORTH,EAST in degrees")
    south, west, north, east = numbers
    if south > north:
        raise WrongFilter(f"{name}: its south {south} lies north of its north {north}")
    if south < -90 or north > 90 or not (-180 <= west <= 180 and -180 <= east <= 180):
        raise WrongFilter(f"{name} {value!r} lies off the earth: latitudes -90 to 90, longitudes -180 to 180")
    return Area(south, west, north, east)


def _yes(name: str, value: object) -> bool:
    said = str(value).strip().casefold()
    if said not in _YES | _NO:
        raise WrongFilter(f"{name} {value!r}; write yes or no")
    return said in _YES


def _people(name: str, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if number < 0 or isinstance(value, bool):
        raise WrongFilter(f"{name} {value!r} is no number of people; write a whole number from 0")
    return number


def _share(name: str, value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise WrongFilter(f"{name} {value!r}; write a number from 0 to 1")
    return number


def _country(name: str, value: object) -> str:
    code = alpha3(_text(name, value))
    if code is None:
        raise WrongFilter(f"{name} {value!r} is no ISO 3166 code of a country, such as SYR or SY")
    return code


def _one_of(kind: type[E]) -> Callable[[str, object], E]:
    def read(name: str, value: object) -> E:
        said = _text(name, value).casefold()
        for member in kind:
            if said in (member.value, member.name.casefold()):
                return member
        raise UnknownName(name, str(value), [member.value for member in kind])

    return read


def _type(name: str, value: object) -> str:
    return _coded(name, value, known_types(), str.upper)


def _mode(name: str, value: object) -> str:
    return _coded(name, value, known_modes(), str.lower)


def _coded(name: str, value: object, known: Sequence[str], shape: Callable[[str], str]) -> str:
    said = shape(_text(name, value))
    if said not in known:
        raise UnknownName(name, str(value), known)
    return said


@cache
def known_types() -> tuple[str, ...]:
    """The types of events that there are."""
    return tuple(sorted(load_ontology().types))


@cache
def known_modes() -> tuple[str, ...]:
    """The modes of events that there are, of whatever type."""
    return tuple(sorted({mode for kind in load_ontology().types.values() for mode in kind.modes}))


_READERS: Mapping[str, Callable[[str, object], object]] = {
    "since": _day,
    "until": _day,
    "area": _area,
    "country": _country,
    "stance": _one_of(Stance),
    "field": _one_of(ClaimField),
    "modality": _one_of(Modality),
    "grade": _one_of(Grade),
    "state": _one_of(ReviewState),
    "type": _type,
    "mode": _mode,
    "killed": _people,
    "wounded": _people,
    "confidence": _share,
    **dict.fromkeys(("disputed", "unsure", "reviewed"), _yes),
}

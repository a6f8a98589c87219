"""What an address asks for: its parameters as filters, and filters as parameters.

The names are those of `Filters`; `q`, `from` and `to` are other names of `text`, `since` and `until`. Each
list is a permalink: `given` holds what was asked in one spelling and order, so that equal questions have
equal addresses. Unknown names and values are refused: a filter that does nothing would show incidents that
were not asked for.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fastapi import Request

from sayso.desk import NAMES, filters
from sayso.errors import UnknownName, WrongFilter
from sayso.model.filters import Area, Filters, Sort

LIMIT, MOST = 50, 200  # rows of a page
QUERY = "q"
# Other names of filters, as people and feeds write them.
ALIASES: Mapping[str, str] = {"q": "text", "from": "since", "to": "until"}
# Among words these are days, as elsewhere; as a parameter `after` is a place between two pages.
_IN_WORDS: Mapping[str, str] = {**ALIASES, "after": "since", "before": "until"}
_PAGING = ("sort", "limit", "after")
_LONGEST = 2_000  # code points of a value
# A phrase stays whole; `name:value` and `name:"several words"` may be filters.
_PARTS = re.compile(r'-?"[^"]*"?|(-?)([A-Za-z]+):(?:"([^"]*)"?|([^\s"]+))|[^\s"]+')


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a base.

    `given` are the parameters of its address, without a place between pages. `after` is that place, as the
    page before gave it.
    """

    filters: Filters
    given: Mapping[str, str]
    sort: Sort = Sort.NEWEST
    limit: int = LIMIT
    after: str | None = None

    def without(self, name: str) -> "Asked":
        """The question without one of its parameters, from its first page."""
        return asked((one, value) for one, value in self.given.items() if one != name)


def asked_of(request: Request, *own: str) -> Asked:
    """What the address of a request asks for; `own` are parameters that its page reads itself.

    Raises:
        UnknownName: there is no such parameter, or no such value of one.
        WrongFilter: a value makes no sense, or one is given twice.
    """
    return asked(request.query_params.multi_items(), own)


def asked(parameters: Iterable[tuple[str, str]], own: Iterable[str] = ()) -> Asked:
    """What parameters ask for; empty ones ask nothing.

    Raises:
        UnknownName: there is no such parameter, or no such value of one.
        WrongFilter: a value makes no sense, or one is given twice.
    """
    values = _once(parameters, frozenset(own))
    paging = {name: values.pop(name) for name in _PAGING if name in values}
    words = values.pop("text", None)
    if words is not None:
        rest, named = split_words(words)
        values |= named  # what was typed last holds
        if rest:
            values["text"] = rest
    found = filters(**values)
    sort = _sort(paging.get("sort"), found)
    limit = _limit(paging.get("limit"))
    given = {name: value for field in ("text", *NAMES) for name, value in _given(field, found, values)}
    if sort is not _usual(found):
        given["sort"] = sort.value
    if limit != LIMIT:
        given["limit"] = str(limit)
    return Asked(found, given, sort, limit, paging.get("after"))


def split_words(typed: str) -> tuple[str, dict[str, str]]:
    """Words to search for, and the filters among them: `tanks actor:SDF after:2017-06-01`.

    What is no name of a filter stays among the words, as in "12:30".

    Raises:
        WrongFilter: a filter stands with a minus.
    """
    words, named = list[str](), dict[str, str]()
    for part in _PARTS.finditer(typed):
        name = _IN_WORDS.get((part[2] or "").lower(), (part[2] or "").lower())
        if name not in NAMES:
            words.append(part[0])
            continue
        if part[1]:
            raise WrongFilter(f"{part[0]!r}: only words can be left out with a minus, not filters")
        value = (part[3] if part[3] is not None else part[4]).strip()
        if name == "text":
            # What looks like a filter in it stays behind its name, and whatever counts as blank between its
            # words (U+001C does) is one blank, or the list's own address would ask another question.
            words.append(part[0] if ":" in value else " ".join(value.split()))
        elif value:
            named[name] = value
    return " ".join(filter(None, words)), named


def _once(parameters: Iterable[tuple[str, str]], own: frozenset[str]) -> dict[str, str]:
    """Each parameter by its one name, without those that are empty."""
    found = dict[str, str]()
    for name, value in parameters:
        if name in own:
            continue
        field = ALIASES.get(name, name)
        if field not in NAMES and field not in _PAGING:
            raise UnknownName("parameter", name[:_LONGEST], [*NAMES, *ALIASES, *_PAGING, *own])
        said = value.strip()
        if not said:
            continue
        if len(said) > _LONGEST:
            raise WrongFilter(f"{name} has {len(said)} characters; {_LONGEST} are the most")
        if found.setdefault(field, said) != said:
            raise WrongFilter(f"{name} is given twice: {found[field]!r} and {said!r}; one can be asked for")
    return found


def _usual(asked: Filters) -> Sort:
    return Sort.NEWEST if asked.text is None else Sort.RELEVANCE


def _sort(said: str | None, asked: Filters) -> Sort:
    if said is None:
        return _usual(asked)
    if said not in tuple(Sort):
        raise UnknownName("sort", said, list(Sort))
    sort = Sort(said)
    return Sort.NEWEST if sort is Sort.RELEVANCE and asked.text is None else sort


def _limit(said: str | None) -> int:
    if said is None:
        return LIMIT
    if not re.fullmatch(r"[0-9]{1,6}", said) or not 1 <= int(said) <= MOST:
        raise WrongFilter(f"limit {said!r}; write a whole number from 1 to {MOST}")
    return int(said)


def _given(field: str, found: Filters, values: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """A filter as a parameter: days as they were written, since "2017-06" says a month."""
    value = getattr(found, field)
    if value is None:
        return ()
    name = QUERY if field == "text" else field
    return ((name, values[field] if isinstance(value, date) else said(value)),)


def said(value: object) -> str:
    """A value of a filter as an address has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Area):
        return ",".join(
            repr(edge).removesuffix(".0") for edge in (value.south, value.west, value.north, value.east)
        )
    return value.isoformat() if isinstance(value, date) else str(value)

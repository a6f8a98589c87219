"""Pages of a long list, and the places between two of them."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.errors import WrongFilter

Place = tuple[date | None, str]  # the day and id of a row


@dataclass(frozen=True, slots=True)
class Page:
    """Ids of incidents or of claims, in order; `after` asks for the next page, None on the last.

    `sentences` are, for a search by words, the sentence of its report that matches best, by the id of the
    incident; the words found stand between `OPEN` and `CLOSE`.
    """

    ids: tuple[str, ...]
    after: str | None = None
    sentences: tuple[tuple[str, str], ...] = ()


def page(found: Sequence[tuple[str, date | int | None]], limit: int) -> Page:
    """A page of rows by their ids and days, or numbers, of which one more than fits was read."""
    ids = tuple(id_ for id_, _ in found[:limit])
    if len(found) <= limit:
        return Page(ids)
    last, key = found[limit - 1]
    return Page(ids, closed([key.isoformat() if isinstance(key, date) else key, last]))


def closed(value: object) -> str:
    """A place between two pages, as people hand it on."""
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")


def opened(after: str) -> Place:
    """The day and id of the last row of the page before.

    Raises:
        WrongFilter: it is no such place.
    """
    day, id_ = _pair(after)
    if day is None:
        return None, id_
    try:
        return date.fromisoformat(str(day)), id_
    except ValueError:
        raise _no_place(after) from None


def opened_pair(after: str) -> tuple[int | None, str]:
    """The number, such as that of its lines, and id of the last row of the page before.

    Raises:
        WrongFilter: it is no such place.
    """
    number, id_ = _pair(after)
    if number is None or (isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2**63):
        return number, id_
    raise _no_place(after)


def opened_number(after: str) -> int:
    """How many came before.

    Raises:
        WrongFilter: it is no such place.
    """
    value = _read(after)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _no_place(after)
    return value


def _pair(after: str) -> tuple[object, str]:
    value = _read(after)
    if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str) and value[1].isprintable():
        return value[0], value[1]
    raise _no_place(after)


def _read(after: str) -> object:
    try:
        value: object = json.loads(
            base64.b64decode(after + "=" * (-len(after) % 4), altchars=b"-_", validate=True)
        )
    except (ValueError, RecursionError):
        raise _no_place(after) from None
    return value


def _no_place(after: str) -> WrongFilter:
    return WrongFilter(f"{after!r} is no place between two pages; take the one that the page before gave")

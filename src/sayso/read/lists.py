"""Lists of addresses without texts: what GDELT and Media Cloud hand out, and what must be fetched first."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.errors import ReadError
from sayso.read.clean import one_line
from sayso.read.decode import decode
from sayso.read.pages import Known
from sayso.read.rows import USUAL

_URLS = ("url", "link", "DocumentIdentifier", "SOURCEURL")
_NAMES: dict[str, tuple[str, ...]] = {
    "title": USUAL["title"],
    "outlet": (*USUAL["outlet"], "domain", "SourceCommonName"),
    "published": (*USUAL["published"], "seendate"),
    "language": USUAL["language"],
}
_WRAPPERS = ("articles", "stories", "results")


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that a list names, and what the list says of the article there."""

    address: str
    known: Known


def addresses(data: bytes) -> Iterator[Listed]:
    """The addresses of a list, each once, in its order.

    That is: the article lists of GDELT's DOC 2.0 interface, the story lists of Media Cloud (CSV, JSON), any
    table or list of objects with a column or key "url" or "link", and an address a line.

    Raises:
        ReadError: no address stands in it.
    """
    seen: set[str] = set()
    for row in _rows(decode(data).text):
        address = _first(row, _URLS)
        if address is None or not address.lower().startswith(("http://", "https://")) or address in seen:
            continue
        seen.add(address)
        yield Listed(address, Known(**{name: _first(row, keys) for name, keys in _NAMES.items()}))
    if not seen:
        raise ReadError("no web address in it; a column or key 'url' is expected, or an address a line")


def _rows(text: str) -> Iterator[Mapping[str, Any]]:
    start = text.lstrip()[:1]
    if start in ("{", "["):
        yield from _objects(text)
        return
    header = text.lstrip().partition("\n")[0]
    if header.lower().startswith(("http://", "https://")):
        yield from ({"url": line.strip()} for line in text.splitlines())
        return
    delimiter = max(",;\t|", key=header.count)
    try:
        yield from csv.DictReader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise ReadError(f"no table that can be read: {error}") from None


def _objects(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        try:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError) as error:
            raise ReadError(f"no valid JSON: {str(error)[:100]}") from None
    if isinstance(found, dict):
        found = next((found[key] for key in _WRAPPERS if isinstance(found.get(key), list)), [found])
    yield from (row for row in found if isinstance(row, dict))


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    here = {str(key).strip().lower(): value for key, value in row.items()}
    for name in names:
        value = here.get(name.lower())
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, str) and one_line(value):
            return one_line(value)
    return None

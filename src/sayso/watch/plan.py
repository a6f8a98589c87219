"""What is watched, and how often: a TOML file, or addresses on the command line."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path

from sayso.errors import FetchError, ResourceError
from sayso.fetch import target_of

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
LEAST = 60.0  # seconds between two readings of one source


class Kind(StrEnum):
    """What a source is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that is watched.

    `kind` None: what it turns out to hold at the first reading. `every` and `recheck` count seconds:
    from one reading to the next, and from the first reading of an article to each time it is looked at
    again for changes. `hosts` may have its articles besides the hosts of its own site; "*" is every one.
    `most` new articles are taken at one reading.
    """

    address: str
    kind: Kind | None = None
    every: float = 900.0
    recheck: tuple[float, ...] = (6 * 3600.0, 86_400.0, 3 * 86_400.0)
    outlet: str | None = None
    language: str | None = None
    hosts: tuple[str, ...] = ()
    most: int = 200


DEFAULTS = Source("")


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is watched; `allow` and `contact` are for fetching, see `Policy` and `agent`."""

    sources: tuple[Source, ...]
    allow: tuple[str, ...] = ()
    contact: str | None = None


def load_plan(words: Iterable[str], *, every: float | None = None, allow: Iterable[str] = ()) -> Plan:
    """What the command line names: files of sources (.toml), web addresses, folders.

    Args:
        words: What was named.
        every: Seconds between two readings of what says nothing of it itself.
        allow: Hosts that may be asked besides public ones.

    Raises:
        ResourceError: one of them is neither, or the file breaks its form.
    """
    usual = DEFAULTS if every is None else _often(replace(DEFAULTS, every=every))
    plan = Plan((), tuple(allow))
    for word in words:
        if word.lower().endswith(".toml") and "://" not in word:
            found = _from_file(Path(word), usual)
        else:
            found = Plan((_named(word, usual),))
        plan = Plan(
            (*plan.sources, *found.sources), (*plan.allow, *found.allow), plan.contact or found.contact
        )
    once: dict[str, Source] = {}
    for source in plan.sources:
        once.setdefault(source.address, source)
    return replace(plan, sources=tuple(once.values()))


def is_web(word: str) -> bool:
    """Whether a word of the command line is a web address."""
    return word.lower().startswith(("http://", "https://"))


def seconds(text: str) -> float:
    """The seconds of "15m", "6h", "1d" or "90s".

    Raises:
        ResourceError: it is no such duration.
    """
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None:
        raise ResourceError(f"{text!r} is no duration; write 90s, 15m, 6h or 1d")
    return float(found[1]) * _UNITS[found[2]]


def _named(word: str, usual: Source) -> Source:
    if is_web(word):
        return replace(usual, address=word)
    if Path(word).is_dir():
        return replace(usual, address=str(Path(word).resolve()), kind=Kind.FOLDER)
    raise ResourceError(f"{word!r} is no web address, no folder and no .toml file of sources")


def _from_file(path: Path, usual: Source) -> Plan:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ResourceError(f"{path}: no file of sources: {error}") from None
    rows = table.pop("source", [])
    try:
        allow, contact = table.pop("allow", []), table.pop("contact", None)
        usual = _source(table, usual)
        if not isinstance(rows, list) or not rows:
            raise ResourceError("names no source; write [[source]] and below it address = ...")
        sources = tuple(_row(number, row, usual, path.parent) for number, row in enumerate(rows, start=1))
        return Plan(sources, _words(allow, "allow"), _text(contact, "contact"))
    except ResourceError as error:
        raise ResourceError(f"{path}: {error}") from None


def _row(number: int, row: object, usual: Source, folder: Path) -> Source:
    try:
        if not isinstance(row, Mapping):
            raise ResourceError("is no table")
        named = {key: row[key] for key in ("address", *Kind) if key in row}
        if len(named) != 1:
            raise ResourceError("must have one of: address, feed, sitemap, page, folder")
        ((key, where),) = named.items()
        address = str(_text(where, key))
        kind = None if key == "address" else Kind(key)
        if kind is Kind.FOLDER:
            address = str((folder / address).resolve())
        elif not is_web(address):
            raise ResourceError(f"{address!r} is no web address; write https://HOST/...")
        else:
            _refuse_userinfo(address)
        rest = {name: value for name, value in row.items() if name != key}
        return replace(_source(rest, usual), address=address, kind=kind)
    except ResourceError as error:
        raise ResourceError(f"source {number}: {error}") from None


def _refuse_userinfo(address: str) -> None:
    try:
        target_of(address)
    except FetchError as error:
        if "port" not in str(error) and "public" not in str(error):  # these may be allowed further down
            raise ResourceError(str(error)) from None


def _source(row: Mapping[str, object], usual: Source) -> Source:
    """The settings of a table over the usual ones."""
    known = {field.name for field in fields(Source)} - {"address", "kind"}
    unknown = sorted(set(row) - known)
    if unknown:
        raise ResourceError(f"unknown key {unknown[0]!r}; known: {', '.join(sorted(known))}")
    made = usual
    if "outlet" in row:
        made = replace(made, outlet=_text(row["outlet"], "outlet"))
    if "language" in row:
        made = replace(made, language=_text(row["language"], "language"))
    if "hosts" in row:
        made = replace(made, hosts=tuple(host.lower() for host in _words(row["hosts"], "hosts")))
    if "every" in row:
        made = replace(made, every=seconds(str(row["every"])))
    if "recheck" in row:
        made = replace(made, recheck=tuple(sorted(map(seconds, _words(row["recheck"], "recheck")))))
    if "most" in row:
        made = replace(made, most=_number(row["most"]))
    return _often(made)


def _often(source: Source) -> Source:
    if source.every < LEAST:
        raise ResourceError(f"every: at least {LEAST:g}s lie between two readings")
    return source


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 10_000:
        raise ResourceError(f"most: {value!r} is no number from 1 to 10,000")
    return value


def _text(value: object, name: str) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise ResourceError(f"{name}: {value!r} is no text")


def _words(value: object, name: str) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(one, str) and one for one in value):
        return tuple(value)
    raise ResourceError(f'{name}: {value!r} is no list of texts; write {name} = ["...", "..."]')

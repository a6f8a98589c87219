"""A folder of TOML tables to a `Lexicon`.

Each reader below turns one file into the part of the lexicon that it holds, and names
file and entry where the file breaks its schema.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError, UnknownName
from sayso.lang.speech import FILE, speech_table
from sayso.lang.tables import Entry, WeaponTable, cue_senses, noun_senses, trigger_senses, weapon_senses
from sayso.model.lexicon import Lexicon, WeaponSense

FILES = (
    "triggers.toml",
    "cues.toml",
    "people.toml",
    "weapons.toml",
    "numbers.toml",
    "days.toml",
    "feasts.toml",
    "tolls.toml",
    "words.toml",
    "casing.toml",
)
CONFIDENCE = "confidence.toml"  # counted on annotated reports: a language may lack it

_HERE = Path(__file__).parent


def languages() -> tuple[str, ...]:
    """The languages that have a folder, sorted."""
    return tuple(sorted(path.parent.name for path in _HERE.glob("*/words.toml")))


def load(language: str) -> Lexicon:
    """The lexicon of one language; the caller keeps it, for it is read anew each time.

    Args:
        language: ISO 639-1 code, the name of a folder beside this file.

    Raises:
        UnknownName: no such folder.
        ResourceError: a file is missing or breaks its schema; the message names file and entry.
    """
    if language not in languages():
        raise UnknownName("language", language, languages())
    return load_folder(_HERE / language)


def load_folder(folder: Path) -> Lexicon:
    """The lexicon in `folder`, whose name is taken for the language.

    Raises:
        ResourceError: a file is missing or breaks its schema.
    """
    raw = {name: _read(folder / name) for name in FILES}
    tables = {name: _parse(folder / name, data) for name, data in raw.items()}
    top = {name: Entry(f"{folder.name}/{name}", table) for name, table in tables.items()}
    days, numbers, people = top["days.toml"], top["numbers.toml"], top["people.toml"]
    senses = list(cue_senses(top["cues.toml"]))
    return Lexicon(
        language=folder.name,
        triggers=tuple(trigger_senses(top["triggers.toml"])),
        cues=tuple(sense for sense, finds in senses if finds),
        people=dict(noun_senses(people)),
        weapons=_weapons(top["weapons.toml"]),
        numbers=numbers.table("numbers", int),
        quantities=dict(_quantities(numbers)),
        weekdays=_weekdays(days),
        months=dict(_months(days)),
        words=_words(top),
        senses=tuple(sense for sense, _ in senses),
        version=_version(raw, folder / FILE, folder / CONFIDENCE),
        speech=speech_table(folder / FILE),
        confidence=dict(_confidence(folder / CONFIDENCE)),
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ResourceError(f"{path}: {error.strerror}; each language needs {', '.join(FILES)}") from error


def _parse(path: Path, data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ResourceError(f"{path}: no TOML in UTF-8: {error}") from error


def _version(raw: Mapping[str, bytes], *counted: Path) -> str:
    """Twelve hex digits that change with any byte of any file; line ends do not count."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(name.encode() + b"\0" + raw[name].replace(b"\r\n", b"\n") + b"\0")
    for path in counted:
        if path.is_file():
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def _confidence(path: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """Weights of marks by field of an event; nothing where the language has no such file."""
    if path.is_file():
        table = _parse(path, _read(path))
        top = Entry(f"{path.parent.name}/{path.name}", table)
        for field in table:
            yield field, top.table(field, float)


def _weapons(top: Entry) -> WeaponTable:
    found: dict[str, WeaponSense] = {}
    for word, sense in weapon_senses(top):
        if found.setdefault(word, sense) is not sense:
            raise top.wrong(f"{word!r} stands there twice")
    return WeaponTable(found)


def _quantities(top: Entry) -> Iterator[tuple[str, tuple[int, int | None]]]:
    for word, bounds in top.table("quantities", list).items():
        if not 1 <= len(bounds) <= 2 or not all(isinstance(bound, int) for bound in bounds):
            raise top.wrong(f"quantity {word!r} is {bounds!r}; write [lowest] or [lowest, highest]")
        yield word, (bounds[0], bounds[1] if len(bounds) == 2 else None)


def _weekdays(top: Entry) -> tuple[str, ...]:
    weekdays = top.strings("weekdays")
    if len(set(weekdays)) != 7:
        raise top.wrong(f"weekdays are {weekdays!r}; write seven, Monday first")
    return weekdays


def _months(top: Entry) -> Iterator[tuple[str, int]]:
    for word, month in top.table("months", int).items():
        if not 1 <= month <= 12:
            raise top.wrong(f"month {word!r} is {month}; write 1 to 12")
        yield word, month


def _words(tops: Mapping[str, Entry]) -> dict[str, frozenset[str]]:
    """The word sets of all files; a name stands in one file only."""
    found: dict[str, frozenset[str]] = {}
    for top in tops.values():
        for name, words in top.table("words", list).items():
            if name in found:
                raise top.wrong(f"word set {name!r} stands in another file, too")
            found[name] = frozenset(top.lower(name, words))
    return found

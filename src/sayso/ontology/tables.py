"""Reading the tables of this folder and checking that they speak of the same things."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.model.events import AcledCode
from sayso.model.ontology import EventType, Ontology

HERE = Path(__file__).parent
FILES = ("plover/plover.json", "choices.toml", "acled.toml")
NO_MODE = "none"  # how the TOML files write a type without a mode

Row = Mapping[str, Any]


def load_ontology(folder: Path = HERE) -> Ontology:
    """The ontology that ships with sayso, or the one in `folder`, which has the same files.

    Raises:
        ResourceError: A file is missing or unreadable, lacks a table, or speaks of a type,
            mode, sub-event type or CAMEO code that no other file knows.
    """
    texts = {name: _text(folder / name) for name in FILES}
    plover, choices, acled = (_tables(folder / name, text) for name, text in texts.items())
    try:
        ontology = _build(plover, choices, acled, _version(texts.values()))
        problems = list(_problems(ontology, plover, choices))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ResourceError(f"{folder}: a table is missing or has another form: {error!r}") from error
    if problems:
        raise ResourceError(f"{folder}: {'; '.join(problems)}")
    return ontology


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: cannot be read: {error}") from error


def _tables(path: Path, text: str) -> Row:
    try:
        read: Any = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise ResourceError(f"{path}: {error}") from error
    if not isinstance(read, dict):
        raise ResourceError(f"{path}: must hold tables by name")
    return read


def _version(texts: Iterable[str]) -> str:
    """Twelve digits that change whenever a table does; `text` is read with any line ends."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]


def _build(plover: Row, choices: Row, acled: Row, digest: str) -> Ontology:
    cameo = _by_mode(choices["cameo"])
    sub_events = [(kind, row) for kind, rows in acled["types"].items() for row in rows]
    return Ontology(
        types={name: _event_type(row, choices, cameo) for row in plover["types"] for name in [row["type"]]},
        cameo=cameo,
        acled={row["name"]: AcledCode(kind, row["name"]) for kind, row in sub_events},
        acled_by_mode=_by_mode(acled["by_mode"]),
        version=f"{choices['version']} {digest}",
        acled_by_family=dict(acled["by_family"]),
        case2021={row["name"]: row["case2021"] for _, row in sub_events},
        possible={name: tuple(names) for name, names in acled["possible"].items()},
        plover_of={row["name"]: _pair(row["plover"]) for _, row in sub_events if row["plover"]},
        responsibility=dict(choices["responsibility"]),
    )


def _event_type(row: Row, choices: Row, cameo: Mapping[tuple[str, str], str]) -> EventType:
    name = row["type"]
    quad = choices["quads"].get(name, row["quad"])
    return EventType(name, quad, tuple(row["modes"]), cameo[name, ""][:2])


def _by_mode(table: Row) -> dict[tuple[str, str], str]:
    return {
        (name, "" if mode == NO_MODE else mode): value
        for name, modes in table.items()
        for mode, value in modes.items()
    }


def _pair(names: list[str]) -> tuple[str, str]:
    """Type and mode of a row that may lack the mode."""
    return names[0], names[1] if len(names) > 1 else ""


def _problems(ontology: Ontology, plover: Row, choices: Row) -> Iterator[str]:
    pairs = {(t.name, mode) for t in ontology.types.values() for mode in ("", *t.modes)}
    wrong = (t for t in ontology.types.values() if not 1 <= t.quad <= 4)
    yield from (f"quad of {t.name} is {t.quad}, not 1 to 4" for t in wrong)
    yield from (f"no CAMEO code for {pair}" for pair in sorted(pairs - set(ontology.cameo)))
    types = ((name, "") for name in ontology.possible)
    used = {*ontology.cameo, *ontology.acled_by_mode, *ontology.plover_of.values(), *types}
    for pair in sorted(used - pairs):
        yield f"{pair} is no type and mode of PLOVER"
    possible = (name for names in ontology.possible.values() for name in names)
    named = {*ontology.acled_by_mode.values(), *ontology.acled_by_family.values(), *possible}
    for name in sorted(named - set(ontology.acled)):
        yield f"{name!r} is no sub-event type"
    codes = set(plover["cameo_to_plover"]) | set(choices["unlisted"])
    for code in sorted({*ontology.cameo.values(), *ontology.responsibility.values()} - codes):
        yield f"CAMEO {code!r} is in no table and not listed as an exception"
    yield from _unread_modes(plover, choices)


def _unread_modes(plover: Row, choices: Row) -> Iterator[str]:
    """Modes of the CAMEO table that neither the manual nor `read_modes` knows."""
    modes = {row["type"]: {None, *row["modes"]} for row in plover["types"]}
    for code, readings in plover["cameo_to_plover"].items():
        for reading in readings:
            name, mode = reading["plover"], reading["mode"]
            if mode not in modes[name] and choices["read_modes"].get(mode, mode) not in {"", *modes[name]}:
                yield f"CAMEO {code}: {name} has no mode {mode!r}"

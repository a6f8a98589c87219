"""Documents with templates, and predictions of templates, as lines of JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.evaluate.muc import text_of_document
from sayso.evaluate.rows import read_lines
from sayso.evaluate.templates.slots import Entity, Slot, Template


@dataclass(frozen=True, slots=True)
class Document:
    """One row of the file; `gold` None where it has no templates."""

    id: str
    text: str
    split: str | None
    gold: tuple[Template, ...] | None


def read_documents(path: Path, split: str | None = None) -> list[Document]:
    """The documents of a file, of one split where one is named.

    Raises:
        ResourceError: it cannot be read, a line is not of the form, or nothing is of the split.
    """
    documents = read_lines(path, _document)
    chosen = [one for one in documents if split is None or one.split == split]
    if documents and not chosen:
        known = ", ".join(sorted({one.split for one in documents if one.split}))
        raise ResourceError(f"{path}: no document of the split {split!r}; known: {known or 'none'}")
    return chosen


def read_predictions(path: Path) -> dict[str, tuple[Template, ...]]:
    """Predicted templates by document.

    Raises:
        ResourceError: it cannot be read, or a line is not of the form.
    """
    return dict(read_lines(path, _prediction))


def write_predictions(path: Path, said: Mapping[str, Sequence[Template]]) -> None:
    """Keep predictions as `read_predictions` reads them."""
    rows = ({"docid": docid, "templates": [_as_row(one) for one in found]} for docid, found in said.items())
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def _as_row(template: Template) -> dict[str, object]:
    fillers = {slot.value: [list(entity) for entity in template.of(slot)] for slot in Slot}
    return {"incident_type": template.type, **fillers}


def _document(row: Mapping[str, Any]) -> Document:
    docid, text = text_of_document(row)
    gold = None if row.get("gtt_gold") is None else _templates(row["gtt_gold"])
    if gold is not None:  # two incidents with the same fillers count once
        gold = tuple(one for number, one in enumerate(gold) if one not in gold[:number])
    return Document(docid, text, row.get("split"), gold)


def _prediction(row: Mapping[str, Any]) -> tuple[str, tuple[Template, ...]]:
    return str(row["docid"]), _templates(row["templates"])


def _templates(rows: Iterable[Mapping[str, Any]]) -> tuple[Template, ...]:
    return tuple(_template(row) for row in rows)


def _template(row: Mapping[str, Any]) -> Template:
    type_ = row["incident_type"]
    if not isinstance(type_, str) or not type_.strip():
        raise ValueError(f"{type_!r} is no incident type")
    fillers = {slot: tuple(filter(None, map(_entity, row.get(slot.value, ())))) for slot in Slot}
    return Template(type_.strip(), fillers)


def _entity(mentions: Iterable[Any]) -> Entity:
    """The phrases of a filler; the gold has each with its offset."""
    if isinstance(mentions, str):
        raise TypeError(f"{mentions!r} is no list of phrases")
    return tuple(str(one if isinstance(one, str) else one[0]) for one in mentions)

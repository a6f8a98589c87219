"""Documents and mentions of them as lines of JSON, with or without the groups they belong to."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sayso.errors import ResourceError
from sayso.evaluate.rows import Json, by_id, label_of, read_lines, text_of


@dataclass(frozen=True, slots=True)
class Document:
    """One text; `cluster` is the gold story, None where the file has none."""

    id: str
    text: str
    topic: str | None
    cluster: str | None
    row: Json


@dataclass(frozen=True, slots=True)
class Mention:
    """One event mention; `cluster` is the gold event, None where the file has none."""

    id: str
    document: str
    start: int
    end: int
    cluster: str | None
    row: Json


T = TypeVar("T", Document, Mention)


def read_documents(path: Path) -> dict[str, Document]:
    """The documents of a file by id.

    Raises:
        ResourceError: a line is not of the form, or an id comes twice.
    """
    return by_id(path, [(one.id, one) for one in read_lines(path, _document)])


def read_mentions(path: Path, documents: Mapping[str, Document]) -> dict[str, Mention]:
    """The mentions of a file by id; of a file with `kind`, those of events.

    Raises:
        ResourceError: a line is not of the form, or its span does not lie in its document.
    """
    found = read_lines(path, lambda row: _mention(row, documents))
    return by_id(path, [(one.id, one) for one in found if one.row.get("kind", "event") == "event"])


def read_clusters(path: Path) -> dict[str, str]:
    """What a file of predictions groups: `id` or `doc_id`, and `cluster`.

    Raises:
        ResourceError: a line is not of the form, or an id comes twice.
    """
    return by_id(path, read_lines(path, lambda row: (_id(row), _cluster(row, "cluster") or "")))


def read_gold(path: Path) -> dict[str, str]:
    """The groups of a file of documents or of mentions.

    Raises:
        ResourceError: a line is not of the form, or has no group.
    """
    return by_id(path, read_lines(path, _gold))


def chosen(items: Iterable[T], where: Sequence[str]) -> list[T]:
    """Those that have each FIELD=VALUE; `*` is any value that is not empty.

    Raises:
        ResourceError: a filter is not of the form, or nothing passes.
    """
    pairs = [one.partition("=") for one in where]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise ResourceError(f"--where {name!r}: write FIELD=VALUE, for instance split=dev, or FIELD=*")
    given = list(items)
    found = [one for one in given if all(_is(one.row.get(name), value) for name, _, value in pairs)]
    if given and not found:
        raise ResourceError(
            f"--where {' '.join(where)}: no line has that; the first has {dict(_short(given[0].row))}"
        )
    return found


def write_clusters(path: Path, key: str, clusters: Mapping[str, str]) -> None:
    """Keep groups as the public scorer reads them; `key` is "id" or "doc_id"."""
    lines = (
        json.dumps({key: name, "cluster": group}, ensure_ascii=False) for name, group in clusters.items()
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _is(value: object, wanted: str) -> bool:
    return bool(value) if wanted == "*" else str(value).lower() == wanted.lower()


def _short(row: Json) -> Iterable[tuple[str, object]]:
    return ((name, value) for name, value in row.items() if name != "text" and isinstance(value, str | int))


def _document(row: Json) -> Document:
    name = label_of(row, "doc_id") or text_of(row, "id")
    cluster = _cluster(row, "subtopic") or _cluster(row, "cluster")
    return Document(name, text_of(row, "text"), _cluster(row, "topic"), cluster, row)


def _mention(row: Json, documents: Mapping[str, Document]) -> Mention:
    document = text_of(row, "doc_id")
    if document not in documents:
        raise ValueError(f"doc_id {document!r} is not in the file of documents")
    start, end, length = row["start"], row["end"], len(documents[document].text)
    if not (type(start) is int and type(end) is int and 0 <= start < end <= length):
        raise ValueError(f"start {start!r}, end {end!r}: write 0 <= start < end <= {length}")
    return Mention(text_of(row, "id"), document, start, end, _cluster(row, "cluster"), row)


def _gold(row: Json) -> tuple[str, str]:
    cluster = _cluster(row, "subtopic") or _cluster(row, "cluster")
    if cluster is None:
        raise ValueError("no 'cluster' and no 'subtopic'")
    return _id(row), cluster


def _id(row: Json) -> str:
    return label_of(row, "id") or text_of(row, "doc_id")


def _cluster(row: Json, key: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise ValueError(f"{key} is {value!r}, not a name or number")
    return str(value)

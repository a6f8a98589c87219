"""Pieces of files: what bulk runs cut large inputs into, numbered as if the file were read as a whole."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.errors import ReadError
from sayso.model.report import Report
from sayso.read.drafts import Draft, Fault, finish
from sayso.read.options import Failure, ReadOptions
from sayso.read.readers import READERS, choose_reader

_PLACE = re.compile(r"(line|row|item|record) (\d+)")


def read_piece(
    data: bytes, name: str, stem: str, options: ReadOptions, *, before: int = 0
) -> Iterator[Report | Failure]:
    """The reports of a piece of a file, as reading the whole file would give them.

    Args:
        data: The piece; of a file in JSON Lines whole lines, of others the file.
        name: Of the file: says the format by its suffix, and begins every message.
        stem: What the ids of reports without one of their own begin with.
        options: Format, columns and metadata.
        before: Lines of the file before the piece.
    """
    try:
        if not data:
            raise ReadError("the file is empty; a report is expected")
        for draft in choose_reader(data, name, options).read(data, options):
            yield finished(_moved(draft, before), name, stem, options)
    except ReadError as error:
        yield failed(name, f"line {before + 1}" if before else None, str(error))


def format_of(start: bytes, name: str, options: ReadOptions) -> str | None:
    """The name of the format that a file is read in, None for none; `start` are its first bytes."""
    try:
        return choose_reader(start, name, options).name
    except ReadError:
        return None


def count(data: bytes, name: str, options: ReadOptions) -> int:
    """How many reports, and places that give none, a file holds; one where it is none that can be read."""
    try:
        reader = READERS[options.format] if options.format else choose_reader(data, name, options)
        return max(1, sum(1 for _ in reader.read(data, options)))
    except ReadError:
        return 1


def _moved(draft: Draft | Fault, before: int) -> Draft | Fault:
    if not before:
        return draft
    place = draft.place and _PLACE.sub(lambda found: f"{found[1]} {int(found[2]) + before}", draft.place)
    if isinstance(draft, Fault):
        return replace(draft, place=place)
    return replace(draft, place=place, number=None if draft.number is None else draft.number + before)


def finished(draft: Draft | Fault, name: str, stem: str, options: ReadOptions) -> Report | Failure:
    """The report that a draft makes, or why there is none."""
    if isinstance(draft, Fault):
        return replace(failed(name, draft.place, draft.message), kind=draft.kind)
    try:
        return finish(draft, stem, options)
    except ReadError as error:
        return failed(name, draft.place, str(error))


def failed(name: str, place: str | None, message: str) -> Failure:
    """A failure whose message begins with file:line, or with file and place."""
    where = name if place is None else f"{name}, {place}"
    if place is not None and place.startswith("line "):
        where = f"{name}:{place.removeprefix('line ')}"
    return Failure(name, place, f"{where}: {message}")

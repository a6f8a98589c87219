"""JSON and JSON Lines of report objects."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.errors import ReadError
from sayso.read.decode import Decoded, decode
from sayso.read.drafts import Draft, Fault
from sayso.read.options import FailureKind, ReadOptions
from sayso.read.rows import USUAL_NAMES, find_columns, row_draft

_WANTED = 'one object like {"text": "...", "title": "..."} is expected'


def read_json(data: bytes, options: ReadOptions) -> Iterator[Draft | Fault]:
    """One report object, or a list of them; a file that holds one object a line is read as such.

    Raises:
        ReadError: it is no JSON, or JSON of something else.
    """
    decoded = decode(data)
    try:
        value = _parse(decoded.text)
    except ReadError:
        if not _starts_with_object(decoded.text):
            raise
        yield from _lines(decoded, options)
        return
    if isinstance(value, list):
        yield from _items(value, decoded, options)
        return
    yield _draft(value, options, decoded, None, None)


def read_lines(data: bytes, options: ReadOptions) -> Iterator[Draft | Fault]:
    """One report object a line; a broken line is a fault, and the others are read."""
    yield from _lines(decode(data), options)


def _items(values: list[object], decoded: Decoded, options: ReadOptions) -> Iterator[Draft | Fault]:
    if not values:
        raise ReadError(f"an empty list; {_WANTED} for each report")
    for number, value in enumerate(values, start=1):
        place = f"item {number}"
        try:
            yield _draft(value, options, decoded, place, number)
        except ReadError as error:
            yield Fault(place, str(error))


def _lines(decoded: Decoded, options: ReadOptions) -> Iterator[Draft | Fault]:
    # Only LF ends a line here: U+2028 and the like may stand inside a JSON string.
    found = False
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if not line.strip():
            continue
        found = True
        place = f"line {number}"
        try:
            yield _draft(_parse(line), options, decoded, place, number)
        except ReadError as error:
            yield Fault(place, str(error))
    if not found:
        raise ReadError(f"there is no report in it; {_WANTED} a line")


def _draft(
    value: object, options: ReadOptions, decoded: Decoded, place: str | None, number: int | None
) -> Draft | Fault:
    if not isinstance(value, Mapping):
        raise ReadError(f"{type(value).__name__} instead of a report; {_WANTED}")
    schema = value.get("schema")
    if isinstance(schema, str) and schema.startswith("sayso") and "text" not in value:
        # Annotations lie beside the texts they annotate, and are no reason for a run to fail.
        return Fault(place, f"skipped: a record ({schema[:40]}), not a report", FailureKind.SKIPPED)
    # Any object may have a title; one with nothing but a report's fields is a report.
    alone = {str(key).lower() for key in value} <= USUAL_NAMES
    draft = row_draft(value, find_columns(value, options, title_alone=alone), place, number)
    return replace(draft, notes=decoded.notes, damaged=decoded.damaged)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise ReadError(f"no valid JSON: {error.msg} at {at} (cut off?); {_WANTED}") from None
    except RecursionError:
        raise ReadError(f"JSON nested too deeply; {_WANTED}") from None
    except ValueError as error:  # an integer of thousands of digits
        raise ReadError(f"no usable JSON: {error}") from None


def _starts_with_object(text: str) -> bool:
    """Whether the first of several lines is an object by itself: JSON Lines under another name."""
    line, _, rest = text.lstrip().partition("\n")
    if not rest.strip():
        return False
    try:
        return isinstance(_parse(line), Mapping)
    except ReadError:
        return False

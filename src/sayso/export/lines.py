"""JSON on paper: one indented object, or one object a line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TextIO

# Characters that JSON allows raw, but that split a line for some readers or fit no UTF-8 file.
_AWKWARD = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write_objects(objects: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write the objects and return how many there were.

    Exactly one is indented for people; several are JSON Lines. Memory holds two at a time.
    """
    waiting = iter(objects)
    first, second = next(waiting, None), next(waiting, None)
    if first is None:
        return 0
    if second is None:
        out.write(dumps(first, indent=1) + "\n")
        return 1
    return sum(_line(one, out) for one in chain(_both(first, second), waiting))


def dumps(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON that is pure text: no character that ends a line or that UTF-8 refuses.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _AWKWARD.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _both(first: Mapping[str, Any], second: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield first
    yield second


def _line(one: Mapping[str, Any], out: TextIO) -> int:
    out.write(dumps(one) + "\n")
    return 1

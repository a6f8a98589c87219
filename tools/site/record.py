"""The JSON Schema of `sayso/1` as tables."""

import json
from collections.abc import Mapping
from typing import Any

from sayso.export import record_schema
from tools.site.commands import cell

Schema = Mapping[str, Any]


def record_tables() -> str:
    """The record, then each shape in it: key, type, whether it is always there."""
    schema = json.loads(record_schema())
    lines = _shape("The record", schema)
    for name, shape in schema["$defs"].items():
        lines += _shape(name, shape)
    return "\n".join(lines)


def _shape(name: str, shape: Schema) -> list[str]:
    lines = ["", f"## {name}", ""]
    if shape.get("description"):
        lines += [cell(shape["description"]), ""]
    needed = shape.get("required", [])
    rows = [
        f"| `{key}` | {_type(one)} | {'always' if key in needed else 'where known'} | "
        f"{cell(one.get('description', ''))} |"
        for key, one in shape.get("properties", {}).items()
    ]
    if not rows:
        return [*lines, _type(shape), ""]
    return [*lines, "| key | type | is there | what it is |", "| --- | --- | --- | --- |", *rows, ""]


def _type(one: Schema) -> str:
    """A type in words; shapes are links to their tables."""
    if "$ref" in one:
        name = one["$ref"].rsplit("/", 1)[-1]
        return f"[{cell(name)}](#{name.lower().replace('_', '-')})"
    if "const" in one:
        return f"`{one['const']}`"
    if "enum" in one:
        return "one of " + ", ".join(f"`{value}`" for value in one["enum"])
    for word in ("anyOf", "oneOf"):
        if word in one:
            return " or ".join(_type(inner) for inner in one[word])
    if one.get("type") == "array":
        return f"list of {_type(one['items'])}" if "items" in one else "list"
    kind = one.get("type", "any")
    said = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return said + (f", like `{one['pattern']}`" if "pattern" in one and "|" not in one["pattern"] else "")

"""The JSON Schema of `sayso/1`, generated from the types in `rows`.

Ours and not a library's: the file in the repository is then the same whatever is installed.
"""

from collections.abc import Mapping
from enum import Enum
from inspect import getdoc
from typing import Any, Literal, NotRequired, TypeVar, get_args, get_origin, get_type_hints, is_typeddict

from sayso.export.lines import dumps
from sayso.export.rows import Date, Moment, Record, Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]
_SCALARS: dict[Any, Schema] = {
    str: {"type": "string", "minLength": 1},  # a missing value has no key, it is never ""
    Text: {"type": "string"},
    Date: {"type": "string", "format": "date"},
    Moment: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def record_schema() -> str:
    """The schema as the text of `record.schema.json`."""
    definitions: dict[str, Schema] = {}
    schema = {"$schema": DIALECT, "title": "sayso/1", **_object(Record, {}, definitions)}
    return dumps({**schema, "$defs": dict(sorted(definitions.items()))}, indent=2) + "\n"


def _schema(kind: Any, values: Mapping[Any, Any], definitions: dict[str, Schema]) -> Schema:
    """The schema of a type; `values` says what type variables stand for."""
    kind = values.get(kind, kind) if isinstance(kind, TypeVar) else kind
    origin, inner = get_origin(kind), get_args(kind)
    if origin is NotRequired:
        return _schema(inner[0], values, definitions)
    if origin is list:
        return {"type": "array", "items": _schema(inner[0], values, definitions)}
    if origin is Literal:
        return {"const": inner[0]}
    if is_typeddict(origin or kind):
        return _reference(kind, definitions)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [member.value for member in kind]}
    return dict(_SCALARS[kind])


def _reference(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """A pointer to the definition of a row, which is made at its first use: `Fact[Place]` as `Fact_Place`."""
    row = get_origin(kind) or kind
    inner = get_args(kind)
    name = "_".join(part.__name__ for part in (row, *inner))
    if name not in definitions:
        definitions[name] = {}  # known from now on, for a row that holds rows of its own kind
        values = dict(zip(getattr(row, "__parameters__", ()), inner, strict=True))
        definitions[name] = _object(row, values, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(row: Any, values: Mapping[Any, Any], definitions: dict[str, Schema]) -> Schema:
    kinds = get_type_hints(row, include_extras=True)
    return {
        "description": " ".join((getdoc(row) or "").split()),
        "type": "object",
        "properties": {name: _schema(kind, values, definitions) for name, kind in kinds.items()},
        "required": [name for name in kinds if name in row.__required_keys__],
        "additionalProperties": False,
    }

"""The chain of hashes over the log of persons: who changes, drops or moves a row breaks it from there on.

Each row has a digest of what it says and of some random digits (its salt); its hash is made of the hash
before it and of that digest. Redaction takes words out of a row and the salt with them: the digest stays, so
the chain still holds, and nobody can guess the words by trying which of them give the digest.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from sayso.errors import StoreError
from sayso.model.edits import NOTHING, Content, Edit
from sayso.store.sql import tables
from sayso.store.sql.rows import Row

START = ""  # what stands before the first row
_SAID = (
    "number id subject a b judgement author score reasons undoes act person made_at role edit".split()
)  # in the order in which the digest has them


def edit_text(edit: Edit) -> str:
    """An edit as JSON, without the parts that say nothing.

    Raises:
        StoreError: some text of it holds half a surrogate pair, which no database takes.
    """
    made: dict[str, Any] = msgspec.to_builtins(edit)
    bare = msgspec.to_builtins(Edit())
    told = {name: value for name, value in made.items() if value != bare[name]}
    empty = msgspec.to_builtins(NOTHING)
    for name in ("before", "after", "machine"):
        if isinstance(getattr(edit, name), Content) and name in told:
            told[name] = {part: value for part, value in told[name].items() if value != empty[part]}
    try:
        return msgspec.json.encode(told).decode()
    except UnicodeEncodeError as error:
        raise StoreError(f"cannot be kept: {error.reason} (character {error.start})") from error


def chained(rows: Iterable[Row], previous: str) -> Iterator[Row]:
    """Rows of the log with their links; `previous` is the hash of the row before the first of them."""
    for row in rows:
        salt = secrets.token_hex(16)
        said = digest(row, salt)
        yield {**row, "salt": salt, "digest": said, "previous": previous, "hash": linked(previous, said)}
        previous = linked(previous, said)


def digest(row: Mapping[str, Any], salt: str) -> str:
    """The digest of what a row says."""
    told = json.dumps([salt, *(row[name] for name in _SAID)], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def linked(previous: str, said: str) -> str:
    """The hash of a row."""
    return hashlib.sha256(f"{previous}\n{said}".encode()).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """How many rows the log has, and the hash of the last: whoever wrote that down sees what was cut off."""
    one = tables.decisions.c
    found = connection.execute(select(one.number, one.hash).order_by(one.number.desc()).limit(1)).first()
    return (0, START) if found is None else (found[0], found[1])


def broken(connection: Connection) -> Iterator[str]:
    """Where the chain does not hold, in words; nothing where it does."""
    one, previous = tables.decisions.c, START
    erased = connection.execute(select(func.count()).select_from(tables.redactions)).scalar_one()
    asked = select(tables.decisions).order_by(one.number).execution_options(yield_per=1000)
    for row in map(dict, connection.execute(asked).mappings()):
        if row["salt"] is None and not erased:
            yield f"decision {row['number']} is said to have been redacted, and nothing was"
        if row["salt"] is not None and digest(row, row["salt"]) != row["digest"]:
            yield f"decision {row['number']} is not what was written"
        if row["previous"] != previous or linked(previous, row["digest"]) != row["hash"]:
            yield f"the chain of the log of decisions is broken at {row['number']}"
            return
        previous = row["hash"]

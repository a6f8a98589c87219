"""Bytes to reports: files, folders, standard input; text cleaned once, here.

Everything that comes from a report is hostile: sizes, nesting and packing are bounded,
and one that cannot be read is a `Failure` beside the others, never an exception.
"""

from sayso.read.clean import clean
from sayso.read.dates import parse_date, published_date
from sayso.read.drafts import Draft, Fault, Reader
from sayso.read.language import identify, refusal_of
from sayso.read.options import (
    MAX_BYTES,
    MAX_CHARS,
    MAX_PACKED_CHARS,
    Failure,
    FailureKind,
    Metadata,
    ReadOptions,
)
from sayso.read.readers import READERS
from sayso.read.sources import find_files, read_bytes, read_paths, read_text

__all__ = [
    "MAX_BYTES",
    "MAX_CHARS",
    "MAX_PACKED_CHARS",
    "READERS",
    "Draft",
    "Failure",
    "FailureKind",
    "Fault",
    "Metadata",
    "ReadOptions",
    "Reader",
    "clean",
    "find_files",
    "identify",
    "parse_date",
    "published_date",
    "read_bytes",
    "read_paths",
    "read_text",
    "refusal_of",
]

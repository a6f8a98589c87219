"""Frozen, versioned data sets: files with checksums, and what differs from the last."""

from sayso.export.releases.difference import Change, Changed, Index, difference, index_of
from sayso.export.releases.release import (
    MANIFEST,
    Plan,
    Release,
    check_release,
    replace_release,
    write_release,
)

__all__ = [
    "MANIFEST",
    "Change",
    "Changed",
    "Index",
    "Plan",
    "Release",
    "check_release",
    "difference",
    "index_of",
    "replace_release",
    "write_release",
]

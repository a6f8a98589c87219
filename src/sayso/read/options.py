"""What a caller may say about the input, what comes back where reading fails, and the limits."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.errors import ReadError
from sayso.read.language import language_code

# Of one report. A novel has half a million characters, and no more than that of a report is coded;
# what is ten times as long is a file of another kind.
MAX_CHARS = 5_000_000
# Of one report in a packed format, whose file does not show how long it is.
MAX_PACKED_CHARS = 500_000
# Of one file, checked before it is read.
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the flags say of every report; it overrides what the files say.

    `language` is an ISO 639-1 code or what means one ("en-US", "eng").

    Raises:
        ReadError: `language` means no language code.
    """

    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if self.language is not None and language_code(self.language) is None:
            raise ReadError(f"{self.language!r} is no language code; write two letters, for instance en")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    `format` is a key of `READERS`, or None: by suffix, and for standard input and files
    without suffix by content. The columns are names in a table's header or keys of JSON
    objects, in any case; None: the usual names.
    """

    metadata: Metadata = Metadata()
    format: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    title_column: str | None = None
    outlet_column: str | None = None
    published_column: str | None = None
    language_column: str | None = None
    url_column: str | None = None


DEFAULTS = ReadOptions()


class FailureKind(StrEnum):
    """Whether something went wrong, or was only passed over."""

    FAILED = "failed"
    SKIPPED = "skipped"  # files of other kinds in a folder: told once, no reason to fail the run


@dataclass(frozen=True, slots=True)
class Failure:
    """One report, file or folder that could not be read; the others are.

    `message` is complete: file, place and what would be right. `place` is "line 12",
    "item 3", "row 7" or None for the whole file. `error` is the name of the error's class.
    """

    path: str
    place: str | None
    message: str
    error: str = "ReadError"
    kind: FailureKind = FailureKind.FAILED

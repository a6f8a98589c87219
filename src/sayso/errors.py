"""Every error the package raises on purpose.

SaysoError
├── ReadError            the report could not be turned into text
│   └── NoArticle        a page that could be read holds no article
├── ResourceError        a data file is missing, unreadable or breaks its schema
├── SpanError            offsets do not fit the text they claim to quote
├── UnknownName          a name is in no table (event type, exporter, language)
├── RevisionError        versions of one report revise each other in a circle
├── StoreError           the database refused or is of another version
│   └── NoRoom           its disk is full
├── FetchError           a web address gave nothing that can be read
│   ├── AddressRefused   it may not be asked: nothing was sent to it
│   └── TryLater         it may give something later
├── WrongFilter          a value that a base is asked for makes no sense
├── BulkError            a bulk run cannot go on, or another one works in its folder
└── DecisionError        a person's decision contradicts another, or names what is not there

Anything else that escapes is a bug, and should look like one.
"""

from collections.abc import Iterable


class SaysoError(Exception):
    """The root of all errors that sayso raises on purpose."""


class ReadError(SaysoError):
    """The report could not be turned into text; the message names the file and what would be right."""


class NoArticle(ReadError):
    """A page that could be read holds no article: a menu, a list, a note that it costs money."""


class ResourceError(SaysoError):
    """A data file or a model is missing, unreadable or breaks its schema."""


class SpanError(SaysoError):
    """Offsets do not fit the text they claim to quote."""


class UnknownName(SaysoError):
    """A name is in no table.

    Args:
        kind: What was asked for: "exporter", "weekday", "event type".
        name: The name that is unknown.
        known: The names that would have been right.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        super().__init__(f"unknown {kind} {name!r}; known: {', '.join(self.known)}")


class RevisionError(SaysoError):
    """Versions of one report revise each other in a circle; the message names them."""


class StoreError(SaysoError):
    """The database refused, or is of another version."""


class NoRoom(StoreError):
    """The disk of the database is full: nothing was changed, and the same can be done when there is room."""


class FetchError(SaysoError):
    """A web address gave nothing that can be read; the message names it and says what would be right."""


class AddressRefused(FetchError):
    """A web address that may not be asked for: not public, or not of the web; nothing was sent to it."""


class TryLater(FetchError):
    """A web address that may give something later: it is busy, slow or out of reach.

    Args:
        message: What happened.
        after: In how many seconds it wants to be asked again; None where it does not say.
    """

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class WrongFilter(SaysoError):
    """A value that a base is asked for is no day, no number or the like; or a range is inverted."""


class BulkError(SaysoError):
    """A bulk run cannot begin or go on; the message says what would help. What was done stays done."""


class DecisionError(SaysoError):
    """A person's decision contradicts others in force, or names what is not there; nothing was written."""

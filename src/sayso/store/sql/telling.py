"""What a database refuses, in words: what it was, what of it stands, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from sayso.errors import NoRoom, StoreError
from sayso.store.sql.engines import Address

RESTORE = (
    "keep the damaged file, and take a backup over into a new base: `sayso restore BACKUP --db NEW`; "
    "without a backup, add the reports to a new one"
)
# What SQLite says of a file whose pages are not what it wrote there.
_DAMAGED = ("malformed", "file is not a database", "unsupported file format", "corrupt")

_FULL = ("disk is full", "No space left on device")  # SQLite; PostgreSQL, in English


@contextmanager
def told(at: Address) -> Iterator[None]:
    """What a database refuses, as an error that names the base."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).strip()
        if any(word in said for word in _DAMAGED):  # whatever kind of error the driver takes it for
            raise StoreError(f"{at}: the file is damaged ({said}): {RESTORE}") from error
        if any(word in said for word in _FULL):
            raise NoRoom(f"{at}: {said}; nothing was changed") from error
        if isinstance(error, IntegrityError | ProgrammingError):
            raise
        if error.connection_invalidated:
            # It may have been lost while the end of a transaction was under way: nobody can tell here.
            raise StoreError(
                f"{at}: the connection was lost ({said}): what was under way is there whole, or not at all; "
                "do it again, which adds nothing twice"
            ) from error
        raise StoreError(f"{at}: {said}; nothing was changed") from error
    except UnicodeDecodeError as error:  # raised by the driver: a text in the file is none any more
        raise StoreError(f"{at}: the file is damaged ({error.reason}): {RESTORE}") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{at}: {error.reason}: no database takes half a character") from error

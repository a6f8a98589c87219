"""What a database refuses is told so that a reader knows what stands, and what to do."""

import sqlite3

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from sayso.errors import NoRoom, StoreError
from sayso.store.sql.engines import address
from sayso.store.sql.telling import told

AT = address("sayso.db")


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (
            OperationalError("SELECT 1", {}, sqlite3.OperationalError("database or disk is full")),
            r"^sayso\.db: database or disk is full; nothing was changed$",
        ),
        (
            DatabaseError("SELECT 1", {}, sqlite3.DatabaseError("database disk image is malformed")),
            r"^sayso\.db: the file is damaged \(database disk image is malformed\): .*sayso restore BACKUP",
        ),
        (
            UnicodeDecodeError("utf-8", b"\xc5", 0, 1, "invalid continuation byte"),
            r"^sayso\.db: the file is damaged \(invalid continuation byte\): .*sayso restore BACKUP",
        ),
        (
            OperationalError("COMMIT", {}, OSError("server closed it"), connection_invalidated=True),
            r"the connection was lost \(server closed.*is there whole, or not at all",
        ),
    ],
)
def test_what_a_database_refuses_is_told_with_what_to_do(raised: Exception, said: str) -> None:
    with pytest.raises(StoreError, match=said), told(AT):
        raise raised


def test_a_row_that_breaks_a_rule_of_ours_looks_like_the_bug_that_it_is() -> None:
    with pytest.raises(IntegrityError), told(AT):
        raise IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed"))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database or disk is full", NoRoom),
        ('could not extend file "base/5/2704": No space left on device', NoRoom),
        ("database is locked", StoreError),
    ],
)
def test_a_full_disk_is_an_error_of_its_own(said: str, kind: type[StoreError]) -> None:
    with pytest.raises(StoreError) as told_, told(AT):
        raise OperationalError("SELECT 1", {}, sqlite3.OperationalError(said))
    assert type(told_.value) is kind

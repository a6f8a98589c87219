"""Opening a base: what is none is told and left as it is."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from sayso.errors import StoreError
from sayso.store.sql import open_store
from sayso.store.sql.engines import APPLICATION_ID, SAFE_WAL, address, sqlite_version
from tests.store.records import TEXT, bare


def digest(folder: Path) -> dict[str, str]:
    """The checksums of all files."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file()
    }


def strange_sqlite(at: Path) -> None:
    connection = sqlite3.connect(at)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()


def test_what_is_no_base_is_told_and_not_changed(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a base, but long enough to be read as one", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    strange_sqlite(tmp_path / "other.db")
    before = digest(tmp_path)
    for name, words in [
        ("text.db", "text.db is no base of sayso, and no file of SQLite; nothing was changed"),
        ("other.db", "other.db is a file of SQLite, but no base of sayso; nothing was changed"),
        ("folder", "folder is a folder; name a file, such as .*sayso.db"),
        ("none/sayso.db", "there is no folder .*none"),
    ]:
        for read_only in (False, True):
            with pytest.raises(StoreError, match=words):
                open_store(tmp_path / name, read_only=read_only)
    assert digest(tmp_path) == before


def test_nothing_is_made_where_that_is_not_asked(tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"there is no base at .*sayso\.db"):
            open_store(tmp_path / "sayso.db", read_only=read_only, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_base_is_told(tmp_path: Path) -> None:
    at = tmp_path / "sayso.db"
    with open_store(at) as store:
        store.keep_all([bare(f"r{number}", f"{TEXT} {number}") for number in range(300)])
        store.settle()
    data = bytearray(at.read_bytes())
    data[4096 : len(data) // 2] = b"\xff" * (len(data) // 2 - 4096)
    at.write_bytes(data)
    with (
        pytest.raises(StoreError, match=r"sayso\.db: .*(malformed|disk image|corrupt)"),
        open_store(at) as store,
    ):
        list(store.records(store.reports()))


def test_a_base_whose_tables_are_gone_is_damaged_and_no_new_one_is_made_in_it(tmp_path: Path) -> None:
    at = tmp_path / "sayso.db"
    connection = sqlite3.connect(at)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.commit()
    connection.close()
    before = digest(tmp_path)
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"damaged \(a base without tables\): .*sayso restore BACKUP"):
            open_store(at, read_only=read_only)
    assert digest(tmp_path) == before


@pytest.mark.parametrize(
    "url", ["mysql://host/base", "sqlite://", "sqlite:///:memory:", "http://host", "x://"]
)
def test_an_address_that_sayso_does_not_know_is_told(url: str) -> None:
    with pytest.raises(StoreError, match=r"is no address of a base; write a path or postgresql://HOST/NAME"):
        open_store(url)


def test_a_url_of_sqlite_is_a_path(tmp_path: Path) -> None:
    at = tmp_path / "a b%20c.db"
    open_store(at).close()
    open_store(f"sqlite:///{tmp_path}/other.db").close()
    assert sorted(file.name for file in tmp_path.glob("*.db")) == ["a b%20c.db", "other.db"]


def test_no_password_is_told() -> None:
    at = address("postgresql://ann:secret@localhost/base")
    assert str(at) == "postgresql+psycopg://ann:***@localhost/base"


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing was changed"):
        open_store(f"postgresql://ann:secret@/base?host={tmp_path}")


def test_a_database_that_is_not_there_is_told(postgres: str) -> None:
    with pytest.raises(StoreError, match='database "nowhere" does not exist'):
        open_store("postgresql://postgres@/nowhere?" + postgres.partition("?")[2])


def test_a_base_syncs_each_commit_and_erases_what_it_deletes(tmp_path: Path) -> None:
    with open_store(tmp_path / "sayso.db") as store, store.writing() as connection:
        told = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("application_id", "foreign_keys", "journal_mode", "secure_delete", "synchronous")
        }
    assert told == {
        "application_id": APPLICATION_ID,
        "foreign_keys": 1,
        "journal_mode": "wal" if sqlite_version() >= SAFE_WAL else "delete",
        "secure_delete": 1,
        "synchronous": 2,
    }


@pytest.mark.skipif(sys.platform != "linux", reason="the newer SQLite is a package for Linux")
def test_the_sqlite_that_keeps_bases_has_no_known_damage() -> None:
    assert sqlite_version() >= SAFE_WAL


READ = """
import sys
from sayso.errors import StoreError
from sayso.store.sql import open_store
from tests.store.records import bare
try:
    with open_store(sys.argv[1], read_only=sys.argv[2] == "read") as store:
        print(list(store.reports()))
        store.keep(bare("r2"))
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders that cannot be written, as POSIX has them")
def test_a_base_in_a_folder_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "fixed"
    folder.mkdir()
    with open_store(folder / "sayso.db") as store:
        store.keep(bare("r1"))
        store.settle()
    before = digest(folder)
    folder.chmod(0o555)
    (folder / "sayso.db").chmod(0o444)
    told = {how: _as_nobody(folder / "sayso.db", how) for how in ("read", "write")}
    folder.chmod(0o755)
    assert digest(folder) == before
    assert told["read"][0] == "['r1']"
    assert "open for reading only" in told["read"][1]
    assert "nothing can be written in" in told["write"][0]


def _as_nobody(at: Path, how: str) -> list[str]:
    """What another process says, which is not root."""
    command = [sys.executable, "-c", READ, str(at), how]
    if os.geteuid() == 0:
        for folder in at.parents:
            if (
                folder.stat().st_uid == 0
                and str(folder) != folder.anchor
                and not folder.stat().st_mode & 0o001
            ):
                folder.chmod(folder.stat().st_mode | 0o055)
        command = ["setpriv", "--reuid=65534", "--clear-groups", *command]
    # Who is not root could not write what coverage.py counts.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [*sys.path, str(Path.cwd())]))
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_base_that_is_closed_is_one_file(tmp_path: Path) -> None:
    where = tmp_path / "sayso.db"
    with open_store(where) as store:
        store.keep(bare("r1", TEXT))
        assert list(store.reports()) == ["r1"]
    assert [file.name for file in tmp_path.iterdir()] == ["sayso.db"]
    (copy := tmp_path / "copy.db").write_bytes(where.read_bytes())
    with open_store(copy, read_only=True) as store:
        assert list(store.reports()) == ["r1"]

"""Lines of files and zips, with the place of each."""

import zipfile
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.gazetteer import pack_lines
from sayso.gazetteer.pack_lines import Source, sha256, source
from tests.gazetteer.packs import zipped


def read(path: Path) -> list[tuple[int, str]]:
    return list(source(path, ("SY.txt",)).lines())


def test_lines_come_numbered_without_ends_and_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "SY.txt"
    file.write_bytes("\ufeffa\tb\r\nرقة\n\nlast".encode())
    assert read(file) == [(1, "a\tb"), (2, "رقة"), (3, ""), (4, "last")]


def test_the_wanted_member_of_a_zip_is_read(tmp_path: Path) -> None:
    file = zipped(tmp_path / "SY.zip", readme__txt=b"no", sy__txt=b"yes\n")
    table = source(file, ("SY.txt",))
    assert (list(table.lines()), table.where(7)) == ([(1, "yes")], f"{file}/sy.txt:7")


def test_a_digest_is_that_of_the_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    assert sha256(file)[:16] == "ba7816bf8f01cfea"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a\nb\nR\xe9qqa\n", "a.txt:3: byte 2 is not UTF-8; save the file as UTF-8"),
        ("Raqqa\n".encode("utf-16"), "a.txt:1: byte 1 is not UTF-8"),
        (b"a\0b\n", "a.txt:1: a NUL character; a text file in UTF-8 is needed"),
        (b"x" * 1_000_001, "a.txt:1: longer than 1000000 bytes; not a table"),
    ],
)
def test_what_is_no_text_is_told_with_file_and_line(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    with pytest.raises(ResourceError) as error:
        read(file)
    assert told in str(error.value)


def broken(path: Path) -> None:
    zipped(path, SY__txt=b"Tabqah and Mansoura\n" * 500)
    data = bytearray(path.read_bytes())
    data[40:60] = bytes(20)
    path.write_bytes(data)


def encrypted(path: Path) -> None:
    zipped(path, SY__txt=b"a")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: zipped(path, readme__txt=b"x"), "holds readme.txt; must hold SY.txt"),
        (lambda path: zipped(path), "holds nothing; must hold SY.txt"),
        (lambda path: zipped(path, **{"../SY__txt": b"x"}), "'../SY.txt' points out of the zip"),
        (lambda path: zipped(path, **{"/etc/SY__txt": b"x"}), "'/etc/SY.txt' points out of the zip"),
        (lambda path: zipped(path, **{"..\\SY__txt": b"x"}), "points out of the zip"),
        (lambda path: zipped(path, SY__txt=bytes(30_000_000)), "'SY.txt' unpacks to 30000000 bytes; at most"),
        (lambda path: path.write_bytes(b"no zip"), "not a zip file; download it again"),
        (broken, "broken zip"),
        (encrypted, "'SY.txt' is encrypted; unpack it first"),
        (lambda path: None, "no such file"),
    ],
)
def test_a_zip_that_cannot_be_trusted_is_refused(tmp_path: Path, make: object, told: str) -> None:
    file = tmp_path / "SY.zip"
    assert callable(make)
    make(file)
    with pytest.raises(ResourceError) as error:
        read(file)
    assert str(error.value).startswith(str(file))
    assert told in str(error.value)


def test_what_a_zip_unpacks_to_is_bounded_whatever_it_packs_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "SY.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("SY.txt", b"x" * 2000)
    monkeypatch.setattr(pack_lines, "MOST_BYTES", 1000)
    with pytest.raises(ResourceError, match="at most 1000"):
        read(file)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no such file"):
        read(tmp_path)
    assert Source(tmp_path / "a.txt").where() == str(tmp_path / "a.txt")

import io
import zipfile

import pytest

from sayso.errors import ReadError
from sayso.read.zips import MAX_ENTRIES, Package
from tests.read.making import packed


def test_a_part_is_read_by_name_and_none_where_it_is_not_there() -> None:
    package = Package(packed({"a.xml": "<a/>"}))
    assert (package.read("a.xml"), package.read("b.xml"), package.names) == (
        b"<a/>",
        None,
        frozenset({"a.xml"}),
    )


def lying(size: int) -> bytes:
    """An archive whose directory claims that its one part, of five million bytes, has `size`."""
    data = packed({"a.xml": b"0" * 5_000_000})
    return data.replace((5_000_000).to_bytes(4, "little"), size.to_bytes(4, "little"))


def stored_many(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}", b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "damaged, or no Word file"),
        (b"PK\x03\x04 and no more", "damaged, or no Word file"),
        (packed({"a.xml": "<a/>"})[:-10], "damaged, or no Word file"),
        (packed({"a.xml": b"0" * 5_000_000}), "would unpack to 5,000,000"),
        (stored_many(MAX_ENTRIES + 1), "refused: 5,001 parts"),
    ],
)
def test_a_package_made_to_do_harm_is_refused_at_the_door(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        Package(data)


def test_a_package_that_lies_about_its_size_is_refused_when_it_is_read() -> None:
    with pytest.raises(ReadError, match=r"damaged: part a\.xml cannot be unpacked"):
        Package(lying(100)).read("a.xml")


def test_a_locked_package_is_told() -> None:
    data = bytearray(packed({"a.xml": "<a/>"}))
    data[data.index(b"PK\x03\x04") + 6] |= 1  # the flag "encrypted", here and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="locked with a password"):
        Package(bytes(data)).read("a.xml")

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.errors import ReadError, UnknownName
from sayso.model.report import Report, text_id
from sayso.read.options import MAX_BYTES, MAX_CHARS, Failure, FailureKind, Metadata, ReadOptions
from sayso.read.readers import READERS
from sayso.read.sources import find_files, read_bytes, read_paths, read_text
from tests.read.making import SENTENCE, packed, page, pdf, word_xml


def ids(found: Iterable[Report | Failure]) -> list[str]:
    """The ids of reports, and the messages of failures."""
    return [item.id if isinstance(item, Report) else item.message for item in found]


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} is quiet.", encoding="utf-8")


def test_a_string_is_cleaned_and_its_headline_found() -> None:
    text = f"Shelling kills two\r\n\r\n{SENTENCE}"
    clean_text = f"Shelling kills two\n\n{SENTENCE}"
    assert read_text(text) == Report(
        text=clean_text, id=text_id(clean_text), title="Shelling kills two", language="en"
    )
    flags = ReadOptions(metadata=Metadata(title="Another", language="en"))
    assert read_text("Quiet.", name="a", options=flags) == Report(
        text="Quiet.", id="a", title="Another", language="en"
    )


def test_a_string_without_text_or_with_too_much_is_an_error() -> None:
    with pytest.raises(ReadError, match="a: there is no text in it"):
        read_text(" \n", name="a")
    with pytest.raises(ReadError, match="text: the text has 5,000,001 characters"):
        read_text("x" * (MAX_CHARS + 1))


def test_a_folder_is_read_in_order_without_what_is_hidden_or_unknown(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "c/d/e.txt", ".hidden.txt", ".git/x.txt", "image.png", "a/notes.odt")
    message = f"{tmp_path}: 2 of the files in it skipped, for their suffix is of no known format"
    assert list(read_paths([tmp_path])) == [
        Report(text="a/z.txt is quiet.", id="z"),
        Report(text="b.txt is quiet.", id="b"),
        Report(text="c/d/e.txt is quiet.", id="e"),
        Failure(str(tmp_path), None, message, kind=FailureKind.SKIPPED),
    ]


def test_paths_are_read_in_the_order_given_and_each_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt", "c.txt")
    assert ids(read_paths([tmp_path / "c.txt", tmp_path, str(tmp_path / "a.txt")])) == ["c", "a", "b"]


def test_a_progress_bar_can_count_what_will_be_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    assert list(find_files([tmp_path, "-"])) == [tmp_path / "a.txt", tmp_path / "b.txt", Path("-")]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["x/a.txt", "y/a.txt", "y/b.txt"], ["x-a", "y-a", "b"]),
        (["x/a.html", "x/a.txt"], ["a.html: no", "x-a.txt"]),
        (["p/x/a.txt", "q/x/a.txt"], ["p-x-a.txt", "q-x-a.txt"]),
    ],
)
def test_files_of_one_stem_are_told_apart_by_their_folders(
    tmp_path: Path, names: list[str], expected: list[str]
) -> None:
    write(tmp_path, *names)
    found = ids(read_paths([tmp_path]))
    assert [end in one for one, end in zip(found, expected, strict=True)] == [True] * len(expected)
    assert len(set(found)) == len(found)


def test_links_to_folders_are_not_followed_and_a_circle_of_links_harms_nothing(tmp_path: Path) -> None:
    write(tmp_path, "a/b.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    found = ids(read_paths([tmp_path]))
    assert found[0] == "b"
    assert found[1].startswith(f"{tmp_path}/loop.txt: cannot be read: ")
    assert len(found) == 2


def test_standard_input_is_read_by_its_content_or_the_option() -> None:
    data = b'{"text": "Quiet."}'
    assert list(read_paths(["-"], stdin=io.BytesIO(data))) == [Report(text="Quiet.", id="stdin")]
    assert list(read_paths(["-"], ReadOptions(format="text"), stdin=io.BytesIO(data))) == [
        Report(text='{"text": "Quiet."}', id="stdin")
    ]
    assert list(read_paths(["-"])) == [Failure("stdin", None, "stdin: no standard input here; name a file")]
    assert ids(read_paths(["-"], stdin=io.BytesIO(b""))) == ["stdin: the file is empty; a report is expected"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = ids(read_paths([tmp_path]))
    assert (found[0], found[2]) == ("a", "c")
    assert found[1].startswith(f"{tmp_path}/b.txt: binary file: it is a PNG image")


def test_a_folder_without_reports_says_what_would_be_one(tmp_path: Path) -> None:
    found = list(read_paths([tmp_path]))
    assert [item.kind for item in found if isinstance(item, Failure)] == [FailureKind.FAILED]
    assert ids(found)[0].startswith(
        f"{tmp_path}: no reports in this folder; known suffixes: .txt .text .html"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.txt", "none.txt: cannot be read: No such file or directory"),
        (f"{'long' * 100}.txt", "cannot be read: File name too long"),
        ("nul\0.txt", "cannot be read: embedded null byte"),
        ("a.odt", "a.odt: unknown format '.odt'"),
        ("empty.txt", "empty.txt: the file is empty"),
        ("blank.txt", "blank.txt: there is no text in it, only blanks or nothing"),
        ("large.txt", "large.txt: 20,000,001 bytes, at most 20,000,000 in one file"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_failure_with_its_name(
    tmp_path: Path, name: str, message: str
) -> None:
    write(tmp_path, "a.odt")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\u200b\n", encoding="utf-8")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # a hole on the disk, so it costs nothing
    found = list(read_paths([tmp_path / name]))
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    assert message in found[0].message


def test_a_file_without_permission_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, whom permissions do not stop.
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, "a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    message = f"{tmp_path}/a.txt: cannot be read: Permission denied; check its name and permissions"
    assert list(read_paths([tmp_path / "a.txt"])) == [Failure(f"{tmp_path}/a.txt", None, message)]


def test_a_device_is_no_file() -> None:
    assert ids(read_paths(["/dev/zero"])) == ["/dev/zero: it is a device, not a file"]


def test_more_bytes_than_the_limit_are_refused() -> None:
    message = "a.txt: 20,000,001 bytes, at most 20,000,000 in one file; split it"
    assert list(read_bytes(b"x" * (MAX_BYTES + 1), name="a.txt")) == [Failure("a.txt", None, message)]


def test_an_unknown_format_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UnknownName, match="unknown input format 'odt'; known: text, html"):
        read_paths([], ReadOptions(format="odt"))
    with pytest.raises(UnknownName, match="unknown input format 'odt'"):
        read_bytes(b"", name="a", options=ReadOptions(format="odt"))


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/a.txt", "b/c.html", "d.odt")
    assert list(read_paths([tmp_path])) == list(read_paths([tmp_path]))


WHOLE = [
    pdf([[SENTENCE, "two"]]),
    packed({"word/document.xml": word_xml("<w:p><w:r><w:t>Quiet.</w:t></w:r></w:p>")}),
    page(f"<article><p>{SENTENCE}</p></article>").encode(),
    b'[{"text": "Quiet."}, {"title": 7}]',
    b'id,text\n1,"Quiet, and more"\n',
    SENTENCE.encode("utf-16"),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Part of a good file with some bytes changed."""
    data = bytearray(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(0, 5))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))]) + draw(st.binary(max_size=5))


@settings(max_examples=60, deadline=None)
@given(st.binary() | damaged(), st.sampled_from([None, *READERS]))
@example(b"", None)
@example(b"\x00", "text")
def test_no_bytes_raise_anything(data: bytes, format_name: str | None) -> None:
    found = list(read_bytes(data, name="a", options=ReadOptions(format=format_name)))
    assert [type(item) in (Report, Failure) for item in found] == [True] * max(1, len(found))

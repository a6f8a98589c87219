import pytest

from sayso.errors import ReadError
from sayso.read.decode import Decoded, decode

ENGLISH = "The army said: “We hold the bridge.”\nThe rebels denied it – twice.\n"
RUSSIAN = "Три солдата погибли при обстреле блокпоста к северу от города в воскресенье, сообщила полиция.\n"


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, "x", "Short.\n"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, encoding: str, text: str) -> None:
    assert decode(mark + text.encode(encoding)) == Decoded(text)


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_utf_16_and_utf_32_are_known_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp1252", ENGLISH), ("cp1251", RUSSIAN), ("koi8-r", RUSSIAN), ("cp1252", "Un café à Raqqa.")],
)
def test_another_encoding_is_found_and_told(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, [note.kind for note in decoded.notes], decoded.damaged) == (
        text,
        ["encoding-guessed"],
        False,
    )


def test_a_declared_encoding_is_no_guess() -> None:
    polish = "Trzech żołnierzy zginęło w ostrzale posterunku na północ od miasta."
    assert decode(polish.encode("iso8859-2"), declared="ISO-8859-2") == Decoded(polish)


@pytest.mark.parametrize("declared", ["punycode", "unicode_escape", "rot13", "latin-99", "utf-8"])
def test_a_wrong_or_harmful_declaration_counts_for_nothing(declared: str) -> None:
    assert decode("Un café à Raqqa.".encode("cp1252"), declared).text == "Un café à Raqqa."


def test_a_few_bad_bytes_in_utf_8_become_replacement_characters() -> None:
    data = "“Никто” – ".encode() + b"\xff\xfe" + " не взял ответственность.".encode()
    assert decode(data) == Decoded("“Никто” – \ufffd\ufffd не взял ответственность.", damaged=True)


def test_utf_16_that_ends_within_a_character_keeps_the_rest() -> None:
    assert decode(b"\xff\xfe" + "Quiet day.".encode("utf-16-le") + b"\x41") == Decoded(
        "Quiet day.\ufffd", damaged=True
    )


def test_a_stray_control_character_is_still_text() -> None:
    assert decode(b"Two dead.\x00 Page\x0c two.\n") == Decoded("Two dead.\x00 Page\x0c two.\n")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"{\\rtf1 Hello}", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word"),
        (bytes(range(32)) * 40, "no text"),
        (bytes(range(256)) * 40, "unknown encoding"),
        (b"\x00" * 5000, "no text"),
    ],
)
def test_a_binary_file_is_refused_with_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=f"binary file.*{what}"):
        decode(data)

"""Bytes to characters: which encoding, and whether it is text at all."""

import re
import string
import unicodedata
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from sayso.errors import ReadError
from sayso.model.report import Note

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (Word, Excel or EPUB)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "an RTF file"),
)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 50_000
_LETTERS = string.ascii_letters.encode()
_LOW = bytes((*range(9), *range(14, 32)))
_ODD = bytes(range(128, 256))
# A page may declare its encoding; only character tables count (Python's codecs also unpack and escape).
_TABLES = re.compile(
    r"(windows|iso|latin|koi8|cp|mac|gb|big5|shift|euc|tis|us-ascii|ascii|utf-8)[\w-]*", re.I
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a file; `damaged` is True where bytes could not be decoded and are U+FFFD."""

    text: str
    notes: tuple[Note, ...] = ()
    damaged: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The characters that `data` stands for.

    A byte order mark decides; else UTF-16 and UTF-32 by their NULs; else UTF-8, strict or
    with few errors; else `declared`; else what charset-normalizer finds, with a note.

    Raises:
        ReadError: it is no text, or in no encoding that can be found.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"binary file: it is {what}; text is expected, or another --input-format")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    wide = _wide_encoding(data)
    if wide is not None:
        return _lenient(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared)
    _refuse_binary(text)
    return Decoded(text)


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        text, damaged = data.decode(encoding), False
    except UnicodeDecodeError:
        text, damaged = data.decode(encoding, "replace"), True
    _refuse_binary(text)
    return Decoded(text, damaged=damaged)


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE]
    data = sample.encode("utf-8", "surrogatepass")
    # Each other character once: a page has a hundred of them, and 50,000 in all.
    others = Counter(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    junk = _count(data, _CONTROLS)
    junk += sum(count for ch, count in others.items() if ch == "�" or _is_junk(ch))
    if junk > max(3, len(sample) // 20):
        raise ReadError(
            "binary file, or text in an unknown encoding: "
            f"{junk} of the first {len(sample)} characters are no text; save it as UTF-8"
        )


def _is_junk(ch: str) -> bool:
    return ch not in "\t\n\v\f\r\x85" and unicodedata.category(ch) in ("Cc", "Cn", "Co")


_ASCII = bytes(range(128))
_CONTROLS = bytes(code for code in _ASCII if _is_junk(chr(code)))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: NULs, only in the high bytes, in text full of low bytes.

    Letters outside Latin have no NUL, but the spaces and line ends between them do, and
    their high bytes are control characters too (Cyrillic 04, Arabic 06).
    """
    head = data[: _SAMPLE - _SAMPLE % 4]
    nuls = [head[place::4].count(0) for place in range(4)]
    if sum(nuls) == 0 or _count(head, _LOW) * 4 < len(head) or len(data) < 4:
        return None
    quarter = len(head) // 4
    if len(data) % 4 == 0 and min(nuls[2:]) == quarter and nuls[0] == 0:
        return "utf-32-le"
    if len(data) % 4 == 0 and min(nuls[:2]) == quarter and nuls[3] == 0:
        return "utf-32-be"
    even, odd = nuls[0] + nuls[2], nuls[1] + nuls[3]
    if odd > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 10 * odd else None


def _legacy(data: bytes, declared: str | None) -> Decoded:
    if declared is not None and _TABLES.fullmatch(declared):
        with suppress(LookupError, UnicodeDecodeError):  # as if it had declared nothing
            text = data.decode(declared)
            _refuse_binary(text)
            return Decoded(text)
    text = data.decode("utf-8", "replace")
    bad = text.count("�")
    good = len(text) - bad - len(text.encode("ascii", "ignore"))
    if good > 2 * bad:
        _refuse_binary(text)
        return Decoded(text, damaged=True)
    letters, odd = _count(data, _LETTERS), _count(data, _ODD)
    # Fewer than 20 odd bytes among Latin letters say little; Windows-1252 is by far the commonest then.
    encoding = "cp1252" if odd < 20 and letters > 3 * odd else _best_guess(data)
    decoded = _lenient(data, encoding)
    message = (
        f"the file is not UTF-8; it was read as {encoding}, which is a guess: save it as UTF-8 to be sure"
    )
    return Decoded(decoded.text, (Note("encoding-guessed", message),), decoded.damaged)


def _count(data: bytes, wanted: bytes) -> int:
    return len(data) - len(data.translate(None, wanted))


def _best_guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadError("binary file, or text in an unknown encoding; save it as UTF-8")
    return best.encoding

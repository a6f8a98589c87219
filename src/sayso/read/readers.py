"""The input formats, and which one a file is in."""

import re
from pathlib import PurePath

from sayso.errors import ReadError
from sayso.read.archives import drafts, read_archive
from sayso.read.bundles import bundle_reader
from sayso.read.drafts import Reader
from sayso.read.options import ReadOptions
from sayso.read.pages import read_page
from sayso.read.pdf import read_pdf
from sayso.read.plain import read_plain
from sayso.read.records import read_json, read_lines
from sayso.read.rtf import read_rtf
from sayso.read.tables import read_csv, read_parquet, read_tsv
from sayso.read.word import read_word

READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("text", (".txt", ".text"), read_plain),
        Reader("html", (".html", ".htm", ".xhtml"), read_page),
        Reader("json", (".json",), read_json),
        Reader("jsonl", (".jsonl", ".ndjson"), read_lines),
        Reader("csv", (".csv",), read_csv),
        Reader("tsv", (".tsv", ".tab"), read_tsv),
        Reader("parquet", (".parquet", ".pq"), read_parquet),
        Reader("docx", (".docx",), read_word),
        Reader("rtf", (".rtf",), read_rtf),
        Reader("pdf", (".pdf",), read_pdf),
        Reader("warc", (".warc", ".warc.gz", ".warc.zst", ".wacz"), read_archive, drafts),
    )
}

_BY_SUFFIX: dict[str, Reader] = {suffix: reader for reader in READERS.values() for suffix in reader.suffixes}
_STARTS = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "warc"),
)
_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|article)\b", re.I)
_OBJECT = re.compile(rb"\[?\s*\{\s*[\"}]")


def reader_by_suffix(name: str) -> Reader | None:
    """The reader for a file name, or None where its suffix is none of ours."""
    suffixes = PurePath(name).suffixes[-2:]
    return _BY_SUFFIX.get("".join(suffixes).lower()) or _BY_SUFFIX.get("".join(suffixes[-1:]).lower())


READERS["zip"] = bundle_reader(reader_by_suffix)
_BY_SUFFIX.update(dict.fromkeys(READERS["zip"].suffixes, READERS["zip"]))


def choose_reader(data: bytes, name: str, options: ReadOptions) -> Reader:
    """By the options, else by suffix, else (no suffix: standard input) by content.

    Raises:
        ReadError: the suffix is none of ours, or the content is of a format that is none of ours.
    """
    if options.format is not None:
        return READERS[options.format]
    suffix = PurePath(name).suffix
    if not suffix:
        return READERS[_sniff(data)]
    found = reader_by_suffix(name)
    if found is None:
        known = " ".join(_BY_SUFFIX)
        raise ReadError(f"unknown format {suffix!r}; known: {known}; or say what it is with --input-format")
    return found


def _sniff(data: bytes) -> str:
    for start, name in _STARTS:
        if data.startswith(start):
            return name
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return "docx"
    if data.startswith(b"PK\x03\x04"):
        return "warc" if b"archive/" in data and b".warc" in data else "zip"
    # Good enough for UTF-16 too: the marks of every format are ASCII.
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip()
    if _PAGE.match(head) or (head.startswith(b"<?xml") and _PAGE.search(head)):
        return "html"
    if head.startswith(b"<?xml"):
        raise ReadError(
            "unknown format XML; known: " + ", ".join(READERS) + "; feeds are read by `sayso add`"
        )
    return "json" if _OBJECT.match(head) else "text"

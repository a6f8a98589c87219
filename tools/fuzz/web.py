"""Targets of the web and of what leaves: questions, links, pages, cells of tables, names of files."""

import csv
import io
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl

from tools.fuzz.target import Feed, Target, Targets

QUESTIONS = (
    b"q=tanks+actor:SDF+after:2017-06-01", b"from=2017-06&to=2017&area=30,30,40,40&sort=newest&limit=5",
    b"killed=5&disputed=yes&stance=denies&confidence=0.5&after=WzEsImEiXQ", b"type=ASSAULT&mode=&grade=firm",
)  # fmt: skip
NAMES = ("actor:", "since=", "area=", "limit=", "%00", "%ff", "nan", '-"', "after=", "99999999999999999999")
PATHS = (
    b"/", b"/incidents?q=jet", b"/r/wire-1?at=0-5", b"/parties/SYR", b"/sources/Agency", b"/map?area=1,2,3,4",
    b"/api/v1/incidents?limit=2", b"/api/v1/reports/wire-1", b"/incidents.csv", b"/i/i-0000000000000000-a",
    b"/about/accuracy", b"/timeline?type=ASSAULT", b"/static/../../etc/passwd",
    b"/api/v1/claims?stance=denies",
)  # fmt: skip


def _question() -> Feed:
    from sayso.show.web.asked import asked

    def feed(data: bytes) -> None:
        found = asked(parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True))
        again = asked(found.given.items())
        assert again.filters == found.filters, (found, again)

    return feed


def _words() -> Feed:
    from sayso.store.sql.asked_words import asked_words

    def feed(data: bytes) -> None:
        wanted, unwanted = asked_words(data.decode("utf-8", "replace"))
        assert not set("\"*():^'") & set("".join((*wanted, *unwanted)))

    return feed


def _places() -> Feed:
    """Where one page of a list ends and the next begins, as an address has it."""
    from sayso.errors import SaysoError
    from sayso.store.sql import pages

    readers = [getattr(pages, name) for name in vars(pages) if name.startswith("opened")]

    def feed(data: bytes) -> None:
        for read in readers:
            try:
                read(data.decode("ascii", "replace"))
            except SaysoError:
                continue

    return feed


def _links() -> Feed:
    from sayso.show.web import links

    def feed(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        kept = links.own(text, "/")
        assert kept.startswith("/"), kept
        assert not kept.startswith("//"), kept
        name = links.incident_id(text)
        assert name is None or len(name) == 18
        assert links.slug(text).isascii()

    return feed


def _shown() -> Feed:
    """What a terminal and a file name get."""
    from sayso.show.safe import file_name, safe

    def feed(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        assert not [c for c in safe(text) if c in "\x1b\n\r\x9b\u202e\u2066"]
        name = file_name(text)
        assert Path(name).name == name, name
        assert not name.startswith("."), name

    return feed


def _cells() -> Feed:
    """A cell of a table: never a formula, and what it was when it is read back."""
    from sayso.export.csv_safe import CsvRows, TabRows, safe, unsafe

    def feed(data: bytes) -> None:
        cell = data.decode("utf-8", "replace")
        assert unsafe(safe(cell)) == cell
        out = io.StringIO(newline="")
        CsvRows(out).write([cell, "a"])
        (read,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
        assert unsafe(read[0]) == cell, read
        # A number is no formula, and stays: "+55".
        assert read[0].lstrip()[:1] not in {"=", "+", "@"} or read[0].lstrip("+-").isdecimal(), read
        tabs = io.StringIO(newline="")
        TabRows(tabs).write([cell, "a"])
        assert (tabs.getvalue().count("\n"), tabs.getvalue().count("\t")) == (1, 1)

    return feed


def _served() -> Feed:
    """A small base, served: no address may break it."""
    from fastapi.testclient import TestClient

    from sayso.desk import Desk
    from sayso.show.web.application import application
    from tests.show.web.conftest import REPORTS

    path = Path(tempfile.mkdtemp(prefix="sayso-fuzz-")) / "base.db"
    with Desk(path) as desk:
        [*desk.add(REPORTS)]
    served = application(Desk(path, read_only=True))
    client = TestClient(served, base_url="http://127.0.0.1:8000", raise_server_exceptions=True)
    client.__enter__()

    def feed(data: bytes) -> None:
        address = "".join(chr(byte) for byte in data if 0x20 < byte < 0x7F)
        if not address.startswith("/") or address.startswith("//"):
            return
        answer = client.get(address, follow_redirects=False)
        assert answer.status_code < 500 or answer.status_code == 503, (address, answer.status_code)

    return feed


TARGETS: Targets = {
    "web-question": Target(_question, lambda: QUESTIONS, NAMES, longest=1_024, share=1.5),
    "web-words": Target(
        _words, lambda: (b'tanks "a phrase" -without', b'-"a b" *'), ('"', "-", "*"), longest=1_024
    ),
    "web-places": Target(_places, lambda: (b"WzEsImEiXQ", b"NQ", b"W251bGwsImEiXQ"), longest=256, share=0.5),
    "web-links": Target(
        _links, lambda: (b"/incidents", b"i-0123456789abcdef-a", b"//x"), ("//", "/\\"), longest=256
    ),
    "web-pages": Target(_served, lambda: PATHS, NAMES, seconds=6.0, longest=200, share=1.5),
    "terminal": Target(
        _shown, lambda: (b"a\x1b[31m", "e\u0301\u0301".encode()), ("\u202e", "\x9b"), longest=512
    ),
    "cells": Target(
        _cells, lambda: (b"=1+1", b"'=1", b" \t@x", b"-5"), ("=", "+", "\uff1d", "'", "\t"), longest=256
    ),
}

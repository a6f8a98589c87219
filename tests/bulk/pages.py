"""Small made-up reports for bulk runs, in files of several kinds."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

PLACES = ("Kafr Nabl", "Gossi", "Sangin", "Tendelti", "Bilozerka")
SIDES = ("Rebels", "Soldiers", "Gunmen", "Insurgents")


def text(number: int, more: str = "") -> str:
    """A report of two sentences, another one for each number."""
    side, place = SIDES[number % len(SIDES)], PLACES[number % len(PLACES)]
    return (
        f"{side} shelled the town of {place} on Monday, killing {number + 2} civilians, the army said. "
        f"The {side.lower()} denied it.{' ' + more if more else ''}"
    )


def lines(path: Path, texts: Iterable[str], title: str = "Attack") -> Path:
    """A file in JSON Lines."""
    rows = [
        {"text": one, "title": f"{title} {at}", "published": "2021-03-09"} for at, one in enumerate(texts)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def folder(path: Path, texts: Iterable[str]) -> Path:
    """A folder of plain files."""
    path.mkdir(parents=True)
    for at, one in enumerate(texts):
        (path / f"p{at:03}.txt").write_text(one, encoding="utf-8")
    return path


def page(number: int, more: str = "") -> bytes:
    """A page of a made-up outlet, with a menu and a foot that are no part of the article."""
    title = f"Attack {number} on {PLACES[number % len(PLACES)]}"
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title><meta property='og:title' "
        f"content='{title}'><meta property='article:published_time' content='2021-03-09'></head><body>"
        f"<nav><a href='/'>Home</a><a href='/war'>War</a></nav><article><h1>{title}</h1>"
        f"<p>{text(number, more)}</p><p>Residents of the town spoke of a long night, and of {number + 3} "
        "houses that burned down before anybody came to their help.</p></article>"
        "<footer>All rights reserved.</footer></body></html>"
    ).encode()


def archive(path: Path, pages: Iterable[bytes]) -> Path:
    """A WARC file of pages, each record packed by itself."""
    with path.open("wb") as file:
        for number, data in enumerate(pages):
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + data
            head = (
                "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2021-03-09T12:00:00Z\r\n"
                f"WARC-Target-URI: https://outlet.example/{number}\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0))
    return path

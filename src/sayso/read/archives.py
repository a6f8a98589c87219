"""Archives of web pages (WARC, WACZ) to pages, and pages to reports: streams, in bounded memory."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO

from sayso.errors import NoArticle, ReadError
from sayso.model.report import Capture, Note
from sayso.read.drafts import Draft, Fault
from sayso.read.messages import answer, unchunked, whole
from sayso.read.options import DEFAULTS, Failure, FailureKind, ReadOptions
from sayso.read.pages import draft_page
from sayso.read.warc import Broken, Record, records, verified
from sayso.read.zips import archived

_PAGES = frozenset(("response", "resource"))
_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.I)
_LOOKS = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)\b", re.I)
_ANOTHER = re.compile(rb"\r\n\r\nWARC/\d\.\d\r\n")
# Of one file: what it takes to know that a page stood there before.
_MOST_KNOWN = 1_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """One archived page: its bytes with no coding left on them, and where they lie.

    `place` is that of its record in the file, for messages; `notes` are about the capture.
    """

    data: bytes
    content_type: str | None
    address: str | None
    capture: Capture
    place: str
    notes: tuple[Note, ...] = ()


def drafts(
    source: Path | str | BinaryIO, options: ReadOptions = DEFAULTS, *, name: str | None = None
) -> Iterator[Draft | Failure]:
    """The article of each page of an archive, each with its capture; see `pages`.

    A page without an article is a failure of kind "skipped": menus and lists are pages, too.
    """
    called = _called(source, name)
    for page in pages(source, name=name):
        yield page if isinstance(page, Failure) else draft_of(page, called)


def read_archive(data: bytes, options: ReadOptions) -> Iterator[Draft | Fault]:
    """The articles of an archive that is in memory: of standard input."""
    for one in drafts(BytesIO(data), options, name="archive"):
        yield Fault(one.place, one.message, one.kind) if isinstance(one, Failure) else one


def draft_of(page: Page, name: str) -> Draft | Failure:
    """The article of one page of the archive `name`, or why there is none."""
    try:
        made = draft_page(
            page.data, content_type=page.content_type, address=page.address, capture=page.capture
        )
    except NoArticle as error:
        return failure(name, page.place, f"{_shown(page)}{error}", FailureKind.SKIPPED)
    except ReadError as error:
        return failure(name, page.place, f"{_shown(page)}{error}")
    return replace(made, place=page.place, notes=(*made.notes, *page.notes))


def pages(source: Path | str | BinaryIO, *, name: str | None = None) -> Iterator[Page | Failure]:
    """The pages of an archive in its order: answers (200) and resources that are HTML.

    One bad record is one failure that names file, place and what is wrong. What is no page, was no success,
    or stands there a second time is counted in one failure of kind "skipped", which comes last.

    Args:
        source: A WARC file, plain or packed, a WACZ file, or such a file that is open and can be sought.
        name: What to call it in messages and captures; the file's name where it is None.
    """
    called = _called(source, name)
    with ExitStack() as opened:
        try:
            stream: BinaryIO
            if isinstance(source, Path | str):
                stream = opened.enter_context(Path(source).open("rb"))
            else:
                stream = source
            for inner, one in archived(stream):
                label = PurePath(called).name + inner
                try:
                    yield from _Reading(called, label).pages(one)
                except OSError as error:
                    if not inner:
                        raise
                    yield failure(f"{called}{inner}", None, f"{error.strerror or error}")
        except (ReadError, OSError, ValueError) as error:
            why = error.strerror or error if isinstance(error, OSError) else error
            yield failure(called, None, f"{why}")


def _called(source: Path | str | BinaryIO, name: str | None) -> str:
    if name is not None:
        return name
    return str(source) if isinstance(source, Path | str) else str(getattr(source, "name", "archive"))


def failure(name: str, place: str | None, message: str, kind: FailureKind = FailureKind.FAILED) -> Failure:
    """A failure whose message begins with the archive's name and the place."""
    where = name if place is None else f"{name}, {place}"
    return Failure(name, place, f"{where}: {message}", kind=kind)


def _shown(page: Page) -> str:
    return "" if page.address is None else f"{page.address[:200]}: "


class _Reading:
    """Reads one WARC file.

    Args:
        name: For messages.
        label: For captures.
    """

    def __init__(self, name: str, label: str) -> None:
        self._name = name
        self._label = label
        self._left_out: Counter[str] = Counter()
        self._passed_over = 0  # records beside pages: what was asked, who crawled
        self._known: set[bytes] = set()

    def pages(self, stream: BinaryIO) -> Iterator[Page | Failure]:
        told_of = False
        for one in records(stream, _PAGES):
            found = self._broken(one) if isinstance(one, Broken) else self._of(one)
            if found is not None:
                told_of = True
                yield found
        if not (told_of or self._left_out):
            yield self._nothing()
        if self._left_out:
            total = sum(self._left_out.values())
            told = ", ".join(f"{count} {what}" for what, count in self._left_out.most_common())
            message = f"{total} records hold no page to read: {told}"
            yield failure(self._label, None, message, FailureKind.SKIPPED)

    def _nothing(self) -> Failure:
        """What is told of a file of which nothing else is: silence would look like success."""
        if self._passed_over:
            message = f"{self._passed_over} records, and none of them is a page"
            return failure(self._label, None, message, FailureKind.SKIPPED)
        return failure(self._name, None, "no record of an archive can be read in it")

    def _broken(self, one: Broken) -> Failure:
        return failure(self._name, str(one.place), one.message)

    def _of(self, record: Record) -> Page | Failure | None:
        """The page of a record; None where it is none, which is counted."""
        if record.kind not in _PAGES:
            if record.kind in ("revisit", "conversion", "continuation"):
                self._left_out[_KINDS[record.kind]] += 1
            else:
                self._passed_over += 1
            return None
        try:
            return self._page(record)
        except ReadError as error:
            address = record.headers.get("warc-target-uri", "")
            return failure(self._name, str(record.place), f"{address[:200]}{': ' if address else ''}{error}")

    def _page(self, record: Record) -> Page | None:
        kept, kind, data = record.block, record.headers.get("content-type"), record.block
        if record.kind == "response":
            found = answer(record.block)
            if found.status != 200:
                self._left_out[f"of status {found.status}"] += 1
                return None
            kept, kind = found.body, found.headers.get("content-type")
        if not _is_html(kind, kept):
            self._left_out[f"of type {_type(kind)}"] += 1
            return None
        if record.headers.get("warc-segment-number", "1").strip() != "1":
            raise ReadError("a part of a record that was split; only whole records are read")
        if record.kind == "response":
            data = whole(kept, found.headers)
        if not data.strip():
            self._left_out["empty"] += 1
            return None
        address = (record.headers.get("warc-target-uri") or "").strip().strip("<>") or None
        if self._again(address, data):
            self._left_out["the same page again"] += 1
            return None
        digest, notes = _digest(record, kept)
        return Page(data, kind, address, self._capture(record, digest, address), str(record.place), notes)

    def _capture(self, record: Record, digest: str, address: str | None) -> Capture:
        name = record.headers.get("warc-record-id", "").strip().strip("<>")
        return Capture(
            record=name or f"urn:{digest}",
            digest=digest,
            address=address,
            at=_moment(record.headers.get("warc-date", "")),
            file=self._label,
            offset=record.place.offset,
        )

    def _again(self, address: str | None, data: bytes) -> bool:
        key = hashlib.blake2b(
            (address or "").encode("utf-8", "replace") + b"\0" + data, digest_size=12
        ).digest()
        if key in self._known:
            return True
        if len(self._known) < _MOST_KNOWN:
            self._known.add(key)
        return False


_KINDS = {
    "revisit": "that were seen before (revisit)",
    "conversion": "made of others (conversion)",
    "continuation": "that go on with others (continuation)",
}


def _is_html(kind: str | None, body: bytes) -> bool:
    if kind is None or not kind.strip():
        return _LOOKS.search(body[:2000]) is not None
    return _HTML.match(kind) is not None


def _type(kind: str | None) -> str:
    return re.split(r"[;,\s]", (kind or "").strip().lower(), maxsplit=1)[0][:60] or "unknown"


def _digest(record: Record, body: bytes) -> tuple[str, tuple[Note, ...]]:
    """The digest of the payload: the archive's own where it is right, else one that is computed.

    Raises:
        ReadError: it is not right, for the record holds the next one, too.
    """
    stated = record.headers.get("warc-payload-digest")
    # Some archives digest the body as it was sent, some without its chunks.
    if stated is not None and (verified(body, stated) or _verified_unchunked(body, stated)):
        return stated.strip(), _notes(record)
    computed = f"sha256:{hashlib.sha256(body).hexdigest()}"
    if stated is None:
        return computed, _notes(record)
    if _ANOTHER.search(body):
        raise ReadError("another record stands in it: its Content-Length cannot be right")
    message = f"the archive states {stated.strip()[:80]} of this page, which is not the digest of its bytes"
    return computed, (*_notes(record), Note("capture-digest", message))


def _verified_unchunked(body: bytes, stated: str) -> bool:
    try:
        bare = unchunked(body)
    except ReadError:
        return False
    return bare is not body and verified(bare, stated)


def _notes(record: Record) -> tuple[Note, ...]:
    why = record.headers.get("warc-truncated")
    if why is None:
        return ()
    return (
        Note("capture-truncated", f"the crawler cut this page off ({why.strip()[:40]}): its end is missing"),
    )


def _moment(stated: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stated.strip())
    except ValueError:
        return None

"""What a reader makes of a file, and how that becomes reports."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.errors import ReadError
from sayso.model.report import Capture, Note, Report, text_id
from sayso.model.spans import Span
from sayso.read.clean import clean, one_line
from sayso.read.datelines import addressed_day, printed_day
from sayso.read.dates import parse_date, parse_moment
from sayso.read.language import identify, language_code
from sayso.read.options import MAX_CHARS, Failure, FailureKind, ReadOptions

MAX_HEADLINE = 200
_MAX_ID = 200
_MAX_SLUG = 60
_CLOSING = "\"'”’»)]"
_STOPS = (".", "。", "\u06d4", "।")  # U+06D4 is the Urdu full stop


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as a file has it: nothing cleaned, nothing checked.

    `place` and `number` say which of several reports of a file it is; None where it is
    the file's only one. `published` is whatever stands there, `published_at` what stands
    beside it for the moment; `guid` names the article in all its versions. `damaged` is True where
    bytes of the file could not be decoded. `headed`: the first paragraph may be a title.
    `address`: where a page was read from, by which it is called where it has no id.
    """

    text: str
    place: str | None = None
    number: int | None = None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: object = None
    language: str | None = None
    url: str | None = None
    revises: str | None = None
    notes: tuple[Note, ...] = ()
    damaged: bool = False
    headed: bool = False
    published_at: object = None
    guid: str | None = None
    capture: Capture | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a file that gave no report, and why; `place` None is the whole file."""

    place: str | None
    message: str
    kind: FailureKind = FailureKind.FAILED


Stream = Callable[[str, ReadOptions], Iterator[Draft | Failure]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format: its name, its file suffixes, and bytes -> drafts.

    `stream` is there where files are read piece by piece, however large they are: path -> drafts.

    `read` raises ReadError where the file as a whole is no such file; the message
    leaves the file's name to the caller.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, ReadOptions], Iterator[Draft | Fault]]
    stream: Stream | None = None


def headline(text: str) -> str | None:
    """The title that a clean text opens with, or None.

    That is a first paragraph of one line, at most 200 characters, without a full stop at
    its end, with a blank line and more text after it.
    """
    # A blank line and something after it, found without a backtracking search over the text.
    start = len(text) - len(text.lstrip())
    line, _, rest = text[start:].partition("\n")
    following, separator, rest = rest.partition("\n")
    line = line.strip()
    if not separator or following.strip() or not rest.strip() or len(line) > MAX_HEADLINE:
        return None
    return None if line.rstrip(_CLOSING).endswith(_STOPS) else line


def compose(title: str | None, paragraphs: Sequence[str]) -> str:
    """Title, blank line, paragraphs with blank lines between: the text of HTML, Word and PDF reports.

    A first paragraph that only repeats the title is left out.
    """
    body = [part for part in (_paragraph(text) for text in paragraphs) if part]
    if title and body and _same(body[0], title):
        body = body[1:]
    return "\n\n".join([title, *body] if title else body)


def _paragraph(text: str) -> str:
    lines = (one_line(line) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


def finish(draft: Draft, stem: str, options: ReadOptions) -> Report:
    """The report that a draft and the flags make.

    Raises:
        ReadError: there is no text, or too much of it.
    """
    text, notes = clean(draft.text), list(draft.notes)
    title = one_line(draft.title or "") or (headline(text) if draft.headed else None)
    if not text.strip() and title:
        text = title
        notes.append(Note("title-only", "the report has a title and no text; the title is read as its text"))
    _check_size(text)
    if draft.damaged:
        notes += _damage(text)
    flags = options.metadata
    published = flags.published or _published(draft.published, notes) or _inferred(draft, text, notes)
    moment = parse_moment(draft.published_at) or parse_moment(draft.published)
    language = _language(flags.language or draft.language, text, notes)
    return Report(
        text=text,
        id=_id(draft, stem, text),
        title=one_line(flags.title or "") or title,
        outlet=one_line(flags.outlet or draft.outlet or "") or None,
        published=published,
        language=language,
        url=one_line(flags.url or draft.url or "") or None,
        revises=one_line(draft.revises or "") or None,
        notes=tuple(notes),
        # A flag with another day overrides the time, too.
        published_at=moment if moment is not None and moment.date() == published else None,
        guid=_guid(draft),
        capture=draft.capture,
    )


def _check_size(text: str) -> None:
    if len(text) > MAX_CHARS:
        raise ReadError(
            f"the text has {len(text):,} characters, at most {MAX_CHARS:,} make one report; "
            "split it, or give a batch as JSON Lines"
        )
    if not text.strip():
        raise ReadError("there is no text in it, only blanks or nothing")


def _id(draft: Draft, stem: str, text: str) -> str:
    """The report's own id; else one of its address or guid, which versions share, and its text."""
    own, guid = one_line(draft.id or "")[:_MAX_ID], _guid(draft)
    if not own and draft.address is not None:
        return f"{_slug(draft.address)}-{text_id(text)[2:14]}"
    if not own and guid is not None:
        return f"{guid}-{text_id(text)[2:10]}"
    return own or (stem if draft.number is None else f"{stem}-{draft.number}")


def _slug(address: str) -> str:
    """What people know a page by: "example.org-shells-hit-market" of ".../05/shells-hit-market.html"."""
    host, _, path = re.sub(r"^\w+://(?:www\.)?", "", one_line(address)).partition("/")
    parts = re.split(r"[/.;]", re.split(r"[?#]", path)[0])
    longest = max(parts, key=len, default="")
    named = (re.sub(r"[^\w.-]+", "-", part.lower()).strip("-.") for part in (host, longest))
    return "-".join(part[:_MAX_SLUG] for part in named if part) or "page"


def _guid(draft: Draft) -> str | None:
    return one_line(draft.guid or "")[:_MAX_ID] or None


def _damage(text: str) -> list[Note]:
    count, first = text.count("�"), text.find("�")
    if not count:
        return []
    message = f"{count} unreadable places in the file's bytes stand as U+FFFD, the first at character {first}"
    return [Note("undecodable-bytes", message, Span(first, first + 1))]


def _published(value: object, notes: list[Note]) -> date | None:
    if value is None or not str(value).strip():
        return None
    found = parse_date(value)
    if found is None:
        shown = one_line(str(value)[:200])
        message = f"the publication date {shown!r} is no date that can be read for certain; write YYYY-MM-DD"
        notes.append(Note("bad-date", message))
    return found


def _inferred(draft: Draft, text: str, notes: list[Note]) -> date | None:
    """The day that the text prints of itself, else that in the page's address; told, for it is less sure."""
    found, where = printed_day(text), "the report prints at its head"
    if found is None:
        found, where = addressed_day(draft.address or draft.url or ""), "stands in its address"
    if found is not None:
        notes.append(Note("published-inferred", f"the day of publication is the one that {where}: {found}"))
    return found


def _language(value: str | None, text: str, notes: list[Note]) -> str | None:
    if value and value.strip():
        code = language_code(value)
        if code is not None:
            return code
        notes.append(Note("bad-language", f"{one_line(value[:60])!r} is no language code; write two letters"))
    code, doubts = identify(text)
    notes += doubts
    return code

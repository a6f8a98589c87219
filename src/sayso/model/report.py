"""Reports and the notes that travel with them."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from types import NoneType

from sayso.errors import ReadError
from sayso.model.spans import Span


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was seen and not understood, or that a reader must know.

    `kind` is a short stable word ("unbalanced-quotation", "open-story"); `message`
    is for people; `span` is None where the note is about the report as a whole.
    """

    kind: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """The archived page that a report was read from, so that its evidence can be looked at again.

    `record` is the id of a WARC record ("urn:uuid:..."), `digest` that of its payload, by which algorithm
    first ("sha1:3I42H3S6...", "sha256:9f86d08..."), `address` and `at` what was asked for and when. `file`
    is the name of the archive without its folder, `offset` the byte at which the record begins there.
    """

    record: str
    digest: str | None = None
    address: str | None = None
    at: datetime | None = None
    file: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One version of one article.

    Every offset in every record refers to `text`, which is never rewritten after
    `read`. What the file did not say is None: a report is never dropped for missing
    metadata. `language` is an ISO 639-1 code. `published_at` is the moment of publication
    where the source gives one, with its zone where it states one; `published` is then its
    day. `guid` names the article, whichever version this is; `id` names the version.
    `origin` is None for what somebody published; "acled", "ged" or "gdelt" for a row of another
    data set, which has no article: `text` is then the row itself. `capture` is None where no page
    was archived.
    """

    text: str
    id: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    revises: str | None = None
    notes: tuple[Note, ...] = ()
    published_at: datetime | None = None
    guid: str | None = None
    origin: str | None = None
    capture: Capture | None = None

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str | None = None,
        published: str | date | None = None,
        outlet: str | None = None,
        language: str | None = None,
        id: str | None = None,  # noqa: A002 (the record's own word)
    ) -> "Report":
        """A report from a string that is already clean.

        The text is kept character for character: offsets count in it. Use
        `sayso.read` for files, bytes and text of doubtful origin.

        Args:
            text: The article, paragraphs separated by a blank line; its first one may be the headline.
            title: The headline, if known; it is not added to the text.
            published: ISO date (YYYY-MM-DD) or date that relative dates count from; of an ISO
                date-time (2017-06-19T14:00) or datetime the time is kept as `published_at`.
            outlet: Who published it.
            language: ISO 639-1 code, if known.
            id: A name for the report; made from the text where it is None.

        Raises:
            ReadError: `published` is no date, or `id` is empty.
        """
        _refuse_empty(id)
        if not isinstance(text, str):
            raise ReadError(f"text is {type(text).__name__}; hand over a str (sayso.read decodes bytes)")
        if not isinstance(published, (str, date, NoneType)):
            raise ReadError(f"published {published!r} is no date; write YYYY-MM-DD")
        moment = _moment(published)
        if moment is not None:
            published = moment.date()
        elif isinstance(published, str):
            try:
                published = date.fromisoformat(published[:10])
            except ValueError:
                raise ReadError(f"published {published!r} is no date; write YYYY-MM-DD") from None
        body = text if text.strip() or not title else title
        return cls(
            text=body,
            id=id or text_id(body),
            title=title,
            outlet=outlet,
            published=published,
            language=language,
            published_at=moment,
        )


def _refuse_empty(name: str | None) -> None:
    if name is not None and not name.strip():
        raise ReadError("the id of a report is empty; leave it out, and it is made from the text")


def _moment(published: object) -> datetime | None:
    """The day and time that are given, None where only a day is."""
    if isinstance(published, datetime):
        return published
    if not isinstance(published, str) or len(published) <= len("2017-06-19"):
        return None
    try:
        return datetime.fromisoformat(published)
    except ValueError:
        return None


def text_id(text: str) -> str:
    """A name for a report that has none: the first 16 hex digits of its text's SHA-256."""
    return "r-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

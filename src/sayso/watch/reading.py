"""What was fetched or lies in a folder, as reports."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath

from sayso.errors import ReadError
from sayso.fetch import Answer, host_of, same_site
from sayso.model.report import Capture, Report, text_id
from sayso.read import Failure, Metadata, ReadOptions, read_bytes
from sayso.read.drafts import finish
from sayso.read.pages import Known, draft_page
from sayso.watch.plan import Source
from sayso.watch.rows import Item

_FORMATS = {
    "text/plain": "text",
    "application/json": "json",
    "application/warc": "warc",
    "application/gzip": "warc",
    "application/x-gzip": "warc",
    "application/octet-stream": "warc",
}


def options_of(source: Source) -> ReadOptions:
    """What a source says of all that comes from it."""
    return ReadOptions(Metadata(outlet=source.outlet, language=source.language))


def report_of(answer: Answer, capture: Capture | None, item: Item, source: Source) -> Report:
    """The report of a page that was fetched.

    Raises:
        ReadError: there is no article in it.
    """
    kind = answer.last.header("Content-Type")
    known = Known(title=item.title, published=item.published)
    try:
        draft = draft_page(
            answer.body, content_type=kind, address=answer.address, capture=capture, known=known
        )
        if not _own(draft.url, answer.address):
            draft = replace(draft, url=answer.address)
        return finish(draft, stem_of(answer.address), options_of(source))
    except ReadError as error:
        raise ReadError(f"{answer.address}: {error}") from None


def reports_of(answer: Answer, capture: Capture | None, source: Source) -> Iterator[Report | Failure] | None:
    """The reports of what is no page: text, JSON, archives; None where it is a page."""
    form = _FORMATS.get(answer.type)
    if form is None or (form == "warc" and answer.body[:2] != b"\x1f\x8b" and answer.body[:5] != b"WARC/"):
        return None
    options = replace(options_of(source), format=form)
    found = read_bytes(answer.body, name=answer.address, options=options)
    stem = PurePath(answer.address).stem
    return (_placed(one, answer, capture, stem) if isinstance(one, Report) else one for one in found)


def _placed(report: Report, answer: Answer, capture: Capture | None, stem: str) -> Report:
    """A report with its capture and its address; one that has no name of its own is named after both."""
    if report.id == stem or report.id.startswith(f"{stem}-"):
        report = replace(report, id=f"{stem_of(answer.address)}-{text_id(report.text)[2:10]}")
    return replace(report, url=report.url or answer.address, capture=report.capture or capture)


def digest_of(what: str | bytes) -> str:
    """By which two readings of one thing are compared."""
    data = what.encode("utf-8", "surrogatepass") if isinstance(what, str) else what
    return sha256(data).hexdigest()


def stem_of(address: str) -> str:
    """The beginning of the ids of an article's reports, where it has no other name."""
    return f"{host_of(address)}-{sha256(address.encode('utf-8', 'replace')).hexdigest()[:10]}"


def _own(url: str | None, address: str) -> bool:
    """Whether the address that a page gives itself is of its own site: it may not pose as another's."""
    ours, theirs = host_of(address), host_of(url or "")
    return ours is not None and theirs is not None and same_site(ours, theirs)

"""The address of everything: one place, so that pages, feeds and exports say the same."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import quote, urlencode

_SLUG = 60
_INCIDENT = re.compile(r"(?:i-)?([0-9a-f]{16})(?:-.*)?", re.DOTALL)


def incident(id_: str, headline: str = "", *, now: bool = False) -> str:
    """The page of an incident; the words after its id are for people and are not read.

    `now` asks for what has this id now: an id that stood for more before somebody split it answers otherwise
    with the parts.
    """
    words = slug(headline)
    return f"/i/{id_.removeprefix('i-')}" + (f"-{words}" if words else "") + ("?now=1" if now else "")


def earlier(id_: str, number: int) -> str:
    """The page of an incident as it was after an entry of the log."""
    return f"/i/{id_.removeprefix('i-')}?v={number}"


def difference(id_: str, a: int, b: int) -> str:
    """What differs between two states of an incident."""
    return f"/i/{id_.removeprefix('i-')}/diff?a={a}&b={b}"


def review(id_: str) -> str:
    """The coding screen of an incident."""
    return f"/review/{id_.removeprefix('i-')}"


def incident_id(name: str) -> str | None:
    """The id in an address that `incident` made, None where there is none."""
    found = _INCIDENT.fullmatch(name)
    return f"i-{found[1]}" if found else None


def evidence(report: str, start: int, end: int) -> str:
    """The name of a stretch of text on a page: what a link to a piece of evidence ends with.

    Letters of the id alone would not tell "wire-1" from "wire/1": copies have the same words at one place.
    """
    return f"e-{hashlib.sha256(report.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}-{start}-{end}"


def report(id_: str, start: int | None = None, end: int | None = None) -> str:
    """The page of a report, at a stretch of its text if one is given."""
    at = "" if start is None or end is None else f"?at={start}-{end}#e-{start}-{end}"
    return f"/r/{quote(id_, safe='')}{at}"


def claim(id_: str) -> str:
    """The page of a claim."""
    return f"/c/{quote(id_, safe='')}"


def party(id_or_name: str) -> str:
    """The page of a party."""
    return f"/parties/{quote(id_or_name, safe='')}"


def source(outlet: str) -> str:
    """The page of an outlet."""
    return f"/sources/{quote(outlet, safe='')}"


def incidents(**asked: str) -> str:
    """The list of incidents that fit."""
    return query("/incidents", asked)


def query(path: str, given: Mapping[str, str], **changed: str | None) -> str:
    """`path` with parameters, some of them changed; None leaves one out."""
    wanted = {name: value for name, value in {**given, **changed}.items() if value not in (None, "")}
    return f"{path}?{urlencode(wanted)}" if wanted else path


def slug(text: str) -> str:
    """Words of a text for an address: ASCII letters and digits, joined by "-"."""
    plain = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG].strip("-")


def own(to: str, otherwise: str) -> str:
    """A path of this desk; "//elsewhere" and "https:" would lead away, and are not followed."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else otherwise

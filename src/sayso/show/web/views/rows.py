"""An incident as a row of a list, a feed or a lane: what it says in a few words."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sayso.model.listed import Listed
from sayso.show import words
from sayso.show.safe import safe
from sayso.show.web import links

Named = Callable[[str | None], str | None]  # the name of a country or a party by its code
OPEN, CLOSE = "\ue000", "\ue001"  # around the words that a search found, as the store marks them
_BEFORE, _AFTER, _LONGEST = 140, 260, 300
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; `found` where it was searched for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One incident in a few words.

    `reports` and `lines` stand apart: nine reports may carry two account lines. `disputed` says so, and on
    what. `iso` is the first day for programs, "" where there is none; `moment` is when something
    of it came last, for feeds.
    """

    id: str
    href: str
    headline: str
    day: str
    iso: str
    where: str
    hurt: str
    reports: str
    lines: str
    disputed: str = ""
    notes: tuple[str, ...] = ()
    sentence: tuple[Part, ...] = ()
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What rows need besides: names of countries, sentences and moments by the ids of incidents."""

    name: Named
    sentences: Mapping[str, str] = field(default_factory=dict)
    moments: Mapping[str, str] = field(default_factory=dict)


def row(one: Listed, around: Around) -> Row:
    """The row of an incident."""
    said = clipped(one.headline)
    return Row(
        one.id,
        links.incident(one.id, said, now=one.reviewed),
        said,
        days(one.first_day, one.last_day),
        one.first_day.isoformat() if one.first_day else "",
        where(one, around.name),
        hurt(one),
        words.counted(one.reports, "report"),
        words.counted(one.lines, "account line"),
        _disputed(one),
        _notes(one),
        parts(around.sentences.get(one.id, "")),
        around.moments.get(one.id, ""),
    )


def _disputed(one: Listed) -> str:
    """ "disputed: who did it"; nothing where nothing is."""
    fields = ", ".join(words.FIELDS[field] for field in one.fields)
    return "disputed" + (f": {fields}" if fields else "") if one.disputed else ""


def _notes(one: Listed) -> tuple[str, ...]:
    said = (("may be one with another", one.unsure), ("reviewed", one.reviewed))
    return tuple(note for note, holds in said if holds)


def clipped(text: str, longest: int = _LONGEST) -> str:
    """Text of a report on one line, cut where it is longer than any list has room for."""
    whole = safe(text[: 4 * longest])
    return whole if len(whole) <= longest else whole[: longest - 1].rstrip() + "…"


def days(first: date | None, last: date | None) -> str:
    """ "18 Jun 2017", "17-18 Jun 2017", "28 May - 2 Jun 2017", "Jun 2017", "2017"; "no day given"."""
    if first is None:
        return "no day given"
    if last is None or first == last:
        return _day(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year:
        if first.month == last.month:
            return f"{_MONTHS[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\u2013{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} \u2013 {_day(last)}"
    return f"{_day(first)} \u2013 {_day(last)}"


def _day(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def where(one: Listed, name: Named) -> str:
    """Place, province and country, each once; "no place given"."""
    country = None if one.country is None else name(one.country) or one.country
    said = dict.fromkeys(clipped(part, 120) for part in (one.place, one.admin1, country) if part)
    return ", ".join(said) or "no place given"


def hurt(one: Listed) -> str:
    """ "3 to 5 killed, 10 wounded"; nothing where nobody gives a figure, for that is not none."""
    told = ((one.killed, "killed"), (one.wounded, "wounded"))
    return ", ".join(f"{_range(*figures)} {what}" for figures, what in told if figures is not None)


def _range(low: int, high: int) -> str:
    if low == high:
        return f"{low:,}" if low else "nobody"
    return f"{low:,} to {high:,}"


def parts(marked: str) -> tuple[Part, ...]:
    """A sentence with the words that were found in it, cut to what stands around the first of them."""
    at = max(marked.find(OPEN), 0)
    start = max(at - _BEFORE, 0)
    some = marked[start : at + _AFTER]
    made = [Part("…")] if start else []
    for number, piece in enumerate(some.split(OPEN)):
        found, closed, rest = piece.partition(CLOSE) if number else ("", "", piece)
        if number and not closed:  # cut within a word that was found
            found, rest = piece, ""
        made += [Part(_flat(found), found=True)] if found else []
        made += [Part(_flat(rest.replace(CLOSE, "")))] if rest else []
    if at + _AFTER < len(marked):
        made.append(Part("…"))
    return tuple(one for one in made if one.text)


def _flat(text: str) -> str:
    """Safe text that keeps a blank at either end, since another part follows."""
    middle = safe(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and middle else ""
    return f"{before}{middle}{after}"

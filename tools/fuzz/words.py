"""Targets of the texts themselves: the quotation machine, days, places, names, and coding as a whole."""

import re
from datetime import date

from tools.fuzz import seeds
from tools.fuzz.target import Feed, Target, Targets

_BLOCKS = re.compile(r"[^\n]+(?:\n[^\n]+)*")
MARKS = ('"', "“", "”", "‘", "’", "„", "«", "»", "''", "\n\n", "'s ")
DAYS = (
    "on Monday", "last Friday", "yesterday", "two days ago", "3 May", "2015", "between", "until", "since",
    "the 1990s", "5:30pm", "Ramadan", "spring", "weekend", "30/02/2015", "from 28 February to 2 March",
)  # fmt: skip
PLACES = (
    "Raqqa", "near ", "in ", "50 km north of ", "province", "al-", "Syria", "southern ", ", ", "District of ",
)  # fmt: skip


def _quotes() -> Feed:
    from sayso.model.spans import Span
    from sayso.parse.quotes import quotes

    def feed(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        units = tuple(Span(found.start(), found.end()) for found in _BLOCKS.finditer(text))
        found, notes = quotes(text, units)
        for quote in found:
            unit = units[quote.unit]
            assert unit.start <= quote.span.start <= quote.inner.start
            assert quote.inner.end <= quote.span.end <= unit.end
        assert all(note.span is None or note.span.end <= len(text) for note in notes)

    return feed


def _days() -> Feed:
    """Phrases of time, and the days that they mean."""
    from sayso.find.times import times
    from sayso.lang import load
    from sayso.resolve.days import interval
    from tests.lang.parses import parse_of

    lexicon = load("en")
    published = (date(2021, 3, 9), date.min, date.max)

    def feed(data: bytes) -> None:
        if not (text := data.decode("utf-8", "replace")):
            return
        for mention in times(parse_of(text), lexicon):
            assert mention.span.end <= len(text)
            for day in published:
                found = interval(mention, day, None)
                assert found is None or found.first <= found.last

    return feed


def _places() -> Feed:
    from sayso.find.places import places
    from sayso.gazetteer import load_places
    from sayso.lang import load
    from tests.lang.parses import parse_of

    lexicon, table = load("en"), load_places()

    def feed(data: bytes) -> None:
        if not (text := data.decode("utf-8", "replace")):
            return
        for mention in places(parse_of(text), lexicon, table):
            assert mention.span.end <= len(text)

    return feed


def _names() -> Feed:
    """A name as persons ask for it, in all its spellings."""
    from sayso.gazetteer import load_parties, load_places
    from sayso.gazetteer.names import party_key, place_keys, skeleton, sounds
    from sayso.gazetteer.spellings import misprint, neighbours, variant

    parties, table = load_parties(), load_places()

    def feed(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        name, _, other = text.partition("\n")
        [*place_keys(name)]
        party_key(name), sounds(name), neighbours(skeleton(name)[:30])
        variant(name, other), misprint(name, other)
        parties.named(name)
        table.named(name.encode("utf-8", "replace").decode())

    return feed


def _coding() -> Feed:
    """A whole report: the laws of its record."""
    from sayso.export import to_record
    from sayso.model.report import Report
    from sayso.pipeline import default_coder

    coder = default_coder()

    def feed(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        coded = coder.code(Report.from_text(text, published="2021-03-09", language="en"))
        assert coded.report.text == text
        to_record(coded)

    return feed


TARGETS: Targets = {
    "quotation": Target(_quotes, seeds.texts, MARKS, longest=400, share=2.0),
    "days": Target(
        _days,
        lambda: [*seeds.texts(), *(f"They met {day}.".encode() for day in DAYS)],
        DAYS,
        2.0,
        400,
        share=1.5,
    ),
    "places": Target(
        _places,
        lambda: [*seeds.texts(), b"Rebels fled to Tel Abyad, near Raqqa."],
        PLACES,
        2.0,
        400,
        share=1.5,
    ),
    "names": Target(_names, lambda: [b"Deir ez-Zor\nDayr al-Zawr", b"the U.S.\nus"], PLACES, longest=256),
    "coding": Target(_coding, seeds.texts, (*MARKS, *DAYS), seconds=6.0, longest=600, share=1.5),
}

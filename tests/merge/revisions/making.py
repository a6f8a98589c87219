"""Versions and their records made by hand: no model is loaded."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sayso.model.events import Event, Location, Modality, PartyRef, Toll, Weapon
from sayso.model.parties import PartyKind
from sayso.model.record import Coded, Responsibility, Standing
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement

OUTLET = "Delta Post"


def version(text: str, id: str = "v1", **fields: Any) -> Report:  # noqa: A002 (the record's own word)
    """A report of one outlet; `at` is its moment, `title`, `url`, `guid`, `revises`, `outlet` as they are."""
    at, outlet = fields.pop("at", None), fields.pop("outlet", OUTLET)
    title = fields.pop("title", None)
    report = Report.from_text(text, title=title, published=at, outlet=outlet, id=id)
    return replace(report, **fields)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def party(name: str, kind: PartyKind = PartyKind.ARMED_GROUP, known: str | None = None) -> PartyRef:
    return PartyRef(name, kind, known)


def event(text: str, trigger: str, number: int = 1, **fields: Any) -> Event:
    """An assault told by `trigger`; every value is the words that say it.

    `tolls` are (words, kind, low, high), `actors`, `targets` and `weapons` words, `place` a word.
    """
    kind = fields.pop("kind", "ASSAULT")
    modality = fields.pop("modality", Modality.OCCURRED)
    place = fields.pop("place", None)
    made = Event(
        f"e{number}",
        (span(text, trigger),),
        Fact(kind, (span(text, trigger),)),
        Fact(modality, (span(text, trigger),)),
        mode=Fact(fields.pop("mode"), (span(text, trigger),)) if "mode" in fields else None,
        actors=tuple(Fact(party(words), (span(text, words),)) for words in fields.pop("actors", ())),
        targets=tuple(Fact(party(words), (span(text, words),)) for words in fields.pop("targets", ())),
        place=None if place is None else Fact(Location(place), (span(text, place),)),
        weapons=tuple(
            Fact(Weapon(words.rstrip("s").casefold(), "weapon"), (span(text, words),))
            for words in fields.pop("weapons", ())
        ),
        tolls=tuple(
            Fact(Toll(harm, low, high, None), (span(text, words),))
            for words, harm, low, high in fields.pop("tolls", ())
        ),
    )
    assert not fields, fields
    return made


def said(text: str, speaker: str, content: str, number: int = 1) -> Statement:
    """Somebody says something; the words for the speaker stand in the text."""
    source = Source(party(speaker, PartyKind.ORGANIZATION, speaker), span(text, speaker))
    content_span = span(text, content)
    return Statement(f"s{number}", source, Basis.EXPLICIT, Act.ASSERT, "indirect", (content_span,), "clause")


def claim(text: str, words: str, stance: Stance, number: int = 1, field: str = "occurrence") -> Claim:
    evidence = span(text, words)
    return Claim(f"c{number}", f"s{number}", "e1", ClaimField(field), stance, words, evidence)


def blamed(text: str, name: str, number: int = 1) -> Responsibility:
    fact = Fact(party(name, known=name), (span(text, name),))
    return Responsibility("e1", fact, Standing.ACCUSED, (f"c{number}",))


def coded(report: Report, events: Sequence[Event] = (), **fields: Any) -> Coded:
    return Coded(report, tuple(events), **fields)

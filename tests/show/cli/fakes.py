"""Stages without a parser: every file is a report, and every report is told as the seed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.errors import ResourceError, UnknownName
from sayso.model.classes import Asked, EventClass, Relation, Way
from sayso.model.entities import Entity, EntityKind
from sayso.model.events import AcledCode, Geometry, Interval, Location, Modality, PartyRef, TimeBasis
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.places import Place, PlaceKind
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.toponyms import Toponym
from sayso.show.cli.stages import Problem, Wanted
from tests.export.coded import seed
from tests.lang.parses import parse_of


@dataclass(frozen=True)
class Fault:
    message: str
    kind: str = "failed"


@dataclass
class FakeStages:
    """A file called "bad" or "skipped" is a problem; "stop" is a person at the keyboard."""

    wanted: list[Wanted] = field(default_factory=list)
    without_model: bool = False

    def read(self, paths: Sequence[str], wanted: Wanted) -> Iterator[Report | Problem]:
        self.wanted.append(wanted)
        if wanted.input_format == "dbase":
            raise UnknownName("input format", "dbase", ["text"])
        return (self._read(path) for path in paths)

    def _read(self, path: str) -> Report | Problem:
        if path == "stop":
            raise KeyboardInterrupt
        if path in {"bad", "skipped"}:
            return Fault(f"{path}:row 3: no text\x1b[31m\nsecond line", "failed" if path == "bad" else path)
        return replace(seed().report, id=path)

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        for item in items:
            yield replace(seed(), report=item) if isinstance(item, Report) else item

    def entities(self, report: Report) -> Sequence[Entity]:
        first, _, _ = report.text.partition(" ")
        return (Entity(Span(0, len(first)), EntityKind.ORGANISATION),)

    def peer_entities(self, texts: Iterable[str]) -> Iterator[list[tuple[int, int, str]]]:
        return ([(0, 2, "GPE")] for _ in texts)

    def party_at(self, report: Report, phrase: Span, slot: str) -> PartyRef | None:
        return PartyRef(phrase.of(report.text), PartyKind.STATE, slot)

    def locations(self, report: Report) -> Sequence[tuple[Span, Location | None, tuple[float, float] | None]]:
        """The first word is a town at (17, -4)."""
        first = Span(0, len(report.text.split()[0]))
        where = Location(first.of(report.text), country="MLI", lat=17.0, lon=-4.0, geometry=Geometry.POINT)
        return ((first, where, (17.0, -4.0)),)

    def toponyms(self, report: Report, *, demonyms: bool) -> Sequence[Toponym]:
        """The first word is Mali, sure or not; the last one is left open."""
        words = report.text.split()
        place = Place("geonames:2453866", "Mali", PlaceKind.COUNTRY, "MLI", 17.0, -4.0)
        last = Span(len(report.text) - len(words[-1]), len(report.text))
        return (
            Toponym(Span(0, len(words[0])), place, 0.9, (17.0, -4.0), 0.8),
            *([] if demonyms else [Toponym(last)]),
        )

    def parsed(self, report: Report) -> Parse:
        return parse_of(report.text)

    def events_told(self, marked: Sequence[tuple[Report, Mapping[str, Span]]]) -> Mapping[str, str]:
        return {}

    def events_at(self, marked: Sequence[tuple[Report, Mapping[str, Span]]]) -> Mapping[str, str]:
        """Every mention alone."""
        return {name: name for _, spans in marked for name in spans}

    def dates(self, report: Report, anchor: Interval | None) -> Iterable[tuple[TimeMention, Interval | None]]:
        """Every capitalised word is a day: that of publication, or none."""
        for found in re.finditer(r"\b[A-Z]\w+", report.text):
            mention = TimeMention(0, Span(*found.span()), TimeForm.WEEKDAY, clock="09:00")
            day = report.published
            yield mention, anchor if day is None else Interval(day, day, TimeBasis.RELATIVE)

    def relations(self, asked: Iterable[Asked]) -> Iterator[Relation | None]:
        """Whoever has a source assaults; "talks" are consulted on; about "nothing" there is nothing."""
        for text, source, _ in asked:
            kind, quad = ("CONSULT", 1) if "talks" in text or source is None else ("ASSAULT", 4)
            relation = Relation(kind, kind, quad, Modality.OCCURRED, Way.RULES)
            yield None if "nothing" in text else relation

    def event_classes(self, texts: Iterable[str]) -> Iterator[EventClass | None]:
        """Every text tells a clash; one with "nothing" tells nothing."""
        for text in texts:
            code = AcledCode("Battles", "Armed clash")
            clash = EventClass("ARMED_CLASH", code, "ASSAULT", None, "190", Way.RULES)
            yield None if "nothing" in text else clash

    def versions(self) -> Sequence[Version]:
        if self.without_model:
            raise ResourceError("no English model; pip install 'sayso[model]'")
        return (Version("sayso", "9"), Version("model", "3.8", "0123456789abcdef"), Version("places", "7"))

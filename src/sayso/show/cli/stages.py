"""What the commands need of the pipeline: the real one, loaded when first used, or a small fake in tests."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from sayso.model.classes import Asked, EventClass, Relation
from sayso.model.entities import Entity
from sayso.model.events import Interval, PartyRef
from sayso.model.mentions import TimeMention
from sayso.model.parse import Parse
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.toponyms import Toponym
from sayso.show.cli.settings import Settings

if TYPE_CHECKING:
    from sayso.classifying import Classifier
    from sayso.pipeline import Coder, Located, ReadOptions


class Problem(Protocol):
    """What gave no record: `message` names it and says why; `kind` is "failed" or "skipped"."""

    @property
    def message(self) -> str: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the flags say of the input; it overrides what the files say."""

    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    input_format: str | None = None
    text_column: str | None = None


def wanted(args: argparse.Namespace) -> Wanted:
    """What the flags say of the input, as far as the command has them."""
    return Wanted(**{field.name: getattr(args, field.name, None) for field in fields(Wanted)})


def read_options(wanted: Wanted) -> "ReadOptions":
    """How files are read.

    Raises:
        ReadError: a value makes no sense.
    """
    from sayso.pipeline import ReadOptions

    usual = ReadOptions()
    metadata = replace(
        usual.metadata,
        title=wanted.title,
        outlet=wanted.outlet,
        published=wanted.published,
        language=wanted.language,
    )
    return replace(usual, metadata=metadata, format=wanted.input_format, text_column=wanted.text_column)


class Stages(Protocol):
    """Files to reports, reports to records."""

    def read(self, paths: Sequence[str], wanted: Wanted) -> Iterator[Report | Problem]:
        """The reports of files, folders and "-", and a problem for each that cannot be read.

        Raises:
            SaysoError: the flags are wrong.
        """

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        """One result per item, in order; problems pass through."""

    def locations(self, report: Report) -> "Sequence[Located]":
        """The place phrases of one report, each with the area that it means."""

    def toponyms(self, report: Report, *, demonyms: bool) -> Sequence[Toponym]:
        """The names of places of one report, each with the place that it means."""

    def entities(self, report: Report) -> Sequence[Entity]:
        """The spans of organisations, places and persons of one report."""

    def party_at(self, report: Report, phrase: Span, slot: str) -> PartyRef | None:
        """Who a phrase of a report ends at; None for nobody."""

    def peer_entities(self, texts: Iterable[str]) -> Iterator[list[tuple[int, int, str]]]:
        """The same by the model's own recogniser: start, end and its label, text by text."""

    def parsed(self, report: Report) -> Parse:
        """One report in sentences and tokens."""

    def events_at(self, marked: Sequence[tuple[Report, Mapping[str, Span]]]) -> Mapping[str, str]:
        """The incident of each marked stretch of reports that are all of one base."""

    def events_told(self, marked: Sequence[tuple[Report, Mapping[str, Span]]]) -> Mapping[str, str]:
        """The incident of each marked stretch that a coded event meets."""

    def dates(self, report: Report, anchor: Interval | None) -> Iterable[tuple[TimeMention, Interval | None]]:
        """The time phrases of a report, and the days of each that dates something."""

    def relations(self, asked: "Iterable[Asked]") -> Iterator[Relation | None]:
        """What each (text, source, target) tells of the source towards the target; None for nothing.

        Raises:
            SpanError: a span lies outside of its text, or source and target are the same.
        """

    def event_classes(self, texts: Iterable[str]) -> Iterator[EventClass | None]:
        """What each text mainly tells; None for nothing.

        Raises:
            SpanError: a text is empty.
        """

    def versions(self) -> Sequence[Version]:
        """The versions of code, model and data that a record would name.

        Raises:
            ResourceError: the model or a table is missing.
        """


class Pipeline:
    """The real stages with a user's packs. Imports stand in the methods: `sayso --help` must not wait."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._coder: Coder | None = None
        self._classifier: Classifier | None = None

    def read(self, paths: Sequence[str], wanted: Wanted) -> Iterator[Report | Problem]:
        from sayso.pipeline import read_paths

        return read_paths(paths, read_options(wanted), stdin=sys.stdin.buffer)

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        from sayso.pipeline import Failure, code_all

        given = (item for item in items if isinstance(item, Report | Failure))
        return code_all(given, load=self.coder)

    def locations(self, report: Report) -> "Sequence[Located]":
        return self.coder().locations(report)

    def toponyms(self, report: Report, *, demonyms: bool) -> Sequence[Toponym]:
        return self.coder().toponyms(report, demonyms=demonyms)

    def entities(self, report: Report) -> Sequence[Entity]:
        return self.coder().entities(report)

    def party_at(self, report: Report, phrase: Span, slot: str) -> PartyRef | None:
        return self.coder().party_at(report, phrase, slot)

    def peer_entities(self, texts: Iterable[str]) -> Iterator[list[tuple[int, int, str]]]:
        from sayso.pipeline import named_entities

        return named_entities(texts)

    def parsed(self, report: Report) -> Parse:
        return self.coder().seen(report)[0]

    def events_at(self, marked: Sequence[tuple[Report, Mapping[str, Span]]]) -> Mapping[str, str]:
        from sayso.joining import events_of_reports

        return events_of_reports(self.coder(), marked)

    def events_told(self, marked: Sequence[tuple[Report, Mapping[str, Span]]]) -> Mapping[str, str]:
        from sayso.joining import events_told

        return events_told(self.coder(), marked)

    def dates(self, report: Report, anchor: Interval | None) -> Iterable[tuple[TimeMention, Interval | None]]:
        return self.coder().dates(report, anchor)

    def relations(self, asked: "Iterable[Asked]") -> Iterator[Relation | None]:
        return self.classifier().relations(asked)

    def event_classes(self, texts: Iterable[str]) -> Iterator[EventClass | None]:
        return self.classifier().events(texts)

    def versions(self) -> Sequence[Version]:
        return self.coder().versions

    def classifier(self) -> "Classifier":
        """What classifies pairs and short texts: weights where they are installed, else our coder.

        Raises:
            ResourceError: the weights are damaged.
        """
        from sayso.classifying import installed

        if self._classifier is None:
            self._classifier = installed(self.coder)
        return self._classifier

    def coder(self) -> "Coder":
        """The coder with the user's packs, loaded at the first call.

        Raises:
            ResourceError: the model, a table or a pack is missing or broken.
        """
        from sayso.pipeline import Coder, settle

        if self._coder is None:
            self._coder = Coder(
                party_packs=self._settings.party_packs, place_packs=self._settings.place_packs
            )
            settle()
        return self._coder

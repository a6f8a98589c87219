"""The order of the stages, the loading of tables, and the batch loop: nothing more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from time import process_time

from sayso.attribute import attribute
from sayso.classify import advised, encoder_version, load_encoder
from sayso.find import Finders, find, finders, undated
from sayso.gazetteer import (
    GeoNamesFiles,
    NewPack,
    Parties,
    Places,
    Remembered,
    add_pack,
    alpha3,
    load_parties,
    load_places,
)
from sayso.lang import load as load_language
from sayso.merge import merge
from sayso.merge.across import Member, members_at
from sayso.model.entities import Entity
from sayso.model.events import Interval, PartyRef
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions, TimeMention
from sayso.model.ontology import Ontology
from sayso.model.parse import Parse
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.spotted import Spotted
from sayso.model.toponyms import Toponym
from sayso.ontology import load_ontology
from sayso.parse import Casing, load_model, named_entities, parse, settle
from sayso.read import Failure, ReadOptions, read_paths, refusal_of
from sayso.resolve import Located, Question, Tables, entities, locations, party_at, resolve, spotted, toponyms
from sayso.resolve.frames import dated

LANGUAGE = "en"
STAGES = ("parse", "find", "classify", "resolve", "attribute", "merge")


class Coder:
    """Codes reports with one set of tables and one model, loaded once.

    Args:
        model: A folder with a spaCy model; None takes the installed one.
        party_packs: CSV files of parties to add to the shipped table.
        place_packs: Folders of places to add to the shipped tables, as `add_pack` makes them.
        learned: Whether the shipped weights have a say, where they and what runs them are installed.

    Raises:
        ResourceError: The model or a table is missing or broken.
    """

    def __init__(
        self,
        *,
        model: Path | None = None,
        party_packs: Sequence[Path] = (),
        place_packs: Sequence[Path] = (),
        learned: bool = True,
    ) -> None:
        self._encoder = load_encoder(LANGUAGE) if learned else None
        self._nlp, info = load_model(model)
        self._lexicon: Lexicon = load_language(LANGUAGE)
        self._ontology: Ontology = load_ontology()
        self._parties: Parties = load_parties(party_packs)
        self._places: Places = load_places(place_packs)
        self._tables = Tables(self._lexicon, Remembered(self._parties), self._places)
        self._finders: Finders = finders(self._lexicon, self._places)
        self._furniture = tuple(sorted(self._lexicon.words["furniture"]))
        self._casing = Casing(self._nlp, self._lexicon, self._parties.parties, self._places)
        self.versions = (
            Version("sayso", code_version()),
            Version(info.name, info.version, info.sha256),
            encoder_version(self._encoder),
            Version(f"lang/{LANGUAGE}", self._lexicon.version),
            Version("ontology", self._ontology.version),
            Version("parties", self._parties.version),
            Version("places", self._places.version),
        )

    def code(self, report: Report) -> Coded:
        """What `report` tells, and on whose say-so.

        A report in another language, or without text, is not coded: a note says so.
        Of one that is longer than any report the beginning is coded, and a note says how far.
        """
        return self._run(report, [])

    def toponyms(self, report: Report, *, demonyms: bool = False) -> tuple[Toponym, ...]:
        """Every name of a place with the place that it means; for measuring, and for maps of a text."""
        parsed, found = self.seen(report)
        return toponyms(parsed, found, report.published, self._tables, demonyms=demonyms)

    def locations(self, report: Report) -> tuple[Located, ...]:
        """Every place phrase with the area that it means, and the point that it is measured from."""
        parsed, found = self.seen(report)
        return locations(parsed, found, report.published, self._tables)

    def entities(self, report: Report) -> tuple[Entity, ...]:
        """The spans of organisations, places and persons that coding has to do with; for measuring only."""
        parsed, found = self.seen(report)
        return entities(parsed, found, self._lexicon, self._parties)

    def party_at(self, report: Report, phrase: Span, slot: str) -> PartyRef | None:
        """Who a phrase ends at that stands as "actor", "speaker" or "mention"; None: nobody, or a place."""
        parsed, found = self.seen(report)
        return party_at(parsed, found, report.published, self._tables, Question(phrase, slot))

    def members_at(
        self, report: Report, spans: Sequence[Span], known: Sequence[str] | None = None
    ) -> tuple[Member, ...]:
        """The event told at each word, by rules alone; `known` are the events within the report, if given."""
        return members_at(report, self.spotted_at(report, spans), self._lexicon, known)

    def spotted_at(self, report: Report, spans: Sequence[Span]) -> Spotted:
        """What is told at each word; for fitting how they are grouped."""
        parsed = parse(report, self._nlp, self._furniture, self._casing)
        return spotted(parsed, find(parsed, self._finders), report.published, self._tables, spans)

    def timed(self, report: Report) -> tuple[Coded, dict[str, float]]:
        """The record and the CPU seconds of each stage in `STAGES`; for `make bench` only."""
        clock: list[float] = []
        coded = self._run(report, clock)
        spent = [after - before for before, after in pairwise(clock)]
        return coded, dict(zip(STAGES, spent, strict=False))

    def dates(
        self, report: Report, anchor: Interval | None = None
    ) -> tuple[tuple[TimeMention, Interval | None], ...]:
        """The time phrases of a report and their days; "two hours later" counts from `anchor`."""
        return dated(self.seen(report)[1], report.published, anchor)

    def seen(self, report: Report) -> tuple[Parse, Mentions]:
        """What the first stages make of a report, for what is asked besides coding it."""
        parsed = parse(report, self._nlp, self._furniture, self._casing)
        return parsed, self._advised(parsed, find(parsed, self._finders))

    def _advised(self, parsed: Parse, mentions: Mentions) -> Mentions:
        """The mentions with what the weights say of them, where there are any."""
        return mentions if self._encoder is None else advised(self._encoder, parsed, mentions, self._lexicon)

    def _run(self, report: Report, clock: list[float]) -> Coded:
        refusal = refusal_of(report, LANGUAGE)
        if refusal is not None:
            return Coded(report, notes=(*report.notes, refusal), versions=self.versions)
        clock.append(process_time())
        parsed = parse(report, self._nlp, self._furniture, self._casing)
        clock.append(process_time())
        seen = find(parsed, self._finders)
        clock.append(process_time())
        mentions = self._advised(parsed, seen)
        clock.append(process_time())
        resolved = resolve(parsed, mentions, report.published, self._tables)
        clock.append(process_time())
        attributed = attribute(parsed, mentions, resolved, self._lexicon)
        clock.append(process_time())
        merged = merge(parsed, resolved, attributed, self._lexicon, self._ontology)
        clock.append(process_time())
        return Coded(
            report=report,
            events=merged.events,
            statements=attributed.statements,
            claims=merged.claims,
            incidents=merged.incidents,
            accounts=merged.accounts,
            disputes=merged.disputes,
            responsibilities=merged.responsibilities,
            relations=merged.relations,
            temporal_relations=merged.temporal_relations,
            notes=(*report.notes, *parsed.notes, *undated(mentions, report.published), *merged.notes),
            versions=self.versions,
        )


@cache
def default_coder() -> Coder:
    """The coder that `sayso.code` uses; loaded at the first call."""
    return Coder()


def code(report: Report) -> Coded:
    """What one report tells as attributed events: pure, offline, the same on every run.

    Args:
        report: From `Report.from_text`, `sayso.read` or one of your own.

    Raises:
        ResourceError: No English model is installed (`pip install 'sayso[model]'`).
    """
    return default_coder().code(report)


def code_all(
    items: Iterable[Report | Failure],
    coder: Coder | None = None,
    *,
    load: Callable[[], Coder] = default_coder,
) -> Iterator[Coded | Failure]:
    """One result per item, in order: a report that fails is recorded and the rest goes on.

    Without a `coder`, `load` makes one when the first report comes.
    """
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        coder = coder or load()  # outside of the guard: without a model nothing can be coded
        try:
            yield coder.code(item)
        except Exception as error:  # noqa: BLE001 (the one batch loop: one report must not stop the others)
            yield Failure(item.id, None, f"{item.id}: {type(error).__name__}: {error}", type(error).__name__)


def code_version() -> str:
    """The installed version of sayso, "0+unknown" where it is not installed."""
    try:
        return version("sayso")
    except PackageNotFoundError:
        return "0+unknown"


__all__ = [
    "Coder",
    "Failure",
    "GeoNamesFiles",
    "Located",
    "NewPack",
    "Parties",
    "Places",
    "ReadOptions",
    "add_pack",
    "alpha3",
    "code",
    "code_all",
    "code_version",
    "default_coder",
    "load_parties",
    "load_places",
    "named_entities",
    "read_paths",
    "settle",
]

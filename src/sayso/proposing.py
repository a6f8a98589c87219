"""What words that a person chose in a report may stand for, by the stages that code reports."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sayso.errors import UnknownName
from sayso.gazetteer import Parties, Places, load_parties, load_places
from sayso.model.edits import CHOSEN, SOURCE, TOLLS, EventField, Proposal
from sayso.model.events import Location, PartyRef, Toll, Weapon
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.pipeline import Coder
from sayso.resolve.areas import whole
from sayso.resolve.references import reference

_MOST = 8  # proposals of one kind
_DIGITS = re.compile(r"\d{1,3}(?:[,. ]\d{3})+(?!\d)|\d+")
_SLOTS = {EventField.ACTORS: "actor", EventField.TARGETS: "mention", SOURCE: "speaker"}


def party_ref(parties: Parties, id_: str) -> PartyRef | None:
    """The party of an id, as coding would write it; None where there is none."""
    found = parties.get(id_)
    return None if found is None else reference(found)


def location(places: Places, id_: str) -> Location | None:
    """The place of an id, as coding would write it; None where there is none."""
    found = places.get(id_)
    return None if found is None else whole(found)


class Proposing:
    """Makes proposals with one coder and its tables."""

    def __init__(self, coder: Coder, parties: Parties | None = None, places: Places | None = None) -> None:
        self._coder = coder
        self._parties = parties or load_parties()
        self._places = places or load_places()

    def proposed(self, report: Report, words: Span, field: str) -> tuple[Proposal, ...]:
        """The values that words may stand for in a field of an event, or as the "source" of a statement.

        The best first; none where nothing is found, and then nothing is guessed.

        Raises:
            UnknownName: there is no such field.
        """
        known: Mapping[str, Callable[[Report, Span], Iterator[tuple[Any, str]]]] = {
            EventField.TYPE: lambda r, w: self._senses(r, w, mode=False),
            EventField.MODE: lambda r, w: self._senses(r, w, mode=True),
            EventField.PLACE: self._located,
            EventField.TIME: self._days,
            EventField.WEAPONS: self._weapons,
            **{name: lambda r, w: self._somebody(r, w, _SLOTS[_key(field)]) for name in _SLOTS},
            **{name: lambda r, w: self._figures(r, w, field) for name in TOLLS},
        }
        if field not in known:
            raise UnknownName("field", field, [str(name) for name in known])
        found = dict[object, Proposal]()
        said = words.of(report.text)
        for value, why in known[field](report, words):
            found.setdefault(value, Proposal(Fact(value, (words,), CHOSEN), said, why))
        return tuple(found.values())[:_MOST]

    def _senses(self, report: Report, words: Span, *, mode: bool) -> Iterator[tuple[str, str]]:
        for telling in self._coder.spotted_at(report, [words]).tellings:
            value = telling.sense.mode if mode else telling.sense.type
            if value:
                yield value, "as coding reads the word"

    def _somebody(self, report: Report, words: Span, slot: str) -> Iterator[tuple[PartyRef, str]]:
        found = self._coder.party_at(report, words, slot)
        if found is not None and found.party is not None:
            yield found, "as coding reads the words"
        for candidate in () if found is None else found.candidates:
            one = None if candidate.party is None else party_ref(self._parties, candidate.party)
            if one is not None:
                yield one, "one of those that the words may mean"
        said = words.of(report.text)
        for row in (*self._parties.named(said), *self._parties.with_metonym(said)):
            yield reference(row), "a name in the table of parties"
        if found is not None and found.party is None:
            yield found, "the report's own words, which name no party of the table"

    def _located(self, report: Report, words: Span) -> Iterator[tuple[Location, str]]:
        for span, area, _ in self._coder.locations(report):
            if area is not None and span.overlaps(words):
                yield area, "as coding reads the words"
        for row in self._places.named(words.of(report.text)):
            if row.lat is not None:
                yield whole(row), "a name in the gazetteer"

    def _days(self, report: Report, words: Span) -> Iterator[tuple[Any, str]]:
        for mention, days in self._coder.dates(report):
            if days is not None and mention.span.overlaps(words):
                yield days, "counted from the day of the report, where the words do not say it themselves"

    def _weapons(self, report: Report, words: Span) -> Iterator[tuple[Weapon, str]]:
        _, seen = self._coder.seen(report)
        for one in seen.weapons:
            if one.span.overlaps(words):
                yield Weapon(one.name, one.kind), "a word of the lexicon"

    def _figures(self, report: Report, words: Span, kind: str) -> Iterator[tuple[Toll, str]]:
        _, seen = self._coder.seen(report)
        for one in sorted(seen.tolls, key=lambda one: one.kind != kind):
            if one.span.overlaps(words):
                who = None if one.who is None else one.who.of(report.text)
                toll = Toll(str(kind), one.low, one.high, who, part=one.part)
                yield toll, "as coding reads the figure"
        for match in _DIGITS.findall(words.of(report.text)):
            number = int(re.sub(r"\D", "", match))
            yield Toll(str(kind), number, number, None), "the digits in the words"


def _key(field: str) -> Any:
    return SOURCE if field == SOURCE else EventField(field)

"""Coders for tests: they make of a report what a war of `World` has of it, or fail at it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model.edits import Proposal
from sayso.model.events import Location, PartyRef
from sayso.model.parties import Party, PartyKind
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.sphere import Point
from sayso.model.voices import PartyRow

VERSIONS = (Version("sayso", "1.0"), Version("ontology", "1"))


@dataclass(frozen=True)
class Failed:
    """A report that could not be coded."""

    path: str
    message: str
    kind: str = "failed"


class Scripted:
    """Codes reports by a list of records; `runs` says how many it was asked for."""

    def __init__(self, records: Iterable[Coded], versions: Sequence[Version] = VERSIONS) -> None:
        self.records: Mapping[str, Coded] = {one.report.id: one for one in records}
        self._versions = tuple(versions)
        self.runs = 0

    def code(self, items: Iterable[Report]) -> Iterator[Coded | Failed]:
        for report in items:
            self.runs += 1
            coded = self.records.get(report.id)
            if coded is None:
                yield Failed(report.id, f"{report.id}: KeyError: nobody wrote what it tells")
            else:
                yield replace(coded, report=report, versions=self._versions)

    def versions(self) -> Sequence[Version]:
        return self._versions


@dataclass(frozen=True)
class Provinces:
    """Places lie in provinces named after them; "The Capital" is another name of one party."""

    capital: str | None = None

    def admin1(self, place: str) -> str | None:
        return f"province of {place}"

    def party(self, name: str) -> str | None:
        return self.capital if name == "The Capital" else None

    def knows(self, field: str, name: str) -> bool:
        return (field, name) == ("place", "Nowhere")

    def party_ref(self, id_: str) -> PartyRef | None:
        return PartyRef(f"Party {id_}", PartyKind.ARMED_GROUP, id_)

    def party_row(self, id_: str) -> PartyRow | None:
        return PartyRow(Party(id_, f"Party {id_}", PartyKind.ARMED_GROUP))

    def middle(self, place: str) -> Point | None:
        return None

    def location(self, id_: str) -> Location | None:
        return Location(f"Place {id_}", gazetteer=id_)

    def proposed(self, report: Report, words: Span, field: str) -> tuple[Proposal, ...]:
        said = words.of(report.text)
        return (Proposal(Fact(PartyRef(said, PartyKind.PERSON), (words,)), said, f"somebody as {field}"),)

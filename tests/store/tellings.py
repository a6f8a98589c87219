"""Small records of one event each, and the incidents that they tell, for questions to a base."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sayso.base.kept import incident_record
from sayso.model.decisions import Decision, Judgement, Subject, event_key, incident_id
from sayso.model.edits import Edit
from sayso.model.events import (
    Event,
    Interval,
    Location,
    Modality,
    PartyRef,
    PlacePrecision,
    TimeBasis,
    Toll,
    Weapon,
)
from sayso.model.incidents import Agreement, FieldView, Figure, Grade, Graded, MergedIncident, Quoted, Said
from sayso.model.kept import IncidentRecord, Told
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement
from sayso.store.sql import computed, tables
from sayso.store.sql.sqlstore import SqlStore

TEXT = "Shells fell on the market. Nobody said who fired them."
ADMIN1 = {"gn:1": "Northland", "gn:2": "Southland"}
_AT = (Span(0, 6),)

Said3 = tuple[PartyRef | None, Stance, ClaimField]  # who, how, of what


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells; None: it does not say."""

    report: str
    text: str = TEXT
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    days: tuple[date, date] | None = None
    place: Location | None = None
    actors: tuple[PartyRef, ...] = ()
    targets: tuple[PartyRef, ...] = ()
    type: str = "ASSAULT"
    mode: str | None = None
    modality: Modality = Modality.OCCURRED
    weapon: Weapon | None = None
    killed: tuple[int, int] | None = None
    wounded: tuple[int, int] | None = None
    confidence: float | None = None
    said: tuple[Said3, ...] = ()

    @property
    def key(self) -> str:
        """The key of its event."""
        return event_key(self.report, 0)

    def coded(self) -> Coded:
        """Its record."""
        report = Report(self.text, self.report, self.title, self.outlet, self.published, "en")
        return Coded(report, (self._event(),), tuple(self._statements()), tuple(self._claims()))

    def _event(self) -> Event:
        tolls = (("killed", self.killed), ("wounded", self.wounded))
        return Event(
            "e0",
            _AT,
            Fact(self.type, _AT, confidence=self.confidence),
            Fact(self.modality, _AT),
            mode=Fact(self.mode, _AT) if self.mode else None,
            actors=tuple(Fact(one, _AT) for one in self.actors),
            targets=tuple(Fact(one, _AT) for one in self.targets),
            place=Fact(self.place, _AT) if self.place else None,
            time=Fact(Interval(*self.days, TimeBasis.EXPLICIT), _AT) if self.days else None,
            weapons=(Fact(self.weapon, _AT),) if self.weapon else (),
            tolls=tuple(Fact(Toll(kind, *toll, None), _AT) for kind, toll in tolls if toll),
        )

    def _statements(self) -> Iterable[Statement]:
        for number, (party, stance, field) in enumerate(self.said):
            source = Source(party, _AT[0]) if party else None
            yield Statement(
                f"s{number}",
                source,
                Basis.EXPLICIT,
                Act.ASSERT,
                "indirect",
                _AT,
                "said",
                stance=stance,
                field=field,
            )

    def _claims(self) -> Iterable[Claim]:
        for number, (_, stance, field) in enumerate(self.said):
            yield Claim(f"c{number}", f"s{number}", "e0", field, stance, "so", _AT[0])


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident of some tellings."""

    tellings: tuple[Telling, ...]
    grade: Grade | None = None
    assessed: Grade | None = None
    disputed: bool = False
    unsure: bool = False

    @property
    def id(self) -> str:
        """The id of its incident."""
        return incident_id([one.key for one in self.tellings])

    def record(self) -> IncidentRecord:
        """It as a base hands it out."""
        told = [Told(one.key, coded := one.coded(), coded.events[0]) for one in self.tellings]
        keys = tuple(one.key for one in told)
        quoted = Quoted(self.tellings[0].report, _AT[0], TEXT[:6])
        said = Said(ClaimField.OCCURRENCE, "so", None, Stance.CLAIMS, (quoted,), keys)
        agreement = Agreement.DISPUTED if self.disputed else Agreement.ONE_SIDE
        view = MergedIncident(
            self.id,
            keys,
            tuple(one.report for one in self.tellings),
            (FieldView(ClaimField.OCCURRENCE, agreement, (said,)),),
            tuple(self._figures(said)),
            graded=Graded(self.grade, "made up") if self.grade else None,
            unsure=("incident-other",) if self.unsure else (),
        )
        return incident_record(view, told, self._decisions(), ADMIN1.get)

    def _figures(self, said: Said) -> Iterable[Figure]:
        for kind in ("killed", "wounded"):
            tolls = [toll for one in self.tellings if (toll := getattr(one, kind))]
            if tolls:
                low, high = min(a for a, _ in tolls), max(b for _, b in tolls)
                yield Figure(kind, low, low, high, (said,))

    def _decisions(self) -> Sequence[Decision]:
        if self.assessed is None:
            return ()
        key = self.tellings[0].key
        return (
            Decision(
                Subject.GRADE, key, self.assessed.value, Judgement.SAME, "A. Person", person=True, number=1
            ),
            Decision(
                Subject.STATE,
                key,
                "published",
                Judgement.SAME,
                "A. Person",
                person=True,
                number=2,
                edit=Edit(),
            ),
        )


def place(name: str, id_: str, country: str, lat: float, lon: float) -> Location:
    return Location(name, PlacePrecision.CITY, country, lat, lon, 5.0, id_)


def party(id_: str, name: str, *sides: str) -> PartyRef:
    return PartyRef(name, PartyKind.ARMED_GROUP, id_, sides=sides)


def fill(store: SqlStore, happenings: Sequence[Happening]) -> None:
    """Keep the reports of incidents, and the incidents."""
    with store.writing() as connection:
        store.keep_all([telling.coded() for one in happenings for telling in one.tellings])
        store.append([said for one in happenings for said in one.record().decisions])
        computed.write(connection, computed.Worked([one.record() for one in happenings]))


def rows_of(store: SqlStore, reports: Iterable[str]) -> list[int]:
    """The rows of reports."""
    with store.reading() as connection:
        rows = select(tables.reports.c.row).where(tables.reports.c.id.in_(list(reports)))
        return list(connection.scalars(rows))

"""ACLED-like CSV: 31 columns, one row an incident.

Source: ACLED API documentation and codebook, edition after 2022. The layout and the coding rules are ACLED's,
the data are not: an id is sayso's own, and so are the names of parties.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sayso.export.acled_actors import KINDS, Kind, interaction, kind_of
from sayso.export.claims_csv import csv_beside, disputed
from sayso.export.csv_safe import Cell
from sayso.export.exporter import Options, Sink
from sayso.export.flattened import count_flattened, sources
from sayso.export.loss import Loss
from sayso.export.sides import names, sides
from sayso.model.events import AcledCode, Location, Modality, PartyRef
from sayso.model.kept import IncidentRecord, Summary
from sayso.model.parties import Scheme

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
HXL = {
    "event_date": "#date+occurred", "event_type": "#event+type", "sub_event_type": "#event+type+sub",
    "actor1": "#group+name+first", "actor2": "#group+name+second", "country": "#country+name",
    "admin1": "#adm1+name", "location": "#loc+name", "latitude": "#geo+lat", "longitude": "#geo+lon",
    "geo_precision": "#geo+precision", "source": "#meta+source", "notes": "#description",
    "fatalities": "#affected+killed",
}  # fmt: skip
WEEK, MONTH = 7, 31  # days of an interval up to which the time precision is 2 and 3
_BOTH = "Political violence; Demonstrations"
_DISORDER = {
    "Battles": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Strategic developments": "Strategic developments",
    "Excessive force against protesters": _BOTH,
    "Mob violence": "Political violence",
}
_WHOEVER_IS_HIT = frozenset({"Explosions/Remote violence", "Riots"})  # types that do not say whom they hit
_ON_CIVILIANS = frozenset({"Violence against civilians", "Excessive force against protesters"})


class AcledExporter:
    """One row an incident that happened, has ACLED's type, a day within a month, a place below a country."""

    name = "acled"
    suffix = ".csv"

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write the rows with a head; what the format cannot hold is skipped or counted."""

        def row(record: IncidentRecord, loss: Loss) -> Sequence[Cell] | str:
            fit = _fit(record.summary)
            return fit if isinstance(fit, str) else _Row(record, fit, how).cells(loss)

        return csv_beside(records, out, how, {column: HXL.get(column) for column in COLUMNS}, row)


class _Fit(NamedTuple):
    """What a row cannot be without."""

    code: AcledCode
    place: Location
    first: date
    last: date


def _fit(summary: Summary) -> _Fit | str:
    """What the row needs, or why ACLED has no row for it."""
    place = summary.place
    if summary.modality is not Modality.OCCURRED:
        return f"only {summary.modality}"
    if summary.acled is None:
        return "no ACLED event type"
    if summary.first_day is None or summary.last_day is None:
        return "no day"
    if (summary.last_day - summary.first_day).days >= MONTH:
        return "day known only to more than a month"
    if place is None or place.lat is None or place.lon is None:
        return "no place"
    if place.geo_precision is None:
        return "place no closer than a country"
    return _Fit(summary.acled, place, summary.first_day, summary.last_day)


class _Row:
    """The cells of one incident that fits."""

    def __init__(self, record: IncidentRecord, fit: _Fit, how: Options) -> None:
        self._record, self._fit, self._how = record, fit, how
        self._summary = record.summary
        self._sides = sides(record)
        self._kinds = (self._kind(self._sides.first, 0), self._kind(self._sides.second, 1))

    def cells(self, loss: Loss) -> list[Cell]:
        """The row; what it lacks is counted."""
        summary, people = self._summary, self._sides
        code, place, first, last = self._fit
        self._count(loss, place)
        day, precision = _day(first, last)
        iso = self._how.tables.code(summary.country, Scheme.ISO_NUMERIC)
        return [
            self._record.incident.id, day.isoformat(), day.year, precision,
            _DISORDER.get(code.sub_event_type, _DISORDER[code.event_type]), code.event_type,
            code.sub_event_type,
            names(people.first[:1]), names(people.first[1:]), self._inter(0),
            names(people.second[:1]), names(people.second[1:]), self._inter(1),
            interaction(self._sides, self._kinds, numbers=self._how.numbers),
            self._civilians(code), None if iso is None else int(iso), None,
            self._how.tables.name(summary.country), summary.admin1, None, None, place.name,
            f"{place.lat:.4f}", f"{place.lon:.4f}", place.geo_precision,
            "; ".join(sources(self._record)), None, self._notes(day, code), fatalities(summary), None,
            None if self._how.made_at is None else int(self._how.made_at.timestamp()),
        ]  # fmt: skip

    def _kind(self, parties: tuple[PartyRef, ...], side: int) -> Kind | None:
        if not parties:
            return None
        return kind_of(parties[0], side, self._summary, self._how.tables)

    def _inter(self, side: int) -> Cell:
        kind = self._kinds[side]
        if self._how.numbers:
            nobody = side == 1 and not self._sides.second
            return 0 if nobody else kind
        return None if kind is None else KINDS[kind]

    def _civilians(self, code: AcledCode) -> str | None:
        hit = self._kinds[1] is Kind.CIVILIANS and code.event_type in _WHOEVER_IS_HIT
        listed = code.event_type in _ON_CIVILIANS or code.sub_event_type in _ON_CIVILIANS
        return "Civilians targeted" if hit or listed else None

    def _notes(self, day: date, code: AcledCode) -> str:
        """What happened in one sentence, and the range and its origin, which no other column holds."""
        record, people = self._record, self._sides
        who = " - ".join(filter(None, (names(people.first, ", "), names(people.second, ", "))))
        chain = ", ".join(filter(None, (self._where(), self._how.tables.name(self._summary.country))))
        said = [f"On {day.isoformat()}, {who or 'unnamed parties'}: {code.sub_event_type} ({chain})."]
        for figure in record.incident.figures:
            by = ", ".join(dict.fromkeys(f"{one.value} ({one.party or 'unnamed'})" for one in figure.said))
            numbers = f"{figure.low}" if figure.low == figure.high else f"{figure.low} to {figure.high}"
            said.append(f"{figure.kind.capitalize()}: {numbers}; said {by}.")
        fields = ", ".join(view.field.value for view in disputed(record))
        return " ".join([*said, f"Disputed: {fields}."] if fields else said)

    def _where(self) -> str | None:
        place = self._summary.place
        parts = (None if place is None else place.name, self._summary.admin1)
        return ", ".join(dict.fromkeys(filter(None, parts))) or None

    def _count(self, loss: Loss, place: Location) -> None:
        summary = self._summary
        for parties, kind in zip((self._sides.first, self._sides.second), self._kinds, strict=True):
            loss.lose("actors of a kind that is not known", bool(parties) and kind is None)
        loss.lose("incidents without an actor", not self._sides.first)
        iso = self._how.tables.code(summary.country, Scheme.ISO_NUMERIC)
        loss.lose("country without an ISO number", iso is None)
        loss.lose("days narrowed to one", summary.first_day != summary.last_day)
        killed = summary.killed
        loss.lose("ranges of killed narrowed to the lowest", killed is not None and killed[0] != killed[2])
        count_flattened(loss, self._record, self._sides, place)


def fatalities(summary: Summary) -> int:
    """The lowest figure of all accounts, and 0 where nobody gives one: ACLED's own rules."""
    return 0 if summary.killed is None else summary.killed[0]


def _day(first: date, last: date) -> tuple[date, int]:
    """The day of the row and its precision: the middle of a period."""
    length = (last - first).days + 1
    precision = 1 if length == 1 else 2 if length <= WEEK else 3
    return first + (last - first) // 2, precision

"""One incident in one row: every value is that of one of its events."""

from datetime import date

import pytest

from sayso.merge.summing import summary
from sayso.model.events import (
    AcledCode,
    Event,
    Interval,
    Location,
    Modality,
    PlacePrecision,
    TimeBasis,
)
from sayso.model.incidents import Agreement, FieldView, Figure, MergedIncident
from sayso.model.kept import Summary, Told
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import ClaimField

AT = (Span(0, 1),)
STRIKE = AcledCode("Explosions/Remote violence", "Air/drone strike")
TOWN = Location("Kherson", PlacePrecision.CITY, "UKR", 46.6, 32.6, 5.0, "geonames:706448")
REGION = Location("Kherson Oblast", PlacePrecision.ADMIN1, "UKR", 46.5, 33.5, 90.0)
UNFOUND = Location("Little Ford", PlacePrecision.SETTLEMENT)
WEEK = Interval(date(2023, 3, 1), date(2023, 3, 7), TimeBasis.RELATIVE)
DAY = Interval(date(2023, 3, 4), date(2023, 3, 4), TimeBasis.EXPLICIT)


def told(number: int, kind: str, *, place: Location | None = None, days: Interval | None = None) -> Told:
    event = Event(
        f"e{number}",
        AT,
        Fact(kind, AT, confidence=0.5 + number / 10),
        Fact(Modality.OCCURRED if kind == "ASSAULT" else Modality.PLANNED, AT),
        mode=Fact("aerial", AT) if kind == "ASSAULT" else Fact("demo", AT),
        acled=Fact(STRIKE, AT) if kind == "ASSAULT" else None,
        place=None if place is None else Fact(place, AT),
        time=None if days is None else Fact(days, AT),
    )
    report = Report("A town was hit.", f"r{number}")
    return Told(f"r{number}@0", Coded(report, (event,)), event)


def test_a_row_has_what_most_events_say_the_most_exact_place_and_the_fewest_days() -> None:
    events = [
        told(1, "PROTEST", place=REGION, days=WEEK),
        told(2, "ASSAULT", place=UNFOUND),
        told(3, "ASSAULT", place=TOWN, days=DAY),
    ]
    incident = MergedIncident(
        "i-1",
        tuple(one.key for one in events),
        ("r1", "r2", "r3"),
        fields=(FieldView(ClaimField.ACTOR, Agreement.DISPUTED, ()),),
        figures=(Figure("killed", 2, 3, 5, ()),),
    )
    asked: list[str] = []

    def admin1(place: str) -> str:
        asked.append(place)
        return "Kherson Oblast"

    assert summary(events, incident, admin1) == Summary(
        "ASSAULT",
        Modality.OCCURRED,
        "aerial",
        None,
        STRIKE,
        TOWN,
        "Kherson Oblast",
        date(2023, 3, 4),
        date(2023, 3, 4),
        (2, 3, 5),
        None,
        disputed=True,
        confidence=0.7,
    )
    assert asked == ["geonames:706448"]


def test_of_as_many_the_first_event_counts_and_what_nobody_says_is_missing() -> None:
    events = [told(1, "PROTEST"), told(2, "ASSAULT")]
    row = summary(events, MergedIncident("i-1", ("r1@0", "r2@0"), ("r1", "r2")), lambda _: "nowhere")
    assert row == Summary("PROTEST", Modality.PLANNED, "demo", confidence=0.6)
    assert row.country is None


def test_an_incident_without_events_is_a_bug() -> None:
    with pytest.raises(ValueError, match="i-1 has no event"):
        summary([], MergedIncident("i-1", (), ()), lambda _: None)

"""Who stands on which side of an incident, field by field."""

from sayso.model.events import Event, Modality, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.record import ClaimRelation, Coded, Dispute, RelationKind, Side
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.standings import Status, camps, standings
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement

HERE = Span(0, 4)
SYRIA = PartyRef("Syria", PartyKind.STATE, "SYR", "SYR")
JET = PartyRef("Syrian Air Force", PartyKind.ARMED_FORCE, "SYR/air", "SYR", sides=("SYR",))
AMERICA = PartyRef("United States", PartyKind.STATE, "USA", "USA")
SDF = PartyRef("SDF", PartyKind.ARMED_GROUP, "sdf", backed_by=("USA",))
PRO = PartyRef("pro-Syrian forces", PartyKind.ARMED_GROUP, supports=("SYR",))
DOCTORS = PartyRef("doctors", PartyKind.UNNAMED)


def facts(*parties: PartyRef) -> tuple[Fact[PartyRef], ...]:
    return tuple(Fact(party, (HERE,)) for party in parties)


def event(actors: tuple[PartyRef, ...], targets: tuple[PartyRef, ...], id_: str = "e1") -> Event:
    return Event(
        id_,
        (HERE,),
        Fact("ASSAULT", (HERE,)),
        Fact(Modality.OCCURRED, (HERE,)),
        actors=facts(*actors),
        targets=facts(*targets),
        incident="i1",
    )


Said = tuple[PartyRef | None, ClaimField, Stance]


def record(
    said: list[Said],
    events: tuple[Event, ...],
    disputes: tuple[Dispute, ...] = (),
    relations: tuple[ClaimRelation, ...] = (),
) -> Coded:
    statements = tuple(
        Statement(
            f"s{n}",
            Source(party, HERE) if party is not None else None,
            Basis.EXPLICIT if party is not None else Basis.AUTHOR,
            Act.ASSERT,
            "indirect",
            (HERE,),
            "clause" if party is not None else "author",
        )
        for n, (party, _, _) in enumerate(said, start=1)
    )
    claims = tuple(
        Claim(f"c{n}", f"s{n}", "e1", field, stance, "text", HERE)
        for n, (_, field, stance) in enumerate(said, start=1)
    )
    return Coded(Report.from_text("text"), events, statements, claims, disputes=disputes, relations=relations)


def test_sides_come_from_links_and_from_the_texts_own_words() -> None:
    events = (event((JET, PRO), (SDF,)),)
    made = record([(SYRIA, ClaimField.OCCURRENCE, Stance.CLAIMS)], events)
    told = record([(AMERICA, ClaimField.OCCURRENCE, Stance.ALLEGES)], events)
    assert [[p.name for p in camp.parties] for camp in camps(made, events)] == [
        ["Syrian Air Force", "pro-Syrian forces", "Syria"],
        ["SDF"],
    ]
    # A state gives its side the name, and a side that it backs by the text's own words is its own.
    assert [camp.name for camp in camps(told, events)] == ["Syrian Air Force", "United States"]


def test_who_fights_each_other_is_never_one_side() -> None:
    dissidents = PartyRef("Syrian dissidents", PartyKind.ARMED_GROUP, "dis", backed_by=("SYR",))
    events = (event((JET,), (dissidents,)),)
    assert len(camps(record([], events), events)) == 2


def test_a_field_that_one_side_speaks_of_names_who_says_nothing() -> None:
    events = (event((JET,), (SDF,)),)
    made = record([(DOCTORS, ClaimField.OCCURRENCE, Stance.ALLEGES)], events)
    (one,) = standings(made, events)
    assert (one.field, one.status) == (ClaimField.OCCURRENCE, Status.ONE_SIDE)
    assert [camp.name for camp in one.silent] == ["Syrian Air Force", "SDF"]


def status(said: list[Said], disputes: tuple[Dispute, ...] = ()) -> list[tuple[str, str]]:
    events = (event((JET,), (SDF,)),)
    made = record(said, events, disputes)
    return [(one.field.value, one.status.value) for one in standings(made, events)]


def test_a_field_is_agreed_disputed_one_sided_or_the_reports_own() -> None:
    happened, toll = ClaimField.OCCURRENCE, ClaimField.CASUALTIES
    syria: Said
    doctors: Said
    syria, doctors = (SYRIA, happened, Stance.CLAIMS), (DOCTORS, happened, Stance.ALLEGES)
    assert status([syria, doctors]) == [("occurrence", "agreed")]
    assert status([syria, (SYRIA, happened, Stance.CLAIMS)]) == [("occurrence", "one side only")]
    assert status([syria, (None, toll, Stance.ASSERTS)]) == [
        ("occurrence", "one side only"),
        ("casualties", "the report only"),
    ]
    assert status([(SYRIA, happened, Stance.DECLINES)]) == [("occurrence", "not said")]


def test_what_is_disputed_comes_first_and_who_did_it_is_one_question() -> None:
    sides = (Side("Syria", "text", HERE), Side("SDF", "text", HERE))
    dispute = Dispute("d1", "i1", ("e1",), ClaimField.RESPONSIBILITY, sides, "why")
    said: list[Said] = [
        (SYRIA, ClaimField.OCCURRENCE, Stance.ASSERTS),
        (SDF, ClaimField.ACTOR, Stance.ALLEGES),
    ]
    assert status(said, (dispute,)) == [("actor", "disputed"), ("occurrence", "one side only")]


def test_a_line_tells_whose_claim_the_report_repeats() -> None:
    events = (event((JET,), (SDF,)),)
    said: list[Said] = [
        (AMERICA, ClaimField.OCCURRENCE, Stance.ALLEGES),
        (None, ClaimField.OCCURRENCE, Stance.ASSERTS),
    ]
    repeats = ClaimRelation("c2", "c1", RelationKind.REPEATS, "why")
    (one,) = standings(record(said, events, relations=(repeats,)), events)
    assert [line.repeats for line in one.lines] == [None, "United States"]

"""GDELT's fields."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.export.gdelt import EVENTS, MENTIONS
from sayso.export.numbers import number_of
from sayso.model.events import Location, Modality, PartyRef, PlacePrecision
from sayso.model.kept import IncidentRecord, Told
from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from tests.export.kept import ARMY, FRANCE, GAO, GROUP, event, exported, record


def rows(one: IncidentRecord, file: str = "", names: tuple[str, ...] = EVENTS) -> list[dict[str, str]]:
    files, _ = exported("gdelt", [one])
    lines = files[file].splitlines()
    assert {line.count("\t") for line in lines} == {len(names) - 1}
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


def test_the_fields_stand_where_gdelt_has_them() -> None:
    assert (len(EVENTS), len(MENTIONS)) == (61, 16)
    at = {
        5: "Actor1Code",
        15: "Actor2Code",
        25: "IsRootEvent",
        26: "EventCode",
        34: "AvgTone",
        35: "Actor1Geo_Type",
    }
    more = {
        43: "Actor2Geo_Type",
        51: "ActionGeo_Type",
        58: "ActionGeo_FeatureID",
        59: "DATEADDED",
        60: "SOURCEURL",
    }
    assert {place: EVENTS[place] for place in {**at, **more}} == {**at, **more}


def test_a_code_is_taken_apart() -> None:
    isis = PartyRef("Islamic State", PartyKind.ARMED_GROUP, "islamic-state")
    army = PartyRef("Syrian Armed Forces", PartyKind.ARMED_FORCE, "syrian-armed-forces", "SYR")
    found = rows(record(event([isis], [army])))[0]
    first = [found[f"Actor1{name}"] for name in ("Code", "CountryCode", "Type1Code", "Type2Code")]
    second = [found[f"Actor2{name}"] for name in ("Code", "CountryCode", "Type1Code", "Type2Code")]
    assert (first, second) == (["IMGREB", "", "IMG", "REB"], ["SYRMIL", "SYR", "MIL", ""])


def test_a_known_group_stands_in_its_own_field() -> None:
    un = PartyRef("United Nations", PartyKind.ORGANIZATION, "un")
    found = rows(record(event([un], [])))[0]
    assert (found["Actor1KnownGroupCode"], found["Actor1Type1Code"]) == ("UNO", "IGO")


@pytest.mark.parametrize(
    ("cameo", "quad"), [("010", "1"), ("057", "1"), ("080", "2"), ("138", "3"), ("145", "4"), ("203", "4")]
)
def test_codes_keep_their_zeros_and_have_a_class(cameo: str, quad: str) -> None:
    found = rows(record(cameo=cameo))[0]
    assert (found["EventCode"], found["EventRootCode"], found["QuadClass"]) == (cameo, cameo[:2], quad)


@pytest.mark.parametrize(
    ("day", "fraction"), [(date(2015, 2, 18), "2015.1315"), (date(2013, 4, 1), "2013.2493")]
)
def test_the_fraction_of_the_year_is_gdelts(day: date, fraction: str) -> None:
    found = rows(record(first_day=day, last_day=day))[0]
    assert (found["FractionDate"], found["Day"], found["MonthYear"]) == (
        fraction,
        f"{day:%Y%m%d}",
        f"{day:%Y%m}",
    )


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (GAO, "4"),
        (replace(GAO, geo_precision=2), "5"),
        (Location("Mali", PlacePrecision.COUNTRY, "MLI", 17.0, -4.0), "1"),
        (replace(GAO, country="USA"), "3"),
        (replace(GAO, country="USA", geo_precision=3), "2"),
        (None, "0"),
    ],
)
def test_the_kind_of_place(place: Location | None, kind: str) -> None:
    assert rows(record(place=place))[0]["ActionGeo_Type"] == kind


def test_countries_have_their_fips_codes() -> None:
    found = rows(record())[0]
    assert (found["ActionGeo_CountryCode"], found["ActionGeo_Fullname"]) == ("ML", "Gao, Mali")


def test_a_threat_is_an_act_and_what_is_threatened_is_none() -> None:
    threat = record(event(kind="THREATEN"), modality=Modality.THREATENED, cameo="138")
    attack = record(modality=Modality.THREATENED, name="r2")
    assert str(exported("gdelt", [threat, attack])[1]).startswith(
        "2 incidents, 1 written, 1 skipped: only threatened"
    )


def test_each_stretch_of_text_is_a_mention_with_offsets_of_our_text() -> None:
    one = record()
    made = replace(one.told[0].event, triggers=(Span(9, 12), Span(30, 34)))
    report = replace(one.told[0].coded.report, url="post.example/1")
    told = Told(one.told[0].key, replace(one.told[0].coded, report=report), made)
    one = replace(one, told=(told,))
    found = rows(one, "mentions.CSV", MENTIONS)
    assert [(row["ActionCharOffset"], row["Actor1CharOffset"], row["Actor2CharOffset"]) for row in found] == [
        ("9", "4", "17"),
        ("30", "4", "17"),
    ]
    first = found[0]
    assert (first["MentionType"], first["MentionIdentifier"], first["Confidence"]) == (
        "1",
        "post.example/1",
        "90",
    )
    assert (first["MentionTimeDate"], first["SentenceID"], first["MentionDocTone"]) == (
        "20240515000000",
        "-1",
        "",
    )
    assert rows(one)[0]["NumMentions"] == "2"


def test_the_lead_paragraph_is_the_one_below_the_headline() -> None:
    text = "A headline\n\nThe army hit it.\n\nThen it hit more."
    for start, leads in ((2, "1"), (21, "1"), (39, "0")):
        made = replace(event([ARMY], [FRANCE]), triggers=(Span(start, start + 3),))
        assert rows(record(made, text=text))[0]["IsRootEvent"] == leads


def test_numbers_stand_for_incidents_and_are_listed() -> None:
    files, loss = exported("gdelt", [record(event([ARMY], [GROUP]))])
    assert files["ids.csv"] == f"GlobalEventID,incident_id\n{number_of('i-r1')},i-r1\n"
    assert loss.lost["actors without a CAMEO code"] == 2
    assert number_of("i-00000000000000ff") == 15
    assert 0 <= number_of("imported 7") < 2**63

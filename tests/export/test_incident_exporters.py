"""What holds for every format of incidents."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.export import EXPORTERS, REPORT_EXPORTERS
from sayso.export.acled import COLUMNS as ACLED
from sayso.export.claims_csv import ClaimRow, DisputeRow
from sayso.export.csv_safe import unsafe
from sayso.export.gdelt import EVENTS, MENTIONS
from sayso.export.ged import COLUMNS as GED
from sayso.export.polecat import COLUMNS as POLECAT
from sayso.model.events import PartyRef
from sayso.model.kept import IncidentRecord
from sayso.model.parties import PartyKind
from tests.export.kept import GAO, HOW, MemorySink, coded_records, event, exported, record

HERE = Path(__file__).parent
FLAT = ("acled", "ged", "gdelt", "plover", "polecat")
BESIDE = (*FLAT, "geojson", "jsonld")  # with claims in a file beside them
HEADS = {"acled": ",".join(ACLED) + "\n", "ged": ",".join(GED) + "\n", "polecat": "\t".join(POLECAT) + "\n"}
DEAD = (1, 2, 3)
# How a formula may begin, and what may stand before it and is not seen.
STARTS = ("=", "+", "-", "@")


def made(name: str = "r1") -> IncidentRecord:
    """An incident that every format can hold."""
    return record(name=name, killed=DEAD)


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_format_is_found_by_its_name_and_has_a_suffix(name: str) -> None:
    assert EXPORTERS[name].name == name
    assert EXPORTERS[name].suffix.startswith(".")


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_same_incidents_give_the_same_characters(name: str) -> None:
    records = [made("r1"), made("r2")]
    assert exported(name, records)[0] == exported(name, [made("r1"), made("r2")])[0]


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_incident_is_written_or_skipped(name: str) -> None:
    records = [made("r1"), replace(record(name="r2"), summary=replace(record().summary, first_day=None))]
    loss = exported(name, records)[1]
    assert (loss.seen, loss.written + loss.skipped.total()) == (2, 2)


@pytest.mark.parametrize("name", FLAT)
def test_no_incident_gives_the_heads_alone(name: str) -> None:
    files, loss = exported(name, [])
    assert (files[""], str(loss)) == (HEADS.get(name, ""), "0 incidents, 0 written")
    assert files["claims.csv"] == ",".join(ClaimRow._fields) + "\n"
    assert files["disputes.csv"] == ",".join(DisputeRow._fields) + "\n"


@pytest.mark.parametrize("name", FLAT)
def test_incidents_are_written_as_they_come(name: str) -> None:
    sink, lines = MemorySink(), []

    def coming() -> Iterator[IncidentRecord]:
        for number in range(3):
            lines.append(sink.texts[""].getvalue().count("\n"))
            yield made(f"r{number}")

    EXPORTERS[name].write(coming(), sink, HOW)
    head = name in HEADS
    assert lines == [head, head + 1, head + 2]


@pytest.mark.parametrize("name", REPORT_EXPORTERS)
def test_a_format_of_reports_writes_each_report_once(name: str) -> None:
    one = made()
    files, loss = exported(name, [one, replace(one, incident=replace(one.incident, id="i-2"))])
    assert (len(json.loads(files[""])) > 1, loss.seen) == (True, 2)


@pytest.mark.parametrize("name", FLAT)
@given(words=st.text(st.sampled_from("=+-@\t\r\n '\"a;,\u200b"), min_size=1, max_size=8))
@settings(max_examples=60)
def test_no_cell_starts_a_formula_unless_it_is_raw(name: str, words: str) -> None:
    party = PartyRef(words, PartyKind.ARMED_FORCE, country="MLI")
    text = f"{words}The army hit the group. It said a lot of things."
    one = record(event([party], []), text=text, killed=DEAD, place=replace(GAO, name=words))
    files, _ = exported(name, [one])
    for file, content in files.items():
        if name == "plover" and not file:
            continue  # JSON is no table
        tabs = file == "mentions.CSV" or (not file and name in ("gdelt", "polecat"))
        table = csv.reader(io.StringIO(content, newline=""), delimiter="\t" if tabs else ",", strict=not tabs)
        for cell in (cell for row in table for cell in row):
            seen = cell.lstrip("\t\r\n \u200b")
            assert not seen.startswith(STARTS) or cell.lstrip("-").replace(".", "", 1).isdecimal(), cell


def test_raw_cells_are_as_they_were() -> None:
    one = record(event([PartyRef("=A1", PartyKind.ARMED_FORCE)]))
    safe, raw = (
        pd.read_csv(io.StringIO(exported("acled", [one], how)[0][""]))
        for how in (HOW, replace(HOW, raw=True))
    )
    assert (safe["actor1"][0], raw["actor1"][0], unsafe(safe["actor1"][0])) == ("'=A1", "=A1", "=A1")


def test_tags_stand_below_the_head_where_they_are_asked_for() -> None:
    for name in ("acled", "ged"):
        lines = exported(name, [made()], replace(HOW, hxl=True))[0][""].splitlines()
        assert (len(lines), lines[1].count("#"), lines[1].count(",")) == (
            3,
            14 if name == "acled" else 15,
            lines[0].count(","),
        )


def test_pandas_reads_the_tables_as_their_users_do() -> None:
    records = [made("r1"), made("r2")]
    acled = pd.read_csv(io.StringIO(exported("acled", records)[0][""]), parse_dates=["event_date"])
    assert (list(acled.columns), acled["fatalities"].dtype.kind, acled["latitude"].dtype.kind) == (
        list(ACLED),
        "i",
        "f",
    )
    ged = pd.read_csv(io.StringIO(exported("ged", records)[0][""]), parse_dates=["date_start", "date_end"])
    assert (list(ged.columns), ged["id"].dtype.kind, int(ged["best"].sum())) == (list(GED), "i", 4)
    gdelt, _ = exported("gdelt", records)
    events = pd.read_csv(
        io.StringIO(gdelt[""]), sep="\t", header=None, names=EVENTS, dtype={"EventCode": str}
    )
    mentions = pd.read_csv(io.StringIO(gdelt["mentions.CSV"]), sep="\t", header=None, names=MENTIONS)
    assert (len(events), list(events["EventCode"]), len(mentions)) == (2, ["190", "190"], 2)
    assert set(mentions["GlobalEventID"]) == set(events["GlobalEventID"])
    polecat = pd.read_csv(io.StringIO(exported("polecat", records)[0][""]), sep="\t", na_values=["None"])
    assert (list(polecat.columns), polecat["Longitude"].dtype.kind) == (list(POLECAT), "f")
    plover = pd.read_json(io.StringIO(exported("plover", records)[0][""]), lines=True)
    assert list(plover["id"]) == ["i-r1", "i-r2"]
    claims = pd.read_csv(io.StringIO(exported("acled", records)[0]["claims.csv"]))
    assert list(claims.merge(acled, left_on="incident_id", right_on="event_id_cnty")["claim_id"]) == [
        "r1#c1",
        "r2#c1",
    ]


@pytest.mark.model
@pytest.mark.parametrize("name", BESIDE)
def test_the_seed_and_two_reports_are_written_as_reviewed(
    name: str, golden: Callable[[Path, str], None]
) -> None:
    files, loss = exported(name, coded_records())
    for file in sorted(set(files) - {"claims.csv", "disputes.csv"}):
        golden(HERE / "golden" / f"{name}{'.' if file else ''}{file}.txt", files[file])
    golden(HERE / "golden" / f"{name}.loss.txt", f"{loss}\n")


@pytest.mark.model
def test_the_claims_of_all_that_is_written_are_as_reviewed(golden: Callable[[Path, str], None]) -> None:
    files, _ = exported("plover", coded_records())
    for file in ("claims.csv", "disputes.csv"):
        golden(HERE / "golden" / f"{file}.txt", files[file])


@pytest.mark.model
def test_the_seed_shows_what_acled_and_ged_say_of_an_aircraft_shot_down() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("acled", coded_records())[0][""])))
    shot = next(row for row in rows if row["event_id_cnty"] == "i-7ca0494b8cc8d715")
    assert (shot["event_type"], shot["sub_event_type"]) == ("Battles", "Armed clash")
    assert (shot["inter1"], shot["inter2"]) == ("External/Other forces", "State forces")
    assert shot["interaction"] == "State forces-External/Other forces"
    files, loss = exported("ged", [one for one in coded_records() if one.incident.reports == ("seed",)])
    assert (files[""], set(loss.skipped)) == (HEADS["ged"], {"no fatality", "only threatened"})

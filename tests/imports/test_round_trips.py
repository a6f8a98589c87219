"""What our exporters write, our importers read, with the values equal."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from sayso.base import Base
from sayso.base.kept import nowhere
from sayso.base.wired import shipped_rules
from sayso.export import to_annotation
from sayso.export.acled import COLUMNS as ACLED
from sayso.export.gdelt import EVENTS
from sayso.export.ged import COLUMNS as GED
from sayso.merge.summing import summary
from sayso.model.decisions import event_key
from sayso.model.events import PartyRef
from sayso.model.kept import IncidentRecord, Told
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.store import MemoryStore
from tests.export.kept import HOW, coded_records, event, exported, record
from tests.imports.known import good, read

# Columns that come out otherwise after a way through the format and back, and why.
OTHERWISE = {
    "acled": {
        "event_id_cnty": "the incident has an id of its own",
        "source": "the data set",
        "notes": "written anew",
        "admin1": "looked up by the gazetteer's id, which the format has not",
    },
    "ged": {
        "id": "made of the incident's id",
        "relid": "the incident has an id of its own",
        "number_of_sources": "the row is one",
        "source_article": "the data set",
        "source_office": "the data set",
        "source_date": "the data set",
        "source_headline": "the data set",
        "source_original": "parties are not quoted",
        "where_description": "the words of the cell",
        "adm_1": "looked up by the gazetteer's id, which the format has not",
    },
    "gdelt": {
        "GlobalEventID": "made of the incident's id",
        "IsRootEvent": "the row has one line",
        "NumMentions": "the row is one",
        "NumSources": "the row is one",
        "NumArticles": "the row is one",
    },
}

# Columns that may come out empty: sayso knows parties by more words than their names.
_ACTOR = ("Code", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code")
EMPTIED = {
    "acled": {"inter1", "inter2", "interaction"},
    "ged": set[str](),
    "gdelt": {f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR},
}


def joined(records: Sequence[Coded]) -> list[IncidentRecord]:
    """The incidents of imported records, in their order."""
    base = Base(MemoryStore(), shipped_rules())
    for coded in records:
        base.add(coded)
    found = []
    for coded in records:
        key = event_key(coded.report.id, coded.events[0].triggers[0].start)
        incident = base.incident_of(key)
        assert incident.members == (key,), "rows of one data set are never joined"
        told = [Told(key, coded, coded.events[0])]
        found.append(IncidentRecord(incident, tuple(told), summary(told, incident, nowhere)))
    return found


def rows(name: str, text: str) -> list[dict[str, str]]:
    if name == "gdelt":
        return [dict(zip(EVENTS, line.split("\t"), strict=True)) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.model
@pytest.mark.parametrize(("name", "columns"), [("acled", ACLED), ("ged", GED), ("gdelt", EVENTS)])
def test_a_table_is_read_back_with_its_values(name: str, columns: Sequence[str]) -> None:
    written = exported(name, coded_records())[0][""]
    again = exported(name, joined(good(read(name, written))))[0][""]
    before, after = rows(name, written), rows(name, again)
    assert len(before) == len(after) > 0
    kept = [column for column in columns if column not in OTHERWISE[name]]
    other = [
        (column, old[column], new[column])
        for old, new in zip(before, after, strict=True)
        for column in kept
        if new[column] != old[column] and (new[column] or column not in EMPTIED[name])
    ]
    assert other == []
    assert len(kept) >= 24


@pytest.mark.model
def test_a_range_of_deaths_is_kept_beside_the_best_estimate() -> None:
    (coded,) = good(read("ged", exported("ged", coded_records())[0][""]))
    tolls = [fact.value for fact in coded.events[0].tolls]
    assert [(one.low, one.high) for one in tolls] == [(7, 7), (3, 7)]


@pytest.mark.model
def test_an_annotation_is_read_back_as_it_was() -> None:
    texts = {told.coded.report.id: told.coded for one in coded_records() for told in one.told}
    for name, coded in texts.items():
        before = json.loads(json.dumps(to_annotation(coded)))
        (again,) = good(read("annotation", json.dumps(before), text=lambda id_, _: texts[id_].report.text))
        after = json.loads(json.dumps(to_annotation(again)))
        assert after.pop("doc_id") == f"~annotation:{name}"
        del before["doc_id"]
        # Speakers of words that are about no event are not in the form, but for their names.
        named, known = before.pop("names"), after.pop("names")
        assert after == before
        assert {party: row["kind"] for party, row in known.items()}.items() <= {
            party: row["kind"] for party, row in named.items()
        }.items()


def test_tags_and_guarded_cells_are_read_through() -> None:
    made = record(event([PartyRef("=A1", PartyKind.ARMED_FORCE)]), killed=(1, 2, 3))
    for name in ("acled", "ged"):
        text = exported(name, [made], replace(HOW, hxl=True))[0][""]
        (coded,) = good(read(name, text))
        assert coded.events[0].actors[0].value.name == "=A1"

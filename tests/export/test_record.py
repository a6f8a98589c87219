import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sayso.export
from sayso.export import record_schema, to_record
from sayso.model.events import (
    Geometry,
    Interval,
    Location,
    PartyBasis,
    PartyCandidate,
    PartyRef,
    PlaceCandidate,
    PlacePrecision,
    Spatial,
    Toll,
)
from sayso.model.parties import PartyKind
from sayso.model.record import ClaimRelation, Coded, RelationKind, Responsibility, Standing, Version
from sayso.model.report import Capture, Note, Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Candidate, Source
from tests.export.coded import coded_from, gold_paths, seed

SCHEMA = Path(sayso.export.__file__).with_name("record.schema.json")
VALIDATOR = jsonschema.Draft202012Validator(json.loads(record_schema()))


def problems(record: object) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(json.loads(json.dumps(record)))]


def everything() -> Coded:
    """A record in which every field of every noun has a value."""
    coded = seed()
    here = Span(0, 2)
    others = (PartyCandidate("Damascus", "dam", 0.4),)
    ref = PartyRef(
        "Syria", PartyKind.STATE, "syr", "SYR", others, ("axis",), ("ru",), ("un",), PartyBasis.NAME, 0.9
    )
    where = Location("Raqqa", PlacePrecision.CITY, "SYR", 35.0, 38.0, 5.0, "geo:1")
    where = replace(
        where,
        candidates=(PlaceCandidate("geo:1", "Raqqa", 0.8),),
        geometry=Geometry.SECTOR,
        probability=0.8,
        spatial=Spatial("geo:1", "direction", "south", 5.0),
        spelling="Rakka",
        where_prec=2,
        geo_precision=2,
    )
    when = replace(coded.events[0].time.value, clock="02:00", zone="GMT") if coded.events[0].time else None
    assert isinstance(when, Interval)
    full = replace(
        coded.events[0],
        actors=(Fact(ref, (), "a rule", 0.75),),
        place=Fact(where, (here,)),
        time=Fact(when, (here,)),
        tolls=(Fact(Toll("killed", 0, 3, "soldiers", "Syria", narrated=False), (here,)),),
    )
    said = replace(
        coded.statements[0],
        source=Source(ref, here),
        via=(Source(ref, here),),
        cue=here,
        cue_lemma="say",
        parent="s2",
        contrast="s3",
        candidates=(Candidate(ref, 0.7, "calls it its own"),),
    )
    report = replace(
        coded.report, outlet="Wikinews", language="en", url="https://example.org/1", revises="00-old"
    )
    report = replace(report, published_at=datetime(2017, 6, 19, 14), guid="urn:example:1", origin="acled")
    capture = Capture("urn:uuid:1", "sha1:AB", "https://example.org/1", datetime(2017, 6, 20), "a.warc.gz", 7)
    report = replace(report, capture=capture)
    sides = tuple(replace(side, statement="s1") for side in coded.disputes[0].sides)
    return replace(
        coded,
        report=report,
        events=(full, *coded.events[1:]),
        statements=(said, *coded.statements[1:]),
        claims=(replace(coded.claims[0], cameo="016", plover="REJECT"), *coded.claims[1:]),
        accounts=(replace(coded.accounts[0], party="Syria"), *coded.accounts[1:]),
        disputes=(replace(coded.disputes[0], sides=sides), *coded.disputes[1:]),
        relations=(ClaimRelation("c1", "c2", RelationKind.REPEATS, "told as a fact"),),
        responsibilities=(Responsibility("e1", Fact(ref, (here,)), Standing.STATED, ("c1",)),),
        notes=(Note("a", "b", here),),
        versions=(Version("model", "1", "0" * 64),),
        decisions=("d-0123456789abcdef",),
    )


def test_the_schema_in_the_repository_is_the_one_the_types_make(golden: Callable[[Path, str], None]) -> None:
    golden(SCHEMA, record_schema())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(record_schema()))
    assert json.loads(record_schema())["title"] == "sayso/1"


@pytest.mark.parametrize("path", gold_paths(), ids=lambda path: path.name)
def test_every_record_has_the_form_of_the_schema(path: Path) -> None:
    assert problems(to_record(coded_from(path))) == []


def test_a_record_with_everything_and_one_with_nothing_have_the_form() -> None:
    assert problems(to_record(everything())) == []
    assert problems(to_record(Coded(Report.from_text("")))) == []


def test_the_moment_and_the_guid_stand_in_a_record_only_where_they_are_known() -> None:
    report = Report.from_text("Nothing.", published="2017-06-19T14:00+02:00")
    row = to_record(Coded(replace(report, guid="urn:example:1")))["report"]
    assert (row["published"], row["published_at"], row["guid"]) == (
        "2017-06-19",
        "2017-06-19T14:00:00+02:00",
        "urn:example:1",
    )
    bare = to_record(Coded(Report.from_text("Nothing.", published="2017-06-19")))["report"]
    assert set(bare) == {"id", "text", "text_sha256", "published"}


def test_the_schema_refuses_what_the_laws_refuse() -> None:
    record: Any = to_record(Coded(Report.from_text("Nothing.")))
    assert problems({**record, "confidence": 1}) != []
    assert problems({**record, "report": {**record["report"], "title": ""}}) != []
    assert problems({**record, "report": {**record["report"], "title": None}}) != []


def values(record: object) -> Iterator[object]:
    yield record
    inner = record.values() if isinstance(record, dict) else record if isinstance(record, list) else ()
    for value in inner:
        yield from values(value)


@pytest.mark.parametrize("coded", [seed(), everything()], ids=["seed", "everything"])
def test_no_value_is_null_or_empty_and_every_span_quotes_the_text(coded: Coded) -> None:
    record = to_record(coded)
    found = list(values(record))
    assert None not in found
    assert "" not in found
    quoted = [v for v in found if isinstance(v, dict) and v.keys() == {"start", "end", "text"}]
    assert len(quoted) > 100
    assert [q for q in quoted if record["report"]["text"][q["start"] : q["end"]] != q["text"]] == []


def test_a_value_has_spans_or_says_that_it_is_inferred_and_by_which_rule() -> None:
    record = to_record(everything())
    facts = [v for v in values(record) if isinstance(v, dict) and "value" in v and "spans" in v]
    assert len(facts) > 50
    assert all(bool(f["spans"]) != f.get("inferred", False) for f in facts)
    assert record["events"][0]["actors"][0]["rule"] == "a rule"


def test_zero_is_a_value() -> None:
    toll = to_record(everything())["events"][0]["tolls"][0]["value"]
    assert (toll["low"], toll["high"]) == (0, 3)


def noun_fields(value: object) -> Iterator[tuple[str, str, object]]:
    """Noun, field and value of everything in a record."""
    if isinstance(value, tuple):
        for item in value:
            yield from noun_fields(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield type(value).__name__, field.name, getattr(value, field.name)
            yield from noun_fields(getattr(value, field.name))


def test_every_field_of_every_noun_is_exported_or_listed_here_as_left_out() -> None:
    """A field that the model gains has no value in `everything` until somebody sets it; then the
    schema does not know it until somebody adds it there.
    """
    found = list(noun_fields(everything()))
    known = {(noun, name) for noun, name, _ in found}
    filled = {(noun, name) for noun, name, value in found if value not in (None, ())}
    # The report's notes stand with the record's, an event's accounts in `accounts`.
    assert known - filled == {("Report", "notes"), ("Event", "accounts")}


def test_each_note_is_told_once_whoever_told_it() -> None:
    note = Note("open-story", "will be updated")
    coded = Coded(replace(Report.from_text("x"), notes=(note,)), notes=(note, Note("b", "c")))
    assert [n["kind"] for n in to_record(coded)["notes"]] == ["open-story", "b"]

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.evaluate.articles.documents import document
from sayso.evaluate.articles.scoring import score_document
from sayso.export import to_annotation
from sayso.model.events import PartyRef, Toll
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from tests.export.coded import SEED, coded_from, gold_paths, seed


@pytest.mark.parametrize("path", gold_paths(), ids=lambda path: path.name)
def test_a_record_that_says_what_the_gold_says_scores_full_marks(path: Path) -> None:
    gold = document(json.loads(path.read_bytes()), path.name)
    written = json.loads(json.dumps(to_annotation(coded_from(path))))
    tally = score_document(gold, document(written, "written"))
    measures = {
        (name, measure): value
        for name, figure in tally
        for measure, value in figure.values().items()
        if measure in {"p", "r", "f1", "acc"} and figure.values().get("n") != 0
    }
    assert len(measures) > 10
    assert {key: value for key, value in measures.items() if value != 1} == {}
    assert tally.duplicates == 0


def test_the_seed_is_written_as_its_annotators_wrote_it() -> None:
    gold = json.loads(SEED.read_bytes())
    written = json.loads(json.dumps(to_annotation(seed())))
    for key in ("schema", "doc_id", "title", "published", "text_sha256"):
        assert written[key] == gold[key]
    for ours, theirs in zip(written["events"], gold["events"], strict=True):
        for key in ("id", "trigger", "other_triggers", "plover", "cameo_root", "acled", "actors", "targets"):
            assert ours[key] == theirs[key]
        for key in ("time", "weapons", "casualties", "modality", "incident"):
            assert ours[key] == theirs[key]
        assert ours["place"] == (theirs["place"] and {**theirs["place"], "alt_points": []})
        said = [{k: v for k, v in a.items() if k != "act"} for a in ours["attributions"]]
        assert said == [{k: v for k, v in a.items() if k != "act"} for a in theirs["attributions"]]
    assert written["temporal_relations"] == gold["temporal_relations"]
    assert "required" not in json.dumps(written)
    assert written["notes"][0] == "the report says that it will be updated"


def test_names_hold_the_words_of_the_text_once() -> None:
    assert to_annotation(seed())["names"]["United States"] == {
        "kind": "state",
        "country": "USA",
        "aliases": ["US", "the U.S.", "Washington"],
    }


@pytest.mark.parametrize(
    ("toll", "source"),
    [
        (Toll("killed", 0, 0, None), "Article (narrator)"),
        (Toll("killed", 0, 0, None, narrated=False), None),
        (Toll("killed", 0, 0, None, "Syria"), "Syria"),
    ],
)
def test_a_toll_has_the_source_that_gives_it_and_zero_stays_zero(toll: Toll, source: str | None) -> None:
    coded = seed()
    first = replace(coded.events[0], tolls=(Fact(toll, (Span(0, 2),)),))
    (row,) = to_annotation(replace(coded, events=(first,)))["events"][0]["casualties"]
    assert (row["min"], row["max"], row["source"]) == (0, 0, source)


def test_what_is_not_known_is_null_or_an_empty_list() -> None:
    coded = seed()
    bare = replace(
        coded.events[0], acled=None, mode=None, cameo=None, place=None, time=None, actors=(), incident=None
    )
    row = to_annotation(replace(coded, events=(bare,), claims=()))["events"][0]
    assert [row["acled"], row["plover"]["mode"], row["cameo_root"], row["place"], row["time"]] == [None] * 5
    assert (row["actors"], row["attributions"], row["incident"]) == ([], [], None)


def test_an_implied_actor_has_no_span() -> None:
    coded = seed()
    implied = Fact(PartyRef("Syria", PartyKind.STATE), (), "the speaker is the actor")
    row = to_annotation(replace(coded, events=(replace(coded.events[0], actors=(implied,)),)))["events"][0]
    assert [(a["name"], a["spans"]) for a in row["actors"]] == [("Syria", [])]

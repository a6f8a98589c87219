"""Claims as W3C Web Annotations."""

import json
from typing import Any

import pytest

from sayso.export.jsonld import urn
from tests.export.kept import TEXT, coded_records, exported, record


def graph(*records: Any) -> dict[str, list[dict[str, Any]]]:
    read = json.loads(exported("jsonld", records)[0][""])
    assert read["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    found: dict[str, list[dict[str, Any]]] = {}
    for node in read["@graph"]:
        found.setdefault(node["type"], []).append(node)
    return found


def test_a_claim_is_an_annotation_with_both_selectors() -> None:
    (note,) = graph(record())["Annotation"]
    position, words = note["target"]["selector"]
    assert (position["type"], words["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    assert TEXT[position["start"] : position["end"]] == words["exact"] == '"=1+1'
    assert words["prefix"] + words["exact"] + words["suffix"] == TEXT
    assert note["target"]["source"] == "urn:sayso:report:r1"
    assert note["body"]["schema:author"] == {"schema:name": "Malian Armed Forces"}
    assert (note["body"]["type"], note["body"]["sayso:stance"]) == ("schema:Claim", "claims")


def test_no_incident_is_an_empty_graph() -> None:
    assert graph() == {}


def test_names_are_iris_whatever_stands_in_an_id() -> None:
    assert urn("claim", "a b/é#c7") == "urn:sayso:claim:a%20b%2F%C3%A9%23c7"


@pytest.mark.model
def test_every_claim_quotes_its_report_and_names_what_is_in_the_graph() -> None:
    texts = {told.coded.report.id: told.coded.report.text for one in coded_records() for told in one.told}
    found = graph(*coded_records())
    ids = {node["id"] for kind in ("schema:Event", "schema:NewsArticle") for node in found[kind]}
    assert len(found["schema:NewsArticle"]) == len(texts)
    for note in found["Annotation"]:
        position, words = note["target"]["selector"]
        text = texts[note["target"]["source"].rpartition(":")[2]]
        assert text[position["start"] : position["end"]] == words["exact"]
        assert note["body"]["schema:about"]["id"] in ids
        assert note["body"]["schema:appearance"]["id"] in ids
    assert len(found["Annotation"]) > 20

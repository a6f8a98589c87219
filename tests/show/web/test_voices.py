"""Pages of parties, outlets and claims, and those about the desk."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.model.report import Capture, Report
from sayso.show.web import links
from sayso.show.web.application import application

WIRE = (
    "Three civilians were killed on Tuesday when shells hit a market in Donetsk, the city council said. Kiev "
    "denied that its forces had fired. Moscow said Ukrainian troops shelled the market. Rescue workers "
    "carried the wounded to a hospital in the north of the city, where doctors asked for blood."
)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("voices") / "base.db"
    hostile = '<script>alert(1)</script> & "Co"'
    reports = [
        Report.from_text(f"Market hit\n\n{WIRE}", id="w1", outlet="Wire", published="2015-01-14T10:00"),
        Report.from_text(f"Market hit\n\n{WIRE}", id="w2", outlet=hostile, published="2015-01-14T15:00"),
    ]
    capture = Capture("urn:uuid:<b>", "sha1:AB", file="crawl.warc.gz", offset=812)
    reports[1] = dataclasses.replace(reports[1], capture=capture)
    with Desk(path) as writing:
        writing.add(reports)
    with (
        Desk(path, read_only=True) as desk,
        TestClient(application(desk), base_url="http://127.0.0.1") as client,
    ):
        yield client


def words_of(page: str) -> str:
    """What stands on a page, without its elements."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_party_says_what_it_denies_and_leads_to_the_words(client: TestClient, desk: Desk) -> None:
    answer = client.get("/parties/UKR")
    assert answer.status_code == 200
    text = words_of(answer.text)
    assert "denies 1" in text
    assert "This is no measure of who is right" in text
    assert "ISO 3166 alpha-3" in text
    said = next(desk.claims(claimant="UKR", stance="denies"))
    report = links.report("wire-2", said.claim.evidence.start, said.claim.evidence.end)
    assert f'href="{report}"' in answer.text
    assert f'href="{links.claim(said.id)}"'.replace("#", "%23") in answer.text
    assert 'href="/incidents?claimant=UKR"' in answer.text
    there = client.get(report)
    assert f'id="e-{said.claim.evidence.start}-{said.claim.evidence.end}"' in there.text


@pytest.mark.parametrize("path", ["/parties/nobody", "/sources/nobody", "/c/wire-1%23c999", "/c/nothing"])
def test_what_is_in_no_table_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_indexes_lead_to_the_pages(client: TestClient) -> None:
    assert 'href="/parties/UKR"' in client.get("/parties").text
    assert 'href="/sources/Agency"' in client.get("/sources").text


def test_a_source_says_whom_it_relays_and_what_it_copied(copied: TestClient) -> None:
    index = copied.get("/sources").text
    assert "<script>alert" not in index
    address = next(one for one in re.findall(r'href="(/sources/[^"]+)"', index) if "script" in one)
    page = copied.get(address)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    text = words_of(page.text)
    assert "1 of 1 reports" in text
    assert "Whose text it runs Wire 1" in text
    assert 'href="/parties/UKR"' in page.text
    assert "0 of 1 reports" in words_of(copied.get("/sources/Wire").text)


def test_a_claim_shows_its_sentence_and_selectors(client: TestClient, desk: Desk) -> None:
    said = next(desk.claims(claimant="UKR", stance="denies"))
    page = client.get(links.claim(said.id))
    assert page.status_code == 200
    text, evidence = words_of(page.text), said.claim.evidence
    assert "Kiev denied that its forces had fired" in text
    assert f"characters {evidence.start} to {evidence.end}" in text
    assert "TextQuoteSelector" in text


def test_method_and_accuracy_are_told(client: TestClient) -> None:
    method = words_of(client.get("/about/method").text)
    assert "one line, however often it is relayed or copied" in method
    assert "What it must not be used for" in method
    page = client.get("/about/accuracy").text
    assert "How to read the figures" in page
    assert page.count("<table>") > 5
    assert "style=" not in page
    assert page.count("<h1>") == 1
    written = (Path(__file__).parents[3] / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert "<!-- figures" in written
    assert "figures: written by" not in page


def test_the_page_of_a_report_names_its_archived_capture(copied: TestClient) -> None:
    said = "urn:uuid:&lt;b&gt; in crawl.warc.gz at byte 812, payload sha1:AB"
    assert f"Archived capture: <bdi>{said}</bdi>" in copied.get("/r/w2").text
    assert "Archived capture" not in copied.get("/r/w1").text

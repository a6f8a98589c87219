"""The page of an incident and of a report: evidence both ways, sides apart, hostile text kept out."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.model.report import Report
from sayso.show.web import links
from sayso.show.web.application import application


class Attributes(HTMLParser):
    """All attributes of a page, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(name, value or "") for name, value in attrs]


HOSTILE = Report.from_text(
    "<script>alert(1)</script> \u202egnilleh\u202c in Kharkiv\n\nRussian troops shelled Kharkiv on Monday, "
    'killing two civilians, <img src=x onerror="alert(1)"> the mayor said. {{ 7 * 7 }} Moscow denied it.',
    id='evil"><script>alert(2)</script>',
    title="<script>alert(3)</script>" + "A" * 5_000,
    outlet="javascript:alert(4)" + "B" * 5_000,
    published="2022-03-01",
)


def first_incident(desk: Desk, report: str) -> str:
    """The incident of a report of which most is said."""
    return max(desk.incidents(report=report), key=lambda one: len(one.incident.lines)).incident.id


def body(client: TestClient, desk: Desk, report: str) -> str:
    answer = client.get(links.incident(first_incident(desk, report)))
    assert answer.status_code == 200
    return answer.text


def test_every_link_to_evidence_has_its_words_on_the_page(client: TestClient, desk: Desk) -> None:
    page = body(client, desk, "wire-1")
    wanted = set(re.findall(r'href="#([^"]+)"', page)) - {"main"}
    there = re.findall(r'id="([^"]+)"', page)
    assert len(wanted) > 10
    assert wanted <= set(there)
    assert len(there) == len(set(there)), "an id stands twice"


def test_a_side_says_only_its_own_words(client: TestClient, desk: Desk) -> None:
    page = body(client, desk, "wire-1")
    columns = re.findall(
        r'<div class="side side-(\d)"><h3 class="who"><bdi>(.*?)</bdi>(.*?)</div>', page, re.S
    )
    said = {name: text for _, name, text in columns}
    assert "had dropped bombs near" in said["Washington"]
    assert "had dropped bombs near" not in said["Damascus"]
    assert "Islamic State militants" in said["Damascus"]


def test_reports_and_account_lines_are_two_numbers(client: TestClient, desk: Desk) -> None:
    page = body(client, desk, "wire-1")
    assert ">1 report<" in page
    assert re.search(r">\d independent account lines?<", page)


def test_nobody_hurt_and_nothing_reported_are_not_the_same(client: TestClient, desk: Desk) -> None:
    assert "none reported, which is not none" in body(client, desk, "wire-1")


def test_the_place_is_told_with_the_name_of_its_country(hostile: tuple[TestClient, Desk]) -> None:
    client, desk = hostile
    found = re.search(r'<p class="kicker">([^<]*)', body(client, desk, HOSTILE.id))
    assert found is not None
    assert "Ukraine" in found[1]
    assert "UKR" not in found[1]


def test_an_address_with_other_words_behind_the_id_is_the_same_page(client: TestClient, desk: Desk) -> None:
    id_ = first_incident(desk, "wire-1").removeprefix("i-")
    assert client.get(f"/i/{id_}-whatever").status_code == 200


def test_a_report_page_marks_what_is_linked_to(client: TestClient) -> None:
    page = client.get("/r/wire-1?at=0-3").text
    assert 'id="e-0-3"' in page
    assert "What it tells" in page


@pytest.mark.parametrize("at", ["3-0", "0-99999", "x", "0-0", "-1-3", "0-3-4", "٣-٤"])
def test_words_that_are_not_there_are_not_marked(client: TestClient, at: str) -> None:
    answer = client.get("/r/wire-1", params={"at": at})
    assert answer.status_code == 200
    assert "linked to" not in answer.text


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[tuple[TestClient, Desk]]:
    with Desk(tmp_path / "evil.db") as desk:
        assert desk.add(HOSTILE).message is None
        with TestClient(application(desk), base_url="http://127.0.0.1:8000") as client:
            yield client, desk


def test_a_hostile_report_stays_text(hostile: tuple[TestClient, Desk]) -> None:
    client, desk = hostile
    pages = [body(client, desk, HOSTILE.id), client.get(links.report(HOSTILE.id)).text, client.get("/").text]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        attributes = Attributes(page).found
        assert not [name for name, _ in attributes if name.startswith("on")]
        assert not [value for name, value in attributes if name == "href" and value.startswith("javascript:")]
        assert " 49 " not in page
        assert "A" * 1_000 not in page
        assert ">" + "B" * 500 not in page


def test_no_page_has_styles_or_scripts_of_its_own(client: TestClient, desk: Desk) -> None:
    for path in ("/", links.incident(first_incident(desk, "wire-2")), "/r/wire-2", "/nowhere"):
        page = client.get(path).text
        assert not re.search(r"<[^>]+\sstyle=", page)
        assert "<style" not in page
        assert not re.search(r"<script(?![^>]*\ssrc=)", page)
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)

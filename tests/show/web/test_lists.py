"""The list, its files and its feed, the first page and the timeline."""

import csv
import io
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.model.report import Report
from sayso.show.web.application import application
from sayso.show.web.formats import FORMATS

EVIL = '"><script>alert(1)</script>\u202e\u200b=cmd|calc'
ATOM = "{http://www.w3.org/2005/Atom}"


def told(name: str, text: str, day: str | None = "2020-03-02", outlet: str = "Wire") -> Report:
    """A report, named so that nobody can do anything with it."""
    return Report.from_text(text, id=name, title=EVIL, outlet=outlet, published=day)


REPORTS = (
    told("a", "Rebels shelled Aleppo on Sunday, killing five soldiers. The army denied it."),
    told("b", "Gunmen killed two officers at a police station in Mosul on 28 February 2020."),
    told(
        "c",
        "Militants kidnapped three farmers. Roughly two hours later soldiers attacked the militants.",
        None,
    ),
    told("d", "هاجم مسلحون مركز شرطة في حلب. Rebels attacked a base in Aleppo on Sunday.", outlet=EVIL),
    told("e", "Rebels bombed a market in Aleppo. " + "long " * 2_000),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of reports that mean no good."""
    path = tmp_path_factory.mktemp("lists") / "base.db"
    with Desk(path) as desk:
        outcomes = desk.add(REPORTS)
    assert [one.message for one in outcomes] == [None] * len(REPORTS)
    return path


@pytest.fixture(scope="module")
def web(made: Path) -> Iterator[TestClient]:
    """Asks it."""
    with (
        Desk(made, read_only=True) as desk,
        TestClient(application(desk), base_url="http://127.0.0.1:8000") as client,
    ):
        yield client


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Asks a base of nothing."""
    path = tmp_path_factory.mktemp("bare") / "base.db"
    with Desk(path) as desk, TestClient(application(desk), base_url="http://127.0.0.1:8000") as client:
        yield client


PAGES = (
    "/",
    "/incidents",
    "/timeline",
    "/incidents?q=rebels",
    "/timeline?q=rebels",
    "/incidents?sort=killed",
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_a_report_is_markup(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text
    assert len(answer.text) < 100_000


@pytest.mark.parametrize("path", [*PAGES, "/feed.atom", *(f"/incidents.{name}" for name in FORMATS)])
def test_an_empty_base_has_every_page_and_file(bare: TestClient, path: str) -> None:
    assert bare.get(path).status_code == 200


def test_a_list_shows_reports_and_account_lines_apart(web: TestClient) -> None:
    text = web.get("/incidents?place=Mosul").text
    assert "1 incident<" in text
    assert "<span>1 report</span> <span>1 account line</span>" in text


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("q=", "/incidents"),
        ("actor=&from=2020", "/incidents?since=2020"),
        ("q=base+place:Aleppo+disputed:1", "/incidents?q=base&place=Aleppo&disputed=yes"),
        ("limit=50&sort=newest", "/incidents"),
    ],
)
def test_an_address_leads_to_the_one_that_stays(web: TestClient, query: str, leads_to: str) -> None:
    answer = web.get(f"/incidents?{query}", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, leads_to)
    assert web.get(leads_to, follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "colour=red",
        "since=soon",
        "q=%00",
        "actor=%00",
        "q=%22",
        "country=XX",
        "type=%3Cscript%3E",
        "actor=a&actor=b",
    ],
)
@pytest.mark.parametrize("path", ["/incidents", "/incidents.json", "/timeline", "/feed.atom"])
def test_what_makes_no_sense_is_refused_in_words(web: TestClient, path: str, query: str) -> None:
    answer = web.get(f"{path}?{query}")
    assert answer.status_code == 400
    if answer.headers["Content-Type"].startswith("text/html"):
        assert "<script" not in answer.text
    else:
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query",
    ["after=nowhere", "after=WyJ4Il0", "limit=201", "sort=lines&after=WyIyMDIwLTAxLTAxIiwiaSJd", "sort=best"],
)
def test_places_and_orders_that_no_list_has_are_refused(web: TestClient, query: str) -> None:
    assert web.get(f"/incidents?{query}").status_code == 400


def test_pages_follow_one_another_and_are_the_same_when_asked_again(web: TestClient) -> None:
    seen, path = list[str](), "/incidents?limit=2"
    for _ in range(20):
        text = web.get(path).text
        assert web.get(path).text == text
        seen += re.findall(r'<h2><a href="(/i/[0-9a-f]{16})', text)
        following = re.search(r'rel="next" href="([^"]+)">More', text)
        if following is None:
            break
        path = following[1].replace("&amp;", "&")
    everything = json.loads(web.get("/incidents.json").text)["incidents"]
    assert sorted(seen) == sorted(f"/i/{one['id'].removeprefix('i-')}" for one in everything)


def test_a_search_shows_the_sentence_with_its_words(web: TestClient) -> None:
    text = web.get('/incidents?q="police+station"').text
    assert "officers at a <mark>police</mark> <mark>station</mark> in Mosul" in text.replace(
        "<mark>police station</mark>", "<mark>police</mark> <mark>station</mark>"
    )


def test_a_facet_narrows_down_and_its_chip_takes_it_back(web: TestClient) -> None:
    text = web.get("/incidents").text
    assert 'href="/incidents?admin1=' in text or 'href="/incidents?country=' in text
    narrowed = web.get("/incidents?country=IRQ").text
    assert 'aria-label="Country: Iraq, take away"' in narrowed
    assert '<a href="/incidents" aria-current="true">' in narrowed


def test_an_empty_answer_says_what_to_ask_less_of(web: TestClient) -> None:
    text = web.get("/incidents?country=IRQ&killed=400").text
    assert "No incident fits all that is asked for." in text
    assert 'href="/incidents?country=IRQ">Without “<bdi>400 killed or more</bdi>”</a>: 1 incident' in text


def test_files_hold_what_the_list_holds(web: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(web.get("/incidents.csv?place=Mosul").text)))
    whole = json.loads(web.get("/incidents.json?place=Mosul").text)["incidents"]
    points = json.loads(web.get("/incidents.geojson?place=Mosul").text)["features"]
    assert [one["id"] for one in rows] == [one["id"] for one in whole]
    assert len(rows) == len(points) == 1
    assert (rows[0]["place"], rows[0]["killed_best"], rows[0]["reports"]) == ("Mosul", "2", "1")
    assert rows[0]["address"].startswith("http://127.0.0.1:8000/i/")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_list_comes_with_its_claims_and_the_account_of_its_loss(web: TestClient, name: str) -> None:
    answer = web.get(f"/incidents.{name}.zip?disputed=yes")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        stem = names[0].removesuffix(FORMATS[name].suffix)
        assert archive.read(names[0]) == web.get(f"/incidents.{name}?disputed=yes").content
        assert "written" in archive.read(f"{stem}.loss.txt").decode()
        if name in ("csv", "json", "acled", "ged", "geojson"):
            claims = archive.read(f"{stem}.claims.csv").decode()
            assert claims.startswith("claim_id,")
            assert name == "ged" or len(claims.splitlines()) > 1  # nobody was killed in what is disputed


def test_no_other_archive_is_made(web: TestClient) -> None:
    assert web.get("/incidents.csv.tar").status_code == 400
    assert web.get("/incidents.nothing.zip").status_code == 400


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_sent_with_its_type_and_a_name(web: TestClient, name: str) -> None:
    answer = web.get(f"/incidents.{name}")
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["Content-Type"].startswith(FORMATS[name].media.split(";")[0])
    assert re.search(r'filename="incidents[a-z-]*\.[A-Za-z.]+"', answer.headers["Content-Disposition"])


def test_an_unknown_format_is_refused(web: TestClient) -> None:
    assert web.get("/incidents.dbase").status_code == 400


def test_no_cell_of_a_file_is_a_formula(web: TestClient) -> None:
    for row in csv.reader(io.StringIO(web.get("/incidents.csv").text)):
        assert not [cell for cell in row if cell[:1] in "=+@" and cell[:1]]


def test_a_feed_is_read_as_atom_and_is_not_sent_twice(web: TestClient) -> None:
    answer = web.get("/feed.atom?q=rebels")
    feed = Tree.fromstring(answer.text)
    assert feed.findtext(f"{ATOM}title") == "sayso: Words: rebels"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"].startswith("http://127.0.0.1:8000/i/")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", entry.findtext(f"{ATOM}updated") or "")
    again = web.get("/feed.atom?q=rebels", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.text) == (304, "")


def test_what_has_only_an_order_stands_in_its_own_lane(web: TestClient) -> None:
    text = web.get("/timeline").text
    ordered = text.split('id="ordered"')[1].split('id="undated"')[0]
    assert "<b>2 hours after</b>" in ordered
    assert "Roughly two hours later" in ordered
    assert "Mosul" in text.split('id="ordered"')[0]


def test_home_counts_three_things_apart(web: TestClient) -> None:
    text = web.get("/").text
    for what in ("incidents", "account lines", "reports"):
        assert re.search(rf"<strong>\d+</strong> {what}", text)

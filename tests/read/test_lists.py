import json

import pytest

from sayso.errors import ReadError
from sayso.model.report import Report
from sayso.read.lists import addresses
from sayso.read.options import Failure
from sayso.read.sources import read_bytes
from tests.read.making import SENTENCE

ARTICLE = {
    "url": "https://a.example/1",
    "url_mobile": "",
    "title": "Shelling kills two",
    "seendate": "20190124T101500Z",
    "socialimage": "",
    "domain": "a.example",
    "language": "English",
    "sourcecountry": "Chad",
}
CSV = "\ufeffURL,MobileURL,Date,Title\nhttps://a.example/1,,2019-01-24 10:15:00,Shelling kills two\n"
STORY = {
    "stories_id": 7,
    "title": "Shelling kills two",
    "url": "https://a.example/1",
    "media_name": "Courier",
    "publish_date": "2019-01-24",
    "language": "en",
}
MAINTEXT = {
    "authors": ["Yusuf Adeyemi"],
    "date_download": "2019-01-25 00:00:00",
    "date_publish": "2019-01-24 10:15:00",
    "description": "Two died.",
    "language": "en",
    "maintext": SENTENCE,
    "source_domain": "a.example",
    "title": "Shelling kills two",
    "url": "https://a.example/1",
}


@pytest.mark.parametrize(
    ("data", "outlet", "published"),
    [
        (json.dumps({"articles": [ARTICLE, ARTICLE]}), "a.example", "20190124T101500Z"),
        (CSV, None, "2019-01-24 10:15:00"),
        (json.dumps([STORY]), "Courier", "2019-01-24"),
        (json.dumps(STORY) + "\n" + json.dumps(STORY), "Courier", "2019-01-24"),
    ],
)
def test_a_list_says_where_articles_are_and_what_is_known_of_them(
    data: str, outlet: str | None, published: str
) -> None:
    (one,) = addresses(data.encode())
    assert one.address == "https://a.example/1"
    assert (one.known.title, one.known.outlet, one.known.published) == (
        "Shelling kills two",
        outlet,
        published,
    )


def test_a_list_may_be_an_address_a_line() -> None:
    found = addresses(b"https://a.example/1\nhttps://a.example/2\n\nftp://a.example/3\nhttps://a.example/1\n")
    assert [one.address for one in found] == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"{}", b"[1]", b"{cut", b'{"articles": []}', b'[["url"]]'])
def test_a_list_without_addresses_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        list(addresses(data))


def test_news_please_and_media_cloud_give_reports_where_they_have_the_text() -> None:
    (report,) = read_bytes(json.dumps(MAINTEXT).encode(), name="a.json")
    assert isinstance(report, Report)
    assert (report.text, report.title, report.outlet, str(report.published), report.url) == (
        SENTENCE,
        "Shelling kills two",
        "a.example",
        "2019-01-24",
        "https://a.example/1",
    )
    (report,) = read_bytes(json.dumps([{**STORY, "story_text": SENTENCE}]).encode(), name="a.json")
    assert isinstance(report, Report)
    assert (report.id, report.text, report.outlet, str(report.published)) == (
        "7",
        SENTENCE,
        "Courier",
        "2019-01-24",
    )


def test_a_table_of_addresses_without_texts_says_what_it_is() -> None:
    (failure,) = read_bytes(CSV.encode(), name="a.csv")
    assert isinstance(failure, Failure)
    assert "it lists addresses ('URL') and no texts" in failure.message

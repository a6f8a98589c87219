import json
from datetime import UTC, date, datetime

import pytest

from sayso.model.report import Report
from sayso.read.options import Failure
from sayso.read.sources import read_bytes
from tests.read.making import CLOSING, DENIAL, SENTENCE, page

BODY = f"<p>{SENTENCE}</p><p>{DENIAL}</p><p>{CLOSING}</p>"
TEXT = f"Shelling kills two\n\n{SENTENCE}\n\n{DENIAL}\n\n{CLOSING}"
ARTICLE = f"<nav><a href='/'>Home</a></nav><article><h1>Shelling kills two</h1>{BODY}</article>"
TITLE = "<title>Shelling kills two</title>"


def read(source: str | bytes) -> Report | Failure:
    found = list(read_bytes(source.encode() if isinstance(source, str) else source, name="a.html"))
    assert len(found) == 1
    return found[0]


def test_an_article_is_its_title_and_its_paragraphs_and_what_the_page_says_of_it() -> None:
    head = (
        '<meta property="og:title" content="Shelling kills two">'
        '<meta property="og:site_name" content="Delta Post">'
        '<meta property="article:published_time" content="2021-05-04T06:00:00Z">'
        '<link rel="canonical" href="https://deltapost.example/a/1">'
    )
    assert read(page(ARTICLE, TITLE + head, "en-GB")) == Report(
        text=TEXT,
        id="a",
        title="Shelling kills two",
        outlet="Delta Post",
        published=date(2021, 5, 4),
        language="en",
        url="https://deltapost.example/a/1",
        published_at=datetime(2021, 5, 4, 6, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("things", "guid"),
    [
        ([{"@type": "NewsArticle", "identifier": "dp-417"}], "dp-417"),
        (
            [{"@graph": [{"@type": "WebPage", "identifier": "dp"}, {"@type": "Article", "identifier": 417}]}],
            "417",
        ),
        ([{"@type": "Organization", "identifier": "dp"}, {"@type": "WebPage", "identifier": "dp"}], None),
        ([{"@type": "NewsArticle", "identifier": {"value": "dp-417"}}], None),
    ],
)
def test_the_guid_is_what_the_page_calls_the_identifier_of_its_article(
    things: list[object], guid: str | None
) -> None:
    assert getattr(read(page(ARTICLE, TITLE + linked(*things))), "guid", "") == guid


def linked(*things: object, within: str = "{}") -> str:
    told = (within.replace("{}", json.dumps(thing)) for thing in things)
    return "".join(f'<script type="application/ld+json">{one}</script>' for one in told)


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("", "", None),
        ('<meta name="last-modified" content="2021-05-09">', "<p>Updated 2021-05-09</p>", None),
        ('<meta property="article:modified_time" content="2021-05-09">', "", None),
        ("", "<p>May 9, 2021</p><p>May 10, 2021</p>", None),
        ("", '<span itemprop="datePublished" content="2021-05-04">4 May</span>', date(2021, 5, 4)),
        ("", '<time datetime="2021-05-04T08:00">Tuesday, May 4, 2021</time>', date(2021, 5, 4)),
        (
            "",
            '<time datetime="2021-05-04">May 4, 2021</time><time datetime="2021-05-03">May 3, 2021</time>',
            None,
        ),
        (
            linked({"@type": "Article", "datePublished": "2021-05-04"}, within="<!-- {} -->"),
            "",
            date(2021, 5, 4),
        ),
        ('<meta name="DC.date.issued" content="2021-05-04">', "", date(2021, 5, 4)),
        ('<meta itemprop="datePublished" content="2021-05-04">', "", date(2021, 5, 4)),
        ("", '<time itemprop="datePublished" datetime="2021-05-04">4 May</time>', date(2021, 5, 4)),
        ("", '<time datetime="2021-05-04">a related story</time>', None),
        (linked({"@type": "NewsArticle", "datePublished": "2021-05-04"}), "", date(2021, 5, 4)),
        (
            linked([{"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2021-05-04"}]),
            "",
            date(2021, 5, 4),
        ),
        (
            linked({"@graph": [{"@type": "Person"}, {"@type": "Article", "datePublished": "2021-05-04"}]}),
            "",
            date(2021, 5, 4),
        ),
        (linked({"@type": "Event", "datePublished": "2021-05-04"}), "", None),
        (f'<script type="application/ld+json">{"[" * 50_000}</script>', "", None),
        ('<script type="application/ld+json">{"cut off</script>', "", None),
    ],
)
def test_the_date_is_the_one_that_the_page_declares_and_never_a_guess(
    head: str, body: str, day: date | None
) -> None:
    report = read(page(f"<article><h1>Shelling kills two</h1>{body}{BODY}</article>", TITLE + head))
    assert isinstance(report, Report)
    assert (report.published, report.notes) == (day, ())


@pytest.mark.parametrize(
    ("head", "body", "where"),
    [
        ("", "<p>Published May 9, 2021</p>", "the report prints at its head"),
        ("", "<p>By Ann Lee | 9 May 2021, 10:15 GMT</p>", "the report prints at its head"),
        ('<link rel="canonical" href="https://deltapost.example/2021/05/09/a">', "", "stands in its address"),
    ],
)
def test_a_day_that_is_printed_or_stands_in_the_address_is_taken_and_told(
    head: str, body: str, where: str
) -> None:
    report = read(page(f"<article><h1>Shelling kills two</h1>{body}{BODY}</article>", TITLE + head))
    assert isinstance(report, Report)
    (note,) = report.notes
    said = ("published-inferred", f"the day of publication is the one that {where}: 2021-05-09")
    assert (report.published, note.kind, note.message) == (date(2021, 5, 9), *said)


def test_a_declared_date_that_is_none_is_a_note() -> None:
    report = read(page(ARTICLE, TITLE + '<meta name="date" content="last Sunday">'))
    assert isinstance(report, Report)
    assert (report.published, [note.kind for note in report.notes]) == (None, ["bad-date"])


def test_the_declared_encoding_is_used() -> None:
    text = "Wojsko podało, że trzech żołnierzy zginęło w ostrzale posterunku na północ od miasta."
    report = read(
        page(f"<article><p>{text}</p></article>", '<meta charset="iso-8859-2">').encode("iso8859-2")
    )
    assert isinstance(report, Report)
    assert (report.text, report.notes) == (text, ())


def test_a_fragment_is_read_like_a_page() -> None:
    report = read(f"<h1>Shelling kills two</h1>{BODY}")
    assert isinstance(report, Report)
    assert report.text == TEXT


def test_an_entity_that_names_a_file_reads_nothing() -> None:
    source = page(f"<article>{BODY}<p>Here &x; stands an entity that nobody may read.</p></article>")
    declared = source.replace("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    report = read(declared)
    assert isinstance(report, Report)
    assert "root:" not in report.text


NOTHING = "a.html: no article found in the page"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (page(""), NOTHING),
        (page("<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav>"), NOTHING),
        (page("", TITLE), NOTHING),
        ("not a page", NOTHING),
        (" \n ", "a.html: an empty page"),
        ("<" * 100_001, "a.html: more than 100,000 tags"),
        (page("<div>" * 20_000 + BODY), NOTHING),
        (page("<b>" * 20_000 + SENTENCE), NOTHING),
    ],
)
def test_a_page_without_an_article_is_a_failure_that_says_so(source: str, message: str) -> None:
    found = read(source)
    assert isinstance(found, Failure)
    assert found.message.startswith(message)

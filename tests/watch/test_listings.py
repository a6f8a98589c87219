"""Feeds and sitemaps as they are found: whole, broken, huge, hostile."""

import random

import pytest

from sayso.errors import FetchError
from sayso.watch import Kind
from sayso.watch.listings import MOST_ENTRIES, kind_of, read_feed, read_sitemap
from tests.watch.news import rss

HOME = "http://news.example"
AT = f"{HOME}/feed.xml"
RSS = rss(HOME, ("/a", "Shells hit Marrow", "d"), ("/b", "Rain", "d"))
ATOM = rss(HOME, ("/a", "Shells hit Marrow", "2026-03-02"), dialect="atom")
RDF = (
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    b"<item rdf:about='x'><title>Rain</title><link>http://news.example/r</link></item></rdf:RDF>"
)
MAP = (
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc> http://news.example/a </loc>"
    b"<lastmod>2026-03-01</lastmod></url><url><loc>/b</loc><lastmod>2026-03-02</lastmod></url></urlset>"
)
INDEX = b"<sitemapindex><sitemap><loc>http://news.example/m.xml</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RSS, Kind.FEED),
        (ATOM, Kind.FEED),
        (RDF, Kind.FEED),
        (RSS.decode().encode("utf-16"), Kind.FEED),
        (b"\n<!-- a comment -->\n" + RSS, Kind.FEED),
        (MAP, Kind.SITEMAP),
        (INDEX, Kind.SITEMAP),
        (b"<!DOCTYPE html><html><body><rss></body></html>", Kind.PAGE),
        (b"words", Kind.PAGE),
    ],
)
def test_a_document_is_what_its_first_element_says(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind


def test_entries_have_whole_addresses_and_what_changes_with_them() -> None:
    found = read_feed(RSS, AT, "application/rss+xml")
    assert [(one.address, one.guid, one.title) for one in found.entries] == [
        (f"{HOME}/a", f"{HOME}/a", "Shells hit Marrow"),
        (f"{HOME}/b", f"{HOME}/b", "Rain"),
    ]
    assert read_feed(RSS, AT, "").entries == found.entries
    changed = read_feed(RSS.replace(b"Rain", b"Rain (updated)"), AT, "").entries
    assert [a.mark == b.mark for a, b in zip(changed, found.entries, strict=True)] == [True, False]
    (entry,) = read_feed(ATOM, AT, "application/atom+xml").entries
    assert entry.published == "2026-03-02T08:00:00+00:00"
    assert [one.address for one in read_feed(RDF, AT, "").entries] == [f"{HOME}/r"]


def test_a_guid_that_several_share_names_none() -> None:
    shared = (
        rss(HOME, ("/a", "A", "d"), ("/b", "B", "d"))
        .replace(b"<guid>http://news.example/a", b"<guid>1")
        .replace(b"<guid>http://news.example/b", b"<guid>1")
    )
    assert [one.guid for one in read_feed(shared, AT, "").entries] == [None, None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1251"])
def test_a_huge_feed_is_cut_in_every_encoding(encoding: str) -> None:
    text = rss(HOME, *((f"/{number}", "t", "d") for number in range(3000))).decode()
    data = text.replace("version='1.0'", f"version='1.0' encoding='{encoding}'").encode(encoding)
    found = read_feed(data, AT, "")
    assert (len(found.entries), found.more, found.broken) == (MOST_ENTRIES, 2000, None)


def test_a_huge_feed_that_is_broken_is_cut_too() -> None:
    text = rss(HOME, *((f"/{number}", "t & t", "d") for number in range(3000)))
    found = read_feed(text, AT, "")
    assert (len(found.entries), found.more) == (MOST_ENTRIES, 2000)
    assert found.broken is not None


@pytest.mark.parametrize(
    "data",
    [
        RSS.replace(b"&", b"").replace(b"<title>Rain", b"<title>Rain & wind"),
        RSS[:-30],
        b"\n\n" + RSS,
        RSS.replace(b"</item>", b"", 1),
    ],
)
def test_a_broken_feed_is_read_as_far_as_it_goes(data: bytes) -> None:
    found = read_feed(data, AT, "text/xml")
    assert found.entries[0].address == f"{HOME}/a"
    assert found.broken is not None


BOMB = (
    b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"
    b"<rss version='2.0'><channel><item><title>&b;</title><link>http://news.example/a</link></item></channel></rss>"
)
XXE = BOMB.replace(b"<!ENTITY a 'ha'>", b"<!ENTITY a SYSTEM 'file:///etc/hostname'>")


@pytest.mark.parametrize("data", [BOMB, XXE, BOMB.decode().encode("utf-16"), b"x" + BOMB, BOMB[:-40]])
def test_entities_are_refused(data: bytes) -> None:
    with pytest.raises(FetchError, match="declares entities"):
        read_feed(data, AT, "text/xml")
    with pytest.raises(FetchError, match=r"declares entities|no sitemap"):
        read_sitemap(data.replace(b"rss", b"urlset"), AT)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no feed"),
        (b"words", "no feed"),
        (b"<html><body>Down for maintenance</body></html>", "no feed"),
        (b"<rss>" + b"<a>" * 200, "nested deeper"),
        (b"<rss><channel><item><title>t", "no feed"),
    ],
)
def test_what_is_no_feed_is_told(data: bytes, told: str) -> None:
    with pytest.raises(FetchError, match=told):
        read_feed(data, AT, "text/xml")


def test_an_empty_feed_is_one() -> None:
    assert read_feed(rss(HOME), AT, "").entries == ()


def test_a_sitemap_lists_the_last_changed_first() -> None:
    found = read_sitemap(MAP, f"{HOME}/sitemap.xml")
    assert [(one.address, one.mark) for one in found.entries] == [
        (f"{HOME}/b", "2026-03-02"),
        (f"{HOME}/a", "2026-03-01"),
    ]
    assert [one.address for one in read_sitemap(INDEX, AT).maps] == [f"{HOME}/m.xml"]
    cut = read_sitemap(MAP[:-30], AT)
    assert (len(cut.entries), cut.broken is None) == (1, False)
    for bad, told in (
        (b"", "no sitemap"),
        (b"<urlset>" + b"<a>" * 200, "nested deeper"),
        (b"words", "no sitemap"),
    ):
        with pytest.raises(FetchError, match=told):
            read_sitemap(bad, AT)


JUNK = (
    *(
        b"<",
        b">",
        b"&",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"<!DOCTYPE x [",
        b"\x00",
        b"\xff\xfe",
        b"<item>",
        b"</item>",
    ),
    *(b"<?xml version='1.0' encoding='utf-7'?>", b"&#xD800;", b"&#99999999999;", b"<link>http://[</link>"),
    *(b"<pubDate>Mon, 99 Foo 99999 99:99:99</pubDate>", b"<updated>99999-99-99T99:99:99Z</updated>"),
    *(
        b"<content type='xhtml'><div>",
        b"<georss:point>1 x</georss:point>",
        b"<media:content url='http://['/>",
    ),
)


def test_no_junk_breaks_the_readers() -> None:
    dice, done = random.Random(3), 0
    for _ in range(1500):
        data = bytearray(dice.choice((RSS, ATOM, RDF, MAP, INDEX)))
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(data) + 1)
            data[at:at] = dice.choice(JUNK) * dice.choice((1, 1, 40)) if dice.random() < 0.7 else b""
            del data[at + 3 : at + 3 + dice.randint(0, 9)]
        for feed in (True, False):
            try:
                listed = read_feed(bytes(data), AT, "x; charset=z") if feed else read_sitemap(bytes(data), AT)
            except FetchError:
                continue
            done += all(f"{one.address}{one.guid}{one.title}".encode() for one in listed.entries)
    assert done > 500

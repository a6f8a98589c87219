"""Targets of `sayso.read`, `sayso.watch` and `sayso.fetch`: what comes in files and over the web."""

import io

from tools.fuzz import seeds
from tools.fuzz.target import Feed, Target, Targets

MARKUP = ("<p>", "</p>", "<article>", '<script type="application/ld+json">', "&#x22;", "<!--", "<![CDATA[")
XML = ("<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "<!ENTITY", "SYSTEM 'file:///etc/passwd'", "xmlns:w=")
HEADERS = ("Content-Length: 9", "Transfer-Encoding: chunked", "Content-Encoding: gzip", "WARC/1.0\r\n")


def _ready() -> None:
    """What reading loads at its first use: tables of encodings and of languages."""
    from sayso.read import identify
    from sayso.read.decode import decode
    from tests.read.making import SENTENCE

    decode(b"\x84 shells \xe9 hit \xff\x9b the town\x81")
    identify(SENTENCE)


def _file(name: str) -> Feed:
    """A file of this name, whatever is in it: all of its reports."""
    from sayso.read import read_bytes

    _ready()
    return lambda data: [*read_bytes(data, name=name)]


def _packed(name: str, part: str) -> Feed:
    """The part of a packed file: its checksums would stop what is changed in the file itself."""
    from sayso.read import read_bytes
    from tests.read.making import packed

    _ready()
    return lambda data: [*read_bytes(packed({part: data}), name=name)]


def _decoded() -> Feed:
    from sayso.read.clean import clean
    from sayso.read.decode import decode

    return lambda data: clean(decode(data).text)


def _language() -> Feed:
    from sayso.read.language import identify, language_code

    def feed(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        language_code(text)
        identify(text)

    return feed


def _moments() -> Feed:
    from sayso.read.dates import parse_date, parse_moment

    def feed(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        day, moment = parse_date(text), parse_moment(text)
        assert moment is None or day is not None

    return feed


def _typed() -> Feed:
    from sayso.read import read_text

    def feed(data: bytes) -> None:
        report = read_text(data.decode("utf-8", "surrogateescape"))
        report.text.encode("utf-8", "surrogatepass")

    return feed


def _lists() -> Feed:
    from sayso.read.lists import addresses

    return lambda data: [*addresses(data)]


def _feed() -> Feed:
    from sayso.watch.listings import kind_of, read_feed

    def feed(data: bytes) -> None:
        kind_of(data)
        for one in read_feed(data, seeds.ADDRESS, "application/xml").entries:
            one.address.encode("utf-8")

    return feed


def _sitemap() -> Feed:
    from sayso.watch.listings import read_sitemap

    return lambda data: read_sitemap(data, seeds.ADDRESS)


def _address() -> Feed:
    from sayso.fetch.addresses import host_of, same_site, target_of

    def feed(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        host_of(text)
        target = target_of(text)
        assert target_of(target.address) == target, target
        same_site(target.host, "news.example")

    return feed


def _robots() -> Feed:
    from sayso.fetch.addresses import target_of
    from sayso.fetch.clocks import RealClock
    from sayso.fetch.robots import Robots

    target = target_of(seeds.ADDRESS)
    return lambda data: Robots(lambda _: (200, data), RealClock()).look(target)


def _body() -> Feed:
    from sayso.fetch.answers import Limits
    from sayso.fetch.bodies import Body

    limits = Limits()

    def feed(data: bytes) -> None:
        kind = ("gzip", "deflate", "br", "identity")[data[0] % 4 if data else 0]
        body = Body(seeds.ADDRESS, kind, limits)
        middle = len(data) // 2
        body.take(data[1:middle])
        body.take(data[max(1, middle) :])
        body.end()

    return feed


def _stream() -> Feed:
    """An archive as a stream, as `sayso bulk` cuts it."""
    from sayso.read.archives import pages

    return lambda data: [*pages(io.BytesIO(data))]


TARGETS: Targets = {
    "read-text": Target(lambda: _file("a.txt"), lambda: [*seeds.texts(), *seeds.exports()], share=1.0),
    "read-typed": Target(_typed, seeds.texts),
    "read-html": Target(lambda: _file("a.html"), seeds.pages, MARKUP, seconds=4.0, share=2.0),
    "read-json": Target(lambda: _file("a.json"), seeds.objects, ('"text":', "\\ud800", "1e999", "[[[[[")),
    "read-jsonl": Target(lambda: _file("a.jsonl"), seeds.objects, ('"text":', "\\ud800", "NaN", "\n")),
    "read-csv": Target(lambda: _file("a.csv"), seeds.tables, ('"', "text", "title", "\r")),
    "read-tsv": Target(lambda: _file("a.tsv"), seeds.tables, ('"', "text", "\t")),
    "read-docx": Target(lambda: _file("a.docx"), seeds.docx, longest=8_192),
    "read-docx-xml": Target(lambda: _packed("a.docx", "word/document.xml"), seeds.word, XML),
    "read-rtf": Target(lambda: _file("a.rtf"), seeds.rtfs, ("\\par", "\\u8220?", "\\bin9", "\\'e9", "{\\*")),
    "read-pdf": Target(lambda: _file("a.pdf"), seeds.pdfs, ("obj", "stream", "/Length"), seconds=4.0),
    "read-warc": Target(lambda: _file("a.warc"), seeds.warcs, HEADERS, seconds=4.0),
    "read-warc-stream": Target(_stream, seeds.warcs, HEADERS, seconds=4.0),
    "read-zip": Target(lambda: _file("a.zip"), seeds.docx, longest=8_192),
    "read-unnamed": Target(lambda: _file("a"), lambda: [*seeds.texts(), *seeds.pages(), *seeds.objects()]),
    "read-exports": Target(lambda: _file("a.txt"), seeds.exports, ("End of Document", "LOAD-DATE:", "HD\n")),
    "read-lists": Target(_lists, seeds.lists, ("url", "http://", '"articles"')),
    "decode": Target(_decoded, lambda: [*seeds.texts(), b"\xff\xfea\x00", b"\x84a\xe9"]),
    "language": Target(_language, seeds.texts, ("en-US", "eng", "pt_BR")),
    "published-dates": Target(
        _moments,
        lambda: [b"2021-05-04T10:00:00+02:00", b"Mon, 19 Jun 2017", b"June 19, 2017", b"1620122400"],
        ("T10:00:00Z", "GMT", "June", "19"),
        longest=128,
        share=0.5,
    ),
    "feed": Target(_feed, seeds.feeds, XML, seconds=2.0, share=1.5),
    "sitemap": Target(_sitemap, seeds.sitemaps, XML),
    "address": Target(
        _address,
        lambda: [
            seeds.ADDRESS.encode(),
            b"http://[::1]/",
            b"https://0x7f.1:8080/a?b#c",
            "https://é.fr".encode(),
        ],
        ("http://", "https://", "@", "%2e", "[", "xn--", "\u3002", "\uff0e"),
        longest=512,
    ),
    "robots": Target(
        _robots, lambda: [b"User-agent: *\nDisallow: /a*$\nCrawl-delay: 1\n"], ("User-agent: sayso",)
    ),
    "unpack": Target(_body, lambda: [b"\0\x1f\x8b\x08\0", b"\1x\x9c", b"\3ab"]),
}

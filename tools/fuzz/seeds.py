"""Inputs to begin with, made of our own texts."""

import gzip
import json
from pathlib import Path

from tests.read.archiving import html, numbered, packed_each, response
from tests.read.making import CLOSING, DENIAL, SENTENCE, packed, page, pdf, word_xml

SEED = Path("tests/data/seed/seed.txt")
ADDRESS = "https://news.example/2021/05/shells-hit-checkpoint.html"


def texts() -> list[bytes]:
    """Paragraphs of a report, and the sentences of the tests."""
    report = SEED.read_text(encoding="utf-8")
    parts = [part for part in report.split("\n\n") if part.strip()]
    return [part.encode() for part in (*parts[:12], SENTENCE, DENIAL, CLOSING, report[:3000])]


def pages() -> list[bytes]:
    """Web pages: plain ones, with metadata, and the page of the tests."""
    told = json.dumps({
        "@type": "NewsArticle", "headline": "Shells hit a checkpoint",
        "datePublished": "2021-05-04T10:00:00Z",
        "publisher": {"name": "Courier"}, "articleBody": SENTENCE, "identifier": "a-1",
    })  # fmt: skip
    head = (
        f'<script type="application/ld+json">{told}</script><meta property="og:title" content="Shells">'
        '<meta charset="utf-8"><meta property="article:published_time" content="2021-05-04"><title>x</title>'
    )
    body = f"<article><h1>Shells</h1><p>{SENTENCE}</p><p>{DENIAL}</p><time datetime='2021-05-04'>x</time>"
    return [
        page(f"<p>{SENTENCE}</p>").encode(),
        page(f"{body}<p>{CLOSING}</p></article>", head, "en").encode(),
        html("Shelling kills nine"),
        page(f"<table><tr><td>{SENTENCE}</td></tr></table>").encode("utf-16"),
    ]


def feeds() -> list[bytes]:
    """RSS, Atom and RDF."""
    item = (
        f"<item><title>Shells</title><link>{ADDRESS}</link><guid>1</guid>"
        "<pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate><description>x</description></item>"
    )
    entry = (
        f"<entry><title>a</title><link href='{ADDRESS}'/><id>1</id><updated>2021-05-04T10:00:00Z</updated>"
    )
    return [
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{item}</channel></rss>'.encode(),
        f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</entry></feed>'.encode(),
        f'<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/">{item}</rdf:RDF>'.encode(),
    ]


def sitemaps() -> list[bytes]:
    """A sitemap with news, and an index."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return [
        f"<urlset {space}><url><loc>{ADDRESS}</loc><lastmod>2021-05-04</lastmod></url></urlset>".encode(),
        f"<sitemapindex {space}><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>".encode(),
        f"<urlset><url><loc>{ADDRESS}</loc><n:news xmlns:n='n'><n:title>a</n:title></n:news></url></urlset>"
        "".encode(),
    ]


def warcs() -> list[bytes]:
    """Archives as they are and packed, each record by itself."""
    zipped = response(gzip.compress(html("a"), mtime=0), http=[("Content-Encoding", "gzip")], digest=None)
    chunked = response(b"5\r\n<p>ab\r\n0\r\n\r\n", http=[("Transfer-Encoding", "chunked")], digest=None)
    return [
        numbered(1),
        numbered(1) + numbered(2),
        packed_each([numbered(1), zipped]),
        chunked,
        response(html("a"), length="99"),
    ]


def word() -> list[bytes]:
    """The XML of Word files."""
    runs = f"<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>{SENTENCE}</w:t><w:tab/></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{DENIAL}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    return [word_xml(runs).encode(), word_xml(runs + table).encode(), word_xml("<w:del/>").encode()]


def docx() -> list[bytes]:
    """Whole Word files."""
    return [packed({"word/document.xml": one, "docProps/core.xml": b"<a/>"}) for one in word()]


def pdfs() -> list[bytes]:
    """PDF files of a page and of three."""
    return [
        pdf([[SENTENCE]]),
        pdf([["Head", SENTENCE, "1"], ["Head", DENIAL, "2"], ["Head", CLOSING, "3"]], "T"),
    ]


def rtfs() -> list[bytes]:
    """RTF: plain, with other letters, with groups that are left out."""
    return [
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0 Shells hit.\par\u8220?No\u8221?\'e9\par}",
        rb"{\rtf1{\*\generator x;}{\info{\title A}}\trowd\cell Two\cell\row{\pict\bin4 abcd}\line b}",
    ]


def exports() -> list[bytes]:
    """Exports of Nexis and Factiva as text."""
    return [
        f"1 of 2 DOCUMENTS\n\nCourier\n\nMay 4, 2021 Tuesday\n\nShells hit\n\nBYLINE: A. B.\n\n"
        "LENGTH: 90 words\n\n"
        f"{SENTENCE}\n\nLOAD-DATE: May 5, 2021\n\nEnd of Document\n".encode(),
        f"HD\nShells hit\n\nPD\n4 May 2021\nSN\nCourier\nLP\n{SENTENCE}\nTD\n{DENIAL}\n\n"
        "Document COUR000020210504eh540001x\n".encode(),
    ]


def objects() -> list[bytes]:
    """Objects of reports, as JSON and JSON Lines."""
    one = {"id": "a", "title": "T", "text": SENTENCE, "published": "2021-05-04", "outlet": "C", "lang": "en"}
    more = {"maintext": DENIAL, "date_publish": "2021-05-04 10:00:00", "source_domain": "x", "url": ADDRESS}
    return [
        json.dumps(one).encode(),
        json.dumps([one, more]).encode(),
        f"{json.dumps(one)}\n{json.dumps(more)}\n".encode(),
    ]


def tables() -> list[bytes]:
    """Tables of reports."""
    return [
        f'id,title,text,date\n1,Shells,"{SENTENCE}",2021-05-04\n2,,"{DENIAL}",\n'.encode(),
        f"text;outlet\n{SENTENCE};Courier\n".encode(),
        f"id\ttext\n1\t{DENIAL}\n".encode(),
    ]


def lists() -> list[bytes]:
    """Lists of addresses."""
    return [
        f"url,title,seendate\n{ADDRESS},Shells,20210504T100000Z\n".encode(),
        json.dumps({"articles": [{"url": ADDRESS, "title": "a"}]}).encode(),
        f"{ADDRESS}\nhttps://courier.example/2\n".encode(),
    ]

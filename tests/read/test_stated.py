import json

import pytest
from lxml import html  # type: ignore[import-untyped]  # it ships no types

from sayso.read.stated import Stated, stated


def read(head: str, body: str = "<p>x</p>", address: str | None = "https://www.post.example/a") -> Stated:
    return stated(html.fromstring(f"<html><head>{head}</head><body>{body}</body></html>"), address)


def ld(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script>'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (ld(headline="Shells hit town"), "<h1>Other</h1>", "Shells hit town"),
        ('<meta property="og:title" content="Shells hit town"><title>x</title>', "", "Shells hit town"),
        (
            '<meta property="og:title" content="Shells hit town | The Post">',
            "<h1>Shells hit town</h1>",
            "Shells hit town",
        ),
        (
            '<meta property="og:title" content="Shells hit town - The Post">'
            '<meta property="og:site_name" content="The Post">',
            "",
            "Shells hit town",
        ),
        ("<title>The Post - Shells hit town, again</title>", "", "Shells hit town, again"),
        ("<title>The Post</title>", "<h1>Shells hit town</h1>", "Shells hit town"),
        ("<title>Shells hit town</title>", "<h1>The Post</h1><h1>Shells hit town</h1>", "Shells hit town"),
        ('<meta property="og:title" content="Talks - what we know">', "", "Talks - what we know"),
        ("", "", None),
    ],
)
def test_the_title_is_that_of_the_article_without_the_name_of_the_site(
    head: str, body: str, title: str | None
) -> None:
    assert read(head, body).title == title


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="The Post">', "The Post"),
        (ld(publisher={"@type": "Organization", "name": "The Post"}), "The Post"),
        (ld(publisher=[{"name": "The Post"}]), "The Post"),
        (ld(publisher="The Post"), "The Post"),
        ('<meta name="application-name" content="The Post">', "The Post"),
        ('<link rel="canonical" href="https://www.other.example/b">', "other.example"),
        ("", None),
    ],
)
def test_the_outlet_is_what_the_site_calls_itself_else_its_host(head: str, outlet: str | None) -> None:
    assert read(head, address=None).outlet == outlet


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/b/c">', "https://www.post.example/b/c"),
        ('<link rel="canonical" href="javascript:alert(1)">', "https://www.post.example/a"),
        ('<link rel="canonical" href="http://[bad">', "https://www.post.example/a"),
        ('<meta property="og:url" content="https://post.example/og">', "https://post.example/og"),
        ("", "https://www.post.example/a"),
    ],
)
def test_the_address_is_what_the_page_calls_its_own_else_where_it_was_read(head: str, url: str) -> None:
    assert read(head).url == url


def test_broken_and_odd_linked_data_is_passed_over() -> None:
    odd = "".join(
        f'<script type="application/ld+json">{one}</script>'
        for one in (
            "",
            "{",
            "null",
            "[[]]",
            '{"@graph": 5}',
            '{"@type": ["NewsArticle"], "headline": {"x": 1}}',
            "[" * 9999,
        )
    )
    assert (
        read(odd + ld(headline="Shells", datePublished="2021-05-04", identifier=True)).published
        == "2021-05-04"
    )

# ruff: noqa: E501  # one page a line or two
"""Twenty pages that nobody looks at while reading pages is worked on."""

from collections.abc import Sequence

from tests.gold.pages.articles import (
    ARABIC,
    CEASEFIRE,
    CHINESE,
    CONVOY,
    DRONES,
    GERMAN,
    LIVE,
    MASSACRE,
    MINE,
    NAVY,
    PROTEST,
    RAID,
    RUSSIAN,
    SHELLING,
    SPANISH,
)
from tests.gold.pages.making import Recipe

RECIPES: Sequence[Recipe] = (
    Recipe("magazine", MASSACRE, ("title", "ld-graph", "og"), '<main id="maincontent"><div class="feature"><div class="feature-body">{}</div></div></main>', "p", ("header", "cookies"), ("h1", "byline-div", "caption-div"), {2: "pullquote", 4: "figure", 6: "newsletter"}, ("bio", "copyright"), ("related", "footer"), scripts=25),
    Recipe("forum software", RAID, ("title", "meta-date"), '<div class="postbody"><div class="content">{}</div></div>', "br", ("div-nav",), ("h2-title", "day-span"), {}, ("share",), ("comments-ol", "div-footer")),
    Recipe("radio station", NAVY, ("title", "og", "og-date"), '<section id="story"><div class="wsw">{}</div></section>', "p", ("header",), ("h1", "day-span", "figure"), {1: "related-in"}, ("tags",), ("most-read", "footer")),
    Recipe("ministry", CONVOY, ("bare-title", "dc"), '<div id="inhalt"><div class="pressemitteilung">{}</div></div>', "p", ("crumbs", "div-nav"), ("h1", "day-line"), {}, (), ("div-footer",)),
    Recipe("frames era", MINE, ("bare-title",), '<center><table><tr><td>{}</td></tr></table></center>', "font", ("div-nav",), ("font-title", "day-line"), {}, (), ("div-footer",), doctype=""),
    Recipe("text blocks", DRONES, ("title", "ld", "og"), '<div data-testid="article-body">{}</div>', "deep", ("header", "nav"), ("h1", "byline-div", "figure"), {1: "ad", 3: "ad", 5: "newsletter", 6: "paywall"}, ("tags",), ("related", "comments", "footer"), scripts=50),
    Recipe("body in data alone", SHELLING, ("title", "og", "ld-body"), "<div id=\"app\"><!--{}--></div>", "p", ("header", "js-note"), (), {}, (), ("most-read", "footer")),
    Recipe("weekly live", LIVE, ("title", "og", "og-date"), '<ol class="updates">{}</ol>', "li", ("nav",), ("h1",), {}, (), ("comments", "footer")),
    Recipe("arabic old", ARABIC, ("title", "meta-date"), '<table dir="rtl"><tr><td class="newstext">{}</td></tr></table>', "br", (), ("font-title",), {}, (), ("div-footer",), encoding="utf-8"),
    Recipe("russian koi8", RUSSIAN, ("title", "og-date"), '<div class="b-text">{}</div>', "p", (), ("h1",), {}, (), (), encoding="koi8-r"),
    Recipe("german latin-1", GERMAN, ("title", "meta-date"), '<div id="artikel">{}</div>', "p", (), ("h1", "byline"), {1: "ad"}, (), (), encoding="latin-1"),
    Recipe("chinese gb", CHINESE, ("title", "meta-date"), '<div id="artibody">{}</div>', "p", (), ("h1",), {}, (), (), encoding="gb18030"),
    Recipe("spanish drupal", SPANISH, ("title", "ld-list", "og"), '<div class="node node-noticia"><div class="field-body">{}</div></div>', "p-span", ("header", "crumbs"), ("h1", "byline-div"), {2: "related-in"}, ("share", "tags"), ("comments", "related", "footer")),
    Recipe("short note", PROTEST, ("site-first", "parsely"), '<div class="brief">{}</div>', "p", ("header", "most-read"), ("h1",), {}, ("read-more",), ("related", "related", "footer")),
    Recipe("nested sections", CEASEFIRE, ("title", "ld"), '<section><section class="inner"><section>{}</section></section></section>', "p", ("nav",), ("h1", "time"), {2: "tweet"}, ("next",), ("footer",)),
    Recipe("date only in text", NAVY, ("title", "og"), '<div class="article-container">{}</div>', "p", ("header",), ("h1", "day-line", "byline"), {}, (), ("footer",)),
    Recipe("dated address", DRONES, ("title", "og"), "<article>{}</article>", "p-class", ("header",), ("h1", "byline"), {3: "ad"}, ("tags",), ("related", "footer"), address="https://harbour.example/world/2023/sep/05/port-city-counts-the-cost"),
    Recipe("undated", MINE, ("title",), "<main>{}</main>", "p", ("nav",), ("h1", "byline"), {}, ("copyright",), ("footer",), dated=False),
    Recipe("linked words", MASSACRE, ("title", "og", "og-date", "og-modified"), '<div class="prose">{}</div>', "linked", ("header",), ("h1", "byline-div"), {1: "figure", 3: "read-more", 5: "read-more"}, ("share",), ("comments", "footer")),
    Recipe("teasers before", RAID, ("title", "ld-graph"), '<div class="story"><div class="story__content">{}</div></div>', "p", ("header", "related", "most-read"), ("h1", "byline-div"), {2: "caption-div"}, ("bio",), ("related", "footer"), scripts=30),
)

# ruff: noqa: E501  # one page a line or two
"""Forty pages in the open; twenty more lie in `sealed`."""

from collections.abc import Sequence

from tests.gold.pages.articles import (
    ARABIC,
    CEASEFIRE,
    CHINESE,
    CONVOY,
    DRONES,
    GERMAN,
    HEBREW,
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

SIDE = '<div class="wrap"><main class="content">{}</main><aside class="sidebar"><h3>Most read</h3><ol><li><a href="/1">Minister resigns over harbour contract</a></li><li><a href="/2">Storm warning for the northern coast</a></li></ol></aside></div>'
TABLE = '<table width="760"><tr><td width="160" valign="top"><a href="/w">World</a><br><a href="/s">Sport</a><br><a href="/b">Business</a></td><td valign="top">{}</td><td width="120"><a href="/ad"><img src="ad.gif"></a></td></tr></table>'
WP = '<div id="page"><div id="primary"><div class="hentry post-12"><header class="entry-header"></header><div class="entry-content">{}</div></div></div></div>'

RECIPES: Sequence[Recipe] = (
    Recipe("modern broadsheet", DRONES, ("charset", "title", "og", "ld"), SIDE, "p-class", ("cookies", "header"), ("h1", "byline-div", "figure"), {2: "ad", 4: "related-in", 6: "newsletter"}, ("tags", "bio"), ("related", "footer"), scripts=20),
    Recipe("plain article", SHELLING, ("title", "ld")),
    Recipe("graph and comments", CONVOY, ("title", "ld-graph", "og"), bottom=("share",), below=("comments", "related", "footer")),
    Recipe("wordpress", MASSACRE, ("title", "og", "og-date", "og-modified"), WP, "p", ("header",), ("h1", "byline"), {3: "caption-div"}, ("tags", "share"), ("comments-ol", "most-read", "footer")),
    Recipe("old table layout", RAID, ("bare-title", "meta-date"), TABLE, "font", (), ("font-title", "day-span"), {}, (), ("div-footer",), doctype=""),
    Recipe("old table, br", MINE, ("bare-title",), TABLE, "br", (), ("font-title", "day-line"), {}, (), ("div-footer",), doctype="", dated=True),
    Recipe("no article element", PROTEST, ("title", "og", "meta-date"), '<div id="content"><div class="story-body">{}</div></div>', "p", ("div-nav", "crumbs"), ("h1", "byline"), {1: "ad"}, ("share",), ("most-read", "div-footer")),
    Recipe("divs for paragraphs", CEASEFIRE, ("site-first", "og", "og-date"), '<div class="c-article">{}</div>', "div", ("header",), ("h1", "byline-div"), {2: "related-in"}, ("tags",), ("related", "footer")),
    Recipe("deep blocks", DRONES, ("title", "ld-list"), '<main><div class="grid"><div class="col-8">{}</div><div class="col-4"><h3>Most read</h3></div></div></main>', "deep", ("header", "crumbs"), ("h1", "time", "figure"), {3: "newsletter", 5: "ad"}, ("bio", "tags"), ("related", "footer"), scripts=30),
    Recipe("paywall note", MASSACRE, ("title", "ld", "og"), SIDE, "p", ("header",), ("h1", "byline-div"), {3: "paywall"}, ("newsletter",), ("related", "footer")),
    Recipe("cookie wall first", NAVY, ("title", "og", "og-date"), "<article class='story'>{}</article>", "p", ("cookies", "js-note", "nav"), ("h1", "byline"), {}, (), ("footer", "cookies")),
    Recipe("comments longer than text", NAVY, ("title", "ld"), "<article>{}</article>", "p", ("nav",), ("h1",), {}, (), ("comments", "comments-ol", "related", "comments", "footer")),
    Recipe("live blog", LIVE, ("title", "ld"), '<div class="live-blog">{}</div>', "post", ("header",), ("h1", "time"), {}, (), ("most-read", "footer")),
    Recipe("json-ld body alone", CONVOY, ("title", "ld-body"), '<div id="root" hidden>{}</div>'.replace("{}", "<!--{}-->"), "p", ("js-note", "nav"), ("h1",), {}, (), ("footer",)),
    Recipe("broken json-ld", RAID, ("title", "ld-broken", "og", "og-date"), bottom=("tags",), below=("related", "footer")),
    Recipe("commented json-ld", SHELLING, ("title", "ld-comment", "og"), below=("most-read", "footer")),
    Recipe("amp", PROTEST, ("title", "ld"), '<div class="amp-wp-article"><div class="amp-wp-article-content">{}</div></div>', "p", ("nav",), ("h1", "byline-div"), {1: "ad"}, ("tags",), ("footer",), attributes=" amp"),
    Recipe("dublin core", CEASEFIRE, ("bare-title", "dc"), '<div class="body-text">{}</div>', "p", ("div-nav",), ("h1",), {}, (), ("div-footer",)),
    Recipe("parsely", SHELLING, ("site-first", "parsely", "og"), SIDE, "linked", ("header",), ("h1", "byline-div", "share"), {3: "read-more"}, ("read-more", "tags"), ("footer",)),
    Recipe("sailthru", DRONES, ("title", "sailthru"), "<section class='article-main'>{}</section>", "p", ("header",), ("h1", "byline"), {2: "figure", 4: "pullquote", 6: "tweet"}, ("copyright",), ("related", "footer")),
    Recipe("microdata", CONVOY, ("title",), '<div itemscope itemtype="http://schema.org/NewsArticle"><div itemprop="articleBody">{}</div></div>', "p", ("nav",), ("h1", "itemprop"), {}, ("share",), ("comments", "footer")),
    Recipe("time element", MINE, ("title", "og"), "<article>{}</article>", "p", ("nav",), ("h1", "time", "byline"), {}, (), ("footer",)),
    Recipe("time without pubdate", NAVY, ("title", "og"), "<article>{}</article>", "p", ("nav",), ("h1", "time-plain", "byline"), {}, (), ("footer",)),
    Recipe("date line alone", CONVOY, ("title",), "<article>{}</article>", "p", ("nav",), ("h1", "day-line"), {}, (), ("footer",)),
    Recipe("date in the address", RAID, ("title", "og"), "<article>{}</article>", "p", ("nav",), ("h1", "byline"), {}, (), ("related", "footer"), address="https://www.harbour.example/2020/06/30/police-storm-compound"),
    Recipe("no date at all", PROTEST, ("title", "og"), "<article>{}</article>", "p", ("nav",), ("h1", "byline"), {}, (), ("related", "footer"), dated=False),
    Recipe("unclosed paragraphs", SHELLING, ("bare-title", "meta-date"), "<div class=text>{}</div>", "p-open", ("div-nav",), ("h1",), {}, (), ("div-footer",), doctype=""),
    Recipe("arabic", ARABIC, ("charset", "title", "og", "ld"), '<article dir="rtl">{}</article>', "p", ("header",), ("h1", "time", "figure"), {}, ("share",), ("most-read", "footer"), attributes=' dir="rtl"'),
    Recipe("hebrew windows-1255", HEBREW, ("title", "meta-date"), '<div class="article-body">{}</div>', "p", (), ("h1",), {}, (), (), encoding="windows-1255", attributes=' dir="rtl"'),
    Recipe("russian windows-1251", RUSSIAN, ("title", "og", "og-date"), '<div class="article__text">{}</div>', "p", (), ("h1",), {}, (), (), encoding="windows-1251"),
    Recipe("spanish latin-1", SPANISH, ("title", "og", "og-date"), '<div class="cuerpo-noticia">{}</div>', "p", (), ("h1", "byline"), {}, (), (), encoding="latin-1"),
    Recipe("german", GERMAN, ("title", "ld-graph"), '<main><article class="beitrag">{}</article></main>', "p-class", ("header",), ("h1", "byline-div"), {1: "ad"}, ("share",), ("comments", "footer")),
    Recipe("chinese", CHINESE, ("charset", "title", "og", "og-date"), '<div class="article-content">{}</div>', "p", ("nav",), ("h1",), {}, ("share",), ("most-read", "footer")),
    Recipe("multi-column front furniture", MASSACRE, ("title", "ld", "og"), '<div class="columns"><div class="col left">' + '<ul><li><a href="/1">Bakers strike for a second week</a></li></ul>' + '</div><div class="col middle"><article>{}</article></div><div class="col right"><h4>Opinion</h4></div></div>', "p", ("header", "most-read"), ("h1", "byline-div", "figure"), {2: "related-in", 5: "pullquote"}, ("tags", "bio"), ("related", "most-read", "footer"), scripts=40),
    Recipe("cms spans", CEASEFIRE, ("title", "og", "og-date"), '<div class="field field-name-body"><div class="field-items"><div class="field-item even">{}</div></div></div>', "p-span", ("nav", "crumbs"), ("h1", "day-span"), {}, ("share", "tags"), ("comments", "footer")),
    Recipe("long list of related", MINE, ("title", "ld"), "<article>{}</article>", "p", ("header", "related"), ("h1",), {}, ("related",), ("related", "most-read", "footer")),
    Recipe("nbsp indents", RAID, ("bare-title", "meta-date"), '<div align="justify">{}</div>', "nbsp", ("div-nav",), ("h2-title", "day-span"), {}, (), ("div-footer",)),
    Recipe("tabloid", PROTEST, ("title", "og", "ld"), '<div class="article-wrapper"><div class="article-text">{}</div></div>', "p", ("header", "most-read"), ("h1", "byline-div", "figure", "share"), {1: "related-in", 2: "ad", 3: "newsletter", 4: "tweet"}, ("read-more", "tags", "comments"), ("related", "footer")),
    Recipe("agency page", SHELLING, ("title", "og", "og-date"), '<div class="ArticleBody__container">{}</div>', "p-class", ("header",), ("h1", "byline-div"), {2: "ad", 5: "ad"}, ("copyright",), ("related", "footer")),
    Recipe("pager", NAVY, ("site-first", "ld"), '<div id="main"><div class="news-detail">{}</div></div>', "p", ("div-nav",), ("h1", "day-span"), {}, ("next", "share"), ("div-footer",)),
)

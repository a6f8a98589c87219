# ruff: noqa: E501  # lines of markup
"""Pages are made of an article and of what stands around articles: metadata, menus, teasers, notices, comments."""

import html
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.gold.pages.articles import Article

WORDS = (
    "Home World Politics Business Culture Sport Opinion Weather Podcasts Video Newsletters Puzzles Archive Jobs "
    "Property Travel Science Health Education Technology Law Money Obituaries Letters Local Africa Asia Europe Gulf"
).split()
TEASERS = (
    "Minister resigns over harbour contract",
    "Five charts that explain the price of bread",
    "Coach names squad for away match",
    "Storm warning for the northern coast",
    "Why the old library is closing its doors",
    "Bakers strike for a second week",
    "A walk through the city's last orchard",
    "Museum returns bronze to its owners",
    "Court to rule on fishing rights in June",
    "Schools reopen after flood",
)
COMMENTS = (
    "I lived there for ten years and I have never seen anything like this, it breaks my heart to read it.",
    "Why does nobody ask who sold them the weapons in the first place? Follow the money, as always.",
    "Comments like these should be deleted. Where are the moderators of this site?",
    "Thank you for this report. Please keep writing about it when the others have moved on.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A page and what must come out of it; `dated` False where the page does not say its day."""

    name: str
    article: Article
    data: bytes
    address: str = "https://www.harbour.example/news/story"
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a page is put together."""

    name: str
    article: Article
    head: Sequence[str] = ()
    shell: str = "<article>{}</article>"
    paragraphs: str = "p"
    above: Sequence[str] = ("nav",)
    top: Sequence[str] = ("h1",)
    inside: Mapping[int, str] = field(default_factory=dict)
    bottom: Sequence[str] = ()
    below: Sequence[str] = ("footer",)
    encoding: str = "utf-8"
    address: str = "https://www.harbour.example/news/story"
    dated: bool = True
    scripts: int = 6
    doctype: str = "<!DOCTYPE html>"
    attributes: str = ""


def esc(text: str) -> str:
    return html.escape(text)


def links(words: Sequence[str], tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/{word.lower()}">{word}</a></{tag}>' for word in words)


def ld(article: Article, kind: str = "NewsArticle", **more: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": article.title,
        "datePublished": f"{article.day}T09:30:00+00:00",
        "dateModified": "2024-12-30T10:00:00+00:00",
        "author": [{"@type": "Person", "name": article.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet},
        **more,
    }


def script(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def long_day(article: Article) -> str:
    return f"{article.day:%A}, {article.day:%B} {article.day.day}, {article.day.year}"


Head = Callable[[Article], str]
HEADS: dict[str, Head] = {
    "title": lambda a: f"<title>{esc(a.title)} | {a.outlet}</title>",
    "bare-title": lambda a: f"<title>{esc(a.title)}</title>",
    "site-first": lambda a: f"<title>{a.outlet} - {esc(a.title)}</title>",
    "site-title": lambda a: f"<title>{a.outlet}</title>",
    "ld": lambda a: script(ld(a)),
    "ld-list": lambda a: script([{"@type": "Organization", "name": a.outlet}, ld(a, "ReportageNewsArticle")]),
    "ld-graph": lambda a: script(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "name": a.outlet, "datePublished": "2009-01-01"},
                {"@type": "WebPage", "name": f"{a.title} - {a.outlet}", "dateModified": "2024-01-01"},
                ld(a),
            ],
        }
    ),
    "ld-body": lambda a: script(ld(a, articleBody="\n\n".join(a.paragraphs))),
    "ld-broken": lambda a: (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    ),
    "ld-comment": lambda a: f'<script type="application/ld+json"><!-- {json.dumps(ld(a))} --></script>',
    "og": lambda a: (
        f'<meta property="og:title" content="{esc(a.title)}"><meta property="og:site_name" content="{a.outlet}">'
        '<meta property="og:type" content="article">'
    ),
    "og-date": lambda a: f'<meta property="article:published_time" content="{a.day}T06:12:00Z">',
    "og-modified": lambda a: '<meta property="article:modified_time" content="2024-11-30T06:12:00Z">',
    "meta-date": lambda a: f'<meta name="date" content="{a.day}">',
    "dc": lambda a: (
        f'<meta name="DC.date.issued" content="{a.day}"><meta name="DC.title" content="{esc(a.title)}">'
    ),
    "parsely": lambda a: (
        f'<meta name="parsely-pub-date" content="{a.day}T08:00:00Z"><meta name="author" content="{a.author}">'
    ),
    "sailthru": lambda a: f'<meta name="sailthru.date" content="{a.day:%a, %d %b %Y} 08:00:00 +0000">',
    "charset": lambda a: '<meta charset="utf-8">',
}

Part = Callable[[Article], str]
PARTS: dict[str, Part] = {
    "nav": lambda a: f"<nav><ul>{links(WORDS)}</ul></nav>",
    "header": lambda a: (
        f'<header class="site-header"><a class="logo" href="/">{a.outlet}</a><ul class="menu">{links(WORDS)}</ul><form><input name="q"><button>Search</button></form></header>'
    ),
    "div-nav": lambda a: f'<div id="topmenu">{links(WORDS, "span")}</div>',
    "crumbs": lambda a: '<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/world">World</a></div>',
    "h1": lambda a: f"<h1>{esc(a.title)}</h1>",
    "h2-title": lambda a: f'<h2 class="headline">{esc(a.title)}</h2>',
    "font-title": lambda a: f'<font size="5"><b>{esc(a.title)}</b></font><br>',
    "byline": lambda a: f'<p class="byline">By <a href="/a">{esc(a.author)}</a></p>',
    "byline-div": lambda a: (
        f'<div class="meta author-line"><span>By {esc(a.author)}</span> <time datetime="{a.day}T09:00:00Z">{long_day(a)}</time></div>'
    ),
    "time": lambda a: f'<time datetime="{a.day}T09:00:00Z" pubdate>{long_day(a)}</time>',
    "time-plain": lambda a: f'<time datetime="{a.day}T09:00:00Z">{long_day(a)}</time>',
    "itemprop": lambda a: f'<span itemprop="datePublished" content="{a.day}">{long_day(a)}</span>',
    "day-line": lambda a: f"<p>{long_day(a)}</p>",
    "day-span": lambda a: f'<span class="date">{a.day.day} {a.day:%B %Y}</span>',
    "share": lambda a: (
        '<div class="share-bar"><a href="#">Share on Facebook</a> <a href="#">Tweet</a> <a href="#">Email</a> <a href="#">Print</a></div>'
    ),
    "figure": lambda a: (
        '<figure><img src="/i.jpg" alt="Smoke over the square"><figcaption>Smoke rises over the square after the attack. Photograph: Ines Costa/Agency</figcaption></figure>'
    ),
    "caption-div": lambda a: (
        '<div class="image-wrap"><img src="/i.jpg"><div class="wp-caption-text">Rescue workers carry a stretcher past a damaged shop on Main Street. (Photo: I. Costa)</div></div>'
    ),
    "related-in": lambda a: (
        f'<div class="related-inline"><h4>Related</h4><ul>{links(TEASERS[:3])}</ul></div>'
    ),
    "read-more": lambda a: (
        f'<p class="read-more"><strong>Read more: <a href="/x">{TEASERS[0]}</a></strong></p>'
    ),
    "ad": lambda a: (
        '<div class="ad-slot" id="ad-1"><span>Advertisement</span><script>googletag.cmd.push(function(){show("ad-1")})</script></div>'
    ),
    "newsletter": lambda a: (
        '<aside class="newsletter-signup"><h3>Sign up to the Morning Note</h3><p>Our editors pick the best stories of the day and send them to your inbox every morning.</p><form><input type="email"><button>Sign up</button></form></aside>'
    ),
    "pullquote": lambda a: f'<aside class="pullquote">{esc(a.paragraphs[1])}</aside>',
    "tweet": lambda a: (
        '<blockquote class="twitter-tweet"><p>Explosions heard in the centre, people running. More soon.</p>&mdash; Someone (@someone) <a href="https://t.example/1">May 4</a></blockquote>'
    ),
    "tags": lambda a: f'<div class="tags">Topics: {links(["Conflict", "Army", "World"], "span")}</div>',
    "bio": lambda a: (
        f'<div class="author-bio"><p>{esc(a.author)} is a correspondent who has covered the region for this newspaper for more than ten years. Follow on social media for the latest.</p></div>'
    ),
    "copyright": lambda a: (
        f'<p class="copyright">&copy; {a.day.year} {a.outlet}. All rights reserved. No part of this article may be reproduced without permission.</p>'
    ),
    "comments": lambda a: (
        '<section id="comments" class="comments"><h3>4 Comments</h3>'
        + "".join(
            f'<div class="comment"><b>reader{n}</b><p>{text}</p><a href="#">Reply</a></div>'
            for n, text in enumerate(COMMENTS)
        )
        + "</section>"
    ),
    "comments-ol": lambda a: (
        '<ol class="commentlist">'
        + "".join(
            f'<li class="comment"><cite>user {n}</cite> says:<div class="comment-body"><p>{text}</p></div></li>'
            for n, text in enumerate(COMMENTS)
        )
        + "</ol>"
    ),
    "related": lambda a: (
        '<section class="related"><h2>More on this story</h2>'
        + "".join(
            f'<div class="card"><a href="/r{n}"><h3>{text}</h3></a><p>The decision comes after months of argument over who should pay for it, and few expect it to be the last.</p></div>'
            for n, text in enumerate(TEASERS)
        )
        + "</section>"
    ),
    "most-read": lambda a: f'<aside class="sidebar"><h3>Most read</h3><ol>{links(TEASERS)}</ol></aside>',
    "cookies": lambda a: (
        '<div id="cookie-consent" class="modal"><h2>We value your privacy</h2><p>We and our 842 partners store and access information on a device, such as cookies, and process personal data to show you personalised advertising and to measure what you read.</p><button>Accept all</button><button>Manage options</button></div>'
    ),
    "paywall": lambda a: (
        '<div class="paywall-note"><p>You have read 2 of your 3 free articles this month. Subscribe for one pound a week to go on reading without limits.</p><a href="/s">Subscribe now</a></div>'
    ),
    "footer": lambda a: (
        f"<footer><ul>{links(WORDS[::-1])}</ul><p>&copy; {a.outlet} 2024. Registered office: 1 Quay Street. Terms and conditions and our privacy policy apply.</p></footer>"
    ),
    "div-footer": lambda a: (
        f'<div class="foot">{links(WORDS, "span")}<div>Copyright {a.outlet} 2024</div></div>'
    ),
    "js-note": lambda a: "<noscript><p>Please enable JavaScript to use this site in full.</p></noscript>",
    "next": lambda a: (
        f'<div class="pager"><a href="/p">Previous: {TEASERS[1]}</a> <a href="/n">Next: {TEASERS[2]}</a></div>'
    ),
    "lead": lambda a: '<p class="standfirst"></p>',
}


def body(recipe: Recipe) -> str:
    """The paragraphs of the article with what stands between them."""
    made = []
    for number, text in enumerate(recipe.article.paragraphs):
        if number in recipe.inside:
            made.append(PARTS[recipe.inside[number]](recipe.article))
        made.append(PARAGRAPHS[recipe.paragraphs](esc(text)))
    return "".join(made)


PARAGRAPHS: dict[str, Callable[[str], str]] = {
    "p": lambda text: f"<p>{text}</p>\n",
    "p-class": lambda text: f'<p class="paragraph svelte-1x2y" data-component="text-block">{text}</p>',
    "p-span": lambda text: f'<p dir="auto"><span style="font-size:14pt">{text}</span></p>',
    "p-open": lambda text: f"<p>{text}\n",
    "div": lambda text: f'<div class="para">{text}</div>',
    "deep": lambda text: f'<div class="block"><div class="block-inner"><div><p>{text}</p></div></div></div>',
    "br": lambda text: f"{text}<br><br>\n",
    "font": lambda text: f'<font face="Arial" size="2">{text}</font><br>&nbsp;<br>',
    "post": lambda text: f'<div class="post"><p><strong>{text[:5]}</strong>{text[5:]}</p></div>',
    "li": lambda text: f"<li>{text}</li>",
    "nbsp": lambda text: f"<p>&nbsp;&nbsp;&nbsp;{text}</p>",
    "linked": lambda text: "<p>" + text.replace(" the ", ' <a href="/t">the</a> ', 2) + "</p>",
}


def noise(count: int) -> str:
    """What pages bring along for their scripts."""
    state = json.dumps(
        {"items": [{"id": n, "title": TEASERS[n % 10], "url": f"/s/{n}"} for n in range(count * 12)]}
    )
    style = "".join(f".c{n}{{margin:{n}px;color:#333}}" for n in range(count * 30))
    return f"<style>{style}</style><script>window.__STATE__={state};</script>"


def made(recipe: Recipe) -> Made:
    """The page of a recipe."""
    parts = {
        name: "".join(PARTS[one](recipe.article) for one in getattr(recipe, name))
        for name in ("above", "top", "bottom", "below")
    }
    head = "".join(HEADS[one](recipe.article) for one in recipe.head)
    if recipe.encoding not in ("utf-8", "latin-1"):  # pages of the West often do not say it
        head = f'<meta http-equiv="Content-Type" content="text/html; charset={recipe.encoding}">{head}'
    main = recipe.shell.format(parts["top"] + body(recipe) + parts["bottom"])
    text = (
        f'{recipe.doctype}\n<html lang="{recipe.article.language}"{recipe.attributes}><head>{head}{noise(recipe.scripts)}</head>\n'
        f"<body>{parts['above']}\n{main}\n{parts['below']}</body></html>"
    )
    return Made(recipe.name, recipe.article, text.encode(recipe.encoding), recipe.address, recipe.dated)

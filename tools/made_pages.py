"""Made-up pages of a made-up news site around given texts: what a reader of pages must take away again.

The same page for the same text, with about as much markup as an article of a small newspaper has: styles and
scripts in the head, JSON-LD and Open Graph, menus, an aside of other headlines, a form, comments and a foot.
"""

import json
import zlib
from collections.abc import Iterator
from html import escape
from random import Random

SITE = "The Example Courier"
_SECTIONS = (
    "World", "Politics", "Business", "Culture", "Sport", "Weather", "Opinion", "Science", "Health", "Travel",
    "Letters", "Archive",
)  # fmt: skip
_SUBJECTS = (
    "council", "harbour", "orchestra", "library", "bakery", "museum", "railway", "school", "theatre",
    "market", "garden", "bridge", "festival", "clinic", "stadium", "university",
)  # fmt: skip
_ENDS = (
    "opens its doors after long repairs", "asks residents for their views", "reports a quiet year",
    "looks back on forty seasons", "finds a new home by the river", "hopes for better weather",
    "adds evening hours", "publishes its yearly accounts",
)  # fmt: skip
_REMARKS = (
    "Thank you for this report.", "I would have liked to read more about the background.",
    "Does anybody know when the next one is due?", "The second paragraph repeats the first, or so it seems.",
)  # fmt: skip
_THINGS = (
    "accounts", "autumn", "bakers", "benches", "bicycle", "boats", "bookshop", "bread", "brochure",
    "cellar", "chairs", "choir", "clock", "coach", "concert", "corridor", "cyclists", "dancers",
    "dictionary", "diploma", "drawings", "engine", "evening", "exhibition", "farmers", "ferry",
    "flowers", "fountain", "furniture", "glasshouse", "guitar", "harvest", "hill", "holiday", "house",
    "kitchen", "lake", "lamps", "lecture", "letters", "meadow", "melody", "menu", "mirror", "novel",
    "oven", "paintings", "path", "piano", "playground", "poem", "pupils", "recipe", "roof", "sailors",
    "scales", "season", "shelf", "singer", "stage", "stairs", "summer", "tickets", "tower", "trees",
    "village", "violin", "visitors", "wallpaper", "windows", "wine", "winter",
)  # fmt: skip
_KINDS = (
    "annual", "blue", "brief", "calm", "careful", "cheap", "clean", "common", "curious", "early",
    "famous", "fine", "former", "gentle", "golden", "grand", "green", "heavy", "joint", "large", "late",
    "light", "local", "modern", "narrow", "new", "old", "open", "plain", "popular", "private", "proud",
    "quiet", "rare", "rich", "round", "simple", "small", "steep", "tidy", "usual", "warm", "white",
    "wooden", "yellow", "young",
)  # fmt: skip
_DOES = (
    "admired", "arranged", "baked", "bought", "built", "carried", "chose", "cleaned", "counted", "drew",
    "enjoyed", "finished", "found", "heard", "invited", "lent", "liked", "measured", "mended", "moved",
    "opened", "painted", "planned", "praised", "printed", "read", "renewed", "sang", "showed", "sold",
    "studied", "tasted", "visited",
)  # fmt: skip
_JOINED = ("of", "with", "near")
_RULES = 220  # lines of style, and of script: a third of a page, which readers of pages throw away unread


def page(text: str, address: str, published: str) -> bytes:
    """A page whose article is `text`; a first paragraph of one line is its headline."""
    dice = Random(zlib.crc32(text.encode()))
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    title = paragraphs[0] if len(paragraphs) > 1 and len(paragraphs[0]) <= 200 else f"News of {published}"
    body = paragraphs[1:] if title == paragraphs[0] else paragraphs
    story = "\n".join(f"<p>{escape(part)}</p>" for part in body)
    parts = (
        _head(title, address, published),
        f'<body class="article"><header><a href="/" class="logo">{SITE}</a>{_menu(dice)}</header>',
        f'<main><article><h1>{escape(title)}</h1><p class="byline">By our staff</p>',
        f'<time datetime="{published}">{published}</time><div class="share">{_share(address)}</div>',
        f'<div class="article-body" itemprop="articleBody">{story}</div></article>',
        f"<aside><h2>Most read</h2><ul>{''.join(_teasers(dice, 24))}</ul></aside></main>",
        f'<section class="related"><h2>More stories</h2>{"".join(_cards(dice, 12))}</section>',
        f'<section id="comments"><h2>Comments</h2>{"".join(_comments(dice, 8))}</section>',
        _foot(dice),
        "</body></html>",
    )
    return "\n".join(parts).encode()


def _head(title: str, address: str, published: str) -> str:
    linked = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "url": address,
        "datePublished": published, "publisher": {"@type": "Organization", "name": SITE}, "inLanguage": "en",
    }  # fmt: skip
    data = json.dumps(linked).replace("<", "\\u003c")
    styles = "\n".join(
        f".b{n} > li {{ margin: {n % 9}px; color: #{n * 7919 % 4096:03x} }}" for n in range(_RULES)
    )
    script = "\n".join(f'window.q.push(["slot{n}", {n * 31 % 640}, "/a/{n}"]);' for n in range(_RULES))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - {SITE}</title>'
        f'<meta property="og:title" content="{escape(title)}"><meta property="og:type" content="article">'
        f'<meta property="og:url" content="{escape(address)}"><meta property="og:site_name" content="{SITE}">'
        f'<meta property="article:published_time" content="{published}">'
        f'<link rel="canonical" href="{escape(address)}">'
        f'<script type="application/ld+json">{data}</script>'
        f"<style>{styles}</style><script>window.q = [];\n{script}</script></head>"
    )


def _menu(dice: Random) -> str:
    entries = "".join(
        f'<li class="b{n}"><a href="/{name.lower()}">{name}</a><ul>{"".join(_teasers(dice, 3))}</ul></li>'
        for n, name in enumerate(_SECTIONS)
    )
    return f'<nav class="main-menu"><ul>{entries}</ul></nav>'


def _share(address: str) -> str:
    ways = ("mail", "print", "save", "copy")
    return "".join(f'<a class="share-{way}" href="/{way}?u={escape(address)}">{way}</a>' for way in ways)


def _headline(dice: Random) -> str:
    return f"{dice.choice(_SUBJECTS).capitalize()} {dice.choice(_ENDS)}"


def _teasers(dice: Random, count: int) -> Iterator[str]:
    for _ in range(count):
        yield f'<li><a href="/{dice.randrange(10**6)}">{_headline(dice)}</a></li>'


def _cards(dice: Random, count: int) -> Iterator[str]:
    for _ in range(count):
        number = dice.randrange(10**6)
        yield (
            f'<div class="card"><a href="/{number}"><img src="/i/{number}.jpg" alt="">'
            f"<h3>{_headline(dice)}</h3></a>"
            f"<p>The {dice.choice(_SUBJECTS)} {dice.choice(_ENDS)}, a spokeswoman said.</p></div>"
        )


def _comments(dice: Random, count: int) -> Iterator[str]:
    for number in range(count):
        yield (
            f'<div class="comment"><b>reader{dice.randrange(900)}</b><p>{dice.choice(_REMARKS)}</p>'
            f'<a href="#c{number}">Reply</a></div>'
        )


def _foot(dice: Random) -> str:
    links = "".join(f'<a href="/about/{n}">{name}</a> ' for n, name in enumerate(_SECTIONS))
    form = '<form action="/letter"><input name="mail"><button>Subscribe</button></form>'
    rights = f"<p>© {SITE}. All rights reserved.</p>"
    return f"<footer>{form}<ul>{''.join(_teasers(dice, 10))}</ul>{links}{rights}</footer>"


def other_news(number: int) -> str:
    """A report of a town's everyday life, about as long as ours: nothing in it is in scope.

    Its words are drawn one by one: reports that share sentences would be taken for copies of each other.
    """
    dice = Random(number)
    sentences = (
        f"{_thing(dice).capitalize()} {dice.choice(_DOES)} {_thing(dice)} {dice.choice(_JOINED)} "
        f"{_thing(dice)} after {_thing(dice)} was {dice.choice(_DOES)}."
        for _ in range(9)
    )
    return "\n\n".join([_headline(dice), *sentences])


def _thing(dice: Random) -> str:
    return f"the {dice.choice(_KINDS)} {dice.choice(_THINGS)}"

"""Files of sources, and what is wrong with them."""

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.watch import DEFAULTS, Kind, Source, load_plan, seconds

FILE = """
every = "10m"
recheck = ["1d", "6h"]
allow = ["desk.example:8080"]
contact = "desk@example.org"

[[source]]
feed = "https://news.example/rss.xml"
outlet = "News"
language = "en"
hosts = ["WWW.other.example"]

[[source]]
sitemap = "https://news.example/sitemap.xml"
every = "1.5h"
recheck = []
most = 7

[[source]]
folder = "inbox"

[[source]]
address = "http://desk.example:8080/x"
"""


def test_a_file_of_sources_is_read(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(FILE)
    plan = load_plan([str(tmp_path / "sources.toml"), "https://more.example/"], allow=["other.example"])
    assert (plan.allow, plan.contact) == (("other.example", "desk.example:8080"), "desk@example.org")
    usual = Source("", None, 600.0, (21_600.0, 86_400.0))
    assert plan.sources == (
        replace(
            usual,
            address="https://news.example/rss.xml",
            kind=Kind.FEED,
            outlet="News",
            language="en",
            hosts=("www.other.example",),
        ),
        Source("https://news.example/sitemap.xml", Kind.SITEMAP, 5400.0, (), most=7),
        replace(usual, address=str((tmp_path / "inbox").resolve()), kind=Kind.FOLDER),
        replace(usual, address="http://desk.example:8080/x"),
        Source("https://more.example/"),
    )


def test_words_of_the_command_line_are_sources(tmp_path: Path) -> None:
    plan = load_plan(["https://a.example/x.toml", str(tmp_path), "https://a.example/x.toml"], every=120.0)
    assert [(one.address, one.kind, one.every) for one in plan.sources] == [
        ("https://a.example/x.toml", None, 120.0),
        (str(tmp_path.resolve()), Kind.FOLDER, 120.0),
    ]
    assert load_plan(["https://a.example/"]).sources[0].recheck == DEFAULTS.recheck


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "names no source"),
        ("x = ", "no file of sources"),
        ("source = 1", "names no source"),
        ("source = [1]", "source 1: is no table"),
        ("[[source]]\nevery = '5m'", "source 1: must have one of"),
        ("[[source]]\nfeed = 'https://a/'\npage = 'https://a/'", "must have one of"),
        ("[[source]]\nfeed = 'rss.xml'", "'rss.xml' is no web address"),
        ("[[source]]\nfeed = 'https://me:pw@a.example/'", "before '@'"),
        ("[[source]]\nfeed = ''", "feed: '' is no text"),
        ("[[source]]\nfeed = 'https://a.example/'\nevry = '5m'", "unknown key 'evry'; known: every"),
        ("[[source]]\nfeed = 'https://a.example/'\nevery = '5 minutes'", "no duration; write 90s"),
        ("[[source]]\nfeed = 'https://a.example/'\nevery = '10s'", "at least 60s"),
        ("[[source]]\nfeed = 'https://a.example/'\nmost = 0", "most: 0 is no number"),
        ("[[source]]\nfeed = 'https://a.example/'\nhosts = 'a.example'", 'write hosts = \\["'),
        ("allow = 1\n[[source]]\nfeed = 'https://a.example/'", "allow: 1 is no list"),
        ("every = '1x'\n[[source]]\nfeed = 'https://a.example/'", "no duration"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_name(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "s.toml").write_text(text)
    with pytest.raises(ResourceError, match=told) as error:
        load_plan([str(tmp_path / "s.toml")])
    assert "s.toml: " in str(error.value)


@pytest.mark.parametrize(
    ("text", "number"), [("90s", 90), ("15m", 900), ("6h", 21600), ("1d", 86400), (" 2 H ", 7200)]
)
def test_durations(text: str, number: float) -> None:
    assert seconds(text) == number

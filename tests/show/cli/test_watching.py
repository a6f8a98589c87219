"""`sayso watch`, and web addresses given to `sayso add`: over real connections to loopback."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.show.cli.main import FAILED, main
from sayso.show.cli.stages import Problem
from tests.fetch.servers import Reply, Served, serving
from tests.show.cli.fakes import FakeStages
from tests.watch.news import News, page, rss

ROOT = Path(__file__).parents[3]


class Plain(FakeStages):
    """Nothing is told in any report."""

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        for item in items:
            yield Coded(item, versions=tuple(self.versions())) if isinstance(item, Report) else item


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def site() -> Iterator[tuple[News, Served]]:
    news = News()
    news.before = lambda path, _: Reply(b"", 404) if path == "/robots.txt" else None
    with serving(news.answer) as served:
        news.pages["/a"] = Reply(page("Shells hit the market of Marrow"))
        news.pages["/b"] = Reply(page("The league cup goes to Dunmere"))
        entries = (("/a", "Shells hit the market of Marrow", "d"), ("/b", "The cup", "d"))
        news.pages["/rss.xml"] = Reply(rss(served.home, *entries), type="application/rss+xml")
        yield news, served


def run(*words: str) -> int:
    return main(list(words), Plain())


def allowed(served: Served) -> tuple[str, str]:
    return ("--allow", f"127.0.0.1:{served.port}")


def test_a_page_and_a_feed_are_added_with_their_captures(
    site: tuple[News, Served], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, served = site
    assert (
        run("add", f"{served.home}/a", f"{served.home}/rss.xml", *allowed(served), "--outlet", "Courier") == 0
    )
    out, told = capsys.readouterr()
    assert out.startswith("2 added; ")
    assert told == f"sayso: {served.home}/rss.xml: 1 new\n"
    assert sorted(served.asked) == ["/a", "/b", "/robots.txt", "/rss.xml"]
    (file,) = (home / "sayso-captures").iterdir()
    assert file.name.endswith("-00001.warc.gz")
    assert run("add", f"{served.home}/a", *allowed(served), "--archive", str(home / "other")) == 0
    assert (home / "other").is_dir()


def test_the_addresses_of_a_list_are_asked_for_if_that_is_wanted(
    site: tuple[News, Served], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, served = site
    file = tmp_path / "artlist.csv"
    file.write_text(f"URL,Title\n{served.home}/a,Shells\n{served.home}/b,Cup\n{served.home}/a,Shells\n")
    assert run("add", str(file), "--addresses", *allowed(served)) == 0
    assert capsys.readouterr().out.startswith("2 added; ")
    assert sorted(served.asked) == ["/a", "/b", "/robots.txt"]
    empty = tmp_path / "none.csv"
    empty.write_text("a,b\n1,2\n")
    assert run("add", str(empty), "--addresses") != 0
    assert f"{empty}: no web address in it" in capsys.readouterr().err


def test_an_address_that_may_not_be_asked_is_a_failure(
    site: tuple[News, Served], capsys: pytest.CaptureFixture[str]
) -> None:
    _, served = site
    assert run("add", served.home) != 0
    assert "is not asked" in capsys.readouterr().err
    assert run("add", f"{served.home}/nothing", *allowed(served)) == FAILED
    out, told = capsys.readouterr()
    assert out.startswith("1 failed")
    assert "status 404" in told
    assert run("add", "http://127.0.0.1/") != 0
    assert "no public address" in capsys.readouterr().err


def test_a_watch_reads_once_says_so_and_goes_on(
    site: tuple[News, Served], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news, served = site
    sources = tmp_path / "sources.toml"
    sources.write_text(
        f'every = "10m"\nallow = ["127.0.0.1:{served.port}"]\n\n[[source]]\nfeed = "{served.home}/rss.xml"\n'
        'outlet = "Courier"\n'
    )
    base = str(tmp_path / "desk.db")
    assert run("watch", str(sources), "--status", "--db", base) == 0
    assert "nothing was watched yet" in capsys.readouterr().out
    assert run("watch", str(sources), "--once", "--db", base) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ", 1)[1].replace(served.home, "") for line in lines[:1]] == [
        "listed /rss.xml: 2 new"
    ]
    assert [line.split()[1] for line in lines[1:3]] == ["read", "read"]
    assert lines[-1] == "1 listed, 2 read"
    assert (tmp_path / "desk-captures").is_dir()
    assert (tmp_path / "desk.db.watch").is_file()
    asked = len(served.asked)
    news.pages["/a"] = Reply(b"gone", 410)
    assert run("watch", str(sources), "--once", "--db", base) == 0
    assert capsys.readouterr().out == "nothing new\n"
    assert len(served.asked) == asked + 2  # robots.txt and the feed
    assert run("watch", str(sources), "--status", "--db", base) == 0
    assert f"{served.home}/rss.xml: feed; 2 read; due in 10 min" in capsys.readouterr().out


def test_what_is_not_relevant_is_left_out_and_named(
    site: tuple[News, Served], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news, served = site
    cup = (
        "The team won the final of the league cup on Saturday. Fans sang in the stands. The coach was proud. "
    )
    news.pages["/b"] = Reply(
        b"<html><head><title>Cup</title></head><body><article><h1>Cup</h1><p>"
        + (cup * 4).encode()
        + b"</p></article></body></html>"
    )
    words = ("watch", f"{served.home}/rss.xml", "--once", "--relevant", "--db", str(tmp_path / "desk.db"))
    assert run(*words, *allowed(served)) == 0
    out = capsys.readouterr().out
    assert out.endswith("1 listed, 1 read, 1 left out\n")
    assert f"left out {served.home}/b" in out
    assert "not relevant (0." in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("watch", "nowhere"), "no web address, no folder and no .toml"),
        (("watch", "http://news.example/", "--every", "soon"), "no duration"),
        (("watch", "http://news.example/", "--every", "5s"), "at least 60s"),
        (("watch", "missing.toml"), "no file of sources"),
        (("watch", "http://news.example:99/"), "port 99"),
        (("watch", "http://news.example/", "--allow", "a/b"), "no HOST"),
    ],
)
def test_wrong_sources_are_told(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == FAILED
    assert told in capsys.readouterr().err


SCRIPT = "import sys; from tests.show.cli.test_watching import Plain; from sayso.show.cli.main import main; "


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_watch_cleanly(
    site: tuple[News, Served], tmp_path: Path, number: signal.Signals
) -> None:
    _, served = site
    words = ["watch", f"{served.home}/rss.xml", "--db", str(tmp_path / "desk.db"), *allowed(served)]
    process = subprocess.Popen(
        [sys.executable, "-c", f"{SCRIPT}sys.exit(main({words!r}, Plain()))"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if " read " in line and line.rstrip().endswith(tuple("0123456789abcdef")):
            break
    time.sleep(0.1)
    process.send_signal(number)
    rest = process.stdout.read()
    assert process.wait(30) == 0
    process.stdout.close()
    assert rest.splitlines()[-1].endswith("; stopped")


def test_a_watch_says_in_json_what_happens_and_writes_counts(
    site: tuple[News, Served], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news, served = site
    news.pages["/gone.xml"] = Reply(b"", 500)
    counts = tmp_path / "sayso.prom"
    words = ("watch", f"{served.home}/rss.xml", f"{served.home}/gone.xml", "--once", *allowed(served))
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        assert run(*words, "--log", "json", "--metrics", str(counts)) == FAILED
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    out, told = capsys.readouterr()
    assert out == ""
    lines = [json.loads(line) for line in told.splitlines()]
    happened = [(line["level"], line["what"], line["address"]) for line in lines if "what" in line]
    assert set(happened) == {
        ("info", "listed", f"{served.home}/rss.xml"),
        ("info", "read", f"{served.home}/a"),
        ("info", "read", f"{served.home}/b"),
        ("warning", "later", f"{served.home}/gone.xml"),
    }
    assert all(line["report"] for line in lines if line.get("what") == "read")
    assert (lines[-1]["read"], lines[-1]["later"]) == (2, 1)
    values = dict(line.rsplit(" ", 1) for line in counts.read_text().splitlines() if line[0] != "#")
    assert values['sayso_watch_happened_total{what="read"}'] == "2.0"
    assert values['sayso_watch_happened_total{what="later"}'] == "1.0"
    assert float(values["sayso_watch_requests_total"]) == len(served.asked)
    source = f'{{source="{served.home}/rss.xml"}}'
    assert abs(float(values[f"sayso_watch_source_read_timestamp_seconds{source}"]) - time.time()) < 600
    assert values[f"sayso_watch_source_failures{source}"] == "0.0"
    assert values[f'sayso_watch_source_failures{{source="{served.home}/gone.xml"}}'] == "1.0"
    assert f'sayso_watch_source_read_timestamp_seconds{{source="{served.home}/gone.xml"}}' not in values


def test_counts_need_a_folder_that_is_there(
    site: tuple[News, Served], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, served = site
    file = tmp_path / "nowhere" / "sayso.prom"
    assert run("watch", f"{served.home}/rss.xml", "--once", *allowed(served), "--metrics", str(file)) != 0
    assert f"there is no folder {file.parent}" in capsys.readouterr().err

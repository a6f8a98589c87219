"""A watch that is killed at any moment, again and again: every article is kept once, and nothing is torn."""

import io
import json
import multiprocessing
import os
import random
import time
from collections import Counter
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from sayso.fetch import Archive, Fetcher, Options, Policy
from sayso.model.report import Report
from sayso.watch import Kept, Plan, Source, State, Watcher
from sayso.watch.watcher import Work
from tests.fetch.servers import Reply, serving
from tests.watch.news import News, page, rss

ARTICLES = 12
KILLS = 4


class FileBase:
    """A base in a file: what `keep` acknowledged is there after a kill, and nothing is there twice."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = {json.loads(line)["id"] for line in whole_lines(path)}

    def keep(self, report: Report) -> Kept:
        if report.id in self._known:
            return Kept(new=False)
        assert report.capture is not None
        row = {
            "id": report.id,
            "url": report.url,
            "record": report.capture.record,
            "file": report.capture.file,
        }
        with self._path.open("a") as file:
            file.write(json.dumps(row) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._known.add(report.id)
        return Kept(new=True)


def whole_lines(path: Path) -> list[str]:
    return (
        [line for line in path.read_text().splitlines(keepends=True) if line.endswith("\n")]
        if path.exists()
        else []
    )


def watch(folder: str, home: str) -> None:
    """What a process does: watch until everything was read."""
    path = Path(folder)
    policy = Policy.of([home.removeprefix("http://")])
    fetcher = Fetcher(Options(policy, gap=0.0, robots=False))
    plan = Plan((Source(f"{home}/rss.xml", every=60, recheck=()),))
    with State(path / "watch.db") as state:
        archive = Archive(path / "captures")
        work = Work(fetcher, state, FileBase(path / "base.jsonl"), archive)
        Watcher(plan, work, lambda _: None).run(once=True)
        archive.close()


def test_every_article_is_kept_once_however_often_it_is_killed(tmp_path: Path) -> None:
    news, dice = News(), random.Random(9)
    context = multiprocessing.get_context("fork")
    with serving(news.answer) as served:
        paths = [f"/a{number}" for number in range(ARTICLES)]
        for path in paths:
            news.pages[path] = Reply(page(f"Shells hit the village {path[1:]}"))
        news.pages["/rss.xml"] = Reply(
            rss(served.home, *((path, path, "d") for path in paths)), type="text/xml"
        )
        killed = 0
        while killed < KILLS:
            process = context.Process(target=watch, args=(str(tmp_path), served.home))
            process.start()
            known = len(whole_lines(tmp_path / "base.jsonl"))
            until = time.monotonic() + 20
            while len(whole_lines(tmp_path / "base.jsonl")) < known + 2 and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(dice.random() * 0.05)
            process.kill()
            process.join()
            killed += 1
        process = context.Process(target=watch, args=(str(tmp_path), served.home))
        process.start()
        process.join(60)
        assert process.exitcode == 0
        asked = Counter(served.asked)
    rows = [json.loads(line) for line in whole_lines(tmp_path / "base.jsonl")]
    assert Counter(row["url"] for row in rows) == Counter(f"{served.home}{path}" for path in paths)
    assert sum(asked[path] for path in paths) <= ARTICLES + KILLS  # the one that was under way, once more
    records = set[str]()
    for file in (tmp_path / "captures").glob("*.warc.gz"):
        records |= {str(one.record_id).strip("<>") for one in ArchiveIterator(io.BytesIO(file.read_bytes()))}
    assert {row["record"] for row in rows} <= records


def test_two_watches_with_one_state_are_refused(tmp_path: Path) -> None:
    import pytest

    from sayso.errors import StoreError

    with State(tmp_path / "watch.db"):
        with pytest.raises(StoreError, match="another `sayso watch`"):
            State(tmp_path / "watch.db")
        with State(tmp_path / "watch.db", read_only=True) as looking:
            assert looking.sources() == []
    State(tmp_path / "watch.db").close()

"""The campaign of a watch that is killed: every article is kept once, and nothing is torn.

A server of its own lists articles; a watch is killed over and over at random moments, and then ends. Each run
has a seed. Usage: python -m tools.watch_kills [--runs N]
"""

import argparse
import io
import json
import multiprocessing
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from sayso.fetch import Archive, Fetcher, Options, Policy
from sayso.model.report import Report
from sayso.watch import Kept, Plan, Source, State, Watcher
from sayso.watch.watcher import Work
from tests.fetch.servers import Reply, serving
from tests.watch.news import News, page, rss

_LONGEST = 60.0  # seconds that a watch may take for the rest


class FileBase:
    """A base in a file: what `keep` acknowledged is there after a kill, and nothing is there twice."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = {json.loads(line)["id"] for line in whole_lines(path)}

    def keep(self, report: Report) -> Kept:
        """Keep a report on the disk."""
        if report.id in self._known:
            return Kept(new=False)
        assert report.capture is not None
        row = {"id": report.id, "url": report.url, "record": report.capture.record}
        with self._path.open("a") as file:
            file.write(json.dumps(row) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._known.add(report.id)
        return Kept(new=True)


def whole_lines(path: Path) -> list[str]:
    """The lines of a file that were written to their end."""
    if not path.exists():
        return []
    return [line for line in path.read_text().splitlines(keepends=True) if line.endswith("\n")]


def _watch(folder: Path, home: str) -> None:
    """What a process does: watch until everything was read."""
    policy = Policy.of([home.removeprefix("http://")])
    fetcher = Fetcher(Options(policy, gap=0.0, robots=False))
    plan = Plan((Source(f"{home}/rss.xml", every=60, recheck=()),))
    with State(folder / "watch.db") as state:
        archive = Archive(folder / "captures")
        work = Work(fetcher, state, FileBase(folder / "base.jsonl"), archive)
        Watcher(plan, work, lambda _: None).run(once=True)
        archive.close()


def wrong_after(folder: Path, *, articles: int, kills: int, seed: int) -> list[str]:
    """What is not as it should be after so many kills of a watch of so many articles."""
    news, chance, base = News(), random.Random(seed), folder / "base.jsonl"
    context = multiprocessing.get_context("fork")
    with serving(news.answer) as served:
        paths = [f"/a{number}" for number in range(articles)]
        for path in paths:
            news.pages[path] = Reply(page(f"Shells hit the village {path[1:]}"))
        entries = ((path, path, "d") for path in paths)
        news.pages["/rss.xml"] = Reply(rss(served.home, *entries), type="text/xml")
        for _ in range(kills):
            process = context.Process(target=_watch, args=(folder, served.home))
            process.start()
            known, until = len(whole_lines(base)), time.monotonic() + 20
            while len(whole_lines(base)) < known + 2 and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(chance.random() * 0.05)
            process.kill()
            process.join()
        process = context.Process(target=_watch, args=(folder, served.home))
        process.start()
        process.join(_LONGEST)
        if process.exitcode != 0:
            return [f"the watch ended with {process.exitcode}"]
        addresses, asked = {f"{served.home}{path}" for path in paths}, Counter(served.asked)
    # The one that was under way is asked for once more.
    more = sum(asked[path] for path in paths) - articles - kills
    return [*([f"{more} requests too many"] if more > 0 else []), *_wrong(folder, addresses)]


def _wrong(folder: Path, addresses: set[str]) -> Iterator[str]:
    rows = [json.loads(line) for line in whole_lines(folder / "base.jsonl")]
    counts = Counter(row["url"] for row in rows)
    yield from (f"{address}: kept {counts[address]} times" for address in addresses if counts[address] != 1)
    yield from (f"{address}: is no article" for address in counts.keys() - addresses)
    records = {
        str(one.record_id).strip("<>")
        for file in (folder / "captures").glob("*.warc.gz")
        for one in ArchiveIterator(io.BytesIO(file.read_bytes()))
    }
    yield from (f"{row['url']}: its capture is not there" for row in rows if row["record"] not in records)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description="A watch under kills.")
    parser.add_argument("--runs", type=int, default=20, help="each of four kills and twelve articles")
    failed = 0
    for seed in range(parser.parse_args(arguments).runs):
        with tempfile.TemporaryDirectory() as folder:
            wrong = wrong_after(Path(folder), articles=12, kills=4, seed=seed)
        failed += bool(wrong)
        print(f"run {seed}: {'; '.join(wrong) or 'every article once'}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())

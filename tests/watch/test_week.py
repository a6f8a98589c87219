"""A week of a newsroom: every article once, its changes as versions, and the rest left alone."""

import gzip
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from sayso.errors import StoreError
from sayso.model.report import Report
from sayso.read import read_paths
from sayso.watch import At, Kind, Plan, Source, State, Watcher, What, Work
from tests.fetch.servers import FakeClock, Reply, fetcher_for, serving
from tests.watch.news import Base, Desk, News, desk, page, rss

DAYS = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"]
TOWNS = "marrow dunmere ashkel torvik".split()


@dataclass
class Week:
    """What the newsroom does: what it publishes, changes, withdraws, and what goes wrong with it."""

    watched: Desk
    elsewhere: str
    busy: int = 0
    hanging: int = 0
    entries: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: {"rss": [], "atom": []})

    def before(self, path: str, _: dict[str, str]) -> Reply | None:
        if path == "/robots.txt":
            return Reply(b"User-agent: *\nDisallow: /private/\n", type="text/plain")
        if path.endswith(".xml") and self.busy > 0:
            self.busy -= 1
            return Reply(b"slow down", 429, {"Retry-After": "7200"})
        if path == "/atom.xml" and self.hanging > 0:
            self.hanging -= 1
            return Reply(raw=lambda _: time.sleep(2.5))
        return None

    def put(self, path: str, number: int, killed: int = 4, tag: str = "1") -> None:
        town = path.rsplit("/", 1)[1].title()
        body = page(f"Shells hit {town} on day {number} {town}", killed)
        self.watched.news.pages[path] = Reply(body, headers={"ETag": f'"{tag}"'})

    def feeds(self) -> None:
        for name, entries in self.entries.items():
            body = rss(self.watched.served.home, *entries[-20:], dialect=name)
            tag = sha256(body).hexdigest()
            self.watched.news.pages[f"/{name}.xml"] = Reply(
                body, headers={"ETag": f'"{tag}"'}, type=f"application/{name}+xml"
            )

    def publish(self, number: int) -> None:
        """Four articles, one in both feeds, one at an old address; and four that are not to be read."""
        day, pages = DAYS[number], self.watched.news.pages
        rss_entries, atom = self.entries["rss"], self.entries["atom"]
        for each, town in enumerate(TOWNS):
            self.put(f"/{day}/{town}", number)
            (rss_entries if each % 2 else atom).append((f"/{day}/{town}", f"Shells hit {town}", day))
        rss_entries += [(f"/{day}/marrow", "Shells hit Marrow", day), (f"/private/{day}", "A draft", day)]
        rss_entries += [
            (f"{self.elsewhere}/{day}", "Inside", day),
            (f"http://other.example/{day}", "Other", day),
        ]
        atom += [(f"/moved/{day}", "An old address", day), (f"/trap/{day}", "A trap", day)]
        pages[f"/private/{day}"] = Reply(page("A draft"))
        pages[f"/moved/{day}"] = Reply(status=301, headers={"Location": f"/{day}/dunmere"})
        pages[f"/trap/{day}"] = Reply(status=302, headers={"Location": f"{self.elsewhere}/{day}"})
        self.feeds()

    def goes_wrong(self, number: int) -> None:
        if number == 1:
            broken = b"<rss version='2.0'><channel><item><title>broken"
            self.watched.news.pages["/rss.xml"] = Reply(broken, type="text/xml")
        self.busy = 2 if number == 2 else 0
        self.hanging = 1 if number == 5 else 0

    def changes(self, number: int) -> None:
        day, pages = DAYS[number], self.watched.news.pages
        if number == 3:  # changed, and the feed says so
            self.put(f"/{day}/ashkel", number, 9, "2")
            self.entries["atom"] = [
                (path, f"{title} (updated)" if path == f"/{day}/ashkel" else title, when)
                for path, title, when in self.entries["atom"]
            ]
        if number == 4:  # changed, and nobody says so; and withdrawn
            self.put(f"/{day}/torvik", number, 7, "2")
            pages[f"/{day}/ashkel"] = Reply(b"gone", 410)
            pages[f"/{day}/dunmere"] = Reply(b"not found", 404)
        self.feeds()


def a_week(watched: Desk, elsewhere: str) -> None:
    week = Week(watched, elsewhere)
    watched.news.before = week.before
    for number in range(len(DAYS)):
        week.publish(number)
        week.goes_wrong(number)
        watched.run(12)
        week.changes(number)
        watched.run(12)
    watched.run(96)


def test_a_week_of_rss_and_atom_with_all_that_goes_wrong(tmp_path: Path) -> None:
    sources = (Source("/rss.xml", every=1800), Source("/atom.xml", every=3600))
    with (
        desk(tmp_path, News(), *sources) as watched,
        serving(lambda *_: Reply(page("Elsewhere"))) as elsewhere,
    ):
        a_week(watched, elsewhere.home)
        home, asked = watched.served.home, Counter(watched.served.asked)
        urls = Counter(str(one.url).removeprefix(home) for one in watched.base.reports)
        revised = [f"/{DAYS[3]}/ashkel", f"/{DAYS[4]}/torvik"]
        withdrawn = [f"/{DAYS[4]}/ashkel", f"/{DAYS[4]}/dunmere"]
        articles = {f"/{day}/{town}" for day in DAYS for town in TOWNS}
        assert urls == Counter(articles) + Counter(revised)
        assert watched.happened(What.REVISED) == [("revised", path) for path in revised]
        # The address that leads to an article stands for it, where that was asked first.
        gone = [path for _, path in watched.happened(What.WITHDRAWN)]
        kept = [one.address.removeprefix(home) for one in watched.state.at(At.WITHDRAWN)]
        for told in (gone, kept):
            assert sorted(path.replace(f"/moved/{DAYS[4]}", withdrawn[1]) for path in told) == withdrawn
        assert elsewhere.asked == []
        assert not any(path.startswith("/private") for path in asked)
        left_alone = {f"/{what}/{day}" for what in ("private", "trap") for day in DAYS}
        assert {what for what, path in watched.happened() if path in left_alone} == {"refused"}
        others = [one.what for one in watched.told if "other.example" in one.address]
        assert others == [What.REFUSED] * len(DAYS)
        # Polite: one robots.txt a day and process, feeds by their pace, an article at its rechecks alone.
        assert asked["/robots.txt"] <= 15 + 4
        assert max(asked[path] for path in articles) <= 8
        later = [one.message for one in watched.told if one.what is What.LATER]
        assert any("status 429" in one and "120 min" in one for one in later)
        assert any("/rss.xml: is no feed that can be read" in one for one in later)
        assert any("/atom.xml: nothing came for 2 s" in one for one in later)


def test_versions_of_one_address_are_linked(tmp_path: Path) -> None:
    from sayso.revising import versions_among

    news = News()
    with desk(tmp_path, news, Source("/a", kind=Kind.PAGE, every=3600)) as watched:
        news.pages["/a"] = Reply(page("Shells hit the town of Marrow", 4))
        watched.run(2)
        news.pages["/a"] = Reply(page("Shells hit the town of Marrow", 9))
        watched.run(2)
        first, second = watched.base.reports
        assert first.id != second.id
        assert first.url == second.url
        found = versions_among(watched.base.reports, "sayso")
    assert [chain.versions for chain in found] == [(first.id, second.id)]


def test_a_sitemap_of_news_with_its_index_and_packed_maps(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/sitemap.xml", every=3600, most=10)) as watched:
        home = watched.served.home

        def urlset(*paths: str, day: str = "2026-03-02") -> bytes:
            rows = "".join(
                f"<url><loc>{home}{path}</loc><lastmod>{day}</lastmod>"
                "<news:news xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
                f"<news:publication_date>{day}</news:publication_date><news:title>T {path}</news:title>"
                "</news:news></url>"
                for path in paths
            )
            return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>".encode()

        def index(day: str) -> bytes:
            rows = "".join(
                f"<sitemap><loc>{home}{path}</loc><lastmod>{when}</lastmod></sitemap>"
                for path, when in (("/new.xml.gz", day), ("/old.xml", "2020-01-01"))
            )
            return f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</sitemapindex>".encode()

        paths = [f"/n{number}" for number in range(4)]
        for path in (*paths, "/n4", *(f"/o{number}" for number in range(30))):
            news.pages[path] = Reply(page(f"Shells hit Marrow {path}"))
        news.pages["/sitemap.xml"] = Reply(index("2026-03-02"), type="application/xml")
        news.pages["/new.xml.gz"] = Reply(gzip.compress(urlset(*paths), mtime=0), type="application/gzip")
        news.pages["/old.xml"] = Reply(
            urlset(*(f"/o{n}" for n in range(30)), day="2020-01-01"), type="text/xml"
        )
        watched.run(3)
        assert len(watched.base.reports) == 10
        assert watched.base.reports[0].published is not None
        assert watched.state.count() == {f"{home}/sitemap.xml": {"read": 10, "passed over": 24}}
        assert Counter(watched.served.asked)["/old.xml"] == 1
        news.pages["/sitemap.xml"] = Reply(index("2026-03-03"), type="application/xml")
        news.pages["/new.xml.gz"] = Reply(
            gzip.compress(urlset("/n4", *paths), mtime=0), type="application/gzip"
        )
        watched.run(2)
        assert len(watched.base.reports) == 11
        assert Counter(watched.served.asked)["/old.xml"] == 1


def test_a_clock_that_jumps_neither_stalls_nor_floods(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/rss.xml", every=3600)) as watched:
        news.pages["/rss.xml"] = Reply(rss(watched.served.home), type="text/xml")
        counts = []
        for jump in (timedelta(0), timedelta(days=-4000), timedelta(days=9000), timedelta(days=-5000)):
            watched.clock.wall += jump
            watched.served.asked.clear()
            watched.run(5)
            counts.append(Counter(watched.served.asked)["/rss.xml"])
    assert all(4 <= count <= 6 for count in counts)
    assert len(counts) == 4


def test_a_source_that_fails_is_asked_ever_less_and_recovers(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/rss.xml", every=600)) as watched:
        news.pages["/rss.xml"] = Reply(b"down", 500)
        watched.run(48)
        assert 4 <= Counter(watched.served.asked)["/rss.xml"] <= 12
        news.pages["/rss.xml"] = Reply(rss(watched.served.home), type="text/xml")
        watched.run(30)  # the longest wait is a day, spread by a fifth
        assert watched.state.sources()[0].fails == 0
        watched.served.asked.clear()
        watched.run(2)
        assert Counter(watched.served.asked)["/rss.xml"] >= 11


def test_a_feed_with_more_than_can_be_read_is_bounded(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/rss.xml", every=600, most=3)) as watched:
        home = watched.served.home
        many = [(f"/a{number}", "t", "d") for number in range(12_000)]
        news.pages["/rss.xml"] = Reply(rss(home, *many), type="text/xml")
        for path, *_ in many[:20]:
            news.pages[path] = Reply(page(f"Shells hit Marrow {path}"))
        watched.once()
        assert [one.message for one in watched.told if one.what is What.LISTED] == [
            "3 new, 997 older, passed over; 11,000 more than are read at once"
        ]
        assert len(watched.base.reports) == 3
        fresh = [(f"/b{number}", "t", "d") for number in range(5)]
        for path, *_ in fresh:
            news.pages[path] = Reply(page(f"Shells hit Dunmere {path}"))
        news.pages["/rss.xml"] = Reply(rss(home, *fresh, *many[:900]), type="text/xml")
        watched.once()
        watched.once()
        assert len(watched.base.reports) == 8


def test_what_the_filter_leaves_out_is_told_and_counted(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/rss.xml")) as watched:
        watched.base.left = lambda report: "not relevant" if "cup" in str(report.title) else None
        news.pages["/a"], news.pages["/b"] = (
            Reply(page("Shells hit Marrow")),
            Reply(page("Team lifts the cup")),
        )
        news.pages["/rss.xml"] = Reply(
            rss(watched.served.home, ("/a", "a", ""), ("/b", "b", "")), type="text/xml"
        )
        watched.once()
        watched.once()
        assert watched.happened(What.READ, What.LEFT_OUT) == [("read", "/a"), ("left out", "/b")]
        assert Counter(watched.served.asked)["/b"] == 1


def test_a_folder_is_read_and_a_changed_file_is_a_version(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with desk(tmp_path, News(), Source(str(inbox), Kind.FOLDER)) as watched:
        (inbox / "one.txt").write_text(
            "Shells hit Marrow\n\nFour people were killed on Monday, officials said.\n"
        )
        (inbox / "two.txt").write_text(
            "Rain in Dunmere\n\nNobody was hurt on Monday, officials said again.\n"
        )
        watched.once()
        watched.once()
        assert [one.id for one in watched.base.reports] == ["one", "two"]
        (inbox / "one.txt").write_text(
            "Shells hit Marrow\n\nNine people were killed on Monday, officials said.\n"
        )
        (inbox / "bad.html").write_text("<html></html>")
        watched.once()
        assert [(one.revises, one.title) for one in watched.base.reports[2:]] == [
            ("one", "Shells hit Marrow")
        ]
        assert [one.what for one in watched.told if one.address.endswith("bad.html")] == [What.FAILED]
        (inbox / "one.txt").touch()
        watched.once()
        assert len(watched.base.reports) == 3


def test_captures_read_as_archives_give_the_same_reports(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/rss.xml")) as watched:
        paths = ("/a", "/b", "/c")
        for path in paths:
            packed = gzip.compress(page(f"Shells hit Marrow {path}"), mtime=0)
            news.pages[path] = Reply(
                packed, headers={"Content-Encoding": "gzip"}, type="text/html; charset=utf-8"
            )
        listed = rss(watched.served.home, *((path, path, "d") for path in paths))
        news.pages["/rss.xml"] = Reply(listed, type="text/xml")
        watched.once()
        reports = watched.base.reports
    (file,) = (tmp_path / "captures").iterdir()
    again = [one for one in read_paths([file]) if isinstance(one, Report)]
    assert [(one.id, one.text, one.capture) for one in again] == [
        (one.id, one.text, one.capture) for one in reports
    ]
    assert len(again) == len(paths)


def test_an_archive_at_an_address_is_read(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/rss.xml")) as watched:
        news.pages["/a"] = Reply(page("Shells hit Marrow"))
        news.pages["/rss.xml"] = Reply(rss(watched.served.home, ("/a", "a", "d")), type="text/xml")
        watched.once()
        (file,) = (tmp_path / "captures").iterdir()
        data = file.read_bytes()
    other = tmp_path / "other"
    with desk(other, news, Source("/x.warc.gz", Kind.PAGE)) as watched:
        news.pages["/x.warc.gz"] = Reply(data, type="application/warc")
        watched.once()
        assert [one.title for one in watched.base.reports] == ["Shells hit Marrow"]


def test_plain_text_at_an_address_has_a_name_and_a_capture_of_its_own(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/one/news.txt", Kind.PAGE), Source("/two/news.txt")) as watched:
        for place in ("one", "two"):
            text = f"Shells hit {place}\n\nFour people were killed on Monday, officials of {place} said.\n"
            news.pages[f"/{place}/news.txt"] = Reply(text.encode(), type="text/plain")
        watched.once()
        found = watched.base.reports
    assert len({one.id for one in found}) == len(found) == 2
    assert sorted(str(one.url).rsplit("/", 2)[1] for one in found) == ["one", "two"]
    assert all(one.capture is not None and one.capture.address == one.url for one in found)


def test_an_article_that_becomes_a_source_is_looked_at_as_what_it_was(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/rss.xml")) as watched:
        home = watched.served.home
        news.pages["/a"] = Reply(page("Shells hit Marrow"))
        news.pages["/rss.xml"] = Reply(rss(home, ("/a", "a", "d")), type="text/xml")
        watched.once()
        news.pages["/a"] = Reply(b"gone", 410)
        watched.plan = Plan((Source(f"{home}/a"),))
        watched.once()
        assert watched.happened(What.WITHDRAWN) == [("withdrawn", "/a")]
        news.pages["/a"] = Reply(page("Shells hit Marrow"))
        watched.run(30)
        assert watched.happened(What.BACK) == [("back", "/a")]
        assert len(watched.base.reports) == 1


@pytest.mark.parametrize("jump", [timedelta(0), timedelta(days=-4000), timedelta(days=9000)])
def test_a_clock_that_jumps_between_two_runs_neither_stalls_nor_floods(
    tmp_path: Path, jump: timedelta
) -> None:
    news, clock = News(), FakeClock()
    with serving(news.answer) as served:
        news.pages["/rss.xml"] = Reply(rss(served.home), type="text/xml")
        plan = Plan((Source(f"{served.home}/rss.xml", every=3600),))
        counts = []
        for _ in range(4):
            served.asked.clear()
            with State(tmp_path / "watch.db", clock) as state:
                clock.end = clock.passed + 5 * 3600
                work = Work(fetcher_for(served, clock=clock), state, Base())
                Watcher(plan, work, lambda _: None).run(lambda: clock.passed >= clock.end)
            counts.append(len(served.asked))
            clock.passed = 0.0  # another process, after the machine has started anew
            clock.wall += jump
    assert len(counts) == 4
    assert all(4 <= count <= 6 for count in counts)


def test_a_full_disk_ends_the_watch_and_it_goes_on_afterwards(tmp_path: Path) -> None:
    news = News()
    with desk(tmp_path, news, Source("/rss.xml")) as watched:
        news.pages["/a"] = Reply(page("Shells hit Marrow"))
        news.pages["/rss.xml"] = Reply(rss(watched.served.home, ("/a", "a", "d")), type="text/xml")
        (tmp_path / "captures").write_text("a file where the folder should be")
        with pytest.raises(StoreError, match="cannot be written"):
            watched.once()
        assert watched.base.reports == []
        (tmp_path / "captures").unlink()
        watched.once()
        assert [one.title for one in watched.base.reports] == ["Shells hit Marrow"]

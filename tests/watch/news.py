"""A newsroom on loopback, a base that only remembers, and a week that passes at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.fetch import Archive, Fetcher, Limits, Options, Policy
from sayso.model.report import Report
from sayso.watch import Happening, Kept, Kind, Plan, Source, State, Watcher, What
from sayso.watch.watcher import Work
from tests.fetch.servers import FakeClock, Reply, Served, serving

WORDS = (
    "Shells hit the market of {town} on Monday, killing {killed} people, officials of the province said. "
    "The rebels denied that they had fired. Residents of {town} told reporters that smoke rose over the "
    "bridge for hours, and that the hospital was full. Nobody could say who had given the order."
)


def page(title: str, killed: int = 4, town: str | None = None) -> bytes:
    """An article as a site serves it."""
    text = WORDS.format(town=town or title.split()[-1], killed=killed)
    paragraphs = "".join(f"<p>{sentence.strip()}.</p>" for sentence in text.split(".") if sentence.strip())
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()


@dataclass
class Base:
    """Keeps reports in memory, as a desk would: one that is there already is not new."""

    reports: list[Report] = field(default_factory=list)
    left: Callable[[Report], str | None] = lambda _: None

    def keep(self, report: Report) -> Kept:
        why = self.left(report)
        if why is not None:
            return Kept(new=False, left=why)
        if any(one.id == report.id for one in self.reports):
            return Kept(new=False)
        self.reports.append(report)
        return Kept(new=True, incidents=1)


@dataclass
class News:
    """What a server has at each path, and rules for what it says besides."""

    pages: dict[str, Reply] = field(default_factory=dict)
    before: Callable[[str, dict[str, str]], Reply | None] = lambda *_: None

    def answer(self, path: str, headers: dict[str, str]) -> Reply:
        said = self.before(path, headers)
        if said is not None:
            return said
        reply = self.pages.get(path, Reply(b"not found", 404))
        tag = reply.headers.get("ETag")
        return (
            Reply(status=304, headers={"ETag": tag}) if tag and headers.get("if-none-match") == tag else reply
        )


@dataclass
class Desk:
    """A watcher on a newsroom with everything that it works with."""

    served: Served
    news: News
    clock: FakeClock
    state: State
    base: Base
    archive: Archive
    plan: Plan
    told: list[Happening] = field(default_factory=list)

    def watcher(self, **options: object) -> Watcher:
        """A new process would have the same; its memory of hosts is empty."""
        policy = Policy.of(f"127.0.0.1:{self.served.port}" for _ in (1,))
        made = {"policy": policy, "limits": Limits(connect=10, read=2, total=10), **options}
        fetcher = Fetcher(Options(**made), self.clock)  # type: ignore[arg-type]  # any option of a test
        return Watcher(self.plan, Work(fetcher, self.state, self.base, self.archive), self.told.append)

    def run(self, hours: float) -> None:
        """Watch for so long."""
        end = self.clock.passed + hours * 3600
        self.clock.end = end
        self.watcher().run(lambda: self.clock.passed >= end)

    def once(self) -> None:
        """What `--once` does."""
        self.watcher().run(once=True)

    def happened(self, *what: What) -> list[tuple[str, str]]:
        """What happened, and at which path."""
        home = len(self.served.home)
        return [(one.what.value, one.address[home:]) for one in self.told if not what or one.what in what]


@contextmanager
def desk(folder: Path, news: News, *sources: Source) -> Iterator[Desk]:
    """A desk that watches sources of a newsroom; their addresses are paths."""
    clock = FakeClock()
    with serving(news.answer) as served, State(folder / "watch.db", clock) as state:
        plan = Plan(tuple(_at(served.home, source) for source in sources))
        archive = Archive(folder / "captures", clock)
        yield Desk(served, news, clock, state, Base(), archive, plan)
        archive.close()


def _at(home: str, source: Source) -> Source:
    return source if source.kind is Kind.FOLDER else replace(source, address=home + source.address)


def rss(home: str, *entries: tuple[str, str, str], dialect: str = "rss") -> bytes:
    """A feed of (path or whole address, title, day of change)."""
    entries = tuple((path if "://" in path else home + path, title, day) for path, title, day in entries)
    if dialect == "atom":
        items = "".join(
            f"<entry><id>tag:{path}</id><title>{title}</title><updated>{day}T08:00:00Z</updated>"
            f"<link href='{path}'/><summary>{title}</summary></entry>"
            for path, title, day in entries
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>n</title>{items}</feed>".encode()
    items = "".join(
        f"<item><guid>{path}</guid><title>{title}</title><link>{path}</link>"
        f"<description>{day}</description></item>"
        for path, title, day in entries
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>n</title>{items}</channel></rss>".encode()
    )

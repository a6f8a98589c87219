"""`sayso watch` is killed: every article is kept once, and what was kept stays."""

import time

from sayso.store.sql.sqlstore import open_store
from tests.fetch.servers import Reply, serving
from tests.watch.news import News, page, rss
from tools.faults import jobs
from tools.faults.children import BEGUN, Child
from tools.faults.rounds import Outcome, Site, committed
from tools.faults.states import differing, held, state_of

KILLS = 10
ARTICLES = 40
_LONGEST = 0.2  # seconds after something further was kept in which it is killed


def watched(site: Site, kills: int = KILLS) -> Outcome:
    """One base and one state, whose watches are killed one after the other; and one watch undisturbed."""
    outcome, news = Outcome(), News()
    with serving(news.answer) as served:
        publish(news, served.home)
        bases, done = [], set[tuple[str, str]]()
        for name, number in (("calm", 0), ("killed", kills)):
            here = site.sub(name)
            bases.append(here.base())
            args = (str(here.folder), served.home, bases[-1])
            for _ in range(number):
                child = Child(jobs.watching, args, here.folder / "out")
                _further(bases[-1], child, len(done))
                outcome.hits += child.killed_after(site.chance.random() * _LONGEST)
                outcome.wrong += [*child.astray(), *held(bases[-1], done)]
                done |= committed(bases[-1])
            child = Child(jobs.watching, args, here.folder / "out")
            if child.ended() != 0:
                outcome.wrong.append(f"undisturbed it ended with {child.lines()[-1:]}")
    outcome.wrong += [*held(bases[1], done, whole=True), *articles(bases[1])]
    outcome.wrong += differing(_told(bases[1]), _told(bases[0]), "beside an undisturbed watch")
    outcome.committed = len(done)
    return outcome


def publish(news: News, home: str) -> None:
    """Put the articles, and the feed that names them, where they can be asked for."""
    paths = [f"/a{number}" for number in range(ARTICLES)]
    for path in paths:
        news.pages[path] = Reply(page(f"Shells hit the village {path[1:]}"))
    items = ((path, path, "d") for path in paths)
    news.pages["/rss.xml"] = Reply(rss(home, *items), type="text/xml")


def _further(where: str, child: Child, known: int) -> None:
    """Wait until a watch has kept more than was known, or is over."""
    child.wait_for(BEGUN)
    while child.alive and len(committed(where)) <= known:
        time.sleep(0.02)


def articles(where: str) -> list[str]:
    """What is wrong where not each article is there once; other reports have no address."""
    with open_store(where, read_only=True) as store:
        urls = [coded.report.url for coded in store.records(store.reports()) if coded.report.url]
    if len(urls) == len(set(urls)) == ARTICLES:
        return []
    return [f"of {ARTICLES} articles there are {len(urls)}, {len(set(urls))} of them different"]


def _told(where: str) -> dict[str, object]:
    """What was read; where in the archive a page lies, and the port of the server, are of one run."""
    found = dict(state_of(where))
    return {name: found[name] for name in ("claims", "events", "incidents", "memberships", "disputes")}

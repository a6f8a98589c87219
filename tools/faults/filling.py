"""A disk that is full under a watch; under a server: `serving.py`."""

from tests.fetch.servers import serving
from tests.watch.news import News
from tools.faults import full, jobs, watching
from tools.faults.children import Child
from tools.faults.killing import Work
from tools.faults.rounds import Outcome, Site, committed
from tools.faults.states import held

_FILLS = 6  # times of one round


class Watching(Work):
    """A feed is watched until all of it was read."""

    def __init__(self, site: Site, home: str) -> None:
        super().__init__(site)
        self._home = home

    def argv(self, number: int) -> list[str]:
        return []

    def begin(self, number: int) -> Child:
        args = (str(self.site.folder), self._home, self.where)
        return Child(jobs.watching_told, args, self.site.folder / "out")

    def left(self, number: int) -> list[str]:
        self.committed |= committed(self.where)
        return []

    def done(self, calm: Work) -> list[str]:
        return [*watching.articles(self.where), *held(self.where, self.committed, whole=True)]


def watched(site: Site, times: int = _FILLS) -> Outcome:
    """One base and one state, whose watches find the disk full again and again."""
    news = News()
    with serving(news.answer) as served:
        watching.publish(news, served.home)
        return full.round_of(lambda here: Watching(here, served.home), times)(site)

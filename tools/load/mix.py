"""What readers ask, and how often: the published mix of the load test."""

from collections.abc import Callable
from random import Random
from urllib.parse import urlencode

from sayso.desk import Desk, filters
from sayso.model.filters import Filters
from sayso.show.web import links
from tools.measure_web import Questions

# Of a hundred questions, how many are what. Lists are those of tools/measure_web.py but its words and boxes.
SHARES = {
    "front page": 6,
    "list with facets": 22,
    "search by words": 8,
    "incident page": 24,
    "report": 6,
    "outlet": 2,
    "map, incidents of a box": 8,
    "map, ground": 6,
    "API, page of incidents": 5,
    "API, incident": 8,
    "API, counts": 2,
    "feed": 2,
    "export, CSV": 1,
}


class Reading:
    """Draws questions of readers; the same seed draws the same of the same base."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self._rng = Random(seed)
        self._asked = Questions(desk, seed)
        rows = list(desk.listed(Filters(), limit=200).rows)
        # Of all the base, not only of its latest: a few of each of some years.
        for year in range(2014, 2025):
            rows += desk.listed(filters(since=str(year), until=str(year)), limit=50).rows
        self.ids = list(dict.fromkeys(one.id for one in rows))
        self._reports = sorted({id_ for one in self.ids[:60] for id_ in desk.incident(one).incident.reports})
        overview = desk.overview(Filters()).facets
        self._outlets = [value for value, _ in overview["outlet"]]
        self._types = [value for value, _ in overview["type"]]

    def draw(self) -> tuple[str, str]:
        """A kind of question of the mix, and its address."""
        kind = self._rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
        return kind, self.address(kind)

    def address(self, kind: str) -> str:
        """The address of a question of a kind."""
        asked, pick = self._asked, self._rng.choice
        made: dict[str, Callable[[], str]] = {
            "front page": lambda: "/",
            "list with facets": lambda: _with("/incidents", self._list()),
            "search by words": lambda: _with("/incidents", asked.words()),
            "incident page": lambda: links.incident(pick(self.ids)),
            "report": lambda: links.report(pick(self._reports)),
            "outlet": lambda: links.source(pick(self._outlets)),
            "map, incidents of a box": lambda: _with("/map/incidents.json", asked.box()),
            "map, ground": lambda: _with("/map/base.json", {"area": self._tile(), "zoom": "6"}),
            "API, page of incidents": lambda: _with(
                "/api/v1/incidents", {"limit": "20", "type": pick(self._types)}
            ),
            "API, incident": lambda: f"/api/v1/incidents/{pick(self.ids)}",
            "API, counts": lambda: _with("/api/v1/counts", {"by": pick(("type", "country", "disputed"))}),
            "feed": lambda: _with("/feed.atom", {"type": pick(self._types)}),
            "export, CSV": lambda: _with("/incidents.csv", self._few()),
        }
        return made[kind]()

    def _list(self) -> dict[str, str]:
        while True:
            found = self._asked.list()
            if not {"q", "area"} & found.keys():  # kinds of their own here
                return found

    def _tile(self) -> str:
        """A box of a grid, as a map of zoom 6 asks for them."""
        south, west = 4 * self._rng.randint(3, 9), 6 * self._rng.randint(-3, 13)
        return f"{south},{west},{south + 4},{west + 6}"

    def _few(self) -> dict[str, str]:
        """What some tens of incidents answer: a type by one outlet in a year."""
        year = str(self._rng.randint(2014, 2023))
        return {
            "type": self._rng.choice(self._types),
            "outlet": self._rng.choice(self._outlets),
            "since": year,
            "until": year,
        }


def _with(path: str, given: dict[str, str]) -> str:
    return f"{path}?{urlencode(given)}" if given else path

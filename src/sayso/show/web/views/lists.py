"""The list of what is asked for, and the feed of what of it came last."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model.filters import Sort
from sayso.model.listed import ListPage, Overview
from sayso.show import words
from sayso.show.web import links
from sayso.show.web.asked import Asked
from sayso.show.web.views.narrowing import LIST, Chip, Facet, chips, facets
from sayso.show.web.views.rows import Around, Row, row

SORTS: Mapping[Sort, str] = {
    Sort.RELEVANCE: "best match",
    Sort.NEWEST: "newest day",
    Sort.ADDED: "added last",
    Sort.LINES: "most account lines",
    Sort.KILLED: "most killed",
}
SOME = 1_000  # incidents that are counted of what one filter leaves out
_EPOCH = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the list: a link to it, None where it is in force."""

    label: str
    href: str | None


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of the list; `after` and `first` are addresses, None where there is no such page.

    `uncounted` says why there are no facets, "" where there are.
    """

    rows: tuple[Row, ...]
    total: str
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    orders: tuple[Order, ...]
    after: str | None = None
    first: str | None = None
    uncounted: str = ""


def list_of(asked: Asked, found: ListPage, overview: Overview, around: Around) -> ListView:
    """What the page of a list says."""
    counted = bool(overview.facets)
    return ListView(
        tuple(row(one, around) for one in found.rows),
        total(overview, len(found.rows)),
        chips(asked, around.name, overview.names),
        facets(asked, overview, around.name),
        tuple(_order(asked, sort) for sort in SORTS if sort is not Sort.RELEVANCE or asked.filters.text),
        links.query(LIST, asked.given, after=found.after) if found.after else None,
        links.query(LIST, asked.given) if asked.after else None,
        "" if counted else "Too many to be counted by their values: ask for a country or for days.",
    )


def total(overview: Overview, shown: int) -> str:
    """ "1,234 incidents", "more than 10,000 incidents"; where nobody counts, that there are very many."""
    if overview.total is not None:
        return words.counted(overview.total, "incident")
    return f"more than {max(overview.over, shown):,} incidents" if overview.over else "very many incidents"


def relaxed(number: int) -> str:
    """How many incidents a list would have."""
    return words.counted(number, "incident") if number <= SOME else f"more than {SOME:,} incidents"


def _order(asked: Asked, sort: Sort) -> Order:
    usual = Sort.RELEVANCE if asked.filters.text else Sort.NEWEST
    href = links.query(LIST, asked.given, sort=None if sort is usual else sort.value)
    return Order(SORTS[sort], None if sort is asked.sort else href)


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed: its entries, and when the last of them changed."""

    rows: tuple[Row, ...]
    updated: str


def feed_of(found: ListPage, around: Around) -> FeedView:
    """What a feed says; one without entries is as old as can be."""
    rows = tuple(row(one, around) for one in found.rows)
    return FeedView(rows, max((one.moment for one in rows), default=_EPOCH) or _EPOCH)

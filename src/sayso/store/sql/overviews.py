"""What a list says of all that is asked for: how many there are, by which values, in which months.

Over the whole base, of a country and of days these are sums of what the writer keeps. What else is asked is
counted where it is little; of what is much a list says only that it is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sayso.model.filters import Filters
from sayso.model.listed import Overview
from sayso.store.sql import changes
from sayso.store.sql.conditions import of_incidents, one_of
from sayso.store.sql.counting import FACETS, said
from sayso.store.sql.faceting import Counts, Faceting
from sayso.store.sql.fitting import Fitting
from sayso.store.sql.reads import Check
from sayso.store.sql.search import searching
from sayso.store.sql.tables import facets, incidents, parties
from sayso.store.sql.values import Remembered, Values, counted, latest, read

# Fields that are kept over the whole base and counted live of little; `FACETS` are kept by country and month.
MORE = ("admin1", "party", "weapon", "outlet", "state", "unsure")
# Bounds of what a list reads to count: the slowest lists of a base of a million events are those just below.
LITTLE = 5_000  # incidents: below this every field is counted
_REPORTS = 10_000  # with the words searched for: above this nothing is counted


@dataclass(frozen=True, slots=True)
class Counted:
    """What is said of all that is asked for, and of what: rows of `incidents`.

    `rows` are all that are asked for, None where they were not all read; `more` are some of them, so many
    that a list only says that there are more, or none where their number is kept. Without either what is
    said depends on what cannot be told. `values` are those of `rows`, in their order.
    """

    overview: Overview
    rows: Sequence[int] | None = None
    more: Sequence[int] | None = None
    values: Sequence[Values] = ()

    def first(self, number: int) -> Sequence[int] | None:
        """Those of `rows` among which the latest so many are, by their days."""
        return self.rows if self.rows is None else latest(self.rows, self.values, number)

    def stands(self, connection: Connection, asked: Filters, page: Sequence[str] | None) -> Iterator[Check]:
        """By what to tell later whether it does, and with it its first page of some ids; None is another."""
        rows = self.rows
        if rows is None and self.more is not None and page is not None:
            shown = select(incidents.c.row).where(incidents.c.id.in_(page))
            rows = [*self.more, *connection.scalars(shown)]
        standing = None if rows is None else changes.standing(connection, asked, rows)
        if standing is None:
            return
        said = self.overview
        ids = [value for value, _ in said.facets.get("party", ())]
        yield standing
        yield lambda later: party_names(later, ids) == said.names
        if self.rows is None and said.total is not None:
            yield lambda later: Overviews(later).one_filter(asked) == said.total


class Overviews:
    """Counts by one connection.

    Args:
        connection: What is asked.
        remembered: Where values of incidents may be known already: to who answers for `rows` himself.
    """

    def __init__(self, connection: Connection, remembered: Remembered | None = None) -> None:
        self._connection = connection
        self._values_of = read if remembered is None else remembered.of
        self._dialect = connection.dialect.name

    def overview(self, asked: Filters, most: int) -> Overview:
        """What is asked for as a whole; of each field the `most` frequent values."""
        return self.with_rows(asked, most).overview

    def with_rows(self, asked: Filters, most: int) -> "Counted":
        """The same, and what it was counted of."""
        where = of_incidents(asked, self._dialect)
        kept = Faceting(self._connection).kept(asked)
        number = 0 if kept is None else sum(kept["disputed"].values())
        if kept is not None and (asked == Filters() or number > LITTLE):
            if asked == Filters():
                self._add_kept(kept)
            return Counted(self._made(number, kept, most))
        alone = self.one_filter(asked)
        if alone is not None and alone > LITTLE:
            return Counted(Overview(alone, LITTLE), None, ())
        if asked == Filters(party=asked.party) and self._number_kept("party", asked.party) > LITTLE:
            return Counted(Overview(None, LITTLE))  # as many have the id; others may have the name
        if asked.text is not None and self._is_common(asked.text):
            return Counted(Overview(None))
        fitting = Fitting(self._connection)
        # An index has the number of killed: no incident is read to see that there are too many.
        if fitting.is_led(asked) or (asked.killed is not None and asked == Filters(killed=asked.killed)):
            led = fitting.rows(asked, LITTLE + 1)
            if len(led) > LITTLE:
                return Counted(Overview(None, LITTLE), None, led)
            where = [one_of(incidents.c.row, led, self._dialect)]
        asks = select(incidents.c.row).where(*where).limit(LITTLE + 1)
        rows = self._connection.scalars(asks).all()  # one by one costs as much as finding them
        if len(rows) > LITTLE:
            return Counted(Overview(None, LITTLE), None, rows)
        values = self._values_of(self._connection, rows)
        found: Counts = {name: Counter() for name in (*FACETS, *MORE, "month")} | counted(values)
        return Counted(self._made(len(rows), found, most), rows, None, values)

    def _made(self, total: int, counts: Counts, most: int) -> Overview:
        months = counts.pop("month", Counter())
        best = {
            name: sorted(found.items(), key=lambda one: (-one[1], one[0]))[:most]
            for name, found in counts.items()
        }
        names = party_names(self._connection, [value for value, _ in best.get("party", ())])
        return Overview(total, 0, best, dict(sorted(months.items())), names)

    def _add_kept(self, counts: Counts) -> None:
        own = facets.c
        rows = select(own.field, own.value, own.incidents).where(
            own.country == "", own.month == "", own.field.in_(MORE)
        )
        for field, value, number in self._connection.execute(rows):
            counts.setdefault(field, Counter())[value] = number

    def some(self, asked: Filters, most: int) -> Sequence[int] | None:
        """The rows of all that are asked for, at most one more than `most`; None where that is too much."""
        if asked.text is not None and self._is_common(asked.text):
            return None
        return Fitting(self._connection).rows(asked, most + 1)

    def _is_common(self, words: str) -> bool:
        matching = searching(self._dialect).matching(words).limit(_REPORTS + 1).subquery()
        return (self._connection.scalar(select(func.count()).select_from(matching)) or 0) > _REPORTS

    def one_filter(self, asked: Filters) -> int | None:
        """The number that is kept of the only value that is asked for."""
        given = [(name, getattr(asked, name)) for name in (*FACETS, *MORE) if getattr(asked, name, None)]
        if len(given) != 1:
            return None
        name, value = given[0]
        if name == "party" or asked != Filters(**{name: value}):  # a party has an id and names
            return None
        return self._number_kept(name, value) or None

    def _number_kept(self, name: str, value: object) -> int:
        own = facets.c
        row = select(own.incidents).where(
            own.country == "", own.month == "", own.field == name, own.value == said(value)
        )
        return self._connection.scalar(row) or 0


def party_names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The names of parties by their ids, as the last record that has them calls them."""
    asked = select(parties.c.id, parties.c.name).where(parties.c.id.in_(ids))
    return dict(map(tuple, connection.execute(asked))) if ids else {}

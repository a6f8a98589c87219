"""Words that are searched for, as they may find reports: a name that readers are not told finds them none.

A report is not found by a word that is part of such a name in it, or in another report of one of its
incidents; and where such a word is unwanted, it leaves no report out. So a search answers as if the names
were not there. What the report says in the same word otherwise ("rose", where Rose is private) is not found
by it either.
"""

from dataclasses import dataclass

from sqlalchemy import Select, or_, select

from sayso.model.filters import Filters, Unseen
from sayso.store.sql.asked_words import asked_words
from sayso.store.sql.search import Searching, searching
from sayso.store.sql.tables import events

_TOLD, _BESIDE = events.alias(), events.alias()  # made once: naming all their columns takes a millisecond


@dataclass(frozen=True, slots=True)
class Worded:
    """Words, and rows of `reports` among which, and without which, they are looked for."""

    text: str
    among: Select[int] | None = None
    but: Select[int] | None = None

    def matching(self, dialect: str) -> Select[int]:
        """The rows of `reports` that are found."""
        found = searching(dialect).matching(self.text)
        row = next(iter(found.selected_columns))
        if self.among is not None:
            found = found.where(row.in_(self.among))
        return found if self.but is None else found.where(row.not_in(self.but))


def worded(asked: Filters, dialect: str) -> Worded:
    """The words that are asked for.

    Raises:
        WrongFilter: there are none.
    """
    text = asked.text or ""
    if not (isinstance(asked, Unseen) and asked.unnamed):
        return Worded(text)
    wanted, unwanted = asked_words(text)
    search = searching(dialect)
    but = _named(search, wanted)
    if not unwanted:
        return Worded(text, None, but)
    among = search.matching(_quoted(wanted))
    row = next(iter(among.selected_columns))
    for term in unwanted:
        without = search.matching(_quoted([term])).correlate(None)
        among = among.where(or_(row.not_in(without), row.in_(_named(search, [term]))))
    return Worded(_quoted(wanted), among.correlate(None), but)


def _named(search: Searching, terms: list[str]) -> Select[int]:
    """The rows of reports with such a name, and of those that tell an incident together with one of them."""
    here = search.named([word for term in terms for word in term.split()]).correlate(None)
    mates = (
        select(_BESIDE.c.report)
        .join_from(_TOLD, _BESIDE, _BESIDE.c.incident == _TOLD.c.incident)
        .where(_TOLD.c.report.in_(here))
        .correlate(None)
    )
    both = here.union_all(mates).subquery()
    return select(next(iter(both.c))).correlate(None)


def _quoted(terms: list[str]) -> str:
    return " ".join(f'"{term}"' for term in terms)

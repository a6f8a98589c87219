"""Lists of a desk: rows without records, whole records page by page, counts, and what is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.desk.asking import with_parties
from sayso.desk.coding import Gazetteers
from sayso.model.filters import Filters, Sort
from sayso.model.kept import IncidentRecord
from sayso.model.listed import Listed, ListPage, News, Overview
from sayso.store.sql import changes, news
from sayso.store.sql.asking import Asking
from sayso.store.sql.listing import listed
from sayso.store.sql.overviews import Overviews
from sayso.store.sql.reads import instead
from sayso.store.sql.sqlstore import SqlStore

_MOST = 12  # values of a field


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Incidents with everything, each with its best matching sentence, and the place after the last."""

    records: tuple[tuple[IncidentRecord, str | None], ...]
    after: str | None = None


class Listing:
    """What a `Desk` says of many incidents at once."""

    _store: SqlStore
    _gazetteers: Gazetteers

    def page(
        self, asked: Filters, *, limit: int = 50, after: str | None = None, sort: Sort = Sort.RELEVANCE
    ) -> RecordPage:
        """One page of incidents with everything; `after` is where the page before ended.

        Raises:
            UnknownName: nothing is there, and nobody knows a name that is asked for.
            WrongFilter: `after` is of no page of this question, or there are no words to look for.
        """
        with self._store.reading() as connection:
            found = Asking(connection).incidents(self._with_ids(asked), limit=limit, after=after, sort=sort)
            self._look_at_names(asked, found.ids, after)
            records = self._records(found.ids)
        sentences = dict(found.sentences)
        return RecordPage(tuple((records[id_], sentences.get(id_)) for id_ in found.ids), found.after)

    def listed(
        self, asked: Filters, *, limit: int = 50, after: str | None = None, sort: Sort = Sort.RELEVANCE
    ) -> ListPage:
        """One page of rows, of which no report is read.

        Raises:
            UnknownName: nothing is there, and nobody knows a name that is asked for.
            WrongFilter: `after` is of no page of this question, or there are no words to look for.
        """
        with self._store.reading() as connection:
            found = Asking(connection).incidents(self._with_ids(asked), limit=limit, after=after, sort=sort)
            self._look_at_names(asked, found.ids, after)
            rows = listed(connection, found.ids)
        return ListPage(tuple(rows[id_] for id_ in found.ids), found.after, dict(found.sentences))

    def list_page(
        self, asked: Filters, *, limit: int = 50, after: str | None = None, sort: Sort = Sort.RELEVANCE
    ) -> tuple[ListPage, Overview]:
        """`listed` and `overview` of one question, which is answered once where that can be.

        Raises:
            UnknownName: nothing is there, and nobody knows a name that is asked for.
            WrongFilter: `after` is of no page of this question, or there are no words to look for.
        """
        wanted = self._with_ids(asked)
        with self._store.reading() as connection, instead() as stands:
            counted = Overviews(connection, self._store.values).with_rows(wanted, _MOST)
            is_first = sort is Sort.NEWEST and after is None
            among = counted.first(limit + 1) if is_first else counted.rows
            found = Asking(connection).incidents(wanted, limit=limit, after=after, sort=sort, among=among)
            self._look_at_names(asked, found.ids, after)
            rows = listed(connection, found.ids)
            for check in counted.stands(connection, wanted, found.ids if after is None else None):
                stands(check)
        page = ListPage(tuple(rows[id_] for id_ in found.ids), found.after, dict(found.sentences))
        return page, counted.overview

    def rows(self, ids: Sequence[str]) -> dict[str, Listed]:
        """Rows by the ids of incidents; those that are not there are left out."""
        with self._store.reading() as connection:
            return listed(connection, ids)

    def overview(self, asked: Filters, *, most: int = _MOST) -> Overview:
        """How many incidents are asked for, and of each field the `most` frequent values."""
        with self._store.reading() as connection:
            return Overviews(connection).overview(self._with_ids(asked), most)

    def some(self, asked: Filters, most: int) -> int:
        """How many incidents are asked for; of more than `most`, one more than that."""
        wanted = self._with_ids(asked)
        with self._store.reading() as connection, instead() as stands:
            rows = Overviews(connection).some(wanted, most)
            if rows is not None and (standing := changes.standing(connection, wanted, rows)):
                stands(standing)
        return most + 1 if rows is None else len(rows)

    def undated(self, asked: Filters, *, limit: int) -> list[IncidentRecord]:
        """Incidents without a day, with everything."""
        with self._store.reading() as connection:
            ids = Asking(connection).undated(self._with_ids(asked), limit=limit)
            records = self._records(ids)
        return [records[id_] for id_ in ids]

    def news(self, limit: int) -> News:
        """What came in, what is disputed and what was corrected last, and how much there is."""
        with self._store.reading() as connection, instead():  # nearly every writing changes it
            return news.latest(connection, limit, self._store.moments)

    def moments(self, ids: Sequence[str]) -> dict[str, str]:
        """When the last report of each incident came, or the last decision about it was made."""
        with self._store.reading() as connection:
            return news.moments(connection, ids)

    def _look_at_names(self, asked: Filters, found: Sequence[str], after: str | None) -> None:
        """An empty list under a name that nobody knows would look like a fact."""
        if after is None and not found:
            self._refuse_unknown(self._with_ids(asked))

    def _refuse_unknown(self, asked: Filters) -> None:
        raise NotImplementedError

    def _with_ids(self, asked: Filters) -> Filters:
        return with_parties(asked, self._gazetteers.party)

    def _records(self, ids: Sequence[str]) -> dict[str, IncidentRecord]:
        raise NotImplementedError

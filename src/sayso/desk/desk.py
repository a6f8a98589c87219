"""The desk: a base that is kept, from reports to incidents, and what persons decide about them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import overload

from sayso.base.kept import incident_record
from sayso.base.wired import ShippedSaid, shipped_base
from sayso.desk import recoding
from sayso.desk.adding import added
from sayso.desk.asking import filters
from sayso.desk.coding import Coding, Gazetteers, Problem, Shipped, ShippedGazetteers, author
from sayso.desk.corrections import Corrections
from sayso.desk.earlier import Earlier
from sayso.desk.joining import Joining
from sayso.desk.keeping import Keeping
from sayso.desk.listing import Listing
from sayso.desk.loading import Loading, keys_of
from sayso.desk.naming import refuse_unknown
from sayso.desk.outcomes import Outcome, Recoded, Result
from sayso.desk.review import Review
from sayso.desk.reviewing import Reviewer
from sayso.desk.spotting import shaped
from sayso.desk.voices import Voices
from sayso.errors import StoreError, UnknownName
from sayso.model.filters import Filters, Sort
from sayso.model.incidents import Revision
from sayso.model.kept import ClaimRecord, Copied, IncidentRecord, Spot, Told
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.store.sql import reading
from sayso.store.sql.asking import Asking
from sayso.store.sql.guarding import Guard
from sayso.store.sql.sqlstore import SqlStore, open_store

Item = Report | Coded | Problem
_PAGE = 100


class Desk(Keeping, Reviewer, Earlier, Listing, Voices):
    """A base of reports in a file or a database, and all that is done with it.

    Args:
        where: A path ("sayso.db"), made where nothing is, or an address ("postgresql://HOST/NAME").
        read_only: Nothing can be changed.
        upgrade: Bring the tables of an older sayso up to this one's.
        coding: What codes reports; None takes the pipeline.
        gazetteers: What knows places and parties; None takes the shipped tables.
        today: For notes on reports dated later; None looks for none.

    Raises:
        StoreError: it is no base, or one of another version, or nobody may write there.
    """

    def __init__(
        self,
        where: str | Path,
        *,
        read_only: bool = False,
        upgrade: bool = False,
        coding: Coding | None = None,
        gazetteers: Gazetteers | None = None,
        today: date | None = None,
    ) -> None:
        self._coding = coding or Shipped()
        self._gazetteers = gazetteers or ShippedGazetteers()
        self._admin1 = self._gazetteers.admin1
        self._store = open_store(where, read_only=read_only, upgrade=upgrade, admin1=self._admin1)
        self._guard = Guard()
        self._today = today
        self._joining = Joining(
            self._store, lambda store: shipped_base(store, author(), today=today), self._admin1
        )
        self._corrections = Corrections(self._store)
        self._review = Review(self._store, self._joining, self._corrections, self._gazetteers)

    @property
    def store(self) -> SqlStore:
        """Where all of it is kept."""
        return self._store

    def close(self) -> None:
        """Close the base."""
        self._store.close()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- reports -----------------------------------------------------------------------------------

    @overload
    def add(self, what: Report | Coded) -> Outcome: ...
    @overload
    def add(self, what: Iterable[Item]) -> list[Outcome]: ...
    def add(self, what: Report | Coded | Iterable[Item]) -> Outcome | list[Outcome]:
        """Code a report and keep it, or keep a record; of several each that can be: see `add_all`.

        A report that is there already, coded by the same versions, is left as it is.

        Raises:
            StoreError: the report cannot be kept, since another text has its id or it was redacted, or the
                database refuses.
        """
        if isinstance(what, Report | Coded):
            return self._add(what)
        return list(self.add_all(what))

    def add_all(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """What came of each report, in order; one that fails is told, and the others are kept.

        A few are kept by one transaction: what has come out here is committed. Each names the incidents with
        its events, and the last of a transaction those besides that may have changed.
        """
        return added(items, self._prepared, self._loading().together)

    def load(self, items: Iterable[Coded | Problem]) -> Iterator[Outcome]:
        """Keep records that were made elsewhere: as `add_all` does it, many to a transaction.

        One that is there already is left as it is. Of the reports of a transaction the last names all the
        incidents that may have changed.
        """
        return self._loading().load(items)

    def _loading(self) -> Loading:
        return Loading(self._store, self._joining, self._corrections, self._guard)

    def load_blocks(
        self, blocks: Iterable[tuple[Sequence[Coded], Sequence[Coded], ShippedSaid]]
    ) -> Iterator[Outcome]:
        """Keep records in blocks: as `load` does it, asking what was decided of them elsewhere first.

        Each block has its records, some before it, and what was decided of both (`sayso.bulk.blocks`).
        """
        made = Loading(self._store, self._joining, self._corrections, self._guard)
        return made.load_blocks(blocks, author(), self._today)

    def warm_up(self) -> None:
        """Load what codes reports: else the first that is added waits for it."""
        for _ in self._coding.code([Report.from_text("Nothing happened.")]):
            pass

    def _add(self, item: Report | Coded) -> Outcome:
        found = self._prepared(item)
        return found if isinstance(found, Outcome) else self._keep(found)

    def _prepared(self, item: Item) -> Coded | Outcome:
        """The record that is to be kept, or what came of a report of which there is none to keep.

        Raises:
            StoreError: it was redacted, or cannot be coded.
        """
        if not isinstance(item, Report | Coded):
            return _outcome_of(item)
        with self._store.reading() as connection:
            self._guard.look(connection)
        if isinstance(item, Coded):
            return self._guard.coded(item)
        there, come = self._store.machine(item.id), self._guard.report(item)
        if there is not None and there.report == come and there.versions == tuple(self._coding.versions()):
            return Outcome(item.id, Result.UNCHANGED, keys_of(there))
        for coded in self._coding.code([item]):
            if not isinstance(coded, Coded):
                raise StoreError(coded.message)
            return self._guard.coded(coded)
        raise StoreError(f"report {item.id!r} gave no record")

    def _keep(self, coded: Coded) -> Outcome:
        before = self._store.machine(coded.report.id)
        with self._joining.writing() as step:
            added = self._corrections.add(step, coded)
        result = Result.UNCHANGED if before == coded else Result.ADDED if before is None else Result.RECODED
        return Outcome(coded.report.id, result, added.events, added.near, step.incidents, added.notes)

    def report(self, id_: str) -> Coded:
        """The record of a report, as it was coded last and as persons have corrected it.

        Raises:
            UnknownName: there is no such report.
        """
        found = self._store.record(id_)
        if found is None:
            raise UnknownName("report", id_, ["the ids that `incidents` gives with each incident"])
        return found

    def reports(self) -> Iterator[str]:
        """The ids of all reports, sorted."""
        return self._store.reports()

    def recode(self, reports: Iterable[str] | None = None) -> Iterator[Recoded]:
        """Code anew what other versions have coded, or these reports; what that changed, report by report.

        What persons decided stays: `conflicts` says what of it no longer fits.
        """
        return recoding.recode(self._corrections, self._joining, self._coding, reports)

    # -- asking ------------------------------------------------------------------------------------

    def incidents(self, *, limit: int | None = None, **asked: object) -> Iterator[IncidentRecord]:
        """Incidents, the latest first; asked for words, those of the best matching report first.

        Args:
            limit: How many at most.
            asked: Filters by name, see `Filters`: `since="2017-06"`, `disputed=True`, `claimant="Damascus"`.

        Raises:
            UnknownName: there is no such filter, or no such value of one.
            WrongFilter: a value makes no sense.
        """
        return (record for record, _ in self.found(filters(**asked), limit=limit))

    def found(
        self, asked: Filters, *, limit: int | None = None, ranked: bool = True
    ) -> Iterator[tuple[IncidentRecord, str | None]]:
        """Incidents, each with the sentence that matches the words asked for best, if words are.

        Not `ranked` they come in the order of days, without sentences: a long list is read faster so.
        """
        asked, after, left = self._with_ids(asked), None, limit
        while left is None or left > 0:
            with self._store.reading() as connection:
                size = _PAGE if left is None else min(left, _PAGE)
                page = Asking(connection).incidents(
                    asked, limit=size, after=after, sort=Sort.RELEVANCE if ranked else Sort.NEWEST
                )
                if after is None and not page.ids:
                    self._refuse_unknown(asked)
                records = self._records(page.ids)
            sentences = dict(page.sentences)
            yield from ((records[id_], sentences.get(id_)) for id_ in page.ids)
            left = None if left is None else left - len(page.ids)
            after = page.after
            if after is None:
                return

    def claims(self, *, limit: int | None = None, **asked: object) -> Iterator[ClaimRecord]:
        """Claims, the latest first: `claims(claimant="Damascus", stance="denies", since="2017-06")`.

        Raises:
            UnknownName: there is no such filter, or no such value of one.
            WrongFilter: a value makes no sense.
        """
        return self.found_claims(filters(**asked), limit=limit)

    def found_claims(self, asked: Filters, *, limit: int | None = None) -> Iterator[ClaimRecord]:
        """Claims, the latest first."""
        after, left = None, limit
        while left is None or left > 0:
            size = _PAGE if left is None else min(left, _PAGE)
            found, after = self.claim_page(asked, limit=size, after=after)
            yield from found
            left = None if left is None else left - len(found)
            if after is None:
                return

    def claim_page(
        self, asked: Filters, *, limit: int = _PAGE, after: str | None = None
    ) -> tuple[list[ClaimRecord], str | None]:
        """One page of claims, and the place after the last; `after` is where the page before ended.

        Raises:
            UnknownName: nothing is there, and nobody knows a name that is asked for.
            WrongFilter: `after` is of no page of this question.
        """
        with self._store.reading() as connection:
            page = Asking(connection).claims(self._with_ids(asked), limit=limit, after=after)
            self._look_at_names(asked, page.ids, after)
            where = reading.claims_at(connection, page.ids)
            records = {
                one.report.id: one for one in self._store.records({at.report for at in where.values()})
            }
        found = []
        for id_ in page.ids:
            at = where[id_]
            coded = records[at.report]
            claim = next(one for one in coded.claims if one.id == at.claim)
            said = next(one for one in coded.statements if one.id == claim.statement)
            found.append(ClaimRecord(id_, coded, claim, said, at.incident))
        return found, page.after

    def count(self, by: Sequence[str] = (), **asked: object) -> list[tuple[tuple[str | None, ...], int]]:
        """How many incidents there are of each combination of values of some fields, sorted by the values.

        Without fields: of all. An incident with several values of a field counts under each.

        Raises:
            UnknownName: there is no such field or filter.
            WrongFilter: a value makes no sense.
        """
        return self.counted(by, filters(**asked))

    def counted(self, by: Sequence[str], asked: Filters) -> list[tuple[tuple[str | None, ...], int]]:
        """The same for filters that are made already."""
        asked = self._with_ids(asked)
        with self._store.reading() as connection:
            asking = Asking(connection)
            counts: list[tuple[tuple[str | None, ...], int]]
            counts = asking.count(by, asked) if by else [((), asking.total(asked))]
            if not any(number for _, number in counts):
                self._refuse_unknown(asked)
            return counts

    def spots(self, asked: Filters, *, limit: int) -> list[Spot]:
        """The latest incidents that are somewhere on a map, as a map needs them."""
        wanted = self._with_ids(asked)
        with self._store.reading() as connection:
            found = Asking(connection).spots(wanted, limit=limit)
        return [shaped(spot, self._gazetteers.middle) for spot in found]

    def facets(self, **asked: object) -> dict[str, list[tuple[str, int]]]:
        """For each field that a list is narrowed down by the values that most incidents have."""
        wanted = self._with_ids(filters(**asked))
        with self._store.reading() as connection:
            return Asking(connection).facets(wanted)

    def incident(self, id_: str) -> IncidentRecord:
        """One incident with everything, by its id, or by one that it had before something joined it.

        Raises:
            UnknownName: no incident has or had this id.
        """
        with self._store.reading():
            found = self._records([id_])
            if id_ not in found:
                with self._joining.reading() as base:
                    id_ = base.incident(id_).id
                found = self._records([id_])
        return found[id_]

    def current(self, id_: str) -> tuple[str, ...]:
        """The ids that an id stands for now: one after a merge, several after a split.

        Raises:
            UnknownName: no incident has or had this id.
        """
        with self._joining.reading() as base:
            return base.current(id_)

    def versions_of(self, reports: Iterable[str]) -> list[Revision]:
        """The pairs of following versions that reports are in."""
        with self._store.reading() as connection:
            return reading.revisions_of(connection, reports)

    def copies_of(self, reports: Iterable[str]) -> list[Copied]:
        """All reports of the families of one text that reports are in."""
        with self._store.reading() as connection:
            return reading.copies_of(connection, reports)

    def incidents_of(self, events: Iterable[str]) -> dict[str, str]:
        """The id of the incident of each event, by the keys of events."""
        with self._store.reading() as connection:
            return reading.incidents_of(connection, events)

    def _refuse_unknown(self, asked: Filters) -> None:
        refuse_unknown(self._store, self._gazetteers, asked)

    def _records(self, ids: Sequence[str]) -> dict[str, IncidentRecord]:
        with self._store.reading() as connection:
            views = reading.viewed(connection, ids)
            wanted = {report for one in views.values() for report in one.incident.reports}
            coded = {one.report.id: one for one in self._store.records(wanted)}
            log = self._store.log() if any(one.decisions for one in views.values()) else ()
        told = {
            key: Told(key, one, event)
            for one in coded.values()
            for key, event in zip(keys_of(one), one.events, strict=True)
        }
        return {
            id_: incident_record(
                one.incident,
                [told[key] for key in one.incident.members],
                [log[number - 1] for number in one.decisions],
                self._admin1,
            )
            for id_, one in views.items()
        }


def _outcome_of(problem: Problem) -> Outcome:
    result = Result.SKIPPED if problem.kind == "skipped" else Result.FAILED
    return Outcome(getattr(problem, "path", ""), result, message=problem.message)

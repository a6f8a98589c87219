"""What readers may see: a desk that answers like another, without private names and withheld words.

Pages, lists, files, feeds and the API ask the desk that `rendering.the_desk` hands them. A coder gets the
desk itself, everybody else a `ShownDesk`: so no page has to think of it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

from sayso.desk import NAMES, Desk, filters
from sayso.desk.listing import RecordPage
from sayso.errors import UnknownName
from sayso.model.decisions import Decision, coded_report, event_key, report_of
from sayso.model.filters import Filters, Unseen
from sayso.model.incidents import Revision
from sayso.model.kept import ClaimRecord, IncidentRecord, Spot
from sayso.model.listed import Listed, ListPage, News, Overview
from sayso.model.record import Coded
from sayso.model.report import Note
from sayso.model.voices import Outlet
from sayso.show.web.hiding import HIDDEN, WITHHELD, Hiding, evidence, silenced, withheld, without_words
from sayso.show.web.rights import Right, Rights
from sayso.store.sql.blocking import mapped
from sayso.store.sql.private_names import private_names
from sayso.store.sql.reads import instead

_NOTES = {
    Right.QUOTED: "Only the sentences of this report that support a value are shown here.",
    Right.NOTHING: "The words of this report are not shown here.",
}
_PERSONS = ("party", "actor", "target", "side", "claimant")  # filters that may name one
_OF_PERSONS = frozenset({"target", "actor", "claimant"})  # what is counted by


def shown(desk: Desk, rights: Rights, *, names: bool) -> Desk:
    """The desk as readers see it; itself, where nothing is hidden from them."""
    if names and rights.everything:
        return desk
    return cast(Desk, ShownDesk(desk, rights, names=names))


# What a desk answers readers as it does everybody: ids, numbers, parties of the party table, outlets. What is
# neither here nor a method of `ShownDesk` no page of a reader may ask.
AS_IT_IS = frozenset(
    """
    copies_of current head incidents_of moments outlets outlets_of party private_among private_in queue
    speakers standing stances_of
    """.split()
)
# What makes a name one that no base has: a character that no text has a use for.
_NOBODY = "\ufdd0"


@contextmanager
def _unknown_alike() -> Iterator[None]:
    """Say of a name that is not told what is said of one that nobody has."""
    try:
        yield
    except UnknownName as error:
        raise UnknownName(error.kind, error.name.replace(_NOBODY, ""), error.known) from None


class ShownDesk:
    """Answers as `desk` does, without what may not be shown, and what is in `AS_IT_IS` as `desk` does.

    Anything else is refused: a method that is new to the desk shows readers nothing before somebody thought
    of it here.
    """

    def __init__(self, desk: Desk, rights: Rights, *, names: bool) -> None:
        self._desk, self._rights, self._names = desk, rights, names

    def __getattr__(self, name: str) -> Any:
        if name in AS_IT_IS:
            return getattr(self._desk, name)
        raise AttributeError(f"a desk shows readers no {name!r}")

    def _asked(self, asked: Filters) -> Filters:
        """A question as readers may ask it: names that they are not told find nothing."""
        if self._names:
            return asked
        given: dict[str, Any] = {name: getattr(asked, name) for name in NAMES}
        named = {name: value for name in _PERSONS if (value := given[name]) is not None}
        private = self._desk.private_among(named.values()) if named else ()
        given |= {name: f"{value}{_NOBODY}" for name, value in named.items() if value in private}
        return Unseen(**given, unnamed=True) if asked.text is not None else Filters(**given)

    # -- records -----------------------------------------------------------------------------------

    def report(self, id_: str) -> Coded:
        """See `Desk.report`: it loses the names that other reports of its incidents have, too."""
        coded = self._desk.report(id_)
        if self._names:
            return self._coded(coded)
        keys = [event_key(id_, event.triggers[0].start) for event in coded.events]
        beside = self._desk.private_in(sorted(set(self._desk.incidents_of(keys).values())))
        found = [private_names(coded), *beside.values()]
        return self._coded(coded, Hiding(name for some in found for name in some))

    def incident(self, id_: str) -> IncidentRecord:
        """See `Desk.incident`."""
        return self._record(self._desk.incident(id_))

    def earlier(self, id_: str, number: int) -> IncidentRecord:
        """See `Desk.earlier`."""
        return self._record(self._desk.earlier(id_, number))

    def incidents(self, *, limit: int | None = None, **asked: object) -> Iterator[IncidentRecord]:
        """See `Desk.incidents`."""
        return (record for record, _ in self.found(filters(**asked), limit=limit))

    def found(
        self, asked: Filters, *, limit: int | None = None, ranked: bool = True
    ) -> Iterator[tuple[IncidentRecord, str | None]]:
        """See `Desk.found`."""
        with _unknown_alike():
            for record, sentence in self._desk.found(self._asked(asked), limit=limit, ranked=ranked):
                yield self._record(record), self._sentence(record, sentence)

    def asked_for(self, asked: Filters) -> Iterator[IncidentRecord]:
        """See `Desk.asked_for`."""
        return (record for record, _ in self.found(asked, ranked=False))

    @_unknown_alike()
    def undated(self, asked: Filters, *, limit: int) -> list[IncidentRecord]:
        """See `Desk.undated`."""
        return [self._record(one) for one in self._desk.undated(self._asked(asked), limit=limit)]

    @_unknown_alike()
    def page(self, asked: Filters, **paging: Any) -> RecordPage:
        """See `Desk.page`."""
        page = self._desk.page(self._asked(asked), **paging)
        made = ((self._record(one), self._sentence(one, sentence)) for one, sentence in page.records)
        return RecordPage(tuple(made), page.after)

    def claim(self, id_: str) -> ClaimRecord:
        """See `Desk.claim`."""
        return self._claim(self._desk.claim(id_))

    @_unknown_alike()
    def claim_page(self, asked: Filters, **paging: Any) -> tuple[list[ClaimRecord], str | None]:
        """See `Desk.claim_page`."""
        found, after = self._desk.claim_page(self._asked(asked), **paging)
        return [self._claim(one) for one in found], after

    def found_claims(self, asked: Filters, *, limit: int | None = None) -> Iterator[ClaimRecord]:
        """See `Desk.found_claims`."""
        with _unknown_alike():
            for one in self._desk.found_claims(self._asked(asked), limit=limit):
                yield self._claim(one)

    def claims(self, *, limit: int | None = None, **asked: object) -> Iterator[ClaimRecord]:
        """See `Desk.claims`."""
        return self.found_claims(filters(**asked), limit=limit)

    def versions_of(self, reports: Iterable[str]) -> list[Revision]:
        """See `Desk.versions_of`: what changed in words that are not shown is left out."""
        return [self._revision(one) for one in self._desk.versions_of(reports)]

    def log(self, about: str | None = None) -> Sequence[Decision]:
        """See `Desk.log`: of what persons decided on words that are not shown only that they did."""
        return self._decided(self._desk.log(about))

    def log_of(self, things: Iterable[str]) -> Sequence[Decision]:
        """See `Desk.log_of`, and `log`."""
        return self._decided(self._desk.log_of(things))

    def _decided(self, log: Sequence[Decision]) -> Sequence[Decision]:
        if self._names or not log:
            return log
        named = {text for one in log for text in _texts(one)}
        reports = {name for one in log for name in (one.a, report_of(one.a), coded_report(one)) if name}
        keys = {one.a for one in log if one.a}
        beside = self._desk.private_in(sorted(set(self._desk.incidents_of(keys).values())))
        found = [self._desk.private_among(named), *beside.values(), *map(self._names_in, sorted(reports))]
        hiding = Hiding(name for some in found for name in some)
        return [hiding.of(one) for one in log]

    def _names_in(self, report: str) -> Collection[str]:
        try:
            return self._private(self._desk.report(report))
        except UnknownName:  # what was decided may be about an event, or what is no more there
            return ()

    # -- lists -------------------------------------------------------------------------------------

    @_unknown_alike()
    def listed(self, asked: Filters, **paging: Any) -> ListPage:
        """See `Desk.listed`."""
        return self._page(self._desk.listed(self._asked(asked), **paging))

    @_unknown_alike()
    def list_page(self, asked: Filters, **paging: Any) -> tuple[ListPage, Overview]:
        """See `Desk.list_page`."""
        wanted = self._asked(asked)
        with instead():  # whether the names are hidden depends on the reports of these incidents alone
            found, overview = self._desk.list_page(wanted, **paging)
            return self._page(found), overview

    @_unknown_alike()
    def overview(self, asked: Filters, **most: Any) -> Overview:
        """See `Desk.overview`."""
        return self._desk.overview(self._asked(asked), **most)

    @_unknown_alike()
    def some(self, asked: Filters, most: int) -> int:
        """See `Desk.some`."""
        return self._desk.some(self._asked(asked), most)

    @_unknown_alike()
    def spots(self, asked: Filters, *, limit: int) -> list[Spot]:
        """See `Desk.spots`."""
        return self._desk.spots(self._asked(asked), limit=limit)

    @_unknown_alike()
    def facets(self, **asked: object) -> dict[str, list[tuple[str, int]]]:
        """See `Desk.facets`."""
        return self._desk.overview(self._asked(filters(**asked))).facets

    def count(self, by: Sequence[str] = (), **asked: object) -> list[tuple[tuple[str | None, ...], int]]:
        """See `Desk.count`."""
        return self.counted(by, filters(**asked))

    def rows(self, ids: Sequence[str]) -> dict[str, Listed]:
        """See `Desk.rows`."""
        found = self._desk.rows(ids)
        return dict(zip(found, self._rows(list(found.values())), strict=True))

    def news(self, limit: int) -> News:
        """See `Desk.news`."""
        found = self._desk.news(limit)
        return replace(
            found,
            added=tuple(self._rows(found.added)),
            disputed=tuple(self._rows(found.disputed)),
            decided=tuple(replace(one, incident=self._rows([one.incident])[0]) for one in found.decided),
            corrected=tuple(
                replace(
                    one, incident=self._rows([one.incident])[0], change=self._change(one.report, one.change)
                )
                for one in found.corrected
            ),
        )

    @_unknown_alike()
    def counted(self, by: Sequence[str], asked: Filters) -> list[tuple[tuple[str | None, ...], int]]:
        """See `Desk.counted`: private people are counted together."""
        found = self._desk.counted(by, self._asked(asked))
        if self._names or not _OF_PERSONS & set(by):
            return found
        private = self._desk.private_among(value for values, _ in found for value in values if value)
        made: dict[tuple[str | None, ...], int] = {}
        for values, number in found:
            key = tuple(HIDDEN if value in private else value for value in values)
            made[key] = made.get(key, 0) + number
        return list(made.items())

    def outlet(self, name: str, **most: Any) -> Outlet:
        """See `Desk.outlet`."""
        found = self._desk.outlet(name, **most)
        hiding = Hiding(() if self._names else self._desk.private_among(one.name for one in found.relayed))
        titles = Hiding(name for id_, *_ in found.latest for name in self._private(self._desk.report(id_)))
        return replace(
            found,
            relayed=hiding.of(found.relayed),
            latest=tuple((id_, title and titles.text(title), day) for id_, title, day in found.latest),
        )

    # -- what is hidden ----------------------------------------------------------------------------

    def _private(self, coded: Coded) -> frozenset[str]:
        return frozenset() if self._names else private_names(coded)

    def _coded(self, coded: Coded, hiding: Hiding | None = None) -> Coded:
        made = (Hiding(self._private(coded)) if hiding is None else hiding).of(coded)
        right = self._rights.of(coded.report.outlet)
        if right is Right.FULL:
            return made
        text = withheld(made.report.text, evidence(made) if right is Right.QUOTED else ())
        report = replace(made.report, text=text, notes=(*made.report.notes, Note("rights", _NOTES[right])))
        made = replace(made, report=report, notes=() if right is Right.NOTHING else made.notes)
        if right is Right.QUOTED:
            return made
        return replace(
            made,
            claims=tuple(replace(one, value=WITHHELD) for one in made.claims),
            disputes=tuple(without_words(one) for one in made.disputes),
            statements=tuple(replace(one, cue_lemma=None) for one in made.statements),
        )

    def _record(self, record: IncidentRecord) -> IncidentRecord:
        """All reports of an incident lose the names that any of them has."""
        reports = {one.coded.report.id: one.coded for one in record.told}
        hiding = Hiding(name for coded in reports.values() for name in self._private(coded))
        kept = {id_: self._coded(coded, hiding) for id_, coded in reports.items()}
        if all(kept[id_] is coded for id_, coded in reports.items()):
            return record
        silent = {
            id_ for id_, coded in reports.items() if self._rights.of(coded.report.outlet) is Right.NOTHING
        }
        told = []
        for one in record.told:
            coded = kept[one.coded.report.id]
            event = next(event for event in coded.events if event.id == one.event.id)
            told.append(replace(one, coded=coded, event=event))
        return replace(
            record,
            incident=silenced(hiding.of(record.incident), silent),
            told=tuple(told),
            summary=replace(record.summary, headline=hiding.line(record.summary.headline)),
            decisions=hiding.of(record.decisions),
        )

    def _claim(self, one: ClaimRecord) -> ClaimRecord:
        coded = self._coded(one.coded)
        claim = next(each for each in coded.claims if each.id == one.claim.id)
        said = next(each for each in coded.statements if each.id == one.statement.id)
        return replace(one, coded=coded, claim=claim, statement=said)

    def _sentence(self, record: IncidentRecord, sentence: str | None) -> str | None:
        """A sentence that was found, None where any report of the incident may not be shown whole."""
        reports = {one.coded.report.id: one.coded for one in record.told}.values()
        if sentence is None or any(self._rights.of(one.report.outlet) is not Right.FULL for one in reports):
            return None
        return Hiding(name for coded in reports for name in self._private(coded)).text(sentence)

    def _page(self, found: ListPage) -> ListPage:
        return replace(found, rows=tuple(self._rows(found.rows)), sentences=self._sentences(found.sentences))

    def _rows(self, rows: Sequence[Listed]) -> list[Listed]:
        if self._names:
            return list(rows)
        private = self._desk.private_in([one.id for one in rows])
        return [
            replace(one, headline=Hiding(private[one.id]).line(one.headline)) if one.id in private else one
            for one in rows
        ]

    def _sentences(self, found: dict[str, str]) -> dict[str, str]:
        if not found:
            return found
        if not self._rights.everything:
            outlets = self._desk.outlets_of(list(found))
            full = {
                id_ for id_, some in outlets.items() if {self._rights.of(one) for one in some} == {Right.FULL}
            }
            found = {id_: sentence for id_, sentence in found.items() if id_ in full}
        private = {} if self._names else self._desk.private_in(list(found))
        return {id_: Hiding(private.get(id_, ())).text(sentence) for id_, sentence in found.items()}

    def _revision(self, one: Revision) -> Revision:
        both = [self._desk.report(id_) for id_ in (one.earlier, one.later)]
        hiding = Hiding(name for coded in both for name in self._private(coded))
        changes = hiding.of(one.changes)
        if all(self._rights.of(coded.report.outlet) is Right.FULL for coded in both):
            return replace(one, changes=changes)
        return replace(one, changes=(), added=(), dropped=(), edited=())

    def _change(self, report: str, change: Any) -> Any:
        coded = self._desk.report(report)
        made = Hiding(self._private(coded)).of(change)
        if self._rights.of(coded.report.outlet) is Right.FULL:
            return made
        return replace(made, before=made.before and WITHHELD, after=made.after and WITHHELD)


def _texts(decision: Decision) -> list[str]:
    """The texts of a decision, as `mapped` finds them."""
    found: list[str] = []

    def look(text: str) -> str:
        found.append(text)
        return text

    mapped(decision, look)
    return found

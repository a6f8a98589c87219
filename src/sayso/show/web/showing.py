"""What readers may see: a desk that answers like another, without private names and withheld words.

Pages, lists, files, feeds and the API ask the desk that `rendering.the_desk` hands them. A coder gets the
desk itself, everybody else a `ShownDesk`: so no page has to think of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from sayso.desk import Desk
from sayso.desk.listing import RecordPage
from sayso.model.decisions import Decision
from sayso.model.filters import Filters
from sayso.model.incidents import MergedIncident, Quoted, Revision
from sayso.model.kept import ClaimRecord, IncidentRecord
from sayso.model.listed import Listed, ListPage, News, Overview
from sayso.model.record import Coded, Dispute
from sayso.model.report import Note
from sayso.model.voices import Outlet
from sayso.show.web.hiding import HIDDEN, WITHHELD, Hiding, evidence, private_names, withheld
from sayso.show.web.rights import Right, Rights
from sayso.store.sql.blocking import mapped

_NOTES = {
    Right.QUOTED: "Only the sentences of this report that support a value are shown here.",
    Right.NOTHING: "The words of this report are not shown here.",
}
_OF_TARGETS = frozenset({"target", "actor", "party"})


def shown(desk: Desk, rights: Rights, *, names: bool) -> Desk:
    """The desk as readers see it; itself, where nothing is hidden from them."""
    if names and rights.everything:
        return desk
    return cast(Desk, ShownDesk(desk, rights, names=names))


class ShownDesk:
    """Answers as `desk` does, without what may not be shown. What it does not name, `desk` itself answers."""

    def __init__(self, desk: Desk, rights: Rights, *, names: bool) -> None:
        self._desk, self._rights, self._names = desk, rights, names

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    # -- records -----------------------------------------------------------------------------------

    def report(self, id_: str) -> Coded:
        """See `Desk.report`."""
        return self._coded(self._desk.report(id_))

    def incident(self, id_: str) -> IncidentRecord:
        """See `Desk.incident`."""
        return self._record(self._desk.incident(id_))

    def earlier(self, id_: str, number: int) -> IncidentRecord:
        """See `Desk.earlier`."""
        return self._record(self._desk.earlier(id_, number))

    def incidents(self, *, limit: int | None = None, **asked: object) -> Iterator[IncidentRecord]:
        """See `Desk.incidents`."""
        return map(self._record, self._desk.incidents(limit=limit, **asked))

    def found(
        self, asked: Filters, *, limit: int | None = None, ranked: bool = True
    ) -> Iterator[tuple[IncidentRecord, str | None]]:
        """See `Desk.found`."""
        for record, sentence in self._desk.found(asked, limit=limit, ranked=ranked):
            yield self._record(record), self._sentence(record, sentence)

    def asked_for(self, asked: Filters) -> Iterator[IncidentRecord]:
        """See `Desk.asked_for`."""
        return map(self._record, self._desk.asked_for(asked))

    def undated(self, asked: Filters, *, limit: int) -> list[IncidentRecord]:
        """See `Desk.undated`."""
        return [self._record(one) for one in self._desk.undated(asked, limit=limit)]

    def page(self, asked: Filters, **paging: Any) -> RecordPage:
        """See `Desk.page`."""
        page = self._desk.page(asked, **paging)
        made = ((self._record(one), self._sentence(one, sentence)) for one, sentence in page.records)
        return RecordPage(tuple(made), page.after)

    def claim(self, id_: str) -> ClaimRecord:
        """See `Desk.claim`."""
        return self._claim(self._desk.claim(id_))

    def claim_page(self, asked: Filters, **paging: Any) -> tuple[list[ClaimRecord], str | None]:
        """See `Desk.claim_page`."""
        found, after = self._desk.claim_page(asked, **paging)
        return [self._claim(one) for one in found], after

    def versions_of(self, reports: Iterable[str]) -> list[Revision]:
        """See `Desk.versions_of`: what changed in words that are not shown is left out."""
        return [self._revision(one) for one in self._desk.versions_of(reports)]

    def log(self, about: str | None = None) -> Sequence[Decision]:
        """See `Desk.log`: of what persons decided on words that are not shown only that they did."""
        log = self._desk.log(about)
        if self._names:
            return log
        named = {text for one in log for text in _texts(one)}
        hiding = Hiding(self._desk.private_among(named))
        return [hiding.of(one) for one in log]

    # -- lists -------------------------------------------------------------------------------------

    def listed(self, asked: Filters, **paging: Any) -> ListPage:
        """See `Desk.listed`."""
        return self._page(self._desk.listed(asked, **paging))

    def list_page(self, asked: Filters, **paging: Any) -> tuple[ListPage, Overview]:
        """See `Desk.list_page`."""
        found, overview = self._desk.list_page(asked, **paging)
        return self._page(found), overview

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

    def counted(self, by: Sequence[str], asked: Filters) -> list[tuple[tuple[str | None, ...], int]]:
        """See `Desk.counted`: private people are counted together."""
        found = self._desk.counted(by, asked)
        if self._names or not _OF_TARGETS & set(by):
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
            disputes=tuple(_without_words(one) for one in made.disputes),
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
            incident=_silenced(hiding.of(record.incident), silent),
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
        hiding = Hiding(self._desk.private_in([one.id for one in rows]))
        return [replace(one, headline=hiding.line(one.headline)) for one in rows]

    def _sentences(self, found: dict[str, str]) -> dict[str, str]:
        if not found:
            return found
        if not self._rights.everything:
            outlets = self._desk.outlets_of(list(found))
            full = {
                id_ for id_, some in outlets.items() if {self._rights.of(one) for one in some} == {Right.FULL}
            }
            found = {id_: sentence for id_, sentence in found.items() if id_ in full}
        hiding = Hiding(() if self._names else self._desk.private_in(list(found)))
        return {id_: hiding.text(sentence) for id_, sentence in found.items()}

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


def _without_words(dispute: Dispute) -> Dispute:
    return replace(dispute, sides=tuple(replace(side, value=WITHHELD) for side in dispute.sides))


def _silenced(incident: MergedIncident, reports: set[str]) -> MergedIncident:
    """An incident without the words of some reports."""
    if not reports:
        return incident

    def quoted(one: Quoted) -> Quoted:
        return replace(one, text=WITHHELD) if one.report in reports else one

    fields = tuple(
        replace(
            view,
            said=tuple(
                replace(
                    said,
                    value=WITHHELD if {one.report for one in said.evidence} <= reports else said.value,
                    evidence=tuple(map(quoted, said.evidence)),
                )
                for said in view.said
            ),
        )
        for view in incident.fields
    )
    lines = tuple(replace(line, words=quoted(line.words)) for line in incident.lines)
    return replace(incident, fields=fields, lines=lines)


def _texts(decision: Decision) -> list[str]:
    """The texts of a decision, as `mapped` finds them."""
    found: list[str] = []

    def look(text: str) -> str:
        found.append(text)
        return text

    mapped(decision, look)
    return found

"""`claims.csv` and `disputes.csv`: on whose say-so, beside every format that cannot tell it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.export.annotation import NARRATOR, speaker
from sayso.export.csv_safe import Cell, CsvRows
from sayso.export.exporter import MAIN, Options, Sink
from sayso.export.loss import Loss
from sayso.model.events import PartyRef
from sayso.model.incidents import Agreement, FieldView, Said
from sayso.model.kept import IncidentRecord, Told
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.statements import AuthorCommitment, Certainty, Claim, Statement

AROUND = 32  # code points of text before and after the words, enough to find them in a text cleaned otherwise


class ClaimRow(NamedTuple):
    """One claim about one event; the fields are the columns of `claims.csv`, None is an empty cell."""

    claim_id: str
    incident_id: str
    event_id: str
    field: str
    value: str
    stance: str
    claimant: str | None
    claimant_side: str | None
    claimant_role: str | None
    relayed_by: str | None
    report_id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    hedge: str
    said_on: str | None
    coded_by: str | None
    review_state: str


class DisputeRow(NamedTuple):
    """One field on which accounts differ; the fields are the columns of `disputes.csv`."""

    dispute_id: str
    incident_id: str
    field: str
    claim_ids: str


class Sidecars:
    """The two files, written as incidents come."""

    def __init__(self, out: Sink, how: Options) -> None:
        self._claims = CsvRows(out.text("claims.csv"), raw=how.raw)
        self._disputes = CsvRows(out.text("disputes.csv"), raw=how.raw)
        self._claims.write(ClaimRow._fields)
        self._disputes.write(DisputeRow._fields)

    def add(self, record: IncidentRecord) -> None:
        """Write the rows of one incident."""
        for claim in claim_rows(record):
            self._claims.write(claim)
        for dispute in dispute_rows(record):
            self._disputes.write(dispute)


def beside(
    records: Iterable[IncidentRecord],
    out: Sink,
    how: Options,
    write: Callable[[IncidentRecord, Loss], str | None],
    *,
    flattens: bool = True,
) -> Loss:
    """Write each record, and its claims beside it, where `write` gives no reason for leaving it out.

    `flattens` counts the disputes, for a format whose own file has no place for them.
    """
    loss, sidecars = Loss(), Sidecars(out, how)
    for record in records:
        loss.see()
        reason = write(record, loss)
        if reason is not None:
            loss.skip(reason)
            continue
        loss.lose("disputes flattened", sum(1 for _ in dispute_rows(record)) if flattens else 0)
        sidecars.add(record)
    return loss


def csv_beside(
    records: Iterable[IncidentRecord],
    out: Sink,
    how: Options,
    head: Mapping[str, str | None],
    row: Callable[[IncidentRecord, Loss], Sequence[Cell] | str],
) -> Loss:
    """Write a CSV file of one row a record, and the claims beside it.

    Args:
        records: The incidents.
        out: Where the files go.
        how: What the caller chose.
        head: The columns, each with its tag of HXL.
        row: The cells of a record, or the reason for leaving it out.
    """
    rows = CsvRows(out.text(MAIN), raw=how.raw)
    rows.write(tuple(head))
    if how.hxl:
        rows.write(tuple(head.values()))

    def write(record: IncidentRecord, loss: Loss) -> str | None:
        cells = row(record, loss)
        if isinstance(cells, str):
            return cells
        rows.write(cells)
        return None

    return beside(records, out, how, write)


def claim_rows(record: IncidentRecord) -> Iterator[ClaimRow]:
    """All claims about the events of an incident, in the order of events and of claims."""
    for told in record.told:
        statements = {one.id: one for one in told.coded.statements}
        for claim in told.coded.claims:
            if claim.event == told.event.id:
                yield _claim(record, told, claim, statements[claim.statement])


def dispute_rows(record: IncidentRecord) -> Iterator[DisputeRow]:
    """The disputes within its reports, then those over all its accounts."""
    seen: set[str] = set()
    for told in record.told:
        for dispute in told.coded.disputes:
            key = local_id(told.coded.report, dispute.id)
            if told.event.id in dispute.events and key not in seen:
                seen.add(key)
                said = {side.statement for side in dispute.sides}
                ids = [
                    local_id(told.coded.report, claim.id)
                    for claim in told.coded.claims
                    if claim.statement in said and claim.event in dispute.events
                ]
                yield DisputeRow(key, record.incident.id, dispute.field, ";".join(ids))
    for view in disputed(record):
        ids = list(dict.fromkeys(one for said in view.said for one in _claims_of(record, said)))
        yield DisputeRow(f"{record.incident.id}#{view.field}", record.incident.id, view.field, ";".join(ids))


def disputed(record: IncidentRecord) -> list[FieldView]:
    """The fields on which its accounts cannot all be true."""
    return [view for view in record.incident.fields if view.agreement is Agreement.DISPUTED]


def local_id(report: Report, name: str) -> str:
    """The name of a claim, statement or dispute across reports."""
    return f"{report.id}#{name}"


def _claims_of(record: IncidentRecord, said: Said) -> Iterator[str]:
    """The claims whose words the evidence of a value stands in."""
    for told in record.told:
        spans = [one.span for one in said.evidence if one.report == told.coded.report.id]
        if not spans or (said.events and told.key not in said.events):
            continue
        for claim in told.coded.claims:
            if claim.event == told.event.id and any(claim.evidence.overlaps(span) for span in spans):
                yield local_id(told.coded.report, claim.id)


def _claim(record: IncidentRecord, told: Told, claim: Claim, said: Statement) -> ClaimRow:
    report, span = told.coded.report, claim.evidence
    party = None if said.source is None else said.source.party
    return ClaimRow(
        claim_id=local_id(report, claim.id),
        incident_id=record.incident.id,
        event_id=told.key,
        field=claim.field,
        value=claim.value,
        stance=claim.stance,
        claimant=speaker(said),
        claimant_side=";".join(party.sides) or None if party else None,
        claimant_role=_role(told, said, party),
        relayed_by=_relayed_by(report, said),
        report_id=report.id,
        start=span.start,
        end=span.end,
        exact=span.of(report.text),
        prefix=report.text[max(0, span.start - AROUND) : span.start],
        suffix=report.text[span.end : span.end + AROUND],
        hedge=_hedge(said),
        said_on=None,  # no record says when words were spoken, only when they were printed
        coded_by=coder(told.coded),
        review_state=record.state.value,
    )


def coder(coded: Coded) -> str | None:
    """What coded a report: "sayso 0.3"."""
    return " ".join((coded.versions[0].name, coded.versions[0].version)) if coded.versions else None


def _role(told: Told, said: Statement, party: PartyRef | None) -> str | None:
    """Who the speaker is to the event: the report itself, one who acts or is hit, or another."""
    if speaker(said) == NARRATOR:
        return "report"
    if party is None:
        return None
    own = {*party.sides, *([party.party] if party.party else [])}
    roles = (("actor", told.event.actors), ("target", told.event.targets))
    found = [
        name
        for name, facts in roles
        if any(own & {*f.value.sides, f.value.party} or f.value.name == party.name for f in facts)
    ]
    return ";".join(found) or "other"


def _relayed_by(report: Report, said: Statement) -> str | None:
    """The outlet, and those whom it quotes for the words, outermost first."""
    relays = [report.outlet or "", *(one.party.name for one in said.via)]
    return ";".join(filter(None, relays)) or None


def _hedge(said: Statement) -> str:
    if said.certainty is Certainty.CERTAIN and said.author_commitment is AuthorCommitment.HEDGES:
        return "reported"
    return said.certainty

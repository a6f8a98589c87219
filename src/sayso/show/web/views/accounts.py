"""Who says what of an incident: the sides beside each other, field by field, and the account lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model.incidents import Agreement, FieldView, Quoted, Said
from sayso.model.kept import IncidentRecord
from sayso.model.record import Coded, Dispute
from sayso.model.record import Side as DisputeSide
from sayso.model.statements import ClaimField, Stance
from sayso.show import words
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.views.evidence import Evidence, Evidences
from sayso.show.web.views.naming import called
from sayso.show.web.views.sides import REPORT, Side, side_of

OWN_VOICE = "The reports themselves"
NOBODY = "No speaker named"
# What several say in other words, or of other things: nothing shows that they agree or that they do not.
UNCONTESTED = "several say, none the same"
_DEED = frozenset({ClaimField.ACTOR, ClaimField.RESPONSIBILITY})
# The class of the state of a field, see sayso.css.
STATES = {
    Agreement.AGREED: "agreed",
    Agreement.DISPUTED: "disputed",
    Agreement.ONE_SIDE: "one-side",
    Agreement.NOT_SAID: "not-said",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says of a field, in his own words; `stance` says how, where it is not plainly."""

    field: str
    value: str
    evidence: tuple[Evidence, ...]
    stance: str = ""
    retracted: bool = False
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """All that one side says: `number` is that of its colour, `nobody` marks words without a speaker."""

    name: str
    number: int
    sayings: tuple[Saying, ...]
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field over all columns: a cell holds only that column's own words."""

    key: str
    field: str
    state: str
    look: str
    cells: tuple[tuple[Saying, ...], ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two accounts that cannot both be true, or that a report sets against each other."""

    field: str
    reason: str
    sides: tuple[tuple[str, int, str, Evidence], ...]  # who, colour, words, where


@dataclass(frozen=True, slots=True)
class Line:
    """An account line, and the reports that carry it."""

    party: str
    number: int
    words: str
    evidence: Evidence
    reports: tuple[tuple[str, str], ...]  # what a report is called, and its page
    retracted: bool = False


def columns(record: IncidentRecord, found: Sequence[Side], evidences: Evidences) -> tuple[Column, ...]:
    """One column a side, then words without a speaker, then the reports' own voice; none is empty."""
    made = [
        Column(safe(side.name), side.number, tuple(_sayings(record, evidences, side, found)))
        for side in found
    ]
    nobody, own = _Nobody(), _Own()
    made.append(Column(NOBODY, REPORT, tuple(_sayings(record, evidences, nobody, found)), nobody=True))
    made.append(Column(OWN_VOICE, REPORT, tuple(_sayings(record, evidences, own, found))))
    return tuple(one for one in made if one.sayings)


class _Nobody:
    """Stands for the speakers whom nobody names."""


class _Own:
    """Stands for the reports' own voice."""


_Who = Side | _Nobody | _Own


def _sayings(
    record: IncidentRecord, evidences: Evidences, who: _Who, found: Sequence[Side]
) -> Iterable[Saying]:
    for view in record.incident.fields:
        for said in view.said:
            if _is_of(said, who):
                yield _saying(said, evidences, found, several=isinstance(who, Side) and len(who.parties) > 1)


def _is_of(said: Said, who: _Who) -> bool:
    if isinstance(who, _Own):
        return said.outlet
    if isinstance(who, _Nobody):
        return said.party is None and not said.outlet
    return not said.outlet and said.party in who.parties


def _saying(said: Said, evidences: Evidences, found: Sequence[Side], *, several: bool) -> Saying:
    label = f"{words.FIELDS[said.field]}: {safe(said.party) if said.party else NOBODY}"
    side = None if said.outlet else side_of(found, said.party)
    look = f"side-{side.number}" if side else ("side-0" if said.outlet else "nobody")
    anchor = f"f-{said.field.value}"
    linked = [
        evidences.link(one.report, one.span, label=label, look=look, back=anchor) for one in said.evidence
    ]
    return Saying(
        words.FIELDS[said.field],
        safe(said.value),
        tuple(linked),
        "" if said.stance is Stance.ASSERTS else words.STANCES[said.stance],
        said.retracted,
        safe(said.party) if several and said.party else "",
    )


def field_rows(
    record: IncidentRecord, shown: Sequence[Column]
) -> tuple[tuple[FieldRow, ...], tuple[str, ...]]:
    """The table of fields, and the fields of which nobody says anything."""
    disputed = {dispute.field for dispute in disputes_of(record)}
    if disputed & _DEED:  # who did it, and who answers for it: one question, asked of an act or of a word
        disputed |= _DEED
    rows, silent = [], []
    for view in record.incident.fields:
        name = words.FIELDS[view.field]
        cells = tuple(tuple(one for one in column.sayings if one.field == name) for column in shown)
        if not any(cells):
            silent.append(name)
            continue
        state = Agreement.DISPUTED if view.field in disputed and _several(view) else view.agreement
        speakers = {(one.party, one.outlet) for one in view.said if not one.retracted}
        several = state is Agreement.ONE_SIDE and len(speakers) > 1
        said = UNCONTESTED if several else state.value
        rows.append(FieldRow(view.field.value, name, said, STATES[state], cells))
    return tuple(rows), tuple(silent)


def _several(view: FieldView) -> bool:
    return view.field not in _DEED or len({(one.party, one.outlet) for one in view.said}) > 1


def disputes_of(record: IncidentRecord) -> list[Dispute]:
    """What the reports set against each other about this incident, each pair of words once."""
    found = dict[tuple[ClaimField, frozenset[str]], Dispute]()
    for one in record.told:
        for dispute in one.coded.disputes:
            if one.event.id in dispute.events and _is_about(dispute, one.event.id, one.event.incident):
                found.setdefault((dispute.field, frozenset(side.value for side in dispute.sides)), dispute)
    return list(found.values())


def _is_about(dispute: Dispute, event: str, incident: str | None) -> bool:
    """Whether a dispute is about the incident that the event is of, and not about another that it touches."""
    return dispute.incident is None or dispute.incident == incident or dispute.events[0] == event


def contradictions(
    record: IncidentRecord, found: Sequence[Side], evidences: Evidences
) -> tuple[Contradiction, ...]:
    """What is disputed: within single reports, then fields on which accounts of several differ."""
    made, seen = [], set[ClaimField]()
    owner = {id(dispute): one for one in record.told for dispute in one.coded.disputes}
    for dispute in disputes_of(record):
        report = owner[id(dispute)].coded.report.id
        sides = []
        for side in dispute.sides:
            name = _speaker(owner[id(dispute)].coded, side) or side.party
            party = side_of(found, name) or side_of(found, side.party)
            look = f"side-{party.number}" if party else "nobody"
            link = evidences.link(report, side.span, label="disputed", look=look, back="disputed")
            sides.append(
                (
                    safe(party.name if party else name or NOBODY),
                    party.number if party else REPORT,
                    safe(side.value),
                    link,
                )
            )
        seen.add(dispute.field)
        made.append(Contradiction(words.FIELDS[dispute.field], dispute.reason, tuple(sides)))
    made += [
        _of_view(view, found, evidences)
        for view in record.incident.fields
        if view.agreement is Agreement.DISPUTED and view.field not in seen
    ]
    return tuple(made)


def _of_view(view: FieldView, found: Sequence[Side], evidences: Evidences) -> Contradiction:
    sides = []
    for said in view.said:
        party = None if said.outlet else side_of(found, said.party)
        name = OWN_VOICE if said.outlet else said.party or NOBODY
        look = f"side-{party.number}" if party else "side-0"
        quoted = said.evidence[0]
        link = evidences.link(quoted.report, quoted.span, label="disputed", look=look, back="disputed")
        value = f"{words.STANCES[said.stance]}: {said.value}" if said.stance is Stance.DENIES else said.value
        sides.append((safe(name), party.number if party else REPORT, safe(value), link))
    return Contradiction(words.FIELDS[view.field], "the accounts exclude each other", tuple(sides))


def _speaker(coded: Coded, side: DisputeSide) -> str | None:
    """What the text calls who says it."""
    said = next((one for one in coded.statements if one.id == side.statement), None)
    if said is None or said.source is None or said.source.span is None:
        return None
    return said.source.span.of(coded.report.text)


def lines(record: IncidentRecord, found: Sequence[Side], evidences: Evidences) -> tuple[Line, ...]:
    """The account lines, as the record counts them."""
    made = []
    for one in record.incident.lines:
        side = None if one.outlet else side_of(found, one.party)
        name = OWN_VOICE if one.outlet and one.party is None else one.party or NOBODY
        look = f"side-{side.number}" if side else ("side-0" if one.outlet else "nobody")
        link = _link(one.words, evidences, look)
        reports = tuple((called(id_, evidences), links.report(id_)) for id_ in one.reports)
        made.append(
            Line(
                safe(name),
                side.number if side else REPORT,
                safe(one.words.text),
                link,
                reports,
                one.retracted,
            )
        )
    return tuple(made)


def _link(quoted: Quoted, evidences: Evidences, look: str) -> Evidence:
    return evidences.link(quoted.report, quoted.span, label="account line", look=look, back="lines")

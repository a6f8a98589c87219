"""The sides that speak of an incident: who stands with whom, and which colour is whose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model.events import PartyRef
from sayso.model.kept import IncidentRecord
from sayso.model.statements import Statement

REPORT = 0  # the number of the reports' own voice, and of speakers whom nobody names
COLOURS = 5


@dataclass(frozen=True, slots=True)
class Side:
    """Parties that speak as one; `number` is that of its colour, from 1 again after the last."""

    number: int
    parties: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called: its parties."""
        return " / ".join(self.parties)


def sides(record: IncidentRecord) -> tuple[Side, ...]:
    """The sides that speak, in the order of their first words; parties of one alliance are one side.

    Two that a dispute of a report sets against each other are never one.
    """
    names = _speakers(record)
    refs = _refs(record, names)
    apart = {frozenset(pair) for pair in _opposed(record)}
    groups: list[list[str]] = []
    for name in names:
        for group in groups:
            if any(_together(refs.get(name), refs.get(other)) for other in group) and not any(
                frozenset((name, other)) in apart for other in group
            ):
                group.append(name)
                break
        else:
            groups.append([name])
    return tuple(Side(n % COLOURS + 1, tuple(group)) for n, group in enumerate(groups))


def side_of(found: Sequence[Side], party: str | None) -> Side | None:
    """The side that a party is of."""
    return next((one for one in found if party in one.parties), None)


def _speakers(record: IncidentRecord) -> list[str]:
    """Names of the parties that say something, once each; outlets in their own voice are none."""
    said = [(one.words, one.party, one.outlet) for one in record.incident.lines]
    said += [(s.evidence[0], s.party, s.outlet) for view in record.incident.fields for s in view.said]
    said.sort(key=lambda one: (one[0].report, one[0].span))
    return list(dict.fromkeys(party for _, party, outlet in said if party is not None and not outlet))


def _refs(record: IncidentRecord, names: Iterable[str]) -> dict[str, PartyRef]:
    """What the names stand for, by the statements of the reports."""
    wanted, found = set(names), dict[str, PartyRef]()
    for name, ref in _named(record):
        if name in wanted:
            found.setdefault(name, ref)
    return found


def _named(record: IncidentRecord) -> Iterable[tuple[str, PartyRef]]:
    for coded in {one.coded.report.id: one.coded for one in record.told}.values():
        for statement in coded.statements:
            if statement.source is not None:
                yield statement.source.party.name, statement.source.party
                if statement.source.span is not None:
                    yield statement.source.span.of(coded.report.text), statement.source.party


def _together(a: PartyRef | None, b: PartyRef | None) -> bool:
    if a is None or b is None or a.party is None or b.party is None:
        return False
    return a.party == b.party or a.party in b.sides or b.party in a.sides


def _opposed(record: IncidentRecord) -> Iterable[tuple[str, str]]:
    """Pairs of names of speakers whom a dispute sets against each other."""
    for coded in {one.coded.report.id: one.coded for one in record.told}.values():
        by_id = {one.id: one for one in coded.statements}
        for dispute in coded.disputes:
            said = [by_id[side.statement] for side in dispute.sides if side.statement in by_id]
            for number, first in enumerate(said):
                for second in said[number + 1 :]:
                    for a in _names(first, coded.report.text):
                        for b in _names(second, coded.report.text):
                            yield a, b


def _names(statement: Statement, text: str) -> set[str]:
    if statement.source is None:
        return set()
    span = statement.source.span
    return {statement.source.party.name} | ({span.of(text)} if span is not None else set())

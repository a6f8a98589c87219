"""A record whose events, statements or claims were changed, with all that rests on them in step again."""

from dataclasses import replace

from sayso.merge.codes import coded_claims
from sayso.merge.merging import accounts_of
from sayso.model.events import Account, Event, Toll
from sayso.model.ontology import Ontology
from sayso.model.record import Coded, Dispute, Incident, Side
from sayso.model.spans import Fact
from sayso.model.statements import Claim, Statement
from sayso.review.finding import numbered


def mended(coded: Coded, machine: Coded, ontology: Ontology) -> Coded:
    """The record without what refers to things that are no more, with accounts and codes made anew."""
    coded = replace(coded, claims=_claims(coded, machine, ontology))
    coded = _sourced(coded, machine)
    incidents, events = _incidents(coded)
    coded = replace(coded, events=events, incidents=incidents)
    statements = {one.id: one for one in coded.statements}
    accounts = tuple(accounts_of(incidents, coded.claims, statements))
    own: dict[str | None, list[Account]] = {}
    for account in accounts:
        own.setdefault(account.incident, []).append(account)
    there = {one.id for one in events}
    claims = {one.id for one in coded.claims}
    return replace(
        coded,
        events=tuple(replace(one, accounts=tuple(own.get(one.incident, ()))) for one in events),
        accounts=accounts,
        disputes=_disputes(coded, machine, {one.id for one in incidents}),
        responsibilities=tuple(
            replace(one, claims=tuple(id_ for id_ in one.claims if id_ in claims))
            for one in coded.responsibilities
            if one.event in there and (not one.claims or claims.intersection(one.claims))
        ),
        relations=tuple(one for one in coded.relations if {one.a, one.b} <= claims),
        temporal_relations=tuple(
            replace(one, alternatives=tuple(id_ for id_ in one.alternatives if id_ in there))
            for one in coded.temporal_relations
            if {one.a, one.b} <= there
        ),
    )


def _claims(coded: Coded, machine: Coded, ontology: Ontology) -> tuple[Claim, ...]:
    """Claims of events and statements that are there; those that a person changed get their codes anew."""
    events, statements = {one.id for one in coded.events}, {one.id: one for one in coded.statements}
    before = {one.id: one for one in machine.claims}
    said = {one.id: one for one in machine.statements}
    found = []
    for claim in coded.claims:
        if claim.event not in events or claim.statement not in statements:
            continue
        same = before.get(claim.id) == claim and said.get(claim.statement) == statements[claim.statement]
        bare = replace(claim, cameo=None, plover=None)
        found.append(claim if same else coded_claims([bare], coded.statements, ontology)[0])
    return tuple(found)


def _sourced(coded: Coded, machine: Coded) -> Coded:
    """Figures that stand in a statement whose source is another now have that one as theirs."""
    before = {one.id: one for one in machine.statements}
    changed = [
        (before[one.id], one)
        for one in coded.statements
        if one.id in before and before[one.id].source != one.source
    ]
    if not changed:
        return coded
    events = tuple(
        replace(one, tolls=tuple(_figure(fact, changed) for fact in one.tolls)) for one in coded.events
    )
    return replace(coded, events=events)


def _figure(fact: Fact[Toll], changed: list[tuple[Statement, Statement]]) -> Fact[Toll]:
    for before, after in changed:
        inside = all(any(whole.covers(span) for whole in before.content) for span in fact.evidence)
        if fact.evidence and inside and fact.value.source == _name(before):
            return replace(fact, value=replace(fact.value, source=_name(after)))
    return fact


def _name(statement: Statement) -> str | None:
    return None if statement.source is None else statement.source.party.name


def _incidents(coded: Coded) -> tuple[tuple[Incident, ...], tuple[Event, ...]]:
    """Incidents of the events that are there; an event that a person added is one of its own."""
    groups = {one.id: replace(one, events=()) for one in coded.incidents}
    events = []
    for event in coded.events:
        name = event.incident or numbered("i", groups)
        group = groups.get(name, Incident(name, ()))
        groups[name] = replace(group, events=(*group.events, event.id))
        events.append(replace(event, incident=name))
    return tuple(one for one in groups.values() if one.events), tuple(events)


def _disputes(coded: Coded, machine: Coded, incidents: set[str]) -> tuple[Dispute, ...]:
    """Disputes of events that are there, between two sides at least, with the speakers that they have now."""
    there = {one.id for one in coded.events}
    statements = {one.id: one for one in coded.statements}
    known = {one.id: one for one in machine.statements}
    changed = {id_ for id_, one in statements.items() if id_ in known and known[id_].source != one.source}
    found = []
    for one in coded.disputes:
        events = tuple(id_ for id_ in one.events if id_ in there)
        sides = tuple(
            _side(side, statements, changed)
            for side in one.sides
            if side.statement is None or side.statement in statements
        )
        if events and len(sides) > 1:
            incident = one.incident if one.incident in incidents else None
            found.append(replace(one, incident=incident, events=events, sides=sides))
    return tuple(found)


def _side(side: Side, statements: dict[str, Statement], changed: set[str]) -> Side:
    if side.statement not in changed:
        return side
    return replace(side, party=_name(statements[side.statement]))

"""From tellings and claims to what one report tells: the last stage before the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sayso.merge.clusters import Cluster, cluster
from sayso.merge.codes import coded_claims
from sayso.merge.confidence import confident
from sayso.merge.disputes import Told, clashes_of, disputes, sayings_of
from sayso.merge.events import by_telling, event_of, heard
from sayso.merge.incidents import completed, incidents
from sayso.merge.order import Order, orders
from sayso.merge.relations import claim_relations
from sayso.merge.responsibility import Responsibilities
from sayso.merge.scope import accidents, has_role, in_scope, left_out, worth_coding
from sayso.merge.sentences import told_apart
from sayso.merge.stages import staged
from sayso.merge.tolls import settled, with_victims
from sayso.merge.worlds import elsewhere
from sayso.model.events import Account, Event, Modality
from sayso.model.lexicon import Lexicon
from sayso.model.ontology import Ontology
from sayso.model.parse import Parse
from sayso.model.record import ClaimRelation, Dispute, Incident, Responsibility, TemporalRelation
from sayso.model.report import Note
from sayso.model.statements import Attributed, Claim, Statement
from sayso.model.tellings import Resolved, Telling

# Below this weight a word tells an event only where something surer tells the same report's conflict.
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Merged:
    """What `merge` makes of one report."""

    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
    accounts: tuple[Account, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    relations: tuple[ClaimRelation, ...] = ()
    temporal_relations: tuple[TemporalRelation, ...] = ()
    notes: tuple[Note, ...] = ()


def merge(
    parse: Parse, resolved: Resolved, attributed: Attributed, lexicon: Lexicon, ontology: Ontology
) -> Merged:
    """Events with all that is said of them, in the order in which the report first tells them."""
    answered = attributed.answered()
    if not in_scope(parse, resolved, lexicon.words, attributed.claimed()):
        return Merged(notes=(Note("out-of-scope", "too few signs of armed conflict or political violence"),))
    apart = accidents(parse, resolved.tellings, lexicon.words) | elsewhere(parse, resolved, lexicon.words)
    meant = [_as_threat(t, attributed) for t in resolved.tellings if t.index not in apart]
    told = list(worth_coding(meant, attributed))
    ordered = list(orders(parse, told))
    sequence = {(order.a, order.b) for order in ordered}
    spoken = heard(attributed)
    grouped = cluster(parse, told, sequence, spoken.denied)
    standing = [c for c in grouped if _stands_alone(c, answered)]
    clusters = [_as_denied(c, spoken.denied) for c in with_victims(parse, grouped, standing, lexicon)]
    clusters = settled(parse, clusters, meant)
    coded = partial(event_of, known=spoken, parse=parse, ontology=ontology, words=lexicon.words)
    events = told_apart([coded(n, c) for n, c in enumerate(clusters, start=1)], clusters, coded)
    where = by_telling(clusters)
    relations = _relations(ordered, where)
    groups = incidents(events, relations)
    events = completed(_in_incidents(events, groups), groups)
    events = [staged(event, c.tellings) for event, c in zip(events, clusters, strict=True)]
    claims = coded_claims(_claims(attributed.claims, where), attributed.statements, ontology)
    statements = {one.id: one for one in attributed.statements}
    accounts = accounts_of(groups, claims, statements)
    own: dict[str | None, list[Account]] = {}
    for account in accounts:
        own.setdefault(account.incident, []).append(account)
    events = [replace(e, accounts=tuple(own.get(e.incident, ()))) for e in events]
    events = confident(events, lexicon.confidence)
    kept = [telling for c in clusters for telling in c.tellings]
    known = Told(parse, resolved, attributed, lexicon)
    sayings = sayings_of(known, where, events, claims)
    clashes = clashes_of(known, sayings)
    return Merged(
        events=tuple(events),
        claims=tuple(claims),
        incidents=tuple(groups),
        accounts=tuple(accounts),
        disputes=tuple(disputes(clashes, parse)),
        relations=tuple(claim_relations(known, sayings, clashes, where)),
        responsibilities=Responsibilities(parse, attributed, lexicon).of(
            events, [c.tellings for c in clusters], claims
        ),
        temporal_relations=tuple(relations),
        notes=tuple(left_out(resolved.tellings, kept, attributed)) or _silence(events),
    )


def _silence(events: Sequence[Event]) -> tuple[Note, ...]:
    """A report in which nothing was found says so."""
    return () if events else (Note("no-event", "no word of the report tells an event in scope"),)


def _as_threat(telling: Telling, attributed: Attributed) -> Telling:
    """Violence that its own actor announces, as the threat that it is."""
    if telling.index not in attributed.threats:
        return telling
    sense = replace(
        telling.sense,
        type="THREATEN",
        mode="violence",
        cameo=None,
        acled=None,
        group="threat",
        aspect="speech",
    )
    return replace(telling, sense=sense, modality=Modality.THREATENED)


def _as_denied(one: Cluster, denied: frozenset[int]) -> Cluster:
    """An act that the report tells only as denied."""
    if all(telling.index in denied for telling in one.tellings):
        return Cluster([replace(t, modality=Modality.DENIED) for t in one.tellings], one.reasons)
    return one


def _stands_alone(one: Cluster, answered: frozenset[int]) -> bool:
    """Whether an event is told by more than words that only point back or only tell a death."""
    main: Telling = one.main
    if main.sense.type == "ASSAULT" and any(telling.index in answered for telling in one.tellings):
        return True
    if not any(has_role(telling) for telling in one.tellings) and main.sense.aspect == "act":
        return False
    figures = [fact.value for telling in one.tellings for fact in telling.tolls]
    if main.sense.group == "harm" and not main.actors and all(figure.high == 0 for figure in figures):
        return not figures and bool(main.targets or main.weapons)
    if all(telling.definite for telling in one.tellings) and not (main.actors and main.targets):
        return False
    return main.sense.aspect != "result" and (
        main.sense.weight >= _SURE or bool(main.actors and main.targets)
    )


def _relations(ordered: Sequence[Order], where: Mapping[int, int]) -> list[TemporalRelation]:
    """Order between events; what became one event, or none, orders nothing."""
    found: dict[tuple[int, int], TemporalRelation] = {}
    for order in ordered:
        if order.a not in where:
            continue
        a = where[order.a]
        rest = [where[i] for i in (order.b, *order.alternatives) if i in where and where[i] != a]
        if not rest or (a, rest[0]) in found:
            continue
        others = tuple(f"e{n + 1}" for n in dict.fromkeys(rest[1:]) if n != rest[0])
        found[a, rest[0]] = TemporalRelation(
            f"e{a + 1}", order.type, f"e{rest[0] + 1}", order.span, order.offset, others
        )
    return list(found.values())


def _in_incidents(events: Sequence[Event], groups: Sequence[Incident]) -> list[Event]:
    incident_of = {event_id: group.id for group in groups for event_id in group.events}
    return [replace(event, incident=incident_of[event.id]) for event in events]


def _claims(claims: Sequence[Claim], where: Mapping[int, int]) -> list[Claim]:
    """Claims on events instead of tellings; one per statement, event, field and stance."""
    found: dict[tuple[str, str, str, str], Claim] = {}
    for claim in claims:
        if claim.telling in where:
            event = f"e{where[claim.telling] + 1}"
            key = (claim.statement, event, claim.field, claim.stance)
            found.setdefault(key, replace(claim, event=event))
    return [replace(claim, id=f"c{n}") for n, claim in enumerate(found.values(), start=1)]


def accounts_of(
    groups: Sequence[Incident], claims: Sequence[Claim], statements: Mapping[str, Statement]
) -> list[Account]:
    """All that each named speaker says of each incident; the report's own voice is no account of a party."""
    incident_of = {event_id: group.id for group in groups for event_id in group.events}
    of_incident: dict[str, list[Claim]] = {}
    for claim in claims:
        of_incident.setdefault(incident_of[claim.event], []).append(claim)
    accounts = []
    for group in groups:
        by_party: dict[str | None, list[str]] = {}
        for claim in of_incident.get(group.id, ()):
            one = statements[claim.statement]
            if not one.own_voice:
                by_party.setdefault(one.source.party.name if one.source else None, []).append(claim.id)
        accounts += [Account(group.id, party, tuple(ids)) for party, ids in by_party.items()]
    return accounts

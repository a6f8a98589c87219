"""Clusters of tellings to events with codes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.merge.clusters import Cluster
from sayso.merge.codes import STATE, CodingContext, acled_code
from sayso.merge.facts import merged_parties, merged_tolls, merged_weapons, mode_of, sharpest_place
from sayso.model.events import AcledCode, Event, PartyRef
from sayso.model.ontology import Ontology
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.model.statements import Attributed, ClaimField, Stance
from sayso.model.tellings import Telling

_AIR = frozenset({"downing"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What statements say of who did it: gathered once for all events of a report.

    `denied` are the tellings in the content of a denial, `speakers` who acts by speaking, and
    `claimants` who takes responsibility, each by the telling's index.
    """

    denied: frozenset[int]
    speakers: Mapping[int, Fact[PartyRef]]
    claimants: Mapping[int, Sequence[tuple[int, Fact[PartyRef]]]]
    toll_sources: dict[Span, str | None]


def heard(attributed: Attributed) -> Heard:
    """What `attributed` says of who did it."""
    statements = {one.id: one for one in attributed.statements}
    claimants: dict[int, list[tuple[int, Fact[PartyRef]]]] = defaultdict(list)
    for number, claim in enumerate(attributed.claims):
        if claim.field is ClaimField.RESPONSIBILITY and claim.stance is Stance.CLAIMS:
            source = statements[claim.statement].source
            if source is not None and source.span is not None:
                fact = Fact(source.party, (source.span,), "claimed responsibility")
                claimants[claim.telling].append((number, fact))
    return Heard(denied_tellings(attributed), attributed.speakers, claimants, dict(attributed.toll_sources))


def event_of(
    number: int,
    cluster: Cluster,
    known: Heard,
    parse: Parse,
    ontology: Ontology,
    words: Mapping[str, frozenset[str]],
) -> Event:
    """The event that a cluster tells, with its codes; `number` counts from 1."""
    main, tellings = cluster.main, cluster.tellings
    mode = mode_of(main, tellings, _talk(main, parse, words))
    actors = _actors(cluster, known, parse)
    targets = _targets(cluster, actors)
    triggers = (main.trigger, *(t.trigger for t in tellings if t is not main))
    shown = _shown(main, parse)
    code = (
        ontology.cameo.get((main.sense.type, mode[0] if mode else ""))
        or ontology.types[main.sense.type].cameo_root
    )
    around = _lemmas(cluster, parse)
    acled = acled_code(_context(cluster, mode, (actors, targets), around, words), ontology)
    return Event(
        id=f"e{number}",
        triggers=tuple(dict.fromkeys(triggers)),
        type=Fact(main.sense.type, (main.trigger,)),
        modality=Fact(main.modality, shown),
        mode=Fact(mode[0], (mode[1],)) if mode else None,
        cameo=Fact(main.sense.cameo or code, (main.trigger,)),
        acled=Fact(acled, (main.trigger,)) if isinstance(acled, AcledCode) else None,
        actors=actors,
        targets=targets,
        place=sharpest_place(tellings),
        time=next((t.time for t in [main, *tellings] if t.time is not None), None),
        weapons=merged_weapons(tellings),
        tolls=merged_tolls(tellings, known.toll_sources),
    )


def _talk(main: Telling, parse: Parse, words: Mapping[str, frozenset[str]]) -> str | None:
    """What a demand or refusal is about, by the words behind it."""
    sentence = parse.sentences[main.sentence]
    lemmas = {token.lemma for token in parse.tokens[main.token + 1 : sentence.last]}
    return next((mode for mode in ("yield", "assist", "meet") if lemmas & words[f"{mode}_talk"]), None)


def _shown(main: Telling, parse: Parse) -> tuple[Span, ...]:
    if main.shown_by is not None:
        return (parse.tokens[main.shown_by].span,)
    return (main.trigger,)


def _actors(cluster: Cluster, known: Heard, parse: Parse) -> tuple[Fact[PartyRef], ...]:
    """Who did it as the report has it; else who takes responsibility, or is accused outright.

    Whom the weights find in another sentence says nothing where the sentence itself names who did it.
    """
    told = [t for t in cluster.tellings if t.index not in known.denied and t.actors] or cluster.tellings
    here = {t.sentence for t in told for fact in t.actors if _is_beside(t, fact, parse)}
    lists = [[f for f in t.actors if t.sentence not in here or _is_beside(t, f, parse)] for t in told]
    lists += [[known.speakers[t.index]] for t in cluster.tellings if t.index in known.speakers]
    if not any(lists):
        lists = [[fact] for fact in _claimants(cluster, known)]
    return merged_parties(lists)


def _is_beside(telling: Telling, actor: Fact[PartyRef], parse: Parse) -> bool:
    span = parse.sentences[telling.sentence].span
    return not actor.evidence or any(span.covers(one) for one in actor.evidence)


def denied_tellings(attributed: Attributed) -> frozenset[int]:
    """Tellings in the content of a denial: whom it clears is no actor where another telling names one."""
    return frozenset(
        claim.telling
        for claim in attributed.sourced_claims()
        if claim.stance is Stance.DENIES
        and claim.field is ClaimField.OCCURRENCE
        and (claim.statement, claim.telling) not in attributed.pointing
    )


def _claimants(cluster: Cluster, known: Heard) -> list[Fact[PartyRef]]:
    """Who takes responsibility, in the order of the claims."""
    found = [one for telling in cluster.tellings for one in known.claimants.get(telling.index, ())]
    return [fact for _, fact in sorted(found, key=lambda one: one[0])]


def _targets(cluster: Cluster, actors: Sequence[Fact[PartyRef]]) -> tuple[Fact[PartyRef], ...]:
    """Whom it hit: people and forces before things, and never a party that acted alone."""
    facts = merged_parties(telling.targets for telling in cluster.tellings)
    doers = {fact.value for fact in actors}
    kept = [fact for fact in facts if fact.value not in doers]
    crafts = {weapon.evidence[0] for t in cluster.tellings for weapon in t.weapons}
    parties = [f for f in kept if not (f.value.kind is PartyKind.OBJECT and crafts & set(f.evidence))]
    return tuple(parties or kept)  # "the plane" says nothing more where its owner is named


def _context(
    cluster: Cluster,
    mode: tuple[str, Span] | None,
    parties: tuple[Sequence[Fact[PartyRef]], Sequence[Fact[PartyRef]]],
    around: frozenset[str],
    words: Mapping[str, frozenset[str]],
) -> CodingContext:
    main, (actors, targets) = cluster.main, parties
    groups = {telling.sense.group for telling in cluster.tellings}
    kinds = tuple(dict.fromkeys(fact.value.kind for fact in targets))
    people = {word for fact in targets for word in fact.value.name.casefold().replace("-", " ").split()}
    armed = bool(people & words["armed_targets"])
    state = bool(actors) and {fact.value.kind for fact in actors} <= STATE
    return CodingContext(
        type=main.sense.type,
        mode=mode[0] if mode else None,
        modality=main.modality,
        families=frozenset().union(*(t.families for t in cluster.tellings)),
        actors=tuple(dict.fromkeys(fact.value.kind for fact in actors)),
        targets=kinds,
        hint=main.sense.acled,
        classes=main.classes,
        aircraft=bool(groups & _AIR),
        armed_target=True if armed else None,
        mutual="clash" in groups,
        territory=_is_ground(main),
        at_home=_at_home(cluster, actors),
        protesters=bool(people & words["protesters"])
        or (state and not armed and bool(around & words["protesters"])),
        intervention="crowd" in groups,
        hurt=any(
            fact.value.kind in ("killed", "wounded") and fact.value.low > 0
            for t in cluster.tellings
            for fact in t.tolls
        ),
        peaceful=bool(around & words["without_a_fight"]),
        peace=bool(around & words["peace_talk"]),
    )


def _is_ground(main: Telling) -> bool:
    """Whether what is seized or left is ground: a place, or nothing that has an owner or a name."""
    return main.sense.group in ("capture", "withdraw") and (main.place is not None or not main.targets)


def _lemmas(cluster: Cluster, parse: Parse) -> frozenset[str]:
    """The lemmas of the sentence of the telling that says most, and of the one behind it."""
    first = parse.sentences[cluster.main.sentence].first
    behind = min(cluster.main.sentence + 1, len(parse.sentences) - 1)
    same = parse.sentences[behind].unit == parse.sentences[cluster.main.sentence].unit
    last = parse.sentences[behind if same else cluster.main.sentence].last
    return frozenset(token.lemma for token in parse.tokens[first:last])


def _at_home(cluster: Cluster, actors: Sequence[Fact[PartyRef]]) -> bool | None:
    """Whether a state's force acts in its own country; None where country or place is not known."""
    place = sharpest_place(cluster.tellings)
    countries = {
        f.value.country
        for f in actors
        if f.value.kind in (PartyKind.STATE, PartyKind.ARMED_FORCE) and f.value.country
    }
    if place is None or place.value.country is None or not countries:
        return None
    return place.value.country in countries


def by_telling(clusters: Sequence[Cluster]) -> Mapping[int, int]:
    """Telling index to cluster number (from 0)."""
    return {telling.index: number for number, one in enumerate(clusters) for telling in one.tellings}

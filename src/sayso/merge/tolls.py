"""Which event a figure belongs to, where the words that tell it make no event that can have it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.merge.clusters import Cluster
from sayso.model.events import Modality, Toll
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse
from sayso.model.spans import Fact
from sayso.model.tellings import Telling

# Sentences back to the act whose victims are told in a sentence of their own; at 2 and more figures of
# acts that nothing found were put on others (tests/gold, re-run `sayso evaluate articles`).
BACK = 1
_HARMFUL = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_TAKING = frozenset({"COERCE", "ASSAULT"})
_REAL = frozenset({Modality.OCCURRED, Modality.DENIED})


def settled(parse: Parse, clusters: Sequence[Cluster], tellings: Sequence[Telling]) -> list[Cluster]:
    """The clusters with each figure on an act that can have victims.

    "Nobody was hurt" and "two newsagents died" tell no event of their own, and nobody dies
    of a deployment: such figures go to the act of violence in the sentence or, failing that,
    to the last one told before. Where there is none, the figure is left out.

    Args:
        parse: The parsed report.
        clusters: The events, in the order in which they are first told.
        tellings: All tellings that may be meant, also those that made no event.
    """
    home = {telling.index: number for number, one in enumerate(clusters) for telling in one.tellings}
    told: dict[int, list[tuple[int, Telling]]] = {}
    for number, one in enumerate(clusters):
        for telling in one.tellings:
            told.setdefault(telling.sentence, []).append((number, telling))
    moved: dict[int, list[Fact[Toll]]] = {}
    for telling in tellings:
        at = home.get(telling.index)
        for fact in telling.tolls:
            fits = at is not None and _fits(fact.value, clusters[at])
            chosen = at if fits else _act_of(parse, fact, clusters, told)
            if chosen is not None:
                moved.setdefault(_carrier(clusters[chosen], telling).index, []).append(fact)
    return [
        Cluster([replace(t, tolls=tuple(moved.get(t.index, ()))) for t in one.tellings], one.reasons)
        for one in clusters
    ]


def _carrier(one: Cluster, telling: Telling) -> Telling:
    """The telling itself where it is of the event, else the one by which the event is told."""
    return next((t for t in one.tellings if t.index == telling.index), one.main)


def _fits(toll: Toll, one: Cluster) -> bool:
    main = one.main
    if main.modality not in _REAL:
        return False
    return main.sense.type in (_TAKING if toll.kind == "captured" else _HARMFUL)


def _act_of(
    parse: Parse,
    fact: Fact[Toll],
    clusters: Sequence[Cluster],
    told: Mapping[int, Sequence[tuple[int, Telling]]],
) -> int | None:
    """The number of the event in the same sentence, or of the last before it, that may have the figure.

    `told` are the tellings of each sentence with the numbers of their events.
    """
    start = fact.evidence[0].start
    sentence = bisect_right(parse.sentences, start, key=lambda one: one.span.start) - 1
    best: tuple[tuple[int, int, int], int] | None = None
    for back in range(BACK + 1):
        for number, telling in told.get(sentence - back, ()):
            main = clusters[number].main
            if not _fits(fact.value, clusters[number]):
                continue
            weak = int(main.sense.type != "ASSAULT" and fact.value.kind != "captured")
            rank = (back, weak, abs(telling.trigger.start - start))
            if best is None or rank < best[0]:
                best = (rank, number)
    return best[1] if best is not None else None


def with_victims(
    parse: Parse, clusters: Sequence[Cluster], standing: Sequence[Cluster], lexicon: Lexicon
) -> list[Cluster]:
    """The standing clusters, and those of deaths that arms caused and no other act accounts for.

    "Their minibus went over a mine; nine people died": the figure is of an event, though no
    word tells the act. A mishap or a disease near by makes it none.
    """
    kept = {id(one) for one in standing}
    near = {t.sentence for one in standing for t in one.tellings if one.main.sense.type in _HARMFUL}
    return [
        one
        for one in clusters
        if id(one) in kept or (_is_toll(one) and _is_alone(one, near) and _by_arms(parse, one, lexicon))
    ]


def _is_toll(one: Cluster) -> bool:
    main = one.main
    figures = [fact.value for telling in one.tellings for fact in telling.tolls]
    hurt = any(toll.kind in ("killed", "wounded") and toll.low > 0 for toll in figures)
    real = main.modality is Modality.OCCURRED and not main.negated
    return main.sense.group == "harm" and hurt and real


def _is_alone(one: Cluster, near: set[int]) -> bool:
    return not any(t.sentence - back in near for t in one.tellings for back in range(BACK + 1))


def _by_arms(parse: Parse, one: Cluster, lexicon: Lexicon) -> bool:
    """Whether a weapon is named in the sentence or the one before, and no mishap."""
    at = one.main.sentence
    first = max(0, at - BACK) if parse.sentences[max(0, at - BACK)].unit == parse.sentences[at].unit else at
    tokens = parse.tokens[parse.sentences[first].first : parse.sentences[at].last]
    lemmas = {token.lemma for token in tokens} | {token.lower for token in tokens}
    weapons = {word for word, sense in lexicon.weapons.items() if sense.kind == "weapon"}
    words = lexicon.words
    return bool(lemmas & (weapons | words["arms"])) and not lemmas & (words["mishap"] | words["nature"])

"""Templates from a parse, by weights learned from documents with templates."""

from math import log

from sayso.evaluate.templates.evidence import ROLES, TYPES, Rows, Scored, Seen, chance, odds, type_row
from sayso.evaluate.templates.features import (
    document_features,
    kin,
    phrase_features,
    place_features,
    sentence_features,
)
from sayso.evaluate.templates.phrases import Place, phrases
from sayso.evaluate.templates.slots import Slot, Template
from sayso.evaluate.templates.weights import Weights
from sayso.model.parse import Parse

PLACES = 8  # of a phrase that are looked at one by one
HOPELESS = -9.0  # the two scores of a phrase together, below which it is not asked about


def fill(parse: Parse, weights: Weights) -> list[Template]:
    """At most one template for each incident type, its fillers the likeliest first.

    Of phrases that share a word only the likeliest is taken.
    """
    scored = score(parse, weights)
    row = type_row(scored)
    types = {number: chance(trees.score(row)) for number, trees in enumerate(weights.types)}
    rows = Rows(scored, types)
    return [
        Template(TYPES[type_], _fillers(scored, rows, type_, weights))
        for type_, likely in types.items()
        if likely >= weights.type_least
    ]


def _fillers(
    scored: Scored, rows: Rows, type_: int, weights: Weights
) -> dict[Slot, tuple[tuple[str, ...], ...]]:
    found: dict[Slot, tuple[tuple[str, ...], ...]] = {}
    for role, slot in enumerate(Slot):
        likely = []
        for number in askable(scored, role):
            probability = chance(weights.slots[role].score(rows.row(number, role, type_)))
            if probability >= weights.filler_least:
                likely.append((probability, number))
        taken = chosen(likely, rows)
        found[slot] = tuple((scored.phrases[number].words,) for number in taken)
    return found


def askable(scored: Scored, role: int) -> list[int]:
    """The phrases that may fill a slot at all."""
    return [n for n, seen in enumerate(scored.phrases) if seen.all[role] + seen.best[role] >= HOPELESS]


def chosen(likely: list[tuple[float, int]], rows: Rows) -> list[int]:
    """The likeliest, without those that share a word with a likelier one."""
    taken: list[int] = []
    for _, number in sorted(likely, key=lambda one: (-one[0], one[1])):
        if not rows.rivals.of[number] & set(taken):
            taken.append(number)
    return taken


def score(parse: Parse, weights: Weights) -> Scored:
    """What the tables say of the document, its sentences and its phrases."""
    by_text = phrases(parse)
    related = kin(by_text, parse)
    return Scored(
        document=[chance(value) for value in weights.document.scores(document_features(parse))],
        sentences=[
            [chance(value) for value in weights.sentence.scores(sentence_features(parse, one))]
            for one in parse.sentences
        ],
        phrases=[
            _seen(parse, words, places, related.get(words, []), weights) for words, places in by_text.items()
        ],
    )


def _seen(parse: Parse, words: str, places: list[Place], related: list[int], weights: Weights) -> Seen:
    names = phrase_features(parse, words, places, related)
    by_place = [
        [
            chance(value)
            for value in weights.place.scores(place_features(parse, words, place, weights.classes))
        ]
        for place in places[:PLACES]
    ]
    return Seen(
        words=words,
        places=places,
        sentences=sentences_of(parse, places),
        all=[odds(chance(value)) for value in weights.phrase.scores(names)],
        best=[odds(max(one[role] for one in by_place)) for role in range(ROLES)],
        sum=[log(sum(one[role] for one in by_place) + 1e-6) for role in range(ROLES)],
        types=[odds(chance(value)) for value in weights.filler.scores(names)],
    )


def sentences_of(parse: Parse, places: list[Place]) -> list[int]:
    """The sentences in which a phrase stands, each once, in text order."""
    return sorted({parse.tokens[place.head].sentence for place in places})

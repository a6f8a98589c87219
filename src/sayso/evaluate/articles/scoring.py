"""All figures of one article: who finds what, whole and field by field."""

from sayso.evaluate.articles.alignment import align
from sayso.evaluate.articles.attribution import score_attributions
from sayso.evaluate.articles.disputes import score_disputes
from sayso.evaluate.articles.documents import Document
from sayso.evaluate.articles.fields import score_fields
from sayso.evaluate.articles.merging import score_merging
from sayso.evaluate.articles.names import Names
from sayso.evaluate.articles.relations import score_relations
from sayso.evaluate.tally import Tally


def score_document(gold: Document, predicted: Document) -> Tally:
    """What `predicted` gets right of `gold`.

    Fields count over required events that were found; a figure that nothing in the gold
    asks for is absent.

    Source: `data/articles/SCHEMA.md`, "Scorer".
    """
    tally = Tally()
    names = Names(gold.names)
    alignment = align(names, gold, predicted, tally)
    for i, j in alignment.required(gold):
        score_fields(names, gold.events[i], predicted.events[j], tally)
        score_attributions(names, gold.events[i], predicted.events[j], tally)
    score_merging(gold, predicted, alignment, tally)
    score_disputes(names, gold, predicted, alignment, tally)
    score_relations(gold, predicted, alignment, tally)
    return tally

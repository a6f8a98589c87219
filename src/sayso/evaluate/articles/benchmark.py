"""The benchmark `articles`: a folder of gold annotations against a folder of records."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.errors import ResourceError
from sayso.evaluate.articles.causes import document_misses
from sayso.evaluate.articles.documents import Document
from sayso.evaluate.articles.files import GoldFile, gold_files, prediction_files
from sayso.evaluate.articles.further import count_further
from sayso.evaluate.articles.scoring import score_document
from sayso.evaluate.misses import Miss
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Tally


class Articles:
    """Whole articles in `sayso-annotation/1`: everything that a record says."""

    name = "articles"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare two folders, or two files.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        golds = gold_files(gold)
        return score_articles(golds, dict(prediction_files(golds, predicted)))


def score_articles(golds: Sequence[GoldFile], predicted: Mapping[str, Document | None]) -> Scores:
    """Figures over all gold files that hold annotations; `predicted` is by stem.

    An article without a prediction is scored as an empty one and listed as missing.
    """
    scored = [gold for gold in golds if gold.scored]
    return Scores(
        documents={g.stem: _tally(g, predicted.get(g.stem) or Document()) for g in scored},
        missing=tuple(g.stem for g in scored if predicted.get(g.stem) is None),
        misses=tuple(miss for g in scored for miss in _misses(g, predicted.get(g.stem) or Document())),
    )


def _tally(gold: GoldFile, predicted: Document) -> Tally:
    tally = score_document(gold.document, predicted)
    count_further(gold.document, predicted, tally)
    return tally


def _misses(gold: GoldFile, predicted: Document) -> list[Miss]:
    """What is wrong in one article, in its words where its text lies beside it."""
    try:
        text = gold.text()
    except ResourceError:  # figures need no text
        text = ""
    return list(document_misses(gold.stem, gold.document, predicted, text))

"""The benchmark `articles`: a folder of gold annotations against a folder of records."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.evaluate.articles.documents import Document
from sayso.evaluate.articles.files import GoldFile, gold_files, prediction_files
from sayso.evaluate.articles.scoring import score_document
from sayso.evaluate.scores import Scores


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
        documents={g.stem: score_document(g.document, predicted.get(g.stem) or Document()) for g in scored},
        missing=tuple(g.stem for g in scored if predicted.get(g.stem) is None),
    )

"""Files of documents and predictions to figures."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sayso.evaluate.scores import Scores
from sayso.evaluate.templates.files import Document, read_documents, read_predictions
from sayso.evaluate.templates.scoring import tally
from sayso.evaluate.templates.slots import Template


class Templates:
    """Types and fillers of templates, document by document."""

    name = "templates"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of documents and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_templates(read_documents(gold), read_predictions(predicted))


def score_templates(documents: Iterable[Document], said: Mapping[str, Sequence[Template]]) -> Scores:
    """Figures over the documents that have gold."""
    known = [one for one in documents if one.gold is not None]
    return Scores(
        {one.id: tally(one.gold or (), said.get(one.id, ())) for one in known},
        missing=tuple(one.id for one in known if one.id not in said),
        has_events=False,
    )

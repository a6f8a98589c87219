"""Records against gold: figures with intervals, one module or folder per benchmark."""

from pathlib import Path
from typing import Protocol

from sayso.evaluate.articles.benchmark import Articles
from sayso.evaluate.attribution import Attributions
from sayso.evaluate.copies import Copies
from sayso.evaluate.dates import Dates
from sayso.evaluate.disputes import Disputes
from sayso.evaluate.entities import Entities
from sayso.evaluate.incidents.benchmark import Incidents
from sayso.evaluate.lines import Lines
from sayso.evaluate.parties import Parties
from sayso.evaluate.perpetrators import Perpetrators
from sayso.evaluate.places import PlaceNames
from sayso.evaluate.relations import Relations
from sayso.evaluate.relevance import Relevance
from sayso.evaluate.revisions import Revisions
from sayso.evaluate.scores import Scores
from sayso.evaluate.spaces import Spaces
from sayso.evaluate.statements import Statements
from sayso.evaluate.templates.benchmark import Templates
from sayso.evaluate.traps import Traps
from sayso.evaluate.types import Types


class Benchmark(Protocol):
    """A task with gold annotations: `name` is what `sayso evaluate` calls it."""

    @property
    def name(self) -> str:
        """The word on the command line."""

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare gold and predictions on disk.

        Raises:
            ResourceError: a file is missing or not of the form.
        """


__all__ = ["BENCHMARKS", "Benchmark", "Scores"]

BENCHMARKS: dict[str, Benchmark] = {
    b.name: b
    for b in (
        Articles(),
        Entities(),
        PlaceNames(),
        Parties(),
        Dates(),
        Spaces(),
        Attributions(),
        Statements(),
        Disputes(),
        Perpetrators(),
        Relations(),
        Revisions(),
        Types(),
        Traps(),
        Relevance(),
        Templates(),
        Incidents(),
        Copies(),
        Lines(),
    )
}

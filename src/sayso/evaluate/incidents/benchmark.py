"""Groups of documents or mentions against gold, beside what a baseline would have."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.clusters import Agreed, Clustering, compare
from sayso.evaluate.incidents.files import read_clusters, read_gold
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Figure, Measures, Tally

OURS = "sayso"
OWN = "sayso, own events"  # says nothing of mentions that it does not find


@dataclass(frozen=True, slots=True)
class Groups:
    """Precision and recall of one way to group; groups of all documents together, so nothing adds up."""

    precision: float
    recall: float

    def sums(self) -> tuple[float, ...]:
        return (self.precision, self.recall)

    @classmethod
    def measures(cls, sums: tuple[float, ...]) -> Measures:
        both = Agreed(*sums)
        return {"p": both.precision, "r": both.recall, "f1": both.f1}

    def values(self) -> Measures:
        return {name: round(value, 4) for name, value in self.measures(self.sums()).items()}

    def plus(self, other: Figure) -> "Groups":
        raise NotImplementedError(f"groups are scored once, over all documents: {other!r}")


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean F1 of three measures."""

    f1: float

    def sums(self) -> tuple[float, ...]:
        return (self.f1,)

    @classmethod
    def measures(cls, sums: tuple[float, ...]) -> Measures:
        return {"f1": sums[0]}

    def values(self) -> Measures:
        return {"f1": round(self.f1, 4)}

    def plus(self, other: Figure) -> "Mean":
        raise NotImplementedError(f"groups are scored once, over all documents: {other!r}")


class Incidents:
    """Which documents tell one story, or which mentions one event."""

    name = "incidents"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of documents or mentions that has groups with a file of groups.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        wanted, given = read_gold(gold), read_clusters(predicted)
        return score_groups(wanted, {"predictions": given})


def score_groups(gold: Mapping[str, str], answers: Mapping[str, Mapping[str, str]]) -> Scores:
    """The figures of each answer by its name, and those of every thing alone, in one table."""
    tally = Tally()
    for name, answer in (*answers.items(), ("all alone", {one: one for one in gold})):
        for measure, figure in _figures(compare(gold, answer)):
            tally.add(f"{name}: {measure}", figure)
    whole = [answer for name, answer in answers.items() if name != OWN]
    missing = tuple(one for one in gold if any(one not in answer for answer in whole))
    return Scores({"all": tally} if gold else {}, missing=missing, has_events=False)


def _figures(found: Clustering) -> tuple[tuple[str, Figure], ...]:
    parts = (
        ("MUC", found.muc),
        ("B3", found.b_cubed),
        ("CEAF-e", found.ceaf_e),
        ("pairwise", found.pairwise),
    )
    figures = tuple((name, Groups(one.precision, one.recall)) for name, one in parts)
    return (("CoNLL", Mean(found.conll)), *figures)

"""The benchmark `relevance`: which reports a filter keeps, of those with and without an event in scope.

Gold is lines of JSON: `id`, `kind`, `title`, `text` and `relevant` ("yes", "no" or "doubt"). Predictions
are lines of JSON: `id`, `keeps` and, where the report was judged, `score` from 0 to 1. What is in doubt
has a figure of its own and is in no other. The table of reliability holds what was judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.misses import Miss, short
from sayso.evaluate.reliability import Reliability
from sayso.evaluate.rows import Json, by_id, known_only, label_of, read_lines, text_of
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Tally

KEPT, LEFT, DOUBT, JUDGED = (
    "reports in scope kept",
    "other news left out",
    "reports in doubt kept",
    "reports judged",
)
_VERDICTS = {"yes": True, "no": False, "doubt": None}


@dataclass(frozen=True, slots=True)
class News:
    """One report; `relevant` is None where a fair coder could go either way."""

    id: str
    kind: str
    title: str
    text: str
    relevant: bool | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a filter made of one report; `score` is None where it was not judged."""

    keeps: bool
    score: float | None = None


class Relevance:
    """Reports with an event in scope must be kept; other news should be left out."""

    name = "relevance"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of reports and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_relevance(read_news(gold), read_kept(predicted))


def score_relevance(news: Sequence[News], kept: Mapping[str, Kept]) -> Scores:
    """Figures over all reports, each a document of its own; one without a prediction counts as left out.

    Raises:
        ResourceError: a prediction is for no report.
    """
    known_only(kept, {one.id: one for one in news})
    documents, misses = {}, []
    for one in news:
        answer = kept.get(one.id, Kept(keeps=False))
        documents[one.id] = tally = Tally()
        tally.right(JUDGED, answer.score is not None)
        if one.relevant is None:
            tally.right(DOUBT, answer.keeps)
            continue
        right = answer.keeps == one.relevant
        for name in (_figure(one), f"{_figure(one)}: {one.kind}"):
            tally.right(name, right)
        if not right:
            score = "not judged" if answer.score is None else f"{answer.score:.3f}"
            misses.append(Miss(one.kind, one.id, f"{score}: {short(one.title or one.text)}"))
    kinds = sorted({f"{_figure(one)}: {one.kind}" for one in news if one.relevant is not None})
    return Scores(
        documents,
        missing=tuple(one.id for one in news if one.id not in kept),
        has_events=False,
        order=(KEPT, LEFT, DOUBT, JUDGED, *kinds),
        misses=tuple(misses),
        reliability=_reliability(news, kept),
    )


def _figure(one: News) -> str:
    return KEPT if one.relevant else LEFT


def _reliability(news: Sequence[News], kept: Mapping[str, Kept]) -> tuple[Reliability, ...]:
    pairs = [
        (kept[one.id].score, one.relevant) for one in news if one.id in kept and one.relevant is not None
    ]
    judged = [(score, relevant) for score, relevant in pairs if score is not None]
    return (Reliability.of("relevance", judged),) if judged else ()


def read_news(path: Path) -> list[News]:
    """The reports of a file.

    Raises:
        ResourceError: it cannot be read, a line is not of the form, or an id comes twice.
    """
    news = read_lines(path, _news)
    by_id(path, [(one.id, one) for one in news])
    return news


def _news(data: Json) -> News:
    if data["relevant"] not in _VERDICTS:
        raise ValueError(f"relevant is {data['relevant']!r}, not one of {', '.join(_VERDICTS)}")
    kind = label_of(data, "kind") or "other"
    verdict = _VERDICTS[data["relevant"]]
    return News(str(data["id"]), kind, str(data.get("title") or ""), text_of(data, "text"), verdict)


def read_kept(path: Path) -> dict[str, Kept]:
    """Predictions by id.

    Raises:
        ResourceError: the file cannot be read, a line is not of the form, or an id comes twice.
    """
    return by_id(path, read_lines(path, _kept))


def _kept(data: Json) -> tuple[str, Kept]:
    if not isinstance(data["keeps"], bool):
        raise TypeError(f"keeps is {data['keeps']!r}, not true or false")
    score = data.get("score")
    return str(data["id"]), Kept(data["keeps"], None if score is None else float(score))

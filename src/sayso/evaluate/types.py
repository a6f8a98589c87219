"""The benchmark `types`: which event type a short text mainly tells.

Gold is lines of JSON: `id`, `text` and `type`, a code of CASE 2021 task 2 (one of ACLED's 25
sub-event types, `ontology/acled.toml`); without `type` a text is only predicted. Predictions
are lines of JSON: `id` and `type`, null where nothing is said. A text without an answer is
wrong and adds no label.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.labels import Confusions, Labels
from sayso.evaluate.misses import Miss, short
from sayso.evaluate.rows import Json, by_id, known_only, label_of, read_lines, text_of
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Tally

TYPE = "type"


@dataclass(frozen=True, slots=True)
class Snippet:
    """One short text; `type` None where the gold has none."""

    id: str
    text: str
    type: str | None


class Types:
    """The sub-event type of short texts."""

    name = "types"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of texts and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_types(read_snippets(gold), read_types(predicted))


def score_types(snippets: Sequence[Snippet], answers: Mapping[str, str | None]) -> Scores:
    """Figures over the texts that have gold, each a document of its own.

    Raises:
        ResourceError: an answer is for no text.
    """
    known_only(answers, {one.id: one for one in snippets})
    asked = [(one, one.type, answers.get(one.id)) for one in snippets if one.type is not None]
    pairs = [(gold, given) for _, gold, given in asked]
    labels = Labels.of(TYPE, pairs)
    documents = {}
    for one, gold, given in asked:
        documents[one.id] = tally = Tally()
        labels.count(tally, gold, given)
    return Scores(
        documents,
        missing=tuple(one.id for one, _, _ in asked if one.id not in answers),
        has_events=False,
        order=labels.figures,
        confusions=(Confusions.of(TYPE, pairs),) if pairs else (),
        misses=tuple(
            Miss(f"{gold} given {given or 'no answer'}", one.id, short(one.text))
            for one, gold, given in asked
            if gold != given
        ),
    )


def read_snippets(path: Path) -> list[Snippet]:
    """The texts of a file.

    Raises:
        ResourceError: it cannot be read, a line is not of the form, or an id comes twice.
    """
    snippets = read_lines(path, _snippet)
    by_id(path, [(one.id, one) for one in snippets])
    return snippets


def _snippet(data: Json) -> Snippet:
    return Snippet(str(data["id"]), text_of(data, "text"), label_of(data, "type"))


def read_types(path: Path) -> dict[str, str | None]:
    """Predictions by id.

    Raises:
        ResourceError: the file cannot be read, a line is not of the form, or an id comes twice.
    """
    return by_id(path, read_lines(path, lambda data: (str(data["id"]), label_of(data, "type"))))

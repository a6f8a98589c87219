"""The benchmark `traps`: texts in the words of war that tell no event.

Gold is lines of JSON: `id`, `text` and `kind` (what lures: metaphor, sport, law ...).
Predictions are lines of JSON: `id` and `events`, a list with an entry for each event that
was coded, of whatever modality; sayso writes `trigger`, `type` and `modality`. The figure is
the share of texts in which nothing was coded: one less it is the share of false alarms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.misses import Miss, short
from sayso.evaluate.rows import Json, by_id, known_only, label_of, read_lines, text_of
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Tally

LEFT = "texts left without an event"
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Trap:
    """One text without an event; `kind` says what lures in it."""

    id: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lured:
    """One event that was coded in a text without any, as far as a coder describes it."""

    trigger: str | None = None
    type: str | None = None
    modality: str | None = None


class Traps:
    """Texts that must stay without an event."""

    name = "traps"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of texts and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_traps(read_traps(gold), read_lured(predicted))


def score_traps(traps: Sequence[Trap], lured: Mapping[str, Sequence[Lured]]) -> Scores:
    """Figures over all texts, each a document of its own; one without a prediction counts as wrong.

    Raises:
        ResourceError: a prediction is for no text.
    """
    known_only(lured, {trap.id: trap for trap in traps})
    documents, misses = {}, []
    for trap in traps:
        events = lured.get(trap.id)
        documents[trap.id] = tally = Tally()
        for name in (LEFT, f"{LEFT}: {trap.kind}"):
            tally.right(name, events is not None and not events)
        if events:
            words = ", ".join(f"{one.trigger!r} as {one.type} ({one.modality})" for one in events)
            misses.append(Miss(trap.kind, trap.id, f"{words}: {short(trap.text)}"))
    kinds = sorted({trap.kind for trap in traps})
    return Scores(
        documents,
        missing=tuple(trap.id for trap in traps if trap.id not in lured),
        has_events=False,
        order=(LEFT, *(f"{LEFT}: {kind}" for kind in kinds)),
        misses=tuple(misses),
    )


def read_traps(path: Path) -> list[Trap]:
    """The texts of a file.

    Raises:
        ResourceError: it cannot be read, a line is not of the form, or an id comes twice.
    """
    traps = read_lines(path, _trap)
    by_id(path, [(trap.id, trap) for trap in traps])
    return traps


def _trap(data: Json) -> Trap:
    return Trap(str(data["id"]), text_of(data, "text"), label_of(data, "kind") or _OTHER)


def read_lured(path: Path) -> dict[str, list[Lured]]:
    """Predictions by id.

    Raises:
        ResourceError: the file cannot be read, a line is not of the form, or an id comes twice.
    """
    return by_id(path, read_lines(path, _lured))


def _lured(data: Json) -> tuple[str, list[Lured]]:
    if not isinstance(data["events"], list):
        raise TypeError(f"events is {data['events']!r}, not a list")
    keys = ("trigger", "type", "modality")
    return str(data["id"]), [Lured(*(label_of(one, key) for key in keys)) for one in data["events"]]

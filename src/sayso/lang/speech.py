"""The table of weights of one language that finds cues, sources and contents."""

import json
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.model.lexicon import SpeechTable

FILE = "attribution.json"
_LABELS = 4


def speech_table(path: Path) -> SpeechTable | None:
    """The table that `tools/train_attribution.py` wrote; None where a language has none.

    Raises:
        ResourceError: the file is not of the form.
    """
    if not path.is_file():
        return None
    try:
        return _table(json.loads(path.read_bytes().decode("utf-8")))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResourceError(f"{path}: no table of weights: {error!r}") from error


def _table(data: dict[str, Any]) -> SpeechTable:
    moves = tuple(tuple(map(float, row)) for row in data["moves"])
    if [len(row) for row in moves] != [_LABELS] * _LABELS:
        raise ValueError("moves are not four by four")
    spans = {name: tuple(map(float, row)) for name, row in data["spans"].items()}
    if any(len(row) != _LABELS - 1 for row in spans.values()):
        raise ValueError("a span's weights are not three")
    return SpeechTable(
        words=frozenset(data["words"]),
        nouns=frozenset((lemma, tag) for lemma, tag in data["nouns"]),
        cues={name: float(weight) for name, weight in data["cues"].items()},
        spans=spans,
        moves=moves,
    )

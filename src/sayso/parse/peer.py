"""The model's own entity recogniser: a peer to be measured beside, never used in coding.

It takes 40 % of the CPU time of the parser's pipeline, and its labels are wrong on the
very names that coding is about; `load_model` leaves it out.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy

from sayso.errors import ResourceError
from sayso.parse.models import find_model


def named_entities(texts: Iterable[str], model: Path | None = None) -> Iterator[list[tuple[int, int, str]]]:
    """Start, end (exclusive) and label of each entity the model sees, text by text.

    Raises:
        ResourceError: no model is installed, or it has no entity recogniser.
    """
    folder = find_model(model)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError) as error:
        raise ResourceError(f"{folder}: spaCy cannot load this model: {error}") from error
    if "ner" not in nlp.pipe_names:
        raise ResourceError(f"{folder}: the model has no entity recogniser to compare with")
    for text in texts:
        yield [(entity.start_char, entity.end_char, entity.label_) for entity in nlp(text).ents]

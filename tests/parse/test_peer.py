"""The model's own recogniser, which only `sayso evaluate entities` asks."""

from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.parse.peer import named_entities


@pytest.mark.model
def test_the_recogniser_gives_spans_and_labels_text_by_text() -> None:
    texts = ["Barack Obama visited Germany.", "It rained."]
    found = [
        [(text[s:e], label) for s, e, label in marks]
        for text, marks in zip(texts, named_entities(texts), strict=True)
    ]
    assert found == [[("Barack Obama", "PERSON"), ("Germany", "GPE")], []]


def test_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no spaCy model"):
        list(named_entities(["a"], tmp_path))

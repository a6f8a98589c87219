from collections.abc import Mapping, Sequence

import pytest

from sayso.attribute.span_features import View, Window, features, window
from sayso.attribute.span_weights import SpanWeights, span_weights
from sayso.lang import load
from sayso.model.parse import Parse
from sayso.model.quoted import Marks
from sayso.model.report import Report
from sayso.parse import load_model, parse

pytestmark = pytest.mark.model

TEXT = (
    'A spokesman for the port said on Monday that two tugs were hit. "We saw smoke," he told reporters, "and '
    'then nothing." The navy, which runs the harbour, denied it: no ship of "theirs" had fired, it said, '
    "although a cook (who would not be named) claimed that three shells fell - far from the quay.\n\n"
    "According to the mayor, fishermen fear that mines drift towards the beach; others say they do not."
)


@pytest.fixture(scope="module")
def parsed() -> Parse:
    return parse(Report.from_text(TEXT), load_model()[0])


def spelt(rows: Sequence[Sequence[str]], table: Mapping[str, Sequence[float]]) -> list[tuple[float, ...]]:
    """What the weights of the names add up to, name by name."""
    found = []
    for row in rows:
        total = [0.0, 0.0, 0.0]
        for name in row:
            total = [a + b for a, b in zip(total, table.get(name, (0.0, 0.0, 0.0)), strict=True)]
        found.append(tuple(total))
    return found


def views(parsed: Parse, words: frozenset[str]) -> list[tuple[int, Window, Marks]]:
    marks = Marks(parsed)
    cues = [
        token.index for token in parsed.tokens if token.tag.startswith("VB") or token.lower == "according"
    ]
    return [(cue, window(parsed, cue, marks.state), marks) for cue in cues]


def test_the_sums_are_those_of_the_names_to_the_last_bit(parsed: Parse) -> None:
    table = load("en").speech
    assert table is not None
    weights = span_weights(table)
    for cue, where, marks in views(parsed, table.words):
        rows = features(parsed, cue, where, marks, table.words)
        sums = weights.sums(View(parsed, cue, where, marks, table.words))
        assert sums == spelt(rows, table.spans)


def test_every_name_is_found_and_none_counts_twice(parsed: Parse) -> None:
    words = frozenset({"said", "say", "told", "the", "no", "that", "navy"})
    for cue, where, marks in views(parsed, words):
        rows = features(parsed, cue, where, marks, words)
        table = {name: (1.0, 2.0, -1.0) for row in rows for name in row}
        sums = SpanWeights(table).sums(View(parsed, cue, where, marks, words))
        assert sums == [(len(row) * 1.0, len(row) * 2.0, len(row) * -1.0) for row in rows]

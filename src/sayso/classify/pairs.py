"""What a text tells of one party towards another: the pair is marked, and the whole is one input."""

from collections.abc import Sequence

from sayso.classify.encoder import SOURCE, TARGET, Encoder, softmax
from sayso.errors import SpanError
from sayso.model.classes import Asked, Relation, Stretch, Way
from sayso.model.events import Modality
from sayso.model.ontology import Ontology

ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # as PLV joins them; every other type is its own root
_AROUND = 320  # code points on each side of a pair that are read, in a text too long for the encoder


def checked(text: str, source: Stretch | None, target: Stretch | None) -> None:
    """Refuse a pair that is none.

    Raises:
        SpanError: a span lies outside of the text or holds nothing, or both are the same.
    """
    for name, span in (("source", source), ("target", target)):
        if span is not None and not 0 <= span[0] < span[1] <= len(text):
            raise SpanError(
                f"{name} {span[0]} to {span[1]} does not lie in the text: 0 <= start < end <= {len(text)}"
            )
    if source is not None and source == target:
        raise SpanError(
            f"source and target are both {source[0]} to {source[1]}; a relation needs two different spans"
        )


def relations(encoder: Encoder, asked: Sequence[Asked], ontology: Ontology) -> list[Relation]:
    """The relation of each (text, source, target), in order; one of the spans may be None.

    Raises:
        SpanError: a span lies outside of its text, or source and target are the same.
    """
    for text, source, target in asked:
        checked(text, source, target)
    rows = [pair_pieces(encoder, text, source, target) for text, source, target in asked]
    return [_relation(encoder, row, ontology) for row in rows]


def _relation(encoder: Encoder, row: Sequence[int], ontology: Ontology) -> Relation:
    """The likeliest root, within YIELD the likelier type, and how real the word is that best tells it."""
    labels = encoder.about.labels
    outputs = encoder.run(row, ("relation", "trigger", "reality"))
    types = map(float, softmax(outputs["relation"]))
    ranked = sorted(zip(labels["relation"], types, strict=True), key=lambda one: -one[1])
    shares: dict[str, float] = {}
    for name, share in ranked:
        root = ROOTS.get(name, name)
        shares[root] = shares.get(root, 0.0) + share
    root = max(shares, key=lambda name: shares[name])
    kind = next(name for name, _ in ranked if ROOTS.get(name, name) == root)
    word = int(outputs["trigger"][:, labels["trigger"].index(kind)].argmax())
    modality = Modality(labels["reality"][int(outputs["reality"][word].argmax())])
    kept = tuple((name, round(share, 2)) for name, share in ranked)
    return Relation(kind, root, ontology.types[kind].quad, modality, Way.LEARNED, kept)


def pair_pieces(encoder: Encoder, text: str, source: Stretch | None, target: Stretch | None) -> list[int]:
    """Word pieces of `text` with marks around source and target; of a long text, those around them."""
    spans = [span for span in (source, target) if span is not None]
    if len(text) > 2 * _AROUND and spans:
        first = max(0, min(start for start, _ in spans) - _AROUND)
        last = max(end for _, end in spans) + _AROUND
    else:
        first, last = 0, len(text)
    marks: list[tuple[int, int, int, int]] = []  # place, closing before opening, longest outside, piece
    for span, (opening, closing) in ((source, SOURCE), (target, TARGET)):
        if span is not None:
            marks.append((span[0], 1, -span[1], opening))
            marks.append((span[1], 0, -span[0], closing))
    pieces: list[int] = []
    at = first
    for place, _, _, mark in sorted(marks):
        pieces += [*encoder.pieces(text[at:place]), mark]
        at = place
    pieces += encoder.pieces(text[at:last])
    return encoder.row(pieces)

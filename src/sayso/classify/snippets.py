"""What a short text mainly tells, as one of ACLED's sub-event types."""

from collections.abc import Mapping, Sequence

from sayso.classify.encoder import NONE, Array, Encoder, softmax
from sayso.errors import SpanError
from sayso.model.classes import EventClass, Way
from sayso.model.ontology import Ontology


def event_classes(encoder: Encoder, texts: Sequence[str], ontology: Ontology) -> list[EventClass]:
    """The class of each text's main event, in order.

    A text without an event gets the likeliest class, too: `event` says how likely it has one.

    Raises:
        SpanError: a text is empty.
    """
    not_empty(texts)
    names = {code: name for name, code in ontology.case2021.items()}
    return [_class(event_shares(encoder, text), names, ontology) for text in texts]


def not_empty(texts: Sequence[str]) -> None:
    """Refuse texts of which one is empty.

    Raises:
        SpanError: a text holds nothing but blanks.
    """
    for number, text in enumerate(texts, 1):
        if not text.strip():
            raise SpanError(f"text {number} is empty; a class needs a sentence or two")


def event_shares(encoder: Encoder, text: str) -> tuple[float, dict[str, float]]:
    """How likely a text tells an event of conflict, and, if it does, how likely each class is."""
    row = encoder.row(encoder.pieces(text))
    return shares_of(encoder, encoder.run(row, ("event",))["event"][0])


def shares_of(encoder: Encoder, numbers: Array) -> tuple[float, dict[str, float]]:
    """The same of what the head of events says of a stretch."""
    shares = dict(zip(encoder.about.labels["event"], map(float, softmax(numbers)), strict=True))
    event = 1.0 - shares.pop(NONE)
    return event, {code: share / event for code, share in shares.items()}


def _class(
    shares: tuple[float, Mapping[str, float]], names: Mapping[str, str], ontology: Ontology
) -> EventClass:
    event, classes = shares
    ranked = sorted(classes.items(), key=lambda one: -one[1])
    kept = tuple((code, round(share, 2)) for code, share in ranked)
    return class_of(ranked[0][0], names, ontology, Way.LEARNED, (round(event, 2), kept))


def class_of(
    code: str,
    names: Mapping[str, str],
    ontology: Ontology,
    way: Way,
    shares: tuple[float | None, tuple[tuple[str, float], ...]] = (None, ()),
) -> EventClass:
    """The class with the codes of the other ontologies; `names` maps code to sub-event type."""
    acled = ontology.acled[names[code]]
    if names[code] not in ontology.plover_of:
        return EventClass(code, acled, None, None, None, way, *shares)
    kind, mode = ontology.plover_of[names[code]]
    return EventClass(code, acled, kind, mode or None, ontology.cameo[kind, mode], way, *shares)

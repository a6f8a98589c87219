"""What a short text mainly tells, as one of ACLED's sub-event types."""

from collections.abc import Mapping, Sequence

from sayso.classify.encoder import BEGIN, END, Encoder, softmax
from sayso.errors import SpanError
from sayso.model.classes import EventClass, Way
from sayso.model.ontology import Ontology

NONE = "NONE"  # the label of the weights for a text that tells no event of conflict


def event_classes(encoder: Encoder, texts: Sequence[str], ontology: Ontology) -> list[EventClass]:
    """The class of each text's main event, in order.

    A text without an event gets the likeliest class, too: `event` says how likely it has one.

    Raises:
        SpanError: a text is empty.
    """
    for number, text in enumerate(texts, 1):
        if not text.strip():
            raise SpanError(f"text {number} is empty; a class needs a sentence or two")
    names = {code: name for name, code in ontology.case2021.items()}
    labels = encoder.about.labels["event"]
    found = []
    for text in texts:
        row = [BEGIN, *encoder.pieces(text)[: encoder.about.longest - 2], END]
        shares = map(float, softmax(encoder.run(row, ("event",))["event"]))
        found.append(_class(dict(zip(labels, shares, strict=True)), names, ontology))
    return found


def _class(shares: Mapping[str, float], names: Mapping[str, str], ontology: Ontology) -> EventClass:
    event = 1.0 - shares[NONE]
    ranked = sorted(
        ((code, share) for code, share in shares.items() if code != NONE), key=lambda one: -one[1]
    )
    whole = sum(share for _, share in ranked)
    kept = tuple((code, round(share / whole, 2)) for code, share in ranked)
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

"""Classes of a pair of parties and of a short text: learned where there are weights, else by rules."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from sayso.classify import (
    ROOTS,
    Encoder,
    checked,
    class_of,
    event_classes,
    load_encoder,
    not_empty,
    relations,
)
from sayso.model.classes import Asked, EventClass, Relation, Stretch, Way
from sayso.model.events import Event
from sayso.model.ontology import Ontology
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.ontology import load_ontology
from sayso.pipeline import LANGUAGE, Coder, default_coder


class Classifier:
    """Classifies with one set of tables, loaded once.

    Args:
        encoder: the weights; None classifies by the rules of coding.
        load: makes the coder for the rules, when it is first needed.
    """

    def __init__(self, encoder: Encoder | None, load: Callable[[], Coder] = default_coder) -> None:
        self._encoder = encoder
        self._load = load
        self._ontology: Ontology = load_ontology()
        self._names = {code: name for name, code in self._ontology.case2021.items()}

    def relations(self, asked: Iterable[Asked]) -> Iterator[Relation | None]:
        """The relation of each (text, source, target); one span may be None. None: the rules find nothing.

        Raises:
            SpanError: a span lies outside of its text, or source and target are the same.
        """
        rows = list(asked)
        if self._encoder is not None:
            yield from relations(self._encoder, rows, self._ontology)
            return
        for text, source, target in rows:
            checked(text, source, target)
            event = _told_of(self._events(text), source, target)
            yield None if event is None else self._ruled(event)

    def events(self, texts: Iterable[str]) -> Iterator[EventClass | None]:
        """The class of the main event of each text. None: the rules find nothing that ACLED codes.

        Raises:
            SpanError: a text is empty.
        """
        rows = list(texts)
        if self._encoder is not None:
            yield from event_classes(self._encoder, rows, self._ontology)
            return
        not_empty(rows)
        for text in rows:
            coded = [event.acled.value.sub_event_type for event in self._events(text) if event.acled]
            code = self._ontology.case2021[coded[0]] if coded else None
            yield None if code is None else class_of(code, self._names, self._ontology, Way.RULES)

    def _events(self, text: str) -> Sequence[Event]:
        return self._load().code(Report.from_text(text, language=LANGUAGE)).events

    def _ruled(self, event: Event) -> Relation:
        kind = event.type.value
        quad = self._ontology.types[kind].quad
        return Relation(kind, ROOTS.get(kind, kind), quad, event.modality.value, Way.RULES)


def _told_of(events: Sequence[Event], source: Stretch | None, target: Stretch | None) -> Event | None:
    """The event in which most of the pair stand in their roles; of several the first told."""

    def fit(event: Event) -> int:
        actors = [span for one in event.actors for span in one.evidence]
        targets = [span for one in event.targets for span in one.evidence]
        right = _meet(actors, source) + _meet(targets, target)
        return 2 * right + _meet(targets, source) + _meet(actors, target)

    return max(events, key=fit, default=None)


def _meet(spans: Iterable[Span], stretch: Stretch | None) -> bool:
    """Whether one of the spans shares characters with the stretch."""
    if stretch is None:
        return False
    return any(one.start < stretch[1] and stretch[0] < one.end for one in spans)


def installed(load: Callable[[], Coder] = default_coder) -> Classifier:
    """The classifier with the weights of this installation, or none.

    Raises:
        ResourceError: the weights are damaged.
    """
    return Classifier(load_encoder(LANGUAGE), load)


@cache
def default_classifier() -> Classifier:
    """The classifier that the functions of this module use; loaded at the first call."""
    return installed()


def classify_relation(text: str, source: Stretch, target: Stretch) -> Relation | None:
    """What `text` tells of `source` towards `target`: PLOVER type, quad and modality.

    Args:
        text: a sentence or two; of a longer text what stands around the pair is read.
        source: start and end of the words for who acts, in code points, end exclusive.
        target: the same for whom it is done to.

    Returns:
        None where no weights are installed and the rules find no event.

    Raises:
        SpanError: a span lies outside of the text, or both are the same.
        ResourceError: the weights are damaged.
    """
    return next(default_classifier().relations([(text, source, target)]))


def classify_event(text: str) -> EventClass | None:
    """What a short text mainly tells: ACLED's sub-event type with PLOVER's and CAMEO's codes.

    Returns:
        The likeliest class even of a text that may tell no event: `event` says how likely it
        does. None where no weights are installed and the rules find no event.

    Raises:
        SpanError: the text is empty.
        ResourceError: the weights are damaged.
    """
    return next(default_classifier().events([text]))

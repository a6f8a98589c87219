"""What the weights say of the words of a report, in windows of a few sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.classify.encoder import NONE, Array, Encoder, softmax
from sayso.classify.snippets import event_shares
from sayso.model.hints import Hints, Told
from sayso.model.parse import Parse, UnitKind

AGAIN = "AGAIN"  # the label of another mention of an event
_NO_MODE = "none"
_LEAST = 0.05  # probabilities below it are not kept


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of sentences: its word pieces, and at which of them each token begins."""

    ids: list[int]
    tokens: tuple[int, ...]
    pieces: tuple[int, ...]


def hints(encoder: Encoder, parse: Parse, triggers: Sequence[int]) -> Hints:
    """What the weights say of the words of `parse`; roles for `triggers` and for words they take for one."""
    told: dict[int, Told] = {}
    roles: dict[int, dict[str, dict[int, float]]] = {}
    report = 0.0
    asked = frozenset(triggers)
    nothing = encoder.about.labels["event"].index(NONE)
    for window in _windows(encoder, parse):
        outputs = encoder.run(window.ids, ("trigger", "mode", "reality", "role", "event"))
        if not window.tokens:
            continue
        report = max(report, 1.0 - float(softmax(outputs["event"])[nothing]))
        rows = np.array(window.pieces)
        shares = softmax(outputs["trigger"][rows])
        here = _told(encoder, window, shares, outputs["mode"][rows], outputs["reality"][rows])
        told |= here
        for number, token in enumerate(window.tokens):
            if token in here or token in asked:
                table = 1 / (1 + np.exp(-outputs["role"][rows[number]][rows]))
                roles[token] = _roles(encoder, window, table)
    return Hints(told, roles, report)


def classes_of(encoder: Encoder, parse: Parse, tokens: Sequence[int]) -> dict[int, dict[str, float]]:
    """The sub-event types of the sentences of `tokens`, as `Hints.classes` has them."""
    numbers = sorted({parse.tokens[token].sentence for token in tokens})
    texts = {number: parse.sentences[number].span.of(parse.text) for number in numbers}
    known = {number: event_shares(encoder, text)[1] for number, text in texts.items()}
    return {token: known[parse.tokens[token].sentence] for token in tokens}


def _told(encoder: Encoder, window: Window, shares: Array, modes: Array, realities: Array) -> dict[int, Told]:
    labels = encoder.about.labels
    names = labels["trigger"]
    none, again = names.index(NONE), names.index(AGAIN)
    found = {}
    for number in np.flatnonzero(shares[:, none] < 1 - _LEAST):
        row = shares[number]
        types = {name: float(row[i]) for i, name in enumerate(names) if i not in (none, again)}
        mode = labels["mode"][int(modes[number].argmax())]
        real = labels["reality"][int(realities[number].argmax())]
        told = Told(types, float(row[again]), None if mode == _NO_MODE else mode, real)
        found[window.tokens[number]] = told
    return found


def _roles(encoder: Encoder, window: Window, table: Array) -> dict[str, dict[int, float]]:
    return {
        name: {window.tokens[i]: float(table[i, at]) for i in np.flatnonzero(table[:, at] >= _LEAST)}
        for at, name in enumerate(encoder.about.labels["role"])
    }


def _windows(encoder: Encoder, parse: Parse) -> Iterator[Window]:
    """As many whole sentences as the encoder reads at once; a longer one is read to where that ends."""
    room = encoder.about.longest - 2
    ids: list[int] = []
    places: list[tuple[int, int]] = []
    for sentence in parse.sentences:
        if parse.units[sentence.unit].kind is UnitKind.FURNITURE:
            continue
        found, offsets = encoder.placed(sentence.span.of(parse.text))
        if ids and len(ids) + len(found) > room:
            yield _window(encoder, ids, places)
            ids, places = [], []
        starts = np.array([sentence.span.start + a for a, _ in offsets])
        for token in parse.tokens[sentence.first : sentence.last]:
            piece = int(np.searchsorted(starts, token.span.start))
            if piece < len(starts) and starts[piece] < token.span.end and len(ids) + piece < room:
                places.append((token.index, 1 + len(ids) + piece))
        ids = (ids + found)[:room]
    if ids:
        yield _window(encoder, ids, places)


def _window(encoder: Encoder, ids: Sequence[int], places: Sequence[tuple[int, int]]) -> Window:
    tokens, pieces = tuple(t for t, _ in places), tuple(p for _, p in places)
    return Window(encoder.row(ids), tokens, pieces)

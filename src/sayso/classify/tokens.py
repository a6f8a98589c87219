"""What the weights say of the words of a report, in windows of a few sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.classify.encoder import NONE, Array, Encoder, softmax
from sayso.classify.snippets import shares_of
from sayso.model.hints import Hints, Told
from sayso.model.parse import Parse, UnitKind

AGAIN = "AGAIN"  # the label of another mention of an event
_NO_MODE = "none"
_HEADS = ("trigger", "mode", "reality", "left", "right", "event")
_LEAST = 0.05  # probabilities below it are not kept
_TOLD = 0.25  # from here on a word that the lexicon lacks may be taken for a trigger


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of sentences: its word pieces, at which of them each token begins, and where sentences stand.

    `sentences` maps the number of a sentence to its first word piece and the one behind its last.
    """

    ids: list[int]
    tokens: tuple[int, ...]
    pieces: tuple[int, ...]
    sentences: dict[int, tuple[int, int]]


def hints(encoder: Encoder, parse: Parse, triggers: Sequence[int]) -> Hints:
    """What the weights say of the words of `parse`.

    Roles are looked for of `triggers` and of words that the weights take for one.
    """
    told: dict[int, Told] = {}
    roles: dict[int, dict[str, dict[int, float]]] = {}
    sentences: dict[int, float] = {}
    classes: dict[int, dict[str, float]] = {}
    asked = frozenset(triggers)
    for window in _windows(encoder, parse):
        outputs = encoder.run(window.ids, _HEADS, list(window.sentences.values()))
        for number, row in zip(window.sentences, outputs["event"], strict=True):
            sentences[number], classes[number] = shares_of(encoder, row)
        if not window.tokens:
            continue
        rows = np.array(window.pieces)
        shares = softmax(outputs["trigger"][rows])
        here = _told(encoder, window, shares, outputs["mode"][rows], outputs["reality"][rows])
        told |= here
        right = outputs["right"][rows]
        for number, token in enumerate(window.tokens):
            if token in asked or (token in here and here[token].event >= _TOLD):
                numbers = np.einsum("rn,wrn->wr", outputs["left"][rows[number]], right)
                roles[token] = _roles(encoder, window, 1 / (1 + np.exp(-numbers)))
    return Hints(told, roles, sentences, classes)


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
    found: dict[str, dict[int, float]] = {name: {} for name in encoder.about.labels["role"]}
    for word, role in zip(*np.nonzero(table >= _LEAST), strict=True):
        found[encoder.about.labels["role"][role]][window.tokens[word]] = float(table[word, role])
    return found


def _windows(encoder: Encoder, parse: Parse) -> Iterator[Window]:
    """As many whole sentences as the encoder reads at once; a longer one is read to where that ends."""
    room = encoder.about.longest - 2
    ids: list[int] = []
    places: list[tuple[int, int]] = []
    sentences: dict[int, tuple[int, int]] = {}
    for number, sentence in enumerate(parse.sentences):
        if parse.units[sentence.unit].kind is UnitKind.FURNITURE:
            continue
        found, offsets = encoder.placed(sentence.span.of(parse.text))
        if not found:
            continue
        if ids and len(ids) + len(found) > room:
            yield _window(encoder, ids, places, sentences)
            ids, places, sentences = [], [], {}
        sentences[number] = (1 + len(ids), 1 + min(room, len(ids) + len(found)))
        words = parse.tokens[sentence.first : sentence.last]
        starts = np.array([start for start, _ in offsets]) + sentence.span.start
        pieces = np.searchsorted(starts, [word.span.start for word in words])
        for word, piece in zip(words, pieces.tolist(), strict=True):
            if piece < len(starts) and starts[piece] < word.span.end and len(ids) + piece < room:
                places.append((word.index, 1 + len(ids) + piece))
        ids = (ids + found)[:room]
    if ids:
        yield _window(encoder, ids, places, sentences)


def _window(
    encoder: Encoder,
    ids: Sequence[int],
    places: Sequence[tuple[int, int]],
    sentences: dict[int, tuple[int, int]],
) -> Window:
    tokens, pieces = tuple(t for t, _ in places), tuple(p for _, p in places)
    return Window(encoder.row(ids), tokens, pieces, sentences)

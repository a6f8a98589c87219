"""The steps of the parser in NumPy.

spaCy's own loop gives the interpreter's lock away and takes it back for each of the eight features of each
step, which costs more than the step itself. The numbers are the same but for the last bits.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel  # type: ignore[import-not-found]  # compiled, untyped
from spacy.tokens import Doc

_LAYERS = (("linear", "precomputable_affine", "linear"), 2)  # and pieces of the second
# The parser takes a quarter of a batch at once, and a step costs it about as much for few texts as for many.
_AT_ONCE = 4


@lru_cache(maxsize=4)
def steps_of(nlp: Language) -> Callable[[Sequence[Doc]], None]:
    """What parses tagged texts, all at once, with the weights of the pipeline's parser."""
    parser: Any = nlp.get_pipe("parser")
    if _is_known(parser):
        return _Steps(parser).parse

    def parse(docs: Sequence[Doc]) -> None:
        for _ in parser.pipe(docs, batch_size=_AT_ONCE * len(docs)):
            pass

    return parse


def _is_known(parser: Any) -> bool:
    """Whether a parser is of the build that is told here; one of another build parses by itself."""
    layers = parser.model.layers
    names = tuple(layer.name.rpartition(">>")[2] for layer in layers)
    known = (names, layers[1].get_dim("nP") if len(layers) > 1 else 0) == _LAYERS
    return known and parser.cfg["beam_width"] == 1 and not parser.model.attrs["unseen_classes"]


class _Steps:
    """Takes the likeliest step from each state, until all texts are read."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self._vectors, lower, upper = parser.model.layers
        weights = np.asarray(lower.get_param("W"))  # features, width, pieces, inputs
        self._features, self._width = weights.shape[:2]
        self._matrix = np.ascontiguousarray(weights.swapaxes(1, 2).reshape(-1, weights.shape[3]).T)
        self._nothing = np.asarray(lower.get_param("pad"))[0].swapaxes(1, 2).reshape(-1)
        self._bias = np.asarray(lower.get_param("b")).T.reshape(-1)
        self._scores = np.ascontiguousarray(np.asarray(upper.get_param("W")).T)
        self._prior = np.asarray(upper.get_param("b"))
        self._shape = SimpleNamespace(state2vec=SimpleNamespace(nF=self._features))

    def parse(self, docs: Sequence[Doc]) -> None:
        """Sets heads, labels and sentences of the texts."""
        every = self._parser.moves.init_batch(docs)
        states = [state for state in every if not state.is_final()]
        if states:
            table = self._table(docs)
            # The first rows are those of no word, which is numbered -1.
            row = np.arange(self._features) + self._features
            while states:
                tokens = ParserStepModel.get_token_ids(self._shape, states)
                sums = np.add.reduce(table.take(tokens * self._features + row, axis=0), axis=1)
                sums += self._bias
                hidden = np.maximum(sums[:, : self._width], sums[:, self._width :])
                scores = hidden @ self._scores
                scores += self._prior
                states = self._parser.transition_states(states, scores)
        self._parser.set_annotations(docs, every)

    def _table(self, docs: Sequence[Doc]) -> "np.ndarray[Any, np.dtype[np.float32]]":
        """What each word adds as each of the features, a row each; before them the rows of no word."""
        vectors, _ = self._vectors(docs, is_train=False)
        table = np.empty((len(vectors) + 1, self._matrix.shape[1]), dtype="f")
        table[0] = self._nothing
        np.matmul(vectors, self._matrix, out=table[1:])
        return table.reshape(-1, self._bias.size)

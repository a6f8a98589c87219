"""The word vectors of the model, with all multiplied in advance that does not depend on the text.

spaCy looks a word's hashes up in six tables, joins the rows and multiplies them with a matrix. Here each row
of the tables has been multiplied once, when the model was loaded, so that only sums are left; and the
matrices go through NumPy, whose kernels fit the computer. The numbers are the same but for the last bits.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

_EMBED = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
_KEPT = 16_000  # words kept: 6 MB, and 3 for the keys
_HASHES = 4  # rows of a table that a word has
_PIECES = 3
_SMALLEST = np.float32(1e-8)  # of a variance, as thinc has it
_Floats = np.ndarray[Any, np.dtype[np.float32]]
_Hashed = np.ndarray[Any, np.dtype[np.uint64]]
_Nodes = Sequence[Model[Any, Any]]


def quickened(model: Model[Any, Any]) -> Model[Any, Any]:
    """What gives the output of a component `tok2vec`, up to rounding; itself where it is of another build."""
    if len(model.layers) != 2 or tuple(map(_kind, model.layers[0].layers)) != _EMBED:
        return model
    extract, _, hashed, mixed, _ = model.layers[0].layers
    tables = [node for node in hashed.walk() if node.name == "hashembed"]
    blocks = [mixed.layers[0], *(node.layers[0] for node in model.layers[1].layers[0].layers)]
    if not all(_is_known(block, int(number > 0)) for number, block in enumerate(blocks)):
        return model
    words = _Words(extract.attrs["columns"], tables, _Layer(blocks[0]))
    vectors = _Vectors(words, [_Layer(block) for block in blocks[1:]], model.layers[1].attrs["pad"])

    def forward(_: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[_Floats], None]:  # noqa: FBT001 (thinc's own signature)
        return vectors.of(docs), None

    return Model("word_vectors", forward, dims={"nO": words.width})


class _Words:
    """What words are alone: sums of rows of tables, then the first layer; kept from report to report."""

    def __init__(self, columns: Sequence[str], tables: _Nodes, layer: "_Layer") -> None:
        self.width = layer.width
        self._columns: list[int | str] = list(columns)
        self._layer = layer
        self._ops = NumpyOps()
        self._numbers: dict[bytes, int] = {}  # what is hashed of a word -> its row in `_kept`
        self._kept = np.zeros((_KEPT, self.width), dtype="f")
        self._tables = [(table.attrs["seed"], table.get_dim("nV")) for table in tables]
        widths = accumulate((table.get_dim("nO") for table in tables), initial=0)
        parts = [layer.matrix[start:end] for start, end in pairwise(widths)]
        self._rows = np.concatenate(
            [np.asarray(table.get_param("E")) @ part for table, part in zip(tables, parts, strict=True)]
        )

    def of(self, docs: Sequence[Doc]) -> _Floats:
        """One row a word, doc after doc."""
        words = np.concatenate([doc.to_array(self._columns) for doc in docs])
        raw, size = words.tobytes(), words.itemsize * words.shape[1]
        seen = [raw[at : at + size] for at in range(0, len(raw), size)]
        new = {word: row for row, word in enumerate(seen) if word not in self._numbers}
        if len(self._numbers) + len(new) > len(self._kept):
            self._numbers.clear()
            new = {word: row for row, word in enumerate(seen)}
        if len(new) > len(self._kept):
            return self._worked_out(words)
        if new:
            first = len(self._numbers)
            self._kept[first : first + len(new)] = self._worked_out(words[list(new.values())])
            self._numbers.update((word, first + number) for number, word in enumerate(new))
        return self._kept[[self._numbers[word] for word in seen]]

    def _worked_out(self, words: _Hashed) -> _Floats:
        keys = np.empty((len(words), _HASHES * len(self._tables)), dtype=np.int32)
        above = 0
        for number, (seed, size) in enumerate(self._tables):
            hashes = self._ops.hash(np.ascontiguousarray(words[:, number]), seed)
            keys[:, _HASHES * number : _HASHES * (number + 1)] = hashes % size + above
            above += size
        return self._layer.applied(self._ops.gather_add(self._rows, keys))


class _Vectors:
    """What words are among their neighbours; `pad` rows of zeros stand between texts."""

    def __init__(self, words: _Words, layers: "Sequence[_Layer]", pad: int) -> None:
        self._words = words
        self._layers = layers
        self._nothing = np.zeros((pad, words.width), dtype="f")
        self._ops = NumpyOps()

    def of(self, docs: Sequence[Doc]) -> list[_Floats]:
        """One array a doc, one row a word."""
        alone = self._words.of(docs)
        pad = len(self._nothing)
        rows = [self._nothing]
        ends = list(accumulate(map(len, docs), initial=0))
        for start, end in pairwise(ends):
            rows += [alone[start:end], self._nothing]
        vectors = np.concatenate(rows)
        for layer in self._layers:
            vectors += layer.applied(self._ops.seq2col(vectors, 1) @ layer.matrix)
        return [
            vectors[start + pad * number : end + pad * number]
            for number, (start, end) in enumerate(pairwise(ends), start=1)
        ]


class _Layer:
    """A maxout and what makes its output even; `matrix` has the inputs as rows, piece beside piece."""

    def __init__(self, block: Model[Any, Any]) -> None:
        maxout = next(node for node in block.walk() if node.name == "maxout")
        norm = next(node for node in block.walk() if node.name == "layernorm")
        weights: _Floats = np.asarray(maxout.get_param("W"))  # width, pieces, inputs
        self.width = weights.shape[0]
        self._count = np.float32(self.width)
        self.matrix = np.ascontiguousarray(
            weights.transpose(1, 0, 2).reshape(_PIECES * self.width, weights.shape[2]).T
        )
        self._bias = np.ascontiguousarray(np.asarray(maxout.get_param("b")).T).reshape(-1)
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def applied(self, product: _Floats) -> _Floats:
        """The output for inputs that are multiplied already."""
        product += self._bias
        one, two, three = (product[:, n * self.width : (n + 1) * self.width] for n in range(_PIECES))
        best = np.maximum(np.maximum(one, two), three)
        best -= np.add.reduce(best, axis=1, keepdims=True) / self._count
        even = np.einsum("ij,ij->i", best, best) / self._count + _SMALLEST
        best *= (1 / np.sqrt(even))[:, None]
        best *= self._scale
        best += self._shift
        return best


def _kind(model: Model[Any, Any]) -> str:
    return model.name.partition("(")[0]


def _is_known(block: Model[Any, Any], window: int) -> bool:
    """Whether a block is a maxout of three pieces and a norm, over so many neighbours."""
    names = [node.name for node in block.walk() if not node.layers and node.name != "dropout"]
    windows = [node.attrs["window_size"] for node in block.walk() if node.name == "expand_window"]
    pieces = [node.get_dim("nP") for node in block.walk() if node.name == "maxout"]
    wanted = ["expand_window"] * window + ["maxout", "layernorm"]
    return names == wanted and windows == [1] * window and pieces == [_PIECES]

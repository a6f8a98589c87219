"""The sentence encoder with its heads: a file of weights, a tokenizer, and what they were made of."""

import hashlib
import importlib.util
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ResourceError

ABOUT = "about.json"
NEEDED = ("onnxruntime", "tokenizers")
NONE = "NONE"  # the label of what tells no event, in the heads of texts and of words
BEGIN, END = 101, 102  # word pieces that stand around every text, as the encoder was trained
_LONE = re.compile("[\ud800-\udfff]")  # halves of characters, which the tokenizer refuses
SOURCE, TARGET = (2, 3), (4, 5)  # word pieces without a word: they stand around the two of a pair

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class About:
    """What `about.json` says: labels of each head in order, hashes of the files, and the longest input."""

    name: str
    version: str
    files: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    longest: int

    @property
    def digest(self) -> str:
        """One hash for all files: it changes whenever one of them does."""
        joined = "".join(f"{name}{digest}" for name, digest in sorted(self.files.items()))
        return hashlib.sha256(joined.encode()).hexdigest()


def read_about(folder: Path) -> About:
    """What a folder of weights says of itself.

    Raises:
        ResourceError: the file is missing, unreadable or lacks something.
    """
    path = folder / ABOUT
    try:
        row = json.loads(path.read_text("utf-8"))
        labels = {str(head): tuple(map(str, names)) for head, names in row["labels"].items()}
        files = {str(name): str(digest) for name, digest in row["sha256"].items()}
        return About(str(row["name"]), str(row["version"]), files, labels, int(row["longest"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResourceError(f"{path}: not a description of weights: {error!r}") from error


def missing_packages() -> list[str]:
    """Which of the packages that run the weights are not installed."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


class Encoder:
    """Texts to the numbers of each head.

    Args:
        folder: holds `about.json` and the files that it names.

    Raises:
        ResourceError: a file is missing, is not the one that was trained, or cannot be loaded.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.about = read_about(folder)
        for name, digest in self.about.files.items():
            _check(folder / name, digest)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same sums in the same order, and no idle threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # its operator is slower than what it joins
        )
        self._only = onnxruntime.RunOptions()
        self._only.only_execute_path_to_fetches = True  # no head that is not asked for
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def pieces(self, text: str) -> list[int]:
        """`text` in word pieces, without marks of beginning and end."""
        return list(self._tokenizer.encode(_LONE.sub("?", text), add_special_tokens=False).ids)

    def row(self, pieces: Sequence[int]) -> list[int]:
        """The word pieces with the marks of beginning and end, cut to what the encoder reads."""
        return [BEGIN, *pieces[: self.about.longest - 2], END]

    def placed(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The word pieces of `text`, and where each stands in it: code points, end exclusive."""
        found = self._tokenizer.encode(_LONE.sub("?", text), add_special_tokens=False)
        return list(found.ids), list(found.offsets)

    def run(
        self, ids: Sequence[int], heads: Sequence[str], stretches: Sequence[tuple[int, int]] = ()
    ) -> dict[str, Array]:
        """What `heads` say of one row of word pieces; "event" has a row for each of `stretches`.

        A stretch is the first word piece and the one behind the last; without any it is the whole row.
        One row at a time: the numbers are rounded by the largest of all rows that are run
        together, and no text may change what is said of another.
        """
        table = np.array([ids], dtype=np.int64)
        shares = np.zeros((1, max(1, len(stretches)), len(ids)), dtype=np.float32)
        for number, (first, last) in enumerate(stretches or [(1, len(ids) - 1)]):
            shares[0, number, first:last] = 1 / (last - first)
        given = {"ids": table, "mask": np.ones_like(table), "stretches": shares}
        outputs = self._session.run(list(heads), given, self._only)
        return {head: one[0] for head, one in zip(heads, outputs, strict=True)}


def _check(path: Path, digest: str) -> None:
    """Refuse a file that is not the one that was trained."""
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ResourceError(f"{path}: cannot be read: {error}") from error
    if found != digest:
        raise ResourceError(
            f"{path}: damaged or of another version: sha256 {found[:12]}, {ABOUT} says {digest[:12]}; "
            "install sayso again, or delete the folder to code by rules alone"
        )


def softmax(values: Array) -> Array:
    """Probabilities along the last axis."""
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: Array = powers / powers.sum(axis=-1, keepdims=True)
    return shares

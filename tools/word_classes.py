"""Classes of words that stand in like places, learned from parses; for `tools/train_templates.py`."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD

from sayso.model.parse import Parse, Token


def word_classes(parses: Sequence[Parse], count: int = 250, rare: int = 5) -> dict[str, int]:
    """Words that stand in like places, by number: singular vectors of what stands around them, in clusters.

    Names are left out, and words of fewer than `rare` documents.
    """
    counts = _document_counts([{t.lemma for t in parse.tokens if _is_word(t)} for parse in parses])
    number = {word: at for at, word in enumerate(sorted(w for w, n in counts.items() if n >= rare))}
    pairs: dict[tuple[int, str], int] = {}
    for parse in parses:
        for word, around in _neighbours(parse, number):
            pairs[number[word], around] = pairs.get((number[word], around), 0) + 1
    wide: dict[str, int] = {}
    for _, around in pairs:
        wide[around] = wide.get(around, 0) + 1
    column = {around: at for at, around in enumerate(sorted(a for a, n in wide.items() if n >= 3))}
    kept = [(word, column[around], n) for (word, around), n in pairs.items() if around in column]
    rows, columns, values = (np.array(part) for part in zip(*kept, strict=True))
    matrix = csr_matrix((values.astype(float), (rows, columns)), shape=(len(number), len(column)))
    vectors = TruncatedSVD(60, random_state=0).fit_transform(_surprise(matrix))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    found = KMeans(count, n_init=2, random_state=0).fit_predict(vectors)
    return {word: int(found[at]) for word, at in number.items()}


def _document_counts(rows: Iterable[set[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    return counts


def _is_word(token: Token) -> bool:
    return token.tag[:2] in ("NN", "VB", "JJ") and not token.tag.startswith("NNP") and token.lower.isalpha()


def _neighbours(parse: Parse, known: dict[str, int]) -> Iterable[tuple[str, str]]:
    for token in parse.tokens:
        above, relation = parse.tokens[token.head], token.dep
        if relation == "pobj":
            relation, above = above.lower, parse.tokens[above.head]
        if _is_word(token) and token.lemma in known:
            if above.index != token.index:
                yield token.lemma, f"u {relation} {above.lemma}"
            for step in (-2, -1, 1, 2):
                if 0 <= token.index + step < len(parse.tokens):
                    yield token.lemma, f"w{step // abs(step)} {parse.tokens[token.index + step].lemma}"
        if _is_word(above) and above.lemma in known and above.index != token.index:
            yield above.lemma, f"d {relation} {token.lemma}"


def _surprise(matrix: Any) -> Any:
    """Positive pointwise mutual information, contexts smoothed (Levy and Goldberg 2015)."""
    all_ = matrix.sum()
    by_row = np.asarray(matrix.sum(1)).ravel()
    by_column = np.asarray(matrix.sum(0)).ravel() ** 0.75
    by_column *= all_ / by_column.sum()
    cells = matrix.tocoo()
    value = np.log(cells.data * all_ / (by_row[cells.row] * by_column[cells.col]))
    above = value > 0
    return csr_matrix((value[above], (cells.row[above], cells.col[above])), shape=matrix.shape)

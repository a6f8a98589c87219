"""Trains the table of weights that finds cues, sources and contents, and writes it.

    python tools/train_attribution.py train.jsonl src/sayso/lang/en/attribution.json

The corpus is lines of JSON in the form of `sayso evaluate attribution`. Besides sayso with
its model this needs scikit-learn and python-crfsuite, which nothing else does.

Two models: a logistic regression over candidate words says which are cues; a linear-chain
conditional random field over the words around a cue says which are source and content.
Words in features are those of at least `--rare` documents, never names, and a feature is
kept only if it occurs in so many documents: no text can be read back.
"""

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pycrfsuite
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sayso.attribute.span_features import features as span_features
from sayso.attribute.span_features import window
from sayso.evaluate.attribution import Document, Spans, read_documents
from sayso.find.cue_features import features as cue_features
from sayso.find.cues import candidates
from sayso.lang import load
from sayso.model.parse import Parse
from sayso.model.quoted import Marks
from sayso.model.report import Report
from sayso.parse import load_model, parse

_DOUBTFUL = 0.15  # candidates scored so or higher teach the second model what is no cue
_LABELS = "OSKC"  # outside, source, cue, content: the order of `sayso.attribute.tagger`
_STRENGTH = 0.3  # of the regression (C of scikit-learn); tried 0.03, 0.1, 0.3 on a held-out eighth
_DECAY = 0.05  # of the random field's squared weights; tried 1.0 and 0.05


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated statement in tokens; `cue` is the token on which the words of the cue hang."""

    cue: int
    source: frozenset[int]
    words: frozenset[int]
    content: frozenset[int]


@dataclass(slots=True)
class Text:
    """One parsed document with what is annotated in it."""

    parse: Parse
    gold: dict[int, Gold]
    marks: Marks
    scores: dict[int, float] = field(default_factory=dict)

    @property
    def said(self) -> set[int]:
        """Tokens that are somebody's words: cues in there are not annotated, so they teach nothing."""
        return {i for one in self.gold.values() for i in one.content}


def main() -> None:
    """Reads the corpus, trains both models and writes the table."""
    options = _options()
    texts = [_text(document, one) for document, one in _parsed(options)]
    if options.hold_out:
        texts = [text for number, text in enumerate(texts) if number % options.hold_out != 3]
    counts = _document_counts({w for t in text.parse.tokens for w in _words(t)} for text in texts)
    words = {word: count for word, count in sorted(counts.items()) if count >= options.rare}
    nouns = _nouns(texts, options.rare)
    cues = train_cues(texts, set(words), nouns, options.rare)
    spans, moves = train_spans(texts, set(words), options)
    table = {
        "about": {
            "data": f"{len(texts)} documents of {Path(options.corpus).stem}",
            "rare": options.rare,
            "documents": len(texts),
        },
        "words": words,
        "nouns": [list(pair) for pair in sorted(nouns)],
        "moves": moves,
        "cues": cues,
        "spans": spans,
    }
    out = Path(options.out)
    out.write_text(_dumped(table), encoding="utf-8", newline="\n")
    print(f"{out}: {len(words)} words, {len(cues)} and {len(spans)} weights, {out.stat().st_size} bytes")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("corpus", help="lines of JSON: doc_id, text, attributions")
    parser.add_argument("out", help="where to write the table")
    parser.add_argument("--rare", type=int, default=4, help="documents in which a feature must occur")
    parser.add_argument("--prune", type=float, default=0.05, help="span weights below this are left out")
    parser.add_argument("--rounds", type=int, default=120, help="iterations of the random field")
    parser.add_argument("--hold-out", type=int, default=0, help="leave every so many-th document out")
    parser.add_argument("--parses", help="pickle of the parses, to be written once and read again")
    return parser.parse_args()


def _parsed(options: argparse.Namespace) -> Iterator[tuple[Document, Parse]]:
    documents = read_documents(Path(options.corpus))
    kept = Path(options.parses) if options.parses else None
    if kept is not None and kept.is_file():
        parses = pickle.loads(kept.read_bytes())
    else:
        nlp, _ = load_model()
        furniture = tuple(sorted(load("en").words["furniture"]))
        parses = [parse(Report.from_text(one.text, id=one.id), nlp, furniture) for one in documents]
        if kept is not None:
            kept.write_bytes(pickle.dumps(parses, protocol=5))
    return zip(documents, parses, strict=True)


def _text(document: Document, parsed: Parse) -> Text:
    gold = {}
    for one in document.attributions or ():
        words, content = _tokens(parsed, one.cue), _tokens(parsed, one.content)
        if words and content:
            cue = _top(parsed, words)
            gold[cue] = Gold(cue, _tokens(parsed, one.source), words, content)
    return Text(parsed, gold, Marks(parsed))


def _tokens(parsed: Parse, spans: Spans) -> frozenset[int]:
    return frozenset(
        token.index
        for token in parsed.tokens
        for start, end in spans
        if token.span.start < end and token.span.end > start
    )


def _top(parsed: Parse, words: frozenset[int]) -> int:
    """The token on which the others hang, a verb before any other."""
    plain = [i for i in sorted(words) if any(char.isalnum() for char in parsed.tokens[i].text)]
    tops = [i for i in plain if parsed.tokens[i].head == i or parsed.tokens[i].head not in words]
    verbs = [i for i in tops if parsed.tokens[i].tag.startswith("VB")]
    return next(iter(verbs or tops or sorted(words)))


def _words(token: Any) -> tuple[str, ...]:
    return () if token.tag.startswith("NNP") else (token.lower, token.lemma)


def _document_counts(texts: Iterable[Iterable[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for names in texts:
        counts.update(set(names))
    return counts


def _nouns(texts: Sequence[Text], rare: int) -> set[tuple[str, str]]:
    """Lemma and tag of the words besides verbs that are cues in several documents."""
    counts = Counter(
        pair
        for text in texts
        for pair in {
            (token.lemma, token.tag)
            for token in (text.parse.tokens[cue] for cue in text.gold)
            if not token.tag.startswith(("VB", "NNP"))
        }
    )
    return {pair for pair, count in counts.items() if count >= rare}


# -- which words are cues --------------------------------------------------------------------


def train_cues(
    texts: Sequence[Text], words: set[str], nouns: set[tuple[str, str]], rare: int
) -> dict[str, float]:
    """The weights of the regression; scores each text by a model that has not seen it."""
    rows = [_candidates(text, words, nouns) for text in texts]
    counts = _document_counts({name for _, names in row for name in names} for row in rows)
    columns = {name: at for at, name in enumerate(sorted(n for n, c in counts.items() if c >= rare))}
    halves = [range(0, len(texts), 2), range(1, len(texts), 2)]
    for own, other in (halves, halves[::-1]):
        model = _fit([(texts[n], rows[n]) for n in other], columns)
        for number in own:
            scores = model.predict_proba(_matrix([names for _, names in rows[number]], columns))[:, 1]
            texts[number].scores.update(zip([i for i, _ in rows[number]], scores.tolist(), strict=True))
    whole = _fit(list(zip(texts, rows, strict=True)), columns)
    weights = {name: round(float(whole.coef_[0][at]), 2) for name, at in columns.items()}
    weights[""] = round(weights.get("", 0.0) + float(whole.intercept_[0]), 3)
    return {name: weight for name, weight in weights.items() if abs(weight) >= 0.02}


def _candidates(text: Text, words: set[str], nouns: set[tuple[str, str]]) -> list[tuple[int, list[str]]]:
    found = candidates(text.parse, nouns)
    return [(token, cue_features(text.parse, token, text.marks, words)) for token in found]


def _fit(rows: Sequence[tuple[Text, Sequence[tuple[int, list[str]]]]], columns: dict[str, int]) -> Any:
    names, answers = [], []
    for text, row in rows:
        said = text.said
        for token, one in row:
            if token in text.gold or token not in said:
                names.append(one)
                answers.append(token in text.gold)
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", max_iter=300)
    return model.fit(_matrix(names, columns), answers)


def _matrix(rows: Sequence[Sequence[str]], columns: dict[str, int]) -> Any:
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices.extend(sorted({columns[name] for name in row if name in columns}))
        ends.append(len(indices))
    return csr_matrix(([1.0] * len(indices), indices, ends), shape=(len(rows), len(columns)))


# -- which words are source and content ------------------------------------------------------


def train_spans(
    texts: Sequence[Text], words: set[str], options: argparse.Namespace
) -> tuple[dict[str, list[float]], list[list[float]]]:
    """The weights of the random field, relative to "outside", and those of its steps."""
    examples = [list(_examples(text, words)) for text in texts]
    counts = _document_counts({n for rows, _ in one for row in rows for n in row} for one in examples)
    kept = {name for name, count in counts.items() if count >= options.rare}
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in examples:
        for rows, labels in one:
            trainer.append([[name for name in row if name in kept] for row in rows], labels)
    del examples
    trainer.select("lbfgs")
    trainer.set_params({"c2": _DECAY, "max_iterations": options.rounds, "feature.possible_transitions": True})
    model = f"{options.out}.crfsuite"
    trainer.train(model)
    tagger = pycrfsuite.Tagger()
    tagger.open(model)
    return _exported(tagger.info(), options.prune)


def _examples(text: Text, words: set[str]) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Each annotated cue with its labels, and each doubtful candidate as a cue of nothing."""
    said = text.said
    doubtful = {i for i, score in text.scores.items() if score >= _DOUBTFUL and i not in said}
    for cue in sorted(doubtful.union(text.gold)):
        where = window(text.parse, cue, text.marks.state)
        rows = span_features(text.parse, cue, where, text.marks, words)
        gold = text.gold.get(cue)
        yield rows, [_label(i, gold) for i in range(where.first, where.last)]


def _label(token: int, gold: Gold | None) -> str:
    if gold is None:
        return "O"
    return (
        "C" if token in gold.content else "S" if token in gold.source else "K" if token in gold.words else "O"
    )


def _exported(info: Any, prune: float) -> tuple[dict[str, list[float]], list[list[float]]]:
    full: dict[str, list[float]] = {}
    for (name, label), weight in info.state_features.items():
        full.setdefault(name, [0.0] * 4)[_LABELS.index(label)] = weight
    spans = {name: [round(w - row[0], 2) for w in row[1:]] for name, row in sorted(full.items())}
    moves = [[0.0] * 4 for _ in _LABELS]
    for (before, after), weight in info.transitions.items():
        moves[_LABELS.index(before)][_LABELS.index(after)] = round(weight, 3)
    return {name: row for name, row in spans.items() if max(map(abs, row)) > prune}, moves


def _dumped(table: dict[str, Any]) -> str:
    """One key a line, so that a change of the table can be read as one."""
    parts = [f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in table.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()

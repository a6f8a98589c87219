"""Trains the weights that fill templates, and writes them.

    python -m tools.train_templates muc4.jsonl src/sayso/evaluate/templates/weights.json --split dev

The documents are lines of JSON in the form of `sayso evaluate templates`. Besides sayso with its
model this needs scikit-learn and LightGBM, which nothing else does.

Five tables of a logistic regression score documents, sentences and phrases; small decision trees
weigh the scores against each other. Trees and thresholds are learned on scores that each document
got from tables that had not seen it (`FOLDS`). A name in a table occurs in `--rare` documents or
more: no text can be read back.
"""

import argparse
import json
import pickle
import random
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sayso.evaluate.templates.benchmark import score_templates
from sayso.evaluate.templates.evidence import ROLES, TYPES, Rows, Scored, Seen, chance, odds, type_row
from sayso.evaluate.templates.features import (
    document_features,
    kin,
    phrase_features,
    place_features,
    sentence_features,
)
from sayso.evaluate.templates.files import Document, read_documents
from sayso.evaluate.templates.filling import PLACES, askable, chosen, sentences_of
from sayso.evaluate.templates.phrases import Place, phrases
from sayso.evaluate.templates.slots import Slot, Template, plain
from sayso.evaluate.templates.weights import Trees
from sayso.model.parse import Parse
from tools.word_classes import word_classes

FOLDS = 5
SLOTS = list(Slot)
# Strengths (C of scikit-learn) tried by cross-validation: 0.03, 0.1, 0.3 and 1.
STRENGTH = {"document": 0.1, "sentence": 0.1, "phrase": 0.3, "place": 0.1, "filler": 0.1}
KEPT = 4  # hundredths: weights below are left out
GROVES = 3  # models of other random draws, whose answers are averaged
ASKED = 0.08  # the probability of a type from which on its fillers are learned
_TREES = {
    "learning_rate": 0.04,
    "num_leaves": 7,
    "min_child_samples": 20,
    "subsample": 0.7,
    "subsample_freq": 1,
    "colsample_bytree": 0.3,
    "reg_lambda": 5,
    "n_jobs": 1,
    "verbose": -1,
}
_TYPE_TREES = {**_TREES, "n_estimators": 60, "num_leaves": 5, "learning_rate": 0.06, "reg_lambda": 0}
_SLOT_TREES = {**_TREES, "n_estimators": 150}


@dataclass(slots=True)
class Text:
    """One parsed document: its phrases, and what fills what by its gold."""

    document: Document
    parse: Parse
    fold: int
    by_text: dict[str, list[Place]]
    gold: dict[str, set[tuple[Slot, str]]]

    @property
    def types(self) -> set[str]:
        return {template.type for template in self.document.gold or ()}


@dataclass(slots=True)
class Table:
    """Rows of names with the answers to some questions, and whose document each is of."""

    names: dict[str, int]
    rows: list["array[int]"] = field(default_factory=list)
    answers: list[list[bool]] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)

    def add(self, names: Iterable[str], answers: list[bool], text: int) -> None:
        self.rows.append(array("i", (self.names.setdefault(name, len(self.names)) for name in names)))
        self.answers.append(answers)
        self.texts.append(text)


def main() -> None:
    """Reads the documents, trains tables and trees, and writes them."""
    options = _options()
    documents = read_documents(options.documents, options.split)
    texts = _texts(documents, _parses(options.parses, documents))
    classes = word_classes([text.parse for text in texts])
    made = _tables(texts, classes)
    learned = {name: learn(table, name, texts, options.rare) for name, table in made.items()}
    scored = _scored(texts, {name: scores for name, (scores, _) in learned.items()})
    types, likely = type_trees(texts, scored)
    slots, found = slot_trees(texts, scored, likely)
    least = thresholds(texts, likely, found)
    data = {
        "documents": len(texts),
        "rare": options.rare,
        **{name: weights for name, (_, weights) in learned.items()},
        "types": types,
        "slots": slots,
        "classes": classes,
        "type_least": least[0],
        "filler_least": least[1],
    }
    options.out.write_text(
        json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the weights that fill templates.")
    parser.add_argument("documents", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--split", help="only documents of this split")
    parser.add_argument("--rare", type=int, default=4, help="documents that a name must occur in")
    parser.add_argument("--parses", type=Path, help="a file that keeps the parses for the next run")
    return parser.parse_args()


def _parses(kept: Path | None, documents: Sequence[Document]) -> dict[str, Parse]:
    if kept is not None and kept.is_file():
        known: dict[str, Parse] = pickle.loads(kept.read_bytes())
        return known
    from sayso.model.report import Report
    from sayso.pipeline import Coder

    coder = Coder()
    parses = {one.id: coder.seen(Report.from_text(one.text, id=one.id))[0] for one in documents}
    if kept is not None:
        kept.write_bytes(pickle.dumps(parses))
    return parses


def _texts(documents: Sequence[Document], parses: dict[str, Parse]) -> list[Text]:
    ids = sorted(one.id for one in documents)
    random.Random(7).shuffle(ids)
    fold = {docid: number % FOLDS for number, docid in enumerate(ids)}
    return [Text(one, parses[one.id], fold[one.id], phrases(parses[one.id]), _gold(one)) for one in documents]


def _gold(document: Document) -> dict[str, set[tuple[Slot, str]]]:
    found: dict[str, set[tuple[Slot, str]]] = {}
    for template in document.gold or ():
        for slot in Slot:
            for phrase in (phrase for entity in template.of(slot) for phrase in entity):
                found.setdefault(plain(phrase), set()).add((slot, template.type))
    return found


def _tables(texts: Sequence[Text], classes: dict[str, int]) -> dict[str, Table]:
    """What each table learns from: documents, sentences, phrases, places of phrases, and fillers."""
    tables = {name: Table({}) for name in STRENGTH}
    for number, text in enumerate(texts):
        parse, related = text.parse, kin(text.by_text, text.parse)
        told: dict[int, set[str]] = {}
        for words, places in text.by_text.items():
            fills = text.gold.get(words, set())
            roles = [any(slot is one for one, _ in fills) for slot in SLOTS]
            names = phrase_features(parse, words, places, related.get(words, ()))
            tables["phrase"].add(names, roles, number)
            tables["filler"].add(names, [any(one == type_ for _, one in fills) for type_ in TYPES], number)
            for place in places[:PLACES]:
                tables["place"].add(place_features(parse, words, place, classes), roles, number)
            for place in places[:3]:
                told.setdefault(parse.tokens[place.head].sentence, set()).update(type_ for _, type_ in fills)
        for sentence in parse.sentences:
            answers = _of_types(told.get(sentence.index, set()))
            tables["sentence"].add(sentence_features(parse, sentence), answers, number)
        tables["document"].add(document_features(parse), _of_types(text.types), number)
    return tables


def _of_types(types: set[str]) -> list[bool]:
    return [bool(types), *(type_ in types for type_ in TYPES[:5])]


def learn(table: Table, name: str, texts: Sequence[Text], rare: int) -> tuple[Any, dict[str, Any]]:
    """Scores of each row by tables that did not see its document, and the table of all documents."""
    kept = _frequent(table, rare)
    indices = [kept[i] for row in table.rows for i in row if i in kept]
    ends = np.cumsum([0, *(sum(i in kept for i in row) for row in table.rows)])
    ones = np.ones(len(indices), dtype=np.float32)
    matrix = csr_matrix((ones, indices, ends), shape=(len(table.rows), len(kept)))
    answers = np.array(table.answers)
    folds = np.array([texts[number].fold for number in table.texts])
    # Of which type a filler is, is learned from fillers only.
    asked = answers.any(axis=1) if name == "filler" else np.ones(len(answers), dtype=bool)
    scores, base, columns = np.zeros(answers.shape), [], []
    for column in range(answers.shape[1]):
        for fold in range(FOLDS):
            model = _regression(matrix, answers[:, column], asked & (folds != fold), STRENGTH[name])
            scores[folds == fold, column] = model.decision_function(matrix[folds == fold])
        model = _regression(matrix, answers[:, column], asked, STRENGTH[name])
        base.append(round(float(model.intercept_[0]), 4))
        columns.append(np.round(model.coef_[0] * 100).astype(int))
    spelled = {index: word for word, index in table.names.items()}
    weights = {}
    for old, new in kept.items():
        row = [(at, int(column[new])) for at, column in enumerate(columns) if abs(column[new]) >= KEPT]
        if row:
            weights[spelled[old]] = [value for pair in row for value in pair]
    print(f"{name}: {len(table.rows)} rows, {len(weights)} names", flush=True)
    return scores, {"base": base, "weights": dict(sorted(weights.items()))}


def _regression(matrix: Any, answers: Any, rows: Any, strength: float) -> Any:
    model = LogisticRegression(C=strength, solver="liblinear", tol=0.01)
    return model.fit(matrix[rows], answers[rows])


def _frequent(table: Table, rare: int) -> dict[int, int]:
    """The names of `rare` documents or more, numbered anew."""
    seen: dict[int, set[int]] = {}
    for row, text in zip(table.rows, table.texts, strict=True):
        for name in row:
            known = seen.setdefault(name, set())
            if len(known) < rare:
                known.add(text)
    frequent = sorted(name for name, known in seen.items() if len(known) >= rare)
    return {old: new for new, old in enumerate(frequent)}


def _scored(texts: Sequence[Text], scores: dict[str, Any]) -> list[Scored]:
    """The documents as the tables that had not seen them score them."""
    phrase = place = sentence = 0
    found = []
    for number, text in enumerate(texts):
        seen = []
        for words, places in text.by_text.items():
            here = [list(map(chance, row)) for row in scores["place"][place : place + len(places[:PLACES])]]
            place += len(here)
            seen.append(
                Seen(
                    words,
                    places,
                    sentences_of(text.parse, places),
                    [odds(chance(value)) for value in scores["phrase"][phrase]],
                    [odds(max(one[role] for one in here)) for role in range(ROLES)],
                    [float(np.log(sum(one[role] for one in here) + 1e-6)) for role in range(ROLES)],
                    [odds(chance(value)) for value in scores["filler"][phrase]],
                )
            )
            phrase += 1
        count = len(text.parse.sentences)
        rows = [list(map(chance, row)) for row in scores["sentence"][sentence : sentence + count]]
        sentence += count
        found.append(Scored(list(map(chance, scores["document"][number])), rows, seen))
    return found


def type_trees(texts: Sequence[Text], scored: Sequence[Scored]) -> tuple[list[Any], list[dict[int, float]]]:
    """Trees for each type, and the probabilities of each document by trees that had not seen it."""
    rows = np.array([type_row(one) for one in scored])
    folds = np.array([text.fold for text in texts])
    likely: list[dict[int, float]] = [{} for _ in texts]
    trees = []
    for number, type_ in enumerate(TYPES[:5]):
        answers = np.array([type_ in text.types for text in texts])
        for at, value in enumerate(_unseen(rows, answers, folds, _TYPE_TREES)):
            likely[at][number] = float(value)
        trees.append(_exported(_grown(rows, answers, _TYPE_TREES), rows))
    return trees, likely


Found = dict[tuple[int, int, int], list[tuple[float, int]]]


def slot_trees(
    texts: Sequence[Text], scored: Sequence[Scored], likely: Sequence[dict[int, float]]
) -> tuple[list[Any], tuple[Found, list[Rows]]]:
    """Trees for each slot, and the probabilities of each phrase: by text, slot and type."""
    of = [Rows(one, types) for one, types in zip(scored, likely, strict=True)]
    found: Found = {}
    trees = []
    for role, slot in enumerate(SLOTS):
        where = [
            (number, phrase, type_)
            for number, one in enumerate(scored)
            for phrase in askable(one, role)
            for type_ in range(5)
            if likely[number][type_] >= ASKED
        ]
        rows = np.array([of[number].row(phrase, role, type_) for number, phrase, type_ in where])
        answers = np.array(
            [(slot, TYPES[t]) in texts[n].gold.get(scored[n].phrases[p].words, ()) for n, p, t in where]
        )
        folds = np.array([texts[number].fold for number, _, _ in where])
        unseen = _unseen(rows, answers, folds, _SLOT_TREES)
        for (number, phrase, type_), value in zip(where, unseen, strict=True):
            found.setdefault((number, role, type_), []).append((float(value), phrase))
        trees.append(_exported(_grown(rows, answers, _SLOT_TREES), rows))
        print(f"{slot}: {len(rows)} rows, {answers.sum()} right", flush=True)
    return trees, (found, of)


def _unseen(rows: Any, answers: Any, folds: Any, settings: dict[str, Any]) -> Any:
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        for model in _grown(rows[folds != fold], answers[folds != fold], settings):
            scores[folds == fold] += model.predict(rows[folds == fold], raw_score=True) / GROVES
    return 1 / (1 + np.exp(-scores))


def _grown(rows: Any, answers: Any, settings: dict[str, Any]) -> list[Any]:
    seeds = range(GROVES)
    return [lightgbm.LGBMClassifier(**settings, random_state=seed).fit(rows, answers) for seed in seeds]


def _exported(models: Sequence[Any], rows: Any) -> dict[str, Any]:
    """The trees as plain numbers; they must answer as the models do."""
    dumped = [tree for model in models for tree in model.booster_.dump_model()["tree_info"]]
    trees = [_tree(one["tree_structure"]) for one in dumped]
    read = Trees(0.0, [([tuple(node) for node in nodes], leaves) for nodes, leaves in trees])  # type: ignore[misc]
    answers = sum(model.booster_.predict(rows[:50], raw_score=True) for model in models) / GROVES
    for row, answer in zip(rows[:50], answers, strict=True):
        assert abs(read.score(row) - answer) < 0.01, (read.score(row), answer)
    return {"base": 0, "trees": trees}


def _tree(root: dict[str, Any]) -> tuple[list[list[float]], list[float]]:
    nodes: list[list[float]] = []
    leaves: list[float] = []

    def place(node: dict[str, Any]) -> int:
        if "leaf_value" in node:
            leaves.append(round(node["leaf_value"] / GROVES, 5))
            return -len(leaves)
        at = len(nodes)
        nodes.append([node["split_feature"], float(f"{node['threshold']:.7g}"), 0, 0])
        nodes[at][2:] = [place(node["left_child"]), place(node["right_child"])]
        return at

    place(root)
    return nodes, leaves


def thresholds(
    texts: Sequence[Text], likely: Sequence[dict[int, float]], found: tuple[Found, list[Rows]]
) -> tuple[float, float]:
    """The two least probabilities of the best micro F1 on documents that the trees had not seen."""
    best = (0.0, (0.0, 0.0))
    shown: dict[str, dict[str, float]] = {}
    for least in product((0.2, 0.25, 0.3, 0.35), (0.2, 0.25, 0.3, 0.35)):
        said = {
            text.document.id: _templates(number, likely[number], found, least)
            for number, text in enumerate(texts)
        }
        total = {
            name: figure.values() for name, figure in score_templates([t.document for t in texts], said).total
        }
        print(least, total["micro average"], flush=True)
        value = total["micro average"]["f1"]
        if value > best[0]:
            best, shown = (value, least), total
    for name, values in shown.items():
        print(f"{name:16}", values)
    return best[1]


def _templates(
    number: int, likely: dict[int, float], found: tuple[Found, list[Rows]], least: tuple[float, float]
) -> list[Template]:
    probabilities, of = found
    said = []
    for type_ in range(5):
        if likely[type_] >= least[0]:
            fillers = {}
            for role, slot in enumerate(SLOTS):
                asked = probabilities.get((number, role, type_), [])
                taken = chosen([one for one in asked if one[0] >= least[1]], of[number])
                fillers[slot] = tuple((of[number].words(phrase),) for phrase in taken)
            said.append(Template(TYPES[type_], fillers))
    return said


if __name__ == "__main__":
    main()

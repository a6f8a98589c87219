"""Weigh what the wording of two mentions says: prints the table of `sayso.merge.across.wording`.

Logistic regression over all pairs of event mentions of one topic, on lines of split "train" only. Run with
`python tools/train_wording.py DOCS.jsonl MENTIONS.jsonl`; it needs the extras `model` and `build-data`.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from sayso.evaluate.incidents.files import Document, Mention, chosen, read_documents, read_mentions
from sayso.joining import mention_words
from sayso.merge.across.wording import is_related, marks
from sayso.merge.stories import stories_of_topic
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.wording import Words
from sayso.pipeline import Coder

_STRENGTH = 1.0  # inverse of the penalty on large weights; 0.05 to 1 made no difference


def main(docs: Path, mentions: Path) -> None:
    """Print the weights of related and of other words, and the two bases."""
    documents = read_documents(docs)
    asked = chosen(read_mentions(mentions, documents).values(), ["split=train"])
    rows, same = [], []
    for topic in _topics(documents, asked).values():
        for (a, gold), (b, wanted) in combinations(topic, 2):
            rows.append((is_related(a, b), {name: value for name, value, _ in marks(a, b)}))
            same.append(gold == wanted)
    names = sorted({name for _, row in rows for name in row})
    table = np.zeros((len(rows), 2 * len(names) + 1), dtype=np.float32)
    places = {name: number for number, name in enumerate(names)}
    for number, (related, row) in enumerate(rows):
        table[number, -1] = related
        for name, value in row.items():
            table[number, places[name] + (0 if related else len(names))] = value
    model = LogisticRegression(C=_STRENGTH, max_iter=400).fit(table, same)
    weights, base = model.coef_[0], float(model.intercept_[0])
    sys.stdout.write(f"BASE = ({base + weights[-1]:.2f}, {base:.2f})\n")
    for name, number in places.items():
        pair = f"{weights[number]:.2f}, {weights[number + len(names)]:.2f}"
        sys.stdout.write(f'    "{name}": ({pair}),\n')


def _topics(documents: dict[str, Document], asked: list[Mention]) -> dict[str, list[tuple[Words, str]]]:
    topics: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    told = dict(_stories(documents))
    coder = Coder()
    parses = {
        name: coder.seen(Report.from_text(documents[name].text, id=name))[0]
        for name in sorted({one.document for one in asked})
    }
    for one in asked:
        words = mention_words(one.id, one.document, parses[one.document], Span(one.start, one.end))
        if words is not None and one.cluster is not None:
            placed = replace(words, story=told[one.document])
            topics[documents[one.document].topic or ""].append((placed, one.cluster))
    return topics


def _stories(documents: dict[str, Document]) -> Iterator[tuple[str, str]]:
    by_topic: dict[str, dict[str, str]] = defaultdict(dict)
    for one in documents.values():
        by_topic[one.topic or ""][one.id] = one.text
    for texts in by_topic.values():
        yield from stories_of_topic(texts).items()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

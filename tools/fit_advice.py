"""Fits how far the weights and the lexicon are believed when they say that a word tells an event.

    PYTHONPATH=src python -m tools.fit_advice tests/gold/dev tests/gold/traps/dev.jsonl

Prints the numbers that stand in `sayso.classify.advice`: log odds of the words that either
takes for a trigger, of which those that the annotation marks are right. Needs scikit-learn.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from sayso.classify import load_encoder
from sayso.classify.advice import signs, words_of
from sayso.classify.tokens import hints
from sayso.evaluate.articles.files import gold_files
from sayso.lang import load
from sayso.model.lexicon import TriggerSense
from sayso.model.parse import Token
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.pipeline import Coder

Example = tuple[list[float], bool]


def main() -> None:
    """Reads the corpora and prints the weights."""
    coder, examples = Coder(learned=False), list[Example]()
    for gold in gold_files(Path(sys.argv[1])):
        text = gold.text()
        report = Report.from_text(text, title=gold.title, published=gold.published, id=gold.stem)
        row = json.loads((Path(sys.argv[1]) / f"{gold.stem}.gold.json").read_text(encoding="utf-8"))
        spans = [span for event in row["events"] for span in (event["trigger"], *event["other_triggers"])]
        examples += _examples(coder, report, [(span["start"], span["end"]) for span in spans])
    for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
        examples += _examples(coder, Report.from_text(json.loads(line)["text"]), [])
    model = LogisticRegression().fit([one for one, _ in examples], [right for _, right in examples])
    names = ("word", "sentence", "report", "lexicon", "sure", "speech")
    for name, weight in zip(names, model.coef_[0], strict=True):
        print(f"{name:8} {weight:.2f}")
    print(f"base     {model.intercept_[0]:.2f}")


def _examples(coder: Coder, report: Report, right: list[tuple[int, int]]) -> Iterator[Example]:
    """What is known of each word that may tell an event, and whether it does."""
    parse, mentions = coder.seen(report)
    encoder, lexicon = load_encoder("en"), load("en")
    assert encoder is not None, "the weights are not installed"
    found = hints(encoder, parse, [one.token for one in mentions.triggers])
    told: list[tuple[tuple[Token, ...], TriggerSense | None]] = [
        (words_of(parse, one), lexicon.triggers[one.sense]) for one in mentions.triggers
    ]
    inside = {word.index for words, _ in told for word in words}
    told += [((parse.tokens[token],), None) for token in found.told if token not in inside]
    for words, sense in told:
        span = Span(words[0].span.start, words[-1].span.end)
        yield list(signs(found, words, sense)), any(a < span.end and span.start < b for a, b in right)


if __name__ == "__main__":
    main()

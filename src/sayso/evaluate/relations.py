"""The benchmark `relations`: what a sentence tells of a source towards a target.

Gold is lines of JSON in the form of PLV (Hu et al., ACL 2024): `uid`, `sentence`, the spans
`source_spans_in_demarked` and `target_spans_in_demarked` in it (or `marked_sentence` with
`<s>` and `<t>` around the two) and the answers `gold_root` (15 PLOVER types), `gold_penta`
(the quad class, 1 to 4) and `gold_binary` (0 cooperation, 1 conflict). An answer may be
absent, and is then not asked; a pair may lack its source or its target.

Predictions are lines of JSON: `uid`, `root`, and if it does not follow from it `penta` and
`binary`. A row without an answer is wrong at every level and adds no label.

The definitions are those of the published scorer of Zero-Shot-PLOVER: micro F1 is the
accuracy, macro F1 the mean over the labels of gold and predictions.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from sayso.evaluate.labels import Confusions, Labels
from sayso.evaluate.misses import Miss, short
from sayso.evaluate.rows import Json, by_id, known_only, label_of, read_lines, text_of
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Tally

Pair: TypeAlias = tuple[int, int]

ROOT, QUAD, BINARY = LEVELS = ("root", "quad", "binary")
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2,
    "ACCUSE": 3, "REQUEST": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
_OTHER_NAMES = {
    "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT",
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "REDUCE": "SANCTION", "FORCE": "MOBILIZE",
}  # fmt: skip
_MARKS = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one pair at each level, None where nothing is."""

    root: str | None = None
    quad: str | None = None
    binary: str | None = None

    @classmethod
    def of(cls, root: str | None, quad: int | None = None, binary: int | None = None) -> "Answer":
        """The levels that follow from the finer ones are filled in.

        Raises:
            ValueError: there is no such quad class, or `binary` is neither 0 nor 1.
        """
        name = None if root is None or root.upper() == "NONE" else root.upper()
        name = None if name is None else _OTHER_NAMES.get(name, name)
        quad = QUADS.get(name or "") if quad is None else quad
        binary = binary if binary is not None or quad is None else int(quad >= 3)
        if quad not in (None, 1, 2, 3, 4) or binary not in (None, 0, 1):
            raise ValueError(f"quad class {quad!r}, binary {binary!r}; write 1 to 4, and 0 or 1")
        return cls(name, _text(quad), _text(binary))

    def at(self, level: str) -> str | None:
        """The answer at one of the levels."""
        return {ROOT: self.root, QUAD: self.quad, BINARY: self.binary}[level]


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair: `source` and `target` are stretches of `sentence`, None where the row has none."""

    uid: str
    sentence: str
    source: Pair | None
    target: Pair | None
    gold: Answer

    @property
    def shown(self) -> str:
        """The sentence in short, with the pair in brackets."""
        marks = [(self.source, "S"), (self.target, "T")]
        text = self.sentence
        for span, name in sorted(((s, n) for s, n in marks if s), reverse=True):
            text = f"{text[: span[0]]}[{name} {text[span[0] : span[1]]}]{text[span[1] :]}"
        return short(text)


class Relations:
    """Root, quad and binary class of pairs of parties."""

    name = "relations"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of pairs and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_relations(read_pairs(gold), read_relations(predicted))


def score_relations(rows: Sequence[PairRow], answers: Mapping[str, Answer]) -> Scores:
    """Figures over the rows that have gold; the pairs of one sentence are one document.

    Raises:
        ResourceError: an answer is for no row.
    """
    known_only(answers, {row.uid: row for row in rows})
    asked = [row for row in rows if any(row.gold.at(level) for level in LEVELS)]
    said = {row.uid: answers.get(row.uid, Answer()) for row in asked}
    pairs = {
        level: [(gold, said[row.uid].at(level)) for row in asked if (gold := row.gold.at(level)) is not None]
        for level in LEVELS
    }
    labels = [Labels.of(level, pairs[level]) for level in LEVELS if pairs[level]]
    return Scores(
        documents=_documents(asked, said, labels),
        missing=tuple(f"uid {row.uid}" for row in asked if row.uid not in answers),
        has_events=False,
        order=tuple(name for one in labels for name in one.figures),
        confusions=tuple(Confusions.of(one.name, pairs[one.name]) for one in labels if one.name != BINARY),
        misses=tuple(miss for row in asked for miss in _misses(row, said[row.uid])),
    )


def _documents(
    rows: Sequence[PairRow], said: Mapping[str, Answer], labels: Sequence[Labels]
) -> dict[str, Tally]:
    documents = {}
    in_order = sorted(rows, key=lambda row: row.sentence)
    for _, group in groupby(in_order, key=lambda row: row.sentence):
        tally, members = Tally(), list(group)
        for row in members:
            for one in labels:
                gold = row.gold.at(one.name)
                if gold is not None:
                    one.count(tally, gold, said[row.uid].at(one.name))
        documents["+".join(row.uid for row in members)] = tally
    return documents


def _misses(row: PairRow, said: Answer) -> list[Miss]:
    """One miss at most: of the finest level that the gold has, with how far off it is."""
    finest = next(level for level in LEVELS if row.gold.at(level) is not None)
    gold, given = row.gold.at(finest), said.at(finest)
    if gold == given:
        return []
    if given is None:
        return [Miss(f"{finest}: {gold} given no answer", f"uid {row.uid}", row.shown)]
    side = row.gold.binary or Answer.of(row.gold.root).binary
    off = "" if said.binary == side else ", conflict and cooperation mixed up"
    return [Miss(f"{finest}: {gold} given {given}{off}", f"uid {row.uid}", row.shown)]


def read_pairs(path: Path) -> list[PairRow]:
    """The rows of a file.

    Raises:
        ResourceError: it cannot be read, a line is not of the form, or a uid comes twice.
    """
    rows = read_lines(path, _row)
    by_id(path, [(row.uid, row) for row in rows])
    return rows


def _row(data: Json) -> PairRow:
    sentence, marked = _sentence(data)
    source = _span(data, "source", sentence, marked)
    target = _span(data, "target", sentence, marked)
    if source is not None and source == target:
        raise ValueError(f"source and target are both {list(source)}")
    return PairRow(_uid(data), sentence, source, target, _gold(data))


def _uid(data: Json) -> str:
    uid = data["uid"]
    if not isinstance(uid, str | int) or isinstance(uid, bool):
        raise ValueError(f"uid is {uid!r}, not a number or text")
    return str(uid)


def _gold(data: Json) -> Answer:
    """The answers of the row; one that is absent is not filled in."""
    root, quad, binary = (
        label_of(data, "gold_root"),
        _number(data, "gold_penta"),
        _number(data, "gold_binary"),
    )
    Answer.of(root, quad, binary)  # refuses classes that there are not
    return Answer(root, _text(quad), _text(binary))


def _number(data: Json, key: str) -> int | None:
    return None if data.get(key) is None else int(data[key])


def _sentence(data: Json) -> tuple[str, dict[str, Pair]]:
    """The sentence without marks, and where what they stood around is."""
    if "marked_sentence" not in data:
        return text_of(data, "sentence"), {}
    marked, plain, at = text_of(data, "marked_sentence"), "", 0
    spans: dict[str, Pair] = {}
    opened: dict[str, int] = {}
    for mark in _MARKS.finditer(marked):
        plain, at = plain + marked[at : mark.start()], mark.end()
        if mark[1] and mark[2] in opened:
            spans.setdefault(mark[2], (opened.pop(mark[2]), len(plain)))
        else:
            opened[mark[2]] = len(plain)
    plain += marked[at:]
    return (text_of(data, "sentence") if "sentence" in data else plain), spans


def _span(data: Json, role: str, sentence: str, marked: Mapping[str, Pair]) -> Pair | None:
    """The first of the row's spans; that of the marks where it has no column of spans."""
    key = f"{role}_spans_in_demarked"
    span = marked.get(role[0])
    if data.get(key) is not None:
        span = next(((int(first), int(last)) for first, last in data[key]), None)
    if span is not None and not 0 <= span[0] < span[1] <= len(sentence):
        raise ValueError(f"{role} {list(span)} is outside of the sentence, or empty")
    return span


def read_relations(path: Path) -> dict[str, Answer]:
    """Predictions by uid.

    Raises:
        ResourceError: the file cannot be read, a line is not of the form, or a uid comes twice.
    """
    return by_id(path, read_lines(path, _prediction))


def _prediction(data: Json) -> tuple[str, Answer]:
    answer = Answer.of(label_of(data, "root"), _number(data, "penta"), _number(data, "binary"))
    return _uid(data), answer


def relation_row(row: PairRow, root: str | None, quad: int | None) -> dict[str, object]:
    """One line of predictions as the published scorer reads it: a uid that is a number stays one."""
    uid = int(row.uid) if row.uid.isdecimal() and row.uid.isascii() else row.uid
    return {"uid": uid, "root": root, "penta": quad}


def pairs_without_gold(rows: Sequence[PairRow], path: Path) -> str | None:
    """A line that says so where no row has an answer."""
    if any(row.gold.at(level) for row in rows for level in LEVELS):
        return None
    return f"{path}: no gold_root, gold_penta or gold_binary; only predicted"

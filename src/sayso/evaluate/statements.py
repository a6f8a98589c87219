"""The benchmark `statements`: what somebody says in a sentence, who it is, and what is meant by it.

Gold is a TOML table, one `[[case]]` per statement that is asked for: `text`, `content` in
it (`nth`, from 1), and what `tests/gold/statements/README.md` lists. A statement of the
coder answers a row if it shares more words of the content than any other, and at least
half of the shorter of the two. No answer is wrong in all that the row asks. Rows with
`none` are right if nobody but the report says those words, `open` rows if nobody is named.
Predictions are lines of JSON: `row` (from 1) and `statements`, a list of `Answer`s.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sayso.evaluate.articles.names import plain
from sayso.evaluate.cases import each, phrase_of, read_answers, read_cases
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Found, Tally
from sayso.model.statements import Act, ClaimField, Stance

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """One row: `start` and `end` are the content's place in `text`, `source` that of the speaker's words."""

    number: int
    text: str
    start: int
    end: int
    asked: Mapping[str, Any]
    source: tuple[int, int] | None = None

    @property
    def content(self) -> str:
        """The words that are said."""
        return self.text[self.start : self.end]

    @property
    def nobody(self) -> bool:
        """Whether nobody but the report says the words."""
        return bool(self.asked.get("none"))

    def several(self, key: str) -> tuple[str, ...]:
        """What is right for `key`: its value, those of `key_any` and of `also_key`."""
        one = [self.asked[key]] if key in self.asked else []
        return (*one, *self.asked.get(f"{key}_any", ()), *self.asked.get(f"also_{key}", ()))


@dataclass(frozen=True, slots=True)
class Answer:
    """One statement of a coder.

    `content` are (start, end) stretches; `source` the speaker's name and `party` its id,
    both None where the speaker is left open; `span` the speaker's words. `claims` are
    (field, stance) of the claims made of it, `stance` what the statement says as a whole.
    """

    content: tuple[tuple[int, int], ...]
    source: str | None = None
    party: str | None = None
    span: tuple[int, int] | None = None
    act: str = "assert"
    polarity: str | None = None
    stance: str = "asserts"
    claims: tuple[tuple[str, str], ...] = ()
    candidates: tuple[str, ...] = ()


Answers = Sequence[Answer]


class Statements:
    """Statements one by one: found or not, the speaker, the act, the stance, the polarity."""

    name = "statements"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a table of rows and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_statements(statement_rows(gold), read_statements(predicted))


def score_statements(rows: Sequence[Asked], answers: Mapping[int, Answers]) -> Scores:
    """Figures over all rows, each a document of its own; `answers` by the number of the row."""
    return Scores(
        documents={
            f"{row.number:03d} {row.content[:40]}": _tally(row, answers.get(row.number, ())) for row in rows
        },
        missing=tuple(f"row {row.number}" for row in rows if row.number not in answers),
        has_events=False,
    )


def statement_rows(path: Path) -> list[Asked]:
    """The rows of a table.

    Raises:
        ResourceError: it cannot be read, or a row is not of the form.
    """
    return [each(path, number, data, _row) for number, data in enumerate(read_cases(path), start=1)]


def _row(number: int, data: Mapping[str, Any]) -> Asked:
    text, start, end = phrase_of({**data, "phrase": data["content"]})
    known = {"act": Act, "stance": Stance, "field": ClaimField}
    row = Asked(number, text, start, end, data, _nearest(text, data.get("source"), start))
    for key, values in known.items():
        for value in row.several(key):
            values(value)
    if not row.nobody and not {"act", "stance"} <= set(data):
        raise ValueError("write act and stance, or none = true")
    return row


def _nearest(text: str, words: str | None, at: int) -> tuple[int, int] | None:
    """Where the speaker's words stand that are nearest to the content."""
    if words is None:
        return None
    found = [i for i in range(len(text)) if text.startswith(words, i)]
    if not found:
        raise ValueError(f"source {words!r} is not in the text")
    start = min(found, key=lambda i: abs(i - at))
    return (start, start + len(words))


def chosen(row: Asked, answers: Answers) -> Answer | None:
    """The statement that answers the row, or None."""
    wanted = _words(row.text, [(row.start, row.end)])
    best: tuple[float, int, Answer] | None = None
    for number, answer in enumerate(answers):
        given = _words(row.text, answer.content)
        shared = len(wanted & given)
        if not shared or shared < _HALF * min(len(wanted), len(given)):
            continue
        likeness = shared / len(wanted | given)
        if best is None or likeness > best[0]:
            best = (likeness, number, answer)
    return best[2] if best else None


def _words(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Where the words of the stretches begin."""
    return frozenset(
        i
        for start, end in spans
        for i in range(start, min(end, len(text)))
        if text[i].isalnum() and (i == start or not text[i - 1].isalnum())
    )


def faults(row: Asked, answers: Answers) -> list[str]:
    """What is wrong, of what the row asks: "found", "source", "act", "stance", "polarity", "field"."""
    return [name for name, right in _questions(row, answers) if not right]


def _questions(row: Asked, answers: Answers) -> list[tuple[str, bool]]:
    answer = chosen(row, answers)
    if row.nobody:
        return [("left to the report", not _is_said(row, answers))]
    asked = [
        ("found", answer is not None),
        ("source", answer is not None and is_speaker(row, answer)),
        ("act", answer is not None and answer.act in row.several("act")),
        ("stance", answer is not None and _stance(row, answer) in row.several("stance")),
    ]
    if "polarity" in row.asked:
        asked.append(("polarity", answer is not None and answer.polarity == row.asked["polarity"]))
    if row.several("field"):
        asked.append(("stance + field", answer is not None and _on_field(row, answer)))
    return asked


def _is_said(row: Asked, answers: Answers) -> bool:
    """Whether some statement holds half of the row's words."""
    wanted = _words(row.text, [(row.start, row.end)])
    return any(len(wanted & _words(row.text, one.content)) >= _HALF * len(wanted) for one in answers)


def is_speaker(row: Asked, answer: Answer) -> bool:
    """Whether the speaker is the row's: by id, by name, or by the same words where the row names no party."""
    if row.asked.get("open"):
        return answer.source is None
    parties = row.several("party")
    if parties:
        return answer.party in parties
    if answer.source is None:
        return False
    if plain(answer.source) in {plain(name) for name in row.several("name")}:
        return True
    same = row.source is not None and answer.span is not None
    return same and answer.party is None and _overlap(row.source, answer.span)


def _overlap(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def _stance(row: Asked, answer: Answer) -> str:
    """The stance on the row's field; where no claim is on it that of the statement as a whole."""
    fields = row.several("field")
    on_field = [stance for field, stance in answer.claims if field in fields]
    return on_field[0] if on_field else answer.stance


def _on_field(row: Asked, answer: Answer) -> bool:
    wanted, stances = row.several("field"), row.several("stance")
    return any(field in wanted and stance in stances for field, stance in answer.claims)


def _tally(row: Asked, answers: Answers) -> Tally:
    tally = Tally()
    for name, right in _questions(row, answers):
        tally.right(name, right)
    answer = chosen(row, answers)
    if not row.nobody:
        said = answer is not None and answer.source is not None
        right = answer is not None and is_speaker(row, answer) and said
        tally.add("speaker named", Found(int(right), int(said), int(not row.asked.get("open"))))
        if row.asked.get("open"):
            tally.right("speaker left open", answer is not None and answer.source is None)
        if row.asked.get("open") and row.asked.get("candidates"):
            first = answer.candidates[:1] if answer is not None else ()
            tally.right("first candidate", first == tuple(row.asked["candidates"][:1]))
    if row.asked.get("trap"):
        tally.right("traps: all right but the field", not set(faults(row, answers)) - {"stance + field"})
    return tally


def write_statements(answers: Iterable[tuple[int, Answers]], path: Path) -> None:
    """Keep predictions as `read_statements` reads them."""
    lines = (
        json.dumps({"row": row, "statements": [asdict(one) for one in given]}, ensure_ascii=False)
        for row, given in answers
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_statements(path: Path) -> dict[int, Answers]:
    """Answers by the number of their row.

    Raises:
        ResourceError: the file cannot be read, or a line is not of the form.
    """
    return dict(read_answers(path, _line))


def _line(_: int, line: str) -> tuple[int, Answers]:
    data = json.loads(line)
    return int(data["row"]), [_answer(one) for one in data["statements"]]


def _answer(data: Mapping[str, Any]) -> Answer:
    span = data.get("span")
    return Answer(
        content=tuple((int(a), int(b)) for a, b in data["content"]),
        source=data.get("source"),
        party=data.get("party"),
        span=(int(span[0]), int(span[1])) if span else None,
        act=data.get("act", "assert"),
        polarity=data.get("polarity"),
        stance=data.get("stance", "asserts"),
        claims=tuple((str(field), str(stance)) for field, stance in data.get("claims", ())),
        candidates=tuple(data.get("candidates", ())),
    )

"""The benchmark `dates`: time phrases in sentences against the days that they mean.

Gold is a TOML table of rows, one `[[case]]` per phrase: `text` (whole sentences),
`phrase` in it (`nth`, from 1, where it comes more than once), `published` if there is a
publication date, `anchor` = [first, last] for the event that "two hours later" counts
from, and either `first` and `last` (with `also`, a list of further pairs that are right)
or `absent = true` where no day may be given. `clock` and `zone` where the text has them.
Predictions are lines of JSON: `row` (from 1), `first` and `last` or null, `clock`, `zone`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from sayso.evaluate.cases import each, phrase_of, read_answers, read_cases
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Found, Tally

Days: TypeAlias = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Row:
    """One phrase: `start` and `end` are its place in `text`; no `accepted` days: none may be given."""

    number: int
    text: str
    start: int
    end: int
    published: date | None
    anchor: Days | None
    accepted: tuple[Days, ...]
    clock: str | None
    zone: str | None

    @property
    def phrase(self) -> str:
        """The words in question."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader makes of a phrase; `days` None where it leaves it open."""

    days: Days | None = None
    clock: str | None = None
    zone: str | None = None

    def as_json(self, row: int) -> str:
        """One line of a file of predictions."""
        first, last = (day.isoformat() for day in self.days) if self.days else (None, None)
        return json.dumps({"row": row, "first": first, "last": last, "clock": self.clock, "zone": self.zone})


class Dates:
    """Time phrases one by one: the days, the clock, and silence where the text gives no day."""

    name = "dates"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a table of rows and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_dates(date_rows(gold), predicted_dates(predicted))


def score_dates(rows: Sequence[Row], answers: Mapping[int, Answer]) -> Scores:
    """Figures over all rows, each a document of its own; `answers` by the number of the row."""
    return Scores(
        documents={f"{row.number:03d} {row.phrase}": _tally(row, answers.get(row.number)) for row in rows},
        missing=tuple(f"row {row.number}" for row in rows if row.number not in answers),
        has_events=False,
    )


def is_right(row: Row, answer: Answer) -> bool:
    """Whether the days are exactly those of the gold, or none where it has none."""
    return answer.days in row.accepted if row.accepted else answer.days is None


def _tally(row: Row, given: Answer | None) -> Tally:
    tally, answer = Tally(), given or Answer()
    right = is_right(row, answer)
    tally.right("phrases right", right)
    tally.add(
        "days", Found(int(right and bool(row.accepted)), int(bool(answer.days)), int(bool(row.accepted)))
    )
    tally.right("days right where given" if row.accepted else "left open where none are given", right)
    if row.clock is not None:
        tally.right("clock", answer.clock == row.clock)
    if row.zone is not None:
        tally.right("zone", answer.zone == row.zone)
    return tally


def date_rows(path: Path) -> list[Row]:
    """The rows of a table.

    Raises:
        ResourceError: it cannot be read, or a row is not of the form.
    """
    return [each(path, number, data, _row) for number, data in enumerate(read_cases(path), start=1)]


def predicted_dates(path: Path) -> dict[int, Answer]:
    """Answers by the number of their row.

    Raises:
        ResourceError: the file cannot be read, or a line is not of the form.
    """
    return dict(read_answers(path, _prediction))


def write_dates(answers: Iterable[tuple[int, Answer]], path: Path) -> None:
    """Keep predictions as `predicted_dates` reads them."""
    path.write_text("".join(answer.as_json(row) + "\n" for row, answer in answers), encoding="utf-8")


def _row(number: int, data: Mapping[str, Any]) -> Row:
    text, start, end = phrase_of(data)
    absent = data.get("absent", False)
    if bool(absent) == ("first" in data):
        raise ValueError("write either first and last, or absent = true")
    accepted = () if absent else (_days([data["first"], data["last"]]), *map(_days, data.get("also", [])))
    return Row(
        number=number,
        text=text,
        start=start,
        end=end,
        published=_day(data["published"]) if "published" in data else None,
        anchor=_days(data["anchor"]) if "anchor" in data else None,
        accepted=accepted,
        clock=data.get("clock"),
        zone=data.get("zone"),
    )


def _prediction(number: int, line: str) -> tuple[int, Answer]:
    data = json.loads(line)
    days = None if data["first"] is None else _days([data["first"], data["last"]])
    return int(data["row"]), Answer(days, data.get("clock"), data.get("zone"))


def _days(pair: Sequence[object]) -> Days:
    first, last = pair
    return _day(first), _day(last)


def _day(value: object) -> date:
    """A day of TOML, or the text of one."""
    return date.fromisoformat(str(value))

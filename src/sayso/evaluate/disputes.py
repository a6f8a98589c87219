"""The benchmark `disputes`: short reports, and who contradicts whom in them on what.

Gold is a TOML file, one `[[case]]` per report: `text` (paragraphs part at an empty line) and, where known,
`title`, `published`, `outlet`, `id`. Each `[[case.dispute]]` has `field` (or `field_any`) and two or more
`[[case.dispute.account]]`: `words` of the text, and who says them, as `party` (`party_any`), `name`
(`name_any`), `open = true` (the text names no speaker) or `voice = true` (the report itself). Each
`[[case.harmless]]` is a pair of words, `a` and `b`, that only looks like a dispute. Predictions are lines of
JSON: `row` (from 1) and `disputes`, each with `field` and `sides` (`start`, `end` and `party`, `name`,
`said_by` or `voice`).

A dispute is found if two of its sides are spoken by those of two accounts: one prediction for one gold
dispute. An organ of a state and the state are one speaker here, since they are never two sides.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.evaluate.articles.names import partners, plain
from sayso.evaluate.assignment import heaviest_pairs
from sayso.evaluate.cases import read_cases
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Found, Tally
from sayso.model.spans import Span

# Kept apart for people only (`SCHEMA.md`).
_WHO = {"responsibility": "actor"}


@dataclass(frozen=True, slots=True)
class Voice:
    """One account of the gold: its words, and who is right as its speaker."""

    words: Span
    parties: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    open: bool = False
    voice: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """One dispute of the gold: the fields that are right, and its accounts."""

    fields: tuple[str, ...]
    accounts: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One report: its disputes, and pairs of words that are none."""

    number: int
    text: str
    title: str | None
    published: date | None
    outlet: str | None
    disputes: tuple[Conflict, ...]
    harmless: tuple[tuple[Span, Span], ...]

    @property
    def id(self) -> str:
        """The number of the row, and its title where it has one."""
        return f"{self.number:03d} {self.title or ''}".strip()


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a predicted dispute; nothing but a place: a speaker whom the text does not name.

    `said_by` are the words that name the speaker.
    """

    start: int
    end: int
    party: str | None = None
    name: str | None = None
    said_by: str | None = None
    voice: bool = False


@dataclass(frozen=True, slots=True)
class Predicted:
    """A dispute as a coder sees it."""

    field: str
    sides: tuple[Party, ...]


class Disputes:
    """Who contradicts whom in a short report, and silence where nobody does."""

    name = "disputes"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of reports and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_disputes(read_conflicts(gold), read_disputes(predicted))


def score_disputes(cases: Sequence[Case], answers: Mapping[int, Sequence[Predicted]]) -> Scores:
    """Figures over all reports, each a document; `answers` by the number of the row."""
    return Scores(
        documents={case.id: _tally(case, answers.get(case.number, ())) for case in cases},
        missing=tuple(f"row {case.number}" for case in cases if case.number not in answers),
        has_events=False,
    )


def _tally(case: Case, predicted: Sequence[Predicted]) -> Tally:
    tally = Tally()
    for figure, with_field in (("disputes", False), ("disputes + field", True)):
        hits = len(pairs(case, predicted, with_field=with_field))
        tally.add(figure, Found(hits, len(predicted), len(case.disputes)))
    tally.right("reports with and without a dispute told apart", bool(predicted) == bool(case.disputes))
    for a, b in case.harmless:
        tally.right("harmless pairs left alone", not any(_flags(one, a, b) for one in predicted))
    return tally


def pairs(case: Case, predicted: Sequence[Predicted], *, with_field: bool) -> list[tuple[int, int]]:
    """Indexes of gold and predicted disputes that are one, each used once."""
    weights = [[_weight(one, other, with_field) for other in predicted] for one in case.disputes]
    return [(i, j) for i, j in heaviest_pairs(weights) if weights[i][j] >= 1]


def _weight(gold: Conflict, other: Predicted, with_field: bool) -> float:  # noqa: FBT001 (one caller)
    """At least 1 where both are one dispute; more where the field and the words agree, too."""
    named = _WHO.get(other.field, other.field) in {_WHO.get(field, field) for field in gold.fields}
    if (with_field and not named) or partners(gold.accounts, other.sides, said_by) < 2:
        return 0.0
    words = partners(gold.accounts, other.sides, lambda a, b: said_by(a, b) and _meets(a.words, b))
    return 1 + 0.1 * named + 0.1 * min(words, 2)


def said_by(account: Voice, side: Party) -> bool:
    """Whether the side is spoken by who gives the account."""
    if account.voice or side.voice:
        return account.voice and side.voice
    if account.open:
        return side.party is None and side.name is None
    if side.party is not None and any(_same_state(side.party, one) for one in account.parties):
        return True
    return any(_same_name(name, own) for name in account.names for own in (side.name, side.said_by) if own)


def _same_state(a: str, b: str) -> bool:
    return a == b or a.partition("/")[0] == b or b.partition("/")[0] == a


def _same_name(a: str, b: str) -> bool:
    """Whether one name holds all words of the other: "Gen. Sefu" and "Sefu"."""
    one, other = set(plain(a).split()), set(plain(b).split())
    return bool(one and other) and (one <= other or other <= one)


def _meets(words: Span, side: Party) -> bool:
    return side.start < words.end and words.start < side.end


def _flags(dispute: Predicted, a: Span, b: Span) -> bool:
    """Whether two different sides stand on the two words of a pair that is no dispute."""
    return partners((a, b), dispute.sides, _meets) == 2


def read_conflicts(path: Path) -> list[Case]:
    """The reports of a file.

    Raises:
        ResourceError: it cannot be read, or a row is not of the form.
    """
    return [_case(path, number, row) for number, row in enumerate(read_cases(path), start=1)]


def _case(path: Path, number: int, row: Mapping[str, Any]) -> Case:
    try:
        text = str(row["text"]).strip("\n")
        published = row.get("published")
        return Case(
            number=number,
            text=text,
            title=row.get("title"),
            published=date.fromisoformat(str(published)) if published else None,
            outlet=row.get("outlet"),
            disputes=tuple(_conflict(text, one) for one in row.get("dispute", [])),
            harmless=tuple((_words(text, p["a"]), _words(text, p["b"])) for p in row.get("harmless", [])),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResourceError(f"{path}: row {number} is not of the form: {error!r}") from error


def _conflict(text: str, row: Mapping[str, Any]) -> Conflict:
    fields = tuple(row.get("field_any") or [row["field"]])
    accounts = tuple(_account(text, one) for one in row["account"])
    if len(accounts) < 2:
        raise ValueError("a dispute has two accounts or more")
    return Conflict(fields, accounts)


def _account(text: str, row: Mapping[str, Any]) -> Voice:
    account = Voice(
        words=_words(text, row["words"]),
        parties=_several(row, "party"),
        names=_several(row, "name"),
        open=bool(row.get("open")),
        voice=bool(row.get("voice")),
    )
    if not (account.parties or account.names or account.open or account.voice):
        raise ValueError(f"nobody gives the account {row['words']!r}")
    return account


def _several(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return (*([row[key]] if key in row else []), *row.get(f"{key}_any", ()))


def _words(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def read_disputes(path: Path) -> dict[int, list[Predicted]]:
    """Predictions by the number of their row.

    Raises:
        ResourceError: the file cannot be read, or a line is not of the form.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        return {int(row["row"]): [_predicted(one) for one in row["disputes"]] for row in rows}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ResourceError(f"{path}: no file of disputes: {error!r}") from error


def _predicted(row: Mapping[str, Any]) -> Predicted:
    return Predicted(row["field"], tuple(Party(**side) for side in row["sides"]))


def as_row(number: int, disputes: Iterable[Predicted]) -> dict[str, object]:
    """One line of a file of predictions; what is not known is left out."""
    return {"row": number, "disputes": [{"field": one.field, "sides": _sides(one)} for one in disputes]}


def _sides(one: Predicted) -> list[dict[str, object]]:
    rows = (asdict(side).items() for side in one.sides)
    return [{key: value for key, value in row if value is not None and value is not False} for row in rows]

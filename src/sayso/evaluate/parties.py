"""The benchmark `parties`: who a phrase in a sentence ends at, or that the text leaves it open.

A row is right where all that it asks holds; asked is one of:

* `party` (an id of the party table) or `party_any` (several, each right),
* `name`: no row of the table, told by these words,
* `unresolved`: no party at all, `place`: a place and no party;

and besides, where given: `not` (ids that would be wrong), `backed_by`, `side`, `kind`.
Precision is over the rows that were answered with a party, whatever kind the table gives it.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Found, Tally
from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Span

SLOTS = ("actor", "speaker", "mention")
_STRINGS = ("text", "title", "phrase", "slot", "party", "name", "side", "kind")
_ID_LISTS = ("backed_by", "sides", "supports")
_LISTS = ("party_any", "not", "backed_by")


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One phrase in its sentence and what is asked of it; `where` is the file and the row's number."""

    id: str
    where: str
    text: str
    phrase: Span
    slot: str = "mention"
    title: str | None = None
    published: date | None = None
    parties: tuple[str, ...] = ()
    name: str | None = None
    open: bool = False
    place: bool = False
    wrong: tuple[str, ...] = ()
    backed_by: tuple[str, ...] = ()
    side: str | None = None
    kind: PartyKind | None = None
    trap: bool = False
    scored: bool = True


class Parties:
    """A TOML table of phrases against a file of answers, one JSON object a line."""

    name = "parties"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare the rows with answers `{id, party, name, kind, backed_by, sides, place}`.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_parties(read_rows(gold), read_answers(predicted))


def read_rows(path: Path) -> list[PartyRow]:
    """The rows of a table; phrases are found in their sentences.

    Raises:
        ResourceError: the file cannot be read, or a row is not of the form.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ResourceError(f"{path}: cannot be read: {error}") from error
    tables = [row for rows in data.values() if isinstance(rows, list) for row in rows]
    return [_row(table, f"{path}: row {number}", number) for number, table in enumerate(tables, start=1)]


def _row(table: Any, where: str, number: int) -> PartyRow:
    if not isinstance(table, dict) or "text" not in table or "phrase" not in table:
        raise ResourceError(f"{where}: must be a table with text and phrase")
    for key in _STRINGS:
        if key in table and not isinstance(table[key], str):
            raise ResourceError(f"{where}: {key} must be text, not {table[key]!r}")
    if table.get("slot", SLOTS[-1]) not in SLOTS:
        raise ResourceError(f"{where}: unknown slot {table['slot']!r}; known: {', '.join(SLOTS)}")
    asked = [key for key in ("party", "party_any", "name", "unresolved", "place") if table.get(key)]
    lists = {key: _several(table.get(key, ()), where) for key in _LISTS}
    return PartyRow(
        id=str(table.get("id", number)),
        where=where,
        text=table["text"],
        phrase=_phrase(table, where),
        slot=table.get("slot", SLOTS[-1]),
        title=table.get("title"),
        published=_day(table.get("published"), where),
        parties=lists["party_any"] or _several(table.get("party", ()), where),
        name=table.get("name"),
        open=bool(table.get("unresolved")),
        place=bool(table.get("place")),
        wrong=lists["not"],
        backed_by=lists["backed_by"],
        side=table.get("side"),
        kind=_kind(table.get("kind"), where),
        trap=bool(table.get("trap")),
        scored=bool(asked),
    )


def _several(value: Any, where: str) -> tuple[str, ...]:
    values = (value,) if isinstance(value, str) else tuple(value)
    if not all(isinstance(one, str) for one in values):
        raise ResourceError(f"{where}: {value!r} must be an id or a list of ids")
    return values


def _phrase(table: Mapping[str, Any], where: str) -> Span:
    """The span of the phrase, the `nth` one (from 1) where it stands more than once."""
    text, phrase, at = table["text"], table["phrase"], -1
    for _ in range(int(table.get("nth", 1))):
        at = text.find(phrase, at + 1)
        if at < 0 or not phrase:
            raise ResourceError(f"{where}: {phrase!r} does not stand often enough in the text")
    return Span(at, at + len(phrase))


def _day(value: Any, where: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ResourceError(f"{where}: published {value!r}; must be YYYY-MM-DD") from None


def _kind(value: str | None, where: str) -> PartyKind | None:
    if value is None:
        return None
    if value not in {kind.value for kind in PartyKind}:
        raise ResourceError(f"{where}: unknown kind {value!r}; known: {', '.join(PartyKind)}")
    return PartyKind(value)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a coder says of one phrase; `party` None: no row of the table."""

    party: str | None = None
    name: str | None = None
    kind: str | None = None
    backed_by: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    basis: str | None = None

    @classmethod
    def of(cls, ref: PartyRef | None) -> "Answer":
        """The answer that a reference is; an empty one for none."""
        if ref is None:
            return cls()
        lists = (ref.backed_by, ref.sides, ref.supports)
        return cls(ref.party, ref.name, ref.kind.value, *lists, ref.basis)

    def as_row(self, row_id: str) -> dict[str, object]:
        """One line of a file of answers; what is not known is left out."""
        lists = {name: list(getattr(self, name)) for name in _ID_LISTS}
        said = {"party": self.party, "name": self.name, "kind": self.kind, "basis": self.basis, **lists}
        return {"id": row_id, **{key: value for key, value in said.items() if value}}


def read_answers(path: Path) -> dict[str, Answer]:
    """Answers by the id of their row.

    Raises:
        ResourceError: the file is missing, or a line is no answer.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
        return {str(row["id"]): _answer(row) for row in map(json.loads, filter(str.strip, lines))}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ResourceError(f"{path}: no file of answers: {error}") from error


def _answer(row: Mapping[str, Any]) -> Answer:
    lists = {key: tuple(row.get(key, ())) for key in _ID_LISTS}
    return Answer(row.get("party"), row.get("name"), row.get("kind"), basis=row.get("basis"), **lists)


def score_parties(rows: Sequence[PartyRow], answers: Mapping[str, Answer]) -> Scores:
    """Accuracy over all rows and over the traps, precision and recall of the answers with a party."""
    tallies = {row.id: _tally(row, answers.get(row.id, Answer())) for row in rows if row.scored}
    return Scores(tallies, tuple(row.id for row in rows if row.id not in answers), has_events=False)


def _tally(row: PartyRow, answer: Answer) -> Tally:
    tally = Tally()
    right = is_right(row, answer)
    tally.right("rows right", right)
    tally.right("traps right" if row.trap else "rows right that are no traps", right)
    tally.right("who is right, kind aside", is_right(replace(row, kind=None), answer))
    answered, wanted = answer.party is not None, bool(row.parties)
    who = is_right(replace(row, kind=None), answer)  # the kind of a row is the table's, and no answer
    tally.add("answered with a party", Found(int(who and answered), int(answered), int(wanted)))
    return tally


def is_right(row: PartyRow, answer: Answer) -> bool:
    """Whether the answer holds in all that the row asks."""
    if answer.party in row.wrong or not _is_who(row, answer):
        return False
    return (
        set(row.backed_by) <= set(answer.backed_by)
        and (row.side is None or row.side in (*answer.sides, *answer.backed_by, *answer.supports))
        and (row.kind is None or row.kind.value == answer.kind)
    )


def _is_who(row: PartyRow, answer: Answer) -> bool:
    if row.parties:
        return answer.party in row.parties
    if row.name is not None:
        return answer.party is None and _plain(answer.name or "") == _plain(row.name)
    return answer.party is None


def _plain(name: str) -> str:
    words = name.casefold().replace("-", " ").split()
    return " ".join(word for word in words if word not in ("the", "a", "an"))


def wrong_rows(rows: Iterable[PartyRow], answers: Mapping[str, Answer]) -> Iterator[tuple[PartyRow, Answer]]:
    """The rows that were answered wrongly, with their answers, in the table's order."""
    for row in rows:
        answer = answers.get(row.id, Answer())
        if row.scored and not is_right(row, answer):
            yield row, answer

"""The benchmark `revisions`: versions of reports, which of them are versions of one, and what each changed.

Gold is a file, one chain a line: `id`, `versions` (each with `id`, `text` and, where known, `title`,
`outlet`, `published`, `url`, `guid`), `changes` (`from`, `to`, `field`, `change`, `before`, `after`,
`words_in`, `start`, `end`), `open` (ids of versions that announce a later one) and perhaps `others`: reports
of the same outlet that are of no chain. Predictions are lines of JSON, one a report: `id`, `chain` (reports
with one name are of one chain; left out for none) with `place`, its number there, `open`, and `changes` to
the version before it in the gold (`from`, `field`, `change`, `before`, `after`, `words_in`, `start`, `end`).

A change is found if field and kind of change are right, each change once; with its value, if the figure is
the right one or, of other fields, the words overlap or the values share a word.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.evaluate.assignment import heaviest_pairs
from sayso.evaluate.rows import Json, read_lines, text_of
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Found, Tally

FIGURES = frozenset({"killed", "wounded", "captured", "missing", "displaced"})
# Who is named for a fact is no field of the gold: it is told, and not scored.
UNSCORED = frozenset({"source"})
_NUMBER = re.compile(r"\d+")
_SHORT = 3  # letters of words that two values share by chance


@dataclass(frozen=True, slots=True)
class Changed:
    """One change from one version to the next, of the gold or predicted; `words_in` is a report's id."""

    earlier: str
    later: str
    field: str
    change: str
    before: str | None
    after: str | None
    words_in: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Version:
    """A report as the gold has it."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    guid: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One chain of the gold, the oldest version first; `others` are reports of no chain."""

    id: str
    versions: tuple[Version, ...]
    others: tuple[Version, ...]
    changes: tuple[Changed, ...]
    open: frozenset[str]

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Each version with the next."""
        ids = [one.id for one in self.versions]
        return tuple(pairwise(ids))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a coder says of one report; `place` is its number in the chain, where known."""

    id: str
    chain: str | None = None
    place: int | None = None
    open: bool = False
    changes: tuple[Changed, ...] = field(default=())


class Revisions:
    """Versions of one report: the chains, what each version changed, and which announce another."""

    name = "revisions"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of chains and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_revisions(read_chains(gold), {one.id: one for one in read_answers(predicted)})


def score_revisions(
    rows: Sequence[Row], answers: Mapping[str, Answer], bare: Mapping[str, str] | None = None
) -> Scores:
    """Figures over all chains, each a document.

    Args:
        rows: The gold.
        answers: Predictions by the id of the report.
        bare: The chain of each report as it is found without addresses and guids, where that was tried.
    """
    chained = {one.id: one.chain for one in answers.values() if one.chain is not None}
    home = {report.id: row.id for row in rows for report in (*row.versions, *row.others)}
    reports = [report.id for row in rows for report in (*row.versions, *row.others)]
    return Scores(
        documents={row.id: _tally(row, answers, chained, bare, home) for row in rows},
        missing=tuple(one for one in reports if one not in answers),
        has_events=False,
    )


def _tally(
    row: Row,
    answers: Mapping[str, Answer],
    chained: Mapping[str, str],
    bare: Mapping[str, str] | None,
    home: Mapping[str, str],
) -> Tally:
    tally = Tally()
    tally.add("pairs of versions", _pairs(row, chained, home))
    if bare is not None:
        tally.add("pairs of versions, without url and guid", _pairs(row, bare, home))
    tally.right("chain whole and in order", _in_order(row, answers))
    for earlier, later in row.steps:
        gold, told = _step(row, answers, earlier, later)
        for figure, with_value in (("changes: field", None), ("changes: field + change", False)):
            tally.add(figure, Found(len(matches(gold, told, with_value)), len(told), len(gold)))
        hits = matches(gold, told, with_value=True)
        tally.add("changes: field + change + value", Found(len(hits), len(told), len(gold)))
        for name in sorted({one.field for one in (*gold, *told)}):
            tally.add(f"  {name}", _of_field(name, gold, told))
    found = {one.id for one in row.versions if one.id in answers and answers[one.id].open}
    tally.add("open versions", Found(len(found & row.open), len(found), len(row.open)))
    return tally


def _step(
    row: Row, answers: Mapping[str, Answer], earlier: str, later: str
) -> tuple[list[Changed], list[Changed]]:
    gold = [one for one in row.changes if (one.earlier, one.later) == (earlier, later)]
    told = answers[later].changes if later in answers else ()
    return gold, [one for one in told if one.earlier == earlier and one.field not in UNSCORED]


def _of_field(name: str, gold: Sequence[Changed], told: Sequence[Changed]) -> Found:
    mine = [one for one in gold if one.field == name]
    ours = [one for one in told if one.field == name]
    return Found(len(matches(mine, ours, with_value=True)), len(ours), len(mine))


def _pairs(row: Row, chained: Mapping[str, str], home: Mapping[str, str]) -> Found:
    """Pairs of one chain; a pair over two lines of the file counts for the line of the first."""
    gold = set(combinations(sorted(one.id for one in row.versions), 2))
    found = {
        (a, b)
        for a, b in combinations(sorted(chained), 2)
        if chained[a] == chained[b] and home.get(a) == row.id
    }
    return Found(len(gold & found), len(found), len(gold))


def _in_order(row: Row, answers: Mapping[str, Answer]) -> bool:
    ids = [one.id for one in row.versions]
    first = answers.get(ids[0])
    if first is None or first.chain is None:
        return False
    members = [one for one in answers.values() if one.chain == first.chain]
    return [one.id for one in sorted(members, key=lambda one: (one.place or 0, one.id))] == ids


def matches(
    gold: Sequence[Changed],
    told: Sequence[Changed],
    with_value: bool | None,  # noqa: FBT001 (three callers here)
) -> list[tuple[int, int]]:
    """Indexes of changes that are one: by field, by field and kind of change, or by those and the value."""
    weights = [[_weight(one, other, with_value) for other in told] for one in gold]
    return [(i, j) for i, j in heaviest_pairs(weights) if weights[i][j] >= 1]


def _weight(gold: Changed, told: Changed, with_value: bool | None) -> float:  # noqa: FBT001 (as above)
    if gold.field != told.field or (with_value is not None and gold.change != told.change):
        return 0.0
    right = _same_value(gold, told)
    return 0.0 if with_value and not right else 1 + 0.1 * right + 0.1 * (gold.change == told.change)


def _same_value(gold: Changed, told: Changed) -> bool:
    mine, ours = (one.before if one.after is None else one.after for one in (gold, told))
    if gold.field in FIGURES:
        numbers = [_NUMBER.findall(value or "")[:1] for value in (mine, ours)]
        return numbers[0] == numbers[1] != []
    if gold.words_in == told.words_in and told.start < gold.end and gold.start < told.end:
        return True
    return bool(_words(mine) & _words(ours))


def _words(value: str | None) -> set[str]:
    return {word for word in re.findall(r"\w+", (value or "").casefold()) if len(word) > _SHORT}


def wrong(row: Row, answers: Mapping[str, Answer]) -> Iterable[str]:
    """What was missed and invented of the changes of one chain, a line each."""
    for earlier, later in row.steps:
        gold, told = _step(row, answers, earlier, later)
        hits = matches(gold, told, with_value=True)
        found, right = {i for i, _ in hits}, {j for _, j in hits}
        for i, one in enumerate(gold):
            if i not in found:
                yield f"{earlier} > {later} missed {_shown(one)}"
        for j, one in enumerate(told):
            if j not in right:
                yield f"{earlier} > {later} invented {_shown(one)}"


def _shown(one: Changed) -> str:
    return f"{one.field} {one.change}: {one.before!r} to {one.after!r}"


def read_chains(path: Path) -> list[Row]:
    """The chains of a file.

    Raises:
        ResourceError: it cannot be read, or a line is not of the form.
    """
    rows = read_lines(path, _row)
    ids = [one.id for row in rows for one in (*row.versions, *row.others)]
    if len(set(ids)) < len(ids):
        twice = sorted({one for one in ids if ids.count(one) > 1})
        raise ResourceError(f"{path}: two reports have the id {twice[0]!r}; ids must be unique")
    return rows


def _row(data: Json) -> Row:
    return Row(
        id=text_of(data, "id"),
        versions=tuple(_version(one) for one in data["versions"]),
        others=tuple(_version(one) for one in data.get("others", ())),
        changes=tuple(_changed(one, str(one["to"])) for one in data.get("changes", ())),
        open=frozenset(map(str, data.get("open", ()))),
    )


def _version(data: Json) -> Version:
    known = {key: data.get(key) for key in ("title", "outlet", "published", "url", "guid")}
    return Version(text_of(data, "id"), text_of(data, "text"), **known)


def _changed(data: Json, later: str) -> Changed:
    values: dict[str, Any] = {key: data.get(key) for key in ("before", "after")}
    return Changed(
        earlier=str(data["from"]),
        later=later,
        field=text_of(data, "field"),
        change=text_of(data, "change"),
        **{key: None if value is None else str(value) for key, value in values.items()},
        words_in=str(data["words_in"]),
        start=int(data["start"]),
        end=int(data["end"]),
    )


def read_answers(path: Path) -> list[Answer]:
    """Predictions.

    Raises:
        ResourceError: the file cannot be read, or a line is not of the form.
    """
    return read_lines(path, _answer)


def _answer(data: Json) -> Answer:
    chain, place = data.get("chain"), data.get("place")
    one = text_of(data, "id")
    return Answer(
        id=one,
        chain=None if chain is None else str(chain),
        place=None if place is None else int(place),
        open=bool(data.get("open")),
        changes=tuple(_changed(change, one) for change in data.get("changes", ())),
    )


def as_row(answer: Answer) -> dict[str, object]:
    """One line of a file of predictions; what is not known is left out."""
    row: dict[str, object] = {"id": answer.id, "open": answer.open}
    if answer.chain is not None:
        row |= {"chain": answer.chain, "place": answer.place}
    changes = [asdict(change) for change in answer.changes]
    row["changes"] = [{"from": one.pop("earlier"), **_known(one)} for one in changes]
    return row


def _known(one: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in one.items() if value is not None and key != "later"}

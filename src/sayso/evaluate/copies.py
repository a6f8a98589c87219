"""The benchmark `copies`: which reports go back to one text.

Gold is a file of reports, one JSON object a line: `id`, `text` and, where they are known, `outlet`,
`published` (a day, or a day and a time), `title`, `url`; where there is gold, `family`, and perhaps `copy_of`
(the id of the report that it was made from) and `kind` (how it was made). Predictions are lines of `id` and
`family`, a name that means nothing beyond the file, and `copy_of` where one is known.

A pair of reports is found if both are in one family on both sides. Two baselines that need no learning are in
the same table: raw 5-word shingles of the whole text, by Jaccard (>= .7) and by containment (>= .5), families
being whatever is connected by such pairs.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

from sayso.evaluate.rows import Json, label_of, read_lines, text_of
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import BCubed, Found, Share, Tally

PAIRS = "pairs of one family"
B_CUBED = "reports in families (B3)"
_WORD = re.compile(r"\w+")
_SHINGLE = 5

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One report of the file, and what the gold says of it."""

    id: str
    text: str
    outlet: str | None
    published: date | None
    published_at: datetime | None
    title: str | None
    url: str | None
    family: str | None
    copy_of: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The family of a report, and the report that it was copied from, where that is told."""

    family: str
    copy_of: str | None = None


class Copies:
    """Families of copies: wires and what was shortened, rewritten or cut from them."""

    name = "copies"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of reports and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_copies(read_reports(gold), read_families(predicted))


def read_reports(path: Path) -> list[Row]:
    """The reports of a file.

    Raises:
        ResourceError: it cannot be read, or a line is not of the form.
    """
    return read_lines(path, _row)


def read_families(path: Path) -> dict[str, Answer]:
    """Predictions by the id of their report.

    Raises:
        ResourceError: the file cannot be read, or a line is not of the form.
    """
    return dict(read_lines(path, _answer))


def as_row(report: str, answer: Answer) -> dict[str, object]:
    """One line of a file of predictions."""
    row: dict[str, object] = {"id": report, "family": answer.family}
    return row if answer.copy_of is None else {**row, "copy_of": answer.copy_of}


def score_copies(rows: Sequence[Row], answers: Mapping[str, Answer]) -> Scores:
    """Figures over all reports, each a document; without gold there is nothing to score."""
    gold = {row.id: row.family for row in rows if row.family is not None}
    given = {report: answer.family for report, answer in answers.items() if report in gold}
    raw = [row for row in rows if row.id in gold]
    named = {PAIRS: given, **{f"{PAIRS}: {name}": found for name, found in _baselines(raw).items()}}
    documents = {row.id: _tally(row, gold, named, answers.get(row.id)) for row in raw}
    missing = tuple(report for report in gold if report not in given)
    return Scores(documents, missing, has_events=False, order=(*named, B_CUBED))


def wrong_pairs(rows: Sequence[Row], answers: Mapping[str, Answer]) -> Iterator[tuple[str, Row, Row]]:
    """Pairs of the gold that are "missed", and pairs of the answer that are "invented"."""
    for a, b in combinations([row for row in rows if row.family is not None], 2):
        both = [answers.get(one.id) for one in (a, b)]
        joined = both[0] is not None and both[1] is not None and both[0].family == both[1].family
        if joined != (a.family == b.family):
            yield "invented" if joined else "missed", a, b


def _tally(row: Row, gold: Names, named: Mapping[str, Names], answer: Answer | None) -> Tally:
    tally = Tally()
    wanted = _partners(row.id, gold)
    for name, families in named.items():
        found = _partners(row.id, families)
        tally.add(name, Found(len(found & wanted), len(found), len(wanted)))
    found = _partners(row.id, named[PAIRS])
    if answer is None:
        tally.add(B_CUBED, BCubed((0.0,), ()))
    else:
        both = len(found & wanted) + 1
        tally.add(B_CUBED, BCubed((both / (len(wanted) + 1),), (both / (len(found) + 1),)))
    if row.copy_of in gold:
        tally.right("source of a copy named", answer is not None and answer.copy_of == row.copy_of)
    if row.kind is not None and wanted:
        tally.add(f"its family found: {row.kind}", Share(len(found & wanted), len(wanted)))
    elif row.kind is not None:
        tally.right(f"left alone: {row.kind}", not found)
    return tally


def _partners(report: str, families: Names) -> frozenset[str]:
    """The others in the family of a report."""
    name = families.get(report)
    return frozenset(one for one, other in families.items() if name == other and one != report)


def _baselines(rows: Sequence[Row]) -> dict[str, Names]:
    """Families by raw shingles: what no stripping and no alignment gives."""
    shingles = {row.id: _shingles(row.text) for row in rows}
    jaccard: list[tuple[str, str]] = []
    contained: list[tuple[str, str]] = []
    for a, b in combinations(shingles, 2):
        both = len(shingles[a] & shingles[b])
        if both >= 0.5 * max(1, min(len(shingles[a]), len(shingles[b]))):
            contained.append((a, b))
        if both >= 0.7 * max(1, len(shingles[a] | shingles[b])):
            jaccard.append((a, b))
    return {
        "Jaccard of 5-shingles >= .7": _connected(shingles, jaccard),
        "containment of 5-shingles >= .5": _connected(shingles, contained),
    }


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))


def _connected(things: Mapping[str, object], pairs: Sequence[tuple[str, str]]) -> Names:
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    found: dict[str, str] = {}
    for thing in things:
        waiting = [thing]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one] = thing
                waiting += sorted(near[one])
    return found


def _row(data: Json) -> Row:
    published = label_of(data, "published") or ""
    return Row(
        id=text_of(data, "id"),
        text=text_of(data, "text"),
        outlet=data.get("outlet"),
        published=date.fromisoformat(published[:10]) if published else None,
        published_at=datetime.fromisoformat(published) if "T" in published else None,
        title=data.get("title"),
        url=data.get("url"),
        family=label_of(data, "family"),
        copy_of=label_of(data, "copy_of"),
        kind=label_of(data, "kind"),
    )


def _answer(data: Json) -> tuple[str, Answer]:
    return text_of(data, "id"), Answer(text_of(data, "family"), label_of(data, "copy_of"))

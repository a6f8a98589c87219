"""The benchmark `entities`: spans of organisations, places and persons in defence reports (re3d).

The mapping, the same for sayso and for its peer:

* Gold "Organisation" and "Nationality" are one class; a leading "the", "a", "an" and a
  trailing "'s" are stripped on both sides; gold spans may lie in one another, and equal
  ones of one class count once. All gold counts, of whatever confidence.
* A peer's GPE may match an organisation or a location, and counts against the locations
  where it matches neither; that flatters the peer. sayso says one class per span, and may
  say two of one span.
* Exact: both ends agree. Overlap: at least one character is shared with a span of that class.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sayso.errors import ResourceError
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Figure, Measures, Tally, f1
from sayso.model.entities import EntityKind

REPORTS, ENTITIES = "reports.jsonl", "entities.jsonl"
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_OWNER = ("'s", "’s")
_PLACE_OR_STATE = "GPE"
_KINDS = {
    "Organisation": EntityKind.ORGANISATION,
    "Nationality": EntityKind.ORGANISATION,
    "Location": EntityKind.LOCATION,
    "Person": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "NORP": EntityKind.ORGANISATION,
    "LOC": EntityKind.LOCATION,
    "FAC": EntityKind.LOCATION,
    "PERSON": EntityKind.PERSON,
}
_Range: TypeAlias = tuple[int, int]
_Kinds: TypeAlias = set[tuple[EntityKind, _Range]]


@dataclass(frozen=True, slots=True)
class Marked:
    """One span that somebody marked: `type` as the marker calls it, `end` exclusive."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report of the folder."""

    id: str
    text: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """Of the predicted spans how many meet a gold one, and of the gold spans how many are met."""

    right: int
    predicted: int
    met: int
    gold: int

    def sums(self) -> tuple[float, ...]:
        return (self.right, self.predicted, self.met, self.gold)

    @classmethod
    def measures(cls, sums: tuple[float, ...]) -> Measures:
        right, predicted, met, gold = sums
        if not predicted and not gold:
            return {}
        precision = right / predicted if predicted else 0.0
        recall = met / gold if gold else 1.0
        return {"p": precision, "r": recall, "f1": f1(precision, recall)}

    def values(self) -> Measures:
        measures = self.measures(self.sums()) or {"p": 1.0, "r": 1.0, "f1": 1.0}
        rounded = {name: round(value, 4) for name, value in measures.items()}
        return {**rounded, "n_gold": self.gold, "n_pred": self.predicted}

    def plus(self, other: Figure) -> "Matched":
        assert isinstance(other, Matched)
        return Matched(*(int(a + b) for a, b in zip(self.sums(), other.sums(), strict=True)))


class Entities:
    """A folder with `reports.jsonl` and `entities.jsonl` against a file of the latter form."""

    name = "entities"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare the folder's entities with a file of predicted ones.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_entities(read_reports(gold), read_marked(gold / ENTITIES), read_marked(predicted))


def read_reports(folder: Path) -> list[ReportRow]:
    """The reports of a folder.

    Raises:
        ResourceError: `reports.jsonl` is missing, or a line of it lacks an id or text.
    """
    path = folder / REPORTS
    return [
        ReportRow(str(row["id"]), str(row["text"]), str(row["title"]) if row.get("title") else None)
        for row in _rows(path, ("id", "text"))
    ]


def read_marked(path: Path) -> dict[str, list[Marked]]:
    """Marked spans by the id of their report.

    Raises:
        ResourceError: the file is missing or not of the form.
    """
    found: dict[str, list[Marked]] = {}
    for row in _rows(path, ("doc_id", "start", "end", "type")):
        marked = Marked(int(str(row["start"])), int(str(row["end"])), str(row["type"]))
        found.setdefault(str(row["doc_id"]), []).append(marked)
    return found


def _rows(path: Path, keys: Sequence[str]) -> Iterator[Mapping[str, object]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise ResourceError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ResourceError(f"{path}:{number}: no JSON: {error}") from error
        missing = [key for key in keys if not isinstance(row, dict) or key not in row]
        if missing:
            raise ResourceError(f"{path}:{number}: lacks {', '.join(missing)}")
        yield row


def score_entities(
    reports: Sequence[ReportRow],
    gold: Mapping[str, Sequence[Marked]],
    predicted: Mapping[str, Sequence[Marked]],
    label: str = "",
) -> Scores:
    """Figures by class and way of matching; `label` stands in front of their names."""
    tallies = {
        report.id: _tally(report.text, gold.get(report.id, ()), predicted.get(report.id, ()), label)
        for report in reports
    }
    return Scores(tallies, has_events=False)


def beside(ours: Scores, peer: Scores) -> Scores:
    """The figures of both over the same reports."""
    tallies = {}
    for name, tally in ours.documents.items():
        tallies[name] = Tally({**tally.figures, **peer.documents[name].figures})
    return Scores(tallies, has_events=False)


def _tally(text: str, gold: Iterable[Marked], predicted: Iterable[Marked], label: str) -> Tally:
    right = {(_KINDS[one.type], trimmed(text, one)) for one in gold if one.type in _KINDS}
    said = list(predicted)
    tally = Tally()
    for overlap in (False, True):
        for kind in EntityKind:
            wanted = {span for known, span in right if known is kind}
            found = {trimmed(text, one) for one in said if _KINDS.get(one.type) is kind}
            found |= set(_states(text, said, right, kind, overlap=overlap))
            way = "overlap" if overlap else "exact"
            tally.add(f"{label}{kind} ({way})", _matched(found, wanted, overlap=overlap))
    return tally


def _states(
    text: str,
    said: Iterable[Marked],
    right: set[tuple[EntityKind, _Range]],
    kind: EntityKind,
    *,
    overlap: bool,
) -> Iterator[_Range]:
    """The spans called GPE that count in this class."""
    if kind is EntityKind.PERSON:
        return
    bodies = {span for known, span in right if known is EntityKind.ORGANISATION}
    places = {span for known, span in right if known is EntityKind.LOCATION}
    for one in said:
        if one.type != _PLACE_OR_STATE:
            continue
        span = trimmed(text, one)
        body = _meets(span, bodies, overlap=overlap)
        place = _meets(span, places, overlap=overlap) or not body
        if body if kind is EntityKind.ORGANISATION else place:
            yield span


def _matched(found: set[_Range], wanted: set[_Range], *, overlap: bool) -> Matched:
    return Matched(
        sum(_meets(span, wanted, overlap=overlap) for span in found),
        len(found),
        sum(_meets(span, found, overlap=overlap) for span in wanted),
        len(wanted),
    )


def _meets(span: _Range, others: set[_Range], *, overlap: bool) -> bool:
    if not overlap:
        return span in others
    return any(span[0] < end and start < span[1] for start, end in others)


def trimmed(text: str, marked: Marked) -> _Range:
    """The span without blanks around it, a leading article and a trailing "'s"."""
    start, end = marked.start, marked.end
    article = _ARTICLE.match(text, start, end)
    if article is not None and article.end() < end:
        start = article.end()
    if text.endswith(_OWNER, start, end) and end - start > len(_OWNER[0]):
        end -= len(_OWNER[0])
    stripped = text[start:end].strip()
    start += text[start:end].find(stripped)
    return start, start + len(stripped)

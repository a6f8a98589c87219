"""The benchmark `lines`: how many independent account lines an incident has, of how many parties.

Gold is a file of JSON lines, one incident each: `id`, `reports` (`id`, `outlet`, `published`, `title`,
`text`), and, where there is gold, `lines` and `parties` (how many), `account_lines` (`party`, `reports`)
and `grade` ("confirmed", "fair", "weak", "contested"). Predictions have the same form without the texts.

A predicted line answers a gold one where one word of both names of the party is the same and they
share a report; most pairs are taken. "Lines exact" and "parties exact" ask for the counts alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sayso.evaluate.assignment import heaviest_pairs
from sayso.evaluate.rows import Json, by_id, known_only, read_lines, text_of
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Found, Tally
from sayso.model.incidents import Grade, MergedIncident

_SHINGLE = 5
_HALF = 0.5
_EMPTY = frozenset({"the", "of", "and", "in", "for", "a", "an", "s", "to", "at"})


def _short(grade: Grade) -> str:
    return grade.value.split()[0]


_GRADES = frozenset(map(_short, Grade))


@dataclass(frozen=True, slots=True)
class Told:
    """One line: who, and in which reports."""

    party: str | None
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class Text:
    """One report of an incident."""

    id: str
    text: str
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One incident: its reports where it is gold, its lines where it has any."""

    id: str
    reports: tuple[Text, ...] = ()
    lines: int | None = None
    parties: int | None = None
    told: tuple[Told, ...] | None = None
    grade: str | None = None


class Lines:
    """Account lines of incidents: their count, their parties, the grade."""

    name = "lines"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare two files of incidents.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_lines(read_incidents(gold), read_incidents(predicted, texts=False))


def read_incidents(path: Path, *, texts: bool = True) -> list[Row]:
    """The incidents of a file; those of a prediction need no texts.

    Raises:
        ResourceError: the file cannot be read, a line is not of the form, or an id comes twice.
    """
    rows = read_lines(path, lambda data: _row(data, texts=texts))
    by_id(path, [(row.id, row) for row in rows])
    return rows


def _row(data: Json, *, texts: bool) -> Row:
    grade = data.get("grade")
    if grade is not None and grade not in _GRADES:
        raise ValueError(f"grade {grade!r} is none of {', '.join(sorted(_GRADES))}")
    told = data.get("account_lines")
    return Row(
        id=text_of(data, "id"),
        reports=tuple(_text(one) for one in data["reports"]) if texts else (),
        lines=None if data.get("lines") is None else int(data["lines"]),
        parties=None if data.get("parties") is None else int(data["parties"]),
        told=None if told is None else tuple(Told(x.get("party"), frozenset(x["reports"])) for x in told),
        grade=grade,
    )


def _text(data: Json) -> Text:
    return Text(
        text_of(data, "id"),
        text_of(data, "text"),
        data.get("title"),
        data.get("outlet"),
        data.get("published"),
    )


def score_lines(gold: Sequence[Row], predicted: Sequence[Row]) -> Scores:
    """Figures over all incidents, each a document of its own.

    Raises:
        ResourceError: a prediction is of an incident that is not in the gold.
    """
    answers = {row.id: row for row in predicted}
    known_only(answers, {row.id: row for row in gold})
    return Scores(
        documents={row.id: _tally(row, answers.get(row.id, Row(row.id, lines=0, told=()))) for row in gold},
        missing=tuple(row.id for row in gold if row.id not in answers),
        has_events=False,
        order=("lines exact", "parties exact", "grade", "lines with party"),
    )


def faults(gold: Row, answer: Row) -> list[str]:
    """What is wrong with an answer, in words."""
    asked = (
        ("lines", gold.lines, answer.lines),
        ("parties", gold.parties, answer.parties),
        ("grade", gold.grade, answer.grade),
    )
    return [f"{name} {given}, not {wanted}" for name, wanted, given in asked if wanted not in (None, given)]


def _tally(gold: Row, answer: Row) -> Tally:
    tally = Tally()
    if gold.lines is not None:
        tally.right("lines exact", answer.lines == gold.lines)
    if gold.parties is not None:
        tally.right("parties exact", answer.parties == gold.parties)
    if gold.grade is not None:
        tally.right("grade", answer.grade == gold.grade)
    if gold.told is not None:
        said = answer.told or ()
        weights = [[_likeness(a, b) for b in said] for a in gold.told]
        pairs = heaviest_pairs(weights) if said and gold.told else []
        hits = sum(weights[a][b] > 0 for a, b in pairs)
        tally.add("lines with party", Found(hits, len(said), len(gold.told)))
    return tally


def _likeness(gold: Told, answer: Told) -> float:
    """1 and the share of common reports where both are the same party's and share a report, else 0."""
    common = gold.reports & answer.reports
    ours, theirs = _words(gold.party), _words(answer.party)
    if not common or not (ours & theirs):
        return 0.0
    return 1.0 + len(common) / len(gold.reports | answer.reports)


def _words(name: str | None) -> frozenset[str]:
    """Beginnings of the words of a name, and what they begin with: "Border Security Force" is "bsf"."""
    letters = "".join(c if c.isalnum() else " " for c in (name or ""))
    words = [word for word in letters.split() if word.casefold() not in _EMPTY]
    first = "".join(word[0] for word in words if word[0].isupper()).casefold()
    return frozenset(word.casefold()[:_SHINGLE] for word in words) | ({first} if len(first) > 1 else set())


def answered(incident: MergedIncident) -> Row:
    """What the accounts of an incident come to, as an answer."""
    return Row(
        incident.id,
        lines=len(incident.lines),
        parties=incident.parties,
        told=tuple(Told(one.party, frozenset(one.reports)) for one in incident.lines),
        grade=None if incident.graded is None else _short(incident.graded.grade),
    )


def as_row(incident: MergedIncident) -> dict[str, object]:
    """A prediction, as `read_incidents` reads it."""
    answer = answered(incident)
    told = [{"party": one.party, "reports": list(one.reports)} for one in incident.lines]
    return {
        "id": answer.id,
        "lines": answer.lines,
        "parties": answer.parties,
        "account_lines": told,
        **({"grade": answer.grade} if answer.grade is not None else {}),
    }


def given_families(reports: Sequence[Text]) -> Mapping[str, str]:
    """Families of copies by plain word overlap, for this benchmark alone: half of the shorter text's runs of
    five words. The name of a family is the least id of its reports.
    """
    family = {one.id: one.id for one in reports}
    runs = {one.id: _runs(one.text) for one in reports}
    for a, b in combinations(sorted(family), 2):
        least = min(len(runs[a]), len(runs[b]))
        if least and len(runs[a] & runs[b]) >= _HALF * least:
            both = {family[a], family[b]}
            family.update((one, min(both)) for one, name in list(family.items()) if name in both)
    return family


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return frozenset(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))

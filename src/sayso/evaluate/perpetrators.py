"""The benchmark `perpetrators`: which organisations a report names as having done it, and on whose word.

Gold is lines of JSON in the form of the MUC-4 development documents: `docid`, `raw_text`
(or `gtt_text`, or `text`) and `templates`, of which two slots count, `PERP: ORGANIZATION ID`
and `PERP: ORGANIZATION CONFIDENCE`. A document's gold is the set of pairs of organisation
and confidence of its templates; names behind `/` are the same organisation's, confidences
behind `/` are each right, and with `?` nobody need say it. Without templates it is only predicted.

Predictions are lines of JSON: `docid`, and `organisations`, a list of `names` (all that the
text or a table calls it) and `confidence`, one of the five of MUC-4.

An organisation is found if it can be paired, one to one, with a predicted one of which a
name is the same, is contained, or abbreviates it; of the pairings that find most, the one
counts in which most confidences are right.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sayso.evaluate.assignment import heaviest_pairs
from sayso.evaluate.muc import text_of_document
from sayso.evaluate.organisations import same_organisation
from sayso.evaluate.rows import read_lines
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Found, Share, Tally

IDS, CONFIDENCES = "PERP: ORGANIZATION ID", "PERP: ORGANIZATION CONFIDENCE"
_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NOBODY = ("-", "*", "")


class Confidence(StrEnum):
    """On whose word an organisation is named, in the words of MUC-4."""

    FACT = "REPORTED AS FACT"
    CLAIMED = "CLAIMED OR ADMITTED"
    ACCUSED = "SUSPECTED OR ACCUSED"
    BY_AUTHORITIES = "SUSPECTED OR ACCUSED BY AUTHORITIES"
    POSSIBLE = "POSSIBLE"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation with the confidences that are right for it; in a prediction there is one.

    `required` is False where the annotators left it open whether it is to be named.
    """

    names: tuple[str, ...]
    confidences: tuple[Confidence, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One row of the file; `gold` None where it has no templates."""

    id: str
    text: str
    gold: tuple[Organisation, ...] | None


class Perpetrators:
    """Organisations and confidences, document by document."""

    name = "perpetrators"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of documents and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_perpetrators(read_documents(gold), read_predictions(predicted))


def score_perpetrators(
    documents: Iterable[Document], predicted: Mapping[str, Sequence[Organisation]]
) -> Scores:
    """Figures over the documents that have gold."""
    known = [one for one in documents if one.gold is not None]
    return Scores(
        {one.id: _tally(one.gold or (), predicted.get(one.id, ())) for one in known},
        missing=tuple(one.id for one in known if one.id not in predicted),
        has_events=False,
    )


def _tally(gold: Sequence[Organisation], said: Sequence[Organisation]) -> Tally:
    tally = Tally()
    pairs = paired(gold, said)
    spared = {b for a, b in pairs if not gold[a].required}
    found = [(gold[a], said[b]) for a, b in pairs if gold[a].required]
    wanted = sum(one.required for one in gold)
    tally.add("organisations", Found(len(found), len(said) - len(spared), wanted))
    for right, answer in found:
        if right.confidences:
            tally.right("confidence of those found", answer.confidences[0] in right.confidences)
            _confuse(tally, right, answer.confidences[0])
    return tally


def _confuse(tally: Tally, right: Organisation, answer: Confidence) -> None:
    """One row of the table: of the organisations of a gold confidence, the share given each."""
    true = answer if answer in right.confidences else right.confidences[0]
    for one in Confidence:
        tally.add(f"{true} given {one}", Share(int(one is answer), 1))


def paired(gold: Sequence[Organisation], said: Sequence[Organisation]) -> list[tuple[int, int]]:
    """Which gold organisation is which predicted one: the most pairs, then the most right confidences."""
    if not gold or not said:
        return []
    most = 1 + min(len(gold), len(said))
    weights = [
        [
            (most + (other.confidences[0] in one.confidences)) * same_organisation(one.names, other.names)
            for other in said
        ]
        for one in gold
    ]
    return sorted((a, b) for a, b in heaviest_pairs(weights) if weights[a][b])


def read_documents(path: Path) -> list[Document]:
    """The documents of a file.

    Raises:
        ResourceError: it cannot be read, or a line is not of the form.
    """
    return read_lines(path, _document)


def read_predictions(path: Path) -> dict[str, list[Organisation]]:
    """Predicted organisations by document.

    Raises:
        ResourceError: it cannot be read, or a line is not of the form.
    """
    return dict(read_lines(path, _prediction))


def write_predictions(path: Path, said: Mapping[str, Sequence[Organisation]]) -> None:
    """Keep predictions as `read_predictions` reads them."""
    lines = []
    for docid, found in said.items():
        rows = [{"names": list(one.names), "confidence": one.confidences[0].value} for one in found]
        lines.append(json.dumps({"docid": docid, "organisations": rows}, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def gold_organisations(templates: Iterable[Mapping[str, Any]]) -> tuple[Organisation, ...]:
    """The distinct pairs of organisation and confidence of a document's templates."""
    found: list[Organisation] = []
    for template in templates:
        confidences = [_confidence(line) for line in template.get(CONFIDENCES, ())]
        for line in template.get(IDS, ()):
            names = tuple(_NAME.findall(line.replace('\\"', "")))
            if not names or line.strip() in _NOBODY:
                continue
            here = [one for one in confidences if set(one.names) & set(names)]
            classes = tuple(dict.fromkeys(c for one in here for c in one.confidences))
            required = not line.lstrip().startswith("?") and all(one.required for one in here)
            _add(found, Organisation(names, classes, required))
    return tuple(found)


def _add(found: list[Organisation], new: Organisation) -> None:
    """Add a pair, or its names to the same organisation of the same confidence."""
    for at, old in enumerate(found):
        if set(old.names) & set(new.names) and old.confidences == new.confidences:
            names = tuple(dict.fromkeys((*old.names, *new.names)))
            found[at] = Organisation(names, old.confidences, old.required or new.required)
            return
    found.append(new)


def _confidence(line: str) -> Organisation:
    """The classes and names of one line of the slot; what is no class ("ACQUITTED") is left out."""
    head = line.split('"', 1)[0]
    words = [word.strip(" ?():") for word in head.split("/")]
    known = {one.value: one for one in Confidence}
    names = tuple(_NAME.findall(line.replace('\\"', "")))
    return Organisation(names, tuple(known[word] for word in words if word in known), "?" not in head)


def _document(row: Mapping[str, Any]) -> Document:
    docid, text = text_of_document(row)
    templates = row.get("templates")
    return Document(docid, text, None if templates is None else gold_organisations(templates))


def _prediction(row: Mapping[str, Any]) -> tuple[str, list[Organisation]]:
    said = [
        Organisation(tuple(map(str, one["names"])), (Confidence(one["confidence"]),))
        for one in row["organisations"]
    ]
    return str(row["docid"]), said

"""`sayso evaluate perpetrators` without predictions: sayso itself reads the documents."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.perpetrators import (
    Confidence,
    Document,
    Organisation,
    read_documents,
    score_perpetrators,
    write_predictions,
)
from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind
from sayso.model.record import Coded, Responsibility, Standing
from sayso.model.report import Report
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems

_SAID = {
    Standing.STATED: Confidence.FACT,
    Standing.ADMITTED: Confidence.CLAIMED,
    Standing.ACCUSED: Confidence.ACCUSED,
    Standing.ACCUSED_BY_AUTHORITIES: Confidence.BY_AUTHORITIES,
    Standing.POSSIBLE: Confidence.POSSIBLE,
}
_MARKED = (
    Standing.ADMITTED,
    Standing.ACCUSED_BY_AUTHORITIES,
    Standing.ACCUSED,
    Standing.POSSIBLE,
    Standing.STATED,
)
_BODIES = frozenset(
    {
        PartyKind.STATE,
        PartyKind.STATE_FORCE,
        PartyKind.ARMED_FORCE,
        PartyKind.ARMED_GROUP,
        PartyKind.ORGANIZATION,
        PartyKind.COALITION,
    }
)
# Without a name, only these words make an organisation: "guerrillas" are people to MUC-4.
_ORGANISED = frozenset(
    {
        "alliance", "army", "battalion", "brigade", "cartel", "cartels", "commandos", "detachment", "faction",
        "factions", "force", "forces", "front", "gang", "gangs", "government", "guard", "mafia", "mafias",
        "military", "movement", "navy", "organization", "organizations", "party", "patrol", "police",
        "regime", "rightwing", "squad", "squads", "troops", "unit", "units",
    }
)  # fmt: skip


def perpetrators(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Code the documents, keep the predictions where asked to, and score those that have gold."""
    documents = read_documents(Path(args.gold))
    coded = problems.sift(stages.code(_reports(documents)))
    said = {one.report.id: organisations(one) for one in coded}
    if args.predictions is not None:
        write_predictions(Path(args.predictions), said)
    return score_perpetrators(documents, said)


def _reports(documents: list[Document]) -> Iterator[Report]:
    return (Report.from_text(one.text, id=one.id) for one in documents)


def organisations(coded: Coded) -> list[Organisation]:
    """The organisations that the record holds responsible for violence, each with one confidence.

    Of several events the most marked word counts: that somebody fights is stated all around
    the one attack that he is accused of.
    """
    found: dict[str, list[Responsibility]] = {}
    for one in coded.responsibilities:
        if is_organisation(one.party.value):
            key = one.party.value.party or one.party.value.name.casefold()
            found.setdefault(key, []).append(one)
    return [
        Organisation(
            tuple(dict.fromkeys(name for row in rows for name in _names(row, coded.report.text))),
            (_SAID[min((row.standing for row in rows), key=_MARKED.index)],),
        )
        for rows in found.values()
    ]


def is_organisation(party: PartyRef) -> bool:
    """Whether MUC-4 calls it an organisation: guerrillas are people, their front is one."""
    if party.kind not in _BODIES:
        return False
    if party.party is not None or any(char.isupper() for char in party.name[1:]):
        return True
    return bool(_ORGANISED & set(party.name.casefold().split()))


def _names(row: Responsibility, text: str) -> Iterator[str]:
    yield row.party.value.name
    for span in row.party.evidence:
        yield " ".join(span.of(text).split())

"""Where the machine, asked alone, would overrule a person."""

from dataclasses import dataclass

from sayso.base.groups import Happenings
from sayso.base.machine import Machine
from sayso.base.persons import Persons
from sayso.base.rules import F, M
from sayso.model.decisions import Decision, Judgement, Subject

_OPPOSITE = {Judgement.SAME: Judgement.DIFFERENT, Judgement.DIFFERENT: Judgement.SAME}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A person's decision, what stands against it with its reasons, and in words how.

    `holds` is False where the decision cannot count any more: what it is about is gone, or a later decision
    of a person excludes it since a report was coded anew. Else it counts, whatever stands against it.
    """

    decision: Decision
    against: tuple[Decision, ...]
    why: str
    holds: bool = True


def conflicts(persons: Persons, machine: Machine[M, F], happenings: Happenings[M, F]) -> tuple[Conflict, ...]:
    """All of them, in the order of the log."""
    found = [
        *_against_machine(persons, machine, happenings),
        *(
            Conflict(
                one,
                against,
                "later decisions of persons exclude it"
                if against
                else "both sides are one event since the report was coded anew",
                holds=False,
            )
            for one, against in persons.set_aside
        ),
        *(Conflict(one, (), "what it is about is not there", holds=False) for one in persons.lost),
    ]
    return tuple(sorted(found, key=lambda one: one.decision.number))


def _against_machine(
    persons: Persons, machine: Machine[M, F], happenings: Happenings[M, F]
) -> list[Conflict]:
    found = []
    for said in persons.pairs[Subject.MEMBERSHIP].values():
        other = machine.same_happening(said.a, said.b)
        if other.judgement is _OPPOSITE.get(said.judgement):
            found.append(Conflict(said, (other,), _opposed(said, other)))
        elif said.judgement is Judgement.DIFFERENT and happenings.by_machine(said.a, said.b):
            found.append(
                Conflict(said, (other,), "the machine has them in one incident, by way of other events")
            )
    for subject in (Subject.COPY, Subject.REVISION):
        for said in persons.pairs[subject].values():
            copy = subject is Subject.COPY
            other = machine.same_text(said.a, said.b) if copy else machine.same_report(said.a, said.b)
            if other.judgement is _OPPOSITE.get(said.judgement):
                found.append(Conflict(said, (other,), _opposed(said, other)))
    return found


def _opposed(said: Decision, other: Decision) -> str:
    why = "; ".join(reason.why for reason in other.reasons)
    return f"{said.author} has them as {said.judgement}, the machine as {other.judgement}" + (
        f": {why}" if why else ""
    )

"""Entries of the log of persons: how one on a pair is made, and what it names."""

from collections.abc import Sequence

from sayso.model.decisions import REVIEW, Decision, Judgement, Subject, report_of
from sayso.model.edits import Author, coder


def said(subject: Subject, a: str, b: str, judgement: Judgement, author: Author) -> Decision:
    """A person's decision; of a pair without direction `a` is the smaller."""
    if subject not in (Subject.PART, Subject.REVISION, Subject.GRADE) and b < a:
        a, b = b, a
    who = coder(author)
    return Decision(subject, a, b, judgement, who.name, person=True, role=who.role)


def reports(decision: Decision) -> set[str]:
    """The reports that a decision names, or whose events it names."""
    names = {decision.a, decision.b}
    return names | {report_of(name) for name in names}


def of_pairs(decision: Decision) -> set[str]:
    """The reports of a decision whose meaning depends on how they are coded."""
    return set() if decision.subject in REVIEW else reports(decision)


def contradiction(decision: Decision, against: Sequence[Decision]) -> str:
    """Why a decision cannot stand beside others, in words."""
    others = ", ".join(f"{one.id} ({one.author}: {one.a} and {one.b} {one.judgement})" for one in against)
    return (
        f"{decision.a} and {decision.b} cannot be {decision.judgement} for {decision.author} beside what "
        f"persons decided: {others}; undo what is wrong of it first. Nothing was written"
    )

"""Entries of the log of persons on pairs: how one is made, and why it cannot be."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.decisions import Decision, Judgement, Subject
from sayso.model.edits import Author, coder


def said(subject: Subject, a: str, b: str, judgement: Judgement, author: Author) -> Decision:
    """A person's decision; of a pair without direction `a` is the smaller."""
    if subject not in (Subject.PART, Subject.REVISION, Subject.GRADE) and b < a:
        a, b = b, a
    who = coder(author)
    return Decision(subject, a, b, judgement, who.name, person=True, role=who.role)


def pin(entry: Decision, a: str, b: str) -> Decision:
    """What is said beside an entry of two events that stay one, by whom and when that is."""
    one, other = sorted((a, b))
    return replace(entry, subject=Subject.MEMBERSHIP, a=one, b=other, judgement=Judgement.SAME, reasons=())


def contradiction(decision: Decision, against: Sequence[Decision]) -> str:
    """Why a decision cannot stand beside others, in words."""
    others = ", ".join(f"{one.id} ({one.author}: {one.a} and {one.b} {one.judgement})" for one in against)
    return (
        f"{decision.a} and {decision.b} cannot be {decision.judgement} for {decision.author} beside what "
        f"persons decided: {others}; undo what is wrong of it first. Nothing was written"
    )

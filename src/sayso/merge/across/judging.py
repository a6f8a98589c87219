"""Whether two events of two reports are one: a decision with its reasons."""

from sayso.merge.across.members import Member
from sayso.merge.across.signals import OPEN, apart, reason, signs
from sayso.model.decisions import Decision, Judgement, Reason, Subject

# Sums of reasons from which on two events are one, and up to which they are two.
# Found with the weights of signals, by tools/fit_signals.py.
SAME, DIFFERENT = 3.20, 1.20


def decide(a: Member, b: Member, author: str) -> Decision:
    """The decision on two members; the same whichever comes first.

    Args:
        a: One member.
        b: Another.
        author: Who decides: "sayso" and its version.
    """
    first, second = sorted((a, b), key=lambda member: member.key)
    within = apart(first, second)
    found = tuple(signs(first, second))
    reasons = (*([within] if within else ()), *(reason(sign) for sign in found))
    score = round(sum(one.score for one in reasons), 2)
    return Decision(
        Subject.MEMBERSHIP,
        first.key,
        second.key,
        _judgement(reasons, score, unsure=any(sign.mark in OPEN for sign in found)),
        author,
        score,
        reasons,
    )


def _judgement(reasons: tuple[Reason, ...], score: float, *, unsure: bool) -> Judgement:
    if any(one.gate for one in reasons) or score <= DIFFERENT:
        return Judgement.DIFFERENT
    return Judgement.SAME if score >= SAME and not unsure else Judgement.UNSURE

"""Whether an event is a part of another's happening: an air strike of a battle, the capture that ended it."""

from sayso.merge.across.members import Dated, Member
from sayso.merge.across.signals import gates, is_within, place, reason, time
from sayso.model.decisions import Decision, Judgement, Reason, Subject


def part(a: Member, b: Member, author: str) -> Decision | None:
    """The decision that one of two members is a part of the other, its `a` of its `b`; None where neither is.

    A link, no merging upwards: both stay incidents, and tolls are counted on each level by itself. Day and
    place must both be said and fit; within one report as well as across reports.

    Args:
        a: One member.
        b: Another.
        author: Who decides: "sayso" and its version.
    """
    act, battle = (a, b) if is_within(a, b) else (b, a)
    if not is_within(act, battle) or Dated.GUESSED in (act.dated, battle.dated):
        return None
    signs = [sign for sign in (time(act, battle), place(act, battle)) if sign is not None]
    closed = gates({sign.mark for sign in signs})
    found = [reason(sign, gate=sign.mark in closed) for sign in signs]
    if len(found) < 2 or any(one.gate or one.score <= 0 for one in found):
        return None
    whole = Reason("kind", 1.0, "one act of a battle")
    score = round(sum(one.score for one in (*found, whole)), 2)
    return Decision(Subject.PART, act.key, battle.key, Judgement.SAME, author, score, (whole, *found))

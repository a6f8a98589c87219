"""Whether two events of two reports are one: a decision with its reasons."""

from collections.abc import Collection, Sequence

from sayso.merge.across.deeds import is_by_one
from sayso.merge.across.identities import is_identified, is_one_loss
from sayso.merge.across.kinds import Kind
from sayso.merge.across.members import Member
from sayso.merge.across.places import is_small
from sayso.merge.across.signals import NEVER_ALONE, TELLING, apart, gates, reason, signs
from sayso.model.decisions import Decision, Judgement, Reason, Subject
from sayso.model.events import PlacePrecision

# Sums of reasons from which on two events are one, and up to which they are two.
# Found with the weights of signals, by tools/fit_signals.py.
SAME, DIFFERENT = 3.36, 1.36
_SHORT = 0.1  # what a pair that is only proposed lacks of what joins groups
_TALK = frozenset({Kind.OTHER, Kind.HELP})
_SAID = frozenset({"day", "night"})
_TOLD = _SAID | {"carried day"}
_MET = _TOLD | {"nights that touch", "framed day", "about day", "guessed day", "news", "some day"}
_PLACED = frozenset({"place", "part of place", "told with", "named with it", "named there"})


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
    marks = {sign.mark for sign in found}
    closed = gates(marks)
    reasons = (*([within] if within else ()), *(reason(sign, gate=sign.mark in closed) for sign in found))
    little = _too_little(first, second, reasons, marks)
    reasons = reasons if little is None else (*reasons, little)
    score = round(sum(one.score for one in reasons), 2)
    return Decision(
        Subject.MEMBERSHIP,
        first.key,
        second.key,
        _judgement(reasons, score, unsure=bool(marks & NEVER_ALONE)),
        author,
        score,
        reasons,
    )


def _too_little(a: Member, b: Member, reasons: Sequence[Reason], marks: Collection[str]) -> Reason | None:
    """What takes off all that a pair has too much, where what it has in common others have too.

    Attacks of one kind come to one place again and again, so that without days nothing but what one
    happening alone has makes two tellings one. On one day a country at war has many; so where the day is
    guessed, or both say where and it is not shown to be one place, a place, a party, a figure or a name must
    agree as well, and of talk who talks. Such a pair is proposed to a person.
    """
    score = sum(one.score for one in reasons)
    most = (SAME + DIFFERENT) / 2 - _SHORT  # unsure, and not joined by way of a third
    if score <= most or any(one.gate for one in reasons) or a.report == b.report:
        return None
    if is_identified(a, b):
        return None
    if a.days is None or b.days is None:
        return Reason("time", most - score, "no day is known of one or both")
    if a.kinds & b.kinds & _TALK and not is_by_one(a, b):
        return Reason("actors", most - score, "nobody is known to have done both")
    if not _is_told_alike(a, b, marks):
        return Reason("place", most - score, "no place, party, name or figure in common but of many acts")
    return None


def _is_told_alike(a: Member, b: Member, marks: Collection[str]) -> bool:
    """Whether what speaks for a pair is more than many acts of one war have in common."""
    if not TELLING.isdisjoint(marks) or is_one_loss(a, b):
        return True
    if not _PLACED.isdisjoint(marks):
        met = "kind" in marks and not _MET.isdisjoint(marks)
        return met or not _SAID.isdisjoint(marks) or any(_is_in_town(m) for m in (a, b))
    return not _TOLD.isdisjoint(marks) and not (a.where.places and b.where.places)


def _is_in_town(member: Member) -> bool:
    """Whether it is said to be somewhere smaller than a city."""
    return any(is_small(p) and p.precision is not PlacePrecision.CITY for p in member.where.places)


def _judgement(reasons: tuple[Reason, ...], score: float, *, unsure: bool) -> Judgement:
    if any(one.gate for one in reasons) or score <= DIFFERENT:
        return Judgement.DIFFERENT
    return Judgement.SAME if score >= SAME and not unsure else Judgement.UNSURE

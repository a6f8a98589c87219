"""Whether two events of two reports are one: a decision with its reasons."""

from collections.abc import Mapping, Sequence

from sayso.merge.across.identities import is_identified, is_one_loss
from sayso.merge.across.kinds import Kind
from sayso.merge.across.members import Member
from sayso.merge.across.places import is_small
from sayso.merge.across.signals import SIGNALS, WEIGHTS, is_by_one
from sayso.model.decisions import Decision, Judgement, Reason, Subject
from sayso.model.events import PlacePrecision

# Sums of reasons from which on two events are one, and up to which they are two.
# Set on the open half of the recurring-events corpus; run sayso evaluate incidents after changing a signal.
SAME, DIFFERENT = 3.8, 2.0
# The most that a pair can score that has too little in common: unsure, and not joined by way of a third.
OPEN = 2.8
_TALK = frozenset({Kind.OTHER, Kind.HELP})
_TELLING = frozenset({"actors", "targets", "figures", "names", "victim", "craft", "telling"})


def decide(a: Member, b: Member, author: str) -> Decision:
    """The decision on two members; the same whichever comes first.

    Args:
        a: One member.
        b: Another.
        author: Who decides: "sayso" and its version.
    """
    first, second = sorted((a, b), key=lambda member: member.key)
    found = [signal(first, second) for signal in SIGNALS]
    reasons = tuple(reason for reason in found if reason is not None)
    little = _too_little(first, second, reasons)
    reasons = reasons if little is None else (*reasons, little)
    score = round(sum(reason.score for reason in reasons), 2)
    return Decision(
        Subject.MEMBERSHIP,
        first.key,
        second.key,
        _judgement(reasons, score),
        author,
        score,
        reasons,
    )


def _too_little(a: Member, b: Member, reasons: Sequence[Reason]) -> Reason | None:
    """What takes off all that a pair has too much, where what it has in common others have too.

    Attacks of one kind come to one place again and again, so that without days nothing but what one
    happening alone has makes two tellings one. On one day a country at war has many; so where the day is
    guessed, or both say where and it is not shown to be one place, a place, a party, a figure or a name must
    agree as well, and of talk who talks. Such a pair is proposed to a person.
    """
    score = sum(reason.score for reason in reasons)
    if score <= OPEN or any(reason.gate for reason in reasons) or a.report == b.report:
        return None
    if is_identified(a, b):
        return None
    if a.days is None or b.days is None:
        return Reason("time", OPEN - score, "no day is known of one or both")
    if a.kinds & b.kinds & _TALK and not is_by_one(a, b):
        return Reason("actors", OPEN - score, "nobody is known to have done both")
    if not _is_told_alike(a, b, {reason.signal: reason.score for reason in reasons if reason.score > 0}):
        return Reason("place", OPEN - score, "no place, party, name or figure in common but of many acts")
    return None


def _is_told_alike(a: Member, b: Member, weights: Mapping[str, float]) -> bool:
    """Whether what speaks for a pair is more than many acts of one war have in common."""
    if weights.keys() & _TELLING or is_one_loss(a, b):
        return True
    day = weights.get("time", 0.0)
    if "place" in weights:
        one_kind = weights.get("kind", 0.0) >= WEIGHTS["kind"]
        return (one_kind and day > 0) or day >= WEIGHTS["day"] or any(_is_in_town(m) for m in (a, b))
    return day >= WEIGHTS["carried day"] and not (a.where.places and b.where.places)


def _is_in_town(member: Member) -> bool:
    """Whether it is said to be somewhere smaller than a city."""
    return any(is_small(p) and p.precision is not PlacePrecision.CITY for p in member.where.places)


def _judgement(reasons: tuple[Reason, ...], score: float) -> Judgement:
    if any(reason.gate for reason in reasons) or score <= DIFFERENT:
        return Judgement.DIFFERENT
    return Judgement.SAME if score >= SAME else Judgement.UNSURE

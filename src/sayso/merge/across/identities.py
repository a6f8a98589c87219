"""What only one happening has: a person who was hit, an aircraft that was lost, one and the same telling."""

import re
from datetime import timedelta

from sayso.merge.across.kinds import RESULTS, Kind
from sayso.merge.across.members import Dated, Member
from sayso.merge.across.places import apart_km, is_small, stand
from sayso.merge.across.signs import Sign
from sayso.model.parties import PartyKind

# Acts that hardly hit one person twice; people are met, accused and threatened again and again.
_ONCE = RESULTS | {
    Kind.BLAST,
    Kind.STRIKE,
    Kind.SHOOTING,
    Kind.VIOLENCE,
    Kind.EXECUTION,
    Kind.VAGUE,
    Kind.ARREST,
    Kind.ABDUCTION,
    Kind.CLASH,
}
_FULL = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)+")
# Of the sentences of the shorter report: from then on one is a copy of the other. Releases of three days
# that the same office wrote by one form share up to 0.57.
_COPIED = 0.9
_FALL = 100.0  # km from where an aircraft is hit to where it comes down, or is said to have been
_DAYS = timedelta(days=1)


def victims(member: Member) -> frozenset[str]:
    """Persons with a full name among those who were hit, lower case."""
    people = (f.value.name for f in member.event.targets if f.value.kind is PartyKind.PERSON)
    named = (name for name in people if _FULL.fullmatch(name) and all(w[0].isupper() for w in _long(name)))
    return frozenset(name.casefold() for name in named)


def same_victims(a: Member, b: Member) -> Sign | None:
    """A person with a full name who was hit."""
    one, other = victims(a), victims(b)
    who = one & other
    if not one or not other or not a.kinds & _ONCE or not b.kinds & _ONCE:
        return None
    if who:
        return Sign("victim", "victim", f"both hit {', '.join(sorted(who))}")
    return Sign("victim", "other victim", f"{', '.join(sorted(one))}, and {', '.join(sorted(other))}")


def same_craft(a: Member, b: Member) -> Sign | None:
    """Types of craft that were hit: others forbid, equal ones of one place speak for it."""
    x, y = a.craft.types, b.craft.types
    if not x or not y or Kind.CLASH in a.kinds | b.kinds:
        return None
    words = f"{', '.join(sorted(x))}, and {', '.join(sorted(y))}"
    if not x & y:
        return Sign("craft", "other craft", words)
    if stand(a.where, b.where) > 0 or is_one_loss(a, b):
        return Sign("craft", "craft", f"both hit {', '.join(sorted(x & y))}")
    return None


def is_one_loss(a: Member, b: Member) -> bool:
    """Whether both may be of one aircraft that fell: of one country, on one day, within some 100 km.

    It is hit in one place and comes down in another, and sides at war name the one or the other.
    """
    one, other = a.craft, b.craft
    if not (one.manned and other.manned and one.kinds & other.kinds and one.owners & other.owners):
        return False
    if one.types and other.types and not one.types & other.types:
        return False
    if a.many or b.many or not (_is_day(a) and _is_day(b)):
        return False
    far = apart_km(a.where, b.where)
    return far is not None and far <= _FALL


def _is_day(member: Member) -> bool:
    days = member.days
    return days is not None and member.dated is Dated.SAID and days[1] - days[0] <= _DAYS


def same_telling(a: Member, b: Member) -> Sign | None:
    """Whether both stand in the same sentences of reports of which one has nearly all of the other.

    Either alone says nothing: daily releases tell other strikes in the same words, and newspapers print
    old sentences under new reports.
    """
    if not a.told or a.told != b.told:
        return None
    shorter = min(len(a.sentences), len(b.sentences))
    if len(a.sentences & b.sentences) < _COPIED * shorter:
        return None
    return Sign("telling", "one telling", "one text tells both")


def is_identified(a: Member, b: Member) -> bool:
    """Whether something that only one happening has shows that the two are one, whatever their days."""
    who = same_victims(a, b)
    if (who is not None and who.mark == "victim") or same_telling(a, b) is not None:
        return True
    small = all(is_small(place) for one in (a, b) for place in one.where.places)
    return bool(a.craft.types & b.craft.types) and small and stand(a.where, b.where) >= 1


def _long(name: str) -> list[str]:
    return [word for word in name.split() if len(word) > 3] or name.split()[:1]

"""What days, hours, places and countries of two events say of being one."""

from dataclasses import replace
from datetime import timedelta

from sayso.merge.across.hours import meeting
from sayso.merge.across.identities import is_one_loss
from sayso.merge.across.members import Dated, Member
from sayso.merge.across.places import folded, is_small, stand
from sayso.merge.across.signs import Sign

_DAY = timedelta(days=1)
_LATE, _EARLY = 18 * 60, 7 * 60  # minutes of the day at which nights begin and end
_WEEK = timedelta(days=7)
_WEEKS = timedelta(days=14)
_BACK = timedelta(days=60)  # a day so long before its report may be of a year that no words say


def time(a: Member, b: Member) -> Sign | None:
    """Days: those that do not meet forbid, unless no words say those of one."""
    if a.days is None or b.days is None:
        return None
    gap = max(a.days[0] - b.days[1], b.days[0] - a.days[1])
    if gap > timedelta():
        return _apart(a, b, gap)
    long = max(a.days[1] - a.days[0], b.days[1] - b.days[0])
    meet = f"{_days(a)} and {_days(b)} meet"
    how = {a.dated, b.dated}
    if long > _WEEKS:
        return Sign("time", "some day", meet)
    if Dated.GUESSED in how:
        return Sign("time", "news" if how == {Dated.GUESSED} else "guessed day", meet)
    if long > 2 * _DAY or (a.many and b.many):
        return Sign("time", "about day", meet)
    if Dated.FRAMED in how:
        return Sign("time", "framed day", f"both told after {_days(a)}")
    if Dated.CARRIED in how:
        return Sign("time", "carried day", f"both told with {_days(a)}")
    if long < _DAY:
        return Sign("time", "day", f"both on {_days(a)}")
    one_night = a.days == b.days or min(a.days[1] - a.days[0], b.days[1] - b.days[0]) < _DAY
    return Sign("time", "night" if one_night else "nights that touch", meet)


def _apart(a: Member, b: Member, gap: timedelta) -> Sign:
    """Days that do not meet: how far they are off, and what they rest on."""
    why = f"{_days(a)}, and {_days(b)}"
    if _is_of_other_year(a, b):
        return Sign("time", "date of another year", f"{why}: of one of them no words may say the year")
    if _is_before(a, b) or _is_before(b, a):
        return Sign("time", "not yet", f"{why}: told before it was")
    how = {a.dated, b.dated}
    if Dated.GUESSED in how:
        how_far = "days" if gap <= 2 * _DAY else "week" if gap <= _WEEK else "weeks"
        return Sign("time", f"{how_far} apart, guessed", f"{why}, which no words say")
    if Dated.FRAMED in how or Dated.CARRIED in how:
        how_far = "next" if gap <= _DAY else "other"
        what = "framed" if Dated.FRAMED in how else "carried"
        return Sign("time", f"{how_far} day, {what}", f"{why}, which its own words do not say")
    if gap > _DAY:
        return Sign("time", "other day", why)
    night = _is_at_night(a) or _is_at_night(b)
    return Sign("time", "next day, at night" if night else "next day", why)


def _is_of_other_year(a: Member, b: Member) -> bool:
    """Whether two days are of one date in two years, and one lies long before its report.

    A report that looks back leaves the year out where readers know it.
    """
    if a.days is None or b.days is None or a.dated is not Dated.SAID or b.dated is not Dated.SAID:
        return False
    if a.days[0] != a.days[1] or b.days[0] != b.days[1]:
        return False
    back = any(m.published is not None and m.published - m.days[1] >= _BACK for m in (a, b) if m.days)
    return back and (a.days[0].month, a.days[0].day) == (b.days[0].month, b.days[0].day)


def _is_before(report: Member, event: Member) -> bool:
    """Whether a report came out before something is said to have been."""
    if report.published is None or event.days is None:
        return False
    return event.dated is Dated.SAID and event.days[0] > report.published


def _is_at_night(member: Member) -> bool:
    """Whether it was in hours that some count to the day before and others to the day after."""
    long = member.days is not None and member.days[1] - member.days[0] == _DAY
    return long or any(first >= _LATE or last <= _EARLY for first, last in member.hours)


def hour(a: Member, b: Member) -> Sign | None:
    """Hours and parts of the day."""
    found = meeting(a.hours, b.hours)
    if found is None:
        return None
    if found < 0:
        return Sign("hour", "other hour", "at other hours")
    return Sign(
        "hour",
        "hour" if found == 1 else "part of day",
        "at one hour" if found == 1 else "one part of the day",
    )


def place(a: Member, b: Member) -> Sign | None:
    """Places: two towns that the gazetteer knows forbid; names that it lacks only speak against."""
    found = stand(a.where, b.where)
    if found >= 1:
        return Sign("place", "place", f"both at {a.where.places[0].name}")
    if found > 0:
        soil_a, soil_b = place_countries(a), place_countries(b)
        if soil_a and soil_b and not soil_a & soil_b:
            return Sign(
                "place", "told with, other soil", f"{_places(a)}, and {_places(b)}, one told with the other"
            )
        if found > stand(replace(a.where, around=frozenset()), replace(b.where, around=frozenset())):
            return Sign("place", "told with", "one place is told with the other")
        return Sign("place", "part of place", "one place is in the other")
    if a.where.places and b.where.places:
        return _elsewhere(a, b, found)
    return _named(a, b)


def _elsewhere(a: Member, b: Member, found: float) -> Sign | None:
    """Both have places, and none of one is one of the other."""
    why = f"{_places(a)}, and {_places(b)}"
    if is_one_loss(a, b):
        return Sign("place", "hit and fell", f"{why}: where it was hit, and where it fell")
    crossed = any(_is_named(p.name, y.names) for x, y in ((a, b), (b, a)) for p in x.where.places)
    if found < 0:
        return Sign("place", "other town, named" if crossed else "other town", why)
    soil_a, soil_b = place_countries(a), place_countries(b)
    if soil_a and soil_b and not soil_a & soil_b:
        return Sign("place", "other soil", why)
    if all(is_small(p) for m in (a, b) for p in m.where.places):
        return Sign("place", "other name, named" if crossed else "other name", why)
    return None


def _named(a: Member, b: Member) -> Sign | None:
    """At most one of the two has places: whether the other report names one, and for what."""
    marks = set()
    for one, other in ((a, b), (b, a)):
        for spot in one.where.places:
            if not is_small(spot):
                continue
            if _is_named(spot.name, other.names):
                return Sign("place", "named with it", f"told with {spot.name}")
            if folded(spot.name) in other.elsewhere:
                marks.add((1, "named for other", f"the other report tells something else of {spot.name}"))
            elif _is_named(spot.name, other.mentioned):
                marks.add((0, "named there", f"the other report names {spot.name}"))
            else:
                marks.add((2, "not named", f"the other report does not name {spot.name}"))
    return Sign("place", *min(marks)[1:]) if marks else None


def _is_named(name: str, among: frozenset[str]) -> bool:
    said = {word for word in folded(name).split() if len(word) > 3}
    return bool(said) and said <= among


def country(a: Member, b: Member) -> Sign | None:
    """Countries: of places and parties, else of what the reports are about."""
    if not a.lands | a.countries or not b.lands | b.countries:
        return None
    shared = a.countries & b.countries
    if shared:
        return Sign("country", "country", f"both in {', '.join(sorted(shared))}")
    if (a.countries | a.lands) & (b.countries | b.lands):
        return Sign("country", "one country", "reports of one country")
    sure = all(place_countries(m) for m in (a, b))
    return Sign("country", "other country" if sure else "perhaps other country", "countries differ")


def place_countries(member: Member) -> frozenset[str]:
    """The countries of the places where it is said to be."""
    return frozenset(p.country for p in member.where.places if p.country is not None)


def _places(member: Member) -> str:
    return ", ".join(place.name for place in member.where.places)


def _days(member: Member) -> str:
    if member.days is None:
        return "no day"
    first, last = member.days
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"

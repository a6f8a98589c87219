"""One reader for each kind of time pattern: what a match says, or None where it is no time."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sayso.find.time_matches import Found, code_of, is_unsaid
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import TimeForm, TimeMention

# Words beside a month or feast that make it one.
_SURE = ("rough", "last", "next", "this", "last_year", "this_year")
_WEEKS = {
    "of": "week-of",
    "beginning": "week-of",
    "starting": "week-of",
    "ending": "week-to",
    "to": "week-to",
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _date(found: Found) -> TimeMention | None:
    month = _month(found) or int(found.fields.get("number") or 0)
    day, mark = int(found.fields["day"] or 0), found.fields.get("mark")
    year = found.year() or found.year("dash_year")
    either = False
    if mark and month > 12 >= day:
        month, day = day, month  # an American "03/14/2015"
    elif mark == "/" and day <= 12 and day != month:
        if found.month_first:
            month, day = day, month
        either = found.month_first is None
    counts = year is None and found.after and found.after[0].tag == "NNS" and not found.fields.get("number")
    if not (1 <= month <= 12 and 1 <= day <= 31) or (counts and not _is_month_last(found)):
        return None
    word = found.fields.get("month") or ""
    verb = word.islower() and word in found.lexicon.words["time.doubtful_month"]  # "14 may have died"
    if year is None and (verb or is_unsaid(found)):
        return None
    end = found.fields.get("end")
    return replace(
        found.mention(TimeForm.DATE),
        year=year,
        month=month,
        day=day,
        end_day=int(end) if end else None,
        either=either,
        part=_week(found),
        **_in_year(found),
    )


def _in_year(found: Found) -> dict[str, Any]:
    """The unit and sign of "5 May last year", "Christmas this year"."""
    if found.fields.get("last_year"):
        return {"unit": "year", "sign": -1}
    return {"unit": "year", "sign": 0} if found.fields.get("this_year") else {}


def _month(found: Found) -> int | None:
    word = found.fields.get("month")
    return found.lexicon.months[word.lower()] if word else None


def _week(found: Found) -> str | None:
    """ "The week of 5 June", "the week ending 11 June"."""
    if found.back(2) != "week" or found.back() not in _WEEKS:
        return None
    return _WEEKS[found.back()]


def _is_month_last(found: Found) -> bool:
    """Whether the date ends in its month: "12 May" does not count what follows, "May 12" may."""
    return found.inside[-1].lower.rstrip(".") in found.lexicon.months


def _month_alone(found: Found) -> TimeMention | None:
    word = str(found.fields["month"])
    if not word[:1].isupper():
        return None
    sure = found.year() or any(found.fields[name] for name in _SURE)
    if not sure and (is_unsaid(found) or not _is_month(found, word.lower())):
        return None
    return replace(
        found.mention(TimeForm.DATE),
        month=_month(found),
        year=found.year(),
        part=found.part(),
        **{"sign": found.sign, **_in_year(found)},
    )


def _is_month(found: Found, word: str) -> bool:
    """Whether a bare month is none of the other things that "May", "March" and "August" can be."""
    words, before = found.lexicon.words, found.back()
    if before in words["time.before_day_names"] and found.before[-1].text[:1].isupper():
        return False  # "Black September"
    prepared = before in words["time.before_month"]
    if word in words["time.doubtful_month"]:
        token = next((token for token in found.inside if token.lower.startswith(word)), found.inside[-1])
        attribute = before == "the" and found.ahead() not in words["time.not_month"]
        return prepared or (attribute and not token.tag.startswith(("MD", "VB")))
    if prepared or not found.after:
        return True
    described = found.ahead() == "," and len(found.after) > 1 and found.after[1].lower in ("a", "an")
    return found.after[0].tag != "NNP" and not (described and not found.before)


def _year(found: Found) -> TimeMention | None:
    words, before = found.lexicon.words, found.back()
    after = found.after[0] if found.after else None
    if after is not None and after.lower in words["time.year_names"]:
        return None
    dated = before in words["time.before_year"] or found.fields["rough"]
    attribute = before in ("the", "a", "an", "'s", "’s") and after and after.tag in ("NN", "NNS", "JJ")
    counts = after is not None and after.tag == "NNS" and before not in ("in", "since")
    if not (attribute or (dated and not counts)) or _counts_people(found):
        return None
    return replace(found.mention(TimeForm.DATE), year=found.year(), part=found.part())


def _counts_people(found: Found) -> bool:
    """ "The 2000 soldiers", "from 1800 to 2000 fighters", "around 1900 were killed"."""
    after = [token for token in found.after[:3] if token.tag not in ("CD", "TO", "CC", "IN")]
    if not after:
        return False
    verb = found.back() == "around" and found.after[0].tag in ("VBD", "VBP", "VBN")
    return verb or (after[0].tag == "NNS" and after[0].lemma in found.lexicon.people)


def _years(found: Found) -> TimeMention | None:
    """ "In 2011-13", "the 2008/09 war": both years."""
    words = found.lexicon.words
    if found.ahead() in words["time.year_names"] or found.back() not in (words["time.before_year"] | {"the"}):
        return None
    first, last = found.year(), _end_year(found)
    if first is None or last is None or not first < last:
        return None
    start = replace(found.mention(TimeForm.DATE), year=first)
    return replace(start, until=replace(start, year=last))


def _end_year(found: Found) -> int | None:
    """The year behind the stroke: "1991-92", "1999/2000"."""
    first, text = found.year(), found.fields.get("end_year")
    if first is None or not text:
        return None
    year = int(text) if len(text) == 4 else first - first % 100 + int(text)
    return year + 100 if year < first else year


def _decade(found: Found) -> TimeMention | None:
    short, word = found.fields.get("short"), code_of(found.lexicon, "time.decade.", found.said("decade"))
    year = int(word) if word else found.year() or (1900 + int(short or 0) if int(short or 0) >= 20 else None)
    if year is None:
        return None
    return replace(found.mention(TimeForm.DATE), year=year, unit="decade", part=found.part())


def _season(found: Found) -> TimeMention | None:
    words, year = found.lexicon.words, found.year()
    said = found.said("season")
    sure = year is not None or any(found.fields[name] for name in ("last", "next", "this"))
    if not sure:
        before = found.back(2) if found.back() == "the" else found.back()
        told = before in words["time.before_season"] or (found.fields["rough"] and found.back() != "the")
        heads = bool(found.after) and found.after[0].tag in ("NN", "NNS", "NNP")
        past = any(t.tag in ("VBD", "VBN") for t in (*found.before, *found.after))
        if (
            not told
            or heads
            or not past
            or found.ahead() == "of"
            or (said == "fall" and found.back() != "the")
        ):
            return None
    end = _end_year(found)
    if end is not None and year is not None and end != year + 1:
        return None
    return replace(
        found.mention(TimeForm.SEASON),
        word=code_of(found.lexicon, "time.season.", said),
        year=year,
        sign=found.sign,
        part=found.part(),
        vague=True,
    )


def _named(found: Found) -> TimeMention | None:
    words, name = found.lexicon.words, found.said("name")
    year = found.year() or found.year("before_year")
    sure = year is not None or any(found.fields[name] for name in _SURE)
    if name in words["time.doubtful_named"] and not sure and found.back() not in words["time.before_named"]:
        return None
    if is_unsaid(found):
        return None
    return replace(
        found.mention(TimeForm.NAMED),
        word=code_of(found.lexicon, "time.named.", name),
        year=year,
        part=found.part(),
        **{"sign": found.sign, **_in_year(found)},
    )


def _nation(found: Found) -> TimeMention | None:
    prefix = f"time.nation.{found.said('kind')}."
    word = code_of(found.lexicon, prefix, found.said("nation"))
    if word is None:
        return None
    return replace(found.mention(TimeForm.NAMED), word=word, year=found.year(), **_in_year(found))


def _weekday(found: Found) -> TimeMention | None:
    words, lexicon = found.lexicon.words, found.lexicon
    code = WEEKDAYS[lexicon.weekdays.index(found.said("weekday"))]
    follower = found.after[0] if found.after else None
    if is_unsaid(found) or found.back() in words["time.before_day_names"]:
        return None
    if follower and follower.text[:1].isupper():
        bare = found.back() == "the" and follower.tag.startswith("NNP")
        if bare or follower.lower in words["time.after_day_names"]:
            return None
    if _is_first_name(found):
        return None
    the_next = found.back() == "the" and found.fields["next"]
    if found.fields["before"] or found.fields["after"] or the_next:
        sign = -1 if found.fields["before"] else 1
        return replace(found.mention(TimeForm.ORDER), word=code, sign=sign)
    mention = replace(found.mention(TimeForm.WEEKDAY), word=code, sign=found.sign)
    if found.fields["before_last"]:
        return replace(mention, sign=-1, amount=2)
    for group, sign in (("last_week", -1), ("this_week", 0), ("next_week", 1)):
        if found.fields[group]:
            return replace(mention, unit="week", sign=sign)
    return replace(mention, unit="this") if found.fields["this"] and found.sign == 0 else mention


def _is_first_name(found: Found) -> bool:
    """ "Sunday Okoro, a farmer, ..." at the start of a sentence."""
    if found.before or len(found.after) < 2 or found.after[0].tag != "NNP":
        return False
    return found.after[1].lower == "," or found.after[1].tag == "VBD"


def _weekend(found: Found) -> TimeMention | None:
    if is_unsaid(found) or _is_title(found, "weekend"):
        return None
    if found.fields["before_last"]:
        return replace(found.mention(TimeForm.WEEKDAY), word="weekend", sign=-1, amount=2)
    return replace(found.mention(TimeForm.WEEKDAY), word="weekend", sign=found.sign)


def _is_title(found: Found, group: str) -> bool:
    """ "USA Today", "The Weekend Australian": a capital inside a sentence, but for "1. Yesterday"."""
    words = any(any(map(str.isalpha, token.text)) for token in found.before)
    return words and found.inside[-1].text == str(found.fields[group]).capitalize()


def _day(found: Found) -> TimeMention | None:
    if _is_title(found, "word"):
        return None
    return replace(found.mention(TimeForm.DAY), word=code_of(found.lexicon, "time.day.", found.said("word")))


def _counted(found: Found, form: TimeForm, sign: int) -> TimeMention:
    amount = found.fields.get("n")
    text = " ".join(token.lower for token in found.inside)
    about = any(text.startswith(word + " ") for word in found.lexicon.words["time.about"])
    count = 2 if found.fields.get("couple") else number_of(amount, found.lexicon) if amount else None
    unit = _unit(found)
    if unit == "fortnight":
        count, unit = 2 * (count or 1), "week"
    return replace(
        found.mention(form),
        amount=count,
        unit=unit,
        sign=sign,
        vague=(about and not text.startswith(("just ", "only "))) or bool(found.fields.get("couple")),
    )


def _unit(found: Found) -> str:
    """The unit's code; a part of a day is a day."""
    return code_of(found.lexicon, "time.unit.", found.said("unit")) or "day"


def number_of(text: str, lexicon: Lexicon) -> int:
    """The number that digits or words say; 1 for what is no number ("a", "an")."""
    plain = text.lower().replace(",", "")
    if plain[0].isdigit():
        return int(float(plain))
    return sum(lexicon.numbers.get(part, 0) for part in re.split(r"[\s-]+", plain)) or 1


def _ago(found: Found) -> TimeMention | None:
    counted = _counted(found, TimeForm.OFFSET, -1)
    return counted if counted.amount is not None else replace(counted, word="some")


def _two_days(found: Found) -> TimeMention | None:
    sign = -1 if found.fields["two_ago"] else 1
    return replace(found.mention(TimeForm.OFFSET), amount=2, unit="day", sign=sign)


def _calendar(found: Found) -> TimeMention | None:
    if found.back() == "the" and found.fields.get("last") and not found.fields.get("rough"):
        past = found.mention(TimeForm.OFFSET)
        return replace(past, word="past", amount=1, unit=_unit(found), sign=-1)
    amount = 0 if found.fields["this"] and (found.fields["earlier"] or found.fields["later"]) else None
    sign = found.sign if amount == 0 else _step(found)
    return replace(
        found.mention(TimeForm.OFFSET), amount=amount, unit=_unit(found), sign=sign, part=found.part()
    )


def _step(found: Found) -> int:
    return -1 if found.fields.get("last") else 1 if found.fields.get("next") else 0


def _the_calendar(found: Found) -> TimeMention | None:
    """ "The start of the year": of this one, or of the last one where this one's is to come."""
    return replace(found.mention(TimeForm.OFFSET), word="the", unit=_unit(found), part=found.part())


def _before_last(found: Found) -> TimeMention | None:
    """ "The week before last"."""
    return replace(found.mention(TimeForm.OFFSET), word="before-last", unit=_unit(found), sign=-1)


def _past(found: Found) -> TimeMention | None:
    if found.fields["before"] and not found.fields["n"]:
        return None  # "the previous day" counts from another event
    counted = _counted(found, TimeForm.OFFSET, -1)
    plural = found.said("unit").endswith("s")
    if counted.amount is None and not plural:
        counted = replace(counted, amount=1)
    return replace(counted, word="past")


def _order(found: Found) -> TimeMention | None:
    if found.fields.get("n") is None and not found.said("unit").endswith("s"):
        return None  # "the day after" has its own pattern, and "day after day" is none
    return _counted(found, TimeForm.ORDER, found.sign)


def _next_day(found: Found) -> TimeMention | None:
    if found.said("unit").endswith("s") and _unit(found) != "hour":
        return None
    mention, sign = found.mention(TimeForm.ORDER), found.sign
    amount = 0 if found.fields.get("same") else 1
    return replace(mention, amount=amount, unit=_unit(found), sign=sign, vague=False)


def _bare(found: Found) -> TimeMention | None:
    """ "Earlier, ..." at the start of a sentence: an order that counts nothing."""
    return None if found.before else replace(found.mention(TimeForm.ORDER), sign=found.sign)


def _duration(found: Found) -> TimeMention | None:
    amount = found.fields.get("n")
    count = number_of(amount, found.lexicon) if amount else None
    return replace(found.mention(TimeForm.DURATION), amount=count, unit=_unit(found))


READERS: Mapping[str, Callable[[Found], TimeMention | None]] = {
    "date": _date,
    "month": _month_alone,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "season": _season,
    "named": _named,
    "nation": _nation,
    "weekday": _weekday,
    "weekend": _weekend,
    "day": _day,
    "ago": _ago,
    "calendar": _calendar,
    "the_calendar": _the_calendar,
    "before_last": _before_last,
    "past": _past,
    "order": _order,
    "next_day": _next_day,
    "bare": _bare,
    "duration": _duration,
    "two_days": _two_days,
}

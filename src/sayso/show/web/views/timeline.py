"""Three lanes: what has a day, what has only an order, and what has neither."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sayso.model.decisions import event_key
from sayso.model.kept import IncidentRecord
from sayso.model.listed import Listed
from sayso.model.record import Coded, TemporalRelation
from sayso.show import words
from sayso.show.headlines import headline
from sayso.show.web import links
from sayso.show.web.views.rows import Around, Row, clipped, days, row

_MONTHS = "January February March April May June July August September October November December".split()
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Month:
    """The dated lane of one month, or of a longer time of which nothing narrower is known."""

    label: str
    iso: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a report puts before or after an incident: "2 hours after", its headline, and its page."""

    order: str
    headline: str
    href: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """An incident without a day of which a report says what came before or after it."""

    row: Row
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The three lanes."""

    dated: tuple[Month, ...]
    ordered: tuple[Ordered, ...]
    undated: tuple[Row, ...]


def lanes(
    dated: Sequence[Listed],
    undated: Sequence[tuple[Listed, IncidentRecord]],
    incident_of: Mapping[str, str],
    around: Around,
) -> Lanes:
    """The lanes of a page.

    Args:
        dated: Incidents with a day, in the order in which they are shown.
        undated: Those without.
        incident_of: The incident of each event that `related` names, by the keys of events.
        around: What rows need besides.
    """
    ordered, bare = [], []
    for one, record in undated:
        beside = tuple(_beside(record, incident_of))
        if beside:
            ordered.append(Ordered(row(one, around), beside))
        else:
            bare.append(row(one, around))
    return Lanes(_months(dated, around), tuple(ordered), tuple(bare))


def related(records: Sequence[IncidentRecord]) -> list[str]:
    """Keys of the events that reports put before or after incidents, and of those themselves."""
    found = dict[str, None]()
    for record in records:
        for coded, relation in _relations(record):
            for name in (relation.a, relation.b):
                found.update(dict.fromkeys(_key(coded, name)))
    return list(found)


def _months(dated: Sequence[Listed], around: Around) -> tuple[Month, ...]:
    found = groupby(dated, key=_headed)
    return tuple(Month(label, iso, tuple(row(one, around) for one in some)) for (label, iso), some in found)


def _headed(one: Listed) -> tuple[str, str]:
    """The heading that an incident stands under: its month, or all its days where they last longer."""
    first, last = one.first_day, one.last_day
    if first is None:
        return days(None, None), ""
    if last is not None and (last - first).days > _LONGEST_MONTH:
        return days(first, last), f"{first.year:04}"
    return f"{_MONTHS[first.month - 1]} {first.year}", f"{first.year:04}-{first.month:02}"


def _relations(record: IncidentRecord) -> Iterator[tuple[Coded, TemporalRelation]]:
    """Relations of the events of an incident to other events of the same report."""
    own = {(told.coded.report.id, told.event.id) for told in record.told}
    reports = {told.coded.report.id: told.coded for told in record.told}
    for id_, coded in reports.items():
        for relation in coded.temporal_relations:
            if ((id_, relation.a) in own) != ((id_, relation.b) in own):
                yield coded, relation


def _key(coded: Coded, name: str) -> list[str]:
    found = (one for one in coded.events if one.id == name)
    return [event_key(coded.report.id, one.triggers[0].start) for one in found]


def _beside(record: IncidentRecord, incident_of: Mapping[str, str]) -> Iterator[Beside]:
    own = {(told.coded.report.id, told.event.id) for told in record.told}
    seen = set[tuple[str, str]]()
    for coded, relation in _relations(record):
        first = (coded.report.id, relation.a) in own
        other = relation.b if first else relation.a
        event = next((one for one in coded.events if one.id == other), None)
        if event is None:
            continue
        id_ = incident_of.get(event_key(coded.report.id, event.triggers[0].start))
        # "A is AFTER B": seen from A it is after, seen from B what A is comes before it.
        order = "after" if (relation.type == "AFTER") == first else "before"
        said = clipped(headline(event, coded))
        if id_ == record.incident.id or (order, said) in seen:
            continue
        seen.add((order, said))
        offset = words.duration(relation.offset) if relation.offset else ""
        yield Beside(
            f"{offset} {order}".strip(),
            said,
            links.incident(id_, said) if id_ else "",
            clipped(relation.span.of(coded.report.text), 160),
            links.report(coded.report.id, relation.span.start, relation.span.end),
        )

"""What speaks for and against two events of two reports being one: each signal with its words and weight."""

from collections.abc import Callable, Iterator, Mapping

from sayso.merge.across.acting import (
    actors,
    figures,
    is_within,
    kind,
    modality,
    reply,
    sides,
    targets,
    weapons,
)
from sayso.merge.across.members import Member
from sayso.merge.across.setting import country, hour, place, time
from sayso.merge.across.signs import Sign
from sayso.merge.across.telling import lead, names, things, wording
from sayso.model.decisions import Reason

__all__ = ["SIGNALS", "is_within", "place", "reason", "signs", "time"]

Signal = Callable[[Member, Member], Sign | Iterator[Sign] | None]
# Weights of the outcomes, in log odds, kinds with 2.0 more; one that is missing weighs nothing. Fitted by
# tools/fit_signals.py on 88 reports of recurring events, with `EXPECTED` there as the start.
WEIGHTS: Mapping[str, float] = {
    "kind": 2.78,
    "kin": 1.47,
    "open kind": 1.98,
    "loose kind": -0.23,
    "day": 1.63,
    "night": 1.79,
    "nights that touch": -0.31,
    "carried day": 0.57,
    "about day": 1.15,
    "guessed day": 0.08,
    "news": -0.17,
    "some day": 0.21,
    "next day, at night": -0.98,
    "next day, carried": -0.92,
    "days apart, guessed": -1.54,
    "week apart, guessed": -0.56,
    "weeks apart, guessed": -3.40,
    "other day, carried": -3.43,
    "hour": 0.81,
    "part of day": 0.01,
    "other hour": -0.65,
    "place": 1.76,
    "part of place": 0.77,
    "told with, other soil": -0.72,
    "other town": -2.53,
    "other town, named": -0.70,
    "other soil": -1.19,
    "other name": -1.72,
    "other name, named": -0.33,
    "named with it": 1.57,
    "named there": 0.20,
    "named for other": -0.72,
    "not named": -0.20,
    "one country": 0.22,
    "other country": -0.80,
    "actor": 0.14,
    "swapped": -1.72,
    "other actor": -0.80,
    "actors of one land": 0.08,
    "actors of two lands": -0.83,
    "target": 0.57,
    "thing": 0.39,
    "targets of one land": 0.11,
    "targets of two lands": -0.70,
    "figure": 0.93,
    "far figure": -0.59,
    "number": 0.60,
    "other weapon": -0.40,
    "name": 1.31,
    "names": 0.74,
    "shared site": 0.62,
    "other site": -0.50,
    "wording": 1.63,
    "reply": -0.39,
    "both reply": 0.43,
    "leads": 0.75,
    "late leads": 0.33,
    "one lead": -0.20,
}
GATE = -10.0
# Outcomes that forbid it alone. Others were gates once, and were wrong too often for that: days and places that
# no words say, towns next to each other, a day's difference, kinds of which one says little.
GATES = frozenset(
    {
        "one and many",
        "other talk",
        "battle and act",
        "other kind",
        "other modality",
        "not yet",
        "other day",
        "next day",
    }
)
SIGNALS: tuple[Signal, ...] = (
    kind,
    modality,
    time,
    hour,
    place,
    country,
    actors,
    sides,
    targets,
    figures,
    weapons,
    names,
    reply,
    lead,
    things,
    wording,
)


def signs(a: Member, b: Member) -> Iterator[Sign]:
    """What every signal finds of two events of two reports."""
    for signal in SIGNALS:
        found = signal(a, b)
        if isinstance(found, Sign):
            yield found
        elif found is not None:
            yield from found


def reason(sign: Sign) -> Reason:
    """A sign with its weight."""
    if sign.mark in GATES:
        return Reason(sign.signal, GATE, sign.why, gate=True)
    return Reason(sign.signal, round(WEIGHTS.get(sign.mark, 0.0) * sign.share, 2), sign.why)


def apart(a: Member, b: Member) -> Reason | None:
    """Events that one report tells as two happenings stay two."""
    if a.report != b.report:
        return None
    if a.incident == b.incident:
        return Reason("report", -GATE, "one happening within the report")
    return Reason("report", GATE, "the report tells them as two", gate=True)

"""What speaks for and against two events of two reports being one: each signal with its words and weight."""

from collections.abc import Callable, Iterator, Mapping

from sayso.merge.across.deeds import (
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
from sayso.merge.across.identities import same_craft, same_telling, same_victims
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
    "kind": 2.71,
    "kin": 1.44,
    "open kind": 2.07,
    "loose kind": -0.21,
    "day": 1.68,
    "night": 1.65,
    "nights that touch": -0.45,
    "carried day": 0.63,
    "about day": 0.94,
    "guessed day": 0.15,
    "news": -0.06,
    "some day": 0.32,
    "next day, at night": -0.83,
    "next day, carried": -1.03,
    "days apart, guessed": -1.45,
    "week apart, guessed": -0.80,
    "weeks apart, guessed": -3.49,
    "other day, carried": -3.18,
    "hour": 0.73,
    "part of day": 0.29,
    "other hour": -0.72,
    "place": 1.55,
    "part of place": 0.53,
    "told with, other soil": -0.74,
    "other town": -1.61,
    "other town, named": -0.92,
    "other soil": -1.16,
    "other name": -1.68,
    "other name, named": -0.27,
    "named with it": 1.64,
    "named there": 0.22,
    "named for other": -0.72,
    "not named": -0.26,
    "one country": 0.25,
    "swapped": -1.61,
    "other actor": -0.87,
    "actors of two lands": -1.00,
    "target": 0.65,
    "thing": 0.36,
    "targets of one land": 0.14,
    "targets of two lands": -0.70,
    "figure": 0.94,
    "far figure": -0.68,
    "number": 0.66,
    "other weapon": -0.28,
    "name": 1.07,
    "names": 0.78,
    "shared site": 0.58,
    "other site": -0.60,
    "wording": 1.69,
    "reply": -0.39,
    "both reply": 0.46,
    "leads": 0.43,
    "late leads": 0.23,
    "one lead": -0.16,
    "victim": 1.0,
    "other victim": -1.5,
    "craft": 1.0,
    "one telling": 0.5,
}
GATE = -10.0
# Outcomes that forbid it alone. Others did once, and were wrong too often: days that no words say, towns (one
# name is read for another), a night of two days, kinds of which one says little.
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
        "other craft",
    }
)
# Outcomes with which a pair alone is never one, whatever speaks for it: only other reports can show that.
NEVER_ALONE = frozenset({"other town", "next day, at night"})
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
    same_victims,
    same_craft,
    same_telling,
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

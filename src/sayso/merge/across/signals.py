"""What speaks for and against two events of two reports being one: each signal with its words and weight."""

from collections.abc import Callable, Iterator, Mapping

from sayso.merge.across.acting import actors, figures, is_within, kind, modality, reply, sides, targets, weapons
from sayso.merge.across.members import Member
from sayso.merge.across.setting import country, hour, place, time
from sayso.merge.across.signs import Sign
from sayso.merge.across.telling import lead, names, things, wording
from sayso.model.decisions import Reason

__all__ = ["SIGNALS", "is_within", "place", "reason", "signs", "time"]

Signal = Callable[[Member, Member], Sign | Iterator[Sign] | None]
# Weights of the outcomes; set on the open half of the recurring-events corpus (48 reports), by sayso evaluate incidents.
WEIGHTS: Mapping[str, float] = {
    "kind": 1.0,
    "kin": 0.3,"open kind":.3,
    "day": 3.0,"days":3.0,
    "carried day": 2.8,
    "about day": 2.0,"guessed day":2.0,"news":2.0,
    "some day": 1.0,
    "place": 2.5,
    "part of place": 1.2,
    "named there": 1.0,"named with it":1.0,"named for other":1.0,
    "other name": -2.5,"other name, named": -2.5,
    "country": 0.5,
    "other country": -1.5,
    "perhaps other country": -0.5,
    "other soil": -2.5,
    "actor": 1.0,
    "other actor": -1.0,"swapped":-3.0,
    "target": 0.7,"thing":.7,
    "figure": 0.7,
    "weapon": 0.5,
    "name": 1.0,"names":1.0,
    "wording": 1.0,
    "reply": -0.7,
    "both reply": 0.7,
}
GATE = -10.0
# Outcomes that forbid it alone. Others were gates once, and were wrong too often for that: days and places that
# no words say, towns next to each other, a day's difference, kinds of which one says little.
GATES = frozenset({"one and many", "other talk", "battle and act", "other kind", "other modality", "not yet"})
SIGNALS: tuple[Signal, ...] = (
    kind, modality, time, hour, place, country, actors, sides, targets, figures, weapons, names, reply, lead, things, wording,
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

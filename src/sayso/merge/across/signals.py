"""What speaks for and against two events of two reports being one: each signal with its words and weight."""

from collections.abc import Callable, Collection, Iterator, Mapping

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

__all__ = ["SIGNALS", "gates", "is_within", "place", "reason", "signs", "time"]

Signal = Callable[[Member, Member], Sign | Iterator[Sign] | None]
# Weights of the outcomes, in log odds, kinds with 2.0 more; one that is missing weighs nothing. Fitted by
# tools/fit_signals.py on 359 reports of recurring events, with `EXPECTED` there as the start; what these
# reports do not show (craft, one telling, victims) weighs what was expected.
WEIGHTS: Mapping[str, float] = {
    "kind": 2.41,
    "kin": 1.35,
    "open kind": 1.61,
    "loose kind": 0.63,
    "day": 0.98,
    "night": 1.01,
    "nights that touch": -0.54,
    "carried day": 0.21,
    "guessed day": 0.16,
    "news": 0.13,
    "some day": -0.74,
    "next day, at night": -0.34,
    "next day, carried": -0.48,
    "days apart, guessed": -0.51,
    "week apart, guessed": -1.12,
    "weeks apart, guessed": -1.49,
    "framed day": 0.01,
    "next day, framed": -1.39,
    "other day, framed": -1.39,
    "date of another year": 0.56,
    "other day, carried": -1.74,
    "hour": 0.13,
    "other hour": -0.71,
    "place": 1.31,
    "part of place": 0.43,
    "told with": 0.31,
    "told with, other soil": -0.65,
    "other town": -1.84,
    "other town, named": -0.70,
    "other soil": -0.73,
    "other name": -0.56,
    "named with it": 0.90,
    "named there": 0.22,
    "not named": -0.32,
    "country": 0.36,
    "one country": 0.49,
    "other country": -1.03,
    "perhaps other country": -0.57,
    "actor": 0.42,
    "swapped": -0.72,
    "other actor": -0.90,
    "actors of two lands": -0.99,
    "target": 0.65,
    "thing": 0.38,
    "targets of one land": 0.25,
    "targets of two lands": -0.75,
    "figure": 0.77,
    "near figure": 0.72,
    "far figure": -0.90,
    "number": 0.62,
    "weapon": 0.49,
    "other weapon": -0.59,
    "name": 0.56,
    "names": 0.96,
    "shared site": 0.77,
    "other site": -0.33,
    "wording": 3.68,
    "reply": -0.36,
    "both reply": 0.32,
    "leads": 0.48,
    "late leads": -0.14,
    "victim": 1.13,
    "other victim": -1.50,
    "craft": 1.00,
    "one telling": 0.50,
}
GATE = -10.0
# Outcomes that forbid it alone. Others did once, and were wrong too often: days that no words say, a night of
# two days, kinds of which one says little.
_GATES = frozenset(
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
# Outcomes that forbid it where nothing is in common that tells one act of a war from its others (`TELLING`):
# one town is read for another now and then.
_GATES_ELSE = frozenset({"other town"})
TELLING = frozenset(
    {"actor", "target", "thing", "figure", "number", "name", "names", "victim", "craft", "one telling"}
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


def gates(marks: Collection[str]) -> frozenset[str]:
    """Those of the outcomes of a pair that forbid that it is one."""
    return frozenset(marks) & (_GATES if TELLING & set(marks) else _GATES | _GATES_ELSE)


def reason(sign: Sign, *, gate: bool) -> Reason:
    """A sign with its weight; one that forbids has another."""
    if gate:
        return Reason(sign.signal, GATE, sign.why, gate=True)
    return Reason(sign.signal, round(WEIGHTS.get(sign.mark, 0.0) * sign.share, 2), sign.why)


def apart(a: Member, b: Member) -> Reason | None:
    """Events that one report tells as two happenings stay two; so do two rows of one data set."""
    if a.row is not None and b.row is not None and a.row[0] == b.row[0] and a.row != b.row:
        return Reason("report", GATE, f"{a.row[0]} has them as two", gate=True)
    if a.report != b.report:
        return None
    if a.incident == b.incident:
        return Reason("report", -GATE, "one happening within the report")
    return Reason("report", GATE, "the report tells them as two", gate=True)

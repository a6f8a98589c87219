"""Agreement of coders who coded the same: Krippendorff's alpha, spans, and where they differ.

Source: Krippendorff, Content Analysis (4th edition, 2018), chapter 12; "Computing Krippendorff's
Alpha-Reliability" (2011) for missing values.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from random import Random

from sayso.model.spans import Span

DRAWS = 1000
SEED = 20170618  # any number does; a fixed one makes the same intervals on every run

Value = str | float


class Level(StrEnum):
    """What the values of a field are."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that several coders coded: what each of them put into each field, and the words of all of it.

    `incident` is what is drawn for intervals. A coder who left a field empty has no value there.
    """

    incident: str
    thing: str
    values: Mapping[str, Mapping[str, Value]]
    spans: Mapping[str, frozenset[Span]]


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Alpha of one field with its 95 % interval; None is UNDEFINED: nothing varies, or nothing is twice."""

    field: str
    level: Level
    units: int
    alpha: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field of one thing that coders filled otherwise; "" where one left it empty."""

    incident: str
    thing: str
    field: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Agreements:
    """How far coders agree. F1 of spans and the share of equal claimants are None where there are none."""

    coders: tuple[str, ...] = ()
    units: int = 0
    fields: tuple[FieldAgreement, ...] = ()
    exact: float | None = None
    overlapping: float | None = None
    claimants: float | None = None
    disagreements: tuple[Disagreement, ...] = ()


def alpha(units: Sequence[Sequence[Value]], level: Level) -> float | None:
    """Krippendorff's alpha of units with the values that coders gave each; None where it is UNDEFINED.

    A unit with fewer than two values says nothing.
    """
    pairable = [values for values in units if len(values) > 1]
    totals = Counter(value for values in pairable for value in values)
    number = sum(totals.values())
    if len(totals) < 2:
        return None
    distance = _distance(level, totals)
    observed = sum(
        2 * sum(distance(a, b) for a, b in combinations(values, 2)) / (len(values) - 1) for values in pairable
    )
    expected = sum(2 * totals[a] * totals[b] * distance(a, b) for a, b in combinations(totals, 2))
    return 1.0 - (number - 1) * observed / expected


def _distance(level: Level, totals: Counter[Value]) -> Callable[[Value, Value], float]:
    if level is Level.NOMINAL:
        return lambda a, b: float(a != b)
    if level is Level.INTERVAL:
        return lambda a, b: (float(a) - float(b)) ** 2
    ranks, below = dict[Value, float](), 0.0
    for value in sorted(totals, key=float):
        ranks[value] = below + totals[value] / 2
        below += totals[value]
    return lambda a, b: (ranks[a] - ranks[b]) ** 2


def agreements(units: Sequence[Unit], levels: Mapping[str, Level], draws: int = DRAWS) -> Agreements:
    """How far coders agree on units, field by field; intervals by drawing incidents with replacement.

    Args:
        units: What was coded by two or more.
        levels: The fields and what their values are.
        draws: How many draws.
    """
    coders = sorted({coder for unit in units for coder in (*unit.values, *unit.spans)})
    fields = tuple(_field(units, name, level, draws) for name, level in levels.items())
    exact, overlapping = _spans(units)
    return Agreements(
        tuple(coders),
        len(units),
        fields,
        exact,
        overlapping,
        _claimants(units),
        tuple(one for unit in units for one in _differing(unit, (*levels, "claimant"))),
    )


def _field(units: Sequence[Unit], name: str, level: Level, draws: int) -> FieldAgreement:
    by_incident: dict[str, list[list[Value]]] = {}
    for unit in units:
        told = [values[name] for values in unit.values.values() if name in values]
        by_incident.setdefault(unit.incident, []).append(told)
    groups = [by_incident[one] for one in sorted(by_incident)]
    twice = sum(len(one) > 1 for group in groups for one in group)
    found = alpha([one for group in groups for one in group], level)
    if found is None:
        return FieldAgreement(name, level, twice, None)
    chance, values = Random(SEED), list[float]()
    for _ in range(draws if len(groups) > 1 else 0):
        drawn = alpha([one for group in chance.choices(groups, k=len(groups)) for one in group], level)
        if drawn is not None:
            values.append(drawn)
    if not values:
        return FieldAgreement(name, level, twice, round(found, 4))
    values.sort()
    cut = round(0.025 * (len(values) - 1))
    low, high = values[cut], values[len(values) - 1 - cut]
    return FieldAgreement(name, level, twice, round(found, 4), round(low, 4), round(high, 4))


def _spans(units: Sequence[Unit]) -> tuple[float | None, float | None]:
    """F1 of the words that any two coders gave as evidence: the same ones, and such that overlap."""
    same = met = total = 0
    for unit in units:
        for a, b in combinations(sorted(unit.spans), 2):
            one, other = unit.spans[a], unit.spans[b]
            total += len(one) + len(other)
            same += 2 * len(one & other)
            met += sum(any(x.overlaps(y) for y in other) for x in one)
            met += sum(any(x.overlaps(y) for y in one) for x in other)
    return (round(same / total, 4), round(met / total, 4)) if total else (None, None)


def _claimants(units: Sequence[Unit]) -> float | None:
    """In how many pairs of codings of a claim both have the same claimant."""
    told = [
        (a["claimant"], b["claimant"])
        for unit in units
        for a, b in combinations([unit.values[coder] for coder in sorted(unit.values)], 2)
        if "claimant" in a and "claimant" in b
    ]
    return round(sum(a == b for a, b in told) / len(told), 4) if told else None


def _differing(unit: Unit, names: Sequence[str]) -> list[Disagreement]:
    found = []
    for name in names:
        told = {coder: values.get(name) for coder, values in sorted(unit.values.items())}
        if len(set(told.values())) > 1:
            shown = tuple((coder, "" if value is None else str(value)) for coder, value in told.items())
            found.append(Disagreement(unit.incident, unit.thing, name, shown))
    return found

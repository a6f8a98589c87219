"""Agreement of coders: alpha against the `krippendorff` package, and by hand."""

from random import Random

import pytest

from sayso.evaluate.agreement import Disagreement, Level, Unit, Value, agreements, alpha
from sayso.model.spans import Span

LEVELS = {"type": Level.NOMINAL, "killed": Level.INTERVAL}


def unit(
    incident: str, thing: str, spans: dict[str, set[Span]] | None = None, **told: dict[str, Value]
) -> Unit:
    return Unit(incident, thing, told, {coder: frozenset(some) for coder, some in (spans or {}).items()})


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("seed", range(6))
def test_alpha_is_that_of_the_package(level: Level, seed: int) -> None:
    krippendorff = pytest.importorskip("krippendorff")
    chance = Random(seed)
    rows = [[chance.choice([1, 2, 3, 5, 8, None, None]) for _ in range(4)] for _ in range(12)]
    data = [[float("nan") if row[at] is None else float(row[at] or 0) for row in rows] for at in range(4)]
    ours = alpha([[float(value) for value in row if value is not None] for row in rows], level)
    assert ours == pytest.approx(krippendorff.alpha(reliability_data=data, level_of_measurement=level.value))


def test_alpha_by_hand() -> None:
    # Two coders, ten units, one difference: 1 - 19 * 2 / (2 * 9 * 11) = 0.808...
    units: list[list[Value]] = [[a, b] for a, b in zip("aaaaabbbbb", "aaaabbbbbb", strict=True)]
    assert alpha(units, Level.NOMINAL) == pytest.approx(1 - 19 * 2 / (2 * 9 * 11))


@pytest.mark.parametrize("units", [[], [["a"], ["b"]], [["a", "a"], ["a", "a"]]])
def test_what_does_not_vary_or_was_coded_once_is_undefined(units: list[list[Value]]) -> None:
    assert alpha(units, Level.NOMINAL) is None


def test_disagreements_are_listed_and_intervals_drawn_by_incident() -> None:
    units = [
        unit(f"i-{at}", f"r@{at}", ana={"type": kind, "killed": 3.0}, ben={"type": other, "killed": 3.0})
        for at, (kind, other) in enumerate([("A", "A"), ("B", "B"), ("A", "B"), ("B", "B"), ("A", "A")])
    ]
    found = agreements(units, LEVELS, draws=200)
    kind, killed = found.fields
    assert (found.coders, found.units, kind.units) == (("ana", "ben"), 5, 5)
    assert kind.alpha is not None
    assert kind.alpha == pytest.approx(1 - 9 * 2 / (2 * 5 * 5), abs=1e-4)
    assert kind.low is not None
    assert kind.high is not None
    assert kind.low <= kind.alpha <= kind.high
    assert (killed.alpha, killed.low) == (None, None)
    assert found.disagreements == (Disagreement("i-2", "r@2", "type", (("ana", "A"), ("ben", "B"))),)
    assert agreements(units, LEVELS, draws=200) == found


def test_spans_and_claimants() -> None:
    a, b, c = Span(0, 4), Span(2, 6), Span(9, 12)
    units = [
        unit("i", "e", {"ana": {a, c}, "ben": {b, c}}, ana={"type": "A"}, ben={"type": "A"}),
        unit("i", "c1", ana={"claimant": "Army"}, ben={"claimant": "Army"}),
        unit("i", "c2", ana={"claimant": "Army"}, ben={"claimant": ""}),
    ]
    found = agreements(units, LEVELS)
    assert (found.exact, found.overlapping, found.claimants) == (0.5, 1.0, 0.5)
    assert [one.thing for one in found.disagreements] == ["c2"]
    assert agreements([], LEVELS).exact is None

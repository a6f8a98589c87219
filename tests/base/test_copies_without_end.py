"""What a further report costs where very many tell the same: counted in comparisons, not in time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from sayso.base import Base
from sayso.model.decisions import Decision, Judgement
from sayso.store import MemoryStore
from tests.base.small import RULES, coded, groups_of

MANY = 72


def hanging_together(members: Sequence[Any], decisions: Sequence[Decision]) -> list[tuple[str, ...]]:
    """What hangs together by pairs that are the same: quicker than the rules of the toy."""
    of = {member.key: {member.key} for member in members}
    for one in decisions:
        if one.judgement is Judgement.SAME and of[one.a] is not of[one.b]:
            both = of[one.a] | of[one.b]
            of.update(dict.fromkeys(both, both))
    return sorted({tuple(sorted(group)) for group in of.values()})


def counting() -> tuple[Any, list[int]]:
    """A base of toy reports that counts how often two events are compared."""
    asked = [0]

    def counted(decide: Callable[..., Decision]) -> Callable[..., Decision]:
        def ask(*given: Any) -> Decision:
            asked[0] += 1
            return decide(*given)

        return ask

    events = replace(RULES.events, decide=counted(RULES.events.decide), groups=hanging_together)
    rules = replace(RULES, events=events)
    return Base(MemoryStore(), rules, "toy 1"), asked


def test_the_next_of_many_reports_of_one_event_is_compared_with_its_neighbours_alone_and_once() -> None:
    base, asked = counting()
    costs = []
    for number in Random(3).sample(range(MANY), MANY):
        before = asked[0]
        base.add(coded(f"r{number:03}", "shelling.1.gaza fire.1.jenin"))
        base.changed()
        costs.append(asked[0] - before)
    # Ten to each side of each of its two events, under either key, and what of the report itself.
    assert max(costs[-12:]) <= 2 * (2 * 20 + 1)
    assert max(costs[-12:]) <= 1.2 * max(costs[30:50])
    assert len(groups_of(base)) == 2


def test_incidents_that_grow_very_large_are_those_of_another_order() -> None:
    """What is remembered of neighbours while reports come in and go is what a new base finds."""
    records = [coded(f"r{n:03}", f"shelling.{n % 3}.gaza fire.?.jenin") for n in range(MANY)]
    base, _ = counting()
    for one in records:
        base.add(one)
        base.changed()
    for one in records[::7]:  # coded anew, and back
        base.add(coded(one.report.id, one.report.text, outlet="The Hill"))
        base.add(one)
    other, _ = counting()
    for one in Random(8).sample(records, MANY):
        other.add(one)
    assert groups_of(base) == groups_of(other)
    assert base.incidents() == other.incidents()

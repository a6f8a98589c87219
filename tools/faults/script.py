"""What adders and deciders do, step by step: the same from wherever it was ended."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random

from sayso.desk import Desk
from sayso.errors import DecisionError
from sayso.model.decisions import Decision
from sayso.model.incidents import Grade
from tools.faults.work import world
from tools.growth_base import World

TYPES = ("ASSAULT", "PROTEST", "COERCE")
_EVERY = 3  # reports from one decision to the next


@cache
def made_up() -> World:
    """The reports, by number."""
    return world()


def script(desk: Desk, total: int, first: int = 0) -> Iterator[tuple[str, str]]:
    """Add reports up to a number, and decide after every third: what was committed, as soon as it is.

    What is in the base already is left as it is: the steps go on behind it.

    Yields:
        ("report", its id) or ("decision", its id).
    """
    there = set(desk.reports())
    for number in range(first, total):
        coded = made_up().coded(number)
        if coded.report.id not in there:
            desk.add(coded)
            yield "report", coded.report.id
        if number % _EVERY == _EVERY - 1 and number + 1 >= len(there):
            yield from (("decision", one.id) for one in decided(desk, number))


def decided(desk: Desk, number: int) -> Sequence[Decision]:
    """Make the decision of a step, unless it was made or is refused."""
    author = f"coder {number}"
    if any(one.author == author for one in desk.log()):
        return ()
    chance = Random(number)
    incidents = sorted(one.incident.id for one in desk.incidents())
    event = _an_event(desk, incidents, chance)
    ways: list[Callable[[], Sequence[Decision] | Decision]] = [
        lambda: desk.grade(incidents[0], Grade.WEAK, author, "so it seems"),
        lambda: desk.correct(event, "type", chance.choice(TYPES), author=author, reason="seen"),
        lambda: desk.note(event, "see page 3", author=author),
        lambda: desk.merge(incidents[0], chance.choice(incidents[1:] or incidents), author),
        lambda: desk.undo(desk.log()[-1].id, author) if desk.log() else (),
    ]
    try:
        made = ways[number // _EVERY % len(ways)]()
    except DecisionError:
        return ()
    return (made,) if isinstance(made, Decision) else tuple(made)


def _an_event(desk: Desk, incidents: Sequence[str], chance: Random) -> str:
    return chance.choice([one.key for one in desk.incident(chance.choice(incidents)).told])

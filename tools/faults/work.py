"""The work that is disturbed: reports are added to a base, decisions made, and everything worked out anew."""

from collections.abc import Callable, Iterator
from random import Random

from sayso.base.wired import shipped_base
from sayso.desk import moving
from sayso.desk.coding import author
from sayso.desk.corrections import Corrections
from sayso.desk.joining import Joining
from sayso.errors import DecisionError
from sayso.model.record import Coded
from sayso.store.sql.sqlstore import SqlStore
from tools.growth_base import World

SIZE = 4_000  # reports that there are of the made-up world
_STORIES = 4  # happenings a day: incidents of several reports


def _nowhere(_place: str) -> None:
    return


def world() -> World:
    """The made-up reports that are added: by number, the same each time."""
    return World(200, SIZE, _STORIES)


def joining(store: SqlStore) -> Joining:
    """A base over a store, as the desk has it."""
    return Joining(store, lambda one: shipped_base(one, author()), _nowhere)


def working(store: SqlStore, seed: int, coded: Callable[[int], Coded]) -> Iterator[tuple[str, str]]:
    """Add reports and decide, without end: what was committed, each as soon as it is.

    Yields:
        ("report", its id), ("decision", its id) or ("rebuilt", "").
    """
    base, chance = joining(store), Random(seed)
    number = sum(1 for _ in store.reports())
    while number < SIZE:
        several = [coded(number + at) for at in range(chance.choice((1, 1, 1, 3)))]
        with base.writing() as step:
            for one in several:
                step.base.add(one)
        number += len(several)
        yield from (("report", one.report.id) for one in several)
        if chance.random() < 0.2:
            yield from _decided(base, chance)
        if chance.random() < 0.02:
            moving.rebuild(Corrections(store), base, _nowhere)
            yield "rebuilt", ""


def _decided(base: Joining, chance: Random) -> Iterator[tuple[str, str]]:
    with base.reading() as there:
        every = there.incidents()
    if len(every) < 2:
        return
    one, other = chance.sample([incident.id for incident in every], 2)
    try:
        with base.writing() as step:
            made = step.base.merge(one, other, "a person")
    except DecisionError:
        return
    yield from (("decision", decision.id) for decision in made)

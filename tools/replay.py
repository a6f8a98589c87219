"""Whether a base is what its log says: random decisions, then everything worked out anew in three ways.

    python -m tools.replay --decisions 10000 [--reports 200] [--seed 1] [--where FILE_OR_ADDRESS]

The base rebuilt; the same log in another base, into which the same reports came in another order; and the
machine's records coded anew by a "newer" coder that codes the same: each must give the state that there is,
table by table.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter

from sayso.desk import Desk
from sayso.model.record import Coded, Version
from sayso.store.sql.sqlstore import SqlStore
from tests.desk.coders import VERSIONS, Provinces, Scripted
from tests.desk.states import State, computed
from tools.growth_base import World
from tools.random_decisions import RandomCoders


def records(number: int) -> list[Coded]:
    """Made-up records of one war."""
    return [replace(World(2, 240).coded(at), versions=VERSIONS) for at in range(number)]


def opened(where: str | Path, coded: list[Coded], versions: tuple[Version, ...] = VERSIONS) -> Desk:
    """A desk that codes these reports so."""
    return Desk(where, coding=Scripted(coded, versions), gazetteers=Provinces())


def state(store: SqlStore) -> State:
    """All that is worked out."""
    with store.reading() as connection:
        return computed(connection)


def differing(one: State, other: State) -> list[str]:
    """The tables that differ."""
    return [name for name in one if one[name] != other[name]]


def campaign(where: str, folder: Path, coded: list[Coded], decisions: int, seed: int) -> Iterator[str]:
    """What goes wrong, and in brackets what is only told."""
    with opened(where, coded) as desk:
        desk.add(coded)
        coders, began = RandomCoders(desk, seed), perf_counter()
        coders.decide(decisions)
        spent = perf_counter() - began
        made, wrong = state(desk.store), desk.check()
        log, conflicts = desk.log(), len(desk.conflicts())
        told = f"{len(log)} decisions, {coders.refused} refused, {conflicts} conflicts"
        yield f"({told}, {1000 * spent / len(log):.1f} ms each)"
        yield from (f"check: {one}" for one in wrong)
        desk.rebuild()
        yield from (f"rebuilt: {name} differs" for name in differing(made, state(desk.store)))
    shuffled = list(coded)
    Random(seed).shuffle(shuffled)
    with opened(folder / "replayed.db", coded) as other:
        other.add(shuffled)
        other.replay(log)
        yield from (f"replayed: {name} differs" for name in differing(made, state(other.store)))
        yield from (f"replayed: check: {one}" for one in other.check())
    newer = (Version("sayso", "99"), *VERSIONS[1:])
    with opened(where, coded, newer) as again:
        yield f"({sum(one.failed is None for one in again.recode())} reports coded anew)"
        yield from (f"coded anew: {name} differs" for name in differing(made, state(again.store)))
        yield from (f"coded anew: check: {one}" for one in again.check())
        if len(again.conflicts()) != conflicts:
            yield f"coded anew: {len(again.conflicts())} conflicts"


def main() -> int:
    """Run it; 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=1000)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--where", help="a base that is made there; default: a file that goes again")
    args = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        where = args.where or str(folder / "base.db")
        for line in campaign(where, folder, records(args.reports), args.decisions, args.seed):
            bad += not line.startswith("(")
            sys.stdout.write(f"{line}\n")
    sys.stdout.write("the same in every way\n" if not bad else f"{bad} differences\n")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())

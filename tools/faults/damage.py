"""The file of a base is damaged: `check` says so, and a backup is restored; or nothing of it changed."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from sayso.errors import SaysoError
from tools.faults import jobs
from tools.faults.children import Child
from tools.faults.rounds import Outcome, Site, committed
from tools.faults.states import State, differing, held, state_of

DAMAGED = 12  # files of one round
_PAGE = 4096


def _flipped(data: bytearray, chance: Random) -> None:
    for _ in range(chance.choice((1, 8, 64))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _emptied(data: bytearray, chance: Random) -> None:
    at = chance.randrange(len(data) // _PAGE) * _PAGE
    data[at : at + _PAGE] = bytes(_PAGE)


def _strewn(data: bytearray, chance: Random) -> None:
    at = chance.randrange(len(data) // _PAGE) * _PAGE
    data[at : at + _PAGE] = chance.randbytes(_PAGE)


def _cut_off(data: bytearray, chance: Random) -> None:
    del data[chance.randrange(len(data)) :]


def _swapped(data: bytearray, chance: Random) -> None:
    one, other = (chance.randrange(len(data) // _PAGE) * _PAGE for _ in range(2))
    data[one : one + _PAGE], data[other : other + _PAGE] = (
        data[other : other + _PAGE],
        data[one : one + _PAGE],
    )


def flipped(site: Site) -> Outcome:
    """Bits are flipped."""
    return _damaged(site, _flipped)


def emptied(site: Site) -> Outcome:
    """A page is zeroed."""
    return _damaged(site, _emptied)


def strewn(site: Site) -> Outcome:
    """A page is overwritten with noise."""
    return _damaged(site, _strewn)


def cut_off(site: Site) -> Outcome:
    """The file ends too early."""
    return _damaged(site, _cut_off)


def swapped(site: Site) -> Outcome:
    """Two pages stand in each other's place."""
    return _damaged(site, _swapped)


def _damaged(site: Site, damage: Callable[[bytearray, Random], None]) -> Outcome:
    whole, outcome = Path(site.filled()), Outcome()
    should, done = state_of(whole), committed(str(whole))
    backup = site.folder / "backup.db"
    _run(site, outcome, "backup", str(backup), "--db", str(whole))
    good = whole.read_bytes()
    for number in range(DAMAGED):
        at, data = site.folder / f"damaged-{number}.db", bytearray(good)
        damage(data, site.chance)
        at.write_bytes(data)
        outcome.hits += 1
        child = Child(jobs.command, ("check", "--db", str(at), "--quiet"), site.folder / f"out-{number}")
        code = child.ended()
        outcome.told += code != 0
        outcome.wrong += child.astray()
        if code == 0 and not _same(at, should):
            outcome.wrong.append(f"damage {number} is seen by nobody")
        if code != 0:
            outcome.wrong += _recovered(site, at, should, child.lines())
    again = site.folder / "again.db"
    _run(site, outcome, "restore", str(backup), "--db", str(again), "--quiet")
    outcome.wrong += [*held(again, done, whole=True), *differing(state_of(again), should, "restored")]
    outcome.committed = len(done)
    return outcome


def _recovered(site: Site, at: Path, should: State, said: list[str]) -> list[str]:
    """What is wrong with the way back that is told: `rebuild` must lead there; `restore` comes at the end."""
    if any("sayso restore" in line for line in said):
        return []
    if not any("sayso rebuild" in line for line in said):
        return [f"{at.stem}: nothing is said of how to recover: {said[-1:]}"]
    child = Child(jobs.command, ("rebuild", "--db", str(at), "--quiet"), site.folder / "rebuilt")
    if child.ended() != 0:
        return [f"{at.stem}: cannot be made anew, as was told: {child.lines()[-1:]}"]
    return differing(state_of(at), should, f"{at.stem}, made anew")


def _run(site: Site, outcome: Outcome, *argv: str) -> None:
    child = Child(jobs.command, argv, site.folder / "run")
    if child.ended() != 0:
        outcome.wrong.append(f"{argv[0]}: {child.lines()[-1:]}")


def _same(at: Path, should: State) -> bool:
    try:
        return state_of(at) == should
    except SaysoError:
        return False

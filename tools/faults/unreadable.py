"""Files and folders that may not be read or written, met by a user without rights."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.faults import jobs
from tools.faults.children import Child
from tools.faults.rounds import Outcome, Site, committed
from tools.faults.states import differing, held, state_of

NOBODY = 65534
_TEXT = (
    "Rebels shelled a market in Aleppo on Monday, killing nine civilians, the army said. Damascus denied it."
)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is shut: what, and the command that meets it."""

    shut: Callable[[Path], Sequence[Path]]
    argv: Callable[[Path], Sequence[str]]


def _base(at: Path) -> Sequence[Path]:
    return [at / "base.db"]


def _folder(at: Path) -> Sequence[Path]:
    return [at]


def _input(at: Path) -> Sequence[Path]:
    return [at / "in" / "shut.txt"]


def _inputs(at: Path) -> Sequence[Path]:
    return [at / "in"]


def _backup(at: Path) -> Sequence[Path]:
    return [at / "backup.db"]


def _out(at: Path) -> Sequence[Path]:
    return [at / "out"]


def _sources(at: Path) -> Sequence[Path]:
    return [at / "sources.toml"]


_DB = "--db"
CASES: tuple[Case, ...] = (
    Case(_base, lambda at: ("incidents", _DB, f"{at}/base.db")),
    Case(_base, lambda at: ("add", f"{at}/in/open.txt", _DB, f"{at}/base.db", "--quiet")),
    Case(_base, lambda at: ("check", _DB, f"{at}/base.db", "--quiet")),
    Case(_base, lambda at: ("rebuild", _DB, f"{at}/base.db", "--quiet")),
    Case(_base, lambda at: ("serve", _DB, f"{at}/base.db", "--port", "8765")),
    Case(_folder, lambda at: ("add", f"{at}/in/open.txt", _DB, f"{at}/base.db", "--quiet")),
    Case(_folder, lambda at: ("export", "geojson", _DB, f"{at}/base.db", "-o", f"{at}/out.json")),
    Case(_input, lambda at: ("add", f"{at}/in", _DB, f"{at}/base.db", "--quiet")),
    Case(_input, lambda at: ("code", f"{at}/in", "--quiet")),
    Case(_input, lambda at: ("merge", f"{at}/in", "--quiet")),
    Case(_input, lambda at: ("relevant", f"{at}/in")),
    Case(_inputs, lambda at: ("add", f"{at}/in", _DB, f"{at}/base.db", "--quiet")),
    Case(_inputs, lambda at: ("code", f"{at}/in", "--quiet")),
    Case(_backup, lambda at: ("restore", f"{at}/backup.db", _DB, f"{at}/base.db", "--replace", "--quiet")),
    Case(_out, lambda at: ("backup", f"{at}/out/b.db", _DB, f"{at}/base.db", "--quiet")),
    Case(_out, lambda at: ("export", "ged", _DB, f"{at}/base.db", "-o", f"{at}/out/x.csv")),
    Case(
        _out, lambda at: ("release", "one", _DB, f"{at}/base.db", "--out", f"{at}/out/r", "--formats", "ged")
    ),
    Case(_out, lambda at: ("code", f"{at}/in/open.txt", "--out", f"{at}/out", "--quiet")),
    Case(_sources, lambda at: ("watch", f"{at}/sources.toml", _DB, f"{at}/base.db", "--once")),
    Case(_sources, lambda at: ("--config", f"{at}/sources.toml", "incidents", _DB, f"{at}/base.db")),
)


def shut(site: Site) -> Outcome:
    """Each case once: it is told in words, what is open is still worked on, and nothing is changed else."""
    outcome = Outcome()
    for number, case in enumerate(CASES):
        here = site.sub(f"case-{number}")
        where = Path(here.filled())
        backup = Path(here.copied(str(where), "backup"))
        should, done = state_of(where), committed(str(where))
        _prepared(here.folder)
        paths = case.shut(here.folder)
        for path in paths:
            path.chmod(0)
        outcome.hits += 1
        out = site.folder / f"said-{number}"
        child = Child(jobs.command_as, (NOBODY, str(site.folder), *case.argv(here.folder)), out)
        code = child.ended()
        for path in paths:
            path.chmod(0o777)
        said = [line for line in child.lines() if line.startswith("sayso: ")]
        outcome.told += bool(said)
        if code not in (1, 2) or not said:
            outcome.wrong.append(f"{case.argv(Path())}: ended with {code}: {child.lines()[-2:]}")
        outcome.wrong += [*child.astray(), *held(where, done)]
        if "in" not in [path.name for path in paths] and "shut.txt" not in [path.name for path in paths]:
            outcome.wrong += differing(state_of(where), should, "the base was changed")
        outcome.wrong += differing(state_of(backup), should, "the backup was changed")
        outcome.committed += len(done)
    return outcome


def _prepared(at: Path) -> None:
    """Files to read, folders to write to, all of them open to everybody."""
    for name in ("in", "out"):
        (at / name).mkdir()
    for name in ("open", "shut"):
        (at / "in" / f"{name}.txt").write_text(f"{_TEXT} It is called {name}.", encoding="utf-8")
    (at / "sources.toml").write_text(f'[[source]]\naddress = "{at}/in"\n', encoding="utf-8")
    for path in (at, *at.rglob("*")):
        path.chmod(0o777)

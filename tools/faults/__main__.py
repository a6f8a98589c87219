"""The campaign of faults: `python -m tools.faults [--cuts N] [--kills N] [--state FILE]`.

What was done is kept in the state file; a run that was ended goes on there. Exits with 1 where something was
lost, doubled or torn.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tools.faults.kills import Killed
from tools.faults.power import cut

STATE = Path("build/faults.json")
A_BASE = 20  # kills of writers of one base, then comes a new one


def faults(cuts: int, kills: int, had: int = 0) -> Iterator[dict[str, Any]]:
    """Faults by their numbers, cuts first, those from `had` on: what each left."""
    for seed in range(had, cuts):
        yield {"kind": "cut", **asdict(cut(seed))}
    first = max(0, had - cuts)
    with tempfile.TemporaryDirectory() as folder:
        killed = Killed(Path(folder) / f"{first}.db")
        for seed in range(first, kills):
            if seed % A_BASE == 0:
                killed = Killed(Path(folder) / f"{seed}.db")
            yield {"kind": "kill", **asdict(killed.kill(seed))}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign, and say after each fault how it stands."""
    parser = argparse.ArgumentParser(prog="python -m tools.faults", description=__doc__)
    parser.add_argument("--cuts", type=int, default=100, help="power cuts in all")
    parser.add_argument("--kills", type=int, default=200, help="killed writers in all")
    parser.add_argument("--state", type=Path, default=STATE, help="where a run goes on")
    args = parser.parse_args(arguments)
    done: list[dict[str, Any]] = json.loads(args.state.read_text()) if args.state.exists() else []
    args.state.parent.mkdir(parents=True, exist_ok=True)
    for one in faults(args.cuts, args.kills, len(done)):
        done.append(one)
        args.state.write_text(json.dumps(done))
        sys.stdout.write(
            f"{one['kind']} {one['seed']}: {one['reports']} reports, {one['decisions']} decisions; "
        )
        sys.stdout.write("; ".join(one["wrong"]) + "\n" if one["wrong"] else "held\n")
        sys.stdout.flush()
    bad = sum(bool(one["wrong"]) for one in done)
    sys.stdout.write(f"{len(done)} faults, {bad} with something lost, doubled or torn\n")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())

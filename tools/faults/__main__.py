"""The campaign of faults: `python -m tools.faults [--only WORDS] [--state FILE] [--page FILE]`.

What was done is kept in the state file; a run that was ended goes on there. Exits with 1 where something was
lost, doubled or torn. `--page` writes what the state file has into docs/faults.md, and tries nothing.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tools.faults.children import warm_whole
from tools.faults.page import write_page
from tools.faults.rounds import Fault, tried
from tools.faults.table import FAULTS

STATE = Path("build/faults.json")


def rounds(faults: Sequence[Fault], done: Sequence[dict[str, Any]]) -> Iterator[tuple[Fault, int]]:
    """The rounds that were not had, the first ones of all faults before the second ones."""
    had = {(one["fault"], one["round"]) for one in done}
    for number in range(max((one.rounds for one in faults), default=0)):
        for fault in faults:
            if number < fault.rounds and (fault.title, number) not in had:
                yield fault, number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign, and say after each round how it stands."""
    parser = argparse.ArgumentParser(prog="python -m tools.faults", description=__doc__)
    parser.add_argument("--only", default="", help="faults whose group or name holds these words")
    parser.add_argument("--minutes", type=float, default=1e9, help="begin no round after so many")
    parser.add_argument("--state", type=Path, default=STATE, help="where a run goes on")
    parser.add_argument("--page", type=Path, help="write the table into this page")
    args = parser.parse_args(arguments)
    done: list[dict[str, Any]] = json.loads(args.state.read_text()) if args.state.exists() else []
    if args.page is not None:
        write_page(args.page, done)
        return 0
    args.state.parent.mkdir(parents=True, exist_ok=True)
    warm_whole()
    until = time.monotonic() + args.minutes * 60
    some = [one for one in FAULTS if args.only in one.title]
    for fault, number in rounds(some, done):
        if time.monotonic() > until:
            break
        outcome = tried(fault, number)
        done.append({"fault": fault.title, "round": number, **asdict(outcome)})
        args.state.write_text(json.dumps(done, indent=1))
        said = "; ".join(outcome.wrong) if outcome.wrong else "held"
        sys.stdout.write(f"{fault.title}: {outcome.hits} faults, {outcome.committed} committed: {said}\n")
        sys.stdout.flush()
    bad = sum(bool(one["wrong"]) for one in done)
    hits = sum(one["hits"] for one in done)
    sys.stdout.write(f"{hits} faults in {len(done)} rounds, {bad} with something wrong\n")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())

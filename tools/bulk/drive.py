"""A driver to be killed: `python -m tools.bulk.drive OUT SIZE WORKERS-OR-SCHEDULER INPUT...`."""

import sys

from sayso.bulk import Job, Local, run
from sayso.bulk.cluster import Cluster
from sayso.bulk.engine import Engine
from sayso.read import ReadOptions
from tools.bulk.kits import touchy


def main(out: str, size: str, where: str, *inputs: str) -> None:
    """Run until it is done or killed; says how it went."""
    local = where.isdecimal()
    engine: Engine = Local(int(where)) if local else Cluster(where)
    state = run(inputs, Job(out, ReadOptions()), engine, size=int(size), load=touchy)
    print(state.rows, state.dead, state.parts_done, round(state.seconds, 1), round(state.cpu, 1))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The options that say on what a bulk run works: processes here, or a cluster."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.bulk.engine import Engine

LOCAL, DASK = "local", "dask"


def add_engine(run: argparse._ArgumentGroup, usual: str | None, what: str) -> None:
    """Give a parser the options that say on what a run works."""
    run.add_argument("--engine", choices=(LOCAL, DASK), default=usual, help=what)
    run.add_argument("--scheduler", metavar="ADDRESS", help="dask: of its scheduler, tcp://HOST:8786")
    run.add_argument("--workers", metavar="N", type=number, help="local: processes; default: one a core")


def number(text: str) -> int:
    """A number from 1, as an option gives it."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


def wrong_engine(args: argparse.Namespace) -> str | None:
    """What of the options that say on what a run works does not fit together."""
    if (args.engine == DASK) != (args.scheduler is not None):
        return "--engine dask and --scheduler ADDRESS belong together"
    if args.engine != LOCAL and args.workers is not None:
        return "--workers is of the local engine; on a cluster its own workers do it"
    return None


def engine_of(args: argparse.Namespace) -> "Engine":
    """What a run works on."""
    if args.engine == DASK:
        from sayso.bulk.cluster import Cluster

        return Cluster(args.scheduler)
    from sayso.bulk import Local

    return Local(args.workers)

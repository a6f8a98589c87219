"""The entrance of the command `sayso`."""

import argparse
import os
import sys
from collections.abc import Sequence

from sayso.errors import SaysoError
from sayso.show.cli.configuration import config_file, configured
from sayso.show.cli.desk_parser import COMMANDS
from sayso.show.cli.parser import parser
from sayso.show.cli.settings import settings
from sayso.show.cli.stages import Pipeline, Stages
from sayso.show.safe import safe

FAILED, USAGE = 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 and the number of the signal, as shells have it


def run() -> int:
    """The console script: arguments from the command line, exit code back."""
    return main(sys.argv[1:])


def main(argv: Sequence[str], stages: Stages | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: The arguments without the program's name.
        stages: What reads and codes; None takes the pipeline.

    Raises:
        SystemExit: usage is wrong (2), or help was asked for (0).
    """
    try:
        code = _run(argv, stages or Pipeline(settings()))
        sys.stdout.flush()  # here, where a closed pipe is caught
    except BrokenPipeError:
        # The interpreter flushes once more at exit, and must find somewhere to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        sys.stderr.write("sayso: stopped\n")
        return INTERRUPTED
    except SaysoError as error:
        sys.stderr.write(f"sayso: {safe(str(error))}\n")
        return FAILED
    except OSError as error:  # a full disk, a folder that may not be read: no bug of ours
        sys.stderr.write(f"sayso: {safe(str(error))}\n")
        return FAILED
    return code


def _run(argv: Sequence[str], stages: Stages) -> int:
    top = parser()
    file = config_file(argv)
    if file is not None:
        configured(top, file)
    args = top.parse_args(argv)
    if args.version:
        from sayso.show.cli.about import write_versions

        return write_versions(stages)
    if args.command is None:
        top.print_help()
        return USAGE
    if args.command == "evaluate" and args.gold is None and args.docs is None:
        top.error("evaluate needs GOLD, or for incidents --docs FILE")
    if (
        args.command == "evaluate"
        and args.kind != "incidents"
        and any((args.docs, args.mentions, args.where, args.own_mentions))
    ):
        top.error("--docs, --mentions, --own-mentions and --where are for evaluate incidents")
    if args.command == "evaluate" and args.gold is None and args.kind != "incidents":
        top.error(f"evaluate {args.kind} needs GOLD")
    if args.command == "evaluate" and args.predicted is not None and args.predictions is not None:
        top.error("--predictions keeps what sayso codes itself; leave out PRED")
    if args.command == "evaluate" and args.predicted is not None and args.reliability:
        top.error("--reliability reads the confidences of sayso's own records; leave out PRED")
    return _command(args, stages)


def _command(args: argparse.Namespace, stages: Stages) -> int:
    """Run the command; each is imported when it is called."""
    if args.command == "code":
        from sayso.show.cli.coding import code

        return code(args, stages)
    if args.command in COMMANDS:
        from sayso.show.cli import desk_commands

        return desk_commands.run(args, stages, settings())
    if args.command == "merge":
        from sayso.show.cli.merging import merge

        return merge(args, stages)
    if args.command in ("classify-relation", "classify-event"):
        from sayso.show.cli import classify

        relation = args.command == "classify-relation"
        return (classify.classify_relation if relation else classify.classify_event)(args, stages)
    if args.command == "evaluate":
        from sayso.show.cli.scoring import evaluate

        return evaluate(args, stages)
    if args.command == "relevant":
        from sayso.show.cli.relevant import relevant

        return relevant(args, stages)
    return _own(args)


def _own(args: argparse.Namespace) -> int:
    """Run a command on files of one's own."""
    if args.command == "bulk":
        from sayso.show.cli.bulk import bulk

        return bulk(args, settings())
    if args.command == "place":
        from sayso.show.cli.places import place

        return place(args, settings())
    if args.command == "party":
        from sayso.show.cli.parties import party

        return party(args, settings())
    if args.command == "account":
        from sayso.show.cli.account import account

        return account(args, settings())
    from sayso.show.cli.about import write_schema

    return write_schema()


if __name__ == "__main__":
    sys.exit(run())

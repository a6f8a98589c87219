"""`sayso code`: files to records."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from sayso.errors import SaysoError
from sayso.export import REPORT_EXPORTERS, Exporter
from sayso.model.record import Coded
from sayso.show.cli import streams
from sayso.show.cli.look import Look, look_of
from sayso.show.cli.stages import Problem, Stages, Wanted

TABLE = "table"
WRONG_FLAGS = 2
FORMATS = (TABLE, *REPORT_EXPORTERS)


def code(args: argparse.Namespace, stages: Stages) -> int:
    """Write what the files tell to standard output or a folder; 1: a report failed, 2: wrong flags."""
    wanted = Wanted(
        title=args.title,
        outlet=args.outlet,
        published=args.published,
        language=args.language,
        input_format=args.input_format,
        text_column=args.text_column,
    )
    problems = streams.Problems()
    try:
        reports = stages.read(args.files, wanted)
    except SaysoError as error:  # raised before anything is read: it is about the flags
        problems.tell(str(error))
        return WRONG_FLAGS
    items: Iterable[Coded | Problem] = stages.code(reports)
    # A counter that moves between the lines of a table on the same terminal would be unreadable.
    if sys.stderr.isatty() and not args.quiet and (args.out or not sys.stdout.isatty()):
        items = streams.progress(items)
    records = problems.sift(items)
    if args.out:
        streams.write_folder(records, exporter(args.format, args.color, to_file=True), Path(args.out))
    else:
        streams.plain_output(sys.stdout)
        exporter(args.format, args.color, to_file=False).write(records, sys.stdout)
    return int(problems.failed)


def exporter(name: str, color: str, *, to_file: bool) -> Exporter:
    """The format of that name; a table in a file has no colour."""
    if name != TABLE:
        return REPORT_EXPORTERS[name]
    from sayso.show.cli.table import Table

    return Table(Look() if to_file else look_of(sys.stdout, color))

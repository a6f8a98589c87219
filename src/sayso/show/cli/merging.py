"""`sayso merge`: files to incidents, joined in memory."""

import argparse
import sys
from datetime import date

from sayso.base import Base
from sayso.base.wired import shipped_rules
from sayso.errors import SaysoError, StoreError
from sayso.export.incidents import Joined, write_incidents
from sayso.model.record import Coded
from sayso.model.report import Note
from sayso.show.cli import streams
from sayso.show.cli.look import look_of
from sayso.show.cli.stages import Stages, Wanted
from sayso.store import MemoryStore

WRONG_FLAGS = 2


def merge(args: argparse.Namespace, stages: Stages) -> int:
    """Write the incidents that the files tell of; 1: a report failed or was refused, 2: wrong flags."""
    problems = streams.Problems()
    wanted = Wanted(
        outlet=args.outlet,
        published=args.published,
        language=args.language,
        input_format=args.input_format,
        text_column=args.text_column,
    )
    try:
        reports = stages.read(args.paths, wanted)
    except SaysoError as error:  # raised before anything is read: it is about the flags
        problems.tell(str(error))
        return WRONG_FLAGS
    items = stages.code(reports)
    if sys.stderr.isatty() and not args.quiet:
        items = streams.progress(items)
    joined = _joined(problems, list(problems.sift(items)), stages)
    streams.plain_output(sys.stdout)
    if args.format == "json":
        write_incidents(joined, sys.stdout)
    else:
        from sayso.show.cli.incidents import write_joined

        write_joined(joined, sys.stdout, look_of(sys.stdout, args.color))
    return int(problems.failed)


def _joined(problems: streams.Problems, coded: list[Coded], stages: Stages) -> Joined:
    """The records in a base of their own; one that is refused is told, and the others are joined."""
    author = " ".join(f"{one.name} {one.version}" for one in stages.versions()[:1])
    base = Base(MemoryStore(), shipped_rules(), author, today=date.today())
    taken: dict[str, Coded] = {}
    notes: list[tuple[str, Note]] = []
    for one in coded:
        try:
            added = base.add(one)
        except StoreError as error:
            problems.failed = True
            problems.tell(str(error))
            continue
        taken[one.report.id] = one
        notes += [(one.report.id, note) for note in added.notes]
    return Joined(taken, base.incidents(), base.families(), base.revisions(), notes)

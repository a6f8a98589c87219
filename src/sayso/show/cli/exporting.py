"""`sayso export`, `sayso release` and `sayso import`."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sayso.desk import Desk, Outcome, Result
from sayso.desk.exporting import export, export_to, imported, options, release
from sayso.export import Options
from sayso.export.releases import Plan
from sayso.export.sinks import StreamSink
from sayso.model.filters import Filters
from sayso.pipeline import code_version
from sayso.show import words
from sayso.show.cli import streams
from sayso.show.cli.desk_parser import NAMES
from sayso.show.cli.settings import Settings
from sayso.show.safe import safe

STANDARD = "-"


def run_export(
    desk: Desk, args: argparse.Namespace, asked: Filters, settings: Settings, problems: streams.Problems
) -> int:
    """Write a format to a file with others beside it, or its main file to standard output."""
    how = _options(args, settings)
    if args.output == STANDARD:
        stream = StreamSink(sys.stdout)
        loss = export(desk, args.exporter, stream, asked, how)
        if stream.dropped:
            beside = ", ".join(stream.dropped)
            problems.tell(f"not written: {beside}; name a file with -o to have them beside it")
    else:
        loss = export_to(desk, args.exporter, Path(args.output), asked, how, settings.party_packs)
    problems.tell(str(loss))
    return 0


def run_release(desk: Desk, args: argparse.Namespace, settings: Settings) -> int:
    """Write a release, and say what differs from the last one."""
    asked = {name: value for name in NAMES if (value := getattr(args, name)) is not None}
    plan = Plan(
        args.name,
        tuple(dict.fromkeys(filter(None, map(str.strip, args.formats.split(","))))),
        datetime.now(UTC).replace(microsecond=0),
        code_version(),
        asked,
        None if args.previous is None else Path(args.previous),
        args.licence,
    )
    out = Path(args.out or args.name)
    made = release(desk, out, plan, _options(args, settings), settings.party_packs)
    for one in made.manifest["formats"]:
        sys.stdout.write(f"{one['name']}: {one['loss']}\n")
    if made.manifest["difference"] is not None:
        told = ", ".join(
            f"{number:,} {name}" for name, number in made.manifest["difference"].items() if number
        )
        sys.stdout.write(f"since {safe(made.manifest['previous']['name'])}: {told or 'no difference'}\n")
    sys.stdout.write(f"written to {safe(str(made.folder))}\n")
    return 0


def run_import(desk: Desk, args: argparse.Namespace, settings: Settings, problems: streams.Problems) -> int:
    """Add records of another data set; 1 where a row could not be read."""
    paths = [Path(path) for path in args.files]
    items = imported(desk, args.importer, paths, args.source, settings.party_packs)
    outcomes: Iterable[Outcome] = desk.add_all(items)
    if sys.stderr.isatty() and not args.quiet:
        outcomes = streams.counting(outcomes, "rows")
    counts = dict.fromkeys(Result, 0)
    for outcome in outcomes:
        counts[outcome.result] += 1
        if outcome.message is not None:
            problems.tell(outcome.message)
    told = ", ".join(f"{number:,} {result.value}" for result, number in counts.items() if number)
    sys.stdout.write(f"{words.counted(sum(counts.values()), 'row')}: {told or 'nothing'}\n")
    return int(counts[Result.FAILED] > 0)


def _options(args: argparse.Namespace, settings: Settings) -> Options:
    how = options(datetime.now(UTC).replace(microsecond=0), settings.party_packs)
    return replace(how, raw=args.raw, numbers=args.numbers, hxl=args.hxl)

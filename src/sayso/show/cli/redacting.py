"""`sayso redact` and `sayso redactions`: what is erased, and which files a person must see to."""

import argparse
import sys

from sayso.desk import Desk, Redacted
from sayso.export.lines import dumps
from sayso.show import words
from sayso.show.cli import fetching, streams
from sayso.show.cli.desk_parser import JSON
from sayso.show.cli.settings import Settings
from sayso.show.safe import safe


def run(desk: Desk, args: argparse.Namespace, settings: Settings, problems: streams.Problems) -> int:
    """Run one of the two; 1 where a file is still open."""
    if args.command == "redact":
        folder = fetching.captures(args, settings)
        if args.archive is not None or folder.is_dir():  # an older sayso did not remember it
            desk.archived(folder)
        return _redact(desk, args, problems)
    if args.orders is not None:
        number = desk.orders(args.orders)
        sys.stdout.write(f"{words.counted(number, 'redaction')} written to {safe(args.orders)}\n")
        return 0
    if args.done is not None:
        desk.seen_to(args.done)
    done = desk.reach() if args.retry else Redacted()
    for one in desk.redactions():
        _list(one, args)
    return told(done, problems)


def _redact(desk: Desk, args: argparse.Namespace, problems: streams.Problems) -> int:
    what = {"report": args.report, "words": args.words, "author": args.author, "why": args.why}
    with streams.telling(quiet=args.quiet) as progress:
        done = desk.redact(**what, backups=args.backup, progress=progress)
    also = f", and in {words.counted(len(done.backups), 'backup')}" if args.backup else ""
    sys.stdout.write(f"erased in {words.counted(len(done.reports), 'report')}{also}\n")
    return told(done, problems)


def told(done: Redacted, problems: streams.Problems) -> int:
    """Say which files were reached, and which were not; 1 where one is still open."""
    for path in done.rewritten:
        sys.stdout.write(f"erased in {safe(path)}\n")
    for one in done.open:
        problems.tell(f"still open: {one.path}: {one.why}")
    if done.open:
        problems.tell("see to what is open, then `sayso redactions --retry` or `--done FILE`")
    return int(bool(done.open))


def _list(one: dict[str, object], args: argparse.Namespace) -> None:
    if args.format == JSON:
        sys.stdout.write(dumps(one) + "\n")
        return
    number = one["reports"]
    what = f"report {one['report'] or 'not here'}" if one["of"] == "report" else "words"
    assert isinstance(number, int)
    held = words.counted(number, "report")
    sys.stdout.write(
        safe(f"{one['made_at']} {one['id'] or '-'} {what} in {held}, by {one['author']}: {one['why']}") + "\n"
    )
    left = one["open"]
    assert isinstance(left, list)
    for file in left:
        sys.stdout.write(f"    still open: {safe(file['path'])}: {safe(file['why'])}\n")

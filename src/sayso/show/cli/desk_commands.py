"""The commands that work on a base: add, ask, and keep."""

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sayso.desk import Desk, Outcome, Recoded, Result, filters
from sayso.desk.coding import ShippedGazetteers
from sayso.errors import SaysoError, StoreError, UnknownName, WrongFilter
from sayso.export.incidents import Joined, claim_row, incident_row, write_incidents
from sayso.export.lines import dumps
from sayso.model.filters import Filters
from sayso.show import words
from sayso.show.cli import loading, streams
from sayso.show.cli.desk_parser import JSON, NAMES
from sayso.show.cli.look import look_of
from sayso.show.cli.settings import Settings
from sayso.show.cli.stages import Pipeline, Stages
from sayso.show.safe import safe
from sayso.store.sql.engines import address

if TYPE_CHECKING:
    from sayso.show.cli.relevant import Sieve

WRONG_FLAGS = 2
_BASE = "sayso.db"

_MAKING = {"add", "watch", "import", "restore"}  # a base where none is; of others it would be a slip
# The base remembers where these write to, if it can: a redaction goes after it.
_REMEMBERED = {"export", "release", "backup"}
# Commands that change nothing: they open the base so that they cannot.
_READING = frozenset(
    "incidents show claims count check backup export release decisions conflicts agreement".split()
)


def run(args: argparse.Namespace, stages: Stages, settings: Settings) -> int:
    """Run a command on its base; 1: something failed or is wrong with the base, 2: wrong flags."""
    problems = streams.Problems()
    streams.plain_output(sys.stdout)
    try:
        asked = _asked(args)
    except (UnknownName, WrongFilter) as error:
        problems.tell(str(error))
        return WRONG_FLAGS
    if args.command == "watch":
        from sayso.show.cli.watching import run_watch

        return run_watch(args, settings, lambda: _opened(args, stages, settings))
    with _opened(args, stages, settings) as desk:
        if args.command == "add":
            return _add(desk, args, stages, settings, problems)
        if args.command in _ASKING:
            return _answer(desk, args, asked, problems)
        if args.command in ("export", "release", "import"):
            return _exporting(desk, args, asked, settings, problems)
        if args.command in ("redact", "redactions"):
            from sayso.show.cli import redacting

            return redacting.run(desk, args, problems)
        if args.command in ("decide", "decisions", "conflicts", "agreement"):
            return _deciding(desk, args)
        if args.command == "serve":
            from sayso.show.web.serving import serve

            return serve(args, desk, partial(_in_worker, args, settings))
        return _KEEPING[args.command](desk, args, problems)


def _deciding(desk: Desk, args: argparse.Namespace) -> int:
    from sayso.show.cli import agreeing, deciding

    if args.command == "decide":
        return deciding.run_decide(desk, args)
    if args.command == "agreement":
        return agreeing.run_agreement(desk, args)
    return (deciding.run_decisions if args.command == "decisions" else deciding.run_conflicts)(desk, args)


def _exporting(
    desk: Desk, args: argparse.Namespace, asked: Filters, settings: Settings, problems: streams.Problems
) -> int:
    from sayso.show.cli import exporting

    if args.command == "export":
        return exporting.run_export(desk, args, asked, settings, problems)
    if args.command == "release":
        return exporting.run_release(desk, args, settings)
    return exporting.run_import(desk, args, settings, problems)


def _answer(desk: Desk, args: argparse.Namespace, asked: Filters, problems: streams.Problems) -> int:
    try:
        _ASKING[args.command](desk, args, asked)
    except (UnknownName, WrongFilter) as error:
        if args.command == "show":  # no wrong flag: there is no such incident
            raise
        problems.tell(str(error))
        return WRONG_FLAGS
    return 0


def _asked(args: argparse.Namespace) -> Filters:
    """The filters of the command line."""
    if args.command not in ("incidents", "claims", "count", "export", "release"):
        return Filters()
    return filters(**{name: getattr(args, name) for name in NAMES})


def _only_reads(args: argparse.Namespace) -> bool:
    if args.command == "redactions":
        return not (args.retry or args.done)
    return args.command in _READING or (args.command == "serve" and not args.write)


def _opened(args: argparse.Namespace, stages: Stages, settings: Settings) -> Desk:
    where: str | Path = args.db or settings.home / _BASE
    reads = _only_reads(args)
    if args.command not in _MAKING and (path := address(where).path) is not None and not path.exists():
        raise StoreError(f"there is no base at {path} yet: `sayso add` makes it")
    if args.db is None:
        settings.home.mkdir(parents=True, exist_ok=True)
    gazetteers = ShippedGazetteers(settings.party_packs, settings.place_packs)
    upgrade = bool(getattr(args, "upgrade", False))

    def opened(*, read_only: bool) -> Desk:
        return Desk(
            where,
            read_only=read_only,
            upgrade=upgrade,
            coding=stages,
            gazetteers=gazetteers,
            today=date.today(),
        )

    if args.command not in _REMEMBERED or getattr(args, "output", None) == "-":
        return opened(read_only=reads)
    try:
        return opened(read_only=False)
    except StoreError as error:  # of a base in a folder that is only read, too, things can be written
        desk = opened(read_only=True)
        streams.Problems().tell(f"no redaction will find what is written now: {error}")
        return desk


def _in_worker(args: argparse.Namespace, settings: Settings) -> Desk:
    """The base of a command for another process of it, which loads what codes for itself."""
    return _opened(args, Pipeline(settings), settings)


# -- add -------------------------------------------------------------------------------------------


def _add(
    desk: Desk, args: argparse.Namespace, stages: Stages, settings: Settings, problems: streams.Problems
) -> int:
    from sayso.show.cli import fetching

    if args.redactions is not None:
        desk.obey(args.redactions)
    folders, args.paths = loading.split(args.paths)
    try:
        reports = fetching.read(args, stages, settings, problems) if args.paths else iter(())
    except SaysoError as error:  # raised before anything is read: it is about the flags
        problems.tell(str(error))
        return WRONG_FLAGS
    sieve = _sieve(problems) if args.relevant else None
    if sieve is not None:
        reports = sieve.sift(reports)
    outcomes: Iterable[Outcome] = chain(loading.loaded(desk, folders, problems), desk.add_all(reports))
    if sys.stderr.isatty() and not args.quiet:
        outcomes = streams.counting(outcomes, "reports")
    counts = dict.fromkeys(Result, 0)
    incidents = set[str]()
    for outcome in outcomes:
        counts[outcome.result] += 1
        incidents.update(outcome.incidents)
        if outcome.message is not None:
            problems.tell(outcome.message)
        for note in outcome.notes:
            problems.tell(f"{outcome.report}: {note.message}")
    told = ", ".join(f"{number:,} {result.value}" for result, number in counts.items() if number)
    touched = words.counted(len(incidents), "incident")
    left = "" if sieve is None else f"; {sieve.summary()}"
    sys.stdout.write(f"{told or 'no report'}; {touched} new or changed{left}\n")
    return int(counts[Result.FAILED] > 0)


def _sieve(problems: streams.Problems) -> "Sieve":
    from sayso.show.cli.relevant import Sieve

    return Sieve(problems)


# -- asking ----------------------------------------------------------------------------------------


def _incidents(desk: Desk, args: argparse.Namespace, asked: Filters) -> None:
    found = desk.found(asked, limit=args.limit)
    if args.format == JSON:
        for record, sentence in found:
            row = incident_row(record)
            _line({**row, "sentence": sentence} if sentence else row)
        return
    from sayso.show.cli.lists import write_incidents as write_list

    write_list(found, sys.stdout, look_of(sys.stdout, args.color), args.limit)


def _claims(desk: Desk, args: argparse.Namespace, asked: Filters) -> None:
    found = desk.found_claims(asked, limit=args.limit)
    if args.format == JSON:
        for record in found:
            _line(claim_row(record))
        return
    from sayso.show.cli.lists import write_claims

    write_claims(found, sys.stdout, look_of(sys.stdout, args.color), args.limit)


def _count(desk: Desk, args: argparse.Namespace, asked: Filters) -> None:
    by = [name.strip() for name in args.by.split(",") if name.strip()]
    rows = desk.counted(by, asked)
    if args.format == JSON:
        for values, number in rows:
            _line({**dict(zip(by, values, strict=True)), "incidents": number})
        return
    from sayso.show.cli.lists import write_counts

    write_counts(by, rows, sys.stdout)


def _show(desk: Desk, args: argparse.Namespace, _asked: Filters) -> None:
    record = desk.incident(args.id)
    reports = {one.coded.report.id: one.coded for one in record.told}
    revisions = [one for one in desk.versions_of(reports) if one.earlier in reports and one.later in reports]
    joined = Joined(reports, [record.incident], revisions=revisions)
    if args.format == JSON:
        write_incidents(joined, sys.stdout)
        return
    from sayso.show.cli.incidents import write_joined

    write_joined(joined, sys.stdout, look_of(sys.stdout, args.color))
    for said in record.decisions:
        by = f"{safe(said.author)}: {safe(said.a)} and {safe(said.b)} {said.judgement.value}"
        sys.stdout.write(f"decided by {by} ({said.subject.value}, {said.id})\n")


def _line(row: object) -> None:
    sys.stdout.write(dumps(row) + "\n")


# -- keeping ---------------------------------------------------------------------------------------


def _rebuild(desk: Desk, args: argparse.Namespace, _problems: streams.Problems) -> int:
    with streams.telling(quiet=args.quiet) as progress:
        number = desk.rebuild(progress=progress)
    sys.stdout.write(f"{words.counted(number, 'incident')} made anew\n")
    return 0


def _check(desk: Desk, args: argparse.Namespace, problems: streams.Problems) -> int:
    with streams.telling(quiet=args.quiet) as progress:
        wrong = desk.check(quick=args.quick, progress=progress)
    for one in wrong:
        problems.tell(one)
    if wrong:
        problems.tell(desk.remedy())
    else:
        sys.stdout.write("nothing is wrong\n")
    return int(bool(wrong))


def _backup(desk: Desk, args: argparse.Namespace, _problems: streams.Problems) -> int:
    with streams.telling(quiet=args.quiet) as progress:
        file = desk.backup(args.file, progress=progress)
    sys.stdout.write(f"written to {safe(str(file))}\n")
    return 0


def _restore(desk: Desk, args: argparse.Namespace, problems: streams.Problems) -> int:
    from sayso.show.cli.redacting import told

    with streams.telling(quiet=args.quiet) as progress:
        done = desk.restore(args.file, replace=args.replace, redactions=args.redactions, progress=progress)
    sys.stdout.write(f"{words.counted(sum(1 for _ in desk.reports()), 'report')} restored\n")
    if done.reports:
        sys.stdout.write(f"erased anew in {words.counted(len(done.reports), 'report')}\n")
    return told(done, problems)


def _recode(desk: Desk, args: argparse.Namespace, problems: streams.Problems) -> int:
    found: Iterable[Recoded] = desk.recode(args.reports or None)
    if sys.stderr.isatty() and not args.quiet:
        found = streams.counting(found, "reports")
    done = failed = 0
    for one in found:
        if one.failed is not None:
            failed += 1
            problems.tell(one.failed)
            continue
        done += 1
        if not one.same:
            _write_changes(one, sys.stdout)
    sys.stdout.write(f"{words.counted(done, 'report')} coded anew, {failed} failed\n")
    for conflict in desk.conflicts():
        if not conflict.holds:
            said = conflict.decision
            sys.stdout.write(f"decision {said.id} of {safe(said.author)} fits no more: {conflict.why}\n")
    return int(failed > 0)


def _write_changes(one: Recoded, out: TextIO) -> None:
    parts = [
        *(f"+ {safe(key)}" for key in one.added),
        *(f"- {safe(key)}" for key in one.dropped),
        *(f"~ {safe(key)}: {', '.join(names)}" for key, names in one.changed),
    ]
    if one.claims_added or one.claims_dropped:
        parts.append(f"claims: {one.claims_added} added, {one.claims_dropped} dropped")
    out.write(f"{safe(one.report)}\n" + "".join(f"    {part}\n" for part in parts))


_ASKING: dict[str, Callable[[Desk, argparse.Namespace, Filters], None]] = {
    "incidents": _incidents,
    "claims": _claims,
    "count": _count,
    "show": _show,
}
_KEEPING: dict[str, Callable[[Desk, argparse.Namespace, streams.Problems], int]] = {
    "rebuild": _rebuild,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "recode": _recode,
}

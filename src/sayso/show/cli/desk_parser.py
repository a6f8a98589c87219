"""The options of the commands that work on a base."""

import argparse
from collections.abc import Callable
from dataclasses import fields

from sayso.export import EXPORTERS
from sayso.imports import IMPORTERS
from sayso.model.filters import Filters
from sayso.show.cli.deciding_parser import add_deciding
from sayso.show.cli.watching_parser import add_fetching, add_watch
from sayso.show.logs import FORMS, LEVELS

TABLE, JSON = "table", "json"
# Without whole texts of reports, which are seldom one's own to hand on.
RELEASED = "acled,ged,plover,geojson,jsonld"
COMMANDS = frozenset(
    "add watch incidents show claims count rebuild check backup restore recode redact export release import "
    "serve decide decisions conflicts agreement redactions".split()
)
# What each filter of `Filters` asks, in one line.
HELP = {
    "since": ("DAY", "that can have been on this day or later: YYYY-MM-DD, YYYY-MM or YYYY"),
    "until": ("DAY", "... or earlier"),
    "area": ("S,W,N,E", "within a box: south, west, north, east in degrees"),
    "place": ("NAME", "a place, by its name or its id in the gazetteer"),
    "country": ("CC", "ISO 3166 code of two or three letters"),
    "admin1": ("NAME", "a province, by its name"),
    "party": ("NAME", "acts or is hit: name or id"),
    "actor": ("NAME", "acts: name or id"),
    "target": ("NAME", "is hit: name or id"),
    "side": ("ID", "somebody who belongs to this party, or is backed by it"),
    "claimant": ("NAME", "says something of it: name or id"),
    "stance": ("STANCE", "how a claimant stands to it: asserts, claims, alleges, denies, declines"),
    "field": ("FIELD", "what a claim is about: actor, place, casualties ..."),
    "modality": ("WORD", "occurred, denied, planned, threatened, hypothetical"),
    "type": ("TYPE", "PLOVER type: ASSAULT, PROTEST ..."),
    "mode": ("MODE", "PLOVER mode: aerial, demo ..."),
    "weapon": ("KIND", "kind of weapon"),
    "killed": ("N", "so many killed at least, by the greatest figure"),
    "wounded": ("N", "so many wounded at least, by the greatest figure"),
    "confidence": ("P", "confidence of the type, at least: 0 to 1"),
    "disputed": ("YES", "accounts contradict each other"),
    "unsure": ("YES", "it may be one with another incident"),
    "reviewed": ("YES", "a person has decided something about it"),
    "state": ("STATE", "how far its review is: machine, coded, published ..."),
    "grade": ("GRADE", "confirmed, fair, weak, contested"),
    "outlet": ("NAME", "told by this outlet"),
    "report": ("ID", "told by this report"),
    "text": ("WORDS", 'words of a report: words, "phrases", -without'),
}
NAMES = tuple(field.name for field in fields(Filters))
_FLAGS = {"disputed", "unsure", "reviewed"}

Said = Callable[[argparse.ArgumentParser], object]


def add_desk(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", said: Said) -> None:
    """Give the parser the commands that work on a base; `said` adds what is said of files that are read."""
    _add_add(
        commands.add_parser("add", help="code reports and keep them in a base", allow_abbrev=False), said
    )
    add_watch(commands)
    incidents = _command(commands, "incidents", "the incidents of a base")
    _filters(incidents)
    _output(incidents, "1,000", limit=True)
    show = _command(commands, "show", "one incident, with every account")
    show.add_argument("id", metavar="ID", help="of the incident, also an earlier one")
    _output(show, None)
    claims = _command(commands, "claims", "who says what of which incident")
    _filters(claims)
    _output(claims, "1,000", limit=True)
    count = _command(commands, "count", "how many incidents there are, by fields")
    count.add_argument(
        "--by", metavar="FIELD,...", default="", help="country, admin1, type, month, outlet ..."
    )
    _filters(count)
    _output(count, None)
    _add_keeping(commands)
    add_deciding(commands, _command, lambda command: _output(command, None))
    _add_exporting(commands)
    _add_serve(commands)


def _add_keeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    rebuild = _command(commands, "rebuild", "make everything anew from records and decisions")
    rebuild.add_argument("--upgrade", action="store_true", help="bring up the tables of an older sayso first")
    check = _command(commands, "check", "whether all of a base is as its records and decisions make it")
    check.add_argument(
        "--quick", action="store_true", help="make nothing anew: see only that it fits together"
    )
    backup = _command(commands, "backup", "write a base to a file")
    backup.add_argument("file", metavar="FILE", help="a new file")
    restore = _command(commands, "restore", "take a base back from a backup")
    restore.add_argument("file", metavar="FILE", help="what `backup` wrote")
    restore.add_argument("--replace", action="store_true", help="in the place of all that the base holds")
    recode = _command(commands, "recode", "code anew what an older sayso coded, and what that changes")
    recode.add_argument("reports", nargs="*", metavar="REPORT", help="ids; default: all that need it")
    for command in (rebuild, check, backup, restore, recode):
        command.add_argument("--quiet", action="store_true", help="no progress")
    restore.add_argument("--redactions", metavar="ORDERS", help="what another base erased; is erased here")
    _add_redacting(commands)


def _add_redacting(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    redact = _command(commands, "redact", "erase a report, or words in every report, for good")
    what = redact.add_mutually_exclusive_group(required=True)
    what.add_argument("--report", metavar="ID", help="erase this report; a tombstone stays")
    what.add_argument("--words", metavar="TEXT", help="put blocks for these words, wherever they stand")
    redact.add_argument("--author", metavar="NAME", required=True, help="who decided it")
    redact.add_argument("--why", metavar="TEXT", required=True, help="on what grounds; is kept")
    redact.add_argument(
        "--backup", metavar="FILE", action="append", default=[], help="a backup in which to erase it, too"
    )
    redact.add_argument("--quiet", action="store_true", help="no progress")
    redactions = _command(commands, "redactions", "what was erased, and the files that are still open")
    further = redactions.add_mutually_exclusive_group()
    further.add_argument("--retry", action="store_true", help="go after the open files again")
    further.add_argument("--done", metavar="FILE", help="an open file that a person has seen to")
    further.add_argument("--orders", metavar="ORDERS", help="write a file by which others erase the same")
    _output(redactions, None)


def _add_exporting(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    export = _command(commands, "export", "incidents in a format that others read")
    export.add_argument("exporter", metavar="FORMAT", choices=tuple(EXPORTERS), help=", ".join(EXPORTERS))
    export.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="with others beside it; default: standard output"
    )
    _written(export)
    _filters(export)
    release = _command(commands, "release", "a frozen data set with checksums and what differs from the last")
    release.add_argument("name", metavar="NAME", help="of the release; the folder is called so")
    release.add_argument("--out", metavar="DIR", help="another folder; nothing may be there")
    release.add_argument(
        "--formats", metavar="FORMAT,...", default=RELEASED, help=f"default: {RELEASED}, without whole texts"
    )
    release.add_argument("--previous", metavar="DIR", help="the folder of the last release")
    release.add_argument("--licence", metavar="TEXT", help="what you say about your own coding")
    _written(release)
    _filters(release)
    bring = _command(commands, "import", "records of another data set, to compare with")
    bring.add_argument("importer", metavar="FORMAT", choices=tuple(IMPORTERS), help=", ".join(IMPORTERS))
    bring.add_argument("files", metavar="FILE", nargs="+", help="one or more files")
    bring.add_argument("--source", metavar="NAME", help="what the data set is called; default: its project")
    bring.add_argument("--quiet", action="store_true", help="no progress")


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = _command(commands, "serve", "the desk as a web application, on this machine")
    serve.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="default: 127.0.0.1")
    serve.add_argument("--port", metavar="N", type=_number, default=8000, help="default: 8000")
    serve.add_argument(
        "--workers", metavar="N", type=_processes, default=1, help="processes that answer; default: 1"
    )
    serve.add_argument("--write", action="store_true", help="let readers correct, merge, split and undo")
    serve.add_argument("--accounts", metavar="FILE", help="who may write must log in: see `sayso account`")
    serve.add_argument("--name", metavar="TEXT", default="sayso", help="what the pages call the desk")
    serve.add_argument(
        "--served-as", metavar="HOST", action="append", help="a name that readers reach it by; default: any"
    )
    serve.add_argument("--rights", metavar="FILE", help="how much of each outlet's words readers see (TOML)")
    serve.add_argument("--names", action="store_true", help="show readers the names of private people, too")
    serve.add_argument("--secure", action="store_true", help="readers come over HTTPS, through a proxy")
    serve.add_argument("--metrics", action="store_true", help="show at /metrics what is counted (Prometheus)")
    add_logging(serve)


def add_logging(command: argparse.ArgumentParser) -> None:
    """Give a command that runs on the options of what it says meanwhile."""
    command.add_argument("--log", choices=FORMS, default="text", help="form of log lines; default: text")
    command.add_argument(
        "--log-level", choices=LEVELS, default="warning", help="the least that is said; default: warning"
    )


def add_account(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Give the parser the commands for accounts of a desk that is served."""
    account = commands.add_parser("account", help="who may log in to a served desk", allow_abbrev=False)
    account.description = "Who may log in to a desk that is served."
    actions = account.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, what in (
        ("add", "make an account, or give one a new password"),
        ("remove", "take one away; what it decided stays"),
        ("token", "print a token for programs, once"),
        ("list", "names and roles"),
    ):
        made = actions.add_parser(name, help=what, allow_abbrev=False)
        made.add_argument("--accounts", metavar="FILE", help="default: accounts.json in sayso's folder")
        if name != "list":
            made.add_argument("name", metavar="NAME", help="of the account")
        if name == "add":
            roles = ("reader", "coder", "editor")
            made.add_argument("--role", choices=roles, default="coder", help="default: coder")
        if name == "token":
            made.add_argument(
                "--days", type=_number, default=90, metavar="N", help="that it holds; default: 90"
            )


def _written(command: argparse.ArgumentParser) -> None:
    command.add_argument("--raw", action="store_true", help="cells as they are, formulas too")
    command.add_argument("--numbers", action="store_true", help="acled: kinds of actors as numbers")
    command.add_argument("--hxl", action="store_true", help="acled, ged: a row of HXL tags")


def _add_add(add: argparse.ArgumentParser, said: Said) -> None:
    add.description = "Code reports and keep them; what is there already is left as it is."
    add.add_argument(
        "paths", nargs="+", metavar="PATH", help='file, folder or web address; "-" is standard input'
    )
    said(add)
    _base(add)
    add_fetching(add)
    add.add_argument(
        "--addresses",
        action="store_true",
        help="the files are lists of web addresses (of GDELT, Media Cloud, one a line): ask for each",
    )
    add.add_argument(
        "--redactions", metavar="ORDERS", help="what another base erased; is kept out of this one"
    )
    add.add_argument(
        "--relevant", action="store_true", help="leave out reports that hold no event in scope, and name them"
    )
    add.add_argument("--quiet", action="store_true", help="no progress")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, what: str
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=what, allow_abbrev=False)
    made.description = f"{what[:1].upper()}{what[1:]}."
    _base(made)
    return made


def _base(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--db", metavar="URL", help="path, or postgresql://HOST/NAME; default: your own base"
    )


def _filters(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("filters; all that are given must hold")
    for name in NAMES:
        metavar, what = HELP[name]
        if name in _FLAGS:
            group.add_argument(f"--{name}", metavar=metavar, nargs="?", const="yes", help=f"{what}; or no")
        else:
            group.add_argument(f"--{name}", metavar=metavar, help=what)


def _output(command: argparse.ArgumentParser, most: str | None, *, limit: bool = False) -> None:
    output = command.add_argument_group("output")
    output.add_argument(
        "--format", choices=(TABLE, JSON), default=TABLE, help="table: for people (default); json: one a line"
    )
    if limit:
        output.add_argument(
            "--limit", type=_number, metavar="N", default=1000, help=f"at most; default: {most}"
        )
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")


def _processes(text: str) -> int:
    number = _number(text)
    if number > _MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"{text}: at most {_MOST_PROCESSES} processes")
    return number


_MOST_PROCESSES = 64


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)

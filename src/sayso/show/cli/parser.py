"""The command line: commands, options, and what they mean in one line each."""

import argparse
from datetime import date

from sayso.evaluate import BENCHMARKS
from sayso.show.cli.bulk import add_bulk
from sayso.show.cli.classify import add_classify
from sayso.show.cli.coding import FORMATS, TABLE
from sayso.show.cli.desk_parser import add_account, add_desk
from sayso.show.cli.parties import add_commands
from sayso.show.cli.places import add_place

_ENDING = """exit codes: 0 all reports coded; 1 a report failed (told on standard error);
2 wrong usage; 130 stopped with Ctrl-C; 141 the reader of our output went away"""


def parser() -> argparse.ArgumentParser:
    """The parser of `sayso`; `command` of its result names the command, None where none is given."""
    top = argparse.ArgumentParser(
        prog="sayso",
        description="Who did what to whom, where and when, and on whose say-so: news reports to events.",
        epilog=_ENDING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="store_true", help="versions of code, model and data")
    top.add_argument(
        "--config", metavar="FILE", help="gives options their values (TOML); see docs/operations.md"
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _add_code(commands.add_parser("code", help="code reports; no database needed", allow_abbrev=False))
    _add_relevant(
        commands.add_parser("relevant", help="which reports hold an event in scope", allow_abbrev=False)
    )
    _add_merge(commands.add_parser("merge", help="join reports to incidents, in memory", allow_abbrev=False))
    add_desk(commands, _add_said)
    add_account(commands)
    add_bulk(commands.add_parser("bulk", help="whole archives into a folder", allow_abbrev=False), _add_said)
    relation = commands.add_parser(
        "classify-relation", help="what a text tells of a pair of parties", allow_abbrev=False
    )
    event = commands.add_parser("classify-event", help="what a short text mainly tells", allow_abbrev=False)
    add_classify(relation, event)
    _add_evaluate(commands.add_parser("evaluate", help="score records against gold", allow_abbrev=False))
    add_place(commands.add_parser("place", help="add and list tables of places", allow_abbrev=False))
    add_commands(commands.add_parser("party", help="your own parties, and what is known", allow_abbrev=False))
    commands.add_parser("schema", help="print the JSON Schema of --format json", allow_abbrev=False)
    return top


def _add_code(code: argparse.ArgumentParser) -> None:
    code.description = "Code reports: text, HTML, JSON, tables, Word, PDF; a folder means its files."
    code.add_argument("files", nargs="+", metavar="FILE", help='file or folder; "-" is standard input')
    said = _add_said(code)
    said.add_argument("--title", metavar="TEXT", help="headline")
    output = code.add_argument_group("output")
    output.add_argument(
        "--format",
        choices=FORMATS,
        default=TABLE,
        help="table: for people (default); json, annotation: one object, or several one a line",
    )
    output.add_argument("--out", metavar="DIR", help="write one file per report, named by its id")
    output.add_argument("--quiet", action="store_true", help="no progress")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")


def _add_relevant(relevant: argparse.ArgumentParser) -> None:
    relevant.description = "Score reports by a cheap filter: the chance that one holds an event in scope."
    relevant.add_argument("files", nargs="+", metavar="FILE", help='file or folder; "-" is standard input')
    _add_said(relevant)
    relevant.add_argument(
        "--format",
        choices=(TABLE, "json"),
        default=TABLE,
        help="table: a line each (default); json: the same",
    )


def _add_said(command: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    said = command.add_argument_group("what the files do not say, for all of them")
    said.add_argument(
        "--published", type=_day, metavar="DATE", help="YYYY-MM-DD; relative dates count from it"
    )
    said.add_argument("--outlet", metavar="NAME", help="who published it")
    said.add_argument("--language", metavar="CODE", help="ISO 639-1, for instance en")
    said.add_argument("--input-format", metavar="NAME", help="text, html, json, csv ...; default: by suffix")
    said.add_argument("--text-column", metavar="NAME", help="column or key that holds the text")
    return said


def _add_merge(merge: argparse.ArgumentParser) -> None:
    merge.description = (
        "Code reports and join what they tell: incidents with each side's account, copies, versions."
    )
    merge.add_argument("paths", nargs="+", metavar="PATH", help='file or folder; "-" is standard input')
    _add_said(merge)
    output = merge.add_argument_group("output")
    output.add_argument(
        "--format",
        choices=(TABLE, "json"),
        default=TABLE,
        help="table: for people (default); json: one object",
    )
    output.add_argument("--quiet", action="store_true", help="no progress")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")


def _add_evaluate(evaluate: argparse.ArgumentParser) -> None:
    evaluate.description = "Score a folder of records, or sayso itself where none is given, against gold."
    evaluate.add_argument("kind", choices=tuple(BENCHMARKS), help="which benchmark")
    evaluate.add_argument(
        "gold", nargs="?", metavar="GOLD", help="folder or file of the benchmark, see docs/cli.md"
    )
    evaluate.add_argument(
        "predicted", nargs="?", metavar="PRED", help="predictions of any coder; default: sayso's own"
    )
    evaluate.add_argument("--json", action="store_true", help="figures as JSON, with intervals")
    evaluate.add_argument("--per-doc", action="store_true", help="figures of each document, too")
    evaluate.add_argument(
        "--errors", action="store_true", help="articles, relations, types, traps: what went wrong, by cause"
    )
    evaluate.add_argument(
        "--reliability", action="store_true", help="articles: whether confidences mean what they say"
    )
    evaluate.add_argument("--predictions", metavar="PATH", help="keep what sayso made of the texts")
    evaluate.add_argument(
        "--drop-types", default="", metavar="A,B", help="places: types of gold names that do not count"
    )
    evaluate.add_argument(
        "--demonyms", action="store_true", help='places: "Syrian" counts as a name of Syria, too'
    )
    evaluate.add_argument("--split", metavar="NAME", help="templates: only the documents of this split")
    evaluate.add_argument("--docs", metavar="FILE", help="incidents: documents, for GOLD")
    evaluate.add_argument("--mentions", metavar="FILE", help="incidents: event mentions in the documents")
    evaluate.add_argument(
        "--own-mentions", action="store_true", help="incidents: also as coded, by the mentions that it finds"
    )
    evaluate.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="incidents: only lines with it; * is any value",
    )
    evaluate.add_argument(
        "--rules", action="store_true", help="templates: fill them from coded events, not by weights"
    )
    evaluate.add_argument(
        "--beside-spacy", action="store_true", help="entities: measure the model's own recogniser, too"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write YYYY-MM-DD") from None

"""The options of `sayso decide` and of the logs: decisions, conflicts, redactions."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from sayso.model.decisions import Judgement, Subject
from sayso.model.incidents import Grade

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Make = Callable[["Commands", str, str], argparse.ArgumentParser]
Options = Callable[[argparse.ArgumentParser], None]

# What a person marks two things as, in the words of the command line.
MARKED = {
    "event": Subject.MEMBERSHIP,
    "part": Subject.PART,
    "copy": Subject.COPY,
    "version": Subject.REVISION,
}


def add_deciding(commands: "Commands", make: Make, output: Options) -> None:
    """Give the parser what persons decide; `make` makes a command on a base, `output` adds its output."""
    decide = commands.add_parser("decide", help="what a person decides, kept for good", allow_abbrev=False)
    decide.description = "Decide: the log only grows, and the machine never overrules it."
    kinds = decide.add_subparsers(dest="decision", metavar="DECISION", required=True)
    merge = make(kinds, "merge", "make two incidents one")
    merge.add_argument("a", metavar="INCIDENT")
    merge.add_argument("b", metavar="OTHER")
    split = make(kinds, "split", "take events out of an incident, into one of their own")
    split.add_argument("incident", metavar="INCIDENT")
    split.add_argument("events", metavar="EVENT", nargs="+", help="REPORT@START, as `show` gives them")
    mark = make(kinds, "mark", "say of two events or two reports what they are to each other")
    mark.add_argument(
        "kind",
        choices=tuple(MARKED),
        help="event: of one incident; part: the first a part of the second; copy: of one text; "
        "version: the first is a later version of the second",
    )
    mark.add_argument("a", metavar="A", help="an event (REPORT@START) or the id of a report")
    mark.add_argument("b", metavar="B", help="the other one")
    mark.add_argument("judgement", choices=[one.value for one in Judgement])
    grade = make(kinds, "grade", "give an incident a grade of your own, beside the derived one")
    grade.add_argument("incident", metavar="INCIDENT")
    grade.add_argument("grade", choices=[one.value for one in Grade])
    grade.add_argument("--why", metavar="TEXT", default="", help="the reason; is kept")
    undo = make(kinds, "undo", "take back a decision, with all that was decided in one go with it")
    undo.add_argument("entry", metavar="ENTRY", help="its id, as `decisions` gives it")
    for one in (merge, split, mark, grade, undo):
        one.add_argument("--by", metavar="AUTHOR", required=True, help="who decides it")
        output(one)
    _add_logs(commands, make, output)


def _add_logs(commands: "Commands", make: Make, output: Options) -> None:
    decisions = make(commands, "decisions", "the log of what persons decided")
    decisions.add_argument("--about", metavar="ID", help="an incident, an event or a report")
    output(decisions)
    output(make(commands, "conflicts", "where the machine alone would overrule a person"))
    output(make(commands, "agreement", "how far people who coded the same events agree"))

"""Every command, argument and option of `sayso` with its help, and the options a file can give."""

import argparse
from collections.abc import Iterator

from sayso.show.cli.parser import parser

Parser = argparse.ArgumentParser


def command_pages() -> str:
    """A section for each command that does something, in the order of `sayso --help`."""
    top = parser()
    return "\n".join(
        [*_section("sayso", top, top.description or ""), *(line for one in _all(top) for line in one)]
    )


def option_tables() -> str:
    """For each command a table of the options that a file of configuration can give."""
    lines = ["| table | names |", "| --- | --- |"]
    for name, _, one in _commands(parser()):
        options = [
            f"`{option.removeprefix('--')}`"
            for action in one._actions
            for option in action.option_strings
            if option.startswith("--") and action.dest != "help"
        ]
        if options:
            lines.append(f"| `[{name}]` | {', '.join(options)} |")
    return "\n".join(lines)


def _all(top: Parser) -> Iterator[list[str]]:
    for name, said, one in _commands(top):
        below = list(_commands(one))
        if not below:
            yield _section(f"sayso {name}", one, said)
        for inner, inner_said, leaf in below:
            yield _section(f"sayso {name} {inner}", leaf, inner_said)


def _commands(of: Parser) -> Iterator[tuple[str, str, Parser]]:
    """Name, one line of help and parser of each command below another."""
    for action in of._actions:  # argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):
            lines = {one.dest: one.help or "" for one in action._choices_actions}
            for name, inner in action.choices.items():
                yield name, lines.get(name, ""), inner


def _section(name: str, one: Parser, said: str) -> list[str]:
    rows = [
        f"| {_shown(action)} | {cell(_help(one, action))} |"
        for action in one._actions
        if not isinstance(action, argparse._SubParsersAction) and action.dest != "help"
    ]
    table = ["| argument or option | help |", "| --- | --- |", *rows, ""] if rows else []
    return ["", f"## {name}", "", cell(one.description or said), "", *table]


def _shown(action: argparse.Action) -> str:
    """An argument as it is written, an option with what it takes."""
    metavar = action.metavar if isinstance(action.metavar, str) else None
    takes = metavar or ("" if action.nargs == 0 else (action.dest or "").upper())
    if not action.option_strings:
        return f"`{takes}{'...' if action.nargs in ('+', '*') else ''}`"
    if action.choices is not None and metavar is None:
        return ", ".join(f"`{option}`" for option in action.option_strings)
    return ", ".join(f"`{option} {takes}`".replace(" `", "`") for option in action.option_strings)


def _help(one: Parser, action: argparse.Action) -> str:
    """Its help, what may be chosen, and what holds where it is not given."""
    said = one._get_formatter()._expand_help(action) if action.help else ""
    parts = [said]
    if action.choices is not None:
        parts.append("one of " + ", ".join(f"`{choice}`" for choice in action.choices))
    if action.required and action.option_strings:
        parts.append("must be given")
    return "; ".join(part for part in parts if part)


def cell(text: str) -> str:
    """Plain words as one cell of a table: on one line, and read as they stand."""
    line = " ".join(text.split())
    for mark in ("|", "<", "*", "_"):
        line = line.replace(mark, f"\\{mark}")
    return line

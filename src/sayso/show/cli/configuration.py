"""One file that gives options their values: what a service is started with stands in one place.

    db = "postgresql://desk@database/sayso"

    [serve]
    host = "0.0.0.0"
    accounts = "/etc/sayso/accounts.json"

`db` is for every command that works on a base; the rest are the options of a command, as its `--help` has
them. What stands on the command line wins.
"""

import argparse
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.show.cli.settings import settings

VARIABLE = "SAYSO_CONFIG"
EVERYWHERE = "db"


def configured(top: argparse.ArgumentParser, path: Path) -> None:
    """Make what a file says the defaults of a parser's commands.

    Raises:
        ResourceError: it cannot be read, is no TOML, or names what is no option; the message says which.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: cannot be read: {error}") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ResourceError(f"{path}: is no TOML: {error}") from None
    commands = _commands(top)
    for name, said in told.items():
        if name == EVERYWHERE and not isinstance(said, Mapping):
            _give_all(commands, said, path)
        elif name in commands and isinstance(said, Mapping):
            _give(commands[name], said, f"{path}: [{name}]")
        else:
            known = ", ".join(sorted(commands))
            raise ResourceError(f"{path}: {name!r} is no command; commands are: {known}; and db is for all")


def config_file(argv: Sequence[str], environ: Mapping[str, str] | None = None) -> Path | None:
    """The file that counts: `--config`, else `SAYSO_CONFIG`, else `sayso.toml` in the user's folder."""
    asking = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    asking.add_argument("--config")
    named = asking.parse_known_args(list(argv))[0].config or (environ or os.environ).get(VARIABLE)
    if named:
        return Path(named)
    own = settings(environ).home / "sayso.toml"
    return own if own.is_file() else None


def _commands(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of the commands, by name."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in top._actions:  # argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):
            found.update(action.choices)
    return found


def _options(command: argparse.ArgumentParser) -> dict[str, argparse.Action]:
    """The options of a command that a file can give, by name without dashes."""
    return {
        option.removeprefix("--"): action
        for action in command._actions
        for option in action.option_strings
        if option.startswith("--") and action.dest != "help"
    }


def _give_all(commands: Mapping[str, argparse.ArgumentParser], said: Any, path: Path) -> None:
    for command in commands.values():
        if EVERYWHERE in _options(command):
            _give(command, {EVERYWHERE: said}, f"{path}:")


def _give(command: argparse.ArgumentParser, said: Mapping[str, Any], where: str) -> None:
    options = _options(command)
    for name, value in said.items():
        if name not in options:
            raise ResourceError(f"{where} {name} is no option; options are: {', '.join(sorted(options))}")
        action = options[name]
        command.set_defaults(**{action.dest: _value(action, value, f"{where} {name}")})
        action.required = False


def _value(action: argparse.Action, value: Any, where: str) -> Any:
    """The value as the command line would have made it."""
    if action.nargs == 0:
        if not isinstance(value, bool):
            raise ResourceError(f"{where} is true or false, not {value!r}")
        return value
    if isinstance(action, argparse._AppendAction):
        items: Sequence[Any] = value if isinstance(value, list) else [value]
        return [_one(action, item, where) for item in items]
    return _one(action, value, where)


def _one(action: argparse.Action, value: Any, where: str) -> Any:
    if isinstance(value, (list, dict, bool)):
        raise ResourceError(f"{where} is one value, not {value!r}")
    read = action.type if callable(action.type) else str
    try:
        made = read(str(value))
    except (ValueError, argparse.ArgumentTypeError) as error:
        raise ResourceError(f"{where} = {value!r} makes no sense: {error}") from None
    if action.choices is not None and made not in action.choices:
        choices = ", ".join(map(str, action.choices))
        raise ResourceError(f"{where} = {value!r} is none of {choices}")
    return made

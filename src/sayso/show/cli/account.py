"""`sayso account`: who may log in to a desk that is served."""

import argparse
import getpass
import sys
from pathlib import Path

from sayso.errors import ResourceError
from sayso.show.cli.settings import Settings
from sayso.show.safe import safe


def account(args: argparse.Namespace, settings: Settings) -> int:
    """Add, list or remove accounts, or make a token.

    Raises:
        ResourceError: the extra `serve` is missing, or name, password or file cannot be used.
        UnknownName: there is no such account.
    """
    try:
        from sayso.show.web.accounts import Accounts, Role
    except ImportError as error:
        raise ResourceError(f"{error.name} is missing; install sayso[serve]") from None
    accounts = Accounts(Path(args.accounts) if args.accounts else settings.home / "accounts.json")
    if args.action == "add":
        accounts.put(args.name, Role(args.role), _password())
    elif args.action == "remove":
        accounts.remove(args.name)
    elif args.action == "token":
        sys.stdout.write(accounts.new_token(args.name, args.days) + "\n")
    else:
        for name, role in accounts.names().items():
            sys.stdout.write(f"{safe(name)}\t{role.value}\n")
    return 0


def _password() -> str:
    """From the terminal, typed twice; from standard input where that is a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise ResourceError("the two passwords differ")
    return first

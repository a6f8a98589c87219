"""What a person who serves a desk decides about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How a desk is served.

    Without `writing` nothing can be changed through it. `accounts` asks everybody who writes to log in;
    without them whoever reaches the server writes as `coder`. `name` is what the pages call the desk.
    `secure` says that readers come over HTTPS: cookies are then never sent without it.
    """

    writing: bool = False
    accounts: bool = False
    coder: str = "desk"
    name: str = "sayso"
    secure: bool = False

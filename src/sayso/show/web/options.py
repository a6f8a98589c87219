"""What a person who serves a desk decides about it."""

from dataclasses import dataclass, field
from pathlib import Path

from sayso.show.web.rights import Rights


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How a desk is served.

    Without `writing` nothing can be changed through it. `accounts` is a file of accounts (`sayso account`):
    who writes must log in; without it, whoever reaches the server writes as `coder`. `name` is what the pages
    call the desk. `secure` says that readers come over HTTPS: cookies are then never sent without it.
    `rights` say how much readers see of each outlet's words; unless `names`, the names of private people who
    were hit are hidden from them. Coders see everything. `hosts` are the names that it is served as; with
    none, any is. `metrics` shows at `/metrics` what is counted. `kept_megabytes` of answers to
    readers are kept for as long as they stand. The rest bounds what one address may ask.
    """

    writing: bool = False
    accounts: Path | None = None
    coder: str = "desk"
    name: str = "sayso"
    secure: bool = False
    rights: Rights = field(default_factory=Rights)
    names: bool = False
    hosts: frozenset[str] = frozenset()
    metrics: bool = False
    kept_megabytes: int = 64
    reads_a_second: float = 200.0
    reads_at_once: int = 2_000
    writes_a_second: float = 5.0
    writes_at_once: int = 200

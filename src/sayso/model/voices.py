"""Who speaks in a base: parties and outlets, with what can be counted of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.model.parties import Link, Party


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something in a base, and how many claims that is.

    `party` is its id in the party table, None for one that is only a name.
    """

    name: str
    party: str | None = None
    claims: int = 0


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as the party table has it: `names` are those of the parties that `links` lead to, by id."""

    party: Party
    links: tuple[Link, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the claims of a party stand to those of others, counted in claims.

    `seen` are claims that somebody else could agree with: about a field of an incident. Of them `agreed` are
    on fields on which independent parties say the same, `disputed` on such on which accounts
    exclude each other; of the others nobody else says anything. `denials` are claims that deny.
    """

    seen: int = 0
    agreed: int = 0
    disputed: int = 0
    denials: int = 0


@dataclass(frozen=True, slots=True)
class Outlet:
    """What a base holds of an outlet.

    `relayed` are those whose claims its reports carry, the most first; its own voice is not among them.
    `copies` counts reports that were taken from another, `unsure` those of them of which nothing says which
    was first; `taken_from` are the outlets of what they were taken from with numbers, None where not known.
    """

    name: str
    reports: int
    claims: int = 0
    own_voice: int = 0
    nobody: int = 0
    relayed: tuple[Voice, ...] = ()
    copies: int = 0
    unsure: int = 0
    taken_from: tuple[tuple[str | None, int], ...] = ()
    latest: tuple[tuple[str, str | None, str | None], ...] = ()  # id, title, day of its last reports

"""Parties as the party table and the resolver know them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class PartyKind(StrEnum):
    """What a party is (the `kind` of `SCHEMA.md`)."""

    STATE = "state"
    STATE_FORCE = "state_force"
    ARMED_FORCE = "armed_force"
    ARMED_GROUP = "armed_group"
    COALITION = "coalition"
    ORGANIZATION = "organization"
    PERSON = "person"
    CIVILIAN = "civilian"
    MEDIA = "media"
    OBJECT = "object"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Party:
    """One row of a party table.

    `country` is an ISO 3166 alpha-3 code or None. `adjectives` ("Syrian") and
    `metonyms` ("Damascus", "the Kremlin") name the party only in some places of a
    sentence; `aliases` do so anywhere. `code` is the CAMEO/PLOVER actor code.
    `part_of`, `allied` and `opposed` hold ids of other parties.
    """

    id: str
    name: str
    kind: PartyKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    code: str | None = None
    part_of: tuple[str, ...] = ()
    allied: tuple[str, ...] = ()
    opposed: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


class PartyTable(Protocol):
    """Where `find` and `resolve` look names of parties up."""

    def named(self, text: str) -> tuple[Party, ...]:
        """Parties with this name or alias; case, articles, dots and hyphens do not count."""

    def with_adjective(self, word: str) -> tuple[Party, ...]:
        """Parties whose adjective or demonym is `word` ("Syrian", "Syrians")."""

    def with_metonym(self, text: str) -> tuple[Party, ...]:
        """Parties for which `text` may speak ("Damascus", "the Kremlin")."""

    def get(self, party_id: str) -> Party | None:
        """The party of that id."""

    @property
    def longest(self) -> int:
        """How many words the longest name has: how far a lookup must read."""

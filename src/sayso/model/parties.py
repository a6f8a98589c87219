"""Parties as the party table and the resolver know them."""

from collections.abc import Mapping
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


class Relation(StrEnum):
    """What one party is to another. "Backed by" and "opposed to" are somebody's word, and name whose."""

    PART_OF = "part_of"
    ALLIED_WITH = "allied_with"
    BACKED_BY = "backed_by"
    OPPOSED_TO = "opposed_to"
    SUCCESSOR_OF = "successor_of"
    LEADS = "leads"


class Scheme(StrEnum):
    """Who gave a party a code; those of CAMEO, PLOVER and ACLED tell what kind of actor it is."""

    ISO_ALPHA_2 = "iso3166_1_alpha2"
    ISO_ALPHA_3 = "iso3166_1_alpha3"
    ISO_NUMERIC = "iso3166_1_numeric"
    CAMEO = "cameo"
    PLOVER_COUNTRY = "plover_country"
    PLOVER_SECTOR = "plover_sector"
    COW = "cow"
    GW = "gw"
    FIPS = "fips10_4"
    WIKIDATA = "wikidata"
    ACLED_INTER = "acled_inter"


@dataclass(frozen=True, slots=True)
class Link:
    """`party` is `relation` to `other`; both are ids.

    `says` names whose word it is, where the link is contested. `source` is where the
    link was checked; None means that nobody has: such a link may rank candidates and
    never decides.
    """

    party: str
    relation: Relation
    other: str
    since: date | None = None
    until: date | None = None
    says: str | None = None
    source: str | None = None

    @property
    def checked(self) -> bool:
        """Whether the link may decide: it has a source."""
        return self.source is not None

    def holds_on(self, day: date) -> bool:
        """Whether the link holds on `day`, as far as its dates are known."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Party:
    """One row of a party table.

    `country` is an ISO 3166 alpha-3 code or None. `adjectives` ("Syrian") and
    `metonyms` ("Damascus", "the Kremlin") name the party only in some places of a
    sentence; `aliases` do so anywhere. `code` is the CAMEO actor code, where known.
    `part_of` holds the ids that checked links lead to, of whatever date. `since` and
    `until` bound the party's existence, not a person's office: that is a link's matter.
    `source` is where the row was checked, None where nobody has.
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
    since: date | None = None
    until: date | None = None
    source: str | None = None


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

    def links(self, party_id: str) -> tuple[Link, ...]:
        """The links that start at that party, checked or not, of whatever date."""

    def codes(self, party_id: str) -> Mapping[str, str]:
        """The codes of that party by scheme (a `Scheme`'s value); empty where none is verified."""

    @property
    def longest(self) -> int:
        """How many words the longest name has: how far a lookup must read."""

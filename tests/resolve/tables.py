"""A party table of a few rows, made up in the test that needs it."""

from collections.abc import Mapping

from sayso.model.parties import Link, Party, PartyKind


def group(id_: str, name: str, *aliases: str, country: str | None = None) -> Party:
    return Party(id_, name, PartyKind.ARMED_GROUP, country, aliases)


def state(code: str, name: str, *adjectives: str) -> Party:
    return Party(code, name, PartyKind.STATE, code, (), adjectives)


class SmallTable:
    """Answers to names as they are written, less a "the"."""

    longest = 5

    def __init__(self, *rows: Party, links: tuple[Link, ...] = ()) -> None:
        self.rows = rows
        self._links = links

    def named(self, text: str) -> tuple[Party, ...]:
        name = text.removeprefix("The ").removeprefix("the ").lower()
        return tuple(row for row in self.rows if name in (one.lower() for one in (row.name, *row.aliases)))

    def with_adjective(self, word: str) -> tuple[Party, ...]:
        return tuple(row for row in self.rows if word in row.adjectives)

    def with_metonym(self, text: str) -> tuple[Party, ...]:
        return tuple(row for row in self.rows if text in row.metonyms)

    def get(self, party_id: str) -> Party | None:
        return next((row for row in self.rows if row.id == party_id), None)

    def links(self, party_id: str) -> tuple[Link, ...]:
        return tuple(link for link in self._links if link.party == party_id)

    def codes(self, party_id: str) -> Mapping[str, str]:
        return {}

"""The countries whose parties a report speaks of: they say which of two places of a name is meant."""

import re
from collections.abc import Iterator

from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind, PartyTable
from sayso.resolve.parties import PartyResolver

# A name in a title: capitalised words, of which a state's name has at most four.
_NAME = re.compile(r"\b[A-Z][\w.'’-]*(?: (?:of |the |and )?[A-Z][\w.'’-]*){0,3}")


def home_countries(
    parse: Parse, mentions: Mentions, resolver: PartyResolver, table: PartyTable
) -> tuple[str, ...]:
    """ISO 3166 alpha-3 codes of the parties of the text, and of the states in the title, in order."""
    settled = (resolver.at(mention.head) for mention in mentions.parties)
    found = {fact.value.country for fact in settled if fact is not None}
    return tuple(sorted({country for country in found if country} | set(_of_title(parse.title or "", table))))


def _of_title(title: str, table: PartyTable) -> Iterator[str]:
    """The countries of the states that a title names, by name or adjective."""
    for name in _NAME.findall(title):
        words = name.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                text = " ".join(words[first:last]).removesuffix("'s").removesuffix("’s").rstrip(".,:;")
                for party in (*table.named(text), *table.with_adjective(text)):
                    if party.kind is PartyKind.STATE and party.country is not None:
                        yield party.country

"""What every answer about a report stands on: its parties settled, and what it says of where it is."""

from dataclasses import dataclass
from datetime import date

from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.parties import PartyTable
from sayso.model.places import PlaceTable
from sayso.resolve.parties import PartyResolver
from sayso.resolve.place_context import PlaceContext
from sayso.resolve.places import context
from sayso.resolve.report_countries import home_countries
from sayso.resolve.scenes import scene


@dataclass(frozen=True, slots=True)
class Tables:
    """What `resolve` looks words and names up in."""

    lexicon: Lexicon
    parties: PartyTable
    places: PlaceTable


def party_resolver(parse: Parse, mentions: Mentions, published: date | None, tables: Tables) -> PartyResolver:
    """The parties of a report, settled; `published` is the day that dated rows are asked for."""
    where = scene(parse, mentions.places, tables.parties, tables.places, published)
    return PartyResolver(parse, tables.lexicon, tables.parties, mentions.parties, where)


def places_of(parse: Parse, mentions: Mentions, resolver: PartyResolver, tables: Tables) -> PlaceContext:
    """What the report says of where it is, the homes of its parties included."""
    homes = home_countries(parse, mentions, resolver, tables.parties)
    return context(mentions.places, parse.text, tables.places, homes)

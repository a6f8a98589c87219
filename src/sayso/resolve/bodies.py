"""Place names that a report means as the name of a body, or as part of one."""

from dataclasses import replace

from sayso.model.identity import FORCES
from sayso.model.mentions import Mentions, PlaceMention
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.resolve.grounds import Tables

_NOT_THERE = frozenset({PartyKind.ORGANIZATION, PartyKind.MEDIA})
_LONGEST_NAME = 6  # tokens


def without_bodies(parse: Parse, mentions: Mentions, tables: Tables) -> Mentions:
    """The mentions without places that a body is called by: "an al-Shabaab camp", "Human Rights Watch"."""
    places = tuple(
        place
        for place in mentions.places
        if not (_is_body(parse, place, tables) or _begins_name(parse, place, tables))
    )
    return mentions if len(places) == len(mentions.places) else replace(mentions, places=places)


def _begins_name(parse: Parse, place: PlaceMention, tables: Tables) -> bool:
    """Whether an organisation's name begins with what would hardly be a place by itself."""
    if place.name is None or place.certain:
        return False
    words = parse.tokens[place.head + 1 : place.head + _LONGEST_NAME]
    names = (parse.text[place.name.start : word.span.end] for word in words)
    found = [row for name in names for row in tables.parties.named(name)]
    return bool(found) and all(row.kind in _NOT_THERE for row in found)


def _is_body(parse: Parse, place: PlaceMention, tables: Tables) -> bool:
    if place.name is None:
        return False
    # Of "the Hamas camp" the body is meant: a village of that name has no camps that reports would name.
    if place.area != "site" and tables.places.named(place.name.of(parse.text)):
        return False
    before = parse.text[: place.name.start].rpartition(" ")[2]
    rows = tables.parties.named(before + place.name.of(parse.text))
    return any(row.kind in FORCES for row in rows)

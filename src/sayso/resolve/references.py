"""From a row of the party table to what an event says of it."""

from collections.abc import Sequence

from sayso.model.events import PartyRef
from sayso.model.lexicon import NounSense
from sayso.model.parties import Party, PartyKind

PLATFORM_BRANCHES = {"air_force": "Air Force", "navy": "Navy"}
# Branches whose "Syrian <noun>" is an organ of that state.
ORGANS = frozenset(
    {"armed_forces", "forces", "air_force", "navy", "police", "government", "officials", "media"}
)


def reference(party: Party) -> PartyRef:
    """The party by its own name."""
    return PartyRef(party.name, party.kind, party.id, party.country, sides=sides(party))


def open_reference(text: str, rows: Sequence[Party]) -> PartyRef:
    """A name that several rows share stays the text's own words, with the rows as candidates."""
    return PartyRef(text, rows[0].kind, candidates=tuple(row.name for row in rows))


def sides(party: Party | None) -> tuple[str, ...]:
    """Ids of the parties that this one acts for, itself first; a group does not act for its country."""
    if party is None:
        return ()
    stateless = party.kind in (PartyKind.ARMED_GROUP, PartyKind.PERSON)
    own = (party.country,) if party.country and not stateless else ()
    return tuple(dict.fromkeys((party.id, *party.part_of, *own)))


def organ(state: Party, sense: NounSense, text: str, modifiers: str) -> PartyRef:
    """An organ of a state, or people of it: "Syrian army", "Syrian government", "Syrian rebels"."""
    if sense.branch == "government":
        return reference(state)
    kind = PartyKind(sense.kind)
    if sense.branch not in ORGANS:
        return PartyRef(text, kind, country=state.country)
    label = PLATFORM_BRANCHES.get(sense.branch)
    name = f"{_adjective(state, modifiers)} {label}" if label else text
    return PartyRef(name, kind, f"{state.id}/{sense.branch}", state.country, sides=(state.id,))


def _adjective(state: Party, modifiers: str) -> str:
    """The adjective of the state that the text uses ("US", not "American"), else its first."""
    used = [word for word in (*state.adjectives, *state.aliases) if word in modifiers.split()]
    return used[0] if used else state.adjectives[0] if state.adjectives else state.name

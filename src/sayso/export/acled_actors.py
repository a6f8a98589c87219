"""ACLED's kinds of actors, and who interacts with whom."""

from enum import IntEnum

from sayso.export.exporter import Tables
from sayso.export.sides import Sides
from sayso.model.events import PartyRef
from sayso.model.kept import Summary
from sayso.model.parties import PartyKind, Scheme


class Kind(IntEnum):
    """The kinds by the numbers of ACLED's older files."""

    STATE = 1
    REBELS = 2
    POLITICAL_MILITIA = 3
    IDENTITY_MILITIA = 4
    RIOTERS = 5
    PROTESTERS = 6
    CIVILIANS = 7
    EXTERNAL = 8


KINDS = {
    Kind.STATE: "State forces",
    Kind.REBELS: "Rebel group",
    Kind.POLITICAL_MILITIA: "Political militia",
    Kind.IDENTITY_MILITIA: "Identity militia",
    Kind.RIOTERS: "Rioters",
    Kind.PROTESTERS: "Protesters",
    Kind.CIVILIANS: "Civilians",
    Kind.EXTERNAL: "External/Other forces",
}
_OF_STATES = frozenset({PartyKind.STATE, PartyKind.STATE_FORCE, PartyKind.ARMED_FORCE})
_CROWDS = {"Protests": Kind.PROTESTERS, "Riots": Kind.RIOTERS}
_UNARMED = frozenset({PartyKind.CIVILIAN, PartyKind.UNNAMED, PartyKind.ORGANIZATION, PartyKind.PERSON})


def kind_of(party: PartyRef, side: int, summary: Summary, tables: Tables) -> Kind | None:
    """The kind of a party in an incident; None where neither a table nor ACLED's rules say it.

    A state's force is "State forces" at home and "External/Other forces" abroad. Whether an armed group is a
    rebel group or a militia only a table can say. `side` is 0 for who acts, 1 for who is hit.
    """
    crowd = _CROWDS.get("" if summary.acled is None else summary.acled.event_type)
    if crowd is not None and party.kind in _UNARMED and side == (summary.type != "PROTEST"):
        return crowd
    if party.kind is PartyKind.CIVILIAN:
        return Kind.CIVILIANS
    code = tables.code(party.party, Scheme.ACLED_INTER)
    listed = Kind(int(code)) if code not in (None, "0") else None
    if listed in (None, Kind.STATE) and (party.kind in _OF_STATES or listed is Kind.STATE):
        return _of_state(party, summary)
    return listed


def _of_state(party: PartyRef, summary: Summary) -> Kind | None:
    """Whether a state's force is at home."""
    if party.country is None or summary.country is None:
        return None
    return Kind.STATE if party.country == summary.country else Kind.EXTERNAL


def interaction(people: Sides, kinds: tuple[Kind | None, Kind | None], *, numbers: bool) -> str | int | None:
    """Who meets whom, the lower code first; None where a side that is there has no known kind."""
    known = [kind for kind in kinds if kind is not None]
    if not known or len(known) < bool(people.first) + bool(people.second):
        return None
    low, high = min(known), max(known)
    if len(known) == 1:
        return low * 10 if numbers else f"{KINDS[low]} only"
    return low * 10 + high if numbers else f"{KINDS[low]}-{KINDS[high]}"

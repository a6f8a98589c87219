"""An actor in GDELT's ten fields, from its CAMEO code."""

from sayso.export.csv_safe import Cell
from sayso.export.exporter import Tables
from sayso.model.events import PartyRef
from sayso.model.parties import Scheme

# CAMEO's roles of actors; what else stands in a code is a country or a known group. Source: CAMEO manual.
TYPES = frozenset(
    {
        "COP", "GOV", "INS", "JUD", "MIL", "OPP", "REB", "SEP", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL",
        "DEV", "EDU", "ELI", "ENV", "HLH", "HRI", "LAB", "LEG", "MED", "REF", "MOD", "RAD", "IGO", "IMG",
        "INT", "MNC", "NGM", "NGO", "UIS", "SET",
    }
)  # fmt: skip
_PART = 3  # letters of each part of a code


def cells(party: PartyRef, tables: Tables) -> dict[str, Cell]:
    """The fields by name without "Actor1"; ethnic groups and religions are not coded."""
    code = tables.code(party.party, Scheme.CAMEO)
    parts = [] if code is None else [code[at : at + _PART] for at in range(0, len(code), _PART)]
    country = tables.code(party.country, Scheme.CAMEO)
    known = parts[:1] if parts[:1] == [country] else []
    roles = [part for part in parts if part in TYPES]
    groups = [part for part in parts[len(known) :] if part not in TYPES]
    return {
        "Code": code,
        "Name": party.name.upper(),
        "CountryCode": known[0] if known else None,
        "KnownGroupCode": groups[0] if groups else None,
        **{f"Type{at}Code": role for at, role in enumerate(roles[:3], start=1)},
    }

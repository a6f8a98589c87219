"""Parties and places by name: tables that ship with the package, and one loader for each."""

from sayso.gazetteer.party_table import Parties, load_parties
from sayso.gazetteer.place_table import Places, load_places

__all__ = ["Parties", "Places", "load_parties", "load_places"]

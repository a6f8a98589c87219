"""Parties and places by name: tables that ship with the package, and one loader for each."""

from sayso.gazetteer.geonames_pack import GeoNamesFiles
from sayso.gazetteer.pack_writer import alpha3
from sayso.gazetteer.packs import NewPack, add_pack
from sayso.gazetteer.party_table import Parties, load_parties
from sayso.gazetteer.place_table import Places, load_places
from sayso.gazetteer.remembered import Remembered

__all__ = [
    "GeoNamesFiles",
    "NewPack",
    "Parties",
    "Places",
    "Remembered",
    "add_pack",
    "alpha3",
    "load_parties",
    "load_places",
]

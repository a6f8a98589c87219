"""Mentions to tellings: parties, places and days settled, or left open with candidates."""

from sayso.resolve.answers import Question, party_at
from sayso.resolve.entities import entities
from sayso.resolve.grounds import Tables
from sayso.resolve.spotted import spotted
from sayso.resolve.tellings import resolve
from sayso.resolve.toponyms import Located, locations, toponyms

__all__ = [
    "Located",
    "Question",
    "Tables",
    "entities",
    "locations",
    "party_at",
    "resolve",
    "spotted",
    "toponyms",
]

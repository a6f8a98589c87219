"""Coded reports joined: incidents, families of copies, versions, and persons' decisions on them."""

from sayso.base.base import Added, Base
from sayso.base.changes import Changed
from sayso.base.conflicts import Conflict
from sayso.base.machine import Widths
from sayso.base.rules import Copied, EventRules, Rules, TextRules, Told
from sayso.model.incidents import Accounts

__all__ = [
    "Accounts",
    "Added",
    "Base",
    "Changed",
    "Conflict",
    "Copied",
    "EventRules",
    "Rules",
    "TextRules",
    "Told",
    "Widths",
]

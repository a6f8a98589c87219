"""Addresses to bytes: safely, politely, and kept.

Every address, answer and archive is hostile: what may be asked is checked before anything is sent, what
comes back is bounded in time, size and growth, and what was read is written to a WARC file.
Nothing here runs unless a person names an address.
"""

from sayso.fetch.addresses import Policy, Target, host_of, same_site, target_of
from sayso.fetch.answers import Answer, Exchange, Limits
from sayso.fetch.archive import Archive
from sayso.fetch.bodies import unpacked
from sayso.fetch.clocks import Clock, RealClock
from sayso.fetch.fetcher import Fetcher, Options, agent

__all__ = [
    "Answer",
    "Archive",
    "Clock",
    "Exchange",
    "Fetcher",
    "Limits",
    "Options",
    "Policy",
    "RealClock",
    "Target",
    "agent",
    "host_of",
    "same_site",
    "target_of",
    "unpacked",
]

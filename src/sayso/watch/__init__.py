"""Feeds, sitemaps, pages and folders, followed over days: every article once, its changes as revisions.

What was read is kept in a file of its own, so that neither a restart nor a kill reads anything twice.
"""

from sayso.watch.happenings import Happening, What
from sayso.watch.lists import addresses_in
from sayso.watch.plan import DEFAULTS, Kind, Plan, Source, is_web, load_plan, seconds
from sayso.watch.rows import At
from sayso.watch.state import State
from sayso.watch.watcher import Keeper, Kept, Watcher, Work

__all__ = [
    "DEFAULTS",
    "At",
    "Happening",
    "Keeper",
    "Kept",
    "Kind",
    "Plan",
    "Source",
    "State",
    "Watcher",
    "What",
    "Work",
    "addresses_in",
    "is_web",
    "load_plan",
    "seconds",
]

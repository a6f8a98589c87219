"""Tellings and claims of one report to events, incidents, accounts and disputes."""

from sayso.merge.merging import Merged, merge

__all__ = ["Merged", "merge"]

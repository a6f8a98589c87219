"""Scored once, at the end: see `tests.gold.pages`."""

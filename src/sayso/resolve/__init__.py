"""Mentions to tellings: parties, places and days settled, or left open with candidates."""

from sayso.resolve.tellings import Tables, resolve

__all__ = ["Tables", "resolve"]

"""Parse to Mentions: words with a role, not yet resolved to anything."""

from sayso.find.mentions import Finders, find, finders

__all__ = ["Finders", "find", "finders"]

"""Parse to Mentions: words with a role, not yet resolved to anything."""

from sayso.find.mentions import find

__all__ = ["find"]

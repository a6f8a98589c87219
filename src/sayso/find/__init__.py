"""Parse to Mentions: words with a role, not yet resolved to anything."""

from sayso.find.mentions import Finders, find, finders
from sayso.find.undated import undated

__all__ = ["Finders", "find", "finders", "undated"]

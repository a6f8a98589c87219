"""On whose say-so: statements with source, cue and content, and what they claim of each event."""

from sayso.attribute.attribution import attribute

__all__ = ["attribute"]

"""Entities: the spans of a text that name or mean organisations, places and persons."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.spans import Span


class EntityKind(StrEnum):
    """The three classes in which corpora of the field mark who and where."""

    ORGANISATION = "organisation"
    LOCATION = "location"
    PERSON = "person"


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A stretch of text and its class; entities may lie in one another ("the Syrian army", "Syrian")."""

    span: Span
    kind: EntityKind

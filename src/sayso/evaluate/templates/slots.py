"""Templates: one incident of a document as a type and what fills its slots."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_MARKS = str.maketrans("", "", string.punctuation)


class Slot(StrEnum):
    """The slots that are scored beside the type, named as gtt names them."""

    INDIVIDUAL = "PerpInd"
    ORGANISATION = "PerpOrg"
    TARGET = "Target"
    VICTIM = "Victim"
    WEAPON = "Weapon"


Entity = tuple[str, ...]
"""One filler: all the phrases that the text has for it, in a prediction usually one."""


@dataclass(frozen=True, slots=True)
class Template:
    """One incident. `type` of the gold may name several that are right ("attack / bombing")."""

    type: str
    fillers: Mapping[Slot, tuple[Entity, ...]] = field(default_factory=dict)

    def of(self, slot: Slot) -> tuple[Entity, ...]:
        """What fills a slot, nothing where nothing is known."""
        return self.fillers.get(slot, ())


def plain(phrase: str) -> str:
    """A phrase as it is compared: lower case, without marks and articles, blanks closed up.

    Source: gtt, `normalize_string`: marks go before articles, so that "a-1" keeps its letter.
    """
    return " ".join(_ARTICLES.sub(" ", phrase.lower().translate(_MARKS)).split())

"""The words by which a text says whose it is, as one language has them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class CreditWords:
    """Agencies by the names under which they stand in credits, and the words of credit lines by their part.

    Equal to itself alone, so that what is made of it can be kept.
    """

    agencies: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]

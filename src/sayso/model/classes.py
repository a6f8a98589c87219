"""What a classifier says of a pair of parties, and of a short text."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sayso.model.events import AcledCode, Modality

Stretch: TypeAlias = tuple[int, int]  # start and end in code points, end exclusive
Asked: TypeAlias = tuple[str, Stretch | None, Stretch | None]  # a text, who acts, whom it is done to


class Way(StrEnum):
    """By what a class was chosen."""

    LEARNED = "learned"  # by the shipped weights
    RULES = "rules"  # by the events that the rules of coding find


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text tells of one party towards another.

    `type` is one of PLOVER's 16 types, `root` the same with CONCEDE and RETREAT joined as
    YIELD, `quad` 1 to 4. `probabilities` are those of the 16 types, the likeliest first,
    with two decimals; by rules there is only the type found, with none.
    """

    type: str
    root: str
    quad: int
    modality: Modality
    way: Way
    probabilities: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class EventClass:
    """What a short text mainly tells.

    `code` is the code of CASE 2021 task 2 for the ACLED sub-event type `acled`; `type`,
    `mode` and `cameo` are PLOVER's and CAMEO's, None where they have no code for it.
    `event` is the probability that the text tells an event of conflict at all,
    `probabilities` those of the 25 codes if it does, the likeliest first, with two
    decimals; by rules there are none, and `event` is None.
    """

    code: str
    acled: AcledCode
    type: str | None
    mode: str | None
    cameo: str | None
    way: Way
    event: float | None = None
    probabilities: tuple[tuple[str, float], ...] = ()

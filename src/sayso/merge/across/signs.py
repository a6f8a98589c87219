"""One thing that a comparison of two events finds: which outcome of which signal, and in what words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """An outcome.

    `signal` names the rule ("time"), `mark` the outcome that the table of weights knows ("next day"), `why`
    says it in words for a reader. `share` is how much of it there is, 1 for all.
    """

    signal: str
    mark: str
    why: str
    share: float = 1.0

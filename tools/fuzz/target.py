"""What a target of the fuzzing is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Feed = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Target:
    """One entrance for what others wrote.

    `make` imports what is tried and gives the function that is fed; it is called once in a process, so that
    what it imports is instrumented. `seeds` are inputs to begin with, `words` what mutations may put in.
    `seconds` of CPU are allowed for one input of at most `longest` bytes. `share` is the part of the CPU
    that the target gets, by comparison with others. Allowed of every target are the errors of
    `sayso.errors` alone: anything else that is raised is a finding.
    """

    make: Callable[[], Feed]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...] = ()
    seconds: float = 1.0
    longest: int = 4_096
    share: float = 1.0


Targets = Mapping[str, Target]

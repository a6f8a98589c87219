"""Names of places, one by one."""

from dataclasses import dataclass

from sayso.model.places import Place
from sayso.model.spans import Span


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a report.

    `place` and its `probability` are None where it is left open. `pin` is the point that
    may be put on a map for it, None where the place is too wide for one (a continent, a
    long river); `pin_probability` that what is meant lies within 100 km of the pin.
    """

    span: Span
    place: Place | None = None
    probability: float | None = None
    pin: tuple[float, float] | None = None
    pin_probability: float | None = None

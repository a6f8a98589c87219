"""One event as a report tells it so far, and what its words share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sayso.merge.across.kinds import RESULTS, Kind
from sayso.merge.across.places import Where
from sayso.merge.across.told import Told
from sayso.merge.across.whens import Days
from sayso.merge.across.words import root
from sayso.model.events import Location, PartyRef


@dataclass(slots=True)
class Thread:
    """One event as the report tells it so far.

    `days` are those that its words say, `near` those of what the report told it with. `of_death` marks
    days on which somebody died, maybe later.
    """

    told: list[Told] = field(default_factory=list)
    days: Days | None = None
    places: list[Location] = field(default_factory=list)
    back: bool = False
    reply: bool = False
    many: bool = False
    near: Days | None = None
    last: int = 0
    of_death: bool = False

    def add(self, group: Sequence[Told], days: Days | None) -> None:
        """Takes words of the same event in."""
        self.told += group
        for one in group:
            launched = one.kind is Kind.LAUNCH and one.origins
            for place in one.origins if launched else (one.place,):
                if place is not None and place not in self.places:
                    self.places.append(place)
        dying = all(one.dying for one in group)
        if days is None or (dying and self.days is not None):
            return
        if self.days is None or self.of_death or (meet(days, self.days) and length(days) < length(self.days)):
            self.days, self.of_death = days, dying

    @property
    def kinds(self) -> set[Kind]:
        """The kinds of act that its words tell; those of results only where there are no others."""
        every = {one.kind for one in self.told}
        return every - RESULTS or every

    @property
    def frame(self) -> Days | None:
        """The day of its sentence, or the one told last before it, of what its words do not date."""
        return next((one.here for one in self.told if one.here is not None), self.told[0].frame)

    @property
    def where(self) -> Where:
        """Its places, and the names around them."""
        return Where(tuple(self.places), frozenset().union(*(one.around for one in self.told)))

    @property
    def origins(self) -> tuple[Location, ...]:
        """Where its fire came from."""
        return tuple(place for one in self.told for place in one.origins if place not in self.places)

    @property
    def families(self) -> frozenset[str]:
        """The families of weapons that it is told with."""
        return frozenset(family for one in self.told for family in one.telling.families)

    @property
    def actors(self) -> list[PartyRef]:
        """Who acts in it."""
        return actors(self.told)

    @property
    def targets(self) -> list[PartyRef]:
        """Who is hit in it."""
        return [fact.value for one in self.told for fact in one.telling.targets]


def length(days: Days) -> timedelta:
    """How long days last beyond the first."""
    return days[1] - days[0]


def meet(a: Days, b: Days, slack: timedelta = timedelta()) -> bool:
    """Whether days meet, or miss each other by no more than the slack."""
    return a[0] <= b[1] + slack and b[0] <= a[1] + slack


def points_back(group: Sequence[Told]) -> bool:
    """ "The raid also wounded 35": another result, of an act that is known."""
    return any(one.noun and one.definite and not one.again and not one.result for one in group)


def roots(group: Sequence[Told]) -> set[str]:
    """What verb and noun share: "shelled", "the shelling"."""
    return {root(one.lemma) for one in group}


def actors(group: Sequence[Told]) -> list[PartyRef]:
    """Who acts in words of one act."""
    return [fact.value for one in group for fact in one.telling.actors]

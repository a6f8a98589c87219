"""What learned weights say of single words: whether one tells an event, and who stands in its roles."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Told:
    """One word that may tell an event.

    `types` are the probabilities of PLOVER's types, `again` that of another mention of an
    event told elsewhere ("the attack"); what is left is that of no event. `mode` is the
    likeliest mode, None for none, `modality` a value of `Modality`.
    """

    types: Mapping[str, float]
    again: float
    mode: str | None
    modality: str

    @property
    def event(self) -> float:
        """The probability that the word tells an event, anew or again."""
        return min(1.0, sum(self.types.values()) + self.again)

    @property
    def type(self) -> str:
        """The likeliest type."""
        return max(self.types, key=lambda name: self.types[name])


@dataclass(frozen=True, slots=True)
class Hints:
    """The words of one report: `told` by token, `roles` by token of a trigger, role, and token.

    Roles are "actor", "target", "weapon", "place", "time", "killed", "wounded", "captured",
    "displaced", "missing". Words below a probability of 0.05 are left out of both.
    `sentences` has for the number of each sentence that was read the probability that it tells
    an event of conflict at all, `classes` those of ACLED's sub-event types if it does, by their
    codes of CASE 2021 task 2.
    """

    told: Mapping[int, Told] = field(default_factory=dict)
    roles: Mapping[int, Mapping[str, Mapping[int, float]]] = field(default_factory=dict)
    sentences: Mapping[int, float] = field(default_factory=dict)
    classes: Mapping[int, Mapping[str, float]] = field(default_factory=dict)

    @property
    def report(self) -> float:
        """The probability that the report tells an event at all: that of its likeliest sentence."""
        return max(self.sentences.values(), default=0.0)

    def of(self, trigger: int, name: str) -> Mapping[int, float]:
        """The probabilities of the words for a role of the word at `trigger`."""
        return self.roles.get(trigger, {}).get(name, {})

    def role(self, trigger: int, name: str, token: int) -> float:
        """The probability that the word at `token` stands in a role of the word at `trigger`."""
        return self.of(trigger, name).get(token, 0.0)

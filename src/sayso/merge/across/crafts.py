"""Aircraft, ships and armour that were hit: their types, their kinds, and whose they were."""

import re
from dataclasses import dataclass

from sayso.model.events import Event

# "Su-22", "F/A-18E", "MQ-9", "T-72B3": the letters and the first figure tell one type from another.
_TYPE = re.compile(r"\b([A-Z][A-Za-z]{0,3}(?:/[A-Z])?)-?(\d{1,3})(?!\d)")
# Words for what flies with a crew, whatever its type.
_WORDS = {
    "aircraft": "aircraft",
    "airplane": "aircraft",
    "bomber": "aircraft",
    "fighter": "aircraft",
    "helicopter": "helicopter",
    "chopper": "helicopter",
    "gunship": "helicopter",
    "jet": "aircraft",
    "plane": "aircraft",
    "warplane": "aircraft",
    "drone": "drone",
    "uav": "drone",
}
# Types of what flies with a crew, by their letters.
_LETTERS = {
    "aircraft": frozenset({"su", "mig", "tu", "il", "an", "yak", "f", "f/a", "ac", "l", "jf", "c", "u"}),
    "helicopter": frozenset({"mi", "ka", "uh", "ah", "ch", "hh", "mh"}),
    "drone": frozenset({"mq", "rq"}),
}


@dataclass(frozen=True, slots=True)
class Craft:
    """What of a kind was hit: `types` ("su-22"), `kinds` ("aircraft"), `owners` (countries)."""

    types: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()

    @property
    def manned(self) -> bool:
        """Whether it is an aircraft with a crew, of which few are lost in a day."""
        return bool(self.kinds) and "drone" not in self.kinds


def craft_hit(event: Event, text: str) -> Craft:
    """What the words for the targets of an event say of craft.

    Args:
        event: The event.
        text: The report's.
    """
    types: set[str] = set()
    kinds: set[str] = set()
    owners: set[str] = set()
    for fact in event.targets:
        for words in (fact.value.name, *(span.of(text) for span in fact.evidence)):
            found = {(letters.lower(), number) for letters, number in _TYPE.findall(words)}
            last = next(reversed(words.casefold().split()), "")  # a coder may have chosen a blank
            kind = _WORDS.get(last) or _WORDS.get(last.removesuffix("s"))
            named = {k for k, some in _LETTERS.items() if some & {letters for letters, _ in found}}
            types |= {f"{letters}-{number}" for letters, number in found}
            kinds |= named or ({kind} if kind else set())
            if (found or kind) and fact.value.country is not None:
                owners.add(fact.value.country)
    return Craft(frozenset(types), frozenset(kinds), frozenset(owners))

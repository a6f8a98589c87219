"""How a headline names who acts and who is hit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact

# What stands for somebody told elsewhere, and tells a reader of one line nothing.
_POINTING = frozenset(
    "he she it they him her them we us i you me who whom which that this these those one ones others other "
    "someone somebody anyone everybody themselves himself herself itself".split()
)
_DETERMINERS = frozenset("the a an its their his her our your my this that these those".split())
# A party's name with the thing of it that was hit says more than the name: "Syrian Arab Air Force jet".
_THINGS = frozenset(
    """
    airbase airfield airport barracks base bases building buildings camp checkpoint checkpoints
    command compound consulate convoy convoys depot depots embassy facilities facility fleet
    fortress garrison headquarters hospital mission outpost outposts parliament patrol patrols port
    position positions post posts refinery station stations warehouse
    """.split()
)
# So does its name with those of it who were hit: "nine National Liberation Army rebels".
_MEMBERS = frozenset(
    """
    combatants commander commanders fighter fighters guerrillas gunmen insurgents leader leaders
    members militants militiamen officer officers policemen prisoners rebels recruits soldier
    soldiers supporters troops
    """.split()
)
_MANY = frozenset(
    """
    police people troops militants militiamen policemen gunmen men women children civilians personnel taliban
    clergy cattle crew staff youths dozens hundreds thousands scores
    """.split()
)
_NUMBER = re.compile(
    r"(?:(?:at least|more than|about|around|some|nearly|almost|over|up to|as many as) )?"
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|scores|"
    r"several|many|a number of|both|all)\b",
    re.IGNORECASE,
)
_LONGEST = 60  # letters of words of a text that stand for a name


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a headline calls him; `many` where a verb must agree."""

    words: str
    many: bool


def named(
    fact: Fact[PartyRef], words: str | None = None, crafts: frozenset[str] = frozenset()
) -> Named | None:
    """What to call a party; None where only a pronoun stands for it.

    Args:
        fact: The party.
        words: How the words that are told again name it, where they do.
        crafts: Words for what a party has that may be hit in its place.
    """
    ref = fact.value
    own = ref.party is None and ref.kind is not PartyKind.PERSON
    said = _clean(words, ref.name) if words is not None and own else ""
    name = said if said and len(said) <= _LONGEST else _clean(ref.name, ref.name)
    if not name or name.lower() in _POINTING:
        return None
    thing = None if words is None or said == name else _thing(words, crafts)
    if thing is not None and ref.kind is PartyKind.STATE and thing in _MEMBERS:
        thing = None
    many = is_many(name, ref.kind)
    if thing in _MEMBERS:
        count = _NUMBER.match(words or "")
        if count is None and many:  # "Houthis" says it all
            return Named(name, many)
        name = f"{count[0].lower()} {name}" if count else name
        if many and " " not in ref.name:
            return Named(name, many)
    if thing is not None and not name.lower().endswith(thing):
        return Named(f"{name} {thing}", thing in _MANY or thing.endswith("s"))
    return Named(name, many)


def is_many(name: str, kind: PartyKind) -> bool:
    """Whether a verb that follows a name says "were"."""
    if kind in (PartyKind.STATE, PartyKind.PERSON):
        return " and " in name
    if _NUMBER.match(name):
        return not re.match(r"(?:1|one)\b", name)
    last = re.split(r" (?:of|in|from|near|at|on|for) ", name)[0].split()[-1]
    lower = last.lower()
    if lower in _MANY:
        return True
    if last.isupper() or lower.endswith(("ss", "us", "as", "news")) or lower == "series":
        return False
    return lower.endswith("s")


def joined(some: Sequence[Named]) -> Named:
    """Several as one, each once; of more than two only the first two and "others"."""
    once = list({one.words: one for one in some}.values())
    if len(once) == 1:
        return once[0]
    shown = [one.words for one in once]
    words = f"{shown[0]}, {shown[1]} and others" if len(shown) > 2 else " and ".join(shown)
    return Named(words, many=True)


def _thing(words: str, crafts: frozenset[str]) -> str | None:
    last = words.split()[-1].lower() if words.split() else ""
    return last if last in _THINGS or last in _MEMBERS or last in crafts else None


def _clean(words: str, name: str) -> str:
    """Words without a determiner before them; small at their beginning where the name is."""
    made = plain_words(words)
    return made[:1].lower() + made[1:] if name[:1].islower() else made


def plain_words(words: str) -> str:
    """Words of a report without a determiner before them and marks around them."""
    parts = words.split()
    while len(parts) > 1 and parts[0].lower() in _DETERMINERS:
        parts.pop(0)
    return " ".join(parts).strip(" ,;:.\"'“”")

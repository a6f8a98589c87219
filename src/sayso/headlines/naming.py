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
    aircraft airbase airfield airport ambulance ambulances barracks base bases boat boats bomber bombers building
    buildings bus buses camp checkpoint checkpoints command compound consulate convoy convoys depot depots drone
    drones embassy facilities facility fighter-jet fleet fortress frigate garrison headquarters helicopter
    helicopters hospital jet jets mission missile missiles outpost outposts patrol patrols plane planes port
    position positions post posts refinery ship ships station stations submarine submarines tank tanker tankers
    tanks truck trucks vehicle vehicles vessel vessels warehouse warplane warplanes warship warships
    """.split()
)
_CRAFT = frozenset({"fighter", "fighters"})  # people too: a craft where one was shot down
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


def named(fact: Fact[PartyRef], words: str | None = None, *, craft: bool = False) -> Named | None:
    """What to call a party; None where only a pronoun stands for it.

    Args:
        fact: The party.
        words: How the words that are told again name it, where they do.
        craft: Whether what was hit can only be a craft.
    """
    ref = fact.value
    own = ref.party is None and ref.kind is not PartyKind.PERSON
    said = _clean(words, ref.name) if words is not None and own else ""
    name = said if said and len(said) <= _LONGEST else _clean(ref.name, ref.name)
    if not name or name.lower() in _POINTING:
        return None
    thing = None if words is None or said == name else _thing(words, craft=craft)
    if thing is not None and not name.lower().endswith(thing):
        return Named(f"{name} {thing}", thing in _MANY or thing.endswith("s"))
    return Named(name, is_many(name, ref.kind))


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
    words = f"{shown[0]}, {shown[1]} and others" if len(shown) > 2 else " and ".join(shown)  # noqa: PLR2004
    return Named(words, many=True)


def _thing(words: str, *, craft: bool) -> str | None:
    last = words.split()[-1].lower() if words.split() else ""
    return last if last in _THINGS or (craft and last in _CRAFT) else None


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

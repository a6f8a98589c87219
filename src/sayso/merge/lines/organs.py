"""What kind of body speaks, by the nouns for it: the same few kinds in every war."""

from collections.abc import Sequence
from enum import StrEnum

from sayso.merge.lines.words import stem


class Organ(StrEnum):
    """A kind of body; those of one government are different speakers and one party."""

    HEALTH = "health"
    JUSTICE = "justice"
    RESCUE = "rescue"
    POLICE = "police"
    MILITARY = "military"
    SECURITY = "security"
    LOCAL = "local"
    GOVERNMENT = "government"
    MEDICS = "medics"
    UNITED_NATIONS = "united nations"
    AID = "aid"
    MONITOR = "monitor"
    ELDERS = "elders"
    FACTION = "faction"
    COALITION = "coalition"


STATE = frozenset(
    {Organ.HEALTH, Organ.JUSTICE, Organ.RESCUE, Organ.POLICE, Organ.MILITARY, Organ.SECURITY, Organ.LOCAL}
    | {Organ.GOVERNMENT}
)

ARMED = frozenset({Organ.FACTION, Organ.COALITION})
# Bodies that help are called by either.
HELPERS = frozenset({Organ.MEDICS, Organ.AID, Organ.UNITED_NATIONS, Organ.MONITOR})

# In the order in which they decide: a military prosecutor is of the courts, a police command of the police.
_NOUNS: tuple[tuple[Organ, str], ...] = (
    (Organ.UNITED_NATIONS, "un|united nations|peacekeeper|blue helmet|mission"),
    (Organ.AID, "red cross|red crescent|charity|aid group|aid agency|relief agency"),
    (Organ.HEALTH, "health ministry|ministry of health|public health|health official|health authority"),
    (Organ.MEDICS, "hospital|doctor|physician|surgeon|nurse|medic|medical|paramedic|clinic|ambulance|morgue"),
    (Organ.JUSTICE, "prosecutor|prosecution|judge|court|magistrate|coroner|attorney"),
    (
        Organ.RESCUE,
        "civil defence|civil defense|firefighter|fireman|fire service|rescue|rescuer|emergency service",
    ),
    (
        Organ.POLICE,
        "police|policeman|gendarmerie|gendarme|constabulary|constable|carabinieri|sheriff",
    ),
    (
        Organ.MILITARY,
        "army|military|navy|naval|pilot|ranger|air force|armed force|defence|defense|general staff|troop"
        "|soldier|garrison|joint chiefs|warship|air defence|command",
    ),
    (Organ.SECURITY, "interior|intelligence|security|internal affair|home ministry|border guard"),
    (
        Organ.LOCAL,
        "governor|mayor|prefect|district|province|provincial|region|regional|municipal|municipality|county"
        "|council|councillor|town hall|sub-prefect|local official|local authority|commissioner|administrator"
        "|territory|commune|canton",
    ),
    (
        Organ.GOVERNMENT,
        "government|ministry|minister|president|presidency|presidential|cabinet|state|authority|official"
        "|parliament|embassy|federal",
    ),
    (Organ.ELDERS, "elder|headman|village chief|chieftain|village head"),
    (Organ.MONITOR, "observatory|monitor|watchdog|rights group|human right|activist"),
    (Organ.COALITION, "coalition|alliance"),
    (
        Organ.FACTION,
        "rebel|militant|insurgent|guerrilla|guerilla|separatist|militia|fighter|mujahideen|gunmen",
    ),
)
_STEMS = tuple(
    (organ, tuple(stem(w) for w in noun.replace("-", " ").split()))
    for organ, nouns in _NOUNS
    for noun in nouns.split("|")
)

_BY_FIRST: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
for _rank, (_organ, _noun) in enumerate(_STEMS):
    _BY_FIRST.setdefault(_noun[0], []).append((_rank, _noun))

# Every noun of the table: such a word says what kind of body it is, never which.
GENERIC = frozenset(word for _, noun in _STEMS for word in noun) | {
    stem(w) for w in "group movement front resistance force united council committee union".split()
}


def organ(words: Sequence[str]) -> Organ | None:
    """The kind of body that the stems of a phrase, in their order, are for; None where they tell none."""
    found = [
        rank
        for at, word in enumerate(words)
        for rank, noun in _BY_FIRST.get(word, ())
        if tuple(words[at : at + len(noun)]) == noun
    ]
    return _STEMS[min(found)][0] if found else None

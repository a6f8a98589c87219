"""Who speaks, comparable across reports: a party, an office in its own words, a crowd, an outlet."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.merge.lines.words import STOP, stem, tokens
from sayso.model.events import PartyBasis, PartyRef
from sayso.model.parties import PartyKind

# Words that say how somebody speaks for a body, not which body it is.
VOICES = frozenset(
    "spokesman spokeswoman spokesperson spokespeople spokesmen source sources official officials "
    "officer statement communique press media office service centre center bureau desk wing release "
    "briefing announcement radiogram letter message telegram report representative representatives "
    "envoy head chief deputy director leader commander captain colonel general major lieutenant "
    "sergeant brigadier admiral senior local provincial municipal national central high acting state "
    "regional staff member members rebels rebel militants insurgents guerrillas fighters separatists "
    "country town agency authorities authority anonymous unnamed people person man woman men women "
    "team group".split()
)
_SPOKES = re.compile(
    r"\bspokes(?:man|woman|person|men|people)\b|\b(?:press|media) (?:office|service|wing)", re.I
)

# The unnamed many who speak for nobody but themselves, by the name that a line gives them.
_CROWDS = {
    **dict.fromkeys(
        "resident villager local inhabitant townspeople townsfolk townsman tribesman tribesmen neighbour "
        "neighbor citizen".split(),
        "residents",
    ),
    **dict.fromkeys(
        "witness eyewitness witnesses eyewitnesses bystander onlooker passer-by".split(), "witnesses"
    ),
    **dict.fromkeys("survivor".split(), "survivors"),
    **dict.fromkeys("relative relation family families kin".split(), "relatives"),
    **dict.fromkeys("refugee".split(), "refugees"),
}
# One of whom the text says no more than this may be one of the crowd that spoke before.
_ORDINARY = frozenset(
    "man woman boy girl farmer shopkeeper trader mother father brother sister son daughter wife "
    "husband widow teacher student driver herder herdsman fisherman worker merchant elder grandmother "
    "grandfather uncle aunt neighbour neighbor villager resident shepherd vendor labourer tailor "
    "baker carpenter housewife pensioner person 1 another".split()
)
# Descriptions that stand for a body told before and never name one.
_BACK = frozenset(
    "group organisation organization body agency office wing movement monitor watchdog network outfit "
    "company alliance bloc union mission ministry department service source".split()
)
PRONOUNS = frozenset("he she it they who which him her them we i".split())
_STRONG = frozenset({PartyBasis.NAME, PartyBasis.INTRODUCED, PartyBasis.DEFINITE, PartyBasis.PRONOUN})
_TITLES = frozenset("mr mrs ms dr prof sheikh father sister brother haji".split())


class Kin(StrEnum):
    """How sure it is that two speakers are one party."""

    SAME = "same"
    MAYBE = "maybe"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as one report has it.

    `role` are stems of the words that say which body or office it is, where the name alone does not;
    `names` those of its names; `surname` is the last name of a person, `sides` are ids that the party
    belongs to, `crowd` names the unnamed many. `own` is True for the outlet itself, `back` for a word
    that stands for somebody told before, `ordinary` for somebody of whom only a trade is told.
    """

    name: str | None
    party: str | None = None
    sides: frozenset[str] = frozenset()
    country: str | None = None
    role: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    surname: str | None = None
    crowd: str | None = None
    own: bool = False
    back: bool = False
    ordinary: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the party and of what it belongs to."""
        return self.sides | ({self.party} if self.party is not None else frozenset())


NOBODY = Speaker(None)


def outlet(name: str | None) -> Speaker:
    """A report in its own voice."""
    words = frozenset(stem(w) for w in tokens(name or "") if w not in STOP)
    return Speaker(name, role=words, names=words, own=True)


def speaker(ref: PartyRef, phrase: str | None) -> Speaker:
    """The speaker that a phrase names; `phrase` is None or a pronoun where the coder says whom it means."""
    words = list(tokens(phrase or ref.name))
    if not words or (len(words) == 1 and words[0] in PRONOUNS):
        return _meant(ref)
    if phrase is None:
        phrase = ref.name
    person = _is_person(ref, phrase)
    crowd = None if person or ref.party is not None else _crowd(ref)
    if crowd is not None:
        return Speaker(crowd, crowd=crowd, country=ref.country)
    return Speaker(
        name=_shown(ref, phrase),
        party=ref.party,
        sides=frozenset(ref.sides),
        country=ref.country,
        role=frozenset(_role(ref, phrase, person=person)),
        names=_names(ref, phrase, person=person),
        surname=_surname(ref.name) if person else None,
        back=_points_back(ref, phrase, words),
        ordinary=ref.party is None and _last_word(ref) in _ORDINARY and not person,
    )


def _meant(ref: PartyRef) -> Speaker:
    """Whom a pronoun means; a word that stands for somebody before where the coder left it open."""
    if ref.party is None and ref.name.casefold().strip("\"'“” ") in PRONOUNS:
        return Speaker(None, back=True)
    return speaker(ref, ref.name)


def _is_person(ref: PartyRef, phrase: str) -> bool:
    """Whether a name is that of a person: names of persons take no article."""
    article = phrase.casefold().startswith("the ") and tuple(tokens(phrase))[1:] == tuple(tokens(ref.name))
    return ref.kind is PartyKind.PERSON and ref.party is None and not article


def _crowd(ref: PartyRef) -> str | None:
    return _BY_STEM.get(stem(_last_word(ref)))


def _last_word(ref: PartyRef) -> str:
    """The noun of a phrase: the coder's name for it ends there."""
    own = list(tokens(ref.name))
    return own[-1] if own else ""


def speaks_for(one: Speaker, body: PartyRef) -> Speaker:
    """The same with the body that "its spokesman" speaks for."""
    told = speaker(body, body.name)
    return replace(told, surname=one.surname, back=False, ordinary=False)


def joined(a: Speaker, b: Speaker) -> Speaker:
    """What two mentions of one speaker tell together; the first one's name is kept."""
    first, then = (a, b) if a.name is not None else (b, a)
    return Speaker(
        name=first.name,
        party=first.party or then.party,
        sides=first.sides | then.sides,
        country=first.country or then.country,
        role=first.role | then.role,
        names=first.names | then.names,
        surname=first.surname or then.surname,
        crowd=first.crowd or then.crowd,
        own=first.own,
    )


def kin(a: Speaker, b: Speaker) -> Kin:
    """Whether two speakers are one party, from what is said of both: the same whichever is first."""
    if a.name is None or b.name is None:
        return Kin.MAYBE
    if a.crowd or b.crowd:
        return Kin.SAME if a.crowd == b.crowd else Kin.OTHER
    if a.own and b.own:
        return Kin.SAME if a.role == b.role else Kin.OTHER
    if a.surname and a.surname == b.surname:
        return Kin.SAME
    if a.party is not None and b.party is not None:
        return _of_the_table(a, b)
    return _by_words(a, b)


def _of_the_table(a: Speaker, b: Speaker) -> Kin:
    """Two parties with ids: a state and its army may be one voice, its army and its police are not."""
    if not a.ids & b.ids:
        return Kin.OTHER
    if a.party != b.party:
        return Kin.OTHER if a.role and b.role and not a.role & b.role else Kin.MAYBE
    if not a.role or not b.role:
        return Kin.SAME if not (a.role or b.role) else Kin.MAYBE
    if a.role <= b.role or b.role <= a.role:
        return Kin.SAME
    return Kin.MAYBE if a.role & b.role else Kin.OTHER


def _by_words(a: Speaker, b: Speaker) -> Kin:
    """Two of which at least one is known by its words alone: by the words for the body or the office."""
    if a.country and b.country and a.country != b.country:
        return Kin.OTHER
    ours, theirs = a.role or a.names, b.role or b.names
    if not ours or not theirs:
        return Kin.OTHER if a.surname or b.surname else Kin.MAYBE
    if ours <= b.role | b.names or theirs <= a.role | a.names:
        return Kin.SAME
    both = frozenset(ours & (b.role | b.names)) | (theirs & (a.role | a.names))
    # "FARC's sixth front": the name of the other stands in it.
    held = (a.party is not None and ours is a.names) or (b.party is not None and theirs is b.names)
    enough = len(both) >= _HALF * min(len(ours), len(theirs)) or (held and both - _COMMON)
    return Kin.MAYBE if enough else Kin.OTHER


_HALF = 0.5
_COMMON = frozenset(
    stem(w)
    for w in "army force forces police ministry defence defense national people state front movement party "
    "government military guard security service united republic liberation union council committee".split()
)


def speaks_for_a_body(phrase: str) -> bool:
    """Whether a phrase is somebody's spokesman: "its spokesman", "the group's press office"."""
    return _SPOKES.search(phrase) is not None


def _role(ref: PartyRef, phrase: str, *, person: bool) -> list[str]:
    """Stems that say which body or office: without voices, ranks, the name of a person or of the state."""
    if ref.party is not None and ref.kind is not PartyKind.STATE and ref.basis in _STRONG:
        return []
    own = set(tokens(ref.name)) if person else set()
    phrase = re.split(r"\b(?:who|which|that)\b", phrase)[0] if _ENOUGH.search(phrase) else phrase
    words = [w for w in tokens(phrase) if w not in STOP and w not in own and not w.isdecimal()]
    if ref.party is not None:
        words = [w for w in words if not any(w[:_ROOT] == n[:_ROOT] for n in tokens(ref.name))]
    elif not person:
        words += [w for w in tokens(ref.name) if w not in STOP]
    bodies = [w for w in words if w not in VOICES]
    # "Officials in Baghdad" are of no body that the place alone would name.
    first = set(tokens(re.split(r"\b(?:in|at|from|near|around)\b", phrase)[0]))
    named = ref.party is not None or person or any(w in first for w in bodies)
    return [stem(w) for w in (bodies if named else words)]


# "Groups in the town, who accuse the army": behind a comma it is not told which groups.
_ENOUGH = re.compile(r",\s*(?:who|which)\b")
_ROOT = 4  # letters that "Iraq" and "Iraqi", "Syria" and "Syrian" share


def _names(ref: PartyRef, phrase: str, *, person: bool) -> frozenset[str]:
    """Stems of the names of a body, and what they begin with: "Border Security Force" is the BSF."""
    if person or ref.kind is PartyKind.STATE:
        return frozenset()
    words = [w for w in tokens(f"{ref.name} {phrase if ref.party is not None else ''}") if w not in STOP]
    first = "".join(w[0] for w in re.findall(r"[^\W\d_]+", ref.name) if w[0].isupper()).casefold()
    return frozenset(stem(w) for w in words) | ({stem(first)} if len(first) > 1 else set())


def _surname(name: str) -> str | None:
    words = [w for w in re.findall(r"[^\W\d_]+", name) if w.casefold() not in _TITLES]
    return words[-1].casefold() if words else None


def _shown(ref: PartyRef, phrase: str) -> str:
    """A name for the line: the table's where the phrase is a name of it, else the text's words."""
    if ref.party is not None and ref.basis in _STRONG:
        return ref.name
    cut = re.split(r",|\bwho\b|\bwhich\b|\bthat\b", phrase.strip(" ,;:–—-"))[0].strip()
    cut = re.sub(r"^(?:an?|the|its|their|his|her|our)\s+", "", cut, flags=re.IGNORECASE)
    cut = re.sub(r"\s+(?:has|had|have|is|was|were|also|later|then|now|itself)$", "", cut)
    if ref.kind is PartyKind.PERSON and ref.name not in cut:  # "the army spokesman, Colonel Bello,"
        return f"{cut}, {ref.name}" if speaks_for_a_body(phrase) else ref.name
    return cut or ref.name


def _points_back(ref: PartyRef, phrase: str, words: list[str]) -> bool:
    """ "The group", "the London-area monitor": a description without a name of its own."""
    if ref.party is not None or ref.kind is PartyKind.PERSON:
        return False
    definite = words[0] in ("the", "this", "that")
    names = [w for w in re.findall(r"[^\W\d_]+", phrase)[1:] if w[0].isupper()]
    return definite and stem(words[-1]) in {stem(w) for w in _BACK} and len(names) <= _NAMES


_NAMES = 1
_BY_STEM = {stem(form): crowd for word, crowd in _CROWDS.items() for form in (word, f"{word}s")}

"""Who speaks, comparable across reports: a party, a body by its kind and words, a crowd, an outlet."""

import re
from dataclasses import dataclass, replace

from sayso.merge.lines.organs import ARMED, GENERIC, STATE, Organ, organ
from sayso.merge.lines.words import STOP, stem, tokens
from sayso.model.events import PartyBasis, PartyRef
from sayso.model.parties import PartyKind

# Words that say how somebody speaks for a body, not which body it is.
_OFFICIALS = frozenset(
    stem(w)
    for w in "spokesman spokeswoman spokesperson official officer representative envoy aide adviser head "
    "chief deputy director leader commander captain colonel general major lieutenant sergeant brigadier "
    "admiral inspector superintendent mayor commissioner doctor surgeon nurse matron".split()
)
_VOICES = _OFFICIALS | frozenset(
    stem(w)
    for w in "spokespeople spokesmen source statement communique press media office service centre center "
    "bureau desk wing release briefing announcement letter message report senior high acting member staff "
    "headquarters agency unit anonymous unnamed people person man woman men women team political local "
    "national central country town city said told".split()
)
# When he spoke stands beside him and says nothing of him.
_TIMES = frozenset(
    stem(w)
    for w in "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december today yesterday tonight night evening morning afternoon "
    "noon midday last late early later earlier day week month year time now then".split()
)
_PERSONS = frozenset(stem(w) for w in "people person man woman men women local town country".split())
_SPOKES = re.compile(
    r"\bspokes(?:man|woman|person|men|people)\b|\b(?:press|media|release|information) "
    r"(?:office|service|wing|desk|cent(?:er|re)|bureau|department)",
    re.I,
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
# Descriptions that stand for a body told before and never name one.
_BACK = frozenset(
    stem(w)
    for w in "group organisation organization body agency office wing movement monitor watchdog network "
    "company alliance bloc union mission ministry department service source statement communique release "
    "spokesman spokeswoman spokesperson headquarters command committee".split()
)
PRONOUNS = frozenset("he she it they who which him her them we i".split())
_STRONG = frozenset({PartyBasis.NAME, PartyBasis.INTRODUCED, PartyBasis.DEFINITE, PartyBasis.PRONOUN})
_TITLES = frozenset("mr mrs ms dr prof sheikh father sister brother haji".split())
_STATELY = frozenset({PartyKind.STATE, PartyKind.STATE_FORCE, PartyKind.ARMED_FORCE})
# "Dec 15 (Reuters) - Ukraine's intelligence": what stands before the text of a wire.
_ASIDE = re.compile(
    r"(?:,|(?<![\s,]))\s+(?:close to|who|which|that|loyal to|allied with)\b"
)  # it says what somebody is like
_DATELINE = re.compile(r"^[^a-z]*[^()]{0,40}\([^()]{2,20}\)\s*[-–—]+\s*")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as one report has it.

    `organ` is the kind of body, `words` are stems of those that tell which: names, places, fields of
    work; `heads` those of all words for him. `surname` is the last name of a person, `sides` are ids that
    the party belongs to, `crowd` names the unnamed many. `state` is True for a body of a government,
    `own` for the outlet itself, `back` for words that stand for somebody told before, `definite` for
    those that may ("the ministry"), `bare` for
    a person of whom nothing but the name is told, `ordinary` for somebody nameless of no body.
    """

    name: str | None
    party: str | None = None
    sides: frozenset[str] = frozenset()
    country: str | None = None
    organ: Organ | None = None
    words: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    surname: str | None = None
    crowd: str | None = None
    state: bool = False
    own: bool = False
    back: bool = False
    definite: bool = False
    bare: bool = False
    ordinary: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the party and of what it belongs to."""
        return self.sides | ({self.party} if self.party is not None else frozenset())


NOBODY = Speaker(None)


def is_body(who: Speaker) -> bool:
    """Whether a body speaks, or somebody for one."""
    return not who.ordinary and (who.surname is None or bool(who.heads & _VOICES))


def is_one_official(who: Speaker) -> bool:
    """Whether one nameless person of a body speaks: "a rebel general", "a police officer"."""
    nameless = who.surname is None and who.party is None
    return nameless and who.organ is not None and bool(who.heads & _OFFICIALS)


def at_home(who: Speaker, home: Speaker) -> bool:
    """Whether a speaker is the body whose own release the report is: "the Committee"."""
    return bool(who.heads - _VOICES) and who.heads - _VOICES <= home.heads


def outlet(name: str | None) -> Speaker:
    """A report in its own voice."""
    words = frozenset(stem(w) for w in tokens(name or "") if w not in STOP)
    return Speaker(name, organ=organ(list(map(stem, tokens(name or "")))), words=words, heads=words, own=True)


def speaker(ref: PartyRef, phrase: str | None) -> Speaker:
    """The speaker that a phrase names; `phrase` is None or a pronoun where the coder says whom it means."""
    phrase = _ASIDE.split(_DATELINE.sub("", phrase or ""))[0]
    words = list(tokens(phrase or ref.name))
    if not words or (len(words) == 1 and words[0] in PRONOUNS):
        return _meant(ref)
    phrase = phrase or ref.name
    if _is_another(ref, phrase):
        ref = PartyRef(ref.name if ref.name in phrase else phrase, PartyKind.UNNAMED)
    person = _is_person(ref, phrase)
    crowd = None if person or ref.party is not None else _BY_STEM.get(stem(_last_word(ref)))
    if crowd is not None:
        return Speaker(crowd, crowd=crowd, country=ref.country)
    heads = _stems(ref, phrase)
    kind = _kind(ref, heads)
    which = _which(ref, heads, person=person)
    nameless = ref.party is None and not person
    return Speaker(
        name=_shown(ref, phrase),
        party=ref.party,
        sides=frozenset(ref.sides),
        country=ref.country,
        organ=kind,
        words=which,
        heads=frozenset([*heads, *_initials(ref)]),
        surname=_surname(ref.name) if person else None,
        state=kind in STATE and ref.kind is not PartyKind.ARMED_GROUP and not (person and ref.sides),
        back=nameless and _points_back(phrase, kind, which, heads),
        definite=nameless and _DEFINITE.match(phrase) is not None,
        bare=person and kind is None and not which,
        ordinary=nameless and kind is None and ref.kind in _PEOPLE and _is_private(ref),
    )


_PEOPLE = frozenset({PartyKind.CIVILIAN, PartyKind.UNNAMED, PartyKind.PERSON})


def _meant(ref: PartyRef) -> Speaker:
    """Whom a pronoun means; a word that stands for somebody before where the coder left it open."""
    if ref.party is None and ref.name.casefold().strip("\"'“” ") in PRONOUNS:
        return Speaker(None, back=True)
    words = list(tokens(ref.name))
    if not words or (len(words) == 1 and words[0] in PRONOUNS):  # a name that was erased, or a pronoun's
        return Speaker(ref.name, party=ref.party, sides=frozenset(ref.sides), country=ref.country)
    return speaker(ref, ref.name)


def _is_person(ref: PartyRef, phrase: str) -> bool:
    """Whether a name is that of a person: names of persons take no article."""
    if ref.kind is not PartyKind.PERSON or ref.party is not None or not _has_name(ref.name):
        return False
    return not (phrase.casefold().startswith("the ") and tuple(tokens(phrase))[1:] == tuple(tokens(ref.name)))


def _is_another(ref: PartyRef, phrase: str) -> bool:
    """Whether the party that words were found to be is a guess: "a military source" may be of either side.

    So is "an army spokesman" for rebels who have "army" in their name.
    """
    heads = {stem(w) for w in tokens(phrase)}
    if ref.kind is PartyKind.ARMED_GROUP:
        indefinite = re.match(r"an?\b", phrase, re.IGNORECASE) is not None
        named = heads & {stem(w) for w in tokens(ref.name)} - GENERIC
        return indefinite and not named and organ([stem(w) for w in tokens(phrase)]) in STATE
    if ref.basis is not PartyBasis.ORGAN or ref.party is None:
        return False
    own = {w for w in tokens(ref.name) if stem(w) not in GENERIC | _VOICES}
    roots = {w[:_CODE] for w in (*own, *re.findall(r"[a-z]+", ref.party.casefold()))}
    return not any(w[:_CODE] in roots for w in tokens(phrase))


_CODE = 3  # letters of a country's code, with which its name often begins


def _is_private(ref: PartyRef) -> bool:
    """Whether somebody nameless speaks for himself: a farmer, not a spokesman or a source."""
    return not _has_name(ref.name[1:]) and not {stem(w) for w in tokens(ref.name)} & (
        (_VOICES | _BACK) - _PERSONS
    )


def _has_name(words: str) -> bool:
    return any(word[0].isupper() for word in re.findall(r"[^\W\d_]+", words))


def _last_word(ref: PartyRef) -> str:
    """The noun of a phrase: the coder's name for it ends there."""
    own = list(tokens(ref.name))
    return own[-1] if own else ""


def speaks_for(one: Speaker, body: PartyRef) -> Speaker:
    """The same with the body that "its spokesman" speaks for."""
    told = speaker(body, body.name)
    return replace(told, surname=one.surname, heads=told.heads | one.heads, back=False, ordinary=False)


def joined(a: Speaker, b: Speaker) -> Speaker:
    """What two mentions of one speaker tell together; the name that a table has is kept, else the first."""
    first, then = (a, b) if a.name is not None else (b, a)
    kind = _closer(first.organ, then.organ)
    named = then if then.name is not None and first.party is None and then.party is not None else first
    return Speaker(
        name=named.name,
        party=first.party or then.party,
        sides=first.sides | then.sides,
        country=first.country or then.country,
        organ=kind,
        words=first.words | then.words,
        heads=first.heads | then.heads,
        surname=first.surname or then.surname,
        crowd=first.crowd or then.crowd,
        state=(first.state or then.state) and kind in STATE and not _is_of_a_side(a, b),
        own=first.own,
    )


def _is_of_a_side(a: Speaker, b: Speaker) -> bool:
    """Whether one is a person whom the table has on a side that is no country's."""
    known = a.surname is not None and bool(a.sides | b.sides)
    return known and a.country is None and b.country is None


_VAGUE = frozenset({None, Organ.GOVERNMENT})


def _closer(a: Organ | None, b: Organ | None) -> Organ | None:
    """The kind that tells more: an armed group stays one whatever its offices are called."""
    if ARMED & {a, b}:
        return a if a in ARMED else b
    return (b or a) if a in _VAGUE else a


def speaks_for_a_body(phrase: str) -> bool:
    """Whether a phrase is somebody's spokesman: "its spokesman", "the group's press office"."""
    return _SPOKES.search(phrase) is not None


def _stems(ref: PartyRef, phrase: str) -> list[str]:
    """Stems of all words for a speaker, in their order."""
    words = list(tokens(phrase))
    words += [w for w in tokens(ref.name) if w not in words]
    stems = [stem(w) for w in words if w not in STOP and not w.isdecimal()]
    return [w for w in stems if w not in _TIMES]


def _kind(ref: PartyRef, heads: list[str]) -> Organ | None:
    if ref.party is not None and ref.kind is PartyKind.ARMED_GROUP:
        return Organ.FACTION
    if ref.party is not None and ref.kind is PartyKind.COALITION:
        return Organ.COALITION
    found = organ(heads)
    if found is None and ref.kind is PartyKind.STATE:
        return Organ.GOVERNMENT
    return found


def _which(ref: PartyRef, heads: list[str], *, person: bool) -> frozenset[str]:
    """Stems that tell which body it is, and what its name begins with."""
    found = {w for w in heads if w not in _VOICES and w not in GENERIC and w not in _BACK}
    if person:
        return frozenset(found - {stem(w) for w in tokens(ref.name)})
    if ref.party is not None and ref.kind in _STATELY:
        # The name of the state tells no more than `country` does.
        found = {w for w in found if not any(w[:_ROOT] == n[:_ROOT] for n in tokens(ref.name))}
    return frozenset([*found, *(_initials(ref) if found else ())])


def _initials(ref: PartyRef) -> list[str]:
    """What a name begins with, a person's not: "Border Guard Corps" is the BGC."""
    first = "".join(w[0] for w in re.findall(r"[^\W\d_]+", ref.name) if w[0].isupper()).casefold()
    return [stem(first)] if len(first) > 1 and ref.kind is not PartyKind.PERSON else []


_ROOT = 4  # letters that "Iraq" and "Iraqi", "Syria" and "Syrian" share


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


_DEFINITE = re.compile(r"(?:the|this|that|its|their|his|her)\b", re.IGNORECASE)


def _points_back(phrase: str, kind: Organ | None, which: frozenset[str], heads: list[str]) -> bool:
    """Whether a phrase names nobody itself: "the group", "the Brigadier", "a spokesman"."""
    definite = _DEFINITE.match(phrase) is not None
    if kind is None and not which:
        return definite or speaks_for_a_body(phrase)
    return definite and kind not in STATE and bool(heads) and heads[-1] in _BACK


_BY_STEM = {stem(form): crowd for word, crowd in _CROWDS.items() for form in (word, f"{word}s")}

"""Who in a report is nobody's official: people who were hit, their relatives and neighbours, and witnesses.

It is decided by what the report says around a name (an age, "his brother", "a baker", "who lost her son", a
list of the dead), and by what was coded. A name that the report gives an office, a rank or a party is kept.
Where neither is said a name is kept, too, unless somebody private goes by it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from sayso.model.events import Event, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.record import Coded

_LONG = 3  # letters: shorter parts of a name are also other words
_READ = 200_000  # code points: no article is longer
_WORD = re.compile(r"[^\W\d_][\w'’-]*")

# Capitals that stand before names and are no part of them.
TITLES = frozenset(
    """
    the dr mr mrs ms miss sir lady lord sheikh imam father sister brother captain colonel general lieutenant
    major sergeant private officer journalist president minister daw u haji hajji mullah pastor reverend
    """.split()
)

# Each word is bounded, and what stands around a name is looked at for so many characters: a hostile text is
# searched no longer than another.
_AROUND = 90
_MOST = 2_000  # names of a report
_CAP = r"[A-ZÀ-ÖØ-ÞĀĆČĎĐĒĞĠĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ](?:[\w-]|[’'](?!s\b)){0,30}[^\W_]"
_PART = rf"(?:(?:a[dlnrstz]|ash|el|ul|bin)-)?{_CAP}"
_LINK = r"(?:al|el|de|da|do|dos|del|della|di|la|van|von|der|den|bin|ibn|bint|ben|ould|ag|y|ul)"
_NAME = re.compile(rf"(?<![\w’'-]){_PART}(?:(?: {_LINK}){{0,2}} {_PART}){{0,6}}")
_BETWEEN = re.compile(r", |,? and ")  # names of one list

_OFFICE = (
    r"(?:president|premier|minister|secretary|spokes(?:man|woman|person)|commander|chief|leader|governor|mayor|"
    r"ambassador|envoy|diplomat|general|colonel|brigadier|admiral|marshal|major|commissioner|senator|lawmaker|"
    r"legislator|deputy|MP|congress(?:man|woman)|chancellor|king|queen|prince|princess|emir|sultan|ayatollah|pope|"
    r"cardinal|archbishop|prosecutor|judge|inspector|superintendent|director|head|chair(?:man|woman)?|official|"
    r"aide|adviser|advisor|mediator|coordinator|representative|warlord|politician|candidate|councillor|"
    r"negotiator|analyst|expert|professor|researcher|historian|economist|correspondent|founder|strongman|"
    r"dictator|ruler|militant|fighter|rebel|insurgent|terrorist|bomber|attacker|gunman|gunmen|suspect)"
)
_RANK = (
    r"(?:captain|lieutenant|sergeant|corporal|officer|constable|commandant|capt|lt|sgt|maj|col|gen|brig|cmdr)"
)
# "Ali Omar, a spokesman of ...", "Ali Omar, spokesman for ..."; not "his driver, Ali, officials said".
_ONE = r"(?:the|an?|its|their|his|her|whose|then|former)"
_STEP = r"(?:(?!said|says|told|as |and |but |when |while |according)[\w’'-]+|(?:[A-Z]\.)+) "
_PUBLIC_BEFORE = re.compile(
    rf"\b(?:(?i:{_OFFICE}),?|(?i:{_RANK})\.?,?|U\.N\.|U\.S\.|UN|US|"
    rf"(?i:{_OFFICE}) of(?: the)?|"
    rf"(?:[Aa]n?|[Tt]he|[Oo]ne) (?:{_STEP}){{0,4}}?(?i:{_OFFICE})(?: [\w’'-]+){{0,5}},) \Z"
)
_PUBLIC_AFTER = re.compile(rf", (?:{_ONE} (?:{_STEP}){{0,6}}?|(?:{_STEP}){{0,2}}?)(?i:{_OFFICE})\b")
_NO_OFFICE = re.compile(rf"\b(?i:{_OFFICE})s?\b")

_KIN = (
    r"(?:(?:step|grand|half-)?(?:father|mother|son|daughter|brother|sister|child|parent)s?(?:-in-law)?|children|"
    r"wife|wives|husband|widow|widower|uncle|aunt|cousin|nephew|niece|bride|groom|fianc[eé]e?|girlfriend|"
    r"boyfriend|partner|twin|baby|boy|girl|toddler|infant|relative|neighbou?r|friend|classmate|colleague|"
    r"driver|bodyguard|guest|pupil|student|sibling|couple|family)s?"
)
_WHOSE = r"(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Yy]our|whose|[’']s)"
# What people are whom nobody elected: it stands before a name as it is ("resident Mona Said").
_NOBODY = (
    r"(?:resident|villager|witness|eyewitness|survivor|victim|refugee|farmer|fisherman|shepherd|herder|baker|"
    r"butcher|shopkeeper|shop owner|trader|vendor|seller|merchant|teacher|pupil|student|nurse|medic|doctor|"
    r"paramedic|rescuer|driver|worker|labou?rer|mechanic|plumber|builder|carpenter|engineer|clerk|waiter|cook|tailor|"
    r"pensioner|retiree|widow|widower|housewife|homemaker|mother|father|orphan|teenager|boy|girl|child|toddler|"
    r"baby|bystander|passer-by|passenger|tourist|pilgrim|worshipper|protester|demonstrator|activist|local|"
    r"neighbou?r|friend|relative|hostage|captive|detainee|prisoner|patient|displaced man|displaced woman)"
)
# What is told of a thing, not of a person: "Tel Abyad, a town on the border".
_THING = re.compile(
    r"\b(?:city|town|village|hamlet|suburb|district|province|region|area|island|river|camp|hospital|school|base|"
    r"airport|airfield|border|crossing|capital|state|country|nation|neighbou?rhood|stronghold|mountain|valley|"
    r"port|road|highway|bridge|church|mosque|group|militia|army|party|coalition|alliance|movement|faction|force|"
    r"organi[sz]ation|agency|newspaper|channel|network|station|company|firm|monitor|watchdog|charity|"
    r"tribe|clan|operation|offensive|missile|rocket|jet|aircraft|tank|ship|war|treaty|day|month|year|sect|"
    r"unit|brigade|battalion|division|council|court|body|site|holiday|festival|website|magazine|union)\b"
)
# A name with such a word is of no person.
_NO_PERSON = frozenset(
    """
    army party front brigade brigades state states council force forces ministry agency news times post
    press committee union nations republic kingdom government parliament police guard guards command
    movement group organization organisation street square road bridge airport hospital university school
    mosque church camp river valley province district city town village house palace court bank company
    television radio city coalition alliance league congress office department service international
    security defence defense rights watch cross crescent observatory islamic monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september october november
    december north south east west northern southern eastern western central he she they it we you i his her
    their its our my a an in on at by for from and but or if when while after before during two three four
    five six seven eight nine ten witnesses residents soldiers troops rebels militants gunmen officials
    authorities civilians people others another both some many most several all no there this that these
    those what who how why where dozens hundreds thousands scores cathedral
    """.split()
)
_HIT = (
    r"(?:kill|wound|injur|murder|stabb?|abduct|kidnapp?|detain|arrest|tortur|rap|execut|behead|hang|lynch|maim|"
    r"bur[iy]|behead|assassinat)(?:ed|ing|s|ied)|shot(?: dead| and killed| and wounded)?|shooting(?: dead)?"
)
_DONE = (
    r"(?:killed|wounded|injured|murdered|stabbed|abducted|kidnapped|detained|arrested|tortured|raped|executed|"
    r"beheaded|hanged|lynched|shot|beaten|buried|burned|crushed|found dead|hit by|thrown|struck by|trapped)"
)
_LEADS = (
    r"(?:led|leads|heads|headed|commands|commanded|founded|rule[sd]|chaired|chairs|serve[sd]|succeeded|won|"
    r"ran)"
)
# What stands before a name, or before the first of a list.
_BEFORE = re.compile(
    r"(?:"
    r"\b[1-9]\d?-(?:year|month)-old|"
    # relatives and neighbours
    rf"{_WHOSE} (?:[a-z-]+ ){{0,2}}{_KIN}(?:-in-law)?,?|"
    rf"\b(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Tt]he) (?:[a-z-]+ ){{0,2}}{_KIN},|"
    r"\b(?:[Bb]rothers|[Ss]isters|[Ss]iblings|[Tt]wins|[Ss]ons|[Dd]aughters|[Cc]ousins)|"
    rf"\b{_KIN}(?:-in-law)? of|"
    # what somebody is
    rf"\b(?i:{_NOBODY})|"
    # lists of those who were hit
    r"\b(?:identified|named)(?: them| him| her)?(?: by [\w ]{1,40})?(?: on \w+)?(?: as|:)|"
    r"\b(?:[Vv]ictims|[Dd]ead|[Ww]ounded|[Hh]ostages|[Mm]issing)\b[^.\n]{0,60}(?:were|are|included?|:)"
    r") \Z"
)
_A_THING_BEFORE = re.compile(r"\b(?:[Aa]n?|[Oo]ne) (?P<of>(?:[a-z-]+ ){0,3}[a-z-]+), \Z")
_HIT_BEFORE = re.compile(rf"\b(?:{_HIT}) \Z")
_AFTER = re.compile(
    r",? \(?(?:aged )?[1-9]\d?(?:[),.;]|$)|"
    r", (?:an? |the |his |her )?[1-9]\d?-(?:year|month)-old|"
    rf", (?:{_WHOSE}|the [a-z]+[’']s) (?:[a-z-]+ ){{0,2}}{_KIN}\b|"
    rf"[’']s? (?:[a-z-]+ ){{0,2}}{_KIN}\b|"
    rf", who (?!(?:has |had |also |once |then )?{_LEADS}\b)|"
    r" died\b|"
    rf" (?:was|were|is|are|has been|have been|had been|lay|died|bled|burned) (?:\w+ )?"
    rf"(?:{_DONE}|dead|to death|in the (?:blast|fire|attack|explosion|shelling))\b"
)
_A_THING_AFTER = re.compile(r", an? (?P<of>(?:[\w’'-]+ ){0,3}[\w’'-]+)")
_HIT_AFTER = re.compile(
    r"[,.;:!?)”\"]|$|\n| (?:in|at|near|on|and|with|as|after|outside|from|by|who|while|when|last|this|during|"
    r"inside|to|for|behind|before|but|early|late|over|overnight)\b"
)
_SPEAKS_BEFORE = re.compile(r"\b(?:said|recalled|told) \Z")
_SPEAKS_AFTER = re.compile(r" (?:told|recalled|wept|cried)\b")
# A people, or those of a faith: "the Kurds", "Syrians".
_PEOPLE = re.compile(
    r"(?:the )?(?:kurds|arabs|turks|jews|serbs|croats|druze|sunnis|shi[’']?ites|shi[’']?as|hutus|tutsis|"
    r"\w+(?:ians|ans|lims|ese|aqis|nis|lis|pinos|inos))"
)
_TITLED = re.compile(rf"(?i:{_OFFICE}|{_RANK})\.?")
_TITLE = re.compile(rf"(?i:{_NOBODY}|{_OFFICE}|{_RANK})s?\.?")
_ABROAD = frozenset(("u.n.", "u.s.", "un", "us", "of", "the"))
_CUE = re.compile(
    rf"(?:{_KIN}|{_NOBODY})(?:-in-law)?s?|.*-year-old|.*-month-old|of|on|as|are|were|includ\w+|identified|named|"
    r"[a-z]*day"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """Names of one list as they stand in a text, or one; `before` and `after` are what stands around.

    `last` is the word before, in small letters.
    """

    names: tuple[str, ...]
    before: str
    after: str
    last: str

    @property
    def is_private(self) -> bool:
        """Whether the words around say that nobody in office is meant."""
        return bool(_AFTER.match(self.after)) or self._is_called_so or self._is_hit or self._speaks

    @property
    def _is_called_so(self) -> bool:
        """After "his brother", "12-year-old", "a baker,"; before ", a baker"."""
        comma = self.before.endswith(", ")
        if (comma or _CUE.fullmatch(self.last)) and _BEFORE.search(self.before):
            return True
        of = _A_THING_BEFORE.search(self.before) if comma else None
        if of is None and self._is_whole:
            of = _A_THING_AFTER.match(self.after)
        return of is not None and not (_THING.search(of["of"]) or _NO_OFFICE.search(of["of"]))

    @property
    def _is_hit(self) -> bool:
        return bool(_HIT_BEFORE.search(self.before[-24:]) and _HIT_AFTER.match(self.after))

    @property
    def _speaks(self) -> bool:
        if not self._is_whole:
            return False
        said = self.last in ("said", "recalled", "told") and self.after[:1] in (",", ".", ";")
        return said or bool(_SPEAKS_AFTER.match(self.after))

    @property
    def _is_whole(self) -> bool:
        """Whether the last name has two words at least: one alone is more often no person's."""
        return " " in self.names[-1]

    @property
    def is_public(self) -> bool:
        """Whether the words around, or before the name proper, give an office or a rank."""
        if any(_TITLED.fullmatch(word) for word in self.names[0].split()[:-1]):
            return True
        near = self.before.endswith(", ") or _TITLED.fullmatch(self.last) or self.last in _ABROAD
        return bool((near and _PUBLIC_BEFORE.search(self.before)) or _PUBLIC_AFTER.match(self.after))


def _named(text: str) -> Iterator[_Named]:
    """Each name of a text, and each list of names as a whole."""
    found = list(islice(_NAME.finditer(text), _MOST))
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and _BETWEEN.fullmatch(text, found[end - 1].end(), found[end].start()):
            end += 1
        some = found[at:end]
        for part in ([some] if len(some) > 1 else []) + [[one] for one in some]:
            first, last = part[0].start(), part[-1].end()
            names = tuple(one[0] for one in part)
            before = text[max(0, first - _AROUND) : first]
            word = before.rstrip(" ,:").rpartition(" ")[2].casefold()
            yield _Named(names, before, text[last : last + _AROUND], word)
        at = end


def private_names(coded: Coded) -> frozenset[str]:
    """The names in a report that readers are not told: see above."""
    named = list(_named(coded.report.text[:_READ]))
    others = _no_persons(coded)

    @cache  # most reports have nobody of whom it is asked
    def public() -> set[tuple[str, ...]]:
        found = {each.names[0] for each in named if len(each.names) == 1 and each.is_public}
        return {_parts(_bare(name)) for name in (*found, *(ref.name for ref in _known(coded)))}

    def hidden(names: Iterable[str]) -> set[str]:
        bare = {_bare(name) for name in names}
        return {name for name in bare if _may_be(name, others) and not _is_one_of(name, public())}

    found = hidden(
        fact.value.name for event in coded.events for fact in event.targets if is_private(fact.value)
    )
    found |= hidden(
        said.source.party.name
        for said in coded.statements
        if said.source is not None and is_private(said.source.party)
    )
    for each in named:
        if each.is_private:
            found |= hidden(each.names)
    for each in named if found else ():  # those beside them in a list
        if len(each.names) > 1 and found.intersection(map(_bare, each.names)):
            found |= hidden(each.names)
    return frozenset(found)


def private_words(coded: Coded) -> Iterator[tuple[str, str]]:
    """The names, each with those of its words that nobody finds the report by, sorted.

    Parties are there under the names by which they are coded, too, titles and all.
    """
    found = private_names(coded)
    called = {ref.name for event in coded.events for ref in _refs(event)}
    called |= {said.source.party.name for said in coded.statements if said.source is not None}
    for name in sorted(found | {one for one in called if _bare(one) in found}):
        yield name, " ".join(parts_of(name))


def parts_of(name: str) -> list[str]:
    """The parts of a name that are long enough to be one, and no title."""
    return [
        part
        for part in _WORD.findall(name)
        if len(part) >= _LONG and not part.islower() and part.casefold() not in TITLES
    ]


def is_private(ref: PartyRef) -> bool:
    """Whether a party is a person who holds no office and belongs to nobody, as far as is known."""
    return ref.kind is PartyKind.PERSON and ref.party is None and not (ref.sides or ref.candidates)


def _known(coded: Coded) -> Iterator[PartyRef]:
    for event in coded.events:
        yield from (one for one in _refs(event) if one.kind is PartyKind.PERSON and one.party is not None)
    for said in coded.statements:
        if said.source is not None and said.source.party.party is not None:
            yield said.source.party


def _refs(event: Event) -> Iterator[PartyRef]:
    yield from (fact.value for fact in (*event.actors, *event.targets))


def _no_persons(coded: Coded) -> set[str]:
    """What else has a name in the report: parties that are no persons, and places."""
    found = {ref.name for event in coded.events for ref in _refs(event) if ref.kind is not PartyKind.PERSON}
    found |= {event.place.value.name for event in coded.events if event.place is not None}
    for said in coded.statements:
        if said.source is not None and said.source.party.kind is not PartyKind.PERSON:
            found.add(said.source.party.name)
    return found


def _bare(name: str) -> str:
    """A name without the titles and offices before it."""
    words = name.split()
    office = [at for at, word in enumerate(words[:-1], 1) if _TITLED.fullmatch(word)]
    words = words[max(office, default=0) :]
    while len(words) > 1 and (words[0].strip(".").casefold() in TITLES or _TITLE.fullmatch(words[0])):
        del words[0]
    return " ".join(words)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.casefold() for part in _WORD.findall(name))


def _is_one_of(name: str, words: set[tuple[str, ...]]) -> bool:
    """Whether somebody in office goes by this name, or by a part of his own."""
    own = _parts(name)
    return any(
        own == each or (set(own) <= set(each)) or (len(each) > 1 and set(each) <= set(own)) for each in words
    )


def _may_be(name: str, others: set[str]) -> bool:
    """Whether words name a person: a capital, or a letter of a script that has none, as in "Samir Haddad"."""
    parts = [part for part in _WORD.findall(name) if part.casefold() not in TITLES]
    if not any(part[0].isupper() or not part[0].islower() for part in parts):
        return False
    if name in others or _PEOPLE.fullmatch(name.casefold()):
        return False
    return not any(part.casefold() in _NO_PERSON for part in parts)

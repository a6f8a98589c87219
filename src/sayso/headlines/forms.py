"""Verbs of triggers in all their forms, so that the words of a text can be told in our own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.lexicon import TriggerSense

# Past and participle, where the rules of `_regular` do not give them.
_IRREGULAR = {
    line.split()[0]: (line.split()[1], line.split()[-1])
    for line in """
    beat beat beaten;beget begot begotten;begin began begun;beseech beseeched;beset beset;bind bound
    blow blew blown;break broke broken;bring brought;build built;burst burst;buy bought;cast cast
    catch caught;come came come;cut cut;deal dealt;dig dug;draw drew drawn;drive drove driven
    fall fell fallen;feed fed;fight fought;find found;flee fled;fling flung;fly flew flown
    forbid forbade forbidden;forsake forsook forsaken;freeze froze frozen;get got;give gave given
    go went gone;hang hanged;have had;hide hid hidden;hit hit;hold held;hurt hurt;keep kept;kneel knelt
    lay laid;lead led;leave left;let let;lose lost;make made;meet met;mow mowed mown
    overrun overran overrun;overthrow overthrew overthrown;pay paid;put put;quit quit;read read
    rebuild rebuilt;retake retook retaken;ride rode ridden;ring rang rung;rise rose risen;run ran run
    say said;seek sought;sell sold;send sent;set set;shed shed;shoot shot;show showed shown;shut shut
    sink sank sunk;sit sat;slay slew slain;sling slung;speak spoke spoken;spin spun;split split
    spread spread;spring sprang sprung;stand stood;steal stole stolen;stick stuck;strike struck
    string strung;swear swore sworn;sweep swept;swing swung;take took taken;teach taught;tear tore torn
    tell told;throw threw thrown;tread trod trodden;undertake undertook undertaken;uphold upheld;win won
    wind wound;withdraw withdrew withdrawn;withhold withheld;withstand withstood;wring wrung
    write wrote written
    """.replace("\n", ";").split(";")
    if line.strip()
}
_VOWELS = "aeiou"
# Verbs of two syllables or more whose last letter is doubled, beside all short ones.
_DOUBLED = frozenset(
    "abet acquit admit commit compel confer defer deter dispel expel impel kidnap occur patrol permit propel "
    "rebel rebut recur refer regret repel signal-jam submit transfer transmit teargas handicap".split()
)


class Voice(StrEnum):
    """The forms of a verb that a trigger has in a text."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read the words of a trigger: the sense, and the forms that its verb may stand in."""

    sense: TriggerSense
    voices: frozenset[Voice]


def inflected(words: tuple[str, ...], voice: Voice) -> str:
    """A verb of several words in one of its forms: "shoot down" -> "shot down", "sexually abuse" too."""
    at = 1 if words[0].endswith("ly") and len(words) > 1 else 0
    return " ".join((*words[:at], _one(words[at], voice), *words[at + 1 :]))


def trigger_forms(senses: Iterable[TriggerSense]) -> Mapping[str, tuple[Form, ...]]:
    """The senses of a lexicon by the words that may stand in a text, verbs in each of their forms."""
    found: dict[str, list[Form]] = {}
    for sense in senses:
        for words, voices in _spelled(sense):
            found.setdefault(words, []).append(Form(sense, frozenset(voices)))
    return {words: tuple(forms) for words, forms in found.items()}


def _spelled(sense: TriggerSense) -> Iterator[tuple[str, list[Voice]]]:
    if sense.pos != "verb":
        yield " ".join(sense.words), []
        yield plural(" ".join(sense.words)), []
        return
    forms: dict[str, list[Voice]] = {}
    for voice in Voice:
        forms.setdefault(inflected(sense.words, voice), []).append(voice)
    yield from forms.items()


def plural(noun: str) -> str:
    """Many of what a noun names."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in _VOWELS else noun + "s"


def _one(verb: str, voice: Voice) -> str:
    before, hyphen, last = verb.rpartition("-")
    match voice:
        case Voice.BASE:
            return verb
        case Voice.THIRD:
            return before + hyphen + ("has" if last == "have" else "goes" if last == "go" else plural(last))
        case Voice.GERUND:
            stem = (
                last[:-1] if last.endswith("e") and not last.endswith(("ee", "oe", "ye")) else _doubled(last)
            )
            return before + hyphen + stem + "ing"
        case _:
            irregular = _IRREGULAR.get(last)
            made = irregular[voice is Voice.PARTICIPLE] if irregular else _regular(last)
            return before + hyphen + made


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _doubled(verb: str) -> str:
    """With its last letter twice, where that is how English spells it: "stop", "ban", "expel"."""
    vowels = sum(letter in _VOWELS for letter in verb)
    short = (
        vowels == 1
        and len(verb) > 2  # a vowel between two consonants
        and verb[-1] not in _VOWELS + "wxy"
        and verb[-2] in _VOWELS
    )
    return verb + verb[-1] if short or verb in _DOUBLED else verb

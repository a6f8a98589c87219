"""How a name becomes a lookup key: the one place that says what does not count in a name.

The builder of the place table and both loaders use these functions, so that a key
that is stored and a key that is asked for can never be made by different rules.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model.places import PlaceKind

# Straight, typographic and grave ones, primes, and the letters of Arabic transliteration.
APOSTROPHES = "'`\u2018\u2019\u201b\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2032"
# Letters that Unicode does not take apart into a base letter and a mark.
LETTERS = str.maketrans(
    {"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d"}
    | {"þ": "th", "ə": "a", "ħ": "h", "&": " and "}
    | dict.fromkeys(APOSTROPHES + ".")
)
NOT_WORD = re.compile(r"[\W_]+")
ARTICLE = re.compile(r"^(?:the|al|ar|as|ash|at|ath|ad|adh|an|az|el|ul) (?=\w{3})")
THE = re.compile(r"^the (?=\w)")

ADMIN = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.DISTRICT})
TOWN = frozenset({PlaceKind.SETTLEMENT, PlaceKind.DISTRICT})
ADMIN_WORDS = (
    "autonomous republic|autonomous okrug|autonomous region|province|governorate|muhafazah|wilayat|wilaya"
    "|subdistrict|sub district|district|region|oblast|raion|rayon|krai|kray|prefecture|department"
    "|voivodeship|municipality|division|canton|state|countryside"
)
TOWN_WORDS = "city|town|village"
ADMIN_AROUND = re.compile(rf"^(?:(?:{ADMIN_WORDS}) of (.+)|(.+) (?:{ADMIN_WORDS}))$")
TOWN_BEFORE = re.compile(rf"^(?:{TOWN_WORDS}) of (.+)$")
TOWN_AFTER = re.compile(rf"^(.+) (?:{TOWN_WORDS})$")
# Articles inside a name, too: "Dayr al-Zawr", "Deir ez-Zor". With "th" and "sh" they are one sound.
INNER_ARTICLE = re.compile(r"\b(?:the|[ae](?:l|r|s|sh|t|th|d|dh|n|z)|ul) (?=\w{3})")
# Two letters that stand for one sound. "ch" is the French "sh"; "gh", "dh" and "th" lose their breath.
SOUNDS = {"kh": "X", "gh": "g", "dh": "d", "th": "t", "sh": "S", "ch": "S", "zh": "Z"}
SOUND = re.compile("|".join(SOUNDS))
SILENT_H = re.compile(r"(?<=[aeiou])h\b")
SAME_SOUND = str.maketrans("qcjwyzvpeo", "kkguisbbiu", " ")
DOUBLED = re.compile(r"(.)\1+")
VOWELS = str.maketrans("", "", "aiu")
# What is left of "Northern Province" or "Free State" is no name.
NO_NAMES = frozenset(
    {
        "another", "any", "autonomous", "autonomous city", "bay", "border", "business", "capital",
        "center", "central", "centre", "client", "coast", "coastal", "control", "deep", "delta",
        "disputed", "each", "east", "eastern", "entire", "every", "failed", "federal", "federal capital",
        "first", "free", "frontier", "great", "greater", "head", "his", "home", "inner", "islamic",
        "island", "islands", "its", "joint", "lake", "lakes", "lower", "member", "middle", "military",
        "mountain", "nation", "national", "neighboring", "neighbouring", "new", "north", "north east",
        "north eastern", "north west", "north western", "northeast", "northeastern", "northern",
        "northwest", "northwestern", "old", "one", "other", "our", "outer", "plateau", "police", "port",
        "republic", "river", "rivers", "rogue", "rural", "same", "second", "secretary", "south",
        "south east", "south eastern", "south west", "south western", "southeast", "southeastern",
        "southern", "southwest", "southwestern", "special", "that", "their", "third", "this", "tourist",
        "unity", "upper", "urban", "valley", "welfare", "west", "western", "whole",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """One way to look a place up.

    `article` is True where a leading article was taken off: such a key answers only
    when no name is equal to it. `kinds` are those that a generic word of the name asks
    for ("Raqqa province"); empty where it says nothing.
    """

    text: str
    article: bool = False
    kinds: frozenset[PlaceKind] = frozenset()


def normal(name: str) -> str:
    """`name` in lower case, without accents, apostrophes and dots, other marks as one blank."""
    if name.isascii():
        plain = name.lower()
        if plain.replace(" ", "").isalnum():  # most names: no marks to take away
            return " ".join(plain.split())
        plain = plain.translate(LETTERS)
    else:
        apart = unicodedata.normalize("NFKD", name.translate(LETTERS)).lower()
        plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(LETTERS)
    return NOT_WORD.sub(" ", plain).strip()


def party_key(name: str) -> str:
    """The key of a party's name: as `normal`, less a leading "the"."""
    return normal(name).removeprefix("the ")


def sounds(name: str) -> str:
    """The letters of a name without articles and blanks, those of one sound as one letter."""
    plain = SILENT_H.sub("", INNER_ARTICLE.sub("", normal(name)))
    plain = SOUND.sub(lambda found: SOUNDS[found.group()], plain).translate(SAME_SOUND)
    return DOUBLED.sub(r"\1", plain)


def skeleton(name: str) -> str:
    """The consonants of a name as they sound, the same for most transliterations of one name.

    "Tabqah", "al-Tabqa" and "At Tabqah" are "tbk"; "Dayr al-Zawr" and "Deir Ezzor" are
    "drsr". Articles go, letters of one sound fall together, doubled ones are one, a final
    "h" and all vowels after the first letter are left out. Places that share a skeleton
    need not share a name: it proposes, and never decides.
    """
    heard = sounds(name)
    return heard[:1] + heard[1:].translate(VOWELS)


def is_capitals(name: str) -> bool:
    """Whether `name` is an abbreviation that a word could be mistaken for: "US", "I.R.A.", "M23", "IS-K"."""
    if name.upper() != name or " " in name.strip():
        return False
    return 1 <= sum(c.isalpha() for c in name) <= 5


def place_keys(name: str, *, asked: bool = True) -> Iterator[Key]:
    """The keys of a place name, the closest to what was written first.

    Args:
        name: A name as a text or a table has it.
        asked: True for a name that is looked up; False for one that is stored, of which
            "Mexico City" must not become "Mexico".
    """
    plain = normal(name)
    if not plain:
        return
    yield Key(plain)
    if " " not in plain:  # neither an article nor a generic word before or after it
        return
    seen = {plain}
    for key in _shorter(plain, asked=asked):
        if key.text not in seen:
            seen.add(key.text)
            yield key


def _shorter(plain: str, *, asked: bool) -> Iterator[Key]:
    bare = ARTICLE.sub("", plain)
    rest, kinds = _less_generic(bare, asked=asked)
    if rest is not None and kinds:
        if plain != bare and not plain.startswith("the "):
            yield Key(_less_generic(plain, asked=asked)[0] or plain, kinds=kinds)
        else:
            yield Key(rest, kinds=kinds)
    if bare != plain:
        yield Key(bare, article=True)
    if rest is not None:
        yield Key(ARTICLE.sub("", rest), article=True, kinds=kinds)


def _less_generic(plain: str, *, asked: bool) -> tuple[str | None, frozenset[PlaceKind]]:
    if found := ADMIN_AROUND.match(plain):
        rest, kinds = found.group(1) or found.group(2), ADMIN
    elif found := TOWN_BEFORE.match(plain) or (TOWN_AFTER.match(plain) if asked else None):
        rest, kinds = found.group(1), TOWN
    else:
        return None, frozenset()
    rest = THE.sub("", rest)
    return (None, frozenset()) if rest in NO_NAMES or len(rest) < 3 else (rest, kinds)

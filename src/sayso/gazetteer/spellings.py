"""Names that are almost alike: which skeletons lie one letter apart, and when that is a misprint.

On transliterated names a threshold of similarity alone is not safe: in one country the
next best match of an unknown village reaches .91, of a true variant .93. So a misprint
must pass every test of `misprint`, and what is looked up are the few hundred skeletons
that one letter makes of the one asked for, never a scan of all names.
"""

from collections.abc import Iterator

from rapidfuzz.distance import JaroWinkler

from sayso.gazetteer.names import INNER_ARTICLE, normal, skeleton, sounds

LEAST_SIMILAR = 0.93
# Of the same consonants, the least mean of letters and sounds. Chosen on the shipped table alone: of names of
# settlements in 16 countries, each asked for as if its table lacked it, the best proposals below this were
# right 18 times in 100; above, 91 times (misprints 90). Of towns elsewhere 1.1 % have a proposal, without the
# limit 2.4 %. tools/likeness.py measures it again.
LEAST_ALIKE = 0.86
# Two consonants are shared by too many names: of sounds, "Kivu" is .94 like "Kiev", "Mali" .92 like "Malawi".
SHORT_ALIKE = 0.95
SHORTEST = 2
# One letter of three is a third of the name: "Tanf" and "Tadif" must stay apart.
SHORTEST_MISPRINT = 4
LETTERS = "bdfghklmnrstSXZ"
# Letters that hearing or transliteration takes for each other.
SOUNDALIKE = ("ghXk", "dt", "sSZ", "bf", "mn")


def sounds_alike(asked: str, stored: str) -> float:
    """Jaro-Winkler similarity of the sounds of two names without articles, 0 to 1."""
    return JaroWinkler.similarity(sounds(asked), sounds(stored))


def letters_alike(asked: str, stored: str) -> float:
    """Jaro-Winkler similarity of two names without articles, 0 to 1."""
    return JaroWinkler.similarity(*(INNER_ARTICLE.sub("", normal(name)) for name in (asked, stored)))


def variant(asked: str, stored: str) -> float | None:
    """How alike two names of one skeleton are if they can be one name transliterated, else None.

    The measure is the mean of the similarities of letters and of sounds, 0 to 1.
    """
    bones, heard = skeleton(asked), sounds_alike(asked, stored)
    score = (letters_alike(asked, stored) + heard) / 2
    is_short = len(bones) <= SHORTEST
    if len(bones) < SHORTEST or bones != skeleton(stored) or (is_short and heard < SHORT_ALIKE):
        return None
    return round(score, 2) if score >= LEAST_ALIKE else None


def neighbours(bones: str) -> tuple[str, ...]:
    """The skeletons that one inner letter too many, too few, swapped or misheard makes of `bones`.

    The first and the last letter stay, and what sound the second is: "Mykolaiv" and
    "Mykolaivka" are two places, and so are most names with another beginning.
    """
    if len(bones) < SHORTEST_MISPRINT:
        return ()
    found = dict.fromkeys((*_misheard(bones), *_moved(bones)))
    return tuple(other for other in found if len(other) >= SHORTEST_MISPRINT and other != bones)


def _misheard(bones: str) -> Iterator[str]:
    for at in range(1, len(bones) - 1):
        group = next((letters for letters in SOUNDALIKE if bones[at] in letters), "")
        yield from (bones[:at] + letter + bones[at + 1 :] for letter in group)


def _moved(bones: str) -> Iterator[str]:
    for at in range(2, len(bones)):
        yield from (bones[:at] + letter + bones[at:] for letter in LETTERS)
    for at in range(2, len(bones) - 1):
        yield bones[:at] + bones[at + 1 :]
        if at < len(bones) - 2:
            yield bones[:at] + bones[at + 1] + bones[at] + bones[at + 2 :]


def misprint(asked: str, stored: str) -> float | None:
    """The similarity of `asked` to `stored` if it can be a misprint of it, else None.

    The words are compared one by one, for "Kafr", "Tell" or "San" before them would make
    any two names alike; each pair must be the same, sound the same, or pass alone.
    """
    words, others = _words(asked), _words(stored)
    if len(words) != len(others) or _digits(asked) != _digits(stored):
        return None
    if not all(_is_misprint(word, other) for word, other in zip(words, others, strict=True)):
        return None
    score = letters_alike(asked, stored)
    return round(score, 2) if score >= LEAST_SIMILAR else None


def _is_misprint(word: str, other: str) -> bool:
    bones = skeleton(word)
    if word == other or bones == skeleton(other):
        return True
    return skeleton(other) in neighbours(bones) and letters_alike(word, other) >= LEAST_SIMILAR


def _words(name: str) -> list[str]:
    return INNER_ARTICLE.sub("", normal(name)).split()


def _digits(name: str) -> str:
    return "".join(c for c in name if c.isdigit())

"""Writes the word set `proper` of `lang/en/casing.toml`: names that the model's word lists hold.

The lemmatiser's list of nouns comes from WordNet and has "lima", "george" and "contra"
alike. Words of it that a spelling dictionary (SCOWL's, the package `wamerican`) knows
only with a capital are names, and so are those that it does not know and the tables of
parties or of larger places do: `python tools/build_casing.py american-english out.toml`.
"""

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

from sayso.gazetteer import load_parties, load_places
from sayso.parse import load_model

_WIDTH = 108
_LARGE = 50_000  # a smaller place that is called like a rare noun is rarer than the noun
_HEAD = """# Words of the model's list of nouns that are written with a capital wherever they stand.
# Made by tools/build_casing.py from SCOWL (LICENSES/LicenseRef-SCOWL.txt); for texts without case only.
[words]
proper = [
"""


def proper(words: frozenset[str], dictionary: str, is_name: Callable[[str], bool]) -> list[str]:
    """Of `words`, those that `dictionary` (a word a line) has with capitals only, or not and `is_name`."""
    entries = [_plain(line.strip()) for line in dictionary.splitlines() if "'" not in line]
    small = {word for word in entries if word.islower()}
    large = {word.lower() for word in entries if not word.islower()}
    return sorted(word for word in words - small if word.isalpha() and (word in large or is_name(word)))


def _plain(word: str) -> str:
    """Without accents, as wires without case are."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def named() -> Callable[[str], bool]:
    """Whether a word is the name of a party, or of a place of some size."""
    parties, places = load_parties(), load_places()
    names = {name.lower() for party in parties.parties for name in (party.name, *party.aliases)}
    return lambda word: word in names or any(row.population >= _LARGE for row in places.named(word.title()))


def toml(words: list[str]) -> str:
    """The file's text, its lines filled up."""
    lines = [" "]
    for word in words:
        if len(lines[-1]) + len(word) + 4 > _WIDTH:
            lines.append(" ")
        lines[-1] += f' "{word}",'
    return _HEAD + "\n".join(lines) + "\n]\n"


def main(arguments: list[str]) -> None:
    """Read the dictionary, write the table."""
    source, out = map(Path, arguments)
    lists = load_model()[0].get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]  # get_pipe returns a bare callable type
    nouns = frozenset(lists["noun"]) - frozenset(lists["verb"])
    words = proper(nouns, source.read_text("utf-8"), named())
    out.write_text(toml(words), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])

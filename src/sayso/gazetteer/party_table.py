"""The table of parties, looked up by name, adjective and metonym."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sayso.gazetteer.names import APOSTROPHES, NOT_WORD, is_capitals, party_key
from sayso.gazetteer.party_files import PartyFiles
from sayso.gazetteer.tables import read_about, short_sha256
from sayso.model.parties import Link, Party, PartyKind

SHIPPED = Path(__file__).parent / "parties"
# Names and adjectives that are ordinary words when they are not capitalised.
ALSO_WORDS = frozenset(
    {
        "amnesty", "congress", "chad", "china", "contras", "dane", "danes", "dutch", "finn", "finns",
        "guardian", "guinea", "jordan", "jordans", "lao", "mali", "niger", "oman", "panama", "pole", "poles",
        "polish", "swede", "swedes", "swiss", "thai", "turk", "turkey", "turkeys", "turks",
    }
)  # fmt: skip
OWNED = re.compile(r"(?:the )?(.{2,40}?) ?(?:['\u2019]s|(?<=s)['\u2019]) (.{2,60})", re.IGNORECASE)
# Of these, news writes "Ghanaian air force" and "UN security council" as often as with capitals.
BODIES = frozenset(
    {PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE, PartyKind.ORGANIZATION, PartyKind.COALITION}
)
# What a group is, at the end of its name: news writes "Haqqani network", "Sinaloa cartel", "Qassam brigades".
KINDS_OF_GROUP = frozenset(
    {
        "battalion", "battalions", "brigade", "brigades", "cartel", "clan", "faction", "gang", "group",
        "militia", "movement", "network", "regiment",
    }
)  # fmt: skip
UNMARKED = str.maketrans(dict.fromkeys(APOSTROPHES + "."))
# "LeT", "RuAF": the longest abbreviation of both capitals and small letters that could be a word.
MIXED_LONGEST = 4
# How a name may begin with a small letter: "al Qaeda", "bin Laden".
PARTICLES = frozenset(
    {"ad", "adh", "al", "an", "ar", "as", "ash", "at", "ath", "az", "bin", "de", "el", "ibn", "the", "ul"}
)
# key -> parties, each with its spellings of that key
Index = dict[str, list[tuple[Party, tuple[str, ...]]]]


class Parties:
    """A `PartyTable` in memory.

    What answers depends on the capitals of the text asked for, so hand it over as it was
    written. Abbreviations of up to five capital letters ("US", "U.S.", "IS", "IRA") answer
    only to capitals, mixed ones ("LeT") only to just that. A name of several words whose
    first and last begin with capitals ("White House", "State Department") answers to
    such, all capitals included. A small letter in the table leaves it open, and so do the
    last word of a nation's body ("Ghanaian air force") and one that says what a group is.
    """

    def __init__(self, files: PartyFiles, version: str) -> None:
        self.parties = tuple(files.parties())
        self.version = version
        self._links: dict[str, list[Link]] = {}
        for link, _ in files.links:
            self._links.setdefault(link.party, []).append(link)
        self._codes = files.codes
        self._by_id: Mapping[str, Party] = {party.id: party for party in self.parties}
        self._names = _index((party, (party.name, *party.aliases)) for party in self.parties)
        self._adjectives = _index((party, party.adjectives) for party in self.parties if party.adjectives)
        self._metonyms = _index((party, party.metonyms) for party in self.parties if party.metonyms)
        self._longest = 1 + max((key.count(" ") for key in self._names), default=-1)

    def named(self, text: str) -> tuple[Party, ...]:
        """Parties with this name or alias; articles, dots and hyphens do not count.

        "Chad's air force" is a state's organ by another form of its name: where no party is
        called so, "Chadian air force" is looked up.
        """
        return self._answers(self._names, text) or self._owned(text)

    def with_adjective(self, word: str) -> tuple[Party, ...]:
        """Parties whose adjective or demonym is `word` ("Syrian", "Syrians")."""
        return self._answers(self._adjectives, word)

    def with_metonym(self, text: str) -> tuple[Party, ...]:
        """Parties for which `text` may speak ("Damascus", "the Kremlin"; "Male", not "male")."""
        return self._answers(self._metonyms, text) if any(map(str.isupper, text)) else ()

    def get(self, party_id: str) -> Party | None:
        """The party of that id."""
        return self._by_id.get(party_id)

    def links(self, party_id: str) -> tuple[Link, ...]:
        """The links that start at that party, checked or not, of whatever date."""
        return tuple(self._links.get(party_id, ()))

    def codes(self, party_id: str) -> Mapping[str, str]:
        """The codes of that party by scheme; empty where none is verified."""
        return {scheme: code.value for scheme, code in self._codes.get(party_id, {}).items()}

    def code_sources(self, party_id: str) -> Mapping[str, str]:
        """Where each of its codes was checked, by scheme."""
        return {scheme: code.source for scheme, code in self._codes.get(party_id, {}).items()}

    def _owned(self, text: str) -> tuple[Party, ...]:
        """What "A's B" names, where A is one state, as that state's adjective and B."""
        parts = OWNED.fullmatch(text) if "'" in text or "\u2019" in text else None
        if parts is None:
            return ()
        states = [one for one in self._answers(self._names, parts[1]) if one.kind is PartyKind.STATE]
        adjectives = states[0].adjectives if len(states) == 1 else ()
        found = (self._answers(self._names, f"{adjective} {parts[2]}") for adjective in adjectives)
        return next(filter(None, found), ())

    def _answers(self, index: Index, text: str) -> tuple[Party, ...]:
        key = party_key(text)
        found = index.get(key)
        if not found or (key in ALSO_WORDS and not any(map(str.isupper, text))):
            return ()
        return tuple(
            party for party, spellings in found if any(self._fits(party, one, text) for one in spellings)
        )

    def _fits(self, party: Party, stored: str, text: str) -> bool:
        """Whether `text`, of one key with `stored`, has the capitals that it takes to be that name."""
        if stored == text:
            return True
        if " " not in stored:
            if is_capitals(stored):
                return text.upper() == text
            return not _is_mixed(stored) or _unmarked(text) == _unmarked(stored)
        (first, last), (stored_first, stored_last) = _capitals(text), _capitals(stored)
        if first < stored_first:
            return False
        if last >= stored_last or stored.rpartition(" ")[2].lower() in KINDS_OF_GROUP:
            return True
        return party.kind in BODIES and self._has_nation(stored)

    def _has_nation(self, name: str) -> bool:
        """Whether a name begins with a nation or an abbreviation, so that its end may be a common noun."""
        words = party_key(name).split()
        words = words[1:] if words[0] == "royal" else words
        starts = [" ".join(words[:count]) for count in range(1, min(len(words), 4))]
        return is_capitals(name.split()[0]) or any(
            start in self._adjectives
            or any(party.kind is PartyKind.STATE for party, _ in self._names.get(start, ()))
            for start in starts
        )

    @property
    def longest(self) -> int:
        """How many words the longest name has."""
        return self._longest


def load_parties(paths: Sequence[Path] = ()) -> Parties:
    """The shipped parties and those of `paths`.

    Args:
        paths: CSV files of a user ("party packs", see `docs/parties.md`). A row whose id is
            known replaces that row; a later file replaces an earlier one.

    Raises:
        ResourceError: a file is missing or breaks the form; the message has file and line.
    """
    about = read_about(SHIPPED)
    files = PartyFiles()
    files.add_shipped(SHIPPED)
    versions = [f"{about.name} {about.date} {short_sha256(*sorted(SHIPPED.glob('*/*.csv')))}"]
    for path in paths:
        files.add_pack(path)
        versions.append(f"{path.stem} {short_sha256(path)}")
    files.check()
    return Parties(files, ", ".join(versions))


def _index(names: Iterable[tuple[Party, tuple[str, ...]]]) -> Index:
    index: Index = {}
    for party, spellings in names:
        keys: dict[str, tuple[str, ...]] = {}
        for name in spellings:
            key = party_key(name)
            keys[key] = (*keys[key], name) if key in keys else (name,)
        for key, alike in keys.items():
            found = index.get(key)
            if found is None:
                index[key] = [(party, alike)]
            else:
                found.append((party, alike))
    return index


def _is_mixed(name: str) -> bool:
    """Whether `name` is an abbreviation of capitals and small letters: "LeT", "RuAF", not "Farc"."""
    is_short = len(name) <= MIXED_LONGEST and name.isalpha()
    return is_short and not name.isupper() and sum(map(str.isupper, name)) > 1


def _unmarked(text: str) -> str:
    return text.translate(UNMARKED).removeprefix("the ").removeprefix("The ")


def _capitals(text: str) -> tuple[bool, bool]:
    """Whether the first word, articles aside, and the last one begin with a capital."""
    words = [word for word in NOT_WORD.split(_unmarked(text)) if word] or [text]
    first = next((word for word in words if word.lower() not in PARTICLES), words[0])
    return first[0].isupper(), words[-1][0].isupper()

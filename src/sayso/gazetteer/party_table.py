"""The table of parties, looked up by name, adjective and metonym."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sayso.errors import ResourceError
from sayso.gazetteer.names import is_capitals, party_key
from sayso.gazetteer.tables import CsvRow, read_about, read_rows, short_sha256
from sayso.model.parties import Party, PartyKind

SHIPPED = Path(__file__).parent / "parties"
COLUMNS = (
    "id", "name", "kind", "country", "aliases", "adjectives", "metonyms", "code", "part_of", "allied",
    "opposed", "since", "until", "source",
)  # fmt: skip
KINDS = {kind.value: kind for kind in PartyKind}
COUNTRY = re.compile(r"[A-Z]{3}")
# Names and adjectives that are ordinary words when they are not capitalised.
ALSO_WORDS = frozenset(
    {
        "amnesty", "congress", "chad", "china", "contras", "dane", "danes", "dutch", "finn", "finns",
        "guardian", "guinea", "jordan", "jordans", "lao", "mali", "niger", "oman", "panama", "pole", "poles",
        "polish", "swede", "swedes", "swiss", "thai", "turk", "turkey", "turkeys", "turks",
    }
)  # fmt: skip
# key -> parties, each with whether only capitals name it ("US", not "us")
Index = dict[str, list[tuple[Party, bool]]]


class Parties:
    """A `PartyTable` in memory.

    Abbreviations of up to five capital letters ("US", "U.S.", "IS", "IRA") answer only to
    capitals, so hand over the text as it was written.
    """

    def __init__(self, parties: Iterable[Party], version: str) -> None:
        self.parties = tuple(parties)
        self.version = version
        self._by_id: Mapping[str, Party] = {party.id: party for party in self.parties}
        self._names = _index((party, (party.name, *party.aliases)) for party in self.parties)
        self._adjectives = _index((party, party.adjectives) for party in self.parties)
        self._metonyms = _index((party, party.metonyms) for party in self.parties)
        self._longest = max((key.count(" ") + 1 for key in self._names), default=0)

    def named(self, text: str) -> tuple[Party, ...]:
        """Parties with this name or alias; case, articles, dots and hyphens do not count."""
        return _answers(self._names, text)

    def with_adjective(self, word: str) -> tuple[Party, ...]:
        """Parties whose adjective or demonym is `word` ("Syrian", "Syrians")."""
        return _answers(self._adjectives, word)

    def with_metonym(self, text: str) -> tuple[Party, ...]:
        """Parties for which `text` may speak ("Damascus", "the Kremlin")."""
        return _answers(self._metonyms, text)

    def get(self, party_id: str) -> Party | None:
        """The party of that id."""
        return self._by_id.get(party_id)

    @property
    def longest(self) -> int:
        """How many words the longest name has."""
        return self._longest


def load_parties(paths: Sequence[Path] = ()) -> Parties:
    """The shipped parties and those of `paths`.

    Args:
        paths: CSV files of the shipped form ("party packs"). A row whose id is known
            replaces that row; a later file replaces an earlier one.

    Raises:
        ResourceError: a file is missing or a row breaks the form; the message has file and line.
    """
    about = read_about(SHIPPED)
    table = SHIPPED / "parties.csv"
    rows: dict[str, tuple[Party, str]] = {}
    versions = []
    for path in (table, *paths):
        label = f"{about.name} {about.date}" if path is table else path.stem
        versions.append(f"{label} {short_sha256(path)}" if path.is_file() else label)
        rows |= _read(path)
    _check_links(rows)
    return Parties((party for party, _ in rows.values()), ", ".join(versions))


def _read(path: Path) -> dict[str, tuple[Party, str]]:
    rows: dict[str, tuple[Party, str]] = {}
    for row in read_rows(path, COLUMNS):
        party = _party(row)
        if party.id in rows:
            raise ResourceError(f"{row.where}: id {party.id!r} stands already at {rows[party.id][1]}")
        rows[party.id] = (party, row.where)
    return rows


def _party(row: CsvRow) -> Party:
    kind, country = row.required("kind"), row.one("country")
    if kind not in KINDS:
        raise ResourceError(f"{row.where}: unknown kind {kind!r}; known: {', '.join(KINDS)}")
    if country is not None and not COUNTRY.fullmatch(country):
        raise ResourceError(f"{row.where}: country {country!r}; must be ISO 3166 alpha-3 or empty")
    return Party(
        id=row.required("id"),
        name=row.required("name"),
        kind=KINDS[kind],
        country=country,
        aliases=row.several("aliases"),
        adjectives=row.several("adjectives"),
        metonyms=row.several("metonyms"),
        code=row.one("code"),
        part_of=row.several("part_of"),
        allied=row.several("allied"),
        opposed=row.several("opposed"),
        since=_day(row, "since", 1, 1),
        until=_day(row, "until", 12, 31),
    )


def _day(row: CsvRow, column: str, month: int, day: int) -> date | None:
    value = row.one(column)
    if value is None:
        return None
    try:
        return date(int(value), month, day) if len(value) == 4 else date.fromisoformat(value)
    except ValueError:
        raise ResourceError(f"{row.where}: {column} {value!r}; must be a year or YYYY-MM-DD") from None


def _check_links(rows: Mapping[str, tuple[Party, str]]) -> None:
    for party, where in rows.values():
        for column, ids in (("part_of", party.part_of), ("allied", party.allied), ("opposed", party.opposed)):
            for other in ids:
                if other not in rows:
                    raise ResourceError(f"{where}: {column} names {other!r}; no party has that id")


def _index(names: Iterable[tuple[Party, tuple[str, ...]]]) -> Index:
    index: Index = {}
    for party, spellings in names:
        keys: dict[str, bool] = {}
        for name in spellings:
            key = party_key(name)
            keys[key] = is_capitals(name) and keys.get(key, True)
        for key, capitals in keys.items():
            index.setdefault(key, []).append((party, capitals))
    return index


def _answers(index: Index, text: str) -> tuple[Party, ...]:
    key = party_key(text)
    found = index.get(key)
    if not found or (key in ALSO_WORDS and not any(c.isupper() for c in text)):
        return ()
    capitals = text.upper() == text
    return tuple(party for party, capitals_only in found if capitals or not capitals_only)

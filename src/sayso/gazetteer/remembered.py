"""A party table that remembers what it was asked: reports ask for the same names again and again."""

from collections.abc import Callable, Mapping

from sayso.model.parties import Link, Party, PartyTable

# Names kept; about 20 MB where every one is another.
_KEPT = 50_000
_Rows = tuple[Party, ...]


class Remembered:
    """The same answers as the table behind it, faster for a name asked before."""

    def __init__(self, table: PartyTable) -> None:
        self._table = table
        self._named: dict[str, _Rows] = {}
        self._adjectives: dict[str, _Rows] = {}
        self._metonyms: dict[str, _Rows] = {}
        self.get = table.get
        self.links: Callable[[str], tuple[Link, ...]] = table.links
        self.codes: Callable[[str], Mapping[str, str]] = table.codes
        self.longest = table.longest

    def named(self, text: str) -> tuple[Party, ...]:
        """Parties with this name or alias."""
        found = self._named.get(text)
        return found if found is not None else _kept(self._named, text, self._table.named(text))

    def with_adjective(self, word: str) -> tuple[Party, ...]:
        """Parties whose adjective or demonym is `word`."""
        found = self._adjectives.get(word)
        return found if found is not None else _kept(self._adjectives, word, self._table.with_adjective(word))

    def with_metonym(self, text: str) -> tuple[Party, ...]:
        """Parties for which `text` may speak."""
        found = self._metonyms.get(text)
        return found if found is not None else _kept(self._metonyms, text, self._table.with_metonym(text))


def _kept(memory: dict[str, _Rows], text: str, rows: _Rows) -> _Rows:
    if len(memory) >= _KEPT:
        memory.clear()
    memory[text] = rows
    return rows

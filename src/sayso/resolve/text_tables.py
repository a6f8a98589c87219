"""The party table as one text has it: with its own names, its date and its countries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sayso.model.parties import Link, Party, PartyTable, Relation
from sayso.resolve.scenes import Scene

_SHORT = 3  # letters of the abbreviations that most bodies share


@dataclass(slots=True)
class TextTable:
    """A `PartyTable` in front of another one.

    A name that the text explains is that party. Rows that had ended or not begun when the
    report was published give way to others of the name. Of several rows left, the one
    whose country, or that of a party linked with it, the text tells of is meant, if it is one
    alone. Names that are common words ("Congress", "National Guard") name a body only where
    its country is told; those that many may bear ("SNA", "People's Defence Forces") are
    left open where the text tells of other countries only.
    """

    table: PartyTable
    scene: Scene
    introduced: Mapping[str, Party] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    usual: frozenset[str] = frozenset()
    _chosen: dict[str, tuple[Party, ...]] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _doubtful: dict[str, tuple[Party, ...]] = field(default_factory=dict)

    def named(self, text: str) -> tuple[Party, ...]:
        """Parties of this name, as few as the text allows."""
        found = self._chosen.get(text)
        if found is None:
            found = self._chosen[text] = tuple(self._of_that_day(row) for row in self._named(text))
        return found

    def is_chosen(self, text: str) -> bool:
        """Whether the text's countries chose among several parties of that name."""
        return text in self._open

    def doubtful(self, text: str) -> tuple[Party, ...]:
        """Parties of that name for which the text's countries say nothing: candidates at most."""
        return () if self.named(text) else self._doubtful.get(text, ())

    def explains(self, text: str) -> bool:
        """Whether the text itself says whose name this is."""
        return _plain(text) in self.introduced

    def with_adjective(self, word: str) -> tuple[Party, ...]:
        """States and bodies of that nationality that were there when the report was published."""
        return self._then(self.table.with_adjective(word))

    def with_metonym(self, text: str) -> tuple[Party, ...]:
        """Whom a capital or seat stood for when the report was published."""
        rows = self._then(self.table.with_metonym(text))
        if self.scene.published is None:
            return tuple(row for row in rows if row.until is None)
        # A state that has ended since was the one whose capital it then was.
        ended = sorted((row for row in rows if row.until is not None), key=lambda row: (row.until, row.id))
        return tuple(ended[:1]) or rows

    def get(self, party_id: str) -> Party | None:
        """The party of that id."""
        return self.table.get(party_id)

    def links(self, party_id: str) -> tuple[Link, ...]:
        """The links that start at that party."""
        return self.table.links(party_id)

    def codes(self, party_id: str) -> Mapping[str, str]:
        """The codes of that party."""
        return self.table.codes(party_id)

    @property
    def longest(self) -> int:
        """How many words the longest name has."""
        return self.table.longest

    def _named(self, text: str) -> tuple[Party, ...]:
        own = self.introduced.get(_plain(text)) if self.introduced else None
        if own is not None:
            return (own,)
        rows = every = self._then(self.table.named(text))
        if rows and self._is_common(text):
            rows = tuple(row for row in rows if row.country is None or self.scene.weight(row.country) >= 1)
        elif rows and self.scene.countries and self._is_shared(text):
            rows = tuple(row for row in rows if row.country is None or self._weight(row) > 0)
        if every and not rows:
            self._doubtful[text] = every
        if len(rows) < 2:
            return rows
        best = self._best(_as_written(text, rows))
        if len(best) == 1:
            self._open.add(text)
        return best

    def _of_that_day(self, row: Party) -> Party:
        """The row as part of what it was part of when the report was published: a leader while in office."""
        day = self.scene.published
        if day is None or not row.part_of:
            return row
        links = [link for link in self.table.links(row.id) if link.relation is Relation.PART_OF]
        over = {link.other for link in links if not link.holds_on(day)}
        still = {link.other for link in links if link.holds_on(day)}
        kept = tuple(other for other in row.part_of if other not in over - still)
        return row if kept == row.part_of else replace(row, part_of=kept)

    def _is_shared(self, text: str) -> bool:
        """Whether others may well bear the name: three letters, or words that many names are made of."""
        if text.isupper():
            return text.isalpha() and len(text) == _SHORT
        words = text.lower().replace("’", "'").removeprefix("the ").split()
        return all(word in self.usual or word in self.common or len(word) < _SHORT for word in words)

    def _is_common(self, text: str) -> bool:
        words = text.lower().removeprefix("the ").split()
        return not text.isupper() and all(word in self.common for word in words)

    def _best(self, rows: Sequence[Party]) -> tuple[Party, ...]:
        """The row that most speaks for; all of them, the likelier first, where two are equal."""
        weights = {row.id: self._weight(row) for row in rows}
        ranked = sorted(rows, key=lambda row: (-weights[row.id], row.name))
        clear = len(ranked) == 1 or weights[ranked[0].id] > weights[ranked[1].id]
        return (ranked[0],) if clear else tuple(ranked)

    def _weight(self, row: Party) -> float:
        """What the text tells of the row's country, and a little for that of a party linked with it."""
        linked = [
            self.scene.weight(other.country)
            for link in self.table.links(row.id)
            if (other := self.table.get(link.other)) is not None and other.country != row.country
        ]
        return self.scene.weight(row.country) + 0.25 * max(linked, default=0.0)

    def _then(self, rows: tuple[Party, ...]) -> tuple[Party, ...]:
        """The rows that the report's day allows; all of them where it allows none."""
        day = self.scene.published
        if len(rows) < 2 or day is None:
            return tuple(row for row in rows if row.until is None) or rows if len(rows) > 1 else rows
        return tuple(row for row in rows if _was_there(row, day)) or rows


def _was_there(row: Party, day: date) -> bool:
    return (row.since is None or row.since <= day) and (row.until is None or day <= row.until)


def _as_written(text: str, rows: tuple[Party, ...]) -> tuple[Party, ...]:
    """Those that bear the name with just these capitals: "Lebanese Forces", not "Lebanese forces"."""
    spelled = text.removeprefix("The ")
    exact = tuple(row for row in rows if spelled in (row.name, *row.aliases))
    return exact or rows


def _plain(text: str) -> str:
    words = text.replace(".", "").split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() == "the" else words)

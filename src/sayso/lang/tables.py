"""Rows of the tables of one language, checked against what the stages can read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sayso.errors import ResourceError
from sayso.model.lexicon import CueSense, NounSense, TriggerSense, WeaponSense
from sayso.model.parties import PartyKind
from sayso.model.statements import Act, AuthorCommitment, Certainty, Polarity

ROLES = frozenset({"own", "clause", "actor", "target", "both", "weapon", "toll", "place", "none"})
# Frames of which a word alone is a cue, and those that only give a cue a meaning.
FRAMES = frozenset({"clause", "object", "noun", "preposition", "adverb"})
MEANT_FRAMES = frozenset({"infinitive", "passive", "phrase"})
WEAPON_KINDS = frozenset({"weapon", "platform", "instrument", "none"})

_DIGITS = re.compile(r"\d+(?:[a-z]{0,4}\d?)?")  # a number and its variant: 22, 22m4, 16c

T = TypeVar("T")


class Entry:
    """One table of a TOML file, which knows where it stands."""

    def __init__(self, place: str, table: dict[str, Any]) -> None:
        self.place = place
        self._table = table

    def wrong(self, message: str) -> ResourceError:
        """The error that says what is wrong in this entry."""
        return ResourceError(f"{self.place}: {message}")

    def only(self, *known: str) -> None:
        """Refuse a key that no reader knows: a misspelt key would otherwise be silence."""
        unknown = sorted(set(self._table) - set(known))
        if unknown:
            raise self.wrong(f"unknown key {unknown[0]!r}; known: {', '.join(known)}")

    def value(self, key: str, of: type[T], default: T | None = None) -> T:
        """The value of `key`; without a default it must be there."""
        found = self._table.get(key, default)
        if not isinstance(found, of) or (isinstance(found, bool) and of is not bool):
            raise self.wrong(f"{key} is {found!r}; write a {of.__name__}")
        return found

    def optional(self, key: str) -> str | None:
        """The text of `key`, None where it is not there."""
        return self.value(key, str) if key in self._table else None

    def number(self, key: str, default: float) -> float:
        """The number of `key`, whole or not."""
        found = self._table.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.wrong(f"{key} is {found!r}; write a number")
        return float(found)

    def choice(self, key: str, known: frozenset[str], default: str | None = None) -> str:
        """The value of `key`, which must be one of `known`."""
        found = self.value(key, str, default)
        if found not in known:
            raise self.wrong(f"unknown {key} {found!r}; known: {', '.join(sorted(known))}")
        return found

    def strings(self, key: str) -> tuple[str, ...]:
        """The texts listed under `key`, as written; none where the key is not there."""
        found: list[Any] = self.value(key, list, [])
        return self._checked(key, found)

    def lower(self, key: str, found: Sequence[Any]) -> tuple[str, ...]:
        """The texts in `found`, which must be lower case."""
        for word in self._checked(key, found):
            if word != word.lower():
                raise self.wrong(f"{key} has {word!r}; write it in lower case")
        return tuple(found)

    def table(self, key: str, of: type[T]) -> dict[str, T]:
        """The table under `key`, all of whose values are of one type."""
        found: dict[str, Any] = self.value(key, dict, {})
        for name, value in found.items():
            if not isinstance(value, of) or isinstance(value, bool):
                raise self.wrong(f"{key}.{name} is {value!r}; write a {of.__name__}")
        return found

    def tables(self, key: str) -> Iterator["Entry"]:
        """The entries of the array of tables `key`; each is named by its number and first word."""
        for number, table in enumerate(self.value(key, list, []), start=1):
            if not isinstance(table, dict):
                raise self.wrong(f"{key} {number} is {table!r}; write [[{key}]]")
            words = table.get("words")
            first = f" ({words[0]!r})" if isinstance(words, list) and words else ""
            yield Entry(f"{self.place}: {key} {number}{first}", table)

    def _checked(self, key: str, found: Sequence[Any]) -> tuple[str, ...]:
        for word in found:
            if not isinstance(word, str) or not word.strip():
                raise self.wrong(f"{key} has {word!r}; write texts")
        return tuple(found)


class WeaponTable(Mapping[str, WeaponSense]):
    """Weapon senses by phrase, any case; a designator ("Su-22M4") is found by its pattern ("su-#").

    Iterating gives the phrases as the file has them, lower case, patterns with their `#`.
    """

    def __init__(self, senses: Mapping[str, WeaponSense]) -> None:
        self._senses = dict(senses)

    def __getitem__(self, name: str) -> WeaponSense:
        word = name.lower()
        return self._senses.get(word) or self._senses[_DIGITS.sub("#", word)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._senses)

    def __len__(self) -> int:
        return len(self._senses)


def trigger_senses(top: Entry) -> Iterator[TriggerSense]:
    """One sense per phrase, in file order; phrases of one entry share all else."""
    top.only("trigger", "words")
    for entry in top.tables("trigger"):
        entry.only(
            "words", "pos", "type", "mode", "cameo", "acled", "subject", "object",
            "prepositions", "needs", "never", "weight", "aspect", "group",
        )  # fmt: skip
        phrases = entry.lower("words", entry.strings("words"))
        if not phrases:
            raise entry.wrong("no words")
        for phrase in phrases:
            yield _trigger(entry, tuple(phrase.split()))


def _trigger(entry: Entry, words: tuple[str, ...]) -> TriggerSense:
    prepositions = entry.table("prepositions", str)
    for word, role in prepositions.items():
        if role not in ROLES:
            raise entry.wrong(f"unknown role {role!r} of {word!r}; known: {', '.join(sorted(ROLES))}")
    return TriggerSense(
        words=words,
        pos=entry.choice("pos", frozenset({"verb", "noun"})),
        type=entry.value("type", str),
        mode=entry.optional("mode"),
        cameo=entry.optional("cameo"),
        acled=entry.optional("acled"),
        subject=entry.choice("subject", ROLES, "actor"),
        object=entry.choice("object", ROLES, "target"),
        prepositions=prepositions,
        needs=frozenset(entry.strings("needs")),
        never=frozenset(entry.strings("never")),
        weight=entry.number("weight", 1.0),
        aspect=entry.value("aspect", str, "act"),
        group=entry.value("group", str, ""),
    )


def cue_senses(top: Entry) -> Iterator[tuple[CueSense, bool]]:
    """One sense per phrase, in file order, each with whether its words alone find a cue."""
    top.only("cue", "words")
    for entry in top.tables("cue"):
        entry.only("words", "frame", "act", "source", "author", "polarity", "certainty", "finds")
        phrases = entry.lower("words", entry.strings("words"))
        if not phrases:
            raise entry.wrong("no words")
        frame = entry.choice("frame", FRAMES | MEANT_FRAMES)
        finds = frame in FRAMES and entry.value("finds", bool, default=True)
        for phrase in phrases:
            yield _cue(entry, frame, tuple(phrase.split())), finds


def _cue(entry: Entry, frame: str, words: tuple[str, ...]) -> CueSense:
    source = entry.value("source", int, 2)
    if not -2 <= source <= 2:
        raise entry.wrong(f"source is {source}; write -2 to 2")
    polarity = entry.choice("polarity", frozenset({*Polarity, "none"}), Polarity.POSITIVE)
    return CueSense(
        words=words,
        frame=frame,
        act=entry.choice("act", frozenset(Act)),
        source=source,
        author=entry.choice("author", frozenset(AuthorCommitment), AuthorCommitment.NEUTRAL),
        polarity=None if polarity == "none" else polarity,
        certainty=entry.choice("certainty", frozenset(Certainty), Certainty.CERTAIN),
    )


def noun_senses(top: Entry) -> Iterator[tuple[str, NounSense]]:
    """Lemma and sense of each noun for people or bodies; the first branch that has a lemma keeps it."""
    top.only("noun", "words")
    seen: set[str] = set()
    for branch, table in top.table("noun", dict).items():
        entry = Entry(f"{top.place}: noun.{branch}", table)
        entry.only("kind", "speaks", "words")
        sense = NounSense(
            kind=entry.choice("kind", frozenset(PartyKind)),
            branch=branch,
            speaks=entry.value("speaks", bool, default=True),
        )
        for word in entry.lower("words", entry.strings("words")):
            if word not in seen:
                seen.add(word)
                yield word, sense


def weapon_senses(top: Entry) -> Iterator[tuple[str, WeaponSense]]:
    """Lower-case phrase and sense of each weapon word; `name` is the phrase that it is another word for."""
    top.only("group", "words")
    for entry in top.tables("group"):
        entry.only("family", "kind", "words", "aliases")
        kind, family = entry.choice("kind", WEAPON_KINDS), entry.value("family", str)
        for word in entry.strings("words"):
            yield word.lower(), WeaponSense(word, kind, family)
        for word, name in entry.table("aliases", str).items():
            yield word.lower(), WeaponSense(name, kind, family)

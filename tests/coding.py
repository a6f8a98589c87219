"""Sentences through `parse`, `find` and `resolve` with the shipped tables and the real model.

For `-m model` tests only. What comes back is text that a person reads: words of the
sentence and names of parties, no offsets and no indexes.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from spacy.language import Language

from sayso.find import Finders, find, finders
from sayso.find.classes import Classes
from sayso.gazetteer import load_parties, load_places
from sayso.lang import load
from sayso.model.events import PartyRef
from sayso.model.lexicon import TriggerSense
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.report import Report
from sayso.model.spans import Fact
from sayso.model.tellings import Resolved, Telling
from sayso.parse import load_model, parse
from sayso.resolve import Tables, resolve
from sayso.resolve.parties import PartyResolver

PUBLISHED = date(2024, 5, 15)  # a Wednesday
Act = tuple[str, list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Coding:
    """What the first three stages make of one text."""

    parse: Parse
    mentions: Mentions
    resolved: Resolved
    tables: Tables

    def words(self, telling: Telling) -> str:
        """The trigger as the text has it."""
        return telling.trigger.of(self.parse.text)

    def telling(self, words: str) -> Telling:
        """The telling whose trigger is `words`, or begins with it; the first one of several."""
        known = [self.words(telling) for telling in self.resolved.tellings]
        found = [t for t in self.resolved.tellings if self.words(t) == words]
        assert found, f"no trigger {words!r} in {self.parse.text!r}; there are {known}"
        return found[0]

    def token(self, word: str) -> int:
        """The index of the last token of that text."""
        found = [token.index for token in self.parse.tokens if token.text == word]
        assert found, f"no token {word!r} in {self.parse.text!r}"
        return found[-1]


@cache
def _tables() -> Tables:
    return Tables(load("en"), load_parties(), load_places())


@cache
def shipped_finders() -> Finders:
    """The finders of the shipped tables."""
    tables = _tables()
    return finders(tables.lexicon, tables.places)


@cache
def coding(text: str, *, headline: bool = False, published: date | None = PUBLISHED) -> Coding:
    """The stages up to `resolve` for a text; `headline` where the whole text is the title."""
    tables = _tables()
    report = Report.from_text(text, title=text if headline else None)
    parsed = parse(report, _model(), tuple(sorted(tables.lexicon.words["furniture"])))
    mentions = find(parsed, shipped_finders())
    return Coding(parsed, mentions, resolve(parsed, mentions, published, tables), tables)


@cache
def _model() -> Language:
    return load_model()[0]


def label(sense: TriggerSense) -> str:
    """Type and mode as one word: "ASSAULT/aerial"."""
    return f"{sense.type}/{sense.mode}" if sense.mode else sense.type


def told(text: str, *, headline: bool = False) -> list[str]:
    """Each trigger and its sense: "shot down = ASSAULT/aerial"."""
    found = coding(text, headline=headline)
    senses = found.tables.lexicon.triggers
    return [f"{t.span.of(text)} = {label(senses[t.sense])}" for t in found.mentions.triggers]


def who(text: str, *, headline: bool = False) -> list[Act]:
    """Each trigger with the names of its actors and of its targets."""
    found = coding(text, headline=headline)
    return [(found.words(t), names(t.actors), names(t.targets)) for t in found.resolved.tellings]


def act(text: str, words: str, *, headline: bool = False) -> tuple[list[str], list[str]]:
    """The names of the actors and of the targets of one trigger."""
    telling = coding(text, headline=headline).telling(words)
    return names(telling.actors), names(telling.targets)


def names(facts: tuple[Fact[PartyRef], ...]) -> list[str]:
    """How the record names the parties."""
    return [fact.value.name for fact in facts]


def party(text: str, head: str) -> str | None:
    """Who the phrase with that head word ends at: "id: name", or the text's words alone.

    Candidates follow after a question mark; None where the phrase ends at nobody.
    """
    found = coding(text)
    fact = found.resolved.parties.get(found.token(head))
    return None if fact is None else written(fact.value)


def written(ref: PartyRef) -> str:
    """A party as one line: "SYR/air_force: Syrian Air Force", "Congo ? Congo | DR Congo"."""
    name = f"{ref.party}: {ref.name}" if ref.party else ref.name
    return f"{name} ? {' | '.join(one.name for one in ref.candidates)}" if ref.candidates else name


def resolver(found: Coding) -> PartyResolver:
    """The resolver of one coding, for the modules that ask it."""
    return PartyResolver(found.parse, found.tables.lexicon, found.tables.parties, found.mentions.parties)


def classes(found: Coding) -> Classes:
    """The classes of one coding's complements."""
    return Classes(found.parse, found.tables.lexicon, found.mentions.weapons, found.mentions.places)

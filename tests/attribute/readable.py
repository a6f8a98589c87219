"""What `attribute` makes of a text, in words that people read; model and tables are loaded once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from sayso.attribute import attribute
from sayso.merge import Merged, merge
from sayso.model.ontology import Ontology
from sayso.model.statements import Attributed, Claim, Statement
from sayso.ontology import load_ontology
from tests.coding import Coding, coding

# (source, act, content); (source, stance, field, head word of the trigger)
Said: TypeAlias = tuple[str | None, str, str]
Row: TypeAlias = tuple[str | None, str, str, str]


@dataclass(frozen=True)
class Read:
    """One report up to `attribute`, published on 15 May 2024, a Wednesday."""

    coding: Coding
    attributed: Attributed

    def statement(self, claim: Claim) -> Statement:
        return next(one for one in self.attributed.statements if one.id == claim.statement)

    def heads(self) -> dict[str, str]:
        """The head word of each telling's trigger, by the name that claims have for the telling."""
        return {f"t{t.index}": self.coding.parse.tokens[t.token].text for t in self.coding.resolved.tellings}


@cache
def read(text: str) -> Read:
    found = coding(text)
    lexicon = found.tables.lexicon
    return Read(found, attribute(found.parse, found.mentions, found.resolved, lexicon))


@cache
def ontology() -> Ontology:
    return load_ontology()


@cache
def merged(text: str) -> Merged:
    one = read(text)
    found = one.coding
    return merge(found.parse, found.resolved, one.attributed, found.tables.lexicon, ontology())


def spoken(one: Read) -> Iterator[Statement]:
    """The statements that are not the report's own voice."""
    return (s for s in one.attributed.statements if s.frame != "author")


def speaker(statement: Statement) -> str | None:
    return None if statement.source is None else statement.source.party.name


def bare(words: str) -> str:
    """Words on one line, without the marks around them: whether a content holds its marks says nothing."""
    return " ".join(words.split()).strip('"“”,. ')


def statements(text: str) -> list[Said]:
    """Who says what: source, act, content; stretches of one content are joined by " / "."""
    return [
        (speaker(s), s.act.value, " / ".join(bare(span.of(text)) for span in s.content))
        for s in spoken(read(text))
    ]


def claims(text: str) -> list[Row]:
    """What is said of which telling: source, stance, field, the head word of the telling's trigger."""
    one = read(text)
    heads = one.heads()
    rows = [(one.statement(c), c) for c in one.attributed.claims]
    return [
        (speaker(s), c.stance.value, c.field.value, heads[c.event]) for s, c in rows if s.frame != "author"
    ]


def meanings(text: str) -> list[tuple[str, str, str | None, str]]:
    """What each statement means: act, stance, polarity, certainty."""
    return [
        (s.act.value, s.stance.value, s.polarity.value if s.polarity else None, s.certainty.value)
        for s in spoken(read(text))
    ]


def fields(text: str) -> list[tuple[str, str]]:
    """What each statement is about: field and stance."""
    return [(s.field.value, s.stance.value) for s in spoken(read(text))]

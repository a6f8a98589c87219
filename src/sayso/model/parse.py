"""A parsed report as plain data: nothing above `parse` sees the parser's own types."""

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.report import Note
from sayso.model.spans import Span


class UnitKind(StrEnum):
    """What a paragraph is for."""

    HEADLINE = "headline"
    BODY = "body"
    FURNITURE = "furniture"  # editor's notes, credits: read as metadata, never coded


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark.

    `head` is the index of the governing token, itself for a root. `tag` is a Penn
    Treebank tag, `dep` a dependency label of the parser's scheme (ClearNLP for the
    English model), `lemma` lower case. `sentence` and `unit` are indexes.
    """

    index: int
    span: Span
    text: str
    lower: str
    tag: str
    dep: str
    head: int
    lemma: str
    sentence: int
    unit: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive); `span` covers them without outer blanks."""

    index: int
    unit: int
    first: int
    last: int
    root: int
    span: Span


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph or headline: sentences `first` to `last` (exclusive)."""

    index: int
    kind: UnitKind
    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch in quotation marks.

    `span` includes the marks that are there, `inner` does not. `closed` is False
    where the closing mark is missing; `continued` is True where the paragraph before
    left its quotation open and this one opens again.
    """

    span: Span
    inner: Span
    unit: int
    closed: bool
    continued: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Parse:
    """A report cut into units, sentences, tokens and quotations.

    `children[i]` holds the indexes of the tokens that token `i` governs, in text order.
    `outermost` are the quotations that stand in no other.
    `title` and `outlet` are the report's, which need not stand in its text. `text` is what is
    read: the report's own, or a copy of the same length with capitals put back; then `written`
    is the report's.
    """

    text: str
    units: tuple[Unit, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    quotes: tuple[Quote, ...]
    notes: tuple[Note, ...] = ()
    children: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    title: str | None = None
    outlet: str | None = None
    written: str | None = field(default=None, repr=False)
    outermost: tuple[Quote, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # They never overlap, so that looking one up costs the same however deep quotations stand in them.
        object.__setattr__(self, "outermost", tuple(quote for quote in self.quotes if quote.depth == 0))

    def quoted(self, span: Span) -> str:
        """The words of a span as the report has them, in one line."""
        return " ".join(span.of(self.text if self.written is None else self.written).split())

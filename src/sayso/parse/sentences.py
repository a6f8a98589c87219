"""Running the parser over the units of a report and copying what it found into plain data."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from sayso.model.parse import Parse, Sentence, Token, Unit, UnitKind
from sayso.model.report import Note, Report
from sayso.model.spans import Span
from sayso.parse.lemmas import Lemmas
from sayso.parse.quotes import quotes
from sayso.parse.repairs import repaired
from sayso.parse.units import units

# What spaCy is not to see: blanks and line ends inside a paragraph, and halves of surrogate pairs, which
# its string store refuses. Each becomes one other character, so that offsets stay.
_HIDDEN = {ord(blank): " " for blank in "\n\r\t\v\f\u00a0\u2028\u2029\u202f\u3000"}
_HIDDEN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
# More characters without a blank than any word or address has.
_MAX_RUN = 500
_LONG_RUN = re.compile(rf"\S{{{_MAX_RUN + 1}}}")
_PIECE = re.compile(rf"\S{{1,{_MAX_RUN}}}\s*|\s+")


def parse(report: Report, nlp: Language, furniture: Sequence[str] = ()) -> Parse:
    """The sentences, tokens and quotations of `report`.

    Args:
        report: What to parse.
        nlp: A pipeline from `load_model`.
        furniture: Lower-case beginnings of paragraphs about the report itself.
    """
    blocks = list(units(report, furniture))
    texts = [span.of(report.text).translate(_HIDDEN) for span, _ in blocks]
    docs = _run(nlp, texts)
    builder = _Builder(nlp)
    for (span, kind), doc in zip(blocks, docs, strict=True):
        builder.add(doc, span, kind)
    tokens = repaired(builder.tokens)
    coded = tuple(span for span, _ in blocks)
    found, notes = quotes(report.text, coded)
    return Parse(
        text=report.text,
        units=tuple(builder.units),
        sentences=tuple(replace(one, root=_root(tokens, one.first, one.last)) for one in builder.sentences),
        tokens=tuple(tokens),
        quotes=tuple(found),
        notes=(*notes, *_furniture_notes(report.text, builder.units)),
        children=_children(tokens),
        title=report.title,
    )


def _run(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """Tokenise, tag and parse; one batch per report, so that no other report can change the result."""
    docs = [_tokenised(nlp, text) for text in texts]
    for name, component in nlp.pipeline:
        if name != "lemmatizer":
            docs = list(component.pipe(docs, batch_size=max(1, len(docs))))  # type: ignore[attr-defined]  # spaCy's Pipe protocol is untyped
    return docs


def _tokenised(nlp: Language, text: str) -> Doc:
    """The words of `text`, cut in stretches where it has too many characters without a blank.

    spaCy takes marks off the end of such a run one by one and reads all of it each time:
    20,000 brackets cost it 40 seconds.
    """
    if not _LONG_RUN.search(text):
        return nlp.make_doc(text)
    pieces = [word for piece in _PIECE.findall(text) for word in nlp.make_doc(piece)]
    return Doc(nlp.vocab, [word.text for word in pieces], [bool(word.whitespace_) for word in pieces])


def _furniture_notes(text: str, all_units: Sequence[Unit]) -> list[Note]:
    return [_furniture_note(text, unit) for unit in all_units if unit.kind is UnitKind.FURNITURE]


def _root(tokens: Sequence[Token], first: int, last: int) -> int:
    return next((i for i in range(first, last) if tokens[i].head == i), first)


def _furniture_note(text: str, unit: Unit) -> Note:
    words = unit.span.of(text).casefold()
    if "will be updated" in words or "developing story" in words or "breaking news" in words:
        return Note(
            "open-story", "the report says that it will be updated: expect a later version", unit.span
        )
    return Note("furniture", "about the report itself, not coded", unit.span)


def _children(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    return tuple(tuple(below) for below in children)


class _Builder:
    """Collects units, sentences and tokens with running indexes."""

    def __init__(self, nlp: Language) -> None:
        self.units: list[Unit] = []
        self.sentences: list[Sentence] = []
        self.tokens: list[Token] = []
        self._lemmas = Lemmas(nlp)

    def add(self, doc: Doc, span: Span, kind: UnitKind) -> None:
        """One unit's doc, which starts at `span.start` of the report."""
        number = len(self.units)
        first = len(self.sentences)
        for sentence in doc.sents:
            words = [word for word in sentence if not word.is_space]
            if words:
                self._add_sentence(words, span.start, number)
        self.units.append(Unit(number, kind, first, len(self.sentences), span))

    def _add_sentence(self, words: Sequence[SpacyToken], offset: int, unit: int) -> None:
        number, first = len(self.sentences), len(self.tokens)
        index = {word.i: first + i for i, word in enumerate(words)}
        for word in words:
            at = offset + word.idx
            self.tokens.append(
                Token(
                    index=index[word.i],
                    span=Span(at, at + len(word.text)),
                    text=word.text,
                    lower=word.lower_,
                    tag=word.tag_,
                    dep=word.dep_,
                    head=_head(word, index),
                    lemma=self._lemmas.of(word),
                    sentence=number,
                    unit=unit,
                )
            )
        span = Span(self.tokens[first].span.start, self.tokens[-1].span.end)
        self.sentences.append(Sentence(number, unit, first, len(self.tokens), first, span))


def _head(word: SpacyToken, index: dict[int, int]) -> int:
    """The index of the governing token; blanks, which are not kept, are skipped."""
    head = word.head
    while head.i not in index and head.i != head.head.i:
        head = head.head
    return index.get(head.i, index[word.i])

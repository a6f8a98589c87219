"""Running the parser over the units of a report and copying what it found into plain data."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from sayso.model.parse import Parse, Sentence, Token, Unit, UnitKind
from sayso.model.report import Note, Report
from sayso.model.spans import Span
from sayso.parse.casing import Casing
from sayso.parse.lemmas import lemmas_of
from sayso.parse.quotes import quotes
from sayso.parse.repairs import repaired
from sayso.parse.steps import steps_of
from sayso.parse.stretches import (
    CODED_CHARS,
    CODED_TOKENS,
    MAX_SENTENCE,
    coded_end,
    sentence_parts,
    stretches,
    tokenised,
)
from sayso.parse.threads import one_thread
from sayso.parse.units import units

# What spaCy is not to see: blanks and line ends inside a paragraph, and halves of surrogate pairs, which
# its string store refuses. Each becomes one other character, so that offsets stay.
_HIDDEN = {ord(blank): " " for blank in "\n\r\t\v\f\u00a0\u2028\u2029\u202f\u3000"}
_HIDDEN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
# Marks of footnotes behind a word, as encyclopedias have them: read as words they end up in names.
_FOOTNOTES = re.compile(
    r"(?<=[^\s\[])(?:\[(?:\d{1,3}|(?:note|nb|n) ?\d{1,2}|citation needed|who\?|when\?)\])+", re.IGNORECASE
)
# Words that the components read in one go. A report of news is one batch; of an endless one there are
# several, for the components hold 12 KB for each word of a batch.
_BATCH = 8_000
_Block = tuple[Span, UnitKind]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What the parser reads at once: all or a part of the unit `unit`, from the character `start` on."""

    unit: int
    start: int
    doc: Doc


def parse(
    report: Report, nlp: Language, furniture: Sequence[str] = (), casing: Casing | None = None
) -> Parse:
    """The sentences, tokens and quotations of `report`.

    Of an endless report the beginning is read, and a note says how far.

    Args:
        report: What to parse.
        nlp: A pipeline from `load_model`.
        furniture: Lower-case beginnings of paragraphs about the report itself.
        casing: What puts capitals back for reading where a text has no use of them; None
            reads every text as it stands.
    """
    restored = casing.restored(report.text) if casing is not None else None
    text = report.text if restored is None else restored
    end = coded_end(text)
    whole = list(units(replace(report, text=text), furniture, end))
    texts = [_readable(span.of(text)) for span, _ in whole]
    if restored is not None and casing is not None:
        texts = [casing.without_asides(one) for one in texts]
    blocks, todo = _stretched(nlp, texts, whole)
    builder = _Builder(nlp, blocks)
    with one_thread():
        for stretch in _run(nlp, todo):
            builder.add(stretch)
    tokens = repaired(builder.tokens)
    all_units = builder.units()
    found, notes = quotes(text, tuple(span for span, _ in blocks))
    if blocks and (end < len(text) or blocks != whole):
        notes = [_too_long(blocks[-1][0].end, len(text)), *notes]
    return Parse(
        text=text,
        units=all_units,
        sentences=tuple(replace(one, root=_root(tokens, one.first, one.last)) for one in builder.sentences),
        tokens=tuple(tokens),
        quotes=tuple(found),
        notes=(*notes, *_sentence_notes(builder.endless), *_furniture_notes(text, all_units)),
        children=_children(tokens),
        title=report.title,
        outlet=report.outlet,
        written=None if restored is None else report.text,
    )


def _readable(text: str) -> str:
    """`text` as the parser is to see it, each character in its place."""
    return _FOOTNOTES.sub(lambda mark: " " * len(mark[0]), text.translate(_HIDDEN))


def _stretched(
    nlp: Language, texts: Sequence[str], blocks: Sequence[_Block]
) -> tuple[list[_Block], list[_Stretch]]:
    """The paragraphs that are read, the last one cut where the words run out, and their stretches."""
    kept: list[_Block] = []
    found: list[_Stretch] = []
    left = CODED_TOKENS
    for number, ((span, kind), text) in enumerate(zip(blocks, texts, strict=True)):
        if left <= 0:
            break
        doc = tokenised(nlp, text)
        found += [_Stretch(number, span.start + at, part) for at, part in stretches(doc, left)]
        if len(doc) > left:
            span = Span(span.start, span.start + doc[left].idx)
        kept.append((span, kind))
        left -= len(doc)
    return kept, found


def _run(nlp: Language, todo: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """Tag and parse; batches begin with the report, so that no other report can change the result."""
    for batch in _batches(todo):
        docs = [stretch.doc for stretch in batch]
        for name, component in nlp.pipeline:
            if name == "parser":
                steps_of(nlp)(docs)
            elif name != "lemmatizer":
                docs = list(component.pipe(docs, batch_size=len(docs)))  # type: ignore[attr-defined]  # spaCy's Pipe protocol is untyped
        yield from (replace(stretch, doc=doc) for stretch, doc in zip(batch, docs, strict=True))


def _batches(todo: Sequence[_Stretch]) -> Iterator[list[_Stretch]]:
    batch: list[_Stretch] = []
    words = 0
    for stretch in todo:
        if batch and words + len(stretch.doc) > _BATCH:
            yield batch
            batch, words = [], 0
        batch.append(stretch)
        words += len(stretch.doc)
    if batch:
        yield batch


def _too_long(end: int, length: int) -> Note:
    return Note(
        "too-long",
        f"coded up to character {end:,} of {length:,}: of one report at most "
        f"{CODED_CHARS:,} characters and {CODED_TOKENS:,} words",
    )


def _sentence_notes(spans: Sequence[Span]) -> list[Note]:
    message = f"a sentence of more than {MAX_SENTENCE} words, read in parts"
    return [Note("endless-sentence", message, span) for span in spans]


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
    """Collects sentences and tokens with running indexes, stretch by stretch.

    `endless` are the sentences that were read in parts.
    """

    def __init__(self, nlp: Language, blocks: Sequence[_Block]) -> None:
        self.sentences: list[Sentence] = []
        self.tokens: list[Token] = []
        self.endless: list[Span] = []
        self._blocks = blocks
        self._counts = [0] * len(blocks)
        self._lemmas = lemmas_of(nlp)

    def units(self) -> tuple[Unit, ...]:
        """The units with the sentences that were found in them."""
        made: list[Unit] = []
        for number, ((span, kind), count) in enumerate(zip(self._blocks, self._counts, strict=True)):
            first = made[-1].last if made else 0
            made.append(Unit(number, kind, first, first + count, span))
        return tuple(made)

    def add(self, stretch: _Stretch) -> None:
        """The sentences of the next stretch."""
        before = len(self.sentences)
        for sentence in stretch.doc.sents:
            words = [word for word in sentence if not word.is_space]
            number = len(self.sentences)
            for part in sentence_parts(words):
                self._add_sentence(part, stretch)
            if len(words) > MAX_SENTENCE:
                parts = self.sentences[number:]
                self._note(Span(parts[0].span.start, parts[-1].span.end), parts[0].first)
        self._counts[stretch.unit] += len(self.sentences) - before

    def _add_sentence(self, words: Sequence[SpacyToken], stretch: _Stretch) -> None:
        number, first = len(self.sentences), len(self.tokens)
        index = {word.i: first + i for i, word in enumerate(words)}
        for word in words:
            at = stretch.start + word.idx
            head = _head(word, index)
            self.tokens.append(
                Token(
                    index=index[word.i],
                    span=Span(at, at + len(word.text)),
                    text=word.text,
                    lower=word.lower_,
                    tag=word.tag_,
                    dep="ROOT" if head is None else word.dep_,
                    head=index[word.i] if head is None else head,
                    lemma=self._lemmas.of(word),
                    sentence=number,
                    unit=stretch.unit,
                )
            )
        span = Span(self.tokens[first].span.start, self.tokens[-1].span.end)
        self.sentences.append(Sentence(number, stretch.unit, first, len(self.tokens), first, span))

    def _note(self, span: Span, first: int) -> None:
        """Stretches of one endless sentence are told as one."""
        if self.endless and first and self.endless[-1].end == self.tokens[first - 1].span.end:
            span = Span(self.endless.pop().start, span.end)
        self.endless.append(span)


def _head(word: SpacyToken, index: dict[int, int]) -> int | None:
    """The index of the governing token; None where that is in another part of an endless sentence.

    Blanks, which are not kept, are skipped.
    """
    head = word.head
    while head.is_space and head.i != head.head.i:
        head = head.head
    return index[word.i] if head.is_space else index.get(head.i)

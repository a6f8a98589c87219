"""The benchmark `attribution`: source, cue and content of each statement against annotated ones.

Gold and predictions are lines of JSON, one document each: `doc_id` and `attributions`, a
list of `source_spans`, `cue_spans` and `content_spans`, which are lists of [start, end] in
code points of the gold's `text`; predictions need no text. `discard_spans` of the gold are
furniture that counts on neither side. Where no line has `attributions` there is nothing to
score, and sayso only predicts.

Everything is counted in words. The headline, "linked source-content", asks that source and
content of one prediction both share at least half of their words, and half of the gold's,
with the source and the content of one and the same gold statement; statements without a
source are asked for by themselves. The definitions are those of the public scorer of
PolNeAR that the corpus's converted form came with.
"""

import json
import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from sayso.errors import ResourceError
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Found, Share, Tally

Spans: TypeAlias = tuple[tuple[int, int], ...]
Words: TypeAlias = frozenset[int]

_WORD = re.compile(r"[^\W_]+(?:['’.,\-–&/@:][^\W_]+)*")
_OPENS = "([—-–‘'“"  # what may stand before a straight mark that opens
_DIRECT = 0.9  # of the words of a content in quotation marks


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: the characters of each part, in one piece or several; no source, no spans."""

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()

    def as_json(self) -> dict[str, list[list[int]]]:
        """One entry of a line of predictions."""
        parts = (("source", self.source), ("cue", self.cue), ("content", self.content))
        return {f"{name}_spans": [list(span) for span in spans] for name, spans in parts}


@dataclass(frozen=True, slots=True)
class Document:
    """One line of the gold; `attributions` None where the column is absent."""

    id: str
    text: str
    attributions: tuple[Attribution, ...] | None
    discarded: Spans = ()
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    """The words of one attribution, as numbers of the document's words."""

    source: Words
    cue: Words
    content: Words


@dataclass(slots=True)
class _Text:
    """The words of one document, and which of them do not count."""

    text: str
    discarded: Spans = ()
    words: list[tuple[int, int]] = field(init=False)
    _starts: list[int] = field(init=False)
    _hidden: Words = frozenset()

    def __post_init__(self) -> None:
        self.words = [found.span() for found in _WORD.finditer(self.text)]
        self._starts = [start for start, _ in self.words]
        self._hidden = self.of(self.discarded)

    def of(self, spans: Spans) -> Words:
        """The words that the spans touch."""
        found = set()
        for start, end in spans:
            if not 0 <= start < end <= len(self.text):
                raise ValueError(f"span [{start}, {end}] is outside of the text, or empty")
            at = max(0, bisect_right(self._starts, start) - 1)
            while at < len(self.words) and self.words[at][0] < end:
                if self.words[at][1] > start:
                    found.add(at)
                at += 1
        return frozenset(found) - self._hidden

    def parts(self, attributions: Iterable[Attribution]) -> list[_Parts]:
        """The attributions that have any words."""
        found = [_Parts(self.of(a.source), self.of(a.cue), self.of(a.content)) for a in attributions]
        return [one for one in found if one.source or one.cue or one.content]

    def quoted(self) -> Words:
        """The words in quotation marks."""
        inside, flags = False, []
        for at, char in enumerate(self.text):
            if char in "“”\n":
                inside = char == "“"
            elif char == '"':
                before, after = self.text[at - 1 : at] or " ", self.text[at + 1 : at + 2] or " "
                inside = (before.isspace() or before in _OPENS) and not after.isspace()
            flags.append(inside)
        return frozenset(number for number, (start, _) in enumerate(self.words) if flags[start])


class Attributions:
    """Statements with their sources: linked, by role, by kind of speech, and those without a source."""

    name = "attribution"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a file of documents and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_attributions(read_documents(gold), predicted_attributions(predicted))


def score_attributions(
    documents: Sequence[Document], predicted: Mapping[str, Sequence[Attribution]]
) -> Scores:
    """Figures over all annotated documents; a document without a prediction counts as empty.

    Raises:
        ResourceError: a prediction is for no document, or its spans do not fit the text.
    """
    strangers = sorted(set(predicted) - {document.id for document in documents})
    if strangers:
        raise ResourceError(f"predictions for {strangers[0]!r}, which is no document of the gold")
    asked = [document for document in documents if document.attributions is not None]
    return Scores(
        documents={document.id: _tally(document, predicted.get(document.id, ())) for document in asked},
        missing=tuple(document.id for document in asked if document.id not in predicted),
        has_events=False,
    )


def _tally(document: Document, predicted: Sequence[Attribution]) -> Tally:
    text = _Text(document.text, document.discarded)
    try:
        gold, ours = text.parts(document.attributions or ()), text.parts(predicted)
    except ValueError as error:
        raise ResourceError(f"{document.id}: {error}") from error
    tally = Tally()
    _linked(tally, gold, ours, text.quoted())
    silent = [one for one in gold if not one.source and one.content]
    unsourced = [one for one in ours if not one.source and one.content]
    _count(tally, "without a source", unsourced, silent, lambda p, g: _half(p.content, g.content))
    for role in ("source", "cue", "content"):
        _roles(tally, role, gold, ours)
    return tally


def _linked(tally: Tally, gold: Sequence[_Parts], ours: Sequence[_Parts], quoted: Words) -> None:
    gold_named = [one for one in gold if one.source and one.content]
    named = [one for one in ours if one.source and one.content]
    hits = _count(tally, "linked source-content", named, gold_named, _same_saying)
    for kind in ("direct", "mixed", "indirect"):
        tally.add(f"recall of {kind} speech", Share(0, 0))
    for number, one in enumerate(gold_named):
        share = len(one.content & quoted) / len(one.content)
        kind = "direct" if share >= _DIRECT else "mixed" if share > 0 else "indirect"
        tally.add(f"recall of {kind} speech", Share(int(number in hits), 1))
    _count(tally, "linked exactly, cue too", named, gold_named, lambda p, g: p == g)
    cued = [one for one in gold if one.cue and one.content]
    with_cue = [one for one in ours if one.cue and one.content]
    _count(tally, "cue and content", with_cue, cued, _same_content)


def _same_saying(ours: _Parts, gold: _Parts) -> bool:
    return _half(ours.source, gold.source) and _half(ours.content, gold.content)


def _same_content(ours: _Parts, gold: _Parts) -> bool:
    return bool(ours.cue & gold.cue) and _half(ours.content, gold.content)


def _roles(tally: Tally, role: str, gold: Sequence[_Parts], ours: Sequence[_Parts]) -> None:
    """Words, whole spans and overlapping spans of one role, whichever statement they are in."""
    theirs = [words for words in (getattr(one, role) for one in gold) if words]
    found = [words for words in (getattr(one, role) for one in ours) if words]
    all_gold: Words = frozenset().union(*theirs)
    all_found: Words = frozenset().union(*found)
    tally.add(f"{role}: words", Found(len(all_gold & all_found), len(all_found), len(all_gold)))
    if role != "content":  # one speaker of several statements is one unit
        theirs, found = list(dict.fromkeys(theirs)), list(dict.fromkeys(found))
    _count(tally, f"{role}: exact", found, theirs, lambda p, g: p == g)
    _count(tally, f"{role}: overlap", found, theirs, _half)


def _half(a: Words, b: Words) -> bool:
    shared = len(a & b)
    return shared > 0 and 2 * shared >= len(a) and 2 * shared >= len(b)


def _count(
    tally: Tally,
    name: str,
    ours: Sequence[Any],
    gold: Sequence[Any],
    fits: Callable[[Any, Any], bool],
) -> set[int]:
    """Match one to one, count under `name`, and give the numbers of the gold ones that were found."""
    edges = [[number for number, g in enumerate(gold) if fits(p, g)] for p in ours]
    taken = _matched(edges)
    tally.add(name, Found(len(taken), len(ours), len(gold)))
    return taken


def _matched(edges: Sequence[Sequence[int]]) -> set[int]:
    """The right sides of a largest matching: each left number to at most one of its edges."""
    owner: dict[int, int] = {}
    for left in range(len(edges)):
        came: dict[int, int] = {}
        queue, end = deque([left]), None
        while queue and end is None:
            here = queue.popleft()
            for right in edges[here]:
                if right in came:
                    continue
                came[right] = here
                if right not in owner:
                    end = right
                    break
                queue.append(owner[right])
        partner = {here: right for right, here in owner.items()}
        while end is not None:
            here = came[end]
            owner[end], end = here, partner.get(here)
    return set(owner)


def read_documents(path: Path) -> list[Document]:
    """The documents of a file of gold.

    Raises:
        ResourceError: it cannot be read, or a line is not of the form.
    """
    return [_each(path, number, line, _document) for number, line in _lines(path)]


def predicted_attributions(path: Path) -> dict[str, list[Attribution]]:
    """Predictions by document; lines of one document are added up.

    Raises:
        ResourceError: the file cannot be read, or a line is not of the form.
    """
    found: dict[str, list[Attribution]] = {}
    for number, line in _lines(path):
        name, attributions = _each(path, number, line, _prediction)
        found.setdefault(name, []).extend(attributions)
    return found


def write_attributions(found: Iterable[tuple[str, Sequence[Attribution]]], path: Path) -> None:
    """Keep predictions as `predicted_attributions` reads them."""
    rows = ({"doc_id": name, "attributions": [one.as_json() for one in ours]} for name, ours in found)
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: not a readable file of lines: {error}") from error
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _each(path: Path, number: int, line: str, read: Callable[[Mapping[str, Any]], Any]) -> Any:
    try:
        return read(json.loads(line))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResourceError(f"{path}: line {number} is not of the form: {error!r}") from error


def _document(data: Mapping[str, Any]) -> Document:
    given = data.get("attributions")
    return Document(
        id=str(data["doc_id"]),
        text=str(data["text"]),
        attributions=None if given is None else tuple(_attribution(one) for one in given),
        discarded=_spans(data.get("discard_spans")),
        title=data.get("title"),
        published=data.get("publication_date") or data.get("published"),
    )


def _prediction(data: Mapping[str, Any]) -> tuple[str, list[Attribution]]:
    return str(data["doc_id"]), [_attribution(one) for one in data["attributions"]]


def _attribution(data: Mapping[str, Any]) -> Attribution:
    source, cue, content = (_spans(data.get(f"{role}_spans")) for role in ("source", "cue", "content"))
    return Attribution(source, cue, content)


def _spans(pairs: Sequence[Sequence[int]] | None) -> Spans:
    return tuple((int(start), int(end)) for start, end in pairs or ())

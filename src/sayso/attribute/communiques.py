"""Papers given out in their own words: "War Ministry bulletin: our submarines are accounted for"."""

from collections.abc import Callable, Iterator, Sequence

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Unit, UnitKind
from sayso.model.statements import Act, Basis
from sayso.model.trees import is_noun

_LABEL = 8  # tokens of the longest label
_SHORT = 4


def given_out(
    parse: Parse, found: Sequence[Draft], lexicon: Lexicon, speaks: Callable[[int], bool]
) -> Iterator[Draft]:
    """One draft for each sentence behind a label that names a paper and who issued it.

    Sentences that hold a statement already are left to it.
    """
    papers = lexicon.words["documents"] | lexicon.words["papers"]
    for unit in parse.units:
        if unit.kind is UnitKind.FURNITURE or unit.first >= unit.last:
            continue
        label = _label(parse, unit, papers, speaks)
        if label is None:
            continue
        head, colon = label
        for number in range(unit.first, unit.last):
            sentence = parse.sentences[number]
            part = trimmed(parse, max(sentence.first, colon + 1), sentence.last)
            if part is None or part[1] - part[0] < _SHORT or _is_said(part, found):
                continue
            span = parse.tokens[head].span
            yield Draft(None, head, [part], Act.ASSERT, "communique", Basis.EXPLICIT, cue_span=span)


def _label(
    parse: Parse, unit: Unit, papers: frozenset[str], speaks: Callable[[int], bool]
) -> tuple[int, int] | None:
    """The head of the label in front of a colon, and the colon."""
    first = parse.sentences[unit.first].first
    last = parse.sentences[unit.last - 1].last
    colon = next((i for i in range(first, min(first + _LABEL, last)) if parse.tokens[i].lower == ":"), None)
    if colon is None or colon - first < 2:
        return None
    words = parse.tokens[first:colon]
    nouns = [t.index for t in words if is_noun(t)]
    if not nouns or any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in words):
        return None
    paper = any(t.lemma in papers for t in words)
    somebody = any(speaks(i) for i in nouns)
    return (nouns[-1], colon) if paper and somebody else None


def _is_said(part: tuple[int, int], found: Sequence[Draft]) -> bool:
    return any(a < part[1] and part[0] < b for draft in found for a, b in draft.content)

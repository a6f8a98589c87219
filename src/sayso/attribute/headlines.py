"""Headlines that name their source at an end: "Rebels kill 12: army", "12 dead in raid - police"."""

from collections.abc import Callable, Iterator, Sequence

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.parse import Parse, UnitKind
from sayso.model.statements import Act, Basis
from sayso.model.trees import is_noun, is_verb

_MARKS = frozenset({":", "-", "–", "—", "--"})
_HEADLINE = 25  # tokens of the longest headline
_LONGEST = 6  # tokens of a source at the end of a headline


def headline_sources(
    parse: Parse, found: Sequence[Draft], is_speaker: Callable[[int], bool], is_open: Callable[[int], bool]
) -> Iterator[Draft]:
    """The statements of headlines whose source stands behind a dash or colon, or in front of a colon.

    Args:
        parse: The parsed report.
        found: What was found by other patterns, which go first.
        is_speaker: Whether the phrase with this head may be a source at the end of a headline.
        is_open: Whether it may be one in front of it, where places and topics stand too.
    """
    for unit in parse.units:
        if unit.kind is UnitKind.FURNITURE or unit.first >= unit.last:
            continue
        first, last = parse.sentences[unit.first].first, parse.sentences[unit.last - 1].last
        if unit.kind is UnitKind.BODY and not _is_like_headline(parse, first, last):
            continue
        if any(draft.content and first <= draft.content[0][0] < last for draft in found):
            continue
        draft = _behind(parse, first, last, is_speaker) or _before(parse, first, last, is_open)
        if draft is not None:
            yield draft


def _is_like_headline(parse: Parse, first: int, last: int) -> bool:
    """Whether a paragraph is short and ends without a mark, as headlines of sections do."""
    return last - first <= _HEADLINE and parse.tokens[last - 1].text[-1:].isalnum()


def _behind(parse: Parse, first: int, last: int, is_speaker: Callable[[int], bool]) -> Draft | None:
    marks = [i for i in range(first + 2, last - 1) if _is_mark(parse, i)]
    if not marks or last - marks[-1] - 1 > _LONGEST:
        return None
    head = _head(parse, marks[-1] + 1, last)
    return _draft(parse, head, (first, marks[-1])) if head is not None and is_speaker(head) else None


def _before(parse: Parse, first: int, last: int, is_open: Callable[[int], bool]) -> Draft | None:
    marks = [i for i in range(first + 1, min(first + _LONGEST, last)) if parse.tokens[i].lower == ":"]
    head = _head(parse, first, marks[0]) if marks else None
    return _draft(parse, head, (marks[0] + 1, last)) if head is not None and is_open(head) else None


def _is_mark(parse: Parse, index: int) -> bool:
    """A colon, or a dash with blanks around it."""
    token = parse.tokens[index]
    if token.lower not in _MARKS:
        return False
    spaced = parse.tokens[index - 1].span.end < token.span.start
    return token.lower == ":" or (spaced and token.span.end < parse.tokens[index + 1].span.start)


def _head(parse: Parse, first: int, last: int) -> int | None:
    """The last noun of a stretch that holds no verb: the head of the name in it."""
    if any(
        is_verb(parse.tokens[i]) and parse.tokens[i].tag not in ("VBN", "VBG") for i in range(first, last)
    ):
        return None
    nouns = [i for i in range(first, last) if is_noun(parse.tokens[i])]
    return nouns[-1] if nouns else None


def _draft(parse: Parse, head: int, content: tuple[int, int]) -> Draft | None:
    said = trimmed(parse, *content)
    if said is None or said[1] - said[0] < 3:
        return None
    return Draft(None, head, [said], Act.ASSERT, "headline", Basis.EXPLICIT)

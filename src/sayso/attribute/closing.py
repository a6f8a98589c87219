""" "A jet bombed the mill and killed two, an officer, Ana Bello, told the radio.": who says a sentence.

Behind two or more clauses parsers often hang the closing tag on one of them and lose the speaker. The
marks on the surface are surer: a comma, a noun phrase, a verb of saying, and no other clause.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.parse import Parse, Sentence, UnitKind
from sayso.model.statements import Act
from sayso.model.trees import is_noun

_SAYS: Final = frozenset({"say", "tell", "report", "announce", "write", "add", "state", "declare", "claim"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEFORE_NOUN: Final = frozenset(
    {"DT", "JJ", "PRP$", "CD", "VBN", "POS", "HYPH", "NN", "NNS", "NNP", "NNPS", "``"}
)
_TAIL: Final = 9  # words behind the verb: "told the radio by telephone on Monday"
_CLAUSE: Final = 4  # words of a clause
_OPENS: Final = frozenset({"if", "when", "while", "after", "before", "as", "although", "though", "because"})


def closing(parse: Parse, found: Sequence[Draft]) -> Iterator[Draft]:
    """The closing tags of sentences of which nothing else is attributed."""
    cues = {draft.cue for draft in found}
    said = sorted(part for draft in found for part in draft.content)
    for sentence in parse.sentences:
        if parse.units[sentence.unit].kind is UnitKind.HEADLINE:
            continue
        taken = any(i in cues for i in range(sentence.first, sentence.last))
        if taken or any(a < sentence.last and sentence.first < b for a, b in said):
            continue
        draft = _closed(parse, sentence)
        if draft is not None:
            yield draft


def _closed(parse: Parse, sentence: Sentence) -> Draft | None:
    """The statement of a sentence that ends in a tag; None where it does not."""
    cue = _cue(parse, sentence)
    name = _name(parse, sentence, cue) if cue is not None else None
    if cue is None or name is None:
        return None
    comma, source = name
    content = trimmed(parse, sentence.first, comma)
    if content is None or parse.tokens[content[0]].lower in _OPENS or content[1] - content[0] < _CLAUSE:
        return None
    if not any(parse.tokens[i].tag in _FINITE for i in range(*content)):
        return None
    span = parse.tokens[cue].span
    return Draft(cue, source, [content], Act.ASSERT, "clause", cue_span=span, source_range=(comma + 1, cue))


def _cue(parse: Parse, sentence: Sentence) -> int | None:
    """The last verb of saying, where no clause follows it."""
    for i in range(sentence.last - 1, sentence.first, -1):
        token = parse.tokens[i]
        if token.lemma in _SAYS and token.tag in ("VBD", "VBZ", "VBP", "VBN"):
            return i
        if token.tag in _FINITE or token.text in (",", ":") or sentence.last - i > _TAIL:
            return None
    return None


def _name(parse: Parse, sentence: Sentence, cue: int) -> tuple[int, int] | None:
    """The comma in front of the speaker, and the noun that he is: "a rebel officer, Ana Bello,"."""
    commas = [i for i in range(sentence.first + 1, cue) if parse.tokens[i].text == ","]
    if not commas:
        return None
    if commas[-1] != cue - 1:
        source = _head(parse, commas[-1] + 1, cue)
        return None if source is None else (commas[-1], source)
    if len(commas) > 1 and all(
        parse.tokens[i].tag in _BEFORE_NOUN for i in range(commas[-2] + 1, commas[-1])
    ):
        before = commas[-3] if len(commas) > 2 else None
        described = _head(parse, before + 1, commas[-2]) if before is not None else None
        if before is not None and described is not None:
            return before, described
    return None


def _head(parse: Parse, first: int, last: int) -> int | None:
    """The head of a noun phrase that fills a stretch, with what hangs on it; None where it is none."""
    head = None
    for i in range(first, last):
        token = parse.tokens[i]
        if token.tag in _BEFORE_NOUN:
            head = i if is_noun(token) else head
        elif head is None or token.tag not in ("IN", "WP", "WDT"):
            return None
        else:
            who = token.tag != "IN"
            rest = [parse.tokens[k].tag for k in range(i, last)]
            return head if who or not any(tag in _FINITE for tag in rest) else None
    return head

"""'"...", added the agency.': who says a quotation is told just behind it.

This surface pattern is surer than any parse: parsers take the words behind a closing mark for
all sorts of things, and the quotation for the report's own words.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sayso.attribute.drafts import Draft
from sayso.attribute.quotations import MIN_WORDS
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Quote, UnitKind
from sayso.model.quoted import tokens_in
from sayso.model.ranges import Stretches
from sayso.model.statements import Act, Basis
from sayso.model.trees import is_noun, is_verb

_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "i", "we"})
_BEFORE_NOUN: Final = frozenset({"DT", "JJ", "PRP$", "CD", "VBN", "POS", "HYPH"})
# "The head of the agency, Col. X, said".
_IN_PHRASE: Final = frozenset({",", "IN", "POS", "DT", "CC", "JJ", "CD", "-LRB-"})
# Words between the closing mark and the end of the name: "said a spokesman for the army's third corps".
_NEAR: Final = 12


def tagged(parse: Parse, found: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """The drafts with those of quotations whose speaker stands just behind them.

    Nothing is added for a quotation that somebody named says already. What detection made of the
    same cue, without a speaker or without the quotation, is left out.
    """
    verbs = frozenset(c.words[0] for c in lexicon.cues if c.frame == "clause" and len(c.words) == 1)
    named = [d for d in found if d.source is not None or d.follows is not None]
    said = Stretches(part for draft in named for part in draft.content)
    new = [draft for draft in _tags(parse, verbs) if not said.cover(_middle(draft))]
    taken = {draft.cue for draft in new}
    return [*(draft for draft in found if draft.cue not in taken), *new]


def _middle(draft: Draft) -> int:
    first, last = draft.content[0]
    return (first + last) // 2


def _tags(parse: Parse, verbs: frozenset[str]) -> Iterator[Draft]:
    for quote in parse.outermost:
        inside = tokens_in(parse, quote.inner)
        if len(inside) < MIN_WORDS or not quote.closed or parse.units[quote.unit].kind is not UnitKind.BODY:
            continue
        tag = _tag(parse, quote, inside[-1] + 1, verbs)
        if tag is None:
            continue
        cue, source = tag
        content = [(inside[0], inside[-1] + 1)]
        yield Draft(
            cue, source, content, Act.ASSERT, "clause", Basis.EXPLICIT,
            cue_span=parse.tokens[cue].span,
        )  # fmt: skip


def _tag(parse: Parse, quote: Quote, after: int, verbs: frozenset[str]) -> tuple[int, int] | None:
    """Cue and source behind a quotation: "added KCNA", "the general said"."""
    if parse.text[quote.inner.end - 1] == ".":  # a new sentence begins behind the mark
        return None
    unit = parse.units[quote.unit]
    last = parse.sentences[unit.last - 1].last
    while after < last and not any(char.isalnum() for char in parse.tokens[after].text):
        if parse.tokens[after].text in ".!?":
            return None
        after += 1
    behind = range(after, min(after + _NEAR, last))
    if not behind:
        return None
    cue = next((i for i in behind if parse.tokens[i].lemma in verbs and is_verb(parse.tokens[i])), None)
    if cue is None:
        return None
    name = range(cue + 1, behind.stop) if cue == after else range(after, cue)
    source = _head(parse, name, to_end=cue != after)
    return None if source is None else (cue, source)


def _head(parse: Parse, name: range, *, to_end: bool) -> int | None:
    """The head of the noun phrase with which the stretch begins; None where it begins with anything else.

    `to_end`: nothing else may stand in the stretch.
    """
    if name and parse.tokens[name[0]].lower in _PRONOUNS:
        return name[0] if not to_end or len(name) == 1 else None
    head = None
    for i in name:
        token = parse.tokens[i]
        if is_noun(token):
            head = i
        elif head is not None or token.tag not in _BEFORE_NOUN:
            return None if to_end and token.tag not in _IN_PHRASE else head
    return head

"""Denials without a verb of denial: "called it baseless", "cast doubt on the report"."""

from collections.abc import Iterator, Sequence

from sayso.attribute.drafts import Draft, trimmed
from sayso.attribute.wholes import is_negated, is_nobody, whole
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse
from sayso.model.statements import Act
from sayso.model.trees import ancestors, is_passive, kids, subtree

_NEAR = 30  # tokens from the verb to the word of untruth


def labels(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Called the report baseless", "described it as a lie": a denial without a verb of denial."""
    words = lexicon.words
    for token in parse.tokens:
        if (
            token.lemma not in words["labelling"]
            or not token.tag.startswith("VB")
            or is_passive(parse, token.index)
        ):
            continue
        subjects = kids(parse, token.index, "nsubj")
        if not subjects or is_nobody(parse, subjects[0]) or is_negated(parse, token.index):
            continue
        below = [i for i in subtree(parse, token.index) if token.index < i <= token.index + _NEAR]
        if any(_is_label(parse, token.index, i, words["untrue"]) for i in below):
            yield whole(parse, token.index, subjects[0], Act.DENY, "label")


def doubts(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Played down reports that", "cast doubt on the claim": phrases that deny what is their object."""
    senses = [s for s in lexicon.senses if s.frame == "phrase" and s.act == Act.DENY]
    firsts = {s.words[0] for s in senses}
    for token in parse.tokens:
        if token.lemma not in firsts or not token.tag.startswith("VB"):
            continue
        last = max((_end_of(parse, token.index, s.words) for s in senses), default=0)
        subjects = kids(parse, token.index, "nsubj")
        if not last or not subjects or is_nobody(parse, subjects[0]) or is_negated(parse, token.index):
            continue
        draft = whole(parse, token.index, subjects[0], Act.DENY, "label")
        part = trimmed(parse, last + 1, draft.content[0][1])
        if part is not None:
            draft.content = [part]
            yield draft


def _end_of(parse: Parse, first: int, words: Sequence[str]) -> int:
    """The last token of the words in a row from `first`, 0 where they do not stand there."""
    row = parse.tokens[first : first + len(words)]
    same = len(row) == len(words) and all(w in (t.lemma, t.lower) for w, t in zip(words, row, strict=True))
    return first + len(words) - 1 if same else 0


def _is_label(parse: Parse, verb: int, index: int, untrue: frozenset[str]) -> bool:
    """Whether a word of untruth is what something is called: an object's complement or behind "as"."""
    if parse.tokens[index].lower not in untrue and parse.tokens[index].lemma not in untrue:
        return False
    for above in (index, *ancestors(parse, index)):
        if above == verb:
            return False
        token = parse.tokens[above]
        if token.lower == "as":  # wherever the parser hangs it
            return True
        if token.head == verb or parse.tokens[token.head].head == verb:
            return (
                token.dep in ("oprd", "acomp", "ccomp", "xcomp", "attr", "advcl")
                or token.lower == "as"
                or parse.tokens[token.head].lower == "as"
            )
    return False
